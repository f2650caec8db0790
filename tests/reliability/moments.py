"""Attacks at a bad moment: a clock that steps, a process that is stopped or whose terminal is resized in each phase, Ctrl-C at any time."""
import datetime
import fcntl
import json
import os
import pty
import random
import shutil
import signal
import struct
import subprocess
import sys
import termios
import time

import stand
from attack import Answer
from scarce import CROWD, ECHO, FORMATS, OPEN, REFUSED, SILENT, is_whole

HERE = os.path.dirname(os.path.abspath(__file__))


def phases(attack):
    """(where it waits, words, the codes that are right, seconds until its end)."""
    big = attack.path("big")
    if not os.path.exists(big):
        with open(big, "wb") as file:
            file.write(b"x" * (1 << 20))
        names = attack.lab.start(attack.lab.client, sys.executable, os.path.join(HERE, "name_server.py"), stdout=subprocess.PIPE)
        names.stdout.readline()
    return [
        ("resolve", ["mute.invalid:7001", "-z", "--resolve-timeout", "1"], {10}, 1),
        ("connect", ["10.87.0.2:7003", "-z", "--connect-timeout", "1"], {12}, 1),
        ("connect, a SYN lost", ["10.87.0.2:7009", "-z"], {0}, 1),
        ("tls", [SILENT, "--tls", "--insecure", "--io-timeout", "1"], {15}, 1),
        ("reply", [SILENT, "--io-timeout", "1"], {18}, 1),
        ("send", ["10.87.0.2:7113", "--send-file", big, "--send-buffer", "4k", "--io-timeout", "1"], {18}, 1),
        ("stay", [SILENT, "--stay", "1"], {0}, 1),
        ("deadline", [SILENT, "--io-timeout", "none", "-t", "1"], {18}, 1),
        ("wait", [REFUSED, "-z", "--wait", "1", "-i", "0.2"], {124}, 1),
        ("many", [SILENT, "10.87.0.2:7003", "--exchange", "default", "-t", "1"], {1}, 1),
        # Connects, exchanges and closes on and on: some signal meets each of them.
        ("close", [ECHO, "--count", "200", "-i", "5ms"], {0}, 1),
    ]


def clock(attack):
    """An hour late and an hour early in turns: nothing that is measured or waited for changes."""
    if shutil.which("gcc") is None:
        attack.note = "left out: no gcc"
        return
    library = attack.path("steps.so")
    subprocess.run(["gcc", "-O2", "-shared", "-fPIC", "-o", library, os.path.join(HERE, "steps.c")], check=True)
    prefix = ["env", f"LD_PRELOAD={library}"]
    for _ in range(3):
        for where, words, codes, seconds in phases(attack):
            _timely(attack, where, attack.run(words, codes, prefix), seconds, seconds)
        answer = attack.run([ECHO, "--count", "60", "-i", "20ms", "-o", "json"], {0}, prefix)
        lines = [json.loads(line) for line in answer.out.splitlines()]
        starts = [datetime.datetime.fromisoformat(line["started_at"]).timestamp() for line in lines[:-1]]
        if max(starts) - min(starts) < 3600:
            attack.complain("the clock did not step")
        times = [time for line in lines[:-1] for time in [*line["timings"].values(), line["elapsed"]] if time is not None]
        if len(lines) != 61 or not all(0 <= time < 5 for time in times) or not 1 < lines[-1]["seconds"] < 10:
            attack.complain(f"{len(lines)} lines, times from {min(times)} to {max(times)} s, {lines[-1]['seconds']} s in all")


def stopped(attack):
    """SIGSTOP and SIGCONT in each phase: within its limit, past it, and ten times in a row."""
    def one(where, words, codes, seconds, pauses):
        start, process, slept = time.monotonic(), attack.begin(words), 0
        for before, length in pauses:
            time.sleep(before)
            os.kill(process.pid, signal.SIGSTOP)
            time.sleep(length)
            os.kill(process.pid, signal.SIGCONT)
            slept += length
        _timely(attack, where, attack.end(process, start, words, codes), seconds, seconds + slept)

    with stand.Crew(6) as crew:
        plans = [[(0.3, 0.3)], [(0.3, 1.5)], [(0.05, 0.03)] * 10]
        tries = [(*phase, plan) for phase in phases(attack) for plan in plans for _ in range(3)]
        # A reply that came while the probe was stopped, after the limit too: the service was in time, and so may the verdict be either.
        tries += [("a late reply", ["10.87.0.2:7112", "--io-timeout", "1"], {0, 18}, 0.5, plan) for plan in plans for _ in range(3)]
        for done in [crew.submit(one, *words) for words in tries]:
            done.result()


