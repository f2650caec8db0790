using TcpProbe.Core.Exchanges;
using TcpProbe.Core.Exchanges.StartTls;
using TcpProbe.Exporter.Modules;
using TcpProbe.Exporter.Tests.Harness;

namespace TcpProbe.Exporter.Tests.Configuration;

/// <summary>The entries of <c>query_response</c>, those of blackbox_exporter and ours.</summary>
public sealed class QueryReaderTests
{
    [Fact]
    public void An_entry_is_heard_then_said_then_over_TLS_in_this_order()
    {
        Module module = Query("{send: 'x', starttls: true, expect: '^y'}", "{send: z}");
        Assert.Equal(["expect", "send", "starttls", "send"], module.Template.Exchange.Steps.Select(step => step.Name));
        _ = Assert.IsType<AgreedStartTls>(Assert.IsType<StartTlsStep>(module.Template.Exchange.Steps[2]).Protocol);
        Assert.NotNull(module.Tls);
        Assert.Equal(ExchangeKind.Custom, module.Template.Exchange.Kind);
    }

    [Theory]
    [InlineData("{send: hi}", "hi\n")]
    [InlineData("{send: 'a$1$$'}", "a$1$$\n")]
    [InlineData("{send: \"QUIT\\r\"}", "QUIT\r\n")]
    [InlineData("{send: !!binary AAH/}", "\0\u0001\u00ff\n")]
    [InlineData("{send_bytes: 'a\\r\\n\\xff'}", "a\r\n\u00ff")]
    [InlineData("{send_bytes: !!binary AAH/}", "\0\u0001\u00ff")]
    [InlineData("{send_hex: 00 01 ff}", "\0\u0001\u00ff")]
    [InlineData("{send_struct: '!HB 1 2'}", "\0\u0001\u0002")]
    public void What_is_sent_is_known_to_the_byte(string entry, string bytes)
    {
        SendStep step = Assert.IsType<SendStep>(Assert.Single(Query(entry).Template.Exchange.Steps));
        Assert.Equal(bytes, System.Text.Encoding.Latin1.GetString(step.Message.Fill(new Dictionary<string, ReadOnlyMemory<byte>>()).Span));
    }

    [Fact]
    public void Each_step_of_the_command_line_has_its_key()
    {
        Module module = Query(
            "{expect_bytes: !!binary AAE=}", "{expect_text: 'a\\n'}", "{expect_start: b}", "{expect_regex: '(?<n>.)'}", "{expect_hex: 0a}", "{expect_struct: '!H *'}", "{send_bytes: '${n}'}",
            "{send_struct: '!2s ${n}'}", "{pause: 1ms}", "{stay: 0.5}", "{expect_silence: 1m30s}", "{half_close: true}", "{expect_close: true}");
        Assert.Equal(
            [
                "expect-bytes", "expect-text", "expect-start", "expect-regex", "expect-hex", "expect-struct", "send-bytes", "send-struct", "pause", "stay", "expect-silence", "half-close", "expect-close",
            ],
            module.Template.Exchange.Steps.Select(step => step.Name));
        Assert.Equal(TimeSpan.FromSeconds(90), Assert.IsType<ExpectSilenceStep>(module.Template.Exchange.Steps[10]).Time);
        Assert.Null(module.Tls);
    }

    [Theory]
    [InlineData("smtp")]
    [InlineData("xmpp")]
    public void A_protocol_has_its_words_for_TLS(string protocol)
    {
        Module module = Query($"{{starttls: {protocol}}}");
        Assert.Equal(protocol, Assert.IsType<StartTlsStep>(Assert.Single(module.Template.Exchange.Steps)).Protocol.Name);
        Assert.NotNull(module.Tls);
    }

    [Fact]
    public void Labels_belong_to_the_step_that_fills_them()
    {
        Module module = Query("{send: x}", "{expect: '(a)(?P<n>b)', labels: [{name: one, value: '$1-${n}'}, {name: two}]}");
        ExpectLabels labels = Assert.Single(module.Labels);
        Assert.Equal(2, labels.Step);
        Assert.Equal(["one", "two"], labels.Labels.Select(label => label.Key));
        Assert.Equal(["1", "2"], labels.Labels[0].Value.Names);
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("{send: ''}")]
    [InlineData("{starttls: false}")]
    [InlineData("{half_close: false}")]
    public void An_entry_that_says_nothing_does_nothing_and_is_told(string entry)
    {
        Settings settings = ModuleText.Settings($"modules: {{m: {{prober: tcp, tcp: {{query_response: [{entry}]}}}}}}");
        Assert.Empty(settings.Modules["m"].Template.Exchange.Steps);
        Assert.Equal(["f.yml:1:51: the entry says nothing to do"], settings.Warnings);
    }

