"""Whole processes, measured side by side: every round runs each command once, in a random order, so that a busy machine disturbs all alike."""
import os
import random
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from typing import NamedTuple, Sequence


class Command(NamedTuple):
    """What is measured, and how it is called in a table."""
    name: str
    words: Sequence[str]
    status: int | None = 0
    """The exit status that means the work was done; None takes any."""
    environment: dict | None = None


class Cost(NamedTuple):
    """What a process takes: medians of many."""
    wall: float
    """Seconds from before the spawn until it was waited for."""
    cpu: float
    """Seconds, user and system."""
    peak: float | None
    """Resident memory at its highest, in bytes; None where it cannot be told."""
    faults: float
    """Page faults that read no disk."""


def measure(commands, rounds, after=None):
    """The cost of each command by its name. after(), if given, is called behind each process: to accept what it connected, for example."""
    samples = {command.name: [] for command in commands}
    with open(os.devnull, "r+b") as null:
        for _ in range(rounds):
            for command in random.sample(commands, len(commands)):
                samples[command.name].append(_run(command, null.fileno()))
                if after:
                    after()
    costs = {}
    for command in commands:
        wall, cpu, peak, faults = (statistics.median(column) for column in zip(*samples[command.name]))
        # A process begins with the peak of the one that spawned it, us: only what lies above is its own.
        own = peak if peak > _ours() else _peak(command, min(rounds, 5), after)
        costs[command.name] = Cost(wall, cpu, own, faults)
    return costs


def _run(command, null):
    environment = os.environ if command.environment is None else command.environment
    began = time.perf_counter()
    pid = os.posix_spawnp(command.words[0], command.words, environment, file_actions=[(os.POSIX_SPAWN_DUP2, null, fd) for fd in (0, 1, 2)])
    try:
        _, status, usage = os.wait4(pid, 0)
    except BaseException:
        os.kill(pid, 9)
        raise
    wall = time.perf_counter() - began
    _check(command, os.waitstatus_to_exitcode(status))
    return wall, usage.ru_utime + usage.ru_stime, usage.ru_maxrss * 1024, usage.ru_minflt


def _peak(command, rounds, after):
    """The peak memory as GNU time sees it, whose own is smaller than that of anything measured here."""
    gnu_time = shutil.which("time")
    if gnu_time is None:
        return None
    peaks = []
    for _ in range(rounds):
        with tempfile.TemporaryFile() as figure:
            words = [gnu_time, "--quiet", "-f", "%M", "-o", f"/dev/fd/{figure.fileno()}", *command.words]
            status = subprocess.call(
                words, env=command.environment, pass_fds=[figure.fileno()],
                stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
            _check(command, status)
            figure.seek(0)
            peaks.append(int(figure.read()) * 1024)
        if after:
            after()
    return statistics.median(peaks)


def _check(command, status):
    if command.status is not None and status != command.status:
        sys.exit(f"bench: exit status {status}, not {command.status}: {' '.join(command.words)}")


def _ours():
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024
