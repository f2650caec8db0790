"""Attacks on the exporter by what is missing: OpenSSL, descriptors, memory, /proc, a file system that can be written, standard streams."""
import itertools
import os
import re
import socket
import subprocess

from attack import mounts, shell
from siege import HASH, TRACE

# Connections that are held while few descriptors are left.
HELD = 8
# kB of address space with which it always starts.
ENOUGH = 2_000_000
# What a runtime says that gets no memory, and a trace beside it is the runtime's.
_NO_MEMORY = re.compile(
    r"OutOfMemory|[Oo]ut of memory|Insufficient memory|Cannot allocate memory|Failed to create|GC heap initialization failed")


def openssl(attack):
    """Without OpenSSL everything that needs none goes on, and the rest says so."""
    file = attack.write("modules.yml", attack.modules())
    path = {"PATH": f"{os.environ['PATH']}:/usr/sbin:/sbin"}
    known = subprocess.run(["ldconfig", "-p"], env=path, check=True, capture_output=True, text=True).stdout
    libraries = {os.path.realpath(library) for library in re.findall(r"lib(?:ssl|crypto)\.so.* => (\S+)", known)}
    hidden = mounts("; ".join(f"mount --bind /dev/null {library}" for library in sorted(libraries)))
    with attack.exporter("--config.file", file, prefix=hidden) as exporter:
        if attack.starts(exporter):
            attack.probes(exporter)
            answer, told = (exporter.get(f"/probe?module=tls&target={attack.tls}{more}") for more in ("", "&debug=true"))
            attack.judge('phase="tls",reason="local_error"' in answer.text and "OpenSSL" in told.text, f"TLS: {answer}; {told}")
            answer = exporter.get(f"/probe?module=echo&target={attack.echo}")
            attack.judge("\nprobe_success 1\n" in answer.text, f"an exchange: {answer}")
            attack.judge(exporter.get("/-/reload", "POST").status == 200, "a reload")
            attack.ends(exporter)
    refused = 0
    files = {
        "passwords.yml": f"basic_auth_users: {{u: {HASH}}}\n",
        "https.yml": "tls_server_config: {cert_file: ca.pem, key_file: ca.pem}\n",
    }
    for name, text in files.items():
        words = ["--web.config.file", attack.write(name, text)]
        refused += attack.refuses(words, 78, "needs OpenSSL: this machine has no OpenSSL library", hidden)
    attack.note = f"plain modules probe, TLS is `local_error`, {refused} web files that need it are refused with 78"


def descriptors(attack):
    """Few descriptors: fewer probes at a time, said at the start, and no false verdict; or no start."""
    limits = [256, 128, 100, 80, 64, 56, 48, 40, 32, 24, 16, 12, 10, 8, 6, 4]
    starts, turned_away = [], 0
    for limit in limits:
        with attack.exporter(prefix=shell(f"ulimit -n {limit}")) as exporter:
            if not exporter.started():
                code, log = exporter.wait(0), exporter.log()
                is_said = code in (14, 127) and log.strip() and not TRACE.search(log)
                attack.judge(is_said, f"with {limit} it neither starts nor says why: exit {code}, {log[-300:]!r}")
                continue
            starts.append(limit)
            attack.probes(exporter, f"with {limit}, when nobody else is there")
            idle = exporter.descriptors()
            turned_away += _crowded(attack, exporter, limit)
            left = exporter.settles(idle + 2) - idle
            attack.judge(left <= 2, f"with {limit}, {left} descriptors left")
            attack.probes(exporter, f"with {limit}, when nobody is there any more")
            attack.ends(exporter)
    if attack.judge(starts and starts == limits[:len(starts)], f"it starts with {starts}"):
        attack.note = f"starts with {min(starts)} and more; {turned_away} probes turned away while {HELD} connections are held"


def _crowded(attack, exporter, limit):
    """Asks while connections are held; how many were turned away, by no answer or by 503. Whoever is answered is answered right."""
    turned_away, held = 0, []
    try:
        held += (exporter.open() for _ in range(HELD))
        for target, wanted in ((attack.echo, "\nprobe_success 1\n"), (attack.closed, 'reason="refused"')) * 5:
            answer = exporter.get(f"/probe?module=tcp_connect&target={target}")
            turned_away += (is_none := answer.gone or answer.status == 503)
            attack.judge(is_none or answer.status == 200 and wanted in answer.text, f"with {limit}, of {target}: {answer}")
    finally:
        for connection in held:
            connection.close()
    return turned_away


