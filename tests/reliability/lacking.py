"""Attacks on the exporter by what is missing: OpenSSL, descriptors, memory, /proc, a file system that can be written, standard streams."""
import itertools
import os
import re
import socket
import subprocess

from attack import mounts, shell

# htpasswd -nbBC 4 u p, of no use to anybody.
HASH = "$2y$04$abcdefghijklmnopqrstuudMegMbPN37MbpdEfAtP66w1z0RBCtLG"
_MODULES = """
modules:
  tcp_connect: {prober: tcp}
  tls: {prober: tcp, tcp: {tls: true, tls_config: {ca_file: CA, server_name: localhost}}}
  echo: {prober: tcp, tcp: {query_response: [{send: "a"}, {expect: "^a$"}]}}
"""


def modules(attack):
    """The text of a file of modules: one that connects, one that speaks TLS, one that says something."""
    return _MODULES.replace("CA", attack.path("ca.pem"))


def openssl(attack):
    """Without OpenSSL everything that needs none goes on, and the rest says so."""
    file = attack.write("modules.yml", modules(attack))
    known = subprocess.run(["ldconfig", "-p"], env={"PATH": f"{os.environ['PATH']}:/usr/sbin:/sbin"}, check=True, capture_output=True, text=True).stdout
    libraries = {os.path.realpath(library) for library in re.findall(r"lib(?:ssl|crypto)\.so.* => (\S+)", known)}
    hidden = mounts("; ".join(f"mount --bind /dev/null {library}" for library in sorted(libraries)))
    with attack.exporter("--config.file", file, prefix=hidden) as exporter:
        if attack.judge(exporter.started(), f"it does not start: {exporter.log()[-500:]!r}"):
            attack.probes(exporter)
            answer = exporter.get(f"/probe?module=tls&target={attack.tls}")
            attack.judge('phase="tls",reason="local_error"' in answer.text and "OpenSSL" in exporter.get(f"/probe?module=tls&target={attack.tls}&debug=true").text, f"TLS: {answer}")
            answer = exporter.get(f"/probe?module=echo&target={attack.echo}")
            attack.judge("\nprobe_success 1\n" in answer.text, f"an exchange: {answer}")
            attack.judge(exporter.get("/-/reload", "POST").status == 200, "a reload")
            attack.ends(exporter)
    for name, text in (("passwords.yml", f"basic_auth_users: {{u: {HASH}}}\n"), ("https.yml", "tls_server_config: {cert_file: ca.pem, key_file: ca.pem}\n")):
        attack.refuses(["--web.config.file", attack.write(name, text)], 78, "needs OpenSSL: this machine has no OpenSSL library", hidden)
    attack.note = "plain modules probe, TLS is `local_error`, a web file that needs it is refused with 78"


def descriptors(attack):
    """Few descriptors: fewer probes at a time, said at the start, and no false verdict; or no start."""
    starts = []
    for limit in (256, 128, 100, 80, 64, 56, 48, 40, 32, 24, 16, 12, 10, 8, 6, 4):
        with attack.exporter(prefix=shell(f"ulimit -n {limit}")) as exporter:
            if not exporter.started():
                log = exporter.log()
                attack.judge(exporter.wait() in (14, 127) and log.strip() and "Unhandled" not in log, f"with {limit} it neither starts nor says why: exit {exporter.wait()}, {log[-300:]!r}")
                continue
            starts.append(limit)
            held = [exporter.open() for _ in range(8)]
            for _ in range(5):
                for target, good in ((attack.echo, True), (attack.closed, False)):
                    answer = exporter.get(f"/probe?module=tcp_connect&target={target}")
                    # No answer, or a refusal, or the fault where it lies; never that of a healthy target, or a closed one that is open.
                    said = answer.status != 200 or 'reason="local_error"' in answer.text or ("\nprobe_success 1\n" in answer.text if good else 'reason="refused"' in answer.text)
                    attack.judge(said, f"with {limit}, of {target}: {answer}")
            for connection in held:
                connection.close()
            attack.ends(exporter)
    attack.note = f"starts with {min(starts)} and more"


