using System.Globalization;
using System.Net;
using System.Net.Sockets;
using TcpProbe.Tests.Harness;

namespace TcpProbe.Tests.EndToEnd;

/// <summary>The command behind <c>--</c>: when it runs, and what it finds.</summary>
[Trait("Category", "Process")]
public sealed class CommandTests : IDisposable
{
    private readonly UntouchedPeer _peer = new();
    private readonly TemporaryFolder _folder = new();

    public void Dispose()
    {
        _peer.Dispose();
        _folder.Dispose();
    }

    [UnixFact]
    public void After_success_stdout_is_its_own_and_the_report_is_on_stderr()
    {
        ToolResult result = Through([], "echo", "CMD OUTPUT");
        Assert.Equal("CMD OUTPUT\n", result.Stdout);
        Assert.StartsWith($"127.0.0.1:{_peer.Port} ok: connected ", result.Stderr, StringComparison.Ordinal);
        Assert.Equal(0, result.ExitCode);
        result = Through(["-o", "json"], "true");
        Assert.Empty(result.Stdout);
        Assert.StartsWith("{\"schema\":1,", result.Stderr, StringComparison.Ordinal);
        result = Through(["-q"], "echo", "alone");
        Assert.Equal("alone\n", result.Stdout + result.Stderr);
    }

    [UnixFact]
    public void Its_exit_code_stderr_and_stdin_are_its_own()
    {
        ToolResult result = Through(["-q"], "ls", _folder.PathOf("missing"));
        Assert.NotEqual(0, result.ExitCode);
        Assert.Contains("missing", result.Stderr, StringComparison.Ordinal);
        result = Tool.Run(new ToolOptions { Stdin = "one\ntwo\n"u8.ToArray() }, "-zq", "127.0.0.1", _peer.Port, "--", "sh", "-c", "cat; exit 7");
        Assert.Equal("one\ntwo\n", result.Stdout);
        Assert.Equal(7, result.ExitCode);
    }

    [UnixFact]
    public void It_takes_the_place_of_the_process_and_its_signals()
    {
        using RunningTool tool = RunningTool.Start("-zq", "127.0.0.1", _peer.Port, "--", "sh", "-c", "echo $$; exec sleep 1000");
        Assert.Equal(tool.Id, int.Parse(tool.ReadLine(), CultureInfo.InvariantCulture));
        tool.Signal("INT");
        Assert.Equal(130, tool.Wait().ExitCode);
    }

    [UnixFact]
    public void After_a_failure_it_never_runs()
    {
        using RefusedPort port = new();
        foreach (string[] options in (string[][])[[], ["--exit-codes", "reported"], ["--exit-codes", "simple"], ["-o", "json"]])
        {
            ToolResult result = Tool.Run([port.EndPoint.ToString(), .. options, "--", "echo", "it ran"]);
            Assert.Empty(result.Stdout);
            Assert.Contains("refused", result.Stderr, StringComparison.Ordinal);
            Assert.Equal(options switch { [_, "reported"] => 0, [_, "simple"] => 1, _ => 11 }, result.ExitCode);
        }
    }

    [UnixFact]
    public void Its_arguments_are_those_that_were_typed_byte_by_byte()
    {
        const string Words = "'' ' a  b ' -- --help @file '$HOME' ü $'\\xff\\xfez' $'\\n'";
        Assert.Equal(
            Tool.RunProgram(new ToolOptions(), "bash", "-c", $"printf '%s\\0' {Words}").StdoutBytes,
            Tool.RunProgram(new ToolOptions(), ["bash", "-c", $"exec \"$@\" printf '%s\\0' {Words}", "bash", .. Tool.Command, "-zq", "127.0.0.1", _peer.Port, "--"]).StdoutBytes);
    }

