namespace TcpProbe.Core.Runs;

/// <summary>A time during which a target was as wanted without a break, or was not.</summary>
/// <param name="IsOk">Whether it was.</param>
/// <param name="From">When its first probe began, UTC.</param>
/// <param name="Length">How long it lasted: to the first probe of the next span, or to the end of the run.</param>
/// <param name="Probes">How many probes saw it.</param>
public sealed record StateSpan(bool IsOk, DateTimeOffset From, TimeSpan Length, long Probes);
