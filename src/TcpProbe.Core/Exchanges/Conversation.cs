using TcpProbe.Core.Timing;

namespace TcpProbe.Core.Exchanges;

/// <summary>Speaks an exchange on one connection: each step under its own limit, all of them under the probe's.</summary>
/// <param name="stream">The connection.</param>
/// <param name="exchange">What is said and heard.</param>
/// <param name="host">The name of the peer, for protocols that say it.</param>
/// <param name="stepTimeout">The limit of each step as a whole: a trickle of bytes does not restart it.</param>
/// <param name="deadline">The limit of the whole probe.</param>
/// <param name="clock">The clock.</param>
internal sealed class Conversation(
    DeadlineStream stream, Exchange exchange, string host, TimeSpan? stepTimeout, Deadline deadline, TimeProvider clock)
{
    private readonly List<StepResult> _steps = [];
    private readonly Talk _talk = new(stream, new Inbox(exchange.MaxReply), host, clock);

    /// <summary>A step has ended.</summary>
    public Action<StepResult>? Stepped { get; set; }

    /// <summary>The steps that were begun, in order; at most the last of them is not <see cref="StepEnd.Done"/>.</summary>
    public IReadOnlyList<StepResult> Steps => _steps;

    /// <summary>Whether a step has failed, so that none may follow.</summary>
    public bool HasFailed => Last is { End: not StepEnd.Done };

    /// <summary>The time spent in the steps; whoever looks on between them is not counted.</summary>
    public TimeSpan Elapsed => _steps.Aggregate(TimeSpan.Zero, (sum, step) => sum + step.Elapsed);

    /// <summary>How many bytes were taken from us in all steps.</summary>
    public long BytesSent => _steps.Sum(step => step.BytesSent);

    /// <summary>How many bytes came in all steps.</summary>
    public long BytesReceived => _steps.Sum(step => step.BytesReceived);

    /// <summary>What the peer said, <c>null</c> if nothing.</summary>
    public Reply? Reply => _talk.Inbox.Reply;

    /// <summary>What the last step said of its end, <c>null</c> before the first.</summary>
    public StepOutcome? Last { get; private set; }

    /// <summary>Speaks all steps until one fails.</summary>
    public void Run()
    {
        while (!HasFailed && _steps.Count < exchange.Steps.Count) RunNext();
    }

    /// <summary>Speaks the next step.</summary>
    /// <returns>The step that was spoken.</returns>
    public ExchangeStep RunNext()
    {
        ExchangeStep step = exchange.Steps[_steps.Count];
        DeadlineStream spoken = _talk.Stream;
        spoken.Deadline = step.HasOwnTime ? deadline : Deadline.After(stepTimeout, TimeLimit.IoTimeout, clock).OrEarlier(deadline);
        long start = clock.GetTimestamp(), sent = spoken.BytesSent, received = spoken.BytesReceived;
        _talk.Payload = default;
        try
        {
            Last = step.Run(_talk);
        }
        catch (StreamFault fault)
        {
            Last = StepOutcome.Of(fault);
        }

        TimeSpan elapsed = clock.GetElapsedTime(start, Last.At ?? clock.GetTimestamp());
        if (Last.Fault is { Sending: true }) HearLastWords();
        StepResult result = new(_steps.Count + 1, step.Name, Last.End, elapsed, spoken.BytesSent - sent, spoken.BytesReceived - received)
        {
            Mismatch = Last.Mismatch,
            Captures = Last.Captures,
            Payload = _talk.Payload,
        };
        _steps.Add(result);
        Stepped?.Invoke(result);
        return step;
    }

    /// <summary>Goes on over another stream, such as TLS over the one so far.</summary>
    public void GoOnOver(DeadlineStream wrapper) => _talk.Stream = wrapper;

    // A peer that refuses our bytes has often said why before it hung up; that is for the report, not a reply.
    private void HearLastWords()
    {
        _talk.Stream.Deadline = Deadline.After(TimeSpan.Zero, TimeLimit.IoTimeout, clock);
        try
        {
            _ = _talk.Inbox.Pass(_talk.Stream, Exchanges.Reply.KeptBytes, atLeast: 1);
        }
        catch (StreamFault)
        {
            // Nothing was there: the fault of the send is the one that counts.
        }
    }
}
