using TcpProbe.Core.Probing;
using TcpProbe.Core.Runs;

namespace TcpProbe.Core.Reporting;

/// <summary>What a run makes of a probe: the clause that follows the name of its target.</summary>
internal static class ProbeClause
{
    /// <summary>The clause, of a probe that went well the time it took.</summary>
    public static string Of(JudgedReport probe) => (probe.Goal, probe.Report.Failure) switch
    {
        (Goal.Down, null) => $"is open and wanted closed: connected to {probe.Report.Attempts[^1].Address} in {Amounts.Time(probe.Report.Attempts[^1].Elapsed)}",
        (Goal.Down, { } failure) when probe.IsOk => $"is closed as wanted: {FailureText.Of(probe.Report, failure)}",
        (_, { } failure) => $"failed in {FailureText.Place(failure)}: {FailureText.Of(probe.Report, failure)}",
        _ => $"is up: {Amounts.Time(probe.Report.Timings.Total ?? default)}",
    };

    /// <summary>The target that stands before it, with what the user calls it.</summary>
    public static string Named(ClientOptions options) => options.Target.Label is { } label ? $"{options.Name} ({label})" : options.Name;
}
