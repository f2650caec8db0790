"""What the truth table expects, from the specification and the facts of TCP; nothing here was read off the program.

A *question* is how is asked: the options of a probe. A *case* is who is asked, over which family, and what must be said: `None` for ok,
else (phase, step, reason).
"""
from typing import NamedTuple


class Case(NamedTuple):
    """One peer, asked in one way."""
    question: str
    peer: str
    family: str
    target: str
    truth: tuple | None
    # How long one probe takes at most on an idle machine: a wait must be longer to hold a whole one.
    seconds: float


QUESTIONS = {
    "the default exchange": ["--exchange", "default", "--connect-timeout", "8", "--io-timeout", "5"],
    "the default exchange, short limits": ["--exchange", "default", "--connect-timeout", "1.2", "--io-timeout", "1"],
    "the default exchange, -t 1": ["--exchange", "default", "-t", "1"],
    "-z": ["-z", "--connect-timeout", "1.2"],
    "--stay": ["--stay", "300ms", "--connect-timeout", "1.2"],
    "--reply-exactly 1000": ["--exchange", "default", "--reply-exactly", "1000", "--io-timeout", "1"],
    "--expect alone": ["--expect", "never said", "--max-reply", "4k", "--io-timeout", "1"],
    "--send-line, --expect-start": ["--send-line", "PING", "--expect-start", "+PONG", "--io-timeout", "1"],
    "--send-file of 1 MiB": ["--send-file", "BIG", "--send-buffer", "4k", "--io-timeout", "1"],
    "--half-close": ["--send-line", "PING", "--half-close", "--expect", "PING", "--expect-close", "--io-timeout", "1"],
    "--starttls postgres": ["--starttls", "postgres", "--io-timeout", "1"],
    "--tls": ["--tls", "--ca", "CA", "--sni", "localhost", "--io-timeout", "1"],
    "--tls, another CA": ["--tls", "--ca", "OTHER", "--sni", "localhost", "--io-timeout", "1"],
    "a name, -4": ["-4", "-z", "--resolve-timeout", "0.7"],
    "a name, -6": ["-6", "-z", "--resolve-timeout", "0.7"],
    "--source of another machine": ["-z", "--source", "FOREIGN"],
}

# A responder's port by its mode; those of TLS have a mode of their own here.
MODES = ["echo", "recipe", "silent", "close", "reset", "drip", "fragment", "flood", "tarpit", "full-backlog", "tls"]
PORTS = {mode: 7100 + number for number, mode in enumerate(MODES)}

REFUSED = ("connect", None, "refused")
UNREACHABLE = ("connect", None, "unreachable")
LOCAL = ("connect", None, "local_error")
NOBODY = ("connect", None, "connect_timed_out")
# The line and the struct are steps 1 and 2.
NO_REPLY = ("exchange", 3, "reply_timed_out")


def said(step, reason):
    """A failure of the exchange."""
    return ("exchange", step, reason)


