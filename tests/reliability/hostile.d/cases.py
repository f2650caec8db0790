"""The cases: what is said or named, where, and in which format it is told."""
import functools
import os
import re
import select
import socket
import subprocess
import time

import certificates as made
import readers
from payloads import LABELS, PAYLOADS, REFUSED_LABELS
from peers import Peer
from readers import demand, showable
from runner import LIMIT

VARIANTS = [(name, ["-o", name]) for name in readers.READERS] + [
    ("human", ["-v"]), ("human", ["-vv"]), ("json", ["-o", "json", "-vv"]), ("csv", ["-o", "csv", "-v"]), ("human", ["--color", "always"])]
DEFAULT_EXCHANGE = 27
TO_EVERY_OPTION = ("plain", "ansi", "c1-utf8", "overprint", "bidi", "separators", "not-utf8", "log")

# How a reply is met: the arguments, after how many bytes the peer speaks, and whether the probe fails over it.
SITUATIONS = {
    "reply": (["--reply-struct", "4s4p8s"], DEFAULT_EXCHANGE),
    "exactly": (["--reply-exactly", "16M"], DEFAULT_EXCHANGE),
    "expect": (["--expect", "never comes"], 0),
    "expect-start": (["--expect-start", r"+OK ready\r\n!"], 0),
    "expect-regex": (["--expect-regex", r"\A(?<it>[\x00-\xff]{1,200})", "--send", "${it}", "--expect-silence", "10ms"], 0),
    "expect-struct": (["--expect-struct", "8s4sI never here 7"], 0),
    "small": (["--expect", "never comes", "--max-reply", "64"], 0),
    "not-tls": (["--tls", "--io-timeout", "2"], 0),
    "smtp": (["--starttls", "smtp"], 0),
    "xmpp": (["--starttls", "xmpp"], 1),
    "stay": (["--stay", "30"], 0),
}


def paint(text):
    return re.sub(rb"\x1b\[3[12]m(ok|failed)\x1b\[0m", rb"\1", text)


def told(variant, code, out, err):
    """The shape of what a format says, nothing raw in it or beside it."""
    name, options = variant
    reader = readers.READERS[name]
    shape = reader(paint(out) if "always" in options else out)
    if any(option.startswith("-v") for option in options):
        readers.log(err)
        demand(err, "the log is empty")
    else:
        demand(not err, f"stderr: {err!r}")
    return code, shape


def replies(run):
    """Every payload in every situation and every format: the shape is that of another reply that ends the same way."""
    for situation, (options, after) in SITUATIONS.items():
        for variant in VARIANTS:
            shapes = {}
            for payload, says in PAYLOADS.items():
                with Peer(says, after) as peer:
                    args = [f"localhost:{peer.port}", "-4", *options, *variant[1]]
                    found = run.judge(f"{situation} {variant[1]} {payload}", args, functools.partial(told, variant))
                    if found is not None:
                        shapes.setdefault(re.sub(r"\d{4,5}", "PORT", repr(found)), []).append(payload)
            one = {repr(shape) for shape in shapes}
            most = 1 if situation in ("reply", "expect", "exactly", "stay") else 3
            if len(one) > most:
                run.fail(f"{situation} {variant[1]}", [], ValueError(f"replies change the shape: {shapes}"))


def labels(run):
    """A target file: labels stand in every format, or the line is refused in words that can be shown."""
    path = os.path.join(run.folder, "targets")
    for payload, label in LABELS.items():
        with Peer(b"+OK\r\n") as peer:
            with open(path, "wb") as file:
                file.write(f"localhost:{peer.port} {label}\n127.0.0.1:{peer.port} {label}\n".encode())
            for variant in VARIANTS:
                for options in (["-z"], ["--expect", "+OK"], ["--expect-start", "-"]):
                    args = ["--targets", path, "-4", *options, *variant[1]]
                    run.judge(f"label {variant[1]} {payload}", args, lambda code, out, err, variant=variant, label=label: labelled(variant, label, code, out, err))
    for payload in REFUSED_LABELS:
        with open(path, "wb") as file:
            file.write(b"localhost:1 " + PAYLOADS[payload].replace(b"\n", b"") + b"\n")
        for variant in VARIANTS:
            run.judge(f"refused label {variant[1]} {payload}", ["--targets", path, "-z", *variant[1]], functools.partial(refused, variant))


def labelled(variant, label, code, out, err):
    code, shape = told(variant, code, out, err)
    demand(code in (0, 1, 2, 19), f"exit {code}")
    if variant[0] == "json":
        demand(len(shape) == 3 and all(probe[1] == (code == 0) for probe in shape[:2]), f"two probes and a sum: {shape}")
        demand([value for line in out.decode().splitlines() for key, value in readers.json.loads(line).items() if key == "label"] == [label, label], "the label is another")
    if variant[0] == "tap":
        demand(len(shape) == 3, f"two tests and a plan: {shape}")
    if variant[0] == "nagios":
        demand(len(shape) == 3 and len(shape[0][1]) == 2, f"a line of sums and one a target: {shape}")


