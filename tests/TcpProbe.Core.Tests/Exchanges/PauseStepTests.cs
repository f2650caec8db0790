using TcpProbe.Core.Exchanges;
using TcpProbe.Core.Tests.Harness;
using TcpProbe.Core.Timing;

namespace TcpProbe.Core.Tests.Exchanges;

/// <summary>By the real clock: a pause sleeps.</summary>
public sealed class PauseStepTests
{
    [Fact]
    public void It_lasts_at_least_its_time_and_looks_at_nothing()
    {
        using ScriptedStream stream = new(new(), TimeSpan.Zero, ["unheard"u8.ToArray()]);
        Conversation conversation = Hold(stream, TimeSpan.FromMilliseconds(1), null, new PauseStep(TimeSpan.FromMilliseconds(50)));
        Assert.Equal((StepEnd.Done, 0), (conversation.Last!.End, stream.Reads));
        Assert.InRange(conversation.Elapsed, TimeSpan.FromMilliseconds(50), TimeSpan.FromSeconds(30));
    }

    [Fact]
    public void The_deadline_of_the_probe_ends_it()
    {
        using ScriptedStream stream = new(new(), TimeSpan.Zero, []);
        Conversation conversation = Hold(stream, null, TimeSpan.FromMilliseconds(50), new PauseStep(TimeSpan.FromHours(1)));
        Assert.Equal((StepEnd.Fault, TimeLimit.Deadline, false), (conversation.Last!.End, conversation.Last.Fault!.Limit, conversation.Last.Fault.Sending));
    }

    private static Conversation Hold(ScriptedStream stream, TimeSpan? stepLimit, TimeSpan? limit, ExchangeStep step)
    {
        TimeProvider clock = TimeProvider.System;
        Conversation conversation = new(stream, new Exchange(ExchangeKind.Custom, [step]), "peer", stepLimit, Deadline.After(limit, TimeLimit.Deadline, clock), clock);
        conversation.Run();
        return conversation;
    }
}
