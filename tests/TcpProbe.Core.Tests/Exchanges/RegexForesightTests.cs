using System.Diagnostics;
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
    [InlineData(@"\A(?<word>\w+)\r\n", "hello\r\n")]
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
    [InlineData(@"\A(?<word>\w+)\r\n", "abc\r\n", "abc")]
    [InlineData(@"\A(?<all>[^;]*)", "abc\n", "abc\n")]
    [InlineData(@"\A(?<all>\n*)", "\n\n", "\n\n")]
    [InlineData(@"(?<all>[^;]*)\Z", "abc\n", "abc\n")]
    public void What_waited_is_believed_once_nothing_can_follow(string pattern, string came, string captured)
    {
        int progress = 0;
        Verdict verdict = RegexExpectation.Parse(pattern).Look(Encoding.Latin1.GetBytes(came), ref progress, isAll: true);
        Assert.Equal(captured, Encoding.Latin1.GetString(Assert.IsType<Verdict.Matched>(verdict).Captures[0].Bytes.Span));
    }

    [Fact]
    public void A_match_behind_much_else_is_believed_at_once_too() => Assert.True(IsBelieved(@"id=(?<id>\d+)\r", new string('y', 5000) + "id=77\r"));

    [Theory]
    [InlineData(@"(?<all>.*)\z")]
    [InlineData(@"(?<a>x)|\z")]
    public void The_end_of_everything_and_a_group_do_not_go_together(string pattern) =>
        Assert.StartsWith(@"\z and a group", Assert.Throws<FormatException>(() => RegexExpectation.Parse(pattern)).Message, StringComparison.Ordinal);

    [Fact]
    public void A_pattern_with_too_many_states_gives_up_instead_of_taking_the_probe_s_time()
    {
        RegexExpectation pattern = RegexExpectation.Parse(@"(\w{1,20} ?){1,20}b");
        byte[] came = [.. Enumerable.Repeat((byte)'a', 65536)];
        int progress = 0;
        Stopwatch clock = Stopwatch.StartNew();
        Assert.Equal(Verdict.NeedsMore, pattern.Look(came, ref progress, isAll: false));
        Verdict verdict = pattern.Look(came, ref progress, isAll: true);
        Assert.InRange(clock.Elapsed, TimeSpan.Zero, TimeSpan.FromSeconds(10));
        Assert.Contains("too large a pattern", Assert.IsType<Verdict.Mismatched>(verdict).How.Expected, StringComparison.Ordinal);
    }

    private static bool IsBelieved(string pattern, string came)
    {
        int progress = 0;
        return RegexExpectation.Parse(pattern).Look(Encoding.Latin1.GetBytes(came), ref progress, isAll: false) is Verdict.Matched;
    }
}
