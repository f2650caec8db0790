using TcpProbe.Core.Exchanges;
using TcpProbe.Core.Payloads;
using TcpProbe.Core.Tests.Harness;

namespace TcpProbe.Core.Tests.Exchanges;

/// <summary>Bytes that must come next.</summary>
public sealed class StartExpectationTests
{
    [Fact]
    public void However_the_stream_is_cut_what_lies_behind_is_for_the_next_step()
    {
        ExchangeStep[] steps = [Talking.ExpectStart(@"+OK\r\n"), Talking.ExpectStart(@"\0\0"), Talking.ExpectStart("end"), new ExpectCloseStep()];
        foreach (byte[][] pieces in Cuts.Of("+OK\r\n\0\0end"u8.ToArray()))
            Assert.Equal("Done, Done, Done, Done", Talking.Ends(Talking.Hold(pieces, steps)));
    }

    [Theory]
    [InlineData("not-a-line", "something-else", 0)]
    [InlineData("abcdef", "abcXef", 3)]
    [InlineData(@"a\0b", @"a\0c", 2)]
    public void The_first_wrong_byte_ends_the_wait(string expected, string came, int offset)
    {
        foreach (byte[][] pieces in Cuts.Of(EscapedText.Parse(came)))
        {
            Talking talking = new() { StaysOpen = true };
            Conversation conversation = talking.With(pieces, Talking.ExpectStart(expected));
            Assert.Equal((StepEnd.Mismatch, offset), (conversation.Last!.End, conversation.Last.Mismatch!.Offset));
            Assert.Null(conversation.Last.Fault);
            Assert.InRange(talking.Passed, Talking.Tick, (offset + 1) * Talking.Tick);
        }
    }

    [Fact]
    public void A_right_beginning_alone_is_a_mismatch_whatever_ended_the_wait()
    {
        Conversation closed = Talking.Hold("abc", Talking.ExpectStart("abcdef"));
        Assert.Equal((StepEnd.Mismatch, 3, true), (closed.Last!.End, closed.Last.Mismatch!.Offset, closed.Last.PeerHasClosed));
        Assert.Equal(StepEnd.Mismatch, new Talking { StaysOpen = true }.With("abc", Talking.ExpectStart("abcdef")).Last!.End);
        Assert.Equal(StepEnd.Mismatch, new Talking { Error = "ECONNRESET" }.With("abc", Talking.ExpectStart("abcdef")).Last!.End);
    }

    [Fact]
    public void A_difference_far_behind_is_shown_with_what_stands_around_it()
    {
        string same = new('a', 100);
        Mismatch mismatch = Talking.Hold(same + "XYZ", Talking.ExpectStart(same + "bcd")).Last!.Mismatch!;
        Assert.Equal(new Mismatch("\"…aaaaaaaaaaaabcd\"", "\"…aaaaaaaaaaaaXYZ\"") { Offset = 100 }, mismatch);
    }
}
