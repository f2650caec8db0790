using TcpProbe.Core.Exchanges;
using TcpProbe.Core.Exchanges.StartTls;
using TcpProbe.Exporter.Configuration;
using TcpProbe.Exporter.Modules;
using TcpProbe.Exporter.Tests.Harness;

namespace TcpProbe.Exporter.Tests.Configuration;

/// <summary>Files as people write them for blackbox_exporter: modules of TCP in all their kinds, beside those of other probers.</summary>
public sealed class BlackboxFilesTests
{
    private const string Everyday = """
        # What a small installation has.
        modules:
          web_ok:
            prober: http
            timeout: 5s
            http:
              valid_http_versions: [HTTP/1.1, HTTP/2.0]
              method: GET
              headers: {Host: shop.invalid}
              fail_if_header_matches:
                - {header: Set-Cookie, allow_missing: true, regexp: '.*'}
              tls_config: {insecure_skip_verify: false}
          web_login:
            prober: http
            http: {basic_auth: {username: me, password: secret}}
          rpc: {prober: grpc, grpc: {tls: true, preferred_ip_protocol: ip4}}
          echo: {prober: icmp, icmp: {ttl: 5, source_ip_address: 127.0.0.1}}
          zone: {prober: dns, dns: {query_name: shop.invalid, query_type: SOA}}
          live: {prober: websocket, websocket: {query_response: [{expect: '^hi'}]}}
          local: {prober: unix, unix: {query_response: [{send: PING}, {expect: PONG}]}}
          port_open:
            prober: tcp
          port_open_soon:
            prober: tcp
            timeout: 2500ms
          tls_open:
            prober: tcp
            timeout: 5s
            tcp:
              tls: true
          mailbox_banner:
            prober: tcp
            tcp:
              query_response:
              - expect: "^+OK"
              tls: true
              tls_config:
                insecure_skip_verify: false
          shell_banner:
            prober: tcp
            tcp:
              query_response:
              - expect: "^SSH-2.0-"
              - send: "SSH-2.0-a-probe"
          shell_version:
            prober: tcp
            timeout: 5s
            tcp:
              query_response:
              - expect: "^SSH-2.0-([^ -]+)(?: (.*))?$"
                labels:
                - name: version
                  value: "${1}"
                - name: comment
                  value: "${2}"
          chat:
            prober: tcp
            tcp:
              query_response:
              - send: "NICK a-probe"
              - send: "USER a-probe a-probe a-probe :a-probe"
              - expect: "PING :([^ ]+)"
                send: "PONG ${1}"
              - expect: "^:[^ ]+ 001"
          mail_later_tls:
            prober: tcp
            timeout: 5s
            tcp:
              query_response:
                - expect: "^220 ([^ ]+) ESMTP (.+)$"
                - send: "EHLO a-probe\r"
                - expect: "^250-STARTTLS"
                - send: "STARTTLS\r"
                - expect: "^220"
                - starttls: true
                - send: "EHLO a-probe\r"
                - expect: "^250-AUTH"
                - send: "QUIT\r"
          folders_later_tls:
            prober: tcp
            tcp:
              query_response:
                - expect: "OK.*STARTTLS"
                - send: ". STARTTLS"
                - expect: "OK"
                - starttls: true
                - send: ". capability"
                - expect: "CAPABILITY IMAP4rev1"
          database:
            prober: tcp
            tcp:
              query_response:
              - send: !!binary AAAACATSFi8= # the request for TLS of PostgreSQL
              - expect_bytes: S
              - starttls: true
          queue: &queue
            prober: tcp
            timeout: 30s
            tcp: &over_tls
              query_response:
                - send: "HELO\r"
                - send: "\r"
                - expect: "AMQP"
              tls: true
              tls_config:
                insecure_skip_verify: false
                ca_file: "/no/such/folder/ca.crt"
          queue_whoever:
            <<: *queue
            tcp:
              <<: *over_tls
              tls_config: {insecure_skip_verify: true, ca_file: "/no/such/folder/ca.crt"}
        """;

    [Fact]
    public void A_file_of_everyday_modules_is_read_unchanged()
    {
        Settings settings = ModuleText.Settings(Everyday);
        Assert.Equal(7, settings.Modules.Values.Count(module => module.ForeignProber is not null));
        Assert.Equal(
            [
                "port_open", "port_open_soon", "tls_open tls", "mailbox_banner tls expect", "shell_banner expect send", "shell_version expect", "chat send send expect send expect",
                "mail_later_tls tls expect send expect send expect starttls send expect send", "folders_later_tls tls expect send expect starttls send expect",
                "database tls send expect-bytes starttls", "queue tls send send expect", "queue_whoever tls send send expect",
            ],
            settings.Modules.Values.Where(module => module.ForeignProber is null).Select(Shown));
        Assert.Equal(["f.yml:107:18: ca_file", "f.yml:112:57: ca_file", "f.yml:93:15: send"], settings.Warnings.Select(warning => string.Join(':', warning.Split(':')[..4])).Order());
        Assert.Equal(TimeSpan.FromSeconds(2.5), settings.Modules["port_open_soon"].Timeout);
        Assert.True(settings.Modules["queue_whoever"].Tls!.Terms.Insecure);
        Assert.Equal(["version", "comment"], Assert.Single(settings.Modules["shell_version"].Labels).Labels.Select(label => label.Key));
        Assert.Equal([0, 0, 0, 8, 4, 0xd2, 0x16, 0x2f, (byte)'\n'], Assert.IsType<SendStep>(settings.Modules["database"].Template.Exchange.Steps[0]).Message.Fill(Nothing).ToArray());
        Assert.All(settings.Modules.Values.SelectMany(module => module.Template.Exchange.Steps).OfType<StartTlsStep>(), step => Assert.IsType<AgreedStartTls>(step.Protocol));
    }

    [Theory]
    [InlineData("modules: {m: {prober: tcp, timeout: 5s, tcp: {query_response: [{expect: ':['}, {send: . STARTTLS}]}}}", "f.yml:1:73: expect: \":[\" is no regular expression: a [ without its ], near character 2")]
    [InlineData("modules: {m: {prober: invalid, timeout: 5s}}", "f.yml:1:23: prober: invalid is not one of tcp, http, icmp, dns, grpc, unix, websocket")]
    [InlineData("modules: {m: {prober: tcp, tcp: {invalid_extra_field: value}}}", "f.yml:1:34: unknown key; here are preferred_ip_protocol")]
    public void What_blackbox_exporter_refuses_of_TCP_is_refused(string text, string said) =>
        Assert.StartsWith(said, Assert.Throws<ConfigMistake>(() => ModuleText.Settings(text)).Message, StringComparison.Ordinal);

    private static Dictionary<string, ReadOnlyMemory<byte>> Nothing => [];

    private static string Shown(Module module) =>
        string.Join(' ', [module.Name, .. module.Tls is null ? Array.Empty<string>() : ["tls"], .. module.Template.Exchange.Steps.Select(step => step.Name)]);
}
