using TcpProbe.Core.Exchanges;
using TcpProbe.Core.Tests.Harness;
using TcpProbe.Core.Timing;

namespace TcpProbe.Core.Tests.Exchanges;

public sealed class ExpectCloseStepTests
{
    private static readonly ExpectCloseStep s_close = new();

    [Fact]
    public void Whatever_comes_before_the_FIN_is_forgotten()
    {
        Assert.Equal("Done", Talking.Ends(Talking.Hold(string.Empty, s_close)));
        Assert.Equal("Done, Done", Talking.Ends(Talking.Hold("bye, bye|bye", Talking.Expect("bye"), s_close)));
    }

    [Fact]
    public void What_came_before_the_FIN_is_not_there_for_a_later_step() =>
        Assert.Equal("Done, Done, PeerClosed", Talking.Ends(Talking.Hold("bye, bye", Talking.Expect("bye"), s_close, Talking.Expect("bye"))));

    [Fact]
    public void A_peer_that_does_not_close_runs_into_the_limit_of_the_step()
    {
        Talking talking = new() { StaysOpen = true };
        Assert.Equal(TimeLimit.IoTimeout, talking.With("still here", s_close).Last!.Fault!.Limit);
        Assert.Equal(Talking.StepLimit, talking.Passed);
    }

    [Fact]
    public void A_peer_that_never_pauses_runs_into_it_too() =>
        Assert.Equal(TimeLimit.IoTimeout, Talking.Hold(Enumerable.Repeat(new byte[1 << 16], 10_000), s_close).Last!.Fault!.Limit);

    [Fact]
    public void More_than_2_GiB_is_no_FIN()
    {
        const int MiB = 1 << 20;
        Talking talking = new() { StaysOpen = true, Pause = TimeSpan.Zero };
        Conversation conversation = talking.With(Enumerable.Repeat(new byte[MiB], 2100), s_close);
        Assert.Equal((TimeLimit.IoTimeout, 2100L * MiB), (conversation.Last!.Fault?.Limit, conversation.BytesReceived));
    }

    [Fact]
    public void A_reset_is_no_FIN() =>
        Assert.Equal("ECONNRESET", new Talking { Error = "ECONNRESET" }.With("bye", s_close).Last!.Fault!.ErrorName);

    [Fact]
    public void The_FIN_is_still_there_for_whoever_expects_more() =>
        Assert.Equal("Done, PeerClosed", Talking.Ends(Talking.Hold("bye", s_close, Talking.Expect("more"))));
}
