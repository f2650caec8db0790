namespace TcpProbe.Tests.Harness;

/// <summary>From when until when a certificate of a test is good.</summary>
internal sealed record TestDates(DateTimeOffset NotBefore, DateTimeOffset NotAfter)
{
    /// <summary>Good for a hundred days and a half.</summary>
    public static TestDates Good { get; } = Days(-10, 100.5);

    /// <summary>So many days from now.</summary>
    public static TestDates Days(double from, double until) => new(TimeProvider.System.GetUtcNow().AddDays(from), TimeProvider.System.GetUtcNow().AddDays(until));
}
