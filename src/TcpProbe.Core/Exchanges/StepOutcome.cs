using TcpProbe.Core.Timing;

namespace TcpProbe.Core.Exchanges;

/// <summary>What a step says of its end.</summary>
/// <param name="End">How it ended.</param>
internal sealed record StepOutcome(StepEnd End)
{
    /// <summary>It did what it was for.</summary>
    public static StepOutcome Done { get; } = new(StepEnd.Done);

    /// <summary>What ended the wait, also where the reason of the failure lies in what came before it.</summary>
    public StreamFault? Fault { get; init; }

    /// <summary>When it ended, a timestamp of <see cref="TimeProvider.GetTimestamp"/> of its deadlines' clock; <c>null</c> if that is now.</summary>
    public long? At { get; init; }

    /// <summary>Whether the peer's FIN ended the wait.</summary>
    public bool PeerHasClosed { get; init; }

    /// <summary>How what came differs from what was expected.</summary>
    public Mismatch? Mismatch { get; init; }

    /// <summary>What was captured.</summary>
    public IReadOnlyList<Capture> Captures { get; init; } = [];

    /// <summary>The peer's FIN before it was complete.</summary>
    public static StepOutcome PeerClosed { get; } = new(StepEnd.PeerClosed) { PeerHasClosed = true };

    /// <summary>A wait that the network or the deadline ended.</summary>
    public static StepOutcome Of(StreamFault fault) => new(StepEnd.Fault) { Fault = fault, At = fault.At };
}
