"""Holds what the two exporters said of one case against each other, and ours against what was to be expected."""

JUST_THE_SAME = ["probe_ip_protocol", "probe_ip_addr_hash", "probe_expect_info"]
OF_THE_HANDSHAKE = ["probe_ssl_earliest_cert_expiry", "probe_ssl_last_chain_expiry_timestamp_seconds", "probe_ssl_last_chain_info", "probe_tls_version_info"]
PHASES = ["resolve", "connect", "tls", "exchange", "close"]
NEVER = "-62135596800"
"""A time that was never set, as Go says it: a chain that nobody verified."""


class Said:
    """What one exporter said of one case, scrape by scrape."""

    def __init__(self, series):
        self._series = series

    def success(self):
        """Every value of probe_success."""
        return {value for _, value in self.of("probe_success")}

    def of(self, name):
        """Each sample of a metric: its labels but for those of the scrape, and its value."""
        return {(labels, value) for metric, labels, values in self._series if metric == name for value in values}

    def names(self):
        return {metric for metric, _, _ in self._series}

    def labels(self, name, label):
        return {dict(labels)[label] for labels, _ in self.of(name)}


def faults(case, ours, theirs):
    """Sentences on what is not as it must be."""
    wanted = {"0"} if case.failure else {"1"}
    for who, said in [("ours", ours)] + [("theirs", theirs)] * case.is_shared:
        if said.success() != wanted:
            yield f"{who} says probe_success {' '.join(sorted(said.success())) or 'nothing'}"
    if case.is_shared:
        yield from _unlike(case, ours, theirs)
    yield from _unexpected(case, ours)


def _unlike(case, ours, theirs):
    # Of an answer that is none of what was expected theirs says 1 only once the peer has closed, even if nothing came; ours if one came.
    for name in JUST_THE_SAME + ([] if case.failure else ["probe_failed_due_to_regex"]):
        # Where nothing was measured blackbox_exporter says 0, and we nothing.
        known = {(labels, value) for labels, value in theirs.of(name) if value != "0" or ours.of(name)}
        if ours.of(name) != known:
            yield f"{name}: ours {_shown(ours.of(name))}, theirs {_shown(known)}"
    for name in OF_THE_HANDSHAKE:
        known = {(labels, value) for labels, value in theirs.of(name) if value != NEVER}
        # An older one has fewer labels.
        common = {label for labels, _ in known for label, _ in labels}
        own = {(tuple(pair for pair in _without_addresses(labels) if not known or pair[0] in common), value) for labels, value in ours.of(name)}
        # Of a certificate that was not accepted blackbox_exporter says nothing.
        if own != known and (known or case.failure[:1] != ("tls",)):
            yield f"{name}: ours {_shown(own)}, theirs {_shown(known)}"


def _unexpected(case, ours):
    phases, reasons = ours.labels("probe_failure_info", "phase"), ours.labels("probe_failure_info", "reason")
    if phases != set(case.failure[:1]) or not reasons <= set(case.failure[1:]) or len(reasons) != min(1, len(case.failure)):
        yield f"ours fails in {' '.join(sorted(phases)) or 'no phase'} for {' '.join(sorted(reasons)) or 'no reason'}"
    timed = ours.labels("probe_phase_duration_seconds", "phase")
    last = PHASES.index(case.failure[0]) if case.failure else len(PHASES)
    # TLS that is begun within the talk comes after its first steps.
    late = {phase for phase in timed if PHASES.index(phase) > last} - ({"exchange"} if "starttls" in case.module or "postgres" in case.module else set())
    if case.failure[:1] in (("tls",), ("exchange",)):
        late -= {"close"}
    if late:
        yield f"ours has a time of {' '.join(sorted(late))}, which did not run"
    if case.failure[:1] in (("resolve",), ("connect",)):
        unmeant = ours.names() & {"probe_tcp_rtt_seconds", "probe_tls_cipher_info", "probe_expect_info", *OF_THE_HANDSHAKE}
        if unmeant:
            yield f"ours has {' '.join(sorted(unmeant))} of a phase that did not run"


def _without_addresses(labels):
    # A certificate's names are for theirs those of DNS; ours has the addresses besides.
    return tuple((name, ",".join(word for word in value.split(",") if ":" not in word and not word.replace(".", "").isdigit()) if name == "subjectalternative" else value)
                 for name, value in labels)


def _shown(samples):
    return ", ".join(sorted("{" + ",".join(f"{name}={value}" for name, value in labels) + "} " + number for labels, number in samples)) or "nothing"
