using System.Globalization;
using System.Net;
using System.Net.Sockets;
using TcpProbe.Core.Exchanges;
using TcpProbe.Core.Probing;
using TcpProbe.Core.Runs;

namespace TcpProbe.Core.Reporting.Prometheus;

/// <summary>The metrics of the last probe of each target.</summary>
internal sealed class ProbeMetrics
{
    private readonly MetricFamily
        _success = new("probe_success", "gauge", "Whether the target is as wanted: 1, or 0."),
        _duration = new("probe_duration_seconds", "gauge", "How long the probe took, from the resolution to the close."),
        _timeout = new("probe_timeout_seconds", "gauge", "How long the whole probe could have taken."),
        _lookup = new("probe_dns_lookup_time_seconds", "gauge", "How long the resolution of the name took."),
        _protocol = new("probe_ip_protocol", "gauge", "The version of IP that was used: 4 or 6."),
        _address = new("probe_ip_addr_hash", "gauge", "A hash of the address, to see that it changes."),
        _phases = new("probe_phase_duration_seconds", "gauge", "How long each phase took, the one that failed too."),
        _failure = new("probe_failure_info", "gauge", "Where and why the probe failed, if it was not wanted to; absent otherwise."),
        _unlike = new("probe_failed_due_to_regex", "gauge", "Whether an answer came that was not like the expected one."),
        _unequal = new("probe_failed_due_to_bytes", "gauge", "Whether an answer came that was not the expected one byte by byte."),
        _rtt = new("probe_tcp_rtt_seconds", "gauge", "The round trip of the handshake as the kernel saw it."),
        _resent = new("probe_tcp_syn_retransmits", "gauge", "How many SYNs were sent again before the connection stood.");

    private readonly TlsMetrics _tls = new();
    private readonly SocketMetrics _socket = new();

    /// <summary>All of them, in the order in which they are written.</summary>
    public IEnumerable<MetricFamily> Families =>
    [
        _success, _duration, _timeout, _lookup, _protocol, _address, _phases, _failure, _unlike, _unequal, _rtt, _resent, .. _tls.Families, .. _socket.Families,
    ];

    /// <summary>Adds a target.</summary>
    public void Add(MetricLabels labels, TargetSummary target, TargetFault? fault)
    {
        ProbeReport report = target.Last.Report;
        _success.Add(labels, target.IsOk ? 1 : 0);
        _duration.Add(labels, report.Elapsed);
        _timeout.Add(labels, report.Options.Deadline);
        _lookup.Add(labels, report.Timings.Resolve);
        AddAddress(labels, report);
        AddPhases(labels, report.Timings);
        if (fault?.Probe?.Report.Failure is { } failure) AddFailure(labels, failure);
        AddMismatch(labels, report);
        _rtt.Add(labels, report.TcpInfo?.Rtt);
        _resent.Add(labels, report.TcpInfo?.TotalRetransmissions);
        if (report.Tls is { } session) _tls.Add(labels, session);
        if (report.Tuning is { } tuning) _socket.Add(labels, tuning);
    }

    private void AddAddress(MetricLabels labels, ProbeReport report)
    {
        if (AddressOf(report) is not { } address) return;
        _protocol.Add(labels, address.AddressFamily == AddressFamily.InterNetworkV6 ? 6 : 4);
        _address.Add(labels, Hash(address));
    }

    // Each kind that is expected is told of, as it would be by one who knows no other.
    private void AddMismatch(MetricLabels labels, ProbeReport report)
    {
        IReadOnlyList<ExchangeStep> steps = report.Options.Exchange.Steps;
        ExpectStep? wrong = report.Failure is { Reason: FailureReason.ReplyMismatch or FailureReason.ReplyTooLarge, Step: { } number } ? steps[number - 1] as ExpectStep : null;
        if (steps.Any(step => step is ExpectStep { Expectation: RegexExpectation or LineExpectation }))
            _unlike.Add(labels, wrong?.Expectation is RegexExpectation or LineExpectation ? 1 : 0);
        if (steps.Any(step => step is ExpectStep { Expectation: not (RegexExpectation or LineExpectation) }))
            _unequal.Add(labels, wrong?.Expectation is null or RegexExpectation or LineExpectation ? 0 : 1);
    }

    private void AddPhases(MetricLabels labels, PhaseTimings timings)
    {
        Add(Phase.Resolve, timings.Resolve);
        Add(Phase.Connect, timings.Connect);
        Add(Phase.Tls, timings.Tls);
        Add(Phase.Exchange, timings.Exchange);
        Add(Phase.Close, timings.Close);

        void Add(Phase phase, TimeSpan? time) => _phases.Add(labels.And("phase", Words.Of(phase)), time);
    }

    private void AddFailure(MetricLabels labels, Failure failure) => _failure.Add(
        labels.And("phase", Words.Of(failure.Phase)).And("reason", Words.Of(failure.Reason)).And("step", failure.Step?.ToString(CultureInfo.InvariantCulture)),
        1);

    private static IPAddress? AddressOf(ProbeReport report)
    {
        // Of several attempts that failed, the one whose reason stands for all.
        Attempt? told = report.Attempts.FirstOrDefault(attempt => report.Failure is not null && ReferenceEquals(attempt.Failure, report.Failure)) ?? (report.Attempts is [.., var last] ? last : null);
        return report.Remote?.Address ?? told?.Address;
    }

    // FNV-1a of 32 bits over the bytes of the address, as blackbox_exporter has it.
    private static uint Hash(IPAddress address)
    {
        uint hash = 2166136261;
        foreach (byte value in address.GetAddressBytes()) hash = unchecked((hash ^ value) * 16777619);
        return hash;
    }
}
