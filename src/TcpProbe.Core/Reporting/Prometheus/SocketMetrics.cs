using TcpProbe.Core.Sockets;

namespace TcpProbe.Core.Reporting.Prometheus;

/// <summary>The metrics of the socket options that were asked of the kernel.</summary>
internal sealed class SocketMetrics
{
    private readonly MetricFamily
        _requested = new("probe_socket_option_requested", "gauge", "What was asked of the kernel: a number, a time in seconds, 1 and 0 for on and off."),
        _effective = new("probe_socket_option_effective", "gauge", "What the kernel made of it."),
        _words = new("probe_socket_option_info", "gauge", "An option that is a name or an address: what was asked and what the kernel made of it.");

    /// <summary>All of them, in the order in which they are written.</summary>
    public IEnumerable<MetricFamily> Families => [_requested, _effective, _words];

    /// <summary>Adds a target.</summary>
    public void Add(MetricLabels labels, EffectiveTuning tuning)
    {
        foreach (OptionReading reading in tuning.Readings)
        {
            if (reading.Requested is not { } requested || IsUsual(reading)) continue;
            MetricLabels option = labels.And("option", reading.Option.Name);
            if (requested is OptionValue.Word) _words.Add(option.And("requested", OptionText.Value(requested)).And("effective", OptionText.Value(reading.Effective)), 1);
            _requested.Add(option, Number(requested));
            _effective.Add(option, Number(reading.Effective));
        }
    }

    // What every probe asks for unless it is told not to; two more series for each target of a fleet would say nothing.
    private static bool IsUsual(OptionReading reading) => reading is { Requested: OptionValue.Switch { On: true }, IsKept: true } && reading.Option == SocketOption.NoDelay;

    private static decimal? Number(OptionValue? value) => value switch
    {
        OptionValue.Switch flag => flag.On ? 1 : 0,
        OptionValue.Amount number => number.Count,
        OptionValue.Period time => (decimal)time.Span.Ticks / TimeSpan.TicksPerSecond,
        _ => null,
    };
}
