using TcpProbe.Core.Timing;

namespace TcpProbe.Core.Exchanges;

/// <summary>One thing said, heard or waited for; its name is the word of the command line and of the reports.</summary>
public abstract record ExchangeStep(string Name)
{
    /// <summary>Whether the step has a time of its own, which the limit of a step does not shorten.</summary>
    internal virtual bool HasOwnTime => false;

    /// <summary>Does it on the stream, whose deadline is this step's already.</summary>
    /// <exception cref="StreamFault">The network or the deadline ended it.</exception>
    internal abstract StepOutcome Run(Talk talk);
}
