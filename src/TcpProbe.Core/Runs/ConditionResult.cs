namespace TcpProbe.Core.Runs;

/// <summary>What became of a condition; its text is one clause that is true.</summary>
/// <param name="Condition">The condition.</param>
/// <param name="Measured">The value of its metric, in the unit of the metric; <c>null</c> if nothing was measured.</param>
public sealed record ConditionResult(FailCondition Condition, decimal? Measured)
{
    private const int FewestDecimals = 2, MostDecimals = 10;

    /// <summary>Whether it is broken; what was not measured breaks it too.</summary>
    public bool IsBroken => Measured is not { } value || Breaks(value);

    /// <inheritdoc/>
    public override string ToString()
    {
        if (Measured is not { } value) return $"{Condition.Metric.Name} was not measured";
        LimitComparison comparison = IsBroken ? Condition.Comparison : Condition.Comparison.Opposite();
        return $"{Condition.Metric.Name} {Rounded(value)} {comparison.Sign()} {MetricLimit.Show(Condition.Metric.Unit, Condition.Limit)}";
    }

    // With as many decimals as it takes: 30.004 ms is above 30 ms, and 30.00 ms would not be.
    private string Rounded(decimal value)
    {
        MetricUnit unit = Condition.Metric.Unit;
        int decimals = FewestDecimals;
        while (decimals < MostDecimals && Breaks(MetricLimit.Round(unit, value, decimals)) != IsBroken) decimals++;
        return MetricLimit.Show(unit, value, "0." + new string(unit == MetricUnit.Seconds ? '0' : '#', decimals));
    }

    private bool Breaks(decimal value) => Condition.Comparison.IsTrue(value, Condition.Limit);
}
