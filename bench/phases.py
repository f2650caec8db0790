"""Where the CPU time of a plain probe goes: samples of perf over many runs, by what the process was at and by who took the time.

A program without its symbols is built again, with them, in artifacts/symbols.
"""
import collections
import os
import re
import shutil
import subprocess
import tempfile

import counts
import peers
import program
from tables import Table

ROUNDS = 300
PERIOD = 50e-6
# In the order in which a process passes through them.
PHASES = EXEC, LOADER, RUNTIME, MAIN, EXIT = "execve", "the loader (ld.so)", "start of the .NET runtime", "Main: options, probe, line", "exit"
KINDS = CODE, FAULTS, CALLS = "code", "page faults", "system calls"


def measure(tool, rounds):
    """One table; none where perf is not installed or may not sample."""
    if shutil.which("perf") is None:
        return [Table("Where the CPU time goes", ("phase",), [("perf is not installed",)])]
    if counts.is_stripped(tool):
        tool = program.build("symbols", "-p:StripSymbols=false")
    with tempfile.TemporaryDirectory() as folder, peers.Listener() as listener:
        named = os.path.join(folder, "probed")
        shutil.copy(tool, named)
        spent = _phases(_samples(folder, [named, "127.0.0.1", listener.port, "-z"], rounds))
        nc = _phases(_samples(folder, ["nc", "-z", "127.0.0.1", listener.port], rounds)) if shutil.which("nc") else {}
    return [_table(spent, sum(nc.values()), rounds)]


def _samples(folder, words, rounds):
    """Every sample of the command's processes, in their order: (process, its frames from the innermost)."""
    recorded = os.path.join(folder, "perf.data")
    loop = f"for i in $(seq {rounds}); do \"$@\"; done >/dev/null 2>&1"
    subprocess.run(
        ["perf", "record", "-q", "-g", "-e", "cpu-clock", "-c", str(round(PERIOD * 1e9)), "-o", recorded, "sh", "-c", loop, "sh", *words],
        check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    # perf knows a process by the first 15 characters of its program's name.
    with subprocess.Popen(
            ["perf", "script", "-i", recorded, "--comm", os.path.basename(words[0])[:15], "-F", "pid,time,ip,sym,dso"],
            stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True, errors="replace") as script:
        process, frames = None, []
        for line in script.stdout:
            if head := re.match(r"\s*(\d+)\s+[\d.]+:\s*$", line):
                process, frames = head[1], []
            elif frame := re.match(r"\s*[0-9a-f]+ (.*) \((.*)\)$", line.rstrip()):
                frames.append((re.sub(r"\+0x[0-9a-f]+$", "", frame[1]), os.path.basename(frame[2])))
            elif not line.strip() and process:
                yield process, frames
                process = None


def _phases(samples):
    """How many samples each (phase, kind) has. A process passes through its phases in their order, and one frame of a phase tells that it began."""
    reached = {}
    spent = collections.Counter()
    for process, frames in samples:
        seen = _phase(frames)
        now = max(reached.get(process, 0), PHASES.index(seen) if seen else 0)
        reached[process] = now
        spent[PHASES[now], _kind(frames)] += 1
    return spent


def _phase(frames):
    names = [name for name, _ in frames]
    if any("execve" in name for name in names):
        return EXEC
    if any(name.startswith(("do_exit", "do_group_exit")) for name in names):
        return EXIT
    if any(name.startswith(("__managed__Main", "tcpprobe_", "TcpProbe_")) for name in names):
        return MAIN
    own = [file for _, file in frames if not file.startswith("[")]
    if own and own[0].startswith("ld-"):
        return LOADER
    return RUNTIME if "probed" in own else None


def _kind(frames):
    kernel = [name for name, file in frames if file.startswith("[kernel")]
    if any("page_fault" in name for name in kernel):
        return FAULTS
    return CALLS if kernel else CODE


def _table(spent, nc, rounds):
    total = sum(spent.values())
    rows = [(phase, *(_time(spent[phase, kind], rounds) for kind in KINDS), *_sum(sum(spent[phase, kind] for kind in KINDS), total, rounds)) for phase in PHASES]
    rows.append(("all of it", *(_time(sum(spent[phase, kind] for phase in PHASES), rounds) for kind in KINDS), *_sum(total, total, rounds)))
    rows.append(("nc -z, all of it", None, None, None, *(_sum(nc, total, rounds) if nc else (None, None))))
    note = f"Microseconds of CPU a run, the mean of {rounds} runs, sampled every {PERIOD * 1e6:.0f} µs, which itself takes about a tenth."
    return Table("Where the CPU time goes", ("phase", *KINDS, "together", "share"), rows, note)


def _time(samples, rounds):
    return f"{samples * PERIOD / rounds * 1e6:.0f}"


def _sum(samples, total, rounds):
    return _time(samples, rounds), f"{samples / total:.0%}" if total else None