def refused(variant, code, out, err):
    """A mistake: one line on stderr; a plugin says it on stdout."""
    told_on, other = (out, err) if variant[0] == "nagios" else (err, out)
    demand(code == (3 if variant[0] == "nagios" else 64), f"exit {code}")
    demand(not other, f"{other!r}")
    demand(len(readers.lines(told_on)) == 1 and (variant[0] != "nagios" or b"|" not in told_on), f"{told_on!r}")


def words(run):
    """Every payload that an argument can hold as host, port, command, and value of every option: no line of it is raw."""
    options = sorted(set(re.findall(r"(--[a-z-]+) [^ ]", run.run("--help-all")[1].decode())) - {"--generate"})
    options += ["-H", "-p", "-t", "-i", "-o", "-w", "-c"]
    hostile = {name: says.replace(b"\0", b"")[:2000] for name, says in PAYLOADS.items()}
    for name, word in hostile.items():
        for args in ([word], [b"h:" + word], [word, b"80"], [b"h", word], [b"[" + word + b"]:1"], [b"tcp://" + word], [b"--" + word], [b"-" + word], [b"h:1", b"--", word], [b"fe80::1%" + word, b"1"]):
            for output in ([], [b"-o", b"nagios"], [b"-o", b"json"]):
                run.judge(f"word {args!r:.40} {name}", [*output, b"-z", b"-t", b"1", *args], shown)
        for option in options if name in TO_EVERY_OPTION else ():
            run.judge(f"value of {option} {name}", [option, word, "localhost:1", "-t", "0.2"], shown)
            run.judge(f"logged value of {option} {name}", [f"{option}=".encode() + word if option.startswith("--") else option.encode() + word, "127.0.0.1:1", "-vv", "-o", "json", "-t", "0.2"], shown)
        for command in ("listen", "help", "demo", "wait-for-it"):
            run.judge(f"word of {command} {name}", [command, word, *(["-t", "1"] if command == "wait-for-it" else [])], shown)
        run.judge(f"unwritable {name}", ["localhost:1", "-t", "0.2", "-o", b"json=/nowhere/" + word], shown)
        run.judge(f"not run {name}", ["listen", "0", "--ready-file", b"/nowhere/" + word], shown)


def shown(code, out, err):
    demand(code < 128, f"exit {code}")
    for line in readers.lines(out) + readers.lines(err):
        showable(line)


def certificates(run):
    """A server whose subject, issuer and names are hostile: refused or, with --insecure, told, and never raw."""
    for payload, says in PAYLOADS.items():
        with made.TlsServer(run.folder, says[:60]) as server:
            for variant in VARIANTS:
                for options in (["--tls"], ["--tls", "--insecure"], ["--tls", "--sni", "other.invalid", "--ca", server.path]):
                    args = [f"localhost:{server.port}", "-4", *options, *variant[1]]
                    run.judge(f"certificate {options[1:2]} {variant[1]} {payload}", args, lambda code, out, err, variant=variant: sized(variant, code, out, err))


def sized(variant, code, out, err):
    code, shape = told(variant, code, out, err)
    if variant[0] == "nagios":
        demand(len(shape) == 1, f"{shape}")
    if variant[0] == "human":
        demand(len(shape) <= 2, f"{shape}")


def listen(run):
    """A client of listen: each thing that happens is a line, whatever it sends."""
    for mode in (["--mode", "echo"], ["--mode", "recipe"], ["--log-struct", "4s4pI"], ["--expect", "x"], ["--expect-start", "+OK ready"], ["--expect-struct", "4sI a 7"], ["--expect-regex", "^x"], ["--tls"]):
        for payload, says in PAYLOADS.items():
            run.runs += 1
            process = run.start("listen", "0", *mode, "--connections", "1")
            try:
                port = int(process.stdout.readline().rsplit(b":", 1)[1])
                with socket.create_connection(("127.0.0.1", port)) as client:
                    say(client, says + says)
                out, err = process.communicate(timeout=LIMIT)
                demand(process.returncode in (0, 1), f"exit {process.returncode}")
                for line in readers.lines(out):
                    demand(line.startswith("127.0.0.1:"), f"this is no line of the log: {line}")
                shown(0, b"", err)
            except (ValueError, IndexError, subprocess.TimeoutExpired) as wrong:
                process.kill()
                run.fail(f"listen {mode} {payload}", [], wrong)
            finally:
                process.stdout.close()
                process.stderr.close()
                process.wait()


def say(client, bytes_):
    """Sends and reads at once, so that neither side waits for the other, until the other side has closed."""
    client.setblocking(False)
    end = time.monotonic() + LIMIT
    rest, closed = memoryview(bytes_), False
    while time.monotonic() < end:
        readable, writable, _ = select.select([client], [client] if rest else [], [], 1)
        try:
            if writable:
                rest = rest[client.send(rest[:65536]):]
            if not rest and not closed:
                client.shutdown(socket.SHUT_WR)
                closed = True
            if readable and not client.recv(65536):
                return
        except OSError:
            return
