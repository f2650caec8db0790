using System.Diagnostics;
using TcpProbe.Core.Exchanges;
using TcpProbe.Core.Payloads;
using TcpProbe.Core.Tests.Harness;

namespace TcpProbe.Core.Tests.Exchanges;

public sealed class RegexExpectationTests
{
    [Theory]
    [InlineData("^:[^ ]+ 001", @"NOTICE AUTH :hello\r\n:ircd.localhost 001 prober", true)]
    [InlineData("^b", @"a\nb", true)]
    [InlineData("^b", "ab", false)]
    [InlineData(@"\Ab", @"a\nb", false)]
    [InlineData(@"\Aa", @"a\nb", true)]
    [InlineData("a.b", @"a\nb", false)]
    [InlineData("a.b", @"a\0b", true)]
    [InlineData("pong", "PONG", false)]
    [InlineData("(?i)pong", "PONG", true)]
    [InlineData("^OK$", @"first\nOK\nlast", true)]
    [InlineData(@"\xff\x00", @"\xff\0", true)]
    [InlineData("^.$", @"\xe9", true)]
    [InlineData("^..$", @"\xc3\xa9", true)]
    [InlineData("é", @"\xc3\xa9", true)]
    [InlineData("…", @"\xe2\x80\xa6", true)]
    [InlineData(@"\xe9", @"\xe9", true)]
    public void It_sees_bytes_as_Latin_1_line_by_line(string pattern, string came, bool matches) => Assert.Equal(
        matches ? "Done" : "Mismatch", Talking.Ends(Talking.Hold(came.Replace("|", @"\x7c", StringComparison.Ordinal), Talking.ExpectRegex(pattern))));

    [Fact]
    public void A_line_begins_at_the_next_unread_byte_for_each_step()
    {
        ExchangeStep[] steps = [Talking.Expect("a"), Talking.ExpectRegex(@"\Ab"), Talking.ExpectRegex("^c")];
        foreach (byte[][] pieces in Cuts.Of("abc"u8.ToArray())) Assert.Equal("Done, Done, Done", Talking.Ends(Talking.Hold(pieces, steps)));
    }

    [Theory]
    [InlineData(@"id=(?<id>\d+)", "id=123", "Done id=123")]
    [InlineData(@"id=(?<id>\d+)", @"id=123\n", "Done id=123")]
    [InlineData(@"(?<a>\w+) (?<b>\w*)", "one two", "Done a=one b=two")]
    [InlineData("(?<all>.*)$", @"hello\n", "Done all=hello")]
    [InlineData("(?<x>y)?z", "z", "Done x=")]
    [InlineData(@"(?<raw>\xff.)", @"\xff\0", @"Done raw=\xff\0")]
    [InlineData(@"^\+OK.*$", "+OK ready", "Done")]
    [InlineData(@"OK\b", @"OKAY\nOK", "Done")]
    [InlineData(@"^OK\b", "OKAY", "Mismatch")]
    [InlineData(@"end\z", "end or not the end", "Done")]
    public void However_the_stream_is_cut_the_captures_are_the_same(string pattern, string came, string ends)
    {
        foreach (byte[][] pieces in Cuts.Of(EscapedText.Parse(came)))
            Assert.Equal(ends, Talking.Ends(Talking.Hold(pieces, Talking.ExpectRegex(pattern))));
    }

    [Fact]
    public void What_touches_the_end_waits_for_a_byte_the_close_or_the_limit()
    {
        Talking silent = new() { StaysOpen = true };
        Assert.Equal("Done id=12", Talking.Ends(silent.With("1|2", Talking.ExpectRegex(@"(?<id>\d+)"))));
        Assert.Equal(Talking.StepLimit, silent.Passed);
        Talking saying = new() { StaysOpen = true };
        Assert.Equal("Done id=12", Talking.Ends(saying.With("1|2|;", Talking.ExpectRegex(@"(?<id>\d+)"))));
        Assert.Equal(3 * Talking.Tick, saying.Passed);
    }

