"""What of the metrics of one probe cannot be true together."""
import exposition

_PHASES = ["resolve", "connect", "tls", "exchange", "close"]
_UNLIKE = {"probe_failed_due_to_regex", "probe_failed_due_to_bytes"}
_CONNECTED = {"probe_tcp_rtt_seconds", "probe_tcp_syn_retransmits"}
_SHAKEN = {"probe_tls_version_info", "probe_tls_cipher_info"}
_CERTIFICATE = {"probe_ssl_earliest_cert_expiry", "probe_ssl_last_chain_info"}


def contradictions(samples, family, named, module):
    """Sentences; a probe over this family, of a target that is a name or not, by this module (modules.Module)."""
    failure = exposition.truth(samples)
    phase, _, reason = failure or ("close", None, None)
    phases = {labels[0][1]: value for labels, value in samples.get("probe_phase_duration_seconds", {}).items()}
    yield from _times(samples, phases, failure, named, module)

    resolved = phase != "resolve"
    wanted = {"IPv4": 4, "IPv6": 6}[family] if resolved else None
    if exposition.one(samples, "probe_ip_protocol") != wanted:
        yield f"probe_ip_protocol is {exposition.one(samples, 'probe_ip_protocol')}"
    yield from _there(samples, {"probe_ip_addr_hash"}, resolved)
    yield from _there(samples, _CONNECTED, phase not in ("resolve", "connect"))
    yield from _there(samples, _SHAKEN, module.tls and phase not in ("resolve", "connect", "tls"))
    yield from _there(samples, _CERTIFICATE, module.tls and (phase not in ("resolve", "connect", "tls") or reason == "certificate_rejected"))
    yield from _there(samples, {"probe_ssl_last_chain_expiry_timestamp_seconds"}, module.tls and failure is None)

    due = {metric for metric in _UNLIKE if exposition.one(samples, metric) == 1}
    yield from _there(samples, module.unlike, True)
    yield from _there(samples, _UNLIKE - module.unlike, False)
    if len(due) != (reason in ("reply_mismatch", "reply_too_large") and bool(module.unlike)):
        yield f"{' and '.join(sorted(due)) or 'neither _regex nor _bytes'} is 1, and the reason is {reason}"


def _times(samples, phases, failure, named, module):
    phase, _, reason = failure or ("close", None, None)
    duration = exposition.one(samples, "probe_duration_seconds")
    yield from _there(samples, {"probe_duration_seconds", "probe_timeout_seconds"}, True)
    ran = _PHASES[:_PHASES.index(phase) + 1]
    talks = {"resolve": named, "connect": True, "tls": module.tls, "exchange": module.talks, "close": True}
    must = {one for one in ran if talks[one]}
    # Whoever has connected hangs up, also after a failure; an option that is refused is so before the connect.
    may = must | ({"close"} if "connect" in ran[:-1] else set())
    must -= {"connect"} if (phase, reason) == ("connect", "local_error") else set()
    if not must <= set(phases) <= may:
        yield f"times of {', '.join(phases) or 'no phase'}, and {phase} was the last"
    if exposition.one(samples, "probe_dns_lookup_time_seconds") != phases.get("resolve"):
        yield "the look-up took another time than the phase resolve"
    # Each is rounded to a tenth of a microsecond.
    if duration is not None and sum(phases.values()) > duration + 1e-6:
        yield f"the phases took {sum(phases.values())} s, and all of it {duration} s"


def _there(samples, metrics, wanted):
    for metric in sorted(metrics):
        if (metric in samples) != bool(wanted):
            yield f"{metric} is {'absent' if wanted else 'there'}"
