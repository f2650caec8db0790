"""The exporter under attack: it, its peers, what it is asked, and the count of what was wrong."""
import http.client
import os
import re
import signal
import socket
import subprocess
import threading
import time

# What neither an answer nor the log may hold.
_TRACE = re.compile(r"^   at |nhandled|a bug|Exception", re.MULTILINE)
START, ANSWER, END = 60, 60, 60
"""Seconds for each, on a machine however busy."""


class Siege:
    """Counts the tries of one attack, and has the peers that are probed."""

    def __init__(self, name, tool, exporter, folder, share):
        self.name, self._tool, self._exporter, self.folder, self._share = name, tool, exporter, folder, share
        self.tries = self.wrong = 0
        self.note = ""
        self._gate = threading.Lock()

    def __enter__(self):
        self._peers = [subprocess.Popen([self._tool, "listen", "0", "-q", *more], stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, text=True)
                       for more in ((), ("--mode", "silent"), ("--tls", "--ca-out", self.path("ca.pem")))]
        self.echo, self.silent, self.tls = (f"127.0.0.1:{peer.stdout.readline().rsplit(':', 1)[1].strip()}" for peer in self._peers)
        with socket.create_server(("127.0.0.1", 0)) as taken:
            self.closed = f"127.0.0.1:{taken.getsockname()[1]}"
        return self

    def __exit__(self, *_):
        for peer in self._peers:
            peer.kill()
            peer.wait()

    def times(self, count):
        """So many, or the share of them that a short run does."""
        return max(3, round(count * self._share))

    def path(self, name):
        """A file of the scratch folder."""
        return os.path.join(self.folder, name)

    def write(self, name, text):
        """Puts a whole file into its place."""
        with open(self.path(f"{name}.new"), "w", encoding="utf-8") as file:
            file.write(text)
        os.replace(self.path(f"{name}.new"), self.path(name))
        return self.path(name)

    def exporter(self, *options, prefix=(), **how):
        """The exporter, not yet started."""
        return Exporter([*prefix, self._exporter, "--web.listen-address", "127.0.0.1:0", *options], self.path("log"), **how)

    def judge(self, right, complaint):
        """Counts a try, and tells of it if it was wrong."""
        with self._gate:
            self.tries += 1
            if not right:
                self.wrong += 1
                print(f"{self.name}: {complaint}", flush=True)
        return right

    def probes(self, exporter, status=200):
        """Asks for one good and one failing probe, by the module that connects."""
        for target, wanted in ((self.echo, "\nprobe_success 1\n"), (self.closed, 'reason="refused"')):
            answer = exporter.get(f"/probe?module=tcp_connect&target={target}")
            self.judge(answer.status == status and (status != 200 or wanted in answer.text), f"of {target}: {answer}")

    def refuses(self, words, code, says, prefix=(), **how):
        """It must not start, and say why in one line."""
        with self.exporter(*words, prefix=prefix, **how) as exporter:
            ended = exporter.wait()
            log = exporter.log()
            lines = [line for line in log.splitlines() if line.startswith("tcpprobe-exporter: ")]
            self.judge(ended == code and len(lines) == 1 and re.search(says, log) and not _TRACE.search(log), f"exit {ended}: {log[-500:]!r}")

    def ends(self, exporter, number=signal.SIGTERM, within=END):
        """It must end well once told to."""
        code, seconds = exporter.end(number, within)
        log = exporter.log()
        self.judge(code == 0 and not _TRACE.search(log), f"exit {code} after {seconds:.1f} s: {log[-500:]!r}")


class Answer:
    """What was answered; status 0 if nothing or half of it was."""

    def __init__(self, status, text):
        self.status, self.text = status, text

    def __str__(self):
        return f"{self.status}: {self.text[:300]!r}"


class Exporter:
    """The exporter from its start until it is left."""

    def __init__(self, words, log, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, port=None):
        self._log, self._port = log, port
        if port:
            words = [f"127.0.0.1:{port}" if word == "127.0.0.1:0" else word for word in words]
        with open(log, "wb") as stderr:
            self._process = subprocess.Popen(words, stdin=stdin, stdout=stdout, stderr=stderr)
        self.pid = self._process.pid

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self._process.kill()
        self._process.wait()

    def log(self):
        """What it said on stderr so far."""
        with open(self._log, encoding="utf-8", errors="replace") as log:
            return log.read()

    def started(self):
        """Waits until it listens; whether it does."""
        end = time.monotonic() + START
        while time.monotonic() < end and self._process.poll() is None:
            if self._port:
                try:
                    socket.create_connection(("127.0.0.1", self._port)).close()
                    return True
                except OSError:
                    pass
            elif found := re.search(r"listening on http.*:(\d+)/", self.log()):
                self._port = int(found[1])
                return True
            time.sleep(0.02)
        return False

    def open(self):
        """A connection to it."""
        return socket.create_connection(("127.0.0.1", self._port), timeout=ANSWER)

    def get(self, path, method="GET", headers=None):
        """Asks on a connection of its own."""
        connection = http.client.HTTPConnection("127.0.0.1", self._port, timeout=ANSWER)
        try:
            connection.request(method, path, headers=headers or {})
            answer = connection.getresponse()
            return Answer(answer.status, answer.read().decode())
        except (OSError, http.client.HTTPException) as error:
            return Answer(0, repr(error))
        finally:
            connection.close()

    def signal(self, number):
        """Sends a signal."""
        self._process.send_signal(number)

    def wait(self, within=START):
        """The exit code, None if there was none in time."""
        try:
            return self._process.wait(within)
        except subprocess.TimeoutExpired:
            return None

    def end(self, number, within):
        """(exit code, seconds until it) after a signal."""
        start = time.monotonic()
        self.signal(number)
        return self.wait(within), time.monotonic() - start

    def memory(self):
        """What it has of its own, in MB."""
        with open(f"/proc/{self.pid}/status", encoding="ascii") as status:
            return int(re.search(r"RssAnon:\s+(\d+)", status.read())[1]) / 1024
