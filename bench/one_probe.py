#!/usr/bin/env python3
"""What one probe costs: whole processes, measured in random order so that a busy machine disturbs all of them alike.

    bench/one_probe.py [ROUNDS] [TCPPROBE]

Starts `tcpprobe listen 0` as the peer, then runs each command ROUNDS times (default 200) and prints the medians of wall time and CPU time,
and the same as ratios to the first command. TCPPROBE is the native program (default artifacts/native/tcpprobe).
"""
import os
import random
import shutil
import statistics
import subprocess
import sys
import time


def measure(command, null):
    began = time.perf_counter()
    pid = os.posix_spawnp(command[0], command, os.environ, file_actions=[(os.POSIX_SPAWN_DUP2, null, fd) for fd in (0, 1, 2)])
    _, status, usage = os.wait4(pid, 0)
    wall = time.perf_counter() - began
    if status != 0:
        sys.exit(f"{' '.join(command)} ended with status {status}")
    return wall, usage.ru_utime + usage.ru_stime


def main():
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 200
    tool = sys.argv[2] if len(sys.argv) > 2 else os.path.join("artifacts", "native", "tcpprobe")
    with subprocess.Popen([tool, "listen", "0", "--quiet"], stdout=subprocess.PIPE, text=True) as peer:
        port = peer.stdout.readline().rsplit(":", 1)[1].strip()
        commands = [["nc", "-z", "127.0.0.1", port]] if shutil.which("nc") else []
        commands += [[tool, "127.0.0.1", port, "-z"], [tool, "127.0.0.1", port], [tool, "localhost", port, "-z"], [tool, "127.0.0.1", port, "-o", "json"]]
        samples = {index: [] for index in range(len(commands))}
        null = os.open(os.devnull, os.O_RDWR)
        for _ in range(rounds):
            for index in random.sample(list(samples), len(samples)):
                samples[index].append(measure(commands[index], null))
        peer.terminate()

    medians = [[statistics.median(column) for column in zip(*samples[index])] for index in samples]
    print(f"{rounds} rounds, medians; ratios to the first line")
    for command, (wall, cpu) in zip(commands, medians):
        print(f"{wall * 1000:7.2f} ms {wall / medians[0][0]:5.2f}   CPU {cpu * 1000:7.2f} ms {cpu / medians[0][1]:5.2f}   {' '.join(command)}")


main()
