"""The questions of truths.py as modules of the exporter: what a person would write into its configuration to ask the same.

A module is called as its question is. Some questions can be asked in the words of blackbox_exporter too; those modules have BLACKBOX behind the name.
"""
import json
from typing import NamedTuple

BLACKBOX = ", as blackbox_exporter has it"

# The default exchange: what is sent, and an answer that may be anything.
HELLO = [{"send_bytes": r"data\n"}, {"send_struct": "!I2sQ2hf 1 ab 2 3 3 2.5"}]
ANY_BYTE = {"expect_struct": "c *"}
_V4 = {"preferred_ip_protocol": "ip4", "ip_protocol_fallback": False}
_V6 = {"preferred_ip_protocol": "ip6", "ip_protocol_fallback": False}

# What stands under tcp; CA, OTHER, BIG and FOREIGN are what they are in truths.py.
_TCP = {
    "the default exchange": {"query_response": [*HELLO, ANY_BYTE], "connect_timeout": "8", "io_timeout": "5"},
    "the default exchange, short limits": {"query_response": [*HELLO, ANY_BYTE], "connect_timeout": "1.2", "io_timeout": "1"},
    "the default exchange, -t 1": {"query_response": [*HELLO, ANY_BYTE]},
    "-z": {"connect_timeout": "1.2"},
    "--stay": {"query_response": [{"stay": "300ms"}], "connect_timeout": "1.2"},
    "--reply-exactly 1000": {"query_response": [*HELLO, {"expect_struct": "1000s *"}], "io_timeout": "1"},
    "--expect alone": {"query_response": [{"expect_text": "never said"}], "max_reply": "4k", "io_timeout": "1"},
    "--expect alone" + BLACKBOX: {"query_response": [{"expect": "never said"}], "max_reply": "4k", "io_timeout": "1"},
    "--send-line, --expect-start": {"query_response": [{"send_bytes": r"PING\n"}, {"expect_start": "+PONG"}], "io_timeout": "1"},
    "--send-line, --expect-start" + BLACKBOX: {"query_response": [{"send": "PING"}, {"expect_bytes": "+PONG"}], "io_timeout": "1"},
    "--send-file of 1 MiB": {"query_response": [{"send_bytes": "BIG"}], "socket": {"send_buffer": "4k"}, "io_timeout": "1"},
    "--half-close": {"query_response": [{"send_bytes": r"PING\n"}, {"half_close": True}, {"expect_text": "PING"}, {"expect_close": True}], "io_timeout": "1"},
    "--starttls postgres": {"query_response": [{"starttls": "postgres"}], "io_timeout": "1"},
    "--tls": {"tls": True, "tls_config": {"ca_file": "CA", "server_name": "localhost"}, "io_timeout": "1"},
    "--tls, another CA": {"tls": True, "tls_config": {"ca_file": "OTHER", "server_name": "localhost"}, "io_timeout": "1"},
    "a name, -4": {**_V4, "resolve_timeout": "0.7"},
    "a name, -6": {**_V6, "resolve_timeout": "0.7"},
    "--source of another machine": {"source_ip_address": "FOREIGN"},
}
# And the limit of the whole.
_LIMITS = {"the default exchange, -t 1": "1s"}
_PATTERNS, _BYTES = {"expect", "expect_regex"}, {"expect_bytes", "expect_text", "expect_start", "expect_struct", "expect_hex"}


class Module(NamedTuple):
    """A module, and what must be among its metrics."""
    name: str
    tls: bool
    talks: bool
    # probe_failed_due_to_…
    unlike: frozenset


def of(case):
    """The modules that ask what the case asks."""
    words = [(_called(case.question, case.family), _TCP[case.question]), *((other, _TCP[other]) for other in [case.question + BLACKBOX] if other in _TCP)]
    return [_module(name, tcp) for name, tcp in words]


def write(path, tcp, limits):
    """Writes a configuration of modules by what stands under their tcp, and by their limits if they are not 20 s; JSON is YAML."""
    with open(path, "w", encoding="ascii") as file:
        json.dump({"modules": {name: {"prober": "tcp", "timeout": limits.get(name, "20s"), "tcp": said} for name, said in tcp.items()}}, file)


def write_all(path, files, foreign):
    """Writes the configuration that asks all questions."""
    with open(files["BIG"], encoding="ascii") as big:
        words = {**files, "BIG": big.read()}
    write(path, {_called(name, family): _filled(tcp, {**words, "FOREIGN": foreign[family]}) for name, tcp in _TCP.items() for family in foreign}, _LIMITS)


def _called(question, family):
    return f"{question} ({family})" if "FOREIGN" in _TCP[question].values() else question


def _filled(said, words):
    if isinstance(said, dict):
        return {key: _filled(value, words) for key, value in said.items()}
    if isinstance(said, list):
        return [_filled(value, words) for value in said]
    return words.get(said, said) if isinstance(said, str) else said


def _module(name, tcp):
    said = {key for entry in tcp.get("query_response", []) for key in entry}
    unlike = {"probe_failed_due_to_regex"} if said & _PATTERNS else set()
    return Module(name, "tls" in tcp, bool(said), frozenset(unlike | ({"probe_failed_due_to_bytes"} if said & _BYTES else set())))
