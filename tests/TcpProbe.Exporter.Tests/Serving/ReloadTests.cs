using System.Net;
using System.Runtime.InteropServices;
using TcpProbe.Exporter.Options;
using TcpProbe.Exporter.Tests.Harness;
using TcpProbe.Tests.Harness;

namespace TcpProbe.Exporter.Tests.Serving;

/// <summary>Files that are read again while the exporter serves.</summary>
public sealed partial class ReloadTests
{
    private const string Before = "modules: {a: {prober: tcp}}\n", After = "modules: {a: {prober: tcp}, b: {prober: tcp}}\n";

    [Fact]
    public async Task A_new_module_is_there_after_a_reload_and_not_before()
    {
        using TemporaryFolder folder = new();
        string file = folder.File("c.yml", Before);
        await using RunningExporter exporter = await RunningExporter.Start(new ExporterOptions { ConfigFile = file });
        await File.WriteAllTextAsync(file, After);
        Assert.Equal(HttpStatusCode.BadRequest, (await exporter.Get(RunningExporter.Probe("127.0.0.1:1", "b"))).Status);
        Assert.Equal((HttpStatusCode.OK, "read\n"), await Post(exporter));
        Assert.Equal(HttpStatusCode.OK, (await exporter.Get(RunningExporter.Probe("127.0.0.1:1", "b"))).Status);
    }

    [Fact]
    public async Task A_mistake_is_told_with_its_place_and_what_held_before_holds()
    {
        using TemporaryFolder folder = new();
        string file = folder.File("c.yml", Before);
        await using RunningExporter exporter = await RunningExporter.Start(new ExporterOptions { ConfigFile = file });
        await File.WriteAllTextAsync(file, "modules:\n  a: {prober: tpc}\n");
        Assert.Equal(
            (HttpStatusCode.InternalServerError, $"not taken, what held before holds: {file}:2:15: prober: tpc is not one of tcp, http, icmp, dns, grpc, unix, websocket\n"),
            await Post(exporter));
        Assert.Contains("blackbox_exporter_config_last_reload_successful 0", (await exporter.Get("/metrics")).Body, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, (await exporter.Get(RunningExporter.Probe("127.0.0.1:1", "a"))).Status);
        await File.WriteAllTextAsync(file, After);
        Assert.Equal(HttpStatusCode.OK, (await Post(exporter)).Status);
        Assert.Contains("blackbox_exporter_config_last_reload_successful 1", (await exporter.Get("/metrics")).Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_mistake_in_the_web_file_leaves_the_modules_as_they_were()
    {
        using TemporaryFolder folder = new();
        string file = folder.File("c.yml", Before), web = folder.File("w.yml", "http_server_config: {http2: true}\n");
        await using RunningExporter exporter = await RunningExporter.Start(new ExporterOptions { ConfigFile = file, WebConfigFile = web });
        await File.WriteAllTextAsync(file, After);
        await File.WriteAllTextAsync(web, "rate_limt: {}\n");
        Assert.Equal(HttpStatusCode.InternalServerError, (await Post(exporter)).Status);
        Assert.Equal(HttpStatusCode.BadRequest, (await exporter.Get(RunningExporter.Probe("127.0.0.1:1", "b"))).Status);
    }

    [LinuxFact]
    public async Task What_is_no_file_is_not_waited_for()
    {
        using TemporaryFolder folder = new();
        string file = folder.File("c.yml", Before);
        await using RunningExporter exporter = await RunningExporter.Start(new ExporterOptions { ConfigFile = file });
        File.Delete(file);
        Assert.Equal(0, MakePipe(file, 0x180));
        Assert.Equal((HttpStatusCode.InternalServerError, $"not taken, what held before holds: {file}: is not a regular file\n"), await Post(exporter));
    }

    [Theory]
    [InlineData("? &a [*a]\n: 1\n", ":1:3: is not a text")]
    [InlineData("a: &a {b: *a}\n", ":1:11: *a contains itself")]
    [InlineData("? [1]\n: 2\n", ":1:3: is not a text")]
    [InlineData("a: &a 1\n? *a\n: 2\n", ":2:3: is not a text")]
    public async Task A_text_that_would_have_no_end_is_refused(string text, string said)
    {
        using TemporaryFolder folder = new();
        string file = folder.File("c.yml", Before);
        await using RunningExporter exporter = await RunningExporter.Start(new ExporterOptions { ConfigFile = file });
        await File.WriteAllTextAsync(file, text);
        (HttpStatusCode status, string body) = await Post(exporter);
        Assert.Equal(HttpStatusCode.InternalServerError, status);
        Assert.Contains(said, body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_probe_that_is_under_way_ends_as_it_was_begun()
    {
        using TemporaryFolder folder = new();
        string file = folder.File("c.yml", "modules: {a: {prober: tcp, timeout: 2s}}\n");
        await using RunningExporter exporter = await RunningExporter.Start(new ExporterOptions { ConfigFile = file });
        using FullAcceptQueue hole = new();
        Task<(HttpStatusCode Status, string Body)> probe = exporter.Get(RunningExporter.Probe($"127.0.0.1:{hole.Port}", "a"));
        while (!(await exporter.Get("/metrics")).Body.Contains("tcpprobe_exporter_probes_in_flight 1", StringComparison.Ordinal)) await Task.Yield();
        await File.WriteAllTextAsync(file, "modules: {b: {prober: tcp}}\n");
        Assert.Equal(HttpStatusCode.OK, (await Post(exporter)).Status);
        (HttpStatusCode status, string body) = await probe;
        Assert.Equal((HttpStatusCode.OK, true), (status, body.Contains("probe_timeout_seconds 2\n", StringComparison.Ordinal)));
    }

    private static async Task<(HttpStatusCode Status, string Body)> Post(RunningExporter exporter)
    {
        using HttpResponseMessage response = await exporter.Client.PostAsync(new Uri("/-/reload", UriKind.Relative), content: null);
        return (response.StatusCode, await response.Content.ReadAsStringAsync());
    }

    [LibraryImport("libc", EntryPoint = "mkfifo", StringMarshalling = StringMarshalling.Utf8)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int MakePipe(string path, uint mode);
}
