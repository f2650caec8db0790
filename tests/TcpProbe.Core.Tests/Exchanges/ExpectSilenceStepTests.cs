using TcpProbe.Core.Exchanges;
using TcpProbe.Core.Tests.Harness;
using TcpProbe.Core.Timing;

namespace TcpProbe.Core.Tests.Exchanges;

public sealed class ExpectSilenceStepTests
{
    private static readonly ExpectSilenceStep s_silence = new(TimeSpan.FromSeconds(30));

    [Fact]
    public void Nothing_for_all_of_the_time_is_what_was_expected()
    {
        Talking talking = new() { StaysOpen = true };
        Assert.Equal("Done, Done", Talking.Ends(talking.With("hello", Talking.Expect("hello"), s_silence)));
        Assert.Equal(s_silence.Time + Talking.Tick, talking.Passed);
    }

    [Fact]
    public void The_first_byte_breaks_it()
    {
        Talking talking = new() { StaysOpen = true };
        Conversation conversation = talking.With(@"noise\a".Replace(@"\a", @"\x07", StringComparison.Ordinal), s_silence);
        Assert.Equal(new Mismatch("30 s of silence", @"""noise\x07"""), conversation.Last!.Mismatch);
        Assert.Equal((StepEnd.Mismatch, Talking.Tick), (conversation.Last.End, talking.Passed));
    }

    [Fact]
    public void A_byte_that_is_found_when_the_time_is_over_breaks_it_too()
    {
        Talking stopped = new() { StaysOpen = true };
        Assert.Equal("Mismatch", Talking.Ends(stopped.With(Late(), new ExpectSilenceStep(Talking.Tick * 2))));

        IEnumerable<byte[]> Late()
        {
            stopped.Clock.Advance(TimeSpan.FromMinutes(5));
            yield return "x"u8.ToArray();
        }
    }

    [Fact]
    public void What_an_earlier_step_left_unread_breaks_it_too() =>
        Assert.Equal("Done, Mismatch", Talking.Ends(new Talking { StaysOpen = true }.With("hello!", Talking.Expect("hello"), s_silence)));

    [Fact]
    public void Silence_behind_a_FIN_is_none()
    {
        Assert.Equal("PeerClosed", Talking.Ends(Talking.Hold(string.Empty, s_silence)));
        Assert.Equal("ECONNRESET", new Talking { Error = "ECONNRESET" }.With(string.Empty, s_silence).Last!.Fault!.ErrorName);
    }

    [Fact]
    public void The_deadline_of_the_probe_ends_it() =>
        Assert.Equal(TimeLimit.Deadline, new Talking { StaysOpen = true, Limit = Talking.Tick }.With(string.Empty, s_silence).Last!.Fault!.Limit);
}
