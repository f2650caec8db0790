using System.Net;
using Serilog.Events;
using TcpProbe.Exporter.Options;

namespace TcpProbe.Exporter.Tests.Options;

public sealed class ExporterCommandTests
{
    [Fact]
    public void Unless_told_otherwise_it_listens_where_nobody_else_reaches_it()
    {
        ExporterOptions usual = ExporterCommand.Parse([]).Options;
        Assert.Equal(["127.0.0.1:9115"], usual.Addresses.Select(address => address.ToString()));
        Assert.Equal((null, null, 0.5, 1000, 100), (usual.ConfigFile, usual.WebConfigFile, usual.TimeoutOffset.TotalSeconds, usual.MaxProbes, usual.HistoryLimit));
    }

    [Fact]
    public void Its_options_are_those_of_other_exporters()
    {
        ExporterOptions options = ExporterCommand.Parse(
        [
            "--config.file=a.yml", "--config.file", "b.yml", "--web.config.file=w.yml", "--web.listen-address=:9115", "--web.listen-address", "[::1]:0",
            "--timeout-offset=0.25", "--history.limit=7", "--max-probes", "50", "--log.level=debug", "--config.check",
        ]).Options;
        Assert.Equal(("b.yml", "w.yml", 0.25, 7, 50, LogEventLevel.Debug, true), (options.ConfigFile, options.WebConfigFile, options.TimeoutOffset.TotalSeconds, options.HistoryLimit, options.MaxProbes, options.LogLevel, options.ChecksOnly));
        Assert.Equal([new IPEndPoint(IPAddress.IPv6Any, 9115), new IPEndPoint(IPAddress.IPv6Loopback, 0)], options.Addresses);
    }

    [Theory]
    [InlineData("--nonsense", "--nonsense is no option")]
    [InlineData("word", "word is no option")]
    [InlineData("--max-probes=0", "--max-probes 0 is not a number from 1 to 100000")]
    [InlineData("--timeout-offset=1,5", "--timeout-offset 1,5 is not a time")]
    [InlineData("--log.level=loud", "--log.level loud is not one of debug, info, warn, error")]
    [InlineData("--web.listen-address=9115", "--web.listen-address 9115 has no port")]
    [InlineData("--web.listen-address=example:1", "--web.listen-address example:1 names no address")]
    [InlineData("--web.listen-address=127.1:1", "--web.listen-address 127.1:1 names no address")]
    [InlineData("--web.listen-address=::1:1", "--web.listen-address ::1:1 names no address")]
    [InlineData("--web.listen-address=010.0.0.1:1", "--web.listen-address 010.0.0.1:1 names no address")]
    [InlineData("--web.listen-address=0x7f.0.0.1:1", "--web.listen-address 0x7f.0.0.1:1 names no address")]
    [InlineData("--web.listen-address=[[::1]]:1", "--web.listen-address [[::1]]:1 names no address")]
    [InlineData("--web.listen-address=[[::1]:2]:1", "--web.listen-address [[::1]:2]:1 names no address")]
    [InlineData("--max-probes=\u001b[2J", @"--max-probes \x1b[2J is not a number")]
    [InlineData("\u202eword", @"\xe2\x80\xaeword is no option")]
    [InlineData("--config.file=", "--config.file needs a value (FILE)")]
    [InlineData("--config.file", "--config.file needs a value (FILE)")]
    public void A_mistake_is_a_line(string arg, string said) =>
        Assert.StartsWith(said, Assert.Throws<OptionMistake>(() => ExporterCommand.Parse([arg])).Message, StringComparison.Ordinal);

    [Fact]
    public void Help_and_version_win_over_mistakes()
    {
        string help = ExporterCommand.Parse(["--nonsense", "-h"]).Text!;
        Assert.All(new OptionTable().All, option => Assert.Contains($"{option.Name}", help, StringComparison.Ordinal));
        Assert.StartsWith("tcpprobe-exporter ", ExporterCommand.Parse(["--version", "word"]).Text, StringComparison.Ordinal);
    }
}