    [UnixTlsFact]
    public void It_finds_the_environment_as_it_was_even_after_TLS()
    {
        TestCertificate certificate = TestCertificate.SelfSigned("localhost", TestDates.Good, "localhost");
        const string Script = "export SSL_CERT_FILE=$'/x\\xff' SSL_CERT_DIR=; exec \"$@\"";
        byte[] before = Tool.RunProgram(new ToolOptions(), "bash", "-c", Script, "bash", "env", "-0").StdoutBytes;
        using ScriptedPeer peer = TlsPeer.Serving(TlsPeer.Presenting(certificate));
        ToolResult after = Tool.RunProgram(
            new ToolOptions(), ["bash", "-c", Script, "bash", .. Tool.Command, "-q", peer.EndPoint.ToString(), "--tls", "--insecure", "--", "env", "-0"]);
        Assert.True(after.ExitCode == 0, after.ToString());
        Assert.Equal(before, after.StdoutBytes);
    }

    [UnixTheory]
    [InlineData("", "")]
    [InlineData("", "-v")]
    [InlineData("trap '' HUP INT CHLD USR1 TSTP;", "")]
    [InlineData("trap '' XFSZ;", "")]
    [InlineData("trap '' HUP INT CHLD USR1 TSTP;", "-v")]
    public void It_finds_signals_blocked_or_ignored_as_they_were_and_SIGPIPE_at_its_default(string before, string option)
    {
        string[] Signals(params string[] command) =>
            [.. Tool.RunProgram(new ToolOptions(), ["sh", "-c", $"{before} exec \"$@\"", "sh", .. command, "cat", "/proc/self/status"]).Stdout.Split('\n')
                .Where(line => line.StartsWith("Sig", StringComparison.Ordinal) && !line.StartsWith("SigQ", StringComparison.Ordinal))];
        Assert.NotEmpty(Signals());
        Assert.Equal(Signals(), Signals([.. Tool.Command, "-z", "127.0.0.1", _peer.Port, .. option.Split(' ', StringSplitOptions.RemoveEmptyEntries), "--"]));
    }

    [UnixFact]
    public void It_finds_the_limits_as_they_were()
    {
        // The runtime of the ordinary build raises this one before the program begins.
        string limit = Tool.IsNative ? "ulimit -Sn 100; " : "";
        string Limits(params string[] command) =>
            Tool.RunProgram(new ToolOptions(), ["sh", "-c", $"{limit}ulimit -Sc 0; umask 027; exec \"$@\"", "sh", .. command, "sh", "-c", "ulimit -S -n; ulimit -H -n; ulimit -c; umask"]).Stdout;
        Assert.EndsWith("0\n0027\n", Limits(), StringComparison.Ordinal);
        Assert.Equal(Limits(), Limits([.. Tool.Command, "-zq", "127.0.0.1", _peer.Port, "--"]));
    }

    [UnixFact]
    public void It_finds_the_limit_of_descriptors_as_it_was_though_many_conversations_raised_it()
    {
        if (!Tool.IsNative || !OperatingSystem.IsLinux()) return;
        using Socket everywhere = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        everywhere.Bind(new IPEndPoint(IPAddress.Any, 0));
        everywhere.Listen(100);
        string[] targets = [.. Enumerable.Range(1, 60).Select(i => string.Create(CultureInfo.InvariantCulture, $"127.0.0.{i}:{((IPEndPoint)everywhere.LocalEndPoint!).Port}"))];
        ToolResult result = Tool.RunProgram(
            new ToolOptions(), ["sh", "-c", "ulimit -Sn 50; exec \"$@\"", "sh", .. Tool.Command, "-z", .. targets, "--", "sh", "-c", "ulimit -Sn"]);
        Assert.True(result.Stdout == "50\n", result.ToString());
        Assert.DoesNotContain("EMFILE", result.Stderr, StringComparison.Ordinal);
    }

