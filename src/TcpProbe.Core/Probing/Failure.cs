using TcpProbe.Core.Exchanges;
using TcpProbe.Core.Sockets;
using TcpProbe.Core.Timing;

namespace TcpProbe.Core.Probing;

/// <summary>How a probe failed: the pair of phase and reason, and the facts that tell it apart from its like.</summary>
/// <param name="Phase">Where.</param>
/// <param name="Reason">Why.</param>
public sealed record Failure(Phase Phase, FailureReason Reason)
{
    /// <summary>How long the failed attempt, step or resolution took.</summary>
    public TimeSpan Elapsed { get; init; }

    /// <summary>The step of the exchange, from 1; <c>null</c> outside the exchange.</summary>
    public int? Step { get; init; }

    /// <summary>What kind of step it was.</summary>
    public string? StepName { get; init; }

    /// <summary>The name of the errno or resolver error behind it.</summary>
    public string? ErrorName { get; init; }

    /// <summary>The limit that struck.</summary>
    public TimeLimit? Limit { get; init; }

    /// <summary>How many SYNs were sent again before our limit struck.</summary>
    public int? SynsResent { get; init; }

    /// <summary>How many SYN retries the kernel was allowed before it gave up.</summary>
    public int? SynRetries { get; init; }

    /// <summary>The socket option that was refused or not kept, or that made the kernel give up.</summary>
    public OptionReading? Option { get; init; }

    /// <summary>Whether the name has addresses, though none of the family that was asked for.</summary>
    public bool HasOtherFamily { get; init; }

    /// <summary>How what came differs from what was expected.</summary>
    public Mismatch? Mismatch { get; init; }

    /// <summary>What else is known, in words.</summary>
    public string? Detail { get; init; }
}
