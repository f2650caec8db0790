"""What one probe costs: whole processes beside those that do the same work, in one interleaved run on loopback.

A program that is not installed is a row that says so.
"""
import contextlib
import os
import platform
import shutil
import sys
import tempfile
from typing import NamedTuple

import counts
import interleaved
import peers
from interleaved import Command
from tables import Table, megabytes, met, milliseconds, ratio

ROUNDS = 200
PLUGINS = "/usr/lib/nagios/plugins:/usr/lib/monitoring-plugins:/usr/lib64/nagios/plugins"
RECIPE = os.path.join(os.path.dirname(os.path.abspath(__file__)), "recipe.py")
# What names a trust store would be read instead of the one --ca names.
PLAIN = {name: value for name, value in os.environ.items() if name not in ("SSL_CERT_DIR", "SSL_CERT_FILE")}


class Goal(NamedTuple):
    """How many times as dear as another a command may be, by one figure of its cost."""
    figure: str
    of: str
    against: str
    goal: float
    bound: float


GOALS = [
    Goal("wall", "tcpprobe -z", "nc -z", 1.5, 2),
    Goal("cpu", "tcpprobe -z", "nc -z", 1.5, 2),
    Goal("wall", "tcpprobe, default exchange", "check_tcp -s … -e …", 1.0, 1.3),
    Goal("cpu", "tcpprobe, default exchange", "check_tcp -s … -e …", 1.0, 1.3),
    Goal("wall", "tcpprobe --send … --expect …", "check_tcp -s … -e …", 1.0, 1.3),
    Goal("cpu", "tcpprobe --send … --expect …", "check_tcp -s … -e …", 1.0, 1.3),
    Goal("wall", "tcpprobe, default exchange", "the recipe, python3", 0.05, 0.08),
    Goal("cpu", "tcpprobe, default exchange", "the recipe, python3", 0.05, 0.08),
    Goal("wall", "tcpprobe --tls --ca", "openssl s_client -CAfile", 1.0, 1.4),
    Goal("cpu", "tcpprobe --tls --ca", "openssl s_client -CAfile", 1.0, 1.4),
    Goal("peak", "tcpprobe -z", "nc -z", 2, 3),
]
FIGURES = {"wall": "wall", "cpu": "CPU", "peak": "peak memory"}
SIZE_GOAL, SIZE_BOUND = 6e6, 8e6


def measure(tool, rounds):
    """Each command's cost, and how that stands to the goals."""
    with contextlib.ExitStack() as stack:
        folder = stack.enter_context(tempfile.TemporaryDirectory())
        # As a package puts it there: what the linker wrote lies in larger pieces of the page cache, which are fewer faults and more resident memory.
        copied = shutil.copy(tool, folder)
        listener = stack.enter_context(peers.Listener())
        echo = stack.enter_context(peers.responder(copied))
        ca, key = peers.certificate(folder) if shutil.which("openssl") else (None, None)
        secure = stack.enter_context(peers.responder(copied, "--tls", "--cert", ca, "--key", key)) if ca else None
        wanted = _commands(copied, listener.port, echo, secure, ca)
        present = [command for command in wanted if shutil.which(command.words[0])]
        costs = interleaved.measure(present, rounds, listener.drain)
        counted = {}
        for command in present:
            counted[command.name] = counts.system_calls(command), counts.instructions(command)
            listener.drain()
    return [_against_goals(tool, costs), _processes(wanted, costs, counted, rounds)]


def _commands(tool, port, echo, secure, ca):
    plugin = shutil.which("check_tcp", path=f"{os.environ.get('PATH', '')}:{PLUGINS}") or "check_tcp"
    here = "127.0.0.1"
    python = os.path.realpath(sys.executable)
    commands = [
        Command("/bin/true", ["/bin/true"]),
        Command("nc -z", ["nc", "-z", here, port]),
        Command("bash, /dev/tcp", ["bash", "-c", f"exec 3<>/dev/tcp/{here}/{port}"]),
        Command("tcpprobe -z", [tool, here, port, "-z"]),
        Command("tcpprobe -z, by name", [tool, "localhost", port, "-z"]),
        Command("tcpprobe -z -o json", [tool, here, port, "-z", "-o", "json"]),
        Command("check_tcp -s … -e …", [plugin, "-H", here, "-p", echo, "-E", "-s", "data\\n", "-e", "data"]),
        Command("tcpprobe --send … --expect …", [tool, here, echo, "--send", "data\\n", "--expect", "data"]),
        Command("tcpprobe, default exchange", [tool, here, echo]),
        Command("the recipe, python3", [python, RECIPE, here, echo]),
        Command("python3, create_connection", [python, "-c", f"import socket; socket.create_connection(('{here}', {port}), 3.5).close()"]),
    ]
    if secure:
        commands += [
            Command("openssl s_client -CAfile", ["openssl", "s_client", "-connect", f"{here}:{secure}", "-CAfile", ca, "-verify_ip", here, "-verify_return_error", "-brief"], environment=PLAIN),
            Command("tcpprobe --tls --ca", [tool, here, secure, "--tls", "--ca", ca], environment=PLAIN),
        ]
    else:
        commands += [Command("openssl s_client -CAfile", ["openssl"])]
    return commands + [Command("tcpprobe --version", [tool, "--version"]), Command("tcpprobe --help", [tool, "--help"])]


def _against_goals(tool, costs):
    rows = []
    for goal in GOALS:
        mine, other = (getattr(costs[name], goal.figure) if name in costs else None for name in (goal.of, goal.against))
        times = mine / other if mine and other else None
        rows.append((f"{goal.of}, {FIGURES[goal.figure]}", goal.against, ratio(mine, other), f"{goal.goal:g} ×", f"{goal.bound:g} ×", met(times, goal.goal, goal.bound)))
    size = os.path.getsize(tool)
    name = "the program, stripped" if counts.is_stripped(tool) else "the program, NOT stripped"
    rows.append((name, "–", *(f"{megabytes(figure, 2)} MB" for figure in (size, SIZE_GOAL, SIZE_BOUND)), met(size, SIZE_GOAL, SIZE_BOUND)))
    return Table("The goals", ("what", "against", "measured", "goal", "at most", "verdict"), rows)


def _processes(wanted, costs, counted, rounds):
    base = costs.get("nc -z")
    rows = []
    for command in wanted:
        if command.name not in costs:
            rows.append((command.name, "not installed", *[None] * 7))
            continue
        cost = costs[command.name]
        calls, executed = counted[command.name]
        rows.append((
            command.name, milliseconds(cost.wall), ratio(cost.wall, base and base.wall), milliseconds(cost.cpu), ratio(cost.cpu, base and base.cpu),
            megabytes(cost.peak), f"{cost.faults:.0f}", calls and str(calls), executed and f"{executed:,}"))
    columns = ("command", "wall ms", "to nc", "CPU ms", "to nc", "peak MB", "page faults", "system calls", "instructions")
    return Table("Whole processes", columns, rows, f"Medians of {rounds} rounds; system calls and instructions (user space, callgrind) of one run. python3 is {platform.python_version()}.")
