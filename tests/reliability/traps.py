"""The traps of the hunt, each set in a lab: what makes a closed or a hung port look open."""
import contextlib
import json
import os
import shutil
import subprocess
import sys
import threading
import time

HERE = os.path.dirname(os.path.abspath(__file__))
SERVER, SERVER6 = "10.87.0.2", "fd87::2"
# Ports whose first SYN is lost and whose second one is answered by ICMP.
MUTE = range(20000, 21000)
SELF = 41004
HUNG = 7020
# Addresses that lead to the server as well: as many targets as wanted on one listener.
MANY = [f"10.89.{number // 250 + 1}.{number % 250 + 1}" for number in range(1000)]
BACKLOG = 3
# Seconds that a busy machine may take to send the SYNs of a burst.
LONGEST_GATE = 20


def naive(lab, tries, workers, targets, environment=()):
    """What a client that believes what it is told makes of the targets."""
    words = [str(word) for target in targets for word in target]
    told = lab.run(lab.client, "env", *environment, sys.executable, os.path.join(HERE, "naive.py"), str(tries), str(workers), *words)
    return json.loads(told)


def set_all(lab):
    """Sets those that need nobody who holds them."""
    lab.run(lab.server, "sh", "-ec", f"""
        sysctl -qw net.ipv4.icmp_msgs_per_sec=1000000000 net.ipv4.icmp_msgs_burst=1000000
        nft add set inet lab pairs '{{ type inet_service . inet_service; size 65535; flags dynamic,timeout; timeout 60s; }}'
        nft add rule inet lab input tcp dport {MUTE[0]}-{MUTE[-1]} tcp sport . tcp dport @pairs reject with icmpx type port-unreachable
        nft add rule inet lab input tcp dport {MUTE[0]}-{MUTE[-1]} add @pairs '{{ tcp sport . tcp dport }}' drop
        nft add chain inet lab gate '{{ type filter hook input priority -1; }}'
        ip route add local 10.89.0.0/16 dev lo""")
    lab.run(lab.client, "ip", "route", "add", "10.89.0.0/16", "via", SERVER)


@contextlib.contextmanager
def narrow_ports(lab):
    """A client with ten ports to choose from, SELF among them, and no TIME_WAIT that would keep it taken."""
    before = lab.run(lab.client, "sysctl", "-n", "net.ipv4.ip_local_port_range", "net.ipv4.tcp_max_tw_buckets").split("\n")
    lab.run(lab.client, "sysctl", "-qw", "net.ipv4.ip_local_port_range=41000 41009", "net.ipv4.tcp_max_tw_buckets=0")
    try:
        yield
    finally:
        lab.run(lab.client, "sysctl", "-qw", f"net.ipv4.ip_local_port_range={before[0]}", f"net.ipv4.tcp_max_tw_buckets={before[1]}")


@contextlib.contextmanager
def open_window(lab, folder):
    """What the environment needs so that an ICMP answer is met in the window of window.c; None where that cannot be made."""
    if shutil.which("gcc") is None or not {0, 1} <= os.sched_getaffinity(0):
        yield None
        return
    source, library, crowd = os.path.join(HERE, "window.c"), os.path.join(folder, "window.so"), os.path.join(folder, "crowd")
    subprocess.run(["gcc", "-O2", "-shared", "-fPIC", "-o", library, source, "-ldl"], check=True)
    subprocess.run(["gcc", "-O2", "-o", crowd, source, "-ldl"], check=True)
    with subprocess.Popen([crowd, "1000"], stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, text=True) as group:
        try:
            yield [f"LD_PRELOAD={library}", f"WINDOW={group.stdout.readline().strip()}"]
        finally:
            group.kill()


@contextlib.contextmanager
def hung(lab, port, burst):
    """A server that hangs behind a queue of BACKLOG, while every SYN of a burst is answered before the first ACK is here.

    The gate keeps the ACKs away until the client believes in the whole burst; then they fill the queue, and the rest of them overflow. The yielded
    function tells how many connections the server's kernel has queued.
    """
    server = lab.start(lab.server, sys.executable, os.path.join(HERE, "hung.py"), str(port), str(BACKLOG), stdout=subprocess.PIPE, text=True)
    server.stdout.readline()
    lab.run(lab.server, "nft", "add", "rule", "inet", "lab", "gate", "tcp", "dport", str(port), "tcp", "flags", "& syn == 0", "drop")
    over = threading.Event()

    def open_gate():
        end = time.monotonic() + LONGEST_GATE
        while time.monotonic() < end and not over.wait(0.2):
            if len(lab.run(lab.client, "ss", "-Htn", "state", "established", "dport", "=", f":{port}").splitlines()) >= burst:
                break
        lab.run(lab.server, "nft", "flush", "chain", "inet", "lab", "gate")

    def known():
        over.set()
        opening.join()
        time.sleep(3)
        return int(lab.run(lab.server, "ss", "-Hltn", "sport", "=", f":{port}").split()[1])

    opening = threading.Thread(target=open_gate)
    opening.start()
    try:
        yield known
    finally:
        over.set()
        opening.join()
        server.kill()


@contextlib.contextmanager
def load():
    """Twice as many busy processes as there are processors."""
    busy = [subprocess.Popen([sys.executable, "-c", "while True: pass"]) for _ in range(2 * len(os.sched_getaffinity(0)))]
    try:
        yield
    finally:
        for process in busy:
            process.kill()
            process.wait()
