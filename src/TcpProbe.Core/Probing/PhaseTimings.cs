namespace TcpProbe.Core.Probing;

/// <summary>How long each phase took; <c>null</c> for one that did not run. Our own set-up is in none of them.</summary>
public sealed record PhaseTimings(TimeSpan? Resolve = null, TimeSpan? Connect = null, TimeSpan? Tls = null, TimeSpan? Exchange = null, TimeSpan? Close = null)
{
    /// <summary>The sum of the phases.</summary>
    public TimeSpan Total =>
        (Resolve ?? default) + (Connect ?? default) + (Tls ?? default) + (Exchange ?? default) + (Close ?? default);
}
