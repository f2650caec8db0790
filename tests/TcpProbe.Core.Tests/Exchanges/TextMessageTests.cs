using TcpProbe.Core.Exchanges;
using TcpProbe.Core.Payloads;
using TcpProbe.Core.Tests.Harness;

namespace TcpProbe.Core.Tests.Exchanges;

/// <summary>Text to send: escapes, line ends, and places for what was captured.</summary>
public sealed class TextMessageTests
{
    private static readonly Dictionary<string, ReadOnlyMemory<byte>> s_captures = new()
    {
        ["id"] = "42"u8.ToArray(),
        ["raw"] = (byte[])[0, (byte)'\n', 0xff],
        ["none"] = Array.Empty<byte>(),
    };

    [Theory]
    [InlineData(@"\0\x01PING\n", @"\0\x01PING\n")]
    [InlineData("${id}", "42")]
    [InlineData(@"\{id}", "42")]
    [InlineData("a${id}b\\{id}c", "a42b42c")]
    [InlineData("${id}${id}", "4242")]
    [InlineData(@"\${id}", @"\${id}")]
    [InlineData(@"\\{id}", @"\\{id}")]
    [InlineData(@"\\\{id}", @"\\42")]
    [InlineData("$${id}", "$42")]
    [InlineData(@"\\${id}", @"\\42")]
    [InlineData("$id {id} $", "$id {id} $")]
    [InlineData("<${none}>", "<>")]
    [InlineData("${raw}", @"\0\n\xff")]
    [InlineData("é", @"\xc3\xa9")]
    public void Captures_stand_where_they_are_named(string text, string sent) =>
        Assert.Equal(sent, EscapedText.Show(TextMessage.Parse(text, crlf: false).Fill(s_captures).Span));

    [Theory]
    [InlineData(@"a\nb\n", @"a\r\nb\r\n")]
    [InlineData(@"a\r\nb", @"a\r\nb")]
    [InlineData(@"\n\n", @"\r\n\r\n")]
    [InlineData(@"\x0a", @"\r\n")]
    [InlineData(@"${id}\n", @"42\r\n")]
    [InlineData("${raw}", @"\0\n\xff")]
    [InlineData(@"a\r", @"a\r")]
    public void Line_feeds_of_the_text_alone_get_a_carriage_return(string text, string sent) =>
        Assert.Equal(sent, EscapedText.Show(TextMessage.Parse(text, crlf: true).Fill(s_captures).Span));

    [Theory]
    [InlineData("", false, @"\n")]
    [InlineData("QUIT", false, @"QUIT\n")]
    [InlineData("QUIT", true, @"QUIT\r\n")]
    [InlineData(@"QUIT\r", true, @"QUIT\r\n")]
    [InlineData("GET ${id}", true, @"GET 42\r\n")]
    [InlineData(@"a\\", false, @"a\\\n")]
    public void A_line_ends_with_one_line_feed(string text, bool crlf, string sent) =>
        Assert.Equal(sent, EscapedText.Show(TextMessage.Line(text, crlf).Fill(s_captures).Span));

    [Theory]
    [InlineData("a${")]
    [InlineData("${}")]
    [InlineData("${1}")]
    [InlineData("${a b}")]
    [InlineData(@"\{a-b}")]
    [InlineData("${a")]
    public void What_begins_a_name_must_be_one(string text) => Assert.Contains(
        "begins the name of a capture", Assert.Throws<FormatException>(() => TextMessage.Parse(text, crlf: false)).Message, StringComparison.Ordinal);

    [Fact]
    public void A_backslash_at_the_end_of_a_line_does_not_swallow_its_line_feed() => Assert.Contains(
        @"a \ at the end is no escape", Assert.Throws<FormatException>(() => TextMessage.Line(@"a\", crlf: false)).Message, StringComparison.Ordinal);

    [Fact]
    public void The_names_are_told_in_order() =>
        Assert.Equal(["b", "a", "b"], TextMessage.Parse(@"${b} \{a} ${b} \${c}", crlf: false).Names);

    [Fact]
    public void What_one_step_captures_a_later_one_sends()
    {
        Talking talking = new();
        Conversation conversation = talking.With(
            "token=a b;next=c;", Talking.ExpectRegex("token=(?<token>[^;]*);"), Talking.ExpectRegex("next=(?<next>[^;]*);"), Talking.Send(@"${token}/\{next}\0"));
        Assert.Equal("a b/c\0"u8, talking.Said);
        Assert.Equal("a b/c\0"u8, conversation.Steps[^1].Payload.Span);
    }

    [Fact]
    public void The_last_of_two_captures_of_a_name_counts()
    {
        Talking talking = new();
        _ = talking.With("1;2;", Talking.ExpectRegex("(?<n>[^;]);"), Talking.ExpectRegex("(?<n>[^;]);"), Talking.Send("${n}"));
        Assert.Equal("2"u8, talking.Said);
    }
}
