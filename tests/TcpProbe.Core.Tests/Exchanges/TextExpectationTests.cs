using System.Text;
using TcpProbe.Core.Exchanges;
using TcpProbe.Core.Payloads;
using TcpProbe.Core.Tests.Harness;
using TcpProbe.Core.Timing;

namespace TcpProbe.Core.Tests.Exchanges;

/// <summary>Text and hex that must come anywhere: what stands before it is passed over, what stands behind it is left.</summary>
public sealed class TextExpectationTests
{
    [Theory]
    [InlineData("b", "abc", "c")]
    [InlineData("abc", "abc", "")]
    [InlineData(@"\0b", @"\0\0b\0", @"\0")]
    [InlineData("aab", "aaab", "")]
    [InlineData("a", "aaa", "aa")]
    public void Everything_through_the_first_occurrence_is_read(string expected, string came, string left)
    {
        foreach (byte[][] pieces in Cuts.Of(EscapedText.Parse(came)))
        {
            ExchangeStep[] rest = left.Length == 0 ? [new ExpectCloseStep()] : [Talking.ExpectStart(left), new ExpectCloseStep()];
            Assert.All(Talking.Hold(pieces, [Talking.Expect(expected), .. rest]).Steps, step => Assert.Equal(StepEnd.Done, step.End));
        }
    }

    [Fact]
    public void However_the_stream_is_cut_the_same_is_found()
    {
        Random random = new(1);
        for (int i = 0; i < 60; i++)
        {
            byte[] stream = Letters(random, 20), first = Letters(random, random.Next(1, 5)), second = Letters(random, random.Next(1, 4));
            ExchangeStep[] steps = [Of(first), Of(second), Of(first)];
            string[] ends = [.. Cuts.Of(stream).Select(pieces => Talking.Ends(Talking.Hold(pieces, steps))).Distinct()];
            Assert.True(ends.Length == 1, $"{Encoding.ASCII.GetString(stream)}: {string.Join(" or ", ends)}");
            Assert.Equal(Found(stream, first, second, first), ends[0].Split(", ").Count(end => end == "Done"));
        }
    }

    [Fact]
    public void Nothing_is_waited_for_once_it_has_come()
    {
        Talking talking = new() { StaysOpen = true };
        Assert.Equal("Done", Talking.Ends(talking.With("+PO|NG", Talking.Expect("+PONG"))));
        Assert.Equal(2 * Talking.Tick, talking.Passed);
    }

    [Theory]
    [InlineData("-NOAUTH no", 0, "\"+PONG\"", "\"-NOAUTH no\"")]
    [InlineData("+POLO", 3, "\"+PONG\"", "\"+POLO\"")]
    [InlineData("+PON", 4, "\"+PONG\"", "\"+PON\"")]
    public void What_came_instead_is_told_with_the_first_byte_that_differs(string came, int offset, string expected, string got)
    {
        Conversation conversation = Talking.Hold(came, Talking.Expect("+PONG"));
        Assert.Equal((StepEnd.Mismatch, true), (conversation.Last!.End, conversation.Last.PeerHasClosed));
        Mismatch mismatch = conversation.Steps[0].Mismatch!;
        Assert.Equal((expected, got, offset), (mismatch.Expected, mismatch.Got, mismatch.Offset));
        Assert.Equal(offset < came.Length ? $"differs at byte {offset}" : $"ends after {offset} bytes", mismatch.Place);
    }

    [Fact]
    public void Bytes_that_do_not_match_are_a_mismatch_whatever_ended_the_wait()
    {
        Conversation limit = new Talking { StaysOpen = true }.With("nothing like it", Talking.Expect("OK"));
        Assert.Equal((StepEnd.Mismatch, TimeLimit.IoTimeout), (limit.Last!.End, limit.Last.Fault!.Limit));
        Conversation reset = new Talking { Error = "ECONNRESET" }.With("nothing like it", Talking.Expect("OK"));
        Assert.Equal((StepEnd.Mismatch, "ECONNRESET"), (reset.Last!.End, reset.Last.Fault!.ErrorName));
    }

    [Fact]
    public void Nothing_at_all_has_the_reason_of_what_ended_the_wait()
    {
        Assert.Equal(StepEnd.PeerClosed, Talking.Hold(string.Empty, Talking.Expect("OK")).Last!.End);
        Assert.Equal(TimeLimit.IoTimeout, new Talking { StaysOpen = true }.With(string.Empty, Talking.Expect("OK")).Last!.Fault!.Limit);
        Assert.Equal("ECONNRESET", new Talking { Error = "ECONNRESET" }.With(string.Empty, Talking.Expect("OK")).Last!.Fault!.ErrorName);
        Assert.Equal("Done, PeerClosed", Talking.Ends(Talking.Hold("OK", Talking.Expect("OK"), Talking.Expect("more"))));
    }

    private static ExpectStep Of(byte[] bytes) => new("expect-hex", new TextExpectation(bytes));

    private static byte[] Letters(Random random, int count) => [.. Enumerable.Range(0, count).Select(_ => (byte)random.Next('a', 'c'))];

    // How many of them are found one behind the other, said by a search over the whole.
    private static int Found(byte[] stream, params byte[][] wanted)
    {
        string rest = Encoding.ASCII.GetString(stream);
        for (int i = 0; i < wanted.Length; i++)
        {
            string text = Encoding.ASCII.GetString(wanted[i]);
            if (rest.IndexOf(text, StringComparison.Ordinal) is not (>= 0 and int at)) return i;
            rest = rest[(at + text.Length)..];
        }

        return wanted.Length;
    }
}
