"""What both exporters are asked, and what must come of it."""
from typing import NamedTuple

MODULES = """\
modules:
  tcp_connect: {prober: tcp, timeout: 1s}
  tcp_ip4: {prober: tcp, timeout: 1s, tcp: {preferred_ip_protocol: ip4}}
  tcp_ip4_only: {prober: tcp, timeout: 1s, tcp: {preferred_ip_protocol: ip4, ip_protocol_fallback: false}}
  tcp_ip6_only: {prober: tcp, timeout: 1s, tcp: {preferred_ip_protocol: ip6, ip_protocol_fallback: false}}
  tcp_source: {prober: tcp, timeout: 1s, tcp: {preferred_ip_protocol: ip4, source_ip_address: 127.0.0.1}}
  tls_connect: {prober: tcp, timeout: 1s, tcp: {tls: true, tls_config: {ca_file: "@CA@"}}}
  tls_name: {prober: tcp, timeout: 1s, tcp: {tls: true, tls_config: {ca_file: "@CA@", server_name: other.invalid}}}
  tls_insecure: {prober: tcp, timeout: 1s, tcp: {tls: true, tls_config: {insecure_skip_verify: true}}}
  tls_banner:
    prober: tcp
    timeout: 1s
    tcp:
      tls: true
      tls_config: {ca_file: "@CA@"}
      query_response:
        - expect: "^hel+o"
  ssh_banner:
    prober: tcp
    timeout: 1s
    tcp:
      query_response:
        - expect: "^SSH-2.0-([^ -]+)(?: (.*))?$"
          @LABELS@
        - send: "SSH-2.0-prober"
  smtp_starttls:
    prober: tcp
    timeout: 1s
    tcp:
      tls_config: {ca_file: "@CA@", server_name: localhost}
      query_response:
        - expect: "^220 "
        - send: "EHLO prober\\r"
        - expect: "^250-STARTTLS"
        - send: "STARTTLS\\r"
        - expect: "^220"
        - starttls: true
        - send: "QUIT\\r"
  imap_starttls:
    prober: tcp
    timeout: 1s
    tcp:
      tls_config: {ca_file: "@CA@"}
      query_response:
        - expect: "OK.*IMAP"
        - send: ". STARTTLS"
        - expect: "OK"
        - starttls: true
        - send: ". capability"
        - expect: "CAPABILITY IMAP4rev1"
  irc:
    prober: tcp
    timeout: 1s
    tcp:
      query_response:
        - send: "NICK prober"
        - send: "USER prober prober prober :prober"
        - expect: "PING :([^ ]+)"
          send: "PONG ${1}"
        - expect: "^:[^ ]+ 001"
  postgres_starttls:
    prober: tcp
    timeout: 1s
    tcp:
      tls_config: {ca_file: "@CA@"}
      query_response:
        - send: !!binary AAAACATSFi8=
        @BYTES@
        - starttls: true
"""
NEWER = {"@LABELS@": 'labels: [{name: version, value: "${1}"}, {name: comments, value: "${2}"}]', "@BYTES@": '- expect_bytes: "S"'}
"""What a blackbox_exporter of 2023 does not know."""

OWN = """\
  postgres_words:
    prober: tcp
    timeout: 1s
    tcp:
      tls_config: {ca_file: "@CA@"}
      query_response:
        - starttls: postgres
  postgres_bytes:
    prober: tcp
    timeout: 1s
    tcp:
      tls_config: {ca_file: "@CA@"}
      query_response:
        - send_bytes: !!binary AAAACATSFi8=
        - expect_bytes: "S"
        - starttls: true
"""
"""Modules with keys of ours, which ours has besides."""


class Case(NamedTuple):
    """One target under one module: where ours is to fail, and why; nothing if both are to succeed."""
    module: str
    peer: str
    failure: tuple[str, ...] = ()
    host: str = "127.0.0.1"
    differs: str = ""
    """Why the two may say different things of it at a time; such a case is shown and not judged."""

    @property
    def is_shared(self):
        """Whether blackbox_exporter is asked, too."""
        return f"  {self.module}:" not in OWN


UNRESOLVED = ("resolve", "name_not_resolved", "resolver_unavailable")
"""Which of the two it is, is up to the resolver of this machine."""

CASES = [
    Case("tcp_connect", "echo"),
    Case("tcp_connect", "echo", host="localhost"),
    Case("tcp_ip4", "echo", host="localhost"),
    Case("tcp_ip4_only", "echo", host="localhost"),
    Case("tcp_source", "echo"),
    Case("tcp_connect", "six", host="[::1]"),
    Case("tcp_ip6_only", "six", host="[::1]"),
    Case("tcp_connect", "closed", ("connect", "refused")),
    Case("tcp_connect", "full-backlog", ("connect", "connect_timed_out")),
    Case("tcp_connect", "silent"),
    Case("tcp_connect", "echo", UNRESOLVED, host="nobody.invalid"),
    Case("tcp_ip6_only", "echo", UNRESOLVED, host="127.0.0.1"),
    Case("tls_connect", "tls", host="localhost"),
    Case("tls_connect", "tls"),
    Case("tls_connect", "tls12"),
    Case("tls_connect", "tls13"),
    Case("tls_banner", "tls"),
    Case("tls_name", "tls", ("tls", "certificate_rejected")),
    Case("tls_connect", "tls-other", ("tls", "certificate_rejected")),
    Case("tls_connect", "tls-old", ("tls", "certificate_rejected")),
    Case("tls_insecure", "tls-other"),
    Case("tls_insecure", "tls-old"),
    Case("tls_connect", "silent", ("tls", "tls_timed_out")),
    Case("tls_connect", "echo", ("tls", "tls_failed")),
    Case("tls_connect", "close", ("tls", "tls_failed", "closed_early")),
    Case("tls_connect", "closed", ("connect", "refused")),
    Case("ssh_banner", "ssh"),
    Case("ssh_banner", "ftp", ("exchange", "reply_mismatch")),
    Case("ssh_banner", "ftp-closes", ("exchange", "reply_mismatch")),
    Case("ssh_banner", "silent", ("exchange", "reply_timed_out")),
    Case("ssh_banner", "close", ("exchange", "closed_early")),
    Case("ssh_banner", "resets", ("exchange", "reset")),
    Case("smtp_starttls", "smtp"),
    Case("smtp_starttls", "smtp-plain", ("exchange", "reply_mismatch")),
    Case("smtp_starttls", "smtp-other", ("tls", "certificate_rejected")),
    Case("imap_starttls", "imap"),
    Case("irc", "irc"),
    Case("irc", "ssh", ("exchange", "reply_mismatch")),
    # The line feed behind the eight bytes of the request comes where the server waits for TLS.
    Case("postgres_starttls", "postgres", ("tls", "tls_failed", "closed_early", "reset")),
    Case("postgres_words", "postgres"),
    Case("postgres_bytes", "postgres"),
    Case("postgres_words", "close", ("exchange", "closed_early")),
    Case("tcp_connect", "reset", differs="it resets at once: whether that is seen is a matter of chance, and after the connect theirs does not look"),
    Case("tcp_connect", "fades", differs="it goes away while it is watched"),
]
