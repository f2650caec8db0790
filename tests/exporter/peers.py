"""Who is probed: small servers of this process, and the project's own `tcpprobe listen`. All on loopback, at ports the kernel chooses."""
import contextlib
import itertools
import socket
import ssl
import subprocess
import threading

from certificates import Certificate


class Peers:
    """The peers, by their names, as long as they are held."""

    def __init__(self, tool, folder):
        self._tool = tool
        self._held = contextlib.ExitStack()
        self._folder = folder
        self.ports = {}

    def __enter__(self):
        with contextlib.ExitStack() as undone:
            undone.callback(self._held.close)
            self._start()
            undone.pop_all()
        return self

    def __exit__(self, *_):
        self._held.close()

    def _start(self):
        good, other, old = (Certificate(self._folder, name) for name in ("good", "other", "old"))
        self.ca_file = good.path
        for mode in ("echo", "silent", "close", "reset", "full-backlog"):
            self.ports[mode] = self._listen("--mode", mode)
        self.ports["closed"] = self._closed()
        self._serve("tls", _tls(good, _talk(b"hello\r\n")))
        self._serve("tls12", _tls(good, _talk(b"hello\r\n"), most=ssl.TLSVersion.TLSv1_2))
        self._serve("tls13", _tls(good, _talk(b"hello\r\n"), least=ssl.TLSVersion.TLSv1_3))
        self._serve("tls-other", _tls(other, _talk(b"hello\r\n")))
        self._serve("tls-old", _tls(old, _talk(b"hello\r\n")))
        self._serve("ssh", _talk(b"SSH-2.0-OpenSSH_9.2p1 Debian-2\r\n"))
        self._serve("ftp", _talk(b"220 no ssh here\r\n"))
        self._serve("ftp-closes", _say(b"220 no ssh here\r\n"))
        self._serve("resets", _reset)
        self._serve("fades", _talk(b""), connections=4)
        self._serve("smtp", _smtp(good, offers=True))
        self._serve("smtp-plain", _smtp(good, offers=False))
        self._serve("smtp-other", _smtp(other, offers=True))
        self._serve("imap", _imap(good))
        self._serve("irc", _irc)
        self._serve("postgres", _postgres(good))
        if _has_ip6():
            self._serve("six", _talk(b"hello\r\n"), "::1")

    def _listen(self, *options):
        peer = subprocess.Popen([self._tool, "listen", "0", "--quiet", *options], stdout=subprocess.PIPE, text=True)
        self._held.callback(_end, peer)
        return int(peer.stdout.readline().rsplit(":", 1)[1])

    def _closed(self):
        # Bound and not listening: refused, and nobody else takes it.
        held = self._held.enter_context(socket.socket())
        held.bind(("127.0.0.1", 0))
        return held.getsockname()[1]

    def _serve(self, name, handler, address="127.0.0.1", connections=None):
        family = socket.AF_INET6 if ":" in address else socket.AF_INET
        server = socket.create_server((address, 0), family=family, backlog=64)
        self._held.callback(_close, server)
        threading.Thread(target=_accept, args=(server, handler, connections), daemon=True).start()
        self.ports[name] = server.getsockname()[1]


def _has_ip6():
    try:
        socket.create_server(("::1", 0), family=socket.AF_INET6).close()
    except OSError:
        return False
    return True


def _end(peer):
    peer.terminate()
    peer.wait()
    peer.stdout.close()


def _close(server):
    # Wakes the thread that accepts, which a close alone does not.
    with contextlib.suppress(OSError):
        server.shutdown(socket.SHUT_RDWR)
    server.close()


def _accept(server, handler, connections):
    with contextlib.suppress(OSError), server:
        for _ in itertools.count() if connections is None else range(connections):
            threading.Thread(target=_handle, args=(server.accept()[0], handler), daemon=True).start()


def _handle(connection, handler):
    connection.settimeout(10)
    with contextlib.suppress(OSError, ValueError), connection:
        handler(connection)


def _drain(connection):
    while connection.recv(4096):
        pass


def _say(banner):
    return lambda connection: connection.sendall(banner)


def _talk(banner):
    def handler(connection):
        connection.sendall(banner)
        _drain(connection)

    return handler


def _reset(connection):
    # Later than at once: by then the connection stands on both ends, and an answer is waited for.
    threading.Event().wait(0.2)
    connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, b"\1\0\0\0\0\0\0\0")


def _tls(certificate, handler, **versions):
    context = certificate.context(**versions)

    def shake(connection):
        with context.wrap_socket(connection, server_side=True) as session:
            handler(session)

    return shake


def _lines(connection):
    # Byte by byte: what comes behind a STARTTLS is not ours to read.
    line = b""
    while byte := connection.recv(1):
        line += byte
        if byte == b"\n":
            yield line.strip()
            line = b""


def _smtp(certificate, offers):
    def handler(connection):
        connection.sendall(b"220 mail.invalid ESMTP\r\n")
        for line in _lines(connection):
            if line.upper().startswith(b"EHLO"):
                connection.sendall(b"250-mail.invalid\r\n" + (b"250-STARTTLS\r\n" if offers else b"250-SIZE 1000\r\n") + b"250 HELP\r\n")
            elif line.upper() == b"STARTTLS":
                connection.sendall(b"220 go ahead\r\n")
                _tls(certificate, _drain)(connection)
                return
            else:
                connection.sendall(b"221 bye\r\n")
                return

    return handler


def _imap(certificate):
    def handler(connection):
        connection.sendall(b"* OK IMAP4rev1 ready\r\n")
        for line in _lines(connection):
            if line.upper().endswith(b"STARTTLS"):
                connection.sendall(b". OK begin\r\n")
                _tls(certificate, _capability)(connection)
                return

    return handler


def _capability(session):
    for _ in _lines(session):
        session.sendall(b"* CAPABILITY IMAP4rev1 IDLE\r\n. OK done\r\n")


def _postgres(certificate):
    def handler(connection):
        # As a server does that reads no byte beyond the request: whatever comes behind it belongs to TLS.
        if connection.recv(8, socket.MSG_WAITALL) == b"\0\0\0\x08\x04\xd2\x16\x2f":
            connection.sendall(b"S")
            _tls(certificate, _drain)(connection)

    return handler


def _irc(connection):
    for line in _lines(connection):
        if line.startswith(b"USER"):
            connection.sendall(b":irc.invalid NOTICE * :wait\r\nPING :4711\r\n")
        elif line == b"PONG 4711":
            connection.sendall(b":irc.invalid 001 prober :welcome\r\n")
