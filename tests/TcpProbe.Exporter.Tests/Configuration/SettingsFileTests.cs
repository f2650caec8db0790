using TcpProbe.Exporter.Configuration;
using TcpProbe.Exporter.Modules;
using TcpProbe.Exporter.Tests.Harness;
using TcpProbe.Tests.Harness;

namespace TcpProbe.Exporter.Tests.Configuration;

/// <summary>Files as a whole: their modules, and who may be probed.</summary>
public sealed class SettingsFileTests
{
    [Fact]
    public void A_file_has_modules_of_TCP_and_those_of_other_probers_are_left_alone()
    {
        using TemporaryFolder folder = new();
        string path = folder.File("probe.yml", """
            modules:
              web: {prober: http, timeout: 7s, http: {method: POST, anything: [1, {2: 3}]}}
              ping: {prober: icmp, icmp: {ttl: 5}}
              names: {prober: dns}
              health: {prober: grpc, grpc: null}
              local: {prober: unix, unix: {query_response: [{expect: ':['}]}}
              socket: {prober: websocket}
              plain: {prober: tcp, timeout: 1m30s}
              both: {prober: tcp, tcp: {tls: true}, http: {fail_if_ssl: true}}
            """);
        Settings settings = SettingsFile.Read(path);
        Assert.Equal(
            ["web http", "ping icmp", "names dns", "health grpc", "local unix", "socket websocket", "plain ", "both "],
            settings.Modules.Select(module => $"{module.Key} {module.Value.ForeignProber}"));
        Assert.All(settings.Modules, module => Assert.Equal(module.Key, module.Value.Name));
        Assert.Equal(TimeSpan.FromSeconds(90), settings.Modules["plain"].Timeout);
        Assert.Null(settings.Modules["both"].Timeout);
        Assert.NotNull(settings.Modules["both"].Tls);
        Assert.Empty(settings.Warnings);
    }

    [Fact]
    public void What_several_modules_share_is_written_once()
    {
        Settings settings = ModuleText.Settings("""
            modules:
              a: &a
                prober: tcp
                timeout: 2s
                tcp: &tcp {preferred_ip_protocol: ip4, query_response: [{send: hi}]}
              b:
                <<: *a
                timeout: 3s
              c:
                prober: tcp
                tcp: {<<: *tcp, tls: true}
            """);
        Assert.Equal((2.0, 3.0), (settings.Modules["a"].Timeout!.Value.TotalSeconds, settings.Modules["b"].Timeout!.Value.TotalSeconds));
        Assert.All(settings.Modules.Values, module => _ = Assert.Single(module.Template.Exchange.Steps));
        Assert.NotNull(settings.Modules["c"].Tls);
    }

    [Fact]
    public void Who_may_be_probed_stands_beside_the_modules()
    {
        Settings settings = ModuleText.Settings("modules: {m: {prober: tcp}}\ntargets:\n  allow: [127.0.0.0/8]\n  deny: ['127.0.0.2']\n");
        Assert.Equal((1, 1), (settings.Rules.Allow.Count, settings.Rules.Deny.Count));
        settings = ModuleText.Settings("modules: {m: {prober: tcp}}\ntargets:\n");
        Assert.Equal((0, 0), (settings.Rules.Allow.Count, settings.Rules.Deny.Count));
    }

    [Theory]
    [InlineData("", "f.yml:1:1: has no modules; write modules: {tcp_connect: {prober: tcp}}")]
    [InlineData("modules:", "f.yml:1:1: has no modules; write modules: {tcp_connect: {prober: tcp}}")]
    [InlineData("modules: {}", "f.yml:1:1: has no modules; write modules: {tcp_connect: {prober: tcp}}")]
    [InlineData("modules: [m]", "f.yml:1:10: modules: is not a map")]
    [InlineData("modul: {m: {prober: tcp}}", "f.yml:1:1: unknown key; here are modules, targets")]
    [InlineData("modules: {m: }", "f.yml:1:14: m: is empty; write prober: tcp")]
    [InlineData("modules: {m: tcp}", "f.yml:1:14: m: is not a map")]
    [InlineData("modules: {m: {timeout: 5s}}", "f.yml:1:14: m: has no prober; write prober: tcp")]
    [InlineData("modules: {m: {prober: udp}}", "f.yml:1:23: prober: udp is not one of tcp, http, icmp, dns, grpc, unix, websocket")]
    [InlineData("modules: {m: {prober: TCP}}", "f.yml:1:23: prober: TCP is not one of tcp, http, icmp, dns, grpc, unix, websocket")]
    [InlineData("modules: {m: {prober: tcp, timeout: 5}}", "f.yml:1:37: timeout: 5 has no unit; write 5s")]
    [InlineData("modules: {m: {prober: tcp, timeout: soon}}", "f.yml:1:37: timeout: soon is not a duration (5s, 500ms, 1m30s)")]
    [InlineData("modules: {m: {prober: tcp, timeout: -5s}}", "f.yml:1:37: timeout: -5s is not above zero")]
    [InlineData("modules: {m: {prober: http, timeout: 5}}", "f.yml:1:38: timeout: 5 has no unit; write 5s")]
    [InlineData("modules: {m: {prober: http, extra: 5}}", "f.yml:1:29: unknown key; here are prober, timeout, tcp, http, icmp, dns, grpc, unix, websocket")]
    [InlineData("modules: {m: {prober: tcp}, m: {prober: tcp}}", "f.yml:1:29: is not YAML: ")]
    [InlineData("modules: {m: {prober: tcp}}\ntargets: [a]", "f.yml:2:10: targets: is not a map")]
    [InlineData("modules: {m: {prober: tcp}}\ntargets: {refuse: [a]}", "f.yml:2:11: unknown key; here are allow, deny")]
    [InlineData("modules: {m: {prober: tcp}}\ntargets: {allow: a}", "f.yml:2:18: allow: is not a list")]
    [InlineData("modules: {m: {prober: tcp}}\ntargets: {deny: [b, '']}", "f.yml:2:21: '' ")]
    public void A_mistake_is_told_with_its_place_and_what_to_write(string text, string said) =>
        Assert.StartsWith(said, Assert.Throws<ConfigMistake>(() => ModuleText.Settings(text)).Message, StringComparison.Ordinal);
}
