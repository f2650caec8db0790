namespace TcpProbe.Options;

/// <summary>What a value is, as far as a shell can offer something for it.</summary>
internal enum ValueKind
{
    /// <summary>Anything: nobody but the user knows.</summary>
    Text,

    /// <summary>A file.</summary>
    File,

    /// <summary>The name or the address of a host.</summary>
    Host,

    /// <summary>A port or the name of a service, several with commas.</summary>
    Port,

    /// <summary>A network interface of this machine.</summary>
    NetworkInterface,

    /// <summary>A congestion control algorithm that this kernel has loaded.</summary>
    Congestion,

    /// <summary>A format, and behind <c>=</c> a file.</summary>
    Report,

    /// <summary>The order of an exchange.</summary>
    Order,

    /// <summary>Reasons that mean down, with commas.</summary>
    DownReasons,

    /// <summary>A figure of a run and its limit.</summary>
    Condition,

    /// <summary>How many targets must be well.</summary>
    Requirement,

    /// <summary>A mode of the loopback peer.</summary>
    Mode,
}
