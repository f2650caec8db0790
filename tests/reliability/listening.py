"""A program that listens: where it does, what it says, and its end."""
import re
import signal
import subprocess
import sys
import time

START, END = 60, 60
"""Seconds for each, on a machine however busy."""
_WHERE = re.compile(r"listening on \S*:(\d+)/?\s")


class Listening:
    """A program, from its making until it is left; what it says on stdout or stderr goes into a file."""

    def __init__(self, words, log, told_on="stderr", **how):
        self.words, self._log, self.port = words, log, None
        with open(log, "wb") as file:
            self._process = subprocess.Popen(words, **{"stdin": subprocess.DEVNULL, **how, told_on: file})
        self.pid = self._process.pid

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.kill()

    def kill(self):
        """Ends it at once."""
        self._process.kill()
        self._process.wait()

    def raw(self):
        """What it said so far, as bytes."""
        with open(self._log, "rb") as log:
            return log.read()

    def log(self):
        """The same as text."""
        return self.raw().decode(errors="replace")

    def started(self, within=START):
        """Waits until it listens; whether it does."""
        end = time.monotonic() + within
        while time.monotonic() < end:
            # Whether it lives is asked first: what it said before its end is read all the same.
            is_alive = self.is_alive()
            if self.found():
                return True
            if not is_alive:
                return False
            time.sleep(0.02)
        return False

    def found(self):
        """Whether it listens; where is known from then on."""
        where = _WHERE.search(self.log())
        self.port = int(where[1]) if where else None
        return where is not None

    def listens(self):
        """Waits until it listens, or ends it and the script."""
        if not self.started():
            self.kill()
            sys.exit(f"{' '.join(self.words)} does not listen: {self.log()[-1000:]}")
        return self

    def is_alive(self):
        """Whether it has not ended."""
        return self._process.poll() is None

    def send(self, number):
        """Sends a signal."""
        self._process.send_signal(number)

    def wait(self, within=START):
        """The exit code, None if there was none in time."""
        try:
            return self._process.wait(within)
        except subprocess.TimeoutExpired:
            return None

    def end(self, number=signal.SIGTERM, within=END):
        """(exit code, seconds until it) after a signal."""
        start = time.monotonic()
        self.send(number)
        return self.wait(within), time.monotonic() - start
