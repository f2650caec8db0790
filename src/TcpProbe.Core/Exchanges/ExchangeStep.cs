using TcpProbe.Core.Timing;

namespace TcpProbe.Core.Exchanges;

/// <summary>One thing said or heard; its name is the word of the command line and of the reports.</summary>
public abstract record ExchangeStep(string Name)
{
    /// <summary>Does it on the stream, whose deadline is this step's already.</summary>
    /// <exception cref="StreamFault">The network or the deadline ended it.</exception>
    internal abstract StepEnd Run(DeadlineStream stream, ReplyReader reader);
}

/// <summary>How a step ended.</summary>
public enum StepEnd
{
    /// <summary>It did what it was for.</summary>
    Done,

    /// <summary>The peer sent FIN before it was complete.</summary>
    PeerClosed,

    /// <summary>The network or the deadline ended it.</summary>
    Fault,
}