def memory(attack):
    """
    Little address space, of which the heap reserves its share and each thread its stack: it starts and is right, or ends; with 2 GB it starts
    and ends as ever.
    """
    little, lasted = range(100_000, 1_550_000, 50_000), 0
    for kilobytes in (*little, *[ENOUGH] * 5, *[2 * ENOUGH] * 5):
        with attack.exporter(prefix=shell(f"ulimit -v {kilobytes}")) as exporter:
            is_little = kilobytes < ENOUGH
            if not exporter.started():
                _without(attack, exporter, kilobytes, is_little)
                continue
            for target, wanted in ((attack.echo, "\nprobe_success 1\n"), (attack.closed, 'reason="refused"')):
                answer = exporter.get(f"/probe?module=tcp_connect&target={target}")
                # No thread, and the runtime ends: no answer. Never another one than the right one.
                is_right = wanted in answer.text or answer.status in (0, 503) and is_little
                attack.judge(is_right, f"with {kilobytes} kB, of {target}: {answer}")
            if not is_little:
                attack.ends(exporter)
            elif exporter.end()[0] == 0:
                lasted += attack.judge(not TRACE.search(exporter.log()), f"with {kilobytes} kB: {exporter.log()[-300:]!r}")
            else:
                _without(attack, exporter, kilobytes, is_little)
    lasts = f"with less in {lasted} of {len(little)} limits from its start to its end"
    attack.note = f"with {ENOUGH // 1_000_000} GB always, {lasts}; else the runtime ends it"


def _without(attack, exporter, kilobytes, is_allowed):
    code, log = exporter.wait(), exporter.log()
    # The runtime may end before the program has begun, and then it says nothing but -1.
    is_told = code not in (0, None) and _NO_MEMORY.search(log) or (code, log) == (255, "")
    attack.judge(is_allowed and is_told, f"with {kilobytes} kB it does not last: exit {code}, {log[-300:]!r}")


def proc(attack):
    """Without /proc and /sys: fewer metrics about itself, and no other verdict."""
    tmpfs = [f"mount -t tmpfs none {place}" for place in ("/proc", "/sys", "/proc/sys")]
    right, missing = 0, [*tmpfs, "mount -t proc -o subset=pid proc /proc"]
    for mount in missing:
        with attack.exporter(prefix=mounts(mount)) as exporter:
            if attack.starts(exporter, mount):
                right += attack.probes(exporter, mount)
                answer = exporter.get("/metrics")
                attack.judge(answer.status == 200 and "tcpprobe_exporter_build_info" in answer.text, f"{mount}: {answer}")
                attack.ends(exporter)
    attack.note = f"{right} right probes in {len(missing)} ways to lack them"


def read_only(attack):
    """Nothing can be written anywhere, not even a temporary file."""
    places = ["/tmp", "/var/tmp", "/dev/shm", attack.folder]
    binds = "; ".join(f"mount --bind {place} {place}; mount -o remount,bind,ro {place}" for place in places)
    tries = "; ".join(
        f"if touch {place}/tcpprobe-touch 2>/dev/null; then echo {place} can be written >&2; exit 1; fi" for place in [*places, "/"])
    file = attack.write("modules.yml", attack.modules())
    with attack.exporter("--config.file", file, prefix=mounts(f"{binds}; mount -o remount,bind,ro /; {tries}")) as exporter:
        if attack.starts(exporter):
            right = attack.probes(exporter)
            answer = exporter.get(f"/probe?module=tls&target={attack.tls}")
            right += attack.judge("\nprobe_success 1\n" in answer.text, f"TLS: {answer}")
            reloads = attack.judge(exporter.get("/-/reload", "POST").status == 200, "a reload")
            attack.ends(exporter)
            attack.note = f"{right:d} right probes, {reloads:d} reload, where {len(places) + 1} folders refuse a file"


def streams(attack):
    """stdin, stdout and stderr closed or full: it serves all the same."""
    right = ways = 0
    for stdin, stdout, stderr in itertools.product(("", "<&-"), ("", ">&-", ">/dev/full"), ("", "2>&-", "2>/dev/full")):
        with socket.create_server(("127.0.0.1", 0)) as taken:
            port = taken.getsockname()[1]
        ways += 1
        prefix = ["sh", "-c", f'exec "$@" {stdin} {stdout} {stderr}', "sh"]
        with attack.exporter("--log.level", "debug", prefix=prefix, port=port) as exporter:
            if attack.starts(exporter, f"{stdin} {stdout} {stderr}"):
                right += attack.probes(exporter, f"{stdin} {stdout} {stderr}")
                attack.ends(exporter)
    with attack.exporter("--log.level", "debug", prefix=shell("ulimit -f 1")) as exporter:
        if attack.starts(exporter, "ulimit -f 1"):
            # Each is a line of the log, which may not grow so far.
            right += sum(attack.probes(exporter, "ulimit -f 1") for _ in range(30))
            attack.ends(exporter)
    _say_after_one_another(attack)
    attack.note = f"{right} right probes in {ways} combinations and with a log that may not grow, without one where it cannot be written"


def _say_after_one_another(attack):
    """Of two that have one file for stderr neither writes over what the other said."""
    both = ["sh", "-c", 'for each in 1 2; do "$@"; done', "sh"]
    with attack.exporter("--config.file", attack.path("missing.yml"), prefix=both) as exporter:
        exporter.wait()
        attack.judge(exporter.log().count("missing.yml: cannot be read") == 2, f"two did not start, and the log is {exporter.log()[-500:]!r}")


ATTACKS = {
    "no OpenSSL": openssl, "few descriptors": descriptors, "little address space": memory, "no /proc, no /sys": proc,
    "a read-only file system": read_only, "closed and full standard streams": streams,
}