# (peer, truth, seconds) of each question. A peer is a case of the lab, or "listen MODE".
ASKED = {
    "the default exchange": [
        ("open", None, 0), ("refused", REFUSED, 0), ("reject-icmp", REFUSED, 1.1), ("reject-rst", REFUSED, 0), ("loss", None, 1.1),
        ("reject-net", UNREACHABLE, 1.1), ("reject-host", UNREACHABLE, 1.1), ("reject-prohibited", UNREACHABLE, 1.1), ("no-route", UNREACHABLE, 0),
        ("unreachable-route", UNREACHABLE, 0), ("prohibit-route", UNREACHABLE, 0), ("blackhole-route", LOCAL, 0),
        # The kernel asks three times for a neighbour before it gives up.
        ("dead-neighbour", UNREACHABLE, 4),
        # Any reply will do, so one byte and a flood do as well.
        ("listen echo", None, 0), ("listen recipe", None, 0), ("listen fragment", None, 0), ("listen drip", None, 0.2), ("listen flood", None, 0),
    ],
    "the default exchange, short limits": [
        ("drop", NOBODY, 1.2), ("blackhole-neighbour", NOBODY, 1.2), ("silent", NO_REPLY, 1), ("open", None, 0),
        ("listen silent", NO_REPLY, 1), ("listen full-backlog", NOBODY, 1.2), ("listen tarpit", NO_REPLY, 1), ("listen echo", None, 0),
    ],
    # The one limit of all counts in the phase that it ends.
    "the default exchange, -t 1": [
        ("drop", NOBODY, 1), ("silent", NO_REPLY, 1), ("open", None, 0), ("listen silent", NO_REPLY, 1), ("listen full-backlog", NOBODY, 1), ("listen tarpit", NO_REPLY, 1),
    ],
    # Whether a service is any good -z does not ask: all of these have an open port.
    "-z": [
        ("open", None, 0), ("silent", None, 0), ("refused", REFUSED, 0), ("drop", NOBODY, 1.2), ("listen silent", None, 0), ("listen close", None, 0),
        ("listen flood", None, 0), ("listen tarpit", None, 0), ("listen full-backlog", NOBODY, 1.2),
    ],
    "--stay": [
        ("open", None, 0.3), ("refused", REFUSED, 0), ("silent", None, 0.3), ("listen close", said(1, "closed_early"), 0),
        ("listen reset", said(1, "reset"), 0), ("listen flood", None, 0.3), ("listen full-backlog", NOBODY, 1.2),
    ],
    "--reply-exactly 1000": [("listen echo", NO_REPLY, 1), ("listen drip", NO_REPLY, 1), ("listen flood", None, 0), ("listen silent", NO_REPLY, 1)],
    "--expect alone": [
        ("listen flood", said(1, "reply_too_large"), 0), ("listen silent", said(1, "reply_timed_out"), 1), ("listen drip", said(1, "reply_timed_out"), 1),
        ("listen close", said(1, "closed_early"), 0), ("listen reset", said(1, "reset"), 0), ("refused", REFUSED, 0),
    ],
    "--send-line, --expect-start": [
        ("listen echo", said(2, "reply_mismatch"), 0), ("listen fragment", said(2, "reply_mismatch"), 0), ("listen drip", said(2, "reply_mismatch"), 0.2),
        ("listen flood", said(2, "reply_mismatch"), 0), ("listen silent", said(2, "reply_timed_out"), 1), ("listen tarpit", said(2, "reply_timed_out"), 1),
    ],
    # Silent reads, and so does close behind its FIN; tarpit and flood do not.
    "--send-file of 1 MiB": [
        ("listen tarpit", said(1, "send_timed_out"), 1), ("listen flood", said(1, "send_timed_out"), 1), ("listen silent", None, 0),
        ("listen reset", said(1, "reset"), 0), ("listen close", None, 0),
    ],
    # The line and the FIN are steps 1 and 2. Whoever reads closes once there is nothing more to read.
    "--half-close": [
        ("listen echo", None, 0), ("listen fragment", None, 0), ("listen close", said(3, "closed_early"), 0), ("listen drip", said(3, "reply_mismatch"), 1),
        ("listen flood", said(3, "reply_too_large"), 0), ("listen silent", said(3, "closed_early"), 0), ("refused", REFUSED, 0),
    ],
    # Whoever is asked for TLS in the words of PostgreSQL says S or N; nobody here does.
    "--starttls postgres": [
        ("listen echo", said(1, "reply_mismatch"), 0), ("listen flood", said(1, "reply_mismatch"), 0), ("listen drip", said(1, "reply_mismatch"), 0.2),
        ("listen silent", said(1, "reply_timed_out"), 1), ("listen tarpit", said(1, "reply_timed_out"), 1), ("listen close", said(1, "closed_early"), 0),
        ("listen reset", said(1, "reset"), 0), ("refused", REFUSED, 0),
    ],
    "--tls": [
        ("listen tls", None, 0.1), ("listen echo", ("tls", None, "tls_failed"), 0), ("listen flood", ("tls", None, "tls_failed"), 0),
        ("listen silent", ("tls", None, "tls_timed_out"), 1), ("listen close", ("tls", None, "closed_early"), 0),
        ("listen reset", ("tls", None, "reset"), 0), ("refused", REFUSED, 0),
    ],
    "--tls, another CA": [("listen tls", ("tls", None, "certificate_rejected"), 0.1)],
}

# A name in the lab's hosts file, or one that name_server.py answers for. Nobody can tell what a resolver that fails or is silent would know.
UNKNOWN = ("resolve", None, "name_not_resolved")
UNTOLD = ("resolve", None, "resolver_unavailable")
NAMES = [("gone.invalid", UNKNOWN, 0), ("bare.invalid", UNKNOWN, 0), ("broken.invalid", UNTOLD, 0), ("mute.invalid", UNTOLD, 0.7), ("dual.lab", None, 0)]
ASKED_NAMES = {
    "a name, -4": [("v4only.lab", None, 0), ("v6only.lab", UNKNOWN, 0), *NAMES],
    "a name, -6": [("v6only.lab", None, 0), ("v4only.lab", UNKNOWN, 0), *NAMES],
}

REASONS = {
    "name_not_resolved": 10, "resolver_unavailable": 10, "refused": 11, "connect_timed_out": 12, "unreachable": 13, "local_error": 14, "tls_failed": 15,
    "tls_timed_out": 15, "certificate_rejected": 15, "reset": 16, "closed_early": 17, "reply_timed_out": 18, "send_timed_out": 18, "reply_mismatch": 19,
    "reply_too_large": 19,
}


def worded(truth):
    """A truth as the table has it."""
    if truth is None:
        return "ok"
    phase, step, reason = truth
    return f"{phase} {step}: {reason}" if step else f"{phase}: {reason}"


def all_cases(lab_cases):
    """Every row of the table; the lab says where its cases are met."""
    met = {name: (f"[{host}]" if ":" in host else host) + f":{port}" for name, host, port in lab_cases}
    rows = []
    for question, peers in ASKED.items():
        for peer, truth, seconds in peers:
            for family, suffix, host in (("IPv4", "", "10.87.0.2"), ("IPv6", "-v6", "[fd87::2]")):
                target = f"{host}:{PORTS[peer.split()[1]]}" if peer.startswith("listen ") else met[peer + suffix]
                rows.append(Case(question, peer, family, target, truth, seconds))
    for question, names in ASKED_NAMES.items():
        rows += [Case(question, name, "IPv4" if "-4" in question else "IPv6", f"{name}:7001", truth, seconds) for name, truth, seconds in names]
    rows += [Case("--source of another machine", "open", "IPv4", met["open"], LOCAL, 0), Case("--source of another machine", "open", "IPv6", met["open-v6"], LOCAL, 0)]
    left_out = set(name.removesuffix("-v6") for name in met) - {row.peer for row in rows}
    assert not left_out, f"cases of the lab that nobody expects anything of: {left_out}"
    assert {row.truth[2] for row in rows if row.truth} == set(REASONS), "a reason that nothing brings about"
    return rows
