namespace TcpProbe.Core.Runs;

/// <summary>The comparisons at work.</summary>
internal static class LimitComparisons
{
    /// <summary>The comparison of an operator, <c>null</c> if there is none.</summary>
    public static LimitComparison? Of(string sign) => sign switch
    {
        ">" or ":" => LimitComparison.Above,
        ">=" => LimitComparison.AtLeast,
        "<" => LimitComparison.Below,
        "<=" => LimitComparison.AtMost,
        _ => null,
    };

    /// <summary>The operator.</summary>
    public static string Sign(this LimitComparison comparison) => comparison switch
    {
        LimitComparison.Above => ">",
        LimitComparison.AtLeast => ">=",
        LimitComparison.Below => "<",
        _ => "<=",
    };

    /// <summary>The comparison that is true where this one is not.</summary>
    public static LimitComparison Opposite(this LimitComparison comparison) => comparison switch
    {
        LimitComparison.Above => LimitComparison.AtMost,
        LimitComparison.AtLeast => LimitComparison.Below,
        LimitComparison.Below => LimitComparison.AtLeast,
        _ => LimitComparison.Above,
    };

    /// <summary>Whether it is true.</summary>
    public static bool IsTrue(this LimitComparison comparison, decimal value, decimal limit) => comparison switch
    {
        LimitComparison.Above => value > limit,
        LimitComparison.AtLeast => value >= limit,
        LimitComparison.Below => value < limit,
        _ => value <= limit,
    };
}
