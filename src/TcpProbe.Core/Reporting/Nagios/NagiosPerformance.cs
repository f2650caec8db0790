using System.Text;
using TcpProbe.Core.Exchanges;
using TcpProbe.Core.Probing;
using TcpProbe.Core.Runs;
using TcpProbe.Core.Statistics;

namespace TcpProbe.Core.Reporting.Nagios;

/// <summary>The performance data of a monitoring plugin: <c>'label'=value[unit];warn;crit;min;max</c>.</summary>
/// <remarks>Which labels there are depends on what was asked for, never on what came of it: who draws them counts on it.</remarks>
internal static class NagiosPerformance
{
    private const string Unmeasured = "U";

    /// <summary>All of a target; of one among several the response time and the loss, since monitors cut off what is long.</summary>
    public static string Of(TargetSummary target, RunPlan plan, PhaseLatencies times, NagiosAlerts alerts)
    {
        ClientOptions options = target.Options;
        string prefix = IsOneOfSeveral(plan) ? $"{options.Name} " : string.Empty;
        string limit = options.Deadline is { } deadline ? PlainSeconds.Of(deadline) : string.Empty;
        List<string> items = [$"{Label($"{prefix}time")}={Value(times.Total)};{alerts.Warning};{alerts.Critical};0;{limit}".TrimEnd(';')];
        if (prefix.Length == 0) items.AddRange(Phases(options, times));
        if (plan.Schedule is Schedule.Repeating) items.Add($"{Label($"{prefix}loss")}={Amounts.Percent(target.Figures.Failures, target.Figures.Probes)}%;;;0;100");
        return string.Join(' ', items);
    }

    /// <summary>Whether the labels must say which target it is.</summary>
    public static bool IsOneOfSeveral(RunPlan plan) => plan.IsList || plan.EveryAddress || plan.Targets.Count > 1;

    private static IEnumerable<string> Phases(ClientOptions options, PhaseLatencies times)
    {
        yield return Item("connect", times.Connect);
        if (options.Target.Literal is null) yield return Item("resolve", times.Resolve);
        if (options.Tls is not null) yield return Item("tls", times.Tls);
        if (options.Exchange.Kind != ExchangeKind.None) yield return Item("exchange", times.Exchange);
        yield return Item("rtt", times.Rtt);

        static string Item(string label, LatencySummary? time) => $"{label}={Value(time)};;;0";
    }

    private static string Value(LatencySummary? time) => time is null ? Unmeasured : $"{PlainSeconds.ToTheMicrosecond(time.Mean)}s";

    // A quote, an equals sign or a bar in the name of an interface (fe80::1%x) would end the label for some readers.
    private static string Label(string words)
    {
        StringBuilder label = new(words.Length + 2);
        foreach (char character in words) _ = label.Append(character is '\'' or '=' or '|' || char.IsControl(character) ? '_' : character);
        return words.Contains(' ', StringComparison.Ordinal) ? $"'{label}'" : label.ToString();
    }
}
