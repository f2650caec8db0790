namespace TcpProbe.Core.Timing;

/// <summary>What ended a wait: one of our limits, or the kernel's own patience.</summary>
public enum TimeLimit
{
    /// <summary>The limit of the name resolution.</summary>
    ResolveTimeout,

    /// <summary>The limit of one connection attempt.</summary>
    ConnectTimeout,

    /// <summary>The limit of one step of the exchange.</summary>
    IoTimeout,

    /// <summary>The limit of the whole probe.</summary>
    Deadline,

    /// <summary>The time for all attempts of a run that waits.</summary>
    Wait,

    /// <summary>The kernel gave up by itself (ETIMEDOUT, tcp(7)).</summary>
    Kernel,
}
