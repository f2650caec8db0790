using System.Text.Json;
using TcpProbe.Tests.Harness;

namespace TcpProbe.Tests.EndToEnd;

/// <summary>Runs over names that come late, or have several addresses: in a /etc/hosts of their own, so that no question leaves this machine.</summary>
[Trait("Category", "Process")]
public sealed class NameTests : IDisposable
{
    private const string None = "127.0.0.1 localhost\n";
    private const string Two = "127.0.0.1 db.test\n127.0.0.2 db.test\n";

    private readonly UntouchedPeer _peer = new();
    private readonly TemporaryFolder _folder = new();

    private string Target => $"db.test:{_peer.Port}";

    public void Dispose()
    {
        _peer.Dispose();
        _folder.Dispose();
    }

    [MountNamespaceFact]
    public void A_folder_in_place_of_the_resolvers_settings_says_nothing_of_a_name()
    {
        ToolResult result = Tool.Run(
            new ToolOptions { Prefix = MountNamespaceFactAttribute.Words("mount -t tmpfs tmpfs /etc && mkdir /etc/resolv.conf") }, "-z", "nosuch.invalid:80");

        Assert.True(result.ExitCode == 10, result.ToString());
        Assert.StartsWith("nosuch.invalid:80 failed in resolve: resolver_unavailable (EAI_AGAIN", result.Stdout, StringComparison.Ordinal);
    }

    [MountNamespaceFact]
    public void A_name_that_appears_late_is_waited_for()
    {
        using RunningTool tool = RunningTool.Start(With(None), "-z", Target, "--wait", "60", "-i", "50ms");
        tool.AwaitError($"waiting for {Target}: name_not_resolved; 59 s left\n");
        With("127.0.0.1 db.test\n");

        ToolResult result = tool.Wait();

        Assert.True(result.ExitCode == 0, result.ToString());
        Assert.Matches($@"^{Target} ok: connected to 127.0.0.1 in T, nothing sent \(-z\)\nup after T: \d+ probes, name_not_resolved \d+\n$", Blurred.Times(result.Stdout));
    }

    [MountNamespaceFact]
    public void Its_addresses_are_then_targets_of_their_own_and_the_bare_name_is_forgotten()
    {
        using RunningTool tool = RunningTool.Start(With(None), "-z", Target, "--all-addresses", "--require", "any", "--wait", "60", "-i", "50ms");
        tool.AwaitError("name_not_resolved");
        With(Two);

        ToolResult result = tool.Wait();

        Assert.True(result.ExitCode == 0, result.ToString());
        Assert.StartsWith($"{Target} (127.0.0.1) ok: ", result.Stdout, StringComparison.Ordinal);
        Assert.DoesNotContain($"{Target} failed", result.Stdout, StringComparison.Ordinal);
    }

    [MountNamespaceFact]
    public void It_need_not_be_waited_for()
    {
        ToolResult result = Tool.Run(With(None), "-z", Target, "--wait", "60", "--no-wait-dns");

        Assert.Equal(10, result.ExitCode);
        Assert.Matches(
            $@"^{Target} failed in resolve: name_not_resolved .*\nnot waited for a name that is not known \(--no-wait-dns\): 1 probe, name_not_resolved 1\n  hint for name_not_resolved: .*\n$",
            result.Stdout);
        Assert.Empty(result.Stderr);
    }

    [MountNamespaceFact]
    public void A_name_that_is_not_known_is_never_down()
    {
        ToolResult once = Tool.Run(With(None), Target, "--until", "down"), waiting = Tool.Run(With(None), Target, "--until", "down", "--wait", "2", "-i", "50ms");

        Assert.Equal((10, 124), (once.ExitCode, waiting.ExitCode));
        Assert.Contains($"waiting for {Target} to go down: name_not_resolved; ", waiting.Stderr, StringComparison.Ordinal);
    }

    [MountNamespaceFact]
    public void Each_address_behind_a_name_is_probed_if_so_wanted_and_all_of_them_count()
    {
        ToolResult all = Tool.Run(With(Two), "-z", Target, "--all-addresses"), any = Tool.Run(With(Two), "-z", Target);

        Assert.Equal(
            $"""
            {Target} (127.0.0.1) ok: connected to 127.0.0.1 in T, nothing sent (-z)
            {Target} (127.0.0.2) failed in connect: refused (ECONNREFUSED) after T
            2 targets in T: 1 ok, 1 failed: refused 1

            """,
            Blurred.Times(all.Stdout).Split("  hint for refused: ")[0]);
        Assert.Equal((11, 0), (all.ExitCode, any.ExitCode));
    }

    [MountNamespaceFact]
    public void As_many_addresses_as_are_required_must_be_ok()
    {
        Assert.Equal(0, Tool.Run(With(Two), "-zq", Target, "--all-addresses", "--require", "any").ExitCode);
        Assert.Equal(11, Tool.Run(With(Two), "-zq", Target, "--all-addresses", "--require", "3").ExitCode);
    }

    [MountNamespaceFact]
    public void In_JSON_each_address_has_its_line_and_its_share_of_the_look_up()
    {
        ToolResult result = Tool.Run(With(Two), "-z", Target, "localhost:" + _peer.Port, "--all-addresses", "-o", "json");

        JsonElement[] lines = [.. result.Stdout.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonSerializer.Deserialize<JsonElement>(line))];
        Assert.Equal(["127.0.0.1", "127.0.0.2"], lines[..2].Select(line => line.GetProperty("attempts")[0].GetProperty("address").GetString()));
        Assert.All(lines[..2], line => Assert.Equal(JsonValueKind.Number, line.GetProperty("timings").GetProperty("resolve").ValueKind));
        Assert.Equal("name_not_resolved", lines[2].GetProperty("failure").GetProperty("reason").GetString());
        Assert.Equal(3, lines[3].GetProperty("targets").GetInt32());
        Assert.Equal(1, result.ExitCode);
    }

    // Written into the file that is mounted, which the resolver reads anew each time.
    private ToolOptions With(string hosts)
    {
        string names = _folder.File("hosts", hosts), order = _folder.File("nsswitch.conf", "hosts: files\n");
        return new ToolOptions { Prefix = MountNamespaceFactAttribute.Words($"mount --bind {names} /etc/hosts && mount --bind {order} /etc/nsswitch.conf") };
    }
}
