using Microsoft.Extensions.Time.Testing;
using TcpProbe.Core.Exchanges;
using TcpProbe.Core.Tests.Harness;
using TcpProbe.Core.Timing;

namespace TcpProbe.Core.Tests.Exchanges;

public sealed class StayStepTests
{
    private static readonly StayStep s_stay = new(TimeSpan.FromMinutes(1));

    [Fact]
    public void A_peer_that_stays_is_watched_for_all_of_the_time_whatever_the_limit_of_a_step()
    {
        Talking talking = new() { StaysOpen = true };
        Assert.Equal("Done", Talking.Ends(talking.With(string.Empty, s_stay)));
        Assert.Equal(s_stay.Time, talking.Passed);
    }

    [Fact]
    public void A_peer_that_closes_meanwhile_is_found_out_at_once()
    {
        Talking talking = new();
        Assert.Equal("PeerClosed", Talking.Ends(talking.With("busy|busy", s_stay)));
        Assert.Equal(3 * Talking.Tick, talking.Passed);
    }

    [Fact]
    public void What_came_while_we_were_stopped_does_not_hide_the_FIN_behind_it()
    {
        Talking stopped = new() { Pause = TimeSpan.Zero };
        Assert.Equal("PeerClosed", Talking.Ends(stopped.With(Late(stopped.Clock), new StayStep(Talking.Tick * 2))));
    }

    [Fact]
    public void A_peer_that_resets_meanwhile_is_told_by_its_error()
    {
        Conversation conversation = new Talking { Error = "ECONNRESET" }.With(string.Empty, s_stay);
        Assert.Equal("ECONNRESET", conversation.Last!.Fault!.ErrorName);
    }

    [Fact]
    public void What_comes_meanwhile_is_left_for_the_next_step()
    {
        Conversation conversation = new Talking { StaysOpen = true }.With("hel|lo", s_stay, Talking.ExpectStart("hello"));
        Assert.Equal("Done, Done", Talking.Ends(conversation));
        Assert.Equal([5, 0], conversation.Steps.Select(step => step.BytesReceived));
    }

    [Fact]
    public void The_deadline_of_the_probe_ends_it()
    {
        Conversation conversation = new Talking { StaysOpen = true, Limit = TimeSpan.FromSeconds(1) }.With(string.Empty, s_stay);
        Assert.Equal((StepEnd.Fault, TimeLimit.Deadline), (conversation.Last!.End, conversation.Last.Fault!.Limit));
    }

    [Fact]
    public void A_peer_that_never_pauses_outlives_neither_the_time_nor_the_deadline()
    {
        Talking flooded = new() { Pause = TimeSpan.Zero };
        Assert.Equal("Done", Talking.Ends(flooded.With(Endless(flooded.Clock), s_stay)));
        Assert.InRange(flooded.Passed, s_stay.Time, s_stay.Time + Talking.Tick);
        Talking cut = new() { Pause = TimeSpan.Zero, Limit = TimeSpan.FromSeconds(1) };
        Assert.Equal(TimeLimit.Deadline, cut.With(Endless(cut.Clock), s_stay).Last!.Fault?.Limit);
        Assert.Equal(TimeSpan.FromSeconds(1), cut.Passed);
    }

    [Fact]
    public void Beyond_the_bound_what_comes_is_counted_and_no_more_kept()
    {
        Conversation conversation = new Talking { MaxReply = 10 }.With([[.. new byte[9], (byte)'x'], new byte[50], "y"u8.ToArray()], new StayStep(4 * Talking.Tick / 2), Talking.Expect("x"), Talking.Expect("y"));
        Assert.Equal("Done, Done, TooLarge", Talking.Ends(conversation));
        Assert.True(conversation.BytesReceived > 11);
    }

    // It comes in time, and is seen when the time is over.
    private static IEnumerable<byte[]> Late(FakeTimeProvider clock)
    {
        clock.Advance(TimeSpan.FromMinutes(5));
        yield return "bye"u8.ToArray();
    }

    // Each piece is there before anybody waits for it.
    private static IEnumerable<byte[]> Endless(FakeTimeProvider clock)
    {
        while (true)
        {
            clock.Advance(Talking.Tick);
            yield return new byte[100];
        }
    }
}
