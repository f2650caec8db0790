using System.Net.Security;
using System.Net.Sockets;
using System.Text;
using TcpProbe.Core.Exchanges;
using TcpProbe.Core.Probing;
using TcpProbe.Exporter.Modules;
using TcpProbe.Exporter.Tests.Harness;
using TcpProbe.Tests.Harness;

namespace TcpProbe.Exporter.Tests.Modules;

/// <summary>Modules as probes of real peers.</summary>
public sealed class ModuleProbeTests
{
    [Fact]
    public void What_a_line_captured_is_sent_back_and_labels_are_filled_with_it()
    {
        Module module = ModuleText.Tcp("""
               query_response:
               - expect: 'PING :(?P<token>[^ ]+)'
                 send: "PONG ${1} $token $$1 $1x ${unknown}\r"
                 labels: [{name: token, value: '<${token}>'}, {name: line, value: '$0'}]
               - expect: "^:[^ ]+ 001"
            """);
        (ProbeReport report, string heard) = ProbedPeer.Talk(module, ":a NOTICE hello\r\nPING :4711\r\n:irc 001 nick :hi\r\n");
        Assert.Null(report.Failure);
        Assert.Equal("PONG 4711 4711 $1  \r\n", heard);
        ExpectLabels labels = Assert.Single(module.Labels);
        Dictionary<string, ReadOnlyMemory<byte>> captures = report.Steps[labels.Step - 1].Captures.ToDictionary(capture => capture.Name, capture => capture.Bytes);
        Assert.Equal(["token=<4711>", "line=PING :4711"], labels.Labels.Select(label => $"{label.Key}={Encoding.UTF8.GetString(label.Value.Fill(captures).Span)}"));
    }

    [Theory]
    [InlineData("{expect: '^+OK'}", "+OK ready\r\n", false)]
    [InlineData("{expect: '^+OK'}", "OK ready\r\n", true)]
    [InlineData("{expect: '^\\+OK'}", "+OK ready\r\n", true)]
    [InlineData("{expect: ready$}", "+OK ready\r\n", true)]
    [InlineData("{expect: 'a.*b'}", "a\r\nb\r\n", false)]
    [InlineData("{expect_bytes: +OK}", "+OK ready\r\n", true)]
    [InlineData("{expect_bytes: OK}", "+OK ready\r\n", false)]
    [InlineData("{expect_text: read}", "+OK ready\r\n", true)]
    public void An_expectation_is_met_or_not(string entry, string says, bool isMet)
    {
        FailureReason? reason = ProbedPeer.Talk(ModuleText.Tcp($"   query_response:\n   - {entry}"), says).Report.Failure?.Reason;
        Assert.Equal(isMet ? null : FailureReason.ReplyMismatch, reason);
    }

    [Fact]
    public void What_expands_to_nothing_is_not_sent_and_no_line_either()
    {
        (ProbeReport report, string heard) = ProbedPeer.Talk(ModuleText.Tcp("   query_response:\n   - {expect: '(x)|y', send: $1}\n   - {send: end}"), "y\n");
        Assert.Null(report.Failure);
        Assert.Equal("end\n", heard);
    }

    [Fact]
    public void Captures_of_our_own_steps_are_filled_in_as_on_the_command_line()
    {
        Module module = ModuleText.Tcp("   query_response:\n   - {expect_regex: '(?<id>\\d+);'}\n   - {send_bytes: 'id=${id}\\r\\n'}");
        Assert.Equal("id=42\r\n", ProbedPeer.Talk(module, "42;").Heard);
    }

    [Fact]
    public void TLS_begins_after_the_talk_and_believes_the_file_of_the_module()
    {
        TestCertificate root = TestCertificate.Root("root"), leaf = root.Issue(TestDates.Good, "mail.invalid");
        using TemporaryFolder folder = new();
        string path = folder.PathOf("ca.pem");
        Module module = ModuleText.Tcp($$"""
               query_response:
               - {expect: '^220 ', send: "STARTTLS\r"}
               - {expect: '^220 ', starttls: true}
               - {send: secret, expect: '^hello'}
               tls_config: {server_name: mail.invalid, ca_file: {{path}}}
            """);
        using ScriptedPeer blocked = Serving(leaf);
        Failure failure = ProbedPeer.Probe(module, blocked).Failure!;
        Assert.Equal((Phase.Tls, FailureReason.LocalError), (failure.Phase, failure.Reason));
        _ = folder.File("ca.pem", root.Pem);
        using ScriptedPeer peer = Serving(leaf);
        ProbeReport report = ProbedPeer.Probe(module, peer);
        Assert.Null(report.Failure);
        Assert.All(report.Steps, step => Assert.Equal(StepEnd.Done, step.End));
        peer.Join();
    }

    private static ScriptedPeer Serving(TestCertificate leaf) => new(socket =>
    {
        using NetworkStream stream = new(socket);
        stream.Write("220 mail ready\r\n"u8);
        Span<byte> asked = stackalloc byte[10];
        stream.ReadExactly(asked);
        stream.Write("220 go\r\n"u8);
        using SslStream tls = new(stream);
        try
        {
            tls.AuthenticateAsServer(TlsPeer.Presenting(leaf));
        }
        catch (IOException)
        {
            // The client does not begin.
            return;
        }

        tls.Write("hello\r\n"u8);
        TlsPeer.Drain(tls);
    });
}
