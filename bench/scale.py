"""What many probes cost in one process, beside nmap -sT, nc over a range of ports and a process of nc each; all of it on loopback.

The peers are sockets of this process: blocks of neighbouring ports that listen,
that refuse, that do so in turns, or whose accept queues are full.
"""
import contextlib
import os
import shutil
import tempfile
from typing import NamedTuple

import counts
import crowd
import interleaved
from interleaved import Command
from tables import Table, megabytes, met, milliseconds, ratio

ROUNDS = 7
FEW, MANY = 1000, 10_000
# nmap at its fastest: its own timing template for a near, reliable network, and no ramp from a few probes at a time.
NMAP = ["nmap", "-sT", "-n", "-Pn", "-T5", "--min-parallelism", "100"]
COLUMNS = ["command", "wall ms", "CPU ms", "peak MB", "µs of wall a probe", "µs of CPU a probe", "system calls a probe"]
GOALS_NOTE = (
    "A connection of loopback, both ends of it, takes the kernel longer than the program: what is won over nmap, which has one thread, is won by the other\n"
    "processors, and by starting sooner. The growth is that of CPU time, which a busy machine disturbs least.")
NMAP_NOTE = f"nmap as `{' '.join(NMAP)}`: the fastest settings found here that miss no port."


class Case(NamedTuple):
    """A command over so many targets of a kind."""
    kind: str
    tool: str
    count: int
    command: Command


def measure(tool, rounds):
    """The cost of each kind of target, how the tool stands to its peers, and whether ten times the targets cost ten times as much."""
    crowd.raise_limit()
    with contextlib.ExitStack() as stack:
        folder = stack.enter_context(tempfile.TemporaryDirectory())
        blocks = {
            "open": stack.enter_context(crowd.Block("127.0.0.2", MANY, lambda _: True)),
            "refused": stack.enter_context(crowd.Block("127.0.0.3", MANY, lambda _: False)),
            "mixed": stack.enter_context(crowd.Block("127.0.0.4", MANY, lambda place: place % 2 == 0)),
        }
        silent = stack.enter_context(crowd.SilentBlock("127.0.0.5", FEW))
        cases = [case for kind, block in blocks.items() for count in (FEW, MANY) for case in _near(tool, folder, kind, block, count)]
        cases += _silent(tool, folder, silent)
        present = [case for case in cases if shutil.which(case.command.words[0])]

        def drain():
            for block in blocks.values():
                block.drain()

        # Long ones would stand between two measurements of a short one: each number of targets is a series of its own.
        costs, calls = {}, {}
        for group in ([case for case in present if case.count == FEW], [case for case in present if case.count == MANY]):
            costs |= interleaved.measure([case.command for case in group], rounds, drain)
        for case in present:
            # A process each under strace would take minutes, and all it tells is what a process costs.
            counted = None if case.command.words[0] == "xargs" else counts.system_calls(case.command)
            calls[case.command.name] = None if counted is None else counted / case.count
            drain()
    return [
        _goals(costs),
        *(_table(title, [case for case in cases if case.kind != "silent" and case.count == count], costs, calls, NMAP_NOTE)
          for title, count in ((f"{FEW:,} targets", FEW), (f"{MANY:,} targets", MANY))),
        _table(f"{FEW:,} targets that drop every SYN, 1 s each", [case for case in cases if case.kind == "silent"], costs, calls,
               "Up to 1,000 conversations at a time: 1 s is what the longest of them takes."),
    ]


def _near(tool, folder, kind, block, count):
    def case(name, words, status=None):
        return Case(kind, name, count, Command(f"{name}, {count:,} {kind}", words, status))

    ports, status = block.ports(count), 0 if kind == "open" else 11
    yield case("tcpprobe -z", [tool, block.address, ports, "-z"], status)
    yield case("nmap -sT", [*NMAP, "-p", ports, block.address], 0)
    yield case("nc -z, one process", ["nc", "-z", block.address, ports])
    if count == FEW and kind == "open":
        yield case("xargs -P 8, nc -z each", ["xargs", "-a", _words(folder, block, count), "-P", "8", "-n", "2", "nc", "-z"])


def _silent(tool, folder, block):
    def case(name, words, status=None):
        return Case("silent", name, FEW, Command(f"{name}, {FEW:,} silent", words, status))

    ports = block.ports(FEW)
    yield case("tcpprobe -z", [tool, block.address, ports, "-z", "--connect-timeout", "1", "--parallel", f"{FEW}"], 12)
    yield case("nmap -sT", ["nmap", "-sT", "-n", "-Pn", "-T5", "--min-parallelism", f"{FEW}", "--max-retries", "0", "--initial-rtt-timeout", "1s",
                            "--max-rtt-timeout", "1s", "-p", ports, block.address], 0)
    yield case(f"xargs -P {FEW}, nc -z -w 1 each", ["xargs", "-a", _words(folder, block, FEW), "-P", f"{FEW}", "-n", "2", "nc", "-z", "-w", "1"])


def _words(folder, block, count):
    path = os.path.join(folder, block.address)
    with open(path, "w", encoding="ascii") as words:
        words.writelines(f"{block.address} {port}\n" for port in block.numbers(count))
    return path


def _table(title, cases, costs, calls, note):
    rows = []
    for case in cases:
        name = case.tool if case.kind == "silent" else f"{case.kind}: {case.tool}"
        cost = costs.get(case.command.name)
        if cost is None:
            rows.append([f"{name} (not installed)"] + [None] * (len(COLUMNS) - 1))
            continue
        called = calls[case.command.name]
        rows.append([
            name, milliseconds(cost.wall), milliseconds(cost.cpu), megabytes(cost.peak), f"{cost.wall / case.count * 1e6:.1f}",
            f"{cost.cpu / case.count * 1e6:.1f}", None if called is None else f"{called:.1f}"])
    return Table(title, COLUMNS, rows, note)


def _goals(costs):
    def cost(tool, count, kind="open"):
        return costs.get(f"{tool}, {count:,} {kind}")

    rows = []
    for count in (FEW, MANY):
        ours, nmap, nc = (cost(tool, count) for tool in ("tcpprobe -z", "nmap -sT", "nc -z, one process"))
        faster = None if nmap is None else nmap.wall / ours.wall
        rows.append([f"rate on {count:,} open ports, against nmap", _times(faster), "at least 2 ×", None if faster is None else met(-faster, -2, -2)])
        slower = None if nc is None else ours.wall / nc.wall
        rows.append([f"time of a probe, {count:,} open ports, against nc over the range", _times(slower), "at most 1 ×", met(slower, 1, 1)])
    for kind in ("open", "refused", "mixed"):
        grown = cost("tcpprobe -z", MANY, kind).cpu / cost("tcpprobe -z", FEW, kind).cpu / (MANY / FEW)
        rows.append([f"CPU of a probe, {MANY:,} against {FEW:,} {kind} targets", _times(grown), "at most 1.1 ×", met(grown, 1.1, 1.1)])
    peak = cost("tcpprobe -z", FEW, "silent").peak
    rows.append([f"peak memory at {FEW:,} conversations", None if peak is None else f"{megabytes(peak)} MB", "at most 40 MB", met(peak, 40e6, 40e6)])
    return Table("The goals of scale", ["what", "measured", "goal", "verdict"], rows, GOALS_NOTE)


def _times(figure):
    return None if figure is None else ratio(figure, 1)
