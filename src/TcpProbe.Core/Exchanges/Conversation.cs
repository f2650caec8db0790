using TcpProbe.Core.Timing;

namespace TcpProbe.Core.Exchanges;

/// <summary>Speaks an exchange on one connection: each step under its own limit, all of them under the probe's.</summary>
/// <param name="stream">The connection.</param>
/// <param name="stepTimeout">The limit of each step as a whole: a trickle of bytes does not restart it.</param>
/// <param name="deadline">The limit of the whole probe.</param>
/// <param name="clock">The clock.</param>
internal sealed class Conversation(DeadlineStream stream, TimeSpan? stepTimeout, Deadline deadline, TimeProvider clock)
{
    private readonly List<StepResult> _steps = [];
    private readonly ReplyReader _reader = new();

    /// <summary>A step has ended.</summary>
    public Action<StepResult>? Stepped { get; set; }

    /// <summary>The steps that were begun, in order; at most the last of them is not <see cref="StepEnd.Done"/>.</summary>
    public IReadOnlyList<StepResult> Steps => _steps;

    /// <summary>The time spent in the steps; whoever looks on between them is not counted.</summary>
    public TimeSpan Elapsed => _steps.Aggregate(TimeSpan.Zero, (sum, step) => sum + step.Elapsed);

    /// <summary>What the peer said, <c>null</c> if nothing.</summary>
    public Reply? Reply => _reader.Reply;

    /// <summary>What ended the last step, <c>null</c> unless it ended in a fault.</summary>
    public StreamFault? Fault { get; private set; }

    /// <summary>Speaks until all is said and heard, or a step fails.</summary>
    public void Run(Exchange exchange)
    {
        foreach (ExchangeStep step in exchange.Steps)
        {
            if (Run(step) != StepEnd.Done) return;
        }
    }

    private StepEnd Run(ExchangeStep step)
    {
        stream.Deadline = Deadline.After(stepTimeout, TimeLimit.IoTimeout, clock).OrEarlier(deadline);
        long start = clock.GetTimestamp(), sent = stream.BytesSent, received = stream.BytesReceived;
        StepEnd end;
        try
        {
            end = step.Run(stream, _reader);
        }
        catch (StreamFault fault)
        {
            Fault = fault;
            end = StepEnd.Fault;
        }

        TimeSpan elapsed = clock.GetElapsedTime(start);
        if (Fault is { Sending: true }) HearLastWords();
        StepResult result = new(_steps.Count + 1, step.Name, end, elapsed, stream.BytesSent - sent, stream.BytesReceived - received);
        _steps.Add(result);
        Stepped?.Invoke(result);
        return end;
    }

    // A peer that refuses our bytes has often said why before it hung up; that is for the report, not a reply.
    private void HearLastWords()
    {
        stream.Deadline = Deadline.After(TimeSpan.Zero, TimeLimit.IoTimeout, clock);
        try
        {
            _ = _reader.Read(stream, ReplyReader.KeptBytes, atLeast: 1);
        }
        catch (StreamFault)
        {
            // Nothing was there: the fault of the send is the one that counts.
        }
    }
}