    [Fact]
    public void A_pattern_without_names_waits_for_nothing()
    {
        Talking talking = new() { StaysOpen = true };
        Assert.Equal("Done", Talking.Ends(talking.With("+OK ready", Talking.ExpectRegex(@"^\+OK .*"))));
        Assert.Equal(Talking.Tick, talking.Passed);
    }

    [Fact]
    public void A_byte_that_proves_the_match_is_left_for_the_next_step() =>
        Assert.Equal("Done id=12, Done", Talking.Ends(Talking.Hold("12;", Talking.ExpectRegex(@"(?<id>\d+)"), Talking.ExpectStart(";"))));

    [Fact]
    public void A_mismatch_shows_the_pattern_and_what_came()
    {
        Conversation conversation = Talking.Hold(@"ERROR: \x1b[31mno\r\n", Talking.ExpectRegex("^:[^ ]+ 001"));
        Assert.Equal(new Mismatch("/^:[^ ]+ 001/", @"""ERROR: \x1b[31mno\r\n"""), conversation.Last!.Mismatch);
    }

    [Theory]
    [InlineData(":[", "is no regular expression: a [ without its ]")]
    [InlineData("(a", "a ( without its )")]
    [InlineData("abc[d", "a [ without its ], near character 5")]
    [InlineData("*", "a quantifier with nothing before it")]
    [InlineData(@"a\", @"a \ at the end")]
    [InlineData(@"(a)\1", "cannot be matched in linear time")]
    [InlineData("(?=a)", "cannot be matched in linear time")]
    [InlineData("(a{1000}){1000}", "cannot be matched in linear time")]
    [InlineData("", "an empty pattern matches anything")]
    [InlineData("(?<größe>.)", "a group name that is none")]
    [InlineData("(?<é>.)", "a group name that is none")]
    [InlineData("(?<ê>.)", "the name of a group is of ASCII letters, digits and _")]
    public void What_is_no_pattern_is_refused_with_the_reason(string pattern, string says) =>
        Assert.Contains(says, Assert.Throws<FormatException>(() => RegexExpectation.Parse(pattern)).Message, StringComparison.Ordinal);

    [Fact]
    public void A_pattern_that_backtracks_elsewhere_is_linear_here()
    {
        byte[] flood = [.. Enumerable.Repeat((byte)'a', 60_000), (byte)'!'];
        Assert.Equal("Mismatch", Talking.Ends(Talking.Hold([flood], Talking.ExpectRegex("^(a+)+$"))));
    }

    [Theory]
    [InlineData("x+END", "Done")]
    [InlineData("(?x)x+END # to the end", "Done")]
    [InlineData("(x|y)+END", "Done")]
    [InlineData("[a-z]+(?<end>END)", "Done end=END")]
    [InlineData("x*(?<end>END)", "Done end=END")]
    public void A_long_match_takes_no_longer_than_a_short_one(string pattern, string ends)
    {
        byte[] flood = [.. Enumerable.Repeat((byte)'x', 4 << 20), .. "END"u8];
        Talking talking = new() { MaxReply = 8 << 20 };
        long start = Stopwatch.GetTimestamp();
        Assert.Equal(ends, Talking.Ends(talking.With([flood], Talking.ExpectRegex(pattern))));
        Assert.True(Stopwatch.GetElapsedTime(start) < TimeSpan.FromSeconds(10));
    }

    [Theory]
    [InlineData(64 * 1024, 1)]
    [InlineData(3 << 20, 3)]
    [InlineData(1 << 30, 1024)]
    public void A_longer_answer_may_be_searched_for_longer(int length, int mebibytes)
    {
        TimeSpan longest = RegexExpectation.LongestLook(length);
        Assert.InRange(longest, mebibytes * RegexExpectation.LongestLook(1), (mebibytes + 1) * RegexExpectation.LongestLook(1));
    }

    [Fact]
    public void Every_byte_is_seen_as_the_letter_of_its_number()
    {
        for (int value = 0; value < 256; value++)
        {
            string pattern = $@"\A(?<it>\u{value:x4})";
            Conversation conversation = Talking.Hold([[(byte)value]], Talking.ExpectRegex(pattern));
            Assert.Equal($"Done it={EscapedText.Show([(byte)value])}", Talking.Ends(conversation));
        }
    }
}