    [Theory]
    [InlineData("{expect: ':['}", @"2:15: expect: "":["" is no regular expression: a [ without its ], near character 2")]
    [InlineData("{expect: '(.{1000}){1}(.{1000}){1}(.{1000}){1}(.{1000}){1}'}", "2:15: expect: look-around")]
    [InlineData("{expect: a, expect_bytes: b}", "2:32: expect_bytes: stands beside expect; each has an entry of its own")]
    [InlineData("{send: a, labels: [{name: b}]}", "2:24: labels: are filled with what expect captures, and there is none")]
    [InlineData("{expect: a, labels: [{value: b}]}", "2:27: has no name")]
    [InlineData("{expect: a, labels: [{name: 1b}]}", "2:34: name: 1b is not the name of a label")]
    [InlineData("{expect: a, labels: [{name: __b}]}", "2:34: name: __b is not the name of a label")]
    [InlineData("{expect: a, labels: [{name: b-c}]}", "2:34: name: b-c is not the name of a label")]
    [InlineData("{expect: a, labels: [{name: b}, {name: b}]}", "2:45: name: b is given twice")]
    [InlineData("{expect: a, labels: {b: c}}", "2:26: labels: is not a list")]
    [InlineData("{expect: a, labels: [{name: b, valu: c}]}", "2:37: unknown key; here are name, value")]
    [InlineData("{starttls: pop}", "2:17: starttls: pop is not true, or one of smtp, imap, pop3, ftp, ldap, postgres, mysql, xmpp")]
    [InlineData("{starttls: true}\n   - {starttls: smtp}", "3:17: starttls: is given twice; TLS begins once")]
    [InlineData("{starttls: true}\n   tls: true", "3:9: tls: begins at once, and starttls in query_response after a talk; write one of them")]
    [InlineData("{sned: a}", "2:7: unknown key; here are expect, expect_bytes, send, labels, starttls, send_bytes")]
    [InlineData("text", "2:6: is not a map")]
    [InlineData("{send_hex: 0g}", "2:17: send_hex: character 2, \"g\", is no hex digit")]
    [InlineData("{send_hex: ''}", "2:17: send_hex: an empty text sends nothing")]
    [InlineData("{send_hex: 0x}", "2:17: send_hex: sends nothing")]
    [InlineData("{send_bytes: 'a\\q'}", @"2:19: send_bytes: \q is no escape")]
    [InlineData("{send_bytes: '${n}'}", "2:19: send_bytes: nothing before it captures what it names in ${…}; expect_regex: '(?<name>…)' would, and \\$ is a dollar")]
    [InlineData("{send_struct: '!H hunter2'}", "2:20: send_struct: cannot be packed; tcpprobe --send-struct would say why")]
    [InlineData("{expect_text: ''}", "2:20: expect_text: an empty text matches anything")]
    [InlineData("{expect_regex: '('}", "2:21: expect_regex: \"(\" is no regular expression: a ( without its )")]
    [InlineData("{expect_start: !!binary ''}", "2:21: expect_start: expects no bytes, which would match anything")]
    [InlineData("{expect_struct: '!0s'}", "2:22: expect_struct: ")]
    [InlineData("{expect_close: 1}", "2:21: expect_close: 1 is not true or false")]
    [InlineData("{pause: none}", "2:14: pause: none is no duration to set (3.5, 500ms, 2m)")]
    [InlineData("{stay: 0s}", "2:13: stay: 0s is not above zero")]
    [InlineData("{pause: 1s, stay: 1s}", "2:24: stay: stands beside pause; each has an entry of its own")]
    [InlineData("{pause: 1s, send: a}", "2:14: pause: has an entry of its own, without other keys")]
    [InlineData("{half_close: true}\n   - {send: a}", "3:13: send: sends, and half_close before it has ended that")]
    [InlineData("{half_close: true}\n   - {half_close: true}", "3:19: half_close: is given twice; what is said ends once")]
    [InlineData("{expect_text: abc}\n   max_reply: 2", "2:20: expect_text: expects 3 bytes, and max_reply looks through 2")]
    public void A_mistake_is_told_with_its_place_and_what_to_write(string entry, string said) =>
        Assert.StartsWith(said, ModuleText.Mistake($"   query_response:\n   - {entry}"), StringComparison.Ordinal);

    private static Module Query(params string[] entries) => ModuleText.Tcp("   query_response:\n" + string.Concat(entries.Select(entry => $"   - {entry}\n")));
}
