using TcpProbe.Tests.Harness;

namespace TcpProbe.Tests.EndToEnd;

/// <summary>What becomes of <c>-o FORMAT=FILE</c> in the end.</summary>
[Trait("Category", "Process")]
public sealed class ReportFileEndTests : IDisposable
{
    private readonly RefusedPort _closed = new();
    private readonly TemporaryFolder _folder = new();

    private string Target => _folder.PathOf("report.json");

    public void Dispose()
    {
        _closed.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public void One_that_cannot_be_written_is_said_before_the_first_probe()
    {
        using UntouchedPeer peer = new();
        string path = _folder.PathOf("missing/report.json");
        ToolResult result = Tool.Run("-z", "127.0.0.1", peer.Port, "-o", $"json={path}");
        CommandLine.AssertIsComplaint(result, 64);
        Assert.Contains("there is no such directory", result.Stderr, StringComparison.Ordinal);
        peer.AssertUntouched();
    }

    [LinuxFact]
    public void A_plugin_knows_of_a_file_that_is_not_written_before_its_only_line()
    {
        ToolResult result = Tool.Run("-z", _closed.EndPoint.ToString(), "-o", "nagios", "-o", "junit=/dev/full");
        Assert.True(result.ExitCode == 3, result.ToString());
        Assert.Equal("TCP UNKNOWN - the report could not be written: /dev/full: No space left on device\n", result.Stdout);
    }

    [NativeFact]
    public void One_that_grows_beyond_the_limit_of_a_file_is_said_and_leaves_nothing()
    {
        ToolResult result = Tool.RunProgram(
            new ToolOptions(), ["sh", "-c", "ulimit -f 1; exec \"$@\"", "sh", .. Tool.Command, "-z", "-q", _closed.EndPoint.ToString(), "--count", "5", "-i", "1ms", "-o", $"json={Target}"]);
        CommandLine.AssertIsComplaint(result, 74);
        Assert.Contains("File too large", result.Stderr, StringComparison.Ordinal);
        Assert.Empty(_folder.Names());
    }

    [UnixFact]
    public void One_of_a_run_that_has_nothing_to_tell_leaves_the_old_one()
    {
        using UntouchedPeer silent = new();
        string old = _folder.File("probe.prom", "old\n");
        using RunningTool run = RunningTool.Start("127.0.0.1", silent.Port, "--count", "0", "-v", "-o", $"prometheus={old}");
        while (!run.ReadErrorLine().Contains("connected to", StringComparison.Ordinal))
        {
        }

        run.Signal("TERM");
        _ = run.Wait();
        Assert.Equal("old\n", File.ReadAllText(old));
        Assert.Equal(["probe.prom"], _folder.Names());
    }

    [Fact]
    public void Nothing_is_left_of_others_that_could_be_then()
    {
        CommandLine.AssertIsComplaint(CommandLine.Run("-z", $"{_closed.EndPoint}", "-o", $"json={Target}", "-o", $"human={_folder.PathOf("missing/report.txt")}"), 64);
        Assert.Empty(_folder.Names());
    }

    [MountNamespaceFact]
    public void A_full_disk_leaves_the_old_one_and_nothing_else()
    {
        string folder = _folder.PathOf(".");
        ToolResult result = InMounts($"mount -t tmpfs -o size=8k tmpfs {folder} && echo old >{Target} && head -c 4096 /dev/zero >{folder}/full", $"cat {Target}; ls {folder}");
        Assert.Equal(74, result.ExitCode);
        Assert.EndsWith("old\nfull\nreport.json\n", result.Stdout, StringComparison.Ordinal);
        Assert.Contains($"tcpprobe: the report could not be written: {Target}: No space left on device\n", result.Stderr, StringComparison.Ordinal);
    }

    [MountNamespaceFact]
    public void A_file_system_that_cannot_be_written_to_is_called_so_before_the_first_probe()
    {
        string folder = _folder.PathOf(".");
        ToolResult result = InMounts($"mount -t tmpfs -o ro tmpfs {folder}", "true");
        CommandLine.AssertIsComplaint(result, 64);
        Assert.Equal($"tcpprobe: -o json={Target} cannot be written: Read-only file system\n", result.Stderr);
    }

    [MountNamespaceFact]
    public void A_mounted_file_is_written_to_as_it_is()
    {
        _folder.File("report.json", new string('x', 100_000));
        ToolResult result = InMounts($"mount --bind {Target} {Target}", "true");
        Assert.Equal(11, result.ExitCode);
        Assert.StartsWith("{\"schema\":1,", File.ReadAllText(Target), StringComparison.Ordinal);
        Assert.EndsWith("}\n", File.ReadAllText(Target), StringComparison.Ordinal);
    }

    [UnixFact]
    public void Stdout_by_its_path_is_where_stdout_stands()
    {
        string all = _folder.PathOf("all");
        ToolResult result = Tool.RunProgram(
            new ToolOptions(), ["sh", "-c", "(echo before; \"$@\"; echo after) >\"$0\"", all, .. Tool.Command, "-q", _closed.EndPoint.ToString(), "-o", "json=/dev/stdout"]);
        Assert.True(result.ExitCode == 0, result.ToString());
        string[] lines = File.ReadAllLines(all);
        Assert.Equal("before", lines[0]);
        Assert.StartsWith("{\"schema\":1,", lines[1], StringComparison.Ordinal);
        Assert.Equal("after", lines[^1]);
    }

    private ToolResult InMounts(string prepare, string afterwards) => Tool.Run(
        new ToolOptions { Prefix = ["unshare", "--mount", "sh", "-c", $"{prepare} && {{ \"$@\"; code=$?; {afterwards}; exit $code; }}", "sh"] },
        "-z",
        _closed.EndPoint.ToString(),
        "-o",
        $"json={Target}");
}