def memory(attack):
    """Little address space, of which the heap reserves its share and each thread its stack: it starts and is right, or ends; with 2 GB it starts."""
    started = 0
    for kilobytes in (*range(100_000, 1_550_000, 50_000), *[2_000_000] * 5, *[4_000_000] * 5):
        with attack.exporter(prefix=shell(f"ulimit -v {kilobytes}")) as exporter:
            if not exporter.started():
                attack.judge(kilobytes < 2_000_000 and exporter.wait() is not None, f"with {kilobytes} kB it does not start: exit {exporter.wait()}, {exporter.log()[-300:]!r}")
                continue
            started += 1
            for target, wanted in ((attack.echo, "\nprobe_success 1\n"), (attack.closed, 'reason="refused"')):
                answer = exporter.get(f"/probe?module=tcp_connect&target={target}")
                # No thread, and the runtime ends: no answer. Never another one than the right one.
                attack.judge(wanted in answer.text or answer.status in (0, 503) and kilobytes < 2_000_000, f"with {kilobytes} kB, of {target}: {answer}")
    attack.note = f"with 2 GB always, with less in {started - 10} of 29 limits; else the runtime ends it"


def proc(attack):
    """Without /proc and /sys: fewer metrics about itself, and no other verdict."""
    for mount in ("mount -t tmpfs none /proc", "mount -t tmpfs none /sys", "mount -t tmpfs none /proc/sys", "mount -t proc -o subset=pid proc /proc"):
        with attack.exporter(prefix=mounts(mount)) as exporter:
            if attack.judge(exporter.started(), f"{mount}: it does not start: {exporter.log()[-500:]!r}"):
                attack.probes(exporter)
                answer = exporter.get("/metrics")
                attack.judge(answer.status == 200 and "tcpprobe_exporter_build_info" in answer.text, f"{mount}: {answer}")
                attack.ends(exporter)
    attack.note = "probes as ever"


def read_only(attack):
    """Nothing can be written anywhere, not even a temporary file."""
    with attack.exporter("--config.file", attack.write("modules.yml", modules(attack)), prefix=mounts("mount -o remount,bind,ro /; mount -t tmpfs -o ro none /tmp.none 2>/dev/null || true")) as exporter:
        if attack.judge(exporter.started(), f"it does not start: {exporter.log()[-500:]!r}"):
            attack.probes(exporter)
            answer = exporter.get(f"/probe?module=tls&target={attack.tls}")
            attack.judge("\nprobe_success 1\n" in answer.text, f"TLS: {answer}")
            attack.judge(exporter.get("/-/reload", "POST").status == 200, "a reload")
            attack.ends(exporter)
    attack.note = "probes and reloads as ever"


def streams(attack):
    """stdin, stdout and stderr closed or full: it serves all the same."""
    for stdin, stdout, stderr in itertools.product(("", "<&-"), ("", ">&-", ">/dev/full"), ("", "2>&-", "2>/dev/full")):
        with socket.create_server(("127.0.0.1", 0)) as taken:
            port = taken.getsockname()[1]
        with attack.exporter("--log.level", "debug", prefix=["sh", "-c", f'exec "$@" {stdin} {stdout} {stderr}', "sh"], port=port) as exporter:
            if attack.judge(exporter.started(), f"{stdin} {stdout} {stderr}: it does not start: {exporter.wait(0)} {exporter.log()[-500:]!r}"):
                attack.probes(exporter)
                attack.ends(exporter)
    attack.note = "probes as ever, without a log where it cannot be written"


ATTACKS = {"no OpenSSL": openssl, "few descriptors": descriptors, "little address space": memory, "no /proc, no /sys": proc, "a read-only file system": read_only,
           "closed and full standard streams": streams}
