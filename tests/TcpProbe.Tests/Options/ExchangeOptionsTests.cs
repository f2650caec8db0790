using TcpProbe.Core.Exchanges;
using TcpProbe.Tests.Harness;

namespace TcpProbe.Tests.Options;

public sealed class ExchangeOptionsTests
{
    private const string DefaultStruct = "00000001616200000000000000020003000340200000";

    [Theory]
    [InlineData]
    [InlineData("--exchange", "default")]
    [InlineData("--exchange=line", "--exchange=default")]
    public void By_default_the_line_the_struct_and_one_reply(params string[] options)
    {
        Exchange exchange = Bind(options);
        Assert.Equal(ExchangeKind.Default, exchange.Kind);
        Assert.Equal($"line 646174610a, payload {DefaultStruct}, reply <=1024", Steps(exchange));
    }

    [Theory]
    [InlineData("-z")]
    [InlineData("--connect-only")]
    [InlineData("-zz")]
    public void Nothing_with_z(string option) => Assert.Equal(ExchangeKind.None, Bind(option).Kind);

    [Theory]
    [InlineData("--line hi", "line 68690a, reply <=1024")]
    [InlineData("--line=", "line 0a, reply <=1024")]
    [InlineData("--line a --line b", "line 620a, reply <=1024")]
    [InlineData(@"--line \r\0\x80", "line 0d00800a, reply <=1024")]
    [InlineData("--line @file", "line 4066696c650a, reply <=1024")]
    [InlineData("--line -ERR", "line 2d4552520a, reply <=1024")]
    [InlineData("--line=--foo", "line 2d2d666f6f0a, reply <=1024")]
    [InlineData("--line=--tls", "line 2d2d746c730a, reply <=1024")]
    [InlineData("--payload !x", "payload 00, reply <=1024")]
    [InlineData("--payload !x --line hi", "line 68690a, payload 00, reply <=1024")]
    [InlineData("--reply-size 5", $"line 646174610a, payload {DefaultStruct}, reply <=5")]
    [InlineData("--reply-exactly 1k", $"line 646174610a, payload {DefaultStruct}, reply 1024")]
    [InlineData("--line hi --reply-exactly 3", "line 68690a, reply 3")]
    [InlineData("--exchange line", "line 646174610a")]
    [InlineData("--exchange reply", "reply <=1024")]
    [InlineData("--exchange line,reply,payload", $"line 646174610a, reply <=1024, payload {DefaultStruct}")]
    [InlineData("--exchange reply,line --line hi --reply-size 1", "reply <=1, line 68690a")]
    [InlineData("--exchange payload,line,reply --line hi", $"payload {DefaultStruct}, line 68690a, reply <=1024")]
    [InlineData("--exchange line,reply --exchange payload", $"payload {DefaultStruct}")]
    public void Options_replace_it(string options, string steps)
    {
        Exchange exchange = Bind(options.Split(' '));
        Assert.Equal(ExchangeKind.Custom, exchange.Kind);
        Assert.Equal(steps, Steps(exchange));
    }

    [Fact]
    public void A_struct_with_values_is_one_argument() =>
        Assert.Equal("payload 00000001616200000000000000020003000340200000, reply <=1024", Steps(Bind("--payload", "! I 2s Q 2h f: 1 ab 2 3 3 2.5")));

    [Theory]
    [InlineData("--line", "--nodelay")]
    [InlineData("--line", "-z")]
    public void A_text_that_is_exactly_an_option_is_a_mistake(string option, string text) =>
        Assert.Equal($"{option} needs a value (TEXT), and {text} is an option; {option}={text} would take it", Mistake(option, text));

    [Theory]
    [InlineData("-z --line hi", "-z sends nothing, and --line wants a conversation; drop one of them")]
    [InlineData("--payload !x -z", "-z sends nothing, and --payload wants a conversation; drop one of them")]
    [InlineData("-z --exchange default", "-z sends nothing, and --exchange wants a conversation; drop one of them")]
    [InlineData("-z --reply-size 1", "-z sends nothing, and a reply option wants a conversation; drop one of them")]
    [InlineData("-z --reply-exactly 1", "-z sends nothing, and a reply option wants a conversation; drop one of them")]
    [InlineData("--reply-size 1 --reply-exactly 1", "--reply-size and --reply-exactly contradict each other; write one of them")]
    [InlineData("--exchange reply --line hi", "--line is given, but --exchange leaves line out")]
    [InlineData("--exchange line --payload !x", "--payload is given, but --exchange leaves payload out")]
    [InlineData("--exchange line --reply-exactly 1", "--reply-exactly is given, but --exchange leaves reply out")]
    public void Contradictions_are_mistakes(string options, string says) => Assert.Equal(says, Mistake(options.Split(' ')));

    [Theory]
    [InlineData(@"a\")]
    [InlineData(@"\q")]
    [InlineData(@"\x4")]
    [InlineData(@"\x4g")]
    public void A_bad_escape_is_a_mistake(string text) => Assert.StartsWith("--line: ", Mistake("--line", text), StringComparison.Ordinal);

    [Fact]
    public void What_is_not_UTF8_is_never_sent() => Assert.Equal("the value of --line is not UTF-8", Mistake("--line", "\uFFFD"));

    [Theory]
    [InlineData("h", "80-80")]
    [InlineData("h", "80,80")]
    [InlineData("-H", "h", "-p", "80-80")]
    [InlineData("h", "80-80", "--strict")]
    public void To_listed_targets_the_default_exchange_is_not_sent_unasked(params string[] line) =>
        Assert.Equal("several ports or --targets get no default exchange unasked; add -z to connect only, or --exchange default to send it", CommandLine.Mistake(line));

    [Theory]
    [InlineData("-z", ExchangeKind.None)]
    [InlineData("--exchange default", ExchangeKind.Default)]
    [InlineData("--exchange reply", ExchangeKind.Custom)]
    [InlineData("--line hi", ExchangeKind.Custom)]
    [InlineData("--payload !x", ExchangeKind.Custom)]
    [InlineData("--reply-size 5", ExchangeKind.Custom)]
    [InlineData("--reply-exactly 5", ExchangeKind.Custom)]
    [InlineData("--reply-struct B", ExchangeKind.Default)]
    [InlineData("--crlf", ExchangeKind.Custom)]
    [InlineData("--send hi", ExchangeKind.Custom)]
    [InlineData("--expect hi", ExchangeKind.Custom)]
    [InlineData("--stay 1", ExchangeKind.Custom)]
    [InlineData("--tls", ExchangeKind.None)]
    [InlineData("--starttls smtp", ExchangeKind.Custom)]
    public void Listed_targets_are_probed_by_an_option_that_says_how(string options, ExchangeKind kind)
    {
        Assert.Equal(kind, CommandLine.Bind(["h", "80-80", .. options.Split(' ')]).Exchange.Kind);
        Assert.Equal(kind, CommandLine.Bind([.. options.Split(' '), "-p", "80,80", "-H", "h"]).Exchange.Kind);
    }

    private static Exchange Bind(params string[] options) => CommandLine.Bind(["h", "80", .. options]).Exchange;

    private static string Mistake(params string[] options) => CommandLine.Mistake(["h", "80", .. options]);

    private static string Steps(Exchange exchange) => string.Join(", ", exchange.Steps.Select(step => step switch
    {
        SendStep send => $"{send.Name} {Convert.ToHexStringLower(send.Message.Fill(new Dictionary<string, ReadOnlyMemory<byte>>()).Span)}",
        ReplyStep reply => $"{reply.Name} {(reply.Exactly ? "" : "<=")}{reply.Size}",
        _ => step.Name,
    }));
}
