"""The exporter under attack: it, its peers, what it is asked, and the count of what was wrong."""
import http.client
import os
import re
import signal
import socket
import subprocess
import threading
import time

from listening import END, Listening

# What neither an answer nor the log may hold.
TRACE = re.compile(r"^   at |nhandled|a bug|Exception", re.MULTILINE)
# Seconds, on a machine however busy.
ANSWER = 60
# htpasswd -nbBC 4 u p, of no use to anybody.
HASH = "$2y$04$abcdefghijklmnopqrstuudMegMbPN37MbpdEfAtP66w1z0RBCtLG"
_MODULES = """
modules:
  tcp_connect: {prober: tcp}
  tls: {prober: tcp, tcp: {tls: true, tls_config: {ca_file: CA, server_name: localhost}}}
  echo: {prober: tcp, tcp: {query_response: [{send: "a"}, {expect: "^a$"}]}}
"""


class Siege:
    """Counts the tries of one attack, and has the peers that are probed."""

    def __init__(self, name, tool, exporter, folder, is_short):
        self.name, self._tool, self._exporter, self.folder, self.is_short = name, tool, exporter, folder, is_short
        self.tries = self.wrong = 0
        self.note = ""
        self._gate = threading.Lock()
        self._peers = []

    def __enter__(self):
        try:
            self.echo, self.silent, self.tls = map(self._peer, ((), ("--mode", "silent"), ("--tls", "--ca-out", self.path("ca.pem"))))
        except BaseException:
            self.__exit__()
            raise
        with socket.create_server(("127.0.0.1", 0)) as taken:
            self.closed = f"127.0.0.1:{taken.getsockname()[1]}"
        return self

    def __exit__(self, *_):
        for peer in self._peers:
            peer.kill()

    def _peer(self, options):
        peer = Listening([self._tool, "listen", "0", "-q", *options], self.path(f"peer{len(self._peers)}"), "stdout")
        self._peers.append(peer)
        return f"127.0.0.1:{peer.listens().port}"

    def times(self, count):
        """So many, or the twentieth of them that a short run does."""
        return max(3, count // 20) if self.is_short else count

    def path(self, name):
        """A file of the scratch folder."""
        return os.path.join(self.folder, name)

    def write(self, name, text):
        """Puts a whole file into its place."""
        with open(self.path(f"{name}.new"), "w", encoding="utf-8") as file:
            file.write(text)
        os.replace(self.path(f"{name}.new"), self.path(name))
        return self.path(name)

    def modules(self):
        """The text of a file of modules: one that connects, one that speaks TLS, one that says something."""
        return _MODULES.replace("CA", self.path("ca.pem"))

    def exporter(self, *options, prefix=(), **how):
        """The exporter, not yet listening."""
        return Exporter([*prefix, self._exporter, "--web.listen-address", "127.0.0.1:0", *options], self.path("log"), **how)

    def starts(self, exporter, how=""):
        """It must listen."""
        def complaint():
            return f"{how and f'{how}: '}it does not start: exit {exporter.wait(0)}, {exporter.log()[-500:]!r}"

        return self.judge(exporter.started(), complaint)

    def judge(self, right, complaint):
        """Counts a try, and tells of it if it was wrong: words, or what makes them."""
        with self._gate:
            self.tries += 1
            if not right:
                self.wrong += 1
                print(f"{self.name}: {complaint() if callable(complaint) else complaint}", flush=True)
        return bool(right)

    def probes(self, exporter, how=""):
        """Asks for one good and one failing probe, by the module that connects; how many were right."""
        right = 0
        for target, wanted in ((self.echo, "\nprobe_success 1\n"), (self.closed, 'reason="refused"')):
            answer = exporter.get(f"/probe?module=tcp_connect&target={target}")
            right += self.judge(answer.status == 200 and wanted in answer.text, f"{how and f'{how}, '}of {target}: {answer}")
        return right

    def refuses(self, words, code, says, prefix=(), **how):
        """It must not start, and say why in one line."""
        with self.exporter(*words, prefix=prefix, **how) as exporter:
            ended = exporter.wait()
            log = exporter.log()
            lines = [line for line in log.splitlines() if line.startswith("tcpprobe-exporter: ")]
            is_said = len(lines) == 1 and re.search(says, log) and not TRACE.search(log)
            return self.judge(ended == code and is_said, f"exit {ended}: {log[-500:]!r}")

    def ends(self, exporter, number=signal.SIGTERM, within=END):
        """It must end well once told to."""
        code, seconds = exporter.end(number, within)
        log = exporter.log()
        return self.judge(code == 0 and not TRACE.search(log), f"exit {code} after {seconds:.1f} s: {log[-500:]!r}")


class Answer:
    """What was answered; status 0 if nothing or half of it was, and `gone` if nobody was there, or hung up before saying anything."""

    def __init__(self, status, text, gone=False):
        self.status, self.text, self.gone = status, text, gone

    def __str__(self):
        return f"{self.status}: {self.text[:300]!r}"


class Exporter(Listening):
    """The exporter, and what is asked of it; on a port that was chosen before where it cannot say which it has."""

    def __init__(self, words, log, port=None, **how):
        self._given = port
        if port:
            words = [f"127.0.0.1:{port}" if word == "127.0.0.1:0" else word for word in words]
        super().__init__(words, log, **{"stdout": subprocess.DEVNULL, **how})

    def found(self):
        if not self._given:
            return super().found()
        self.port = self._given
        try:
            self.open().close()
            return True
        except OSError:
            return False

    def open(self):
        """A connection to it."""
        return socket.create_connection(("127.0.0.1", self.port), timeout=ANSWER)

    def get(self, path, method="GET", headers=None):
        """Asks on a connection of its own."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=ANSWER)
        try:
            connection.request(method, path, headers=headers or {})
            answer = connection.getresponse()
        except ConnectionError as error:
            connection.close()
            return Answer(0, repr(error), gone=True)
        except (OSError, http.client.HTTPException) as error:
            connection.close()
            return Answer(0, repr(error))
        try:
            return Answer(answer.status, answer.read().decode())
        except (OSError, http.client.HTTPException, UnicodeDecodeError) as error:
            return Answer(0, f"half of an answer with {answer.status}: {error!r}")
        finally:
            connection.close()

    def memory(self):
        """What it has of its own, in MB; None if it has ended."""
        try:
            with open(f"/proc/{self.pid}/status", encoding="ascii") as status:
                found = re.search(r"RssAnon:\s+(\d+)", status.read())
        except OSError:
            return None
        return int(found[1]) / 1024 if found else None

    def descriptors(self):
        """How many files it has open; none if it has ended."""
        try:
            return len(os.listdir(f"/proc/{self.pid}/fd"))
        except OSError:
            return 0

    def settles(self, at_most, within=30):
        """Waits until it has no more files open than these; how many it has."""
        end = time.monotonic() + within
        while (count := self.descriptors()) > at_most and time.monotonic() < end:
            time.sleep(0.05)
        return count