def resized(attack):
    """SIGWINCH and SIGCONT every 2 ms in each phase: no limit begins anew, none is lost. And a terminal that really changes its width."""
    def one(where, words, codes, seconds, number):
        start, process = time.monotonic(), attack.begin(words)
        while process.poll() is None and time.monotonic() - start < 60:
            os.kill(process.pid, number)
            time.sleep(0.002)
        _timely(attack, where, attack.end(process, start, words, codes), seconds, seconds)

    with stand.Crew(6) as crew:
        for done in [crew.submit(one, *phase, number) for phase in phases(attack) for number in (signal.SIGWINCH, signal.SIGCONT) for _ in range(3)]:
            done.result()
    for _ in range(5):
        _terminal(attack)


def _terminal(attack):
    master, slave = pty.openpty()
    words = [REFUSED, "-z", "--wait", "1.5", "-i", "0.1"]
    start, process, told = time.monotonic(), attack.begin(words, stdout=slave, stderr=slave), b""
    os.close(slave)
    width = 20
    os.set_blocking(master, False)
    while process.poll() is None and time.monotonic() - start < 10:
        width = random.randint(8, 200)
        fcntl.ioctl(master, termios.TIOCSWINSZ, struct.pack("HHHH", 24, width, 0, 0))
        os.kill(process.pid, signal.SIGWINCH)
        time.sleep(0.005)
        try:
            told += os.read(master, 65536)
        except OSError:
            continue
    try:
        told += os.read(master, 65536)
    except OSError:
        pass
    os.close(master)
    answer = Answer(words, process.wait(), told.decode(), "", time.monotonic() - start)
    attack.judge(answer, answer.code == 124 and "not up after" in answer.out, "the last line is not there")


def interrupted(attack):
    """Ctrl-C at any moment of a run with a report in every format: all of them whole, or as they were; stdout with its summary, or empty."""
    lines = [
        [ECHO, "--count", "0", "-i", "2ms"], [OPEN, REFUSED, "-z", "--count", "0", "-i", "1ms", "--fail-if", "loss:1%"], [*CROWD, "--count", "0", "-i", "5ms"],
        ["10.87.0.2:7003", OPEN, REFUSED, "-z"], [REFUSED, "-z", "--wait", "none", "-i", "2ms"], ["10.87.0.2:7003", *(f"10.87.0.2:{port}" for port in range(7200, 7290)), "-z"],
    ]

    def one(number):
        folder = attack.path(f"int{number}")
        os.mkdir(folder)
        files = {output: os.path.join(folder, output) for output in FORMATS}
        for path in files.values():
            with open(path, "w", encoding="ascii") as file:
                file.write("old\n")
        words = [*lines[number % len(lines)], "-o", "json", *(word for output, path in files.items() for word in ("-o", f"{output}={path}"))]
        start, process = time.monotonic(), attack.begin(words)
        time.sleep(random.random() * 0.6)
        process.send_signal(signal.SIGINT)
        answer = attack.end(process, start, words, {-signal.SIGINT})
        what = f"{answer}\n    {answer.seconds * 1000:.0f} ms"
        if answer.out and not (answer.out.endswith("}\n") and '"type":"summary"' in answer.out.splitlines()[-1]):
            attack.complain(f"the summary is lost: {what}")
        if sorted(os.listdir(folder)) != sorted(FORMATS):
            attack.complain(f"left behind: {os.listdir(folder)}: {what}")
        for output, path in files.items():
            with open(path, encoding="utf-8") as file:
                text = file.read()
            if text != "old\n" and not is_whole(output, text):
                attack.complain(f"{output} is not whole: {text[-200:]!r}: {what}")
            if (text == "old\n") != (not answer.out) and output == "json":
                attack.complain(f"{output} is old, and stdout is not, or the other way round: {what}")
        attack.reported += bool(answer.out)
        shutil.rmtree(folder)

    attack.reported = 0
    with stand.Crew(6) as crew:
        for done in [crew.submit(one, number) for number in range(attack.interrupts)]:
            done.result()
    attack.note = f"{attack.reported} had begun to report"


def _timely(attack, where, answer, least, most):
    # A busy machine may be late, a limit never early. Hundreds of exchanges take what they take.
    if answer.seconds < least or answer.seconds > most + 6 and where != "close":
        attack.complain(f"{where}: {answer.seconds:.2f} s, not {least} to {most}: {answer}")


ATTACKS = {"a clock that steps": clock, "SIGSTOP and SIGCONT": stopped, "SIGWINCH and SIGCONT": resized, "SIGINT at a random moment": interrupted}
