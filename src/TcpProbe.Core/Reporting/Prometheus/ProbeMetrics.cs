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
        _lookup = new("probe_dns_lookup_time_seconds", "gauge", "How long the resolution of the name took."),
        _protocol = new("probe_ip_protocol", "gauge", "The version of IP that was used: 4 or 6."),
        _phases = new("probe_phase_duration_seconds", "gauge", "How long each phase took, the one that failed too."),
        _failure = new("probe_failure_info", "gauge", "Where and why the probe failed, if it was not wanted to; absent otherwise."),
        _mismatch = new("probe_failed_due_to_regex", "gauge", "Whether an answer came that was not the expected one."),
        _rtt = new("probe_tcp_rtt_seconds", "gauge", "The round trip of the handshake as the kernel saw it."),
        _resent = new("probe_tcp_syn_retransmits", "gauge", "How many SYNs were sent again before the connection stood."),
        _expiry = new("probe_ssl_earliest_cert_expiry", "gauge", "When the first certificate of the chain expires, in Unix time."),
        _version = new("probe_tls_version_info", "gauge", "The version of TLS that was agreed on.");

    /// <summary>All of them, in the order in which they are written.</summary>
    public IEnumerable<MetricFamily> Families => [_success, _duration, _lookup, _protocol, _phases, _failure, _mismatch, _rtt, _resent, _expiry, _version];

    /// <summary>Adds a target.</summary>
    public void Add(MetricLabels labels, TargetSummary target, TargetFault? fault)
    {
        ProbeReport report = target.Last.Report;
        _success.Add(labels, target.IsOk ? 1 : 0);
        _duration.Add(labels, report.Elapsed);
        _lookup.Add(labels, report.Timings.Resolve);
        _protocol.Add(labels, Protocol(report));
        AddPhases(labels, report.Timings);
        if (fault?.Probe?.Report.Failure is { } failure) AddFailure(labels, failure);
        if (report.Options.Exchange.Steps.Any(step => step is ExpectStep))
            _mismatch.Add(labels, report.Failure?.Reason is FailureReason.ReplyMismatch or FailureReason.ReplyTooLarge ? 1 : 0);
        _rtt.Add(labels, report.TcpInfo?.Rtt);
        _resent.Add(labels, report.TcpInfo?.TotalRetransmissions);
        _expiry.Add(labels, report.Tls?.Certificate?.ChainNotAfter.ToUnixTimeSeconds());
        if (report.Tls?.Version is { } version) _version.Add(labels.And("version", version.Replace("TLSv", "TLS ", StringComparison.Ordinal)), 1);
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

    private static decimal? Protocol(ProbeReport report)
    {
        // Of several attempts that failed, the one whose reason stands for all.
        Attempt? told = report.Attempts.FirstOrDefault(attempt => report.Failure is not null && ReferenceEquals(attempt.Failure, report.Failure)) ?? (report.Attempts is [.., var last] ? last : null);
        IPAddress? address = report.Remote?.Address ?? told?.Address;
        return address is null ? null : address.AddressFamily == AddressFamily.InterNetworkV6 ? 6 : 4;
    }
}
