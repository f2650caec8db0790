namespace TcpProbe.Core.Probing;

/// <summary>How long each phase took; <c>null</c> for one that did not run. Our own set-up is in none of them.</summary>
public sealed record PhaseTimings(TimeSpan? Resolve = null, TimeSpan? Connect = null, TimeSpan? Tls = null, TimeSpan? Exchange = null, TimeSpan? Close = null)
{
    /// <summary>The sum of the phases, <c>null</c> if none of them ran.</summary>
    public TimeSpan? Total
    {
        get
        {
            if ((Resolve ?? Connect ?? Tls ?? Exchange ?? Close) is null) return null;
            return (Resolve ?? default) + (Connect ?? default) + (Tls ?? default) + (Exchange ?? default) + (Close ?? default);
        }
    }
}
