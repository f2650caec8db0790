"""A run of a million probes: its memory, its descriptors, and its figures against those of its own records."""
import csv
import datetime
import itertools
import multiprocessing
import os
import re
import signal
import socket
import subprocess
import time

from watch import Watch

# Percentiles past 100,000 times are those of a histogram, 1 % off at most; the record has 0.1 µs.
TOLERANCE, GRAIN = 0.01, 1e-7
# Seconds in which a run that goes on begins a probe, on a machine however busy.
LONGEST_PAUSE = 60


def accept(listener):
    """The peer of the run: takes everybody, and reads nothing."""
    while True:
        listener.accept()[0].close()


def probes(tool, count, minutes, folder):
    """(words, whether it is so) of the run, which is interrupted after so many minutes."""
    with socket.create_server(("127.0.0.1", 0), backlog=4096) as listener:
        peer = multiprocessing.get_context("fork").Process(target=accept, args=(listener,), daemon=True)
        peer.start()
        records, sums = os.path.join(folder, "records.csv"), os.path.join(folder, "sums.prom")
        target = f"127.0.0.1:{listener.getsockname()[1]}"
        start, began = time.monotonic(), _now()
        words = [tool, target, "-z", "--count", str(count), "-i", "20us", "--quiet-ok", "-o", f"csv={records}", "-o", f"prometheus={sums}"]
        with subprocess.Popen(words, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL) as run:
            try:
                watch = Watch(run.pid, 0.2)
                watch.start()
                code = run.wait(minutes * 60)
                told = _now()
            except subprocess.TimeoutExpired:
                told = _now()
                run.send_signal(signal.SIGINT)
                code = run.wait(60)
            finally:
                run.kill()
                peer.kill()
        seconds = time.monotonic() - start
    words, flat = watch.verdict()
    with open(sums, encoding="ascii") as file:
        made = int(re.search(r"^tcpprobe_run_probes\{.*\} (\d+)$", file.read(), re.MULTILINE)[1])
    asked = f"{made:,} probes" if code == 0 else f"{made:,} of {count:,} probes in the time, then SIGINT"
    # However it ended: a run that hangs begins no probe.
    pause = longest_pause(records, began, told)
    words_of_run = f"{asked}, exit {code}, {made / seconds:,.0f} a second, at most {pause:.1f} s between two"
    is_right = ((code, made) == (0, count) or code == -signal.SIGINT) and pause < LONGEST_PAUSE
    return [(words_of_run, is_right), (words, flat), *percentiles(records, sums, made)]


def longest_pause(records, began, ended):
    """The longest time in which no probe began, in seconds, from the beginning of the run until it ended or was told to."""
    with open(records, encoding="utf-8", newline="") as file:
        starts = [datetime.datetime.fromisoformat(row["started_at"].replace("Z", "+00:00")) for row in csv.DictReader(file)]
    moments = [began, *starts, max(ended, *starts[-1:], began)]
    return max((later - earlier).total_seconds() for earlier, later in itertools.pairwise(moments))


def _now():
    return datetime.datetime.now(datetime.timezone.utc)


def percentiles(records, sums, count):
    """What the run said of its times against what its own records give."""
    with open(sums, encoding="ascii") as file:
        text = file.read()
    with open(records, encoding="utf-8", newline="") as file:
        table = [(row["connect"], row["total"], row["rtt"], row["ok"]) for row in csv.DictReader(file)]
    good = sum(row[3] == "true" for row in table)
    rows = [(f"{len(table):,} records, {good:,} ok", len(table) == good == count)]
    quantile = r'quantile="([\d.]+)"\} (\S+)'
    names = {
        "connect": (0, r'tcpprobe_run_phase_duration_seconds\{[^}]*phase="connect",' + quantile),
        "total": (1, r"tcpprobe_run_duration_seconds\{[^}]*" + quantile), "rtt": (2, r"tcpprobe_run_tcp_rtt_seconds\{[^}]*" + quantile),
    }
    for name, (column, pattern) in names.items():
        times = sorted(float(row[column]) for row in table if row[column])
        said, worst = re.findall(pattern, text), 0
        for quantile, value in said:
            # Nearest rank: the shortest time that at least so many do not exceed.
            rank = max(1, -(-len(times) * round(float(quantile) * 100) // 100))
            worst = max(worst, (abs(float(value) - times[rank - 1]) - GRAIN) / times[rank - 1])
        words = f"percentiles of {name}: {len(said)} quantiles, at most {max(0, worst):.2%} off"
        rows.append((words, len(said) == 6 and worst <= TOLERANCE))
    return rows
