using TcpProbe.Core.Runs;

namespace TcpProbe.Core.Reporting.Nagios;

/// <summary>The ranges in which a response time, in seconds, raises an alert.</summary>
/// <param name="Warning">The range of <c>-w</c>.</param>
/// <param name="Critical">The range of <c>-c</c>.</param>
internal sealed record NagiosAlerts(AlertRange? Warning, AlertRange? Critical)
{
    /// <summary>The state of a response time, and the range that says so if it is not good; a time that was not measured raises no alert.</summary>
    public (NagiosState State, string? Range) Judge(TimeSpan? time)
    {
        if (time is not { } span) return (NagiosState.Ok, null);
        if (Critical?.Alerts(span.TotalSeconds) == true) return (NagiosState.Critical, $"-c {Critical}");
        return Warning?.Alerts(span.TotalSeconds) == true ? (NagiosState.Warning, $"-w {Warning}") : (NagiosState.Ok, null);
    }
}
