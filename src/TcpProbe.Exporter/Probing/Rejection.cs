namespace TcpProbe.Exporter.Probing;

/// <summary>Why no probe is made for a request.</summary>
internal enum Rejection
{
    /// <summary>A parameter is missing or is none.</summary>
    BadRequest,

    /// <summary>There is no such module, or it is for another prober.</summary>
    UnknownModule,

    /// <summary>The target may not be probed from here.</summary>
    Forbidden,

    /// <summary>As many probes are under way as may be.</summary>
    Busy,
}
