using System.Text;
using TcpProbe.Core.Exchanges;
using TcpProbe.Core.Payloads;
using TcpProbe.Core.Tests.Harness;

namespace TcpProbe.Core.Tests.Exchanges;

/// <summary>A line like a pattern: lines before it are passed over, and where the stream is cut means nothing.</summary>
public sealed class LineExpectationTests
{
    [Theory]
    [InlineData("^b$", @"a\r\nb\r\nc\r\n", @"c\r\n")]
    [InlineData("^b$", @"a\nb\nc", "c")]
    [InlineData("b", @"abc\n", "")]
    [InlineData("^$", @"a\n\nb", "b")]
    [InlineData("^c$", @"a\nc", "")]
    [InlineData("^220 ", @"250-A\n250 B\n220 go\n\0", @"\0")]
    public void The_first_line_that_matches_is_read_with_its_end_and_no_more(string pattern, string came, string left)
    {
        foreach (byte[][] pieces in Cuts.Of(EscapedText.Parse(came)))
        {
            ExchangeStep[] rest = left.Length == 0 ? [new ExpectCloseStep()] : [Talking.ExpectStart(left), new ExpectCloseStep()];
            Assert.All(Talking.Hold(pieces, [Line(pattern), .. rest]).Steps, step => Assert.Equal(StepEnd.Done, step.End));
        }
    }

    [Theory]
    [InlineData("^b", "ab|\\n|cb")]
    [InlineData("a.*b", @"a\nb\n")]
    [InlineData("^+OK", @"-ERR\n")]
    public void Anchors_and_dots_stay_within_a_line(string pattern, string came) =>
        Assert.Equal(StepEnd.Mismatch, Talking.Hold(came, Line(pattern)).Last!.End);

    [Fact]
    public void A_line_without_its_end_is_none_until_nothing_can_follow()
    {
        Talking talking = new() { StaysOpen = true };
        Assert.Equal("Done 0=login:", Talking.Ends(talking.With("login:", Line("^login:$"))));
        Assert.Equal(Talking.StepLimit, talking.Passed);
        Assert.Equal("Done 0=login:", Talking.Ends(Talking.Hold("log|in:", Line("^login:$"))));
    }

    [Fact]
    public void Nothing_is_waited_for_once_the_line_is_whole()
    {
        Talking talking = new() { StaysOpen = true };
        Assert.Equal("Done 0=b", Talking.Ends(talking.With(@"a\n|b\n", Line("b"))));
        Assert.Equal(2 * Talking.Tick, talking.Passed);
    }

    [Fact]
    public void Where_lines_take_long_the_one_that_is_there_is_found_without_waiting_for_more()
    {
        // No two alike: what the matcher has learnt of one is little help with the next. Together they take longer than one look may.
        Random words = new(1);
        IEnumerable<string> lines = Enumerable.Range(0, 60).Select(_ => string.Join(' ', Enumerable.Range(0, 25).Select(_ => new string('a', words.Next(1, 25)))));
        Talking talking = new() { StaysOpen = true };
        byte[] came = Encoding.ASCII.GetBytes($"{string.Join('\n', lines)}\nb\n");
        Assert.Equal("Done", Assert.Single(talking.With([came], Line(@"^(\w{1,20} ?){1,20}b$|^b$")).Steps).End.ToString());
        Assert.Equal(Talking.Tick, talking.Passed);
    }

    [Fact]
    public void Groups_are_captured_by_number_and_name_and_bytes_that_are_no_text_stay_what_they_are()
    {
        Assert.Equal(@"Done 0=SSH-2.0-x 1=x 2=", Talking.Ends(Talking.Hold(@"SSH-2.0-x\r\n", Line(@"^SSH-2\.0-([^ ]+)(?: (.*))?$"))));
        Assert.Equal(@"Done 0=\xff\xc3 all=\xff\xc3", Talking.Ends(Talking.Hold(@"\xff\xc3\n", Line("^(?<all>.+)$"))));
        byte[] umlaut = Encoding.UTF8.GetBytes("über\n");
        Assert.Equal(@"Done 0=\xc3\xbc", Talking.Ends(Talking.Hold([umlaut], Line("^."))));
    }

    [Fact]
    public void What_came_instead_is_told()
    {
        Mismatch mismatch = Talking.Hold(@"-NOAUTH\r\n", Line("^[+]PONG")).Steps[0].Mismatch!;
        Assert.Equal(("a line like /^[+]PONG/", @"""-NOAUTH\r\n"""), (mismatch.Expected, mismatch.Got));
    }

    [Fact]
    public void More_lines_than_are_looked_through_are_too_large()
    {
        Talking talking = new() { MaxReply = 8 };
        Assert.Equal(StepEnd.TooLarge, talking.With(@"aaa\naaa\naaa\nb\n", Line("b")).Last!.End);
    }

    [Theory]
    [InlineData("(", @"""("" is no regular expression")]
    [InlineData(@"(a)\1", "cannot be matched in linear time")]
    public void A_pattern_that_is_none_is_refused(string pattern, string why) =>
        Assert.Contains(why, Assert.Throws<FormatException>(() => LineExpectation.Parse(pattern)).Message, StringComparison.Ordinal);

    [Fact]
    public void A_pattern_from_another_dialect_is_shown_as_it_was_written()
    {
        Assert.Equal("a line like /(?P<n>a)/", LineExpectation.Parse("(?<n>a)", written: "(?P<n>a)").Description);
        Assert.Contains("(?P<n>", Assert.Throws<FormatException>(() => LineExpectation.Parse("(?<n>", written: "(?P<n>")).Message, StringComparison.Ordinal);
    }

    private static ExpectStep Line(string pattern) => new("expect", LineExpectation.Parse(pattern));
}