    [UnixTheory]
    [InlineData("5</dev/null 9>/dev/null", "")]
    [InlineData("5</dev/null", "-v")]
    [InlineData("0<&-", "")]
    [InlineData("0<&- 2>&-", "")]
    public void It_finds_open_what_was_open_and_nothing_of_ours(string redirections, string option)
    {
        // The runtime of the ordinary build opens files of its own where a place is free.
        if (!Tool.IsNative && redirections.StartsWith('0')) return;
        string Open(params string[] command) =>
            Tool.RunProgram(new ToolOptions { Redirections = redirections }, [.. command, "sh", "-c", "for i in 0 1 2 3 4 5 6 7 8 9; do [ -e /proc/$$/fd/$i ] && echo $i; done; true"]).Stdout;
        Assert.Contains("1\n", Open(), StringComparison.Ordinal);
        Assert.Equal(Open(), Open([.. Tool.Command, "-z", "localhost", _peer.Port, "-4", .. option.Split(' ', StringSplitOptions.RemoveEmptyEntries), "--"]));
    }

    [UnixTheory]
    [InlineData("2>&-")]
    [InlineData("2>/dev/full")]
    public void It_runs_though_nobody_can_be_told(string redirections)
    {
        ToolResult result = Tool.Run(new ToolOptions { Redirections = redirections }, "-z", "127.0.0.1", _peer.Port, "--", "echo", "it ran");
        Assert.Equal("it ran\n", result.Stdout);
        Assert.Equal(0, result.ExitCode);
    }

    [UnixTheory]
    [InlineData("no-such-command", 127, "no-such-command: not found")]
    [InlineData("./no-such-command", 127, "./no-such-command: not found")]
    [InlineData("", 127, "'': not found")]
    [InlineData("./folder", 126, "./folder: it is a directory")]
    [InlineData("./plain", 126, "./plain: permission denied")]
    [InlineData("./plain/x", 127, "./plain/x: not found")]
    [InlineData("./lost", 127, "./lost: its interpreter was not found")]
    [InlineData("./foreign", 126, "./foreign: it is no program for this machine")]
    [InlineData("foreign", 126, "foreign: it is no program for this machine")]
    public void One_that_does_not_run_is_told_in_a_line_with_the_code_of_a_shell(string command, int code, string says)
    {
        Directory.CreateDirectory(_folder.PathOf("folder"));
        _folder.File("plain", "");
        Program("lost", "#!/no/such/interpreter\n");
        Program("foreign", "\u007fELF\u0002\0\0\n");
        ToolOptions here = new() { WorkingDirectory = _folder.PathOf("."), Environment = new Dictionary<string, string?> { ["PATH"] = $"/no/such/folder:{Environment.GetEnvironmentVariable("PATH")}:" } };
        ToolResult result = Tool.Run(here, "-zq", "127.0.0.1", _peer.Port, "--", command, "argument");
        CommandLine.AssertIsComplaint(result, code);
        Assert.Equal($"tcpprobe: {says}\n", result.Stderr);
        Assert.Equal(code, Tool.Run(here, "-zq", "127.0.0.1", _peer.Port, "--exit-codes", "reported", "--", command).ExitCode);
        Assert.Equal(1, Tool.Run(here, "-zq", "127.0.0.1", _peer.Port, "--exit-codes", "simple", "--", command).ExitCode);
    }

    [UnixFact]
    public void A_script_without_its_first_line_is_run_as_a_shell_would()
    {
        Program("script", "echo \"$0 $1\"\n");
        Program("empty", "");
        Assert.Equal($"{_folder.PathOf("script")} a b\n", Through(["-q"], _folder.PathOf("script"), "a b").Stdout);
        Assert.Equal(0, Through(["-q"], _folder.PathOf("empty")).ExitCode);
    }

    private ToolResult Through(string[] options, params string[] command) => Tool.Run(["-z", "127.0.0.1", _peer.Port, .. options, "--", .. command]);

    private void Program(string name, string text)
    {
        if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(_folder.File(name, text), (UnixFileMode)0b111_101_101);
    }
}
