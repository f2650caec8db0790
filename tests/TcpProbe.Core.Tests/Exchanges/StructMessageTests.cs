using TcpProbe.Core.Exchanges;
using TcpProbe.Core.Tests.Harness;

namespace TcpProbe.Core.Tests.Exchanges;

/// <summary>A struct to send, with places for what was captured.</summary>
public sealed class StructMessageTests
{
    [Theory]
    [InlineData("! I H: ${n} 2", "12", "0000000c0002")]
    [InlineData(@">H \{n}", "12", "000c")]
    [InlineData("! I: 0x${n}", "ff", "000000ff")]
    [InlineData("! 4s B: ${n} 1", "ab", "6162000001")]
    [InlineData("! 4s B: ${n} 1", "", "0000000001")]
    [InlineData("! 4s B: <${n}> 1", "", "3c3e000001")]
    [InlineData("! 4s B: ${n}${n} 1", "", "0000000001")]
    [InlineData("! 4s B: ${n} 1", "a b:", "6120623a01")]
    [InlineData("! 4s: ${n}", "''", "27270000")]
    [InlineData("! 4s: ${n}", @"\n*", "5c6e2a00")]
    [InlineData("! c ?: ${n} true", "x", "7801")]
    [InlineData("! 4s 4s: \uFFFFq ${n}", "x", "efbfbf7178000000")]
    [InlineData("! 4s\tB:\t${n}\t1", "", "0000000001")]
    public void A_capture_stands_where_a_word_would(string text, string captured, string hex) =>
        Assert.Equal(hex, Convert.ToHexStringLower(StructMessage.Parse(text).Fill(Captured(captured)).Span));

    [Theory]
    [InlineData("! I I: ${n} abc", "field 2 (I): \"abc\" is not a whole number")]
    [InlineData("! B B: 256 ${n}", "field 1 (B)")]
    [InlineData("! I: ${n} 1", "no field for value 2")]
    [InlineData("! I I: ${n}", "field 2 (I): no value for it")]
    [InlineData("! ?: ${n} ${m}", "no field for value 2")]
    [InlineData("! y: ${n}", "y")]
    [InlineData("! ${n}h: 1 2", "is no struct code")]
    [InlineData("! I: ${1}", "begins the name of a capture")]
    public void What_is_wrong_whatever_is_captured_is_refused_beforehand(string text, string says) =>
        Assert.Contains(says, Assert.Throws<FormatException>(() => StructMessage.Parse(text)).Message, StringComparison.Ordinal);

    [Fact]
    public void A_capture_that_does_not_fit_is_a_mismatch_of_the_step_and_nothing_is_sent()
    {
        Talking talking = new();
        Conversation conversation = talking.With("300;", Talking.ExpectRegex(@"(?<n>\d+);"), new SendStep("send-struct", StructMessage.Parse("!B: ${n}")));
        Assert.Equal("Done n=300, Mismatch", Talking.Ends(conversation));
        Assert.Contains("field 1 (B)", conversation.Last!.Mismatch!.Got, StringComparison.Ordinal);
        Assert.Empty(talking.Said);
    }

    [Fact]
    public void Its_names_are_told() => Assert.Equal(["n", "m"], StructMessage.Parse("! I I: ${n} ${m}").Names);

    private static Dictionary<string, ReadOnlyMemory<byte>> Captured(string text) => new() { ["n"] = System.Text.Encoding.ASCII.GetBytes(text) };
}
