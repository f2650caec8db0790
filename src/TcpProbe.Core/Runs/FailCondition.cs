namespace TcpProbe.Core.Runs;

/// <summary>What a run must not be: <c>p95.connect>30ms</c>.</summary>
/// <param name="Metric">What is looked at.</param>
/// <param name="Comparison">On which side of the limit it must not be.</param>
/// <param name="Limit">The limit, in the unit of the metric: a share of 1, a count, seconds.</param>
public sealed record FailCondition(RunMetric Metric, LimitComparison Comparison, decimal Limit)
{
    /// <summary>The condition of a text: <c>METRIC OP LIMIT</c> with <c>&gt; &gt;= &lt; &lt;=</c>, or <c>METRIC:MAX</c>.</summary>
    /// <exception cref="FormatException">It is none; the message completes the sentence "VALUE …".</exception>
    public static FailCondition Parse(string text)
    {
        ReadOnlySpan<char> all = text.AsSpan();
        int start = all.IndexOfAny("<>=!:"), signs = start < 0 ? 0 : all[start..].IndexOfAnyExcept("<>=!:");
        if (signs < 0) signs = all.Length - start;
        if (start < 0) start = all.Length;

        RunMetric metric = RunMetricWord.Parse(all[..start].Trim(' ').ToString());
        string sign = all.Slice(start, signs).ToString(), limit = all[(start + signs)..].Trim(' ').ToString();
        if (limit.Length == 0 && sign is "" or ">" or ":") throw new FormatException(Unquoted(metric));
        LimitComparison comparison = LimitComparisons.Of(sign)
            ?? throw new FormatException($"has no comparison: {sign} is none of > >= < <=, nor the : of METRIC:MAX");
        if (limit.Length == 0) throw new FormatException("has no limit");
        return new FailCondition(metric, comparison, MetricLimit.Parse(metric.Unit, limit));
    }

    /// <summary>Looks at a run.</summary>
    public ConditionResult Judge(RunFigures figures) => new(this, Metric.ValueIn(figures));

    /// <inheritdoc/>
    public override string ToString() => $"{Metric.Name} {Comparison.Sign()} {MetricLimit.Show(Metric.Unit, Limit)}";

    private static string Unquoted(RunMetric metric)
    {
        string limit = MetricLimit.Example(metric.Unit);
        return $"has no limit; the shell takes an unquoted >: write '{metric.Name}>{limit}' in quotes or {metric.Name}:{limit}";
    }
}
