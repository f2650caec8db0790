"""The reports of the native program, and the same from a plain C program (connect.c) to compare with."""
import json
import os
import shutil
import subprocess
import tempfile
from typing import NamedTuple


class Connect(NamedTuple):
    """What a connect was reported to take, and what the kernel says of it."""
    seconds: float
    rtt: float | None
    port: int | None
    """Our own."""


class Plain:
    """The C program, compiled here; there is none without a compiler."""

    def __init__(self):
        self._folder = tempfile.TemporaryDirectory(prefix="tcpprobe-bench-")
        self._program = os.path.join(self._folder.name, "connect")
        compiler = shutil.which("cc") or shutil.which("gcc")
        source = os.path.join(os.path.dirname(os.path.abspath(__file__)), "connect.c")
        self.is_there = compiler is not None and subprocess.run([compiler, "-O2", "-o", self._program, source], check=False).returncode == 0

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self._folder.cleanup()

    def connects(self, host, port, count, way, limit=3000):
        """So many connects, the first to come being the first of a process; the limit in milliseconds."""
        lines = _output([self._program, host, port, str(count), way, str(limit)]).splitlines()
        return [Connect(int(time) / 1e9, int(rtt) / 1e6 or None, int(ours)) for time, rtt, ours in (line.split() for line in lines)]


def reports(tool, *words, status=(0,), prefix=()):
    """The JSON of each probe."""
    lines = _output([*prefix, tool, *words, "-o", "json"], status).splitlines()
    return [report for report in map(json.loads, lines) if report["type"] == "probe"]


def connects(tool, host, port, count):
    """The same as Plain.connects, by the native program."""
    series = ["--count", str(count), "-i", "1ms"] if count > 1 else []
    return [
        Connect(report["timings"]["connect"], (report["tcp_info"] or {}).get("rtt"), report["local"]["port"])
        for report in reports(tool, host, port, "-z", *series)]


def _output(words, status=(0,)):
    # Into a file: whoever reads a pipe is woken by each line, and runs beside what is measured.
    with tempfile.TemporaryFile("w+") as said:
        done = subprocess.run(words, stdout=said, stderr=subprocess.PIPE, text=True, check=False)
        if done.returncode not in status:
            raise SystemExit(f"bench: exit status {done.returncode}: {' '.join(words)}\n{done.stderr}")
        said.seek(0)
        return said.read()
