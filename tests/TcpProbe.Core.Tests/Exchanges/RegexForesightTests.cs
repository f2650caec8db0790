using System.Text;
using TcpProbe.Core.Exchanges;

namespace TcpProbe.Core.Tests.Exchanges;

/// <summary>When a match that touches the end of what has come is believed.</summary>
public sealed class RegexForesightTests
{
    [Theory]
    [InlineData(@"id=(?<id>\d+);", "id=42;")]
    [InlineData(@"(?<word>\w+)\r\n", "hello\r\n")]
    [InlineData(@"(?<digit>\d)", "4")]
    [InlineData("^OK$", "OK\n")]
    public void A_match_that_no_next_byte_could_change_is_believed_at_once(string pattern, string came) =>
        Assert.True(IsBelieved(pattern, came));

    [Theory]
    [InlineData(@"(?<n>\d+)", "12")]
    [InlineData(@"(?<all>.*);", "a;")]
    [InlineData(@"(?<a>x)|x(?<b>y)", "")]
    [InlineData("^OK$", "OK")]
    [InlineData(@"OK\b", "OK")]
    [InlineData(@"OK\Z", "OK\n")]
    public void A_match_that_a_next_byte_could_change_waits_for_it(string pattern, string came) =>
        Assert.False(IsBelieved(pattern, came));

    [Theory]
    [InlineData(@"(?<n>\d+)", "12", "12")]
    [InlineData(@"(?<all>.*);", "a;", "a")]
    public void What_waited_is_believed_once_nothing_can_follow(string pattern, string came, string captured)
    {
        int progress = 0;
        Verdict verdict = RegexExpectation.Parse(pattern).Look(Encoding.Latin1.GetBytes(came), ref progress, isAll: true);
        Assert.Equal(captured, Encoding.Latin1.GetString(Assert.IsType<Verdict.Matched>(verdict).Captures[0].Bytes.Span));
    }

    private static bool IsBelieved(string pattern, string came)
    {
        int progress = 0;
        return RegexExpectation.Parse(pattern).Look(Encoding.Latin1.GetBytes(came), ref progress, isAll: false) is Verdict.Matched;
    }
}
