#!/usr/bin/env python3
"""What many probes cost in one process: 1,000 open ports side by side with nmap -sT, and 1,000 targets that drop every SYN.

    bench/many_targets.py [ROUNDS] [TCPPROBE]

All of it on loopback. The peers are sockets of this script: 1,000 listeners, and one port whose accept queue is full, reached by 1,000
addresses of 127.0.0.0/8. Runs each command ROUNDS times (default 5) in random order and prints the medians of wall time, CPU time and
peak memory. TCPPROBE is the native program (default artifacts/native/tcpprobe).
"""
import os
import random
import resource
import shutil
import socket
import statistics
import sys
import tempfile
import time

COUNT = 1000


def listeners():
    """So many listeners with free ports, each with room for the rounds of all commands."""
    opened = []
    for _ in range(COUNT):
        server = socket.socket()
        server.bind(("127.0.0.1", 0))
        server.listen(1024)
        opened.append(server)
    return opened


def full_queue():
    """A port on all of loopback whose accept queue is full: the kernel drops the next SYN."""
    server = socket.socket()
    server.bind(("0.0.0.0", 0))
    server.listen(0)
    held = []
    for _ in range(4):
        client = socket.socket()
        client.setblocking(False)
        client.connect_ex(("127.0.0.1", server.getsockname()[1]))
        held.append(client)
    time.sleep(0.2)
    return server, held


def drain(servers):
    for server in servers:
        server.setblocking(False)
        while True:
            try:
                server.accept()[0].close()
            except BlockingIOError:
                break


def measure(command, null):
    began = time.perf_counter()
    pid = os.posix_spawnp(command[0], command, os.environ, file_actions=[(os.POSIX_SPAWN_DUP2, null, fd) for fd in (0, 1, 2)])
    _, status, usage = os.wait4(pid, 0)
    wall = time.perf_counter() - began
    return wall, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024, os.waitstatus_to_exitcode(status)


def main():
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 5
    tool = sys.argv[2] if len(sys.argv) > 2 else os.path.join("artifacts", "native", "tcpprobe")
    _, most = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (most, most))
    servers = listeners()
    silent, held = full_queue()
    ports = ",".join(str(server.getsockname()[1]) for server in servers)
    with tempfile.NamedTemporaryFile("w", suffix=".targets") as dropping:
        for i in range(COUNT):
            print(f"127.0.{i // 250}.{1 + i % 250}:{silent.getsockname()[1]}", file=dropping)
        dropping.flush()
        commands = [("nmap -sT, 1,000 open ports", ["nmap", "-sT", "-n", "-Pn", "-T5", "-p", ports, "127.0.0.1"])] if shutil.which("nmap") else []
        commands += [
            ("tcpprobe -z, 1,000 open ports", [tool, "127.0.0.1", ports, "-z"]),
            ("tcpprobe -z, 1,000 dropping SYNs", [tool, "--targets", dropping.name, "-z", "--connect-timeout", "1", "--parallel", "1000"]),
        ]
        samples = {name: [] for name, _ in commands}
        null = os.open(os.devnull, os.O_RDWR)
        for _ in range(rounds):
            for name, command in random.sample(commands, len(commands)):
                samples[name].append(measure(command, null))
                drain(servers)

    print(f"{rounds} rounds, medians")
    for name, rows in samples.items():
        wall, cpu, memory, code = (statistics.median(column) for column in zip(*rows))
        print(f"{wall * 1000:8.1f} ms   CPU {cpu * 1000:8.1f} ms   {memory:6.1f} MB   exit {int(code):2}   {name}")
    del held


main()
