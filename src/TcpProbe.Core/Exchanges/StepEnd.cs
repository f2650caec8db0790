namespace TcpProbe.Core.Exchanges;

/// <summary>How a step ended.</summary>
public enum StepEnd
{
    /// <summary>It did what it was for.</summary>
    Done,

    /// <summary>The peer sent FIN before it was complete.</summary>
    PeerClosed,

    /// <summary>Bytes came, and they are not what was expected.</summary>
    Mismatch,

    /// <summary>More bytes came than an expectation looks through, and what was expected is not among them.</summary>
    TooLarge,

    /// <summary>The peer answered a request for TLS with anything but its consent alone.</summary>
    Refused,

    /// <summary>The network or the deadline ended it.</summary>
    Fault,
}
