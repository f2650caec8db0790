"""An exporter under a load, and what it takes: its targets, a Prometheus that scrapes them, and somebody who asks for its own metrics."""
import contextlib
import http.client
import multiprocessing
import os
import socket
import subprocess
import sys
import tempfile
import time
from typing import NamedTuple

import crowd
import program

sys.path.append(os.path.join(program.ROOT, "tests", "exporter"))
import scraped  # noqa: E402  # pylint: disable=wrong-import-position

OPEN, SILENT = 667, 333
INTERVAL, TICK = 5, 0.1
WARM_UP = 2 * INTERVAL + 1
JOB, MODULE = "load", "tcp_connect"
PAGE = os.sysconf("SC_PAGE_SIZE")
HERTZ = os.sysconf("SC_CLK_TCK")


class Figures(NamedTuple):
    """What one exporter took in one round: seconds and bytes."""
    cpu: float
    mean: float
    peak: int
    threads: int
    probes: int
    missed: int
    wrong: int
    answers: list[float]

    def __str__(self):
        return (f"{self.cpu:.2f} s of CPU, {self.mean / 1e6:.1f} MB, at most {self.peak / 1e6:.1f}, {self.threads} threads, {self.probes} probes, "
                f"{self.missed} missed, {self.wrong} wrong, /metrics at most {max(self.answers) * 1000:.1f} ms")


class Targets:
    """The targets, in a process of their own so that nobody who measures waits for them."""

    def __enter__(self):
        ours, theirs = multiprocessing.Pipe()
        self._process = multiprocessing.get_context("fork").Process(target=_serve, args=(theirs,), daemon=True)
        self._process.start()
        theirs.close()
        self._pipe = ours
        self.open, self.silent = ours.recv()
        return self

    def __exit__(self, *_):
        self._pipe.close()
        self._process.join(5)
        self._process.terminate()


def measure(command, prometheus, targets, seconds):
    """One round of one exporter."""
    with contextlib.ExitStack() as held:
        folder = held.enter_context(tempfile.TemporaryDirectory(prefix="bench-load."))
        port = _free_port()
        exporter = held.enter_context(_running([*command, f"--web.listen-address=127.0.0.1:{port}"]))
        job = scraped.probing(JOB, port, [(MODULE, target) for target in targets.open + targets.silent], f"{INTERVAL}s", f"{INTERVAL}s")
        server = held.enter_context(scraped.Prometheus(prometheus, folder, _free_port(), {"scrape_configs": [job]}))
        if not server.wait(f'count(up{{job="{JOB}"}}) == {OPEN + SILENT}', 60):
            raise SystemExit("bench: Prometheus does not scrape")
        time.sleep(WARM_UP)
        before, sizes, threads, answers = _cpu(exporter), [], 0, []
        end = time.monotonic() + seconds
        while (now := time.monotonic()) < end:
            answers.append(_ask(port))
            size, count = _resident(exporter)
            sizes.append(size)
            threads = max(threads, count)
            time.sleep(max(0.0, TICK - (time.monotonic() - now)))
        cpu = _cpu(exporter) - before
        return Figures(cpu, sum(sizes) / len(sizes), max(sizes), threads, *_counted(server, targets, seconds), answers)


def _counted(server, targets, seconds):
    def number(expression):
        result = server.query(expression)
        return round(float(result[0]["value"][1])) if result else 0

    # Both halves in one question: between two, samples come and go.
    def zeros(metric):
        return number(f"sum(count_over_time({metric}[{seconds}s]) - sum_over_time({metric}[{seconds}s]))")

    made = number(f'sum(count_over_time(up{{job="{JOB}"}}[{seconds}s]))')
    # A scrape is left out if the one before it takes longer than the interval. The window may begin and end within one.
    skipped = max(0, (OPEN + SILENT) * (seconds // INTERVAL - 1) - made)
    address = targets.open[0].rsplit(":", 1)[0]
    return made, zeros(f'up{{job="{JOB}"}}') + skipped, zeros(f'probe_success{{instance=~"{address}:.*"}}')


def _ask(port):
    begin = time.perf_counter()
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=5)
    try:
        connection.request("GET", "/metrics")
        connection.getresponse().read()
    finally:
        connection.close()
    return time.perf_counter() - begin


def _cpu(process):
    with open(f"/proc/{process.pid}/stat", encoding="ascii") as file:
        fields = file.read().rsplit(")", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / HERTZ


def _resident(process):
    with open(f"/proc/{process.pid}/statm", encoding="ascii") as file:
        size = int(file.read().split()[1]) * PAGE
    with open(f"/proc/{process.pid}/stat", encoding="ascii") as file:
        return size, int(file.read().rsplit(")", 1)[1].split()[17])


def _serve(pipe):
    """Holds the targets until the other end of the pipe is closed."""
    crowd.raise_limit()
    with crowd.Block("127.0.0.6", OPEN, lambda _: True) as listening, crowd.SilentBlock("127.0.0.7", SILENT) as silent:
        pipe.send([[f"{block.address}:{number}" for number in block.numbers(count)] for block, count in ((listening, OPEN), (silent, SILENT))])
        with contextlib.suppress(EOFError, OSError):
            while True:
                if pipe.poll(1):
                    pipe.recv()
                listening.drain()


@contextlib.contextmanager
def _running(command):
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
        try:
            yield process
        finally:
            process.terminate()


def _free_port():
    with socket.create_server(("127.0.0.1", 0)) as server:
        return server.getsockname()[1]
