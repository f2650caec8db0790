"""How late a limit strikes, and a probe of a series starts."""
import math
import os
import random
import statistics
import subprocess
import tempfile

import probes
from tables import Table, met, milliseconds
from wiretap import Wiretap

_ASKED = (5, 20.5, 100, 1000)
_LATE, _LATE_PART, _LATE_BUSY = 0.2e-3, 0.005, 20e-3


def of_limits(tool, plain, stage, rounds):
    """Limits that must strike, on an idle and on a busy machine."""
    repeats = max(rounds // 20, 2)
    idle = _lateness(tool, plain, stage, repeats)
    with _Busy():
        busy = _lateness(tool, plain, stage, repeats)
    rows = []
    for name, asked in idle:
        goal = _LATE + _LATE_PART * asked / 1000
        rows.append((
            f"{name} {asked}ms", *_middle_and_ends(idle[name, asked]), f"{milliseconds(goal)} {met(statistics.median(idle[name, asked]), goal, goal)}",
            *_middle_and_ends(busy[name, asked])[::2]))
    return Table(
        "Limits: how much later than asked, ms", ("", "median", "earliest", "latest", "goal", "busy: median", "busy: latest"), rows,
        f"{repeats} each, in random order, on {stage}; busy: beside {_Busy.processes()} processes that spin on {os.cpu_count()} processors (goal {milliseconds(_LATE_BUSY)} ms). "
        "The kernel adds 0.05 ms, or 0.1 % of the time, to each wait for a socket. -t is taken to the end of the whole probe, close and all.")


def of_starts(tool, stage, rounds):
    """The starts of a series, by their SYNs on the wire."""
    rows = []
    for interval, count in ((0.001, 1000), (0.1, 200), (1, 100)) if rounds >= 100 else ((0.001, 200), (0.1, 20)):
        with Wiretap(stage.interface) as tap:
            reports = probes.reports(tool, stage.host, stage.echo, "-z", "--count", str(count), "-i", f"{interval}s")
            passages = tap.passages()
        places, late = _on_grid([passages[report["local"]["port"]].syn for report in reports], interval)
        tenth, in_order = count // 10, sorted(late)
        # By the most punctual of them, whom nothing else on the machine held up.
        drift = min(late[-tenth:]) - min(late[:tenth])
        rows.append((
            f"-i {interval:g}s, {count} probes", f"{in_order[tenth] * 1000:.3f}..{in_order[-tenth] * 1000:.3f}", milliseconds(in_order[-1]),
            f"{drift * 1000:.3f}", met(abs(drift), 1e-3, 1e-3), str(places[-1] - count + 1)))
    return Table(
        "Series: how far a start is from its place, ms", ("", "10 % to 90 %", "latest", "drift", "goal 1", "places missed"), rows,
        "By the SYNs on the wire, from the places that fit most of them. The drift is from the most punctual of the first tenth to that of the last. "
        "A place is missed when the probe before it has taken longer than the interval.")


def _on_grid(starts, interval):
    """The places of the starts, counted from the first's, and how late each is: the grid lies where half of them are early."""
    usual = statistics.median((start - starts[0] + interval / 2) % interval - interval / 2 for start in starts)
    since = [start - starts[0] - usual + interval / 4 for start in starts]
    return [math.floor(time / interval) for time in since], [time % interval - interval / 4 for time in since]


def _lateness(tool, plain, stage, repeats):
    with tempfile.NamedTemporaryFile("w", prefix="tcpprobe-bench-") as resolver:
        resolver.write(f"nameserver {stage.host}\n")
        resolver.flush()
        limits = _limits(tool, plain, stage, resolver.name)
        jobs = [(name, asked) for name in limits for asked in _ASKED for _ in range(repeats)]
        late = {job: [] for job in jobs}
        random.shuffle(jobs)
        for name, asked in jobs:
            late[name, asked].append(limits[name](asked) - asked / 1000)
    return late


def _limits(tool, plain, stage, resolver):
    def report(asked, *words, status, prefix=()):
        return probes.reports(tool, *words, f"{asked}ms", status=status, prefix=prefix)[0]

    limits = {
        "--connect-timeout": lambda asked: report(asked, stage.host, stage.dropping, "--connect-timeout", status=(12,))["timings"]["connect"],
        "--io-timeout": lambda asked: report(asked, stage.host, stage.silent, "--io-timeout", status=(18,))["steps"][-1]["seconds"],
        "-t": lambda asked: report(asked, stage.host, stage.silent, "-t", status=(18,))["elapsed"],
        "--expect-silence": lambda asked: report(asked, stage.host, stage.silent, "--expect-silence", status=(0,))["timings"]["exchange"],
        "--stay": lambda asked: report(asked, stage.host, stage.silent, "--stay", status=(0,))["timings"]["exchange"],
        "--pause": lambda asked: report(asked, stage.host, stage.silent, "--pause", status=(0,))["timings"]["exchange"],
    }
    if stage.is_wire:
        # A resolver of its own, for this process and nobody else.
        own = ["unshare", "--mount", "sh", "-c", 'mount --bind "$0" /etc/resolv.conf && exec "$@"', resolver]
        limits["--resolve-timeout"] = lambda asked: report(asked, "name.invalid", "1", "--resolve-timeout", status=(10,), prefix=own)["timings"]["resolve"]
    if plain.is_there:
        limits["C, poll"] = lambda asked: plain.connects(stage.host, stage.dropping, 1, "poll", asked)[0].seconds
    return limits


def _middle_and_ends(samples):
    return tuple(map(milliseconds, (statistics.median(samples), min(samples), max(samples))))


class _Busy:
    """Processes that spin, twice as many as there are processors."""

    @staticmethod
    def processes():
        return 2 * os.cpu_count()

    def __enter__(self):
        self._spinning = [subprocess.Popen(["sh", "-c", "while :; do :; done"]) for _ in range(self.processes())]

    def __exit__(self, *_):
        for process in self._spinning:
            process.kill()
            process.wait()
