namespace TcpProbe.Core.Reporting.Prometheus;

/// <summary>The labels of a Prometheus sample, in the order in which they were added.</summary>
/// <param name="Text">As they stand between the braces, their values escaped.</param>
public sealed record MetricLabels(string Text)
{
    /// <summary>No label.</summary>
    public static MetricLabels None => new(string.Empty);

    /// <summary>The same and one more; without a value it is left out.</summary>
    public MetricLabels And(string name, string? value)
    {
        if (value is null) return this;
        string pair = $"{name}=\"{Escaped(value)}\"";
        return new MetricLabels(Text.Length == 0 ? pair : $"{Text},{pair}");
    }

    /// <inheritdoc/>
    public override string ToString() => Text.Length == 0 ? string.Empty : $"{{{Text}}}";

    private static string Escaped(string value) => value
        .Replace(@"\", @"\\", StringComparison.Ordinal)
        .Replace("\"", "\\\"", StringComparison.Ordinal)
        .Replace("\n", @"\n", StringComparison.Ordinal);
}
