using System.Buffers;
using System.Globalization;
using System.Text;

namespace TcpProbe.Core.Reporting.Prometheus;

/// <summary>A Prometheus metric and its samples, which the text format wants all in one place.</summary>
/// <param name="name">The name.</param>
/// <param name="type">The type: <c>gauge</c>, <c>summary</c>.</param>
/// <param name="help">What it is, in one line.</param>
public sealed class MetricFamily(string name, string type, string help)
{
    private readonly StringBuilder _samples = new();

    /// <summary>Adds a sample, none if there is no value.</summary>
    public void Add(MetricLabels labels, decimal? value) => Add(string.Empty, labels, value);

    /// <summary>Adds a time, none if there is no value.</summary>
    public void Add(MetricLabels labels, TimeSpan? value) => Add(string.Empty, labels, InSeconds(value));

    /// <summary>Adds a time of a part of the metric.</summary>
    public void AddPart(string suffix, MetricLabels labels, TimeSpan value) => Add(suffix, labels, InSeconds(value));

    /// <summary>Adds a number of a part of the metric.</summary>
    public void AddPart(string suffix, MetricLabels labels, decimal value) => Add(suffix, labels, value);

    /// <summary>Writes all of it, nothing if there is no sample.</summary>
    public void Write(IBufferWriter<byte> output)
    {
        if (_samples.Length == 0) return;
        _ = Encoding.UTF8.GetBytes($"# HELP {name} {help}\n# TYPE {name} {type}\n{_samples}", output);
    }

    private void Add(string suffix, MetricLabels labels, decimal? value)
    {
        if (value is { } number) _ = _samples.Append(CultureInfo.InvariantCulture, $"{name}{suffix}{labels} {number:0.#######}\n");
    }

    private static decimal? InSeconds(TimeSpan? time) => (decimal?)time?.Ticks / TimeSpan.TicksPerSecond;
}
