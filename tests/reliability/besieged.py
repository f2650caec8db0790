"""Attacks on the exporter at a bad moment, and by somebody hostile: signals under load, reloads of files half written, floods."""
import base64
import concurrent.futures
import os
import random
import signal
import threading
import time

from lacking import HASH, modules

# Takes days: the most that bcrypt can be told to do.
ENDLESS = "$2y$31$abcdefghijklmnopqrstuudMegMbPN37MbpdEfAtP66w1z0RBCtLG"
RULES = """
targets:
  deny: [127.0.0.0/8]
"""


def signals(attack):
    """SIGTERM and SIGINT at any moment under load: whoever is being answered gets the whole answer, and it ends with 0."""
    cut = 0
    for number in range(attack.times(60)):
        with attack.exporter("--config.file", attack.write("modules.yml", modules(attack))) as exporter:
            if not attack.judge(exporter.started(), f"it does not start: {exporter.log()[-500:]!r}"):
                continue
            over = threading.Event()

            def ask():
                answers = []
                while not over.is_set():
                    target, module, wanted = random.choice(((attack.echo, "echo", "\nprobe_success 1\n"), (attack.closed, "tcp_connect", 'reason="refused"'), (attack.tls, "tls", "\nprobe_success 1\n")))
                    answer = exporter.get(f"/probe?module={module}&target={target}")
                    answers.append((answer, answer.status == 200 and wanted in answer.text, over.is_set()))
                    if answer.status == 0:
                        break
                return answers

            with concurrent.futures.ThreadPoolExecutor(16) as askers:
                asked = [askers.submit(ask) for _ in range(16)]
                time.sleep(random.random() * 0.5)
                attack.ends(exporter, random.choice((signal.SIGTERM, signal.SIGINT)))
                over.set()
            for answers in asked:
                for answer, right, _ in answers.result():
                    # Nobody is there any more, or it hung up before it said anything: both are said by the absence of a status line.
                    gone = answer.status == 0 and ("refused" in answer.text or "Remote end closed" in answer.text or "reset" in answer.text)
                    cut += answer.status == 0
                    attack.judge(right or gone, f"{answer}")
        del number
    attack.note = f"exit 0 each time; {cut:,} of these came when it was gone"


def reloads(attack):
    """Reloads by SIGHUP and POST of files that are half written, wrong, empty or right, under load: what held before holds, each answer is right."""
    text = modules(attack)
    path = attack.write("modules.yml", text)
    with attack.exporter("--config.file", path) as exporter:
        if not attack.judge(exporter.started(), f"it does not start: {exporter.log()[-500:]!r}"):
            return
        over = threading.Event()

        def ask():
            while not over.is_set():
                attack.probes(exporter)

        taken = refused = 0
        with concurrent.futures.ThreadPoolExecutor(4) as askers:
            asked = [askers.submit(ask) for _ in range(4)]
            early = None
            count = attack.times(1000)
            for number in range(count):
                kind = random.randrange(5)
                broken = [text[:random.randrange(text.index("prober"), text.index("prober") + len("prober: t"))], text.replace("prober", "probber"), "modules: {tcp_connect: {prober: tcp}}\n---\nmodules: {}\n"]
                attack.write("modules.yml", random.choice((text, text + "# again\n")) if kind < 2 else broken[kind - 2])
                if random.random() < 0.2:
                    exporter.signal(signal.SIGHUP)
                answer = exporter.get("/-/reload", "POST")
                attack.judge(answer.status == (200 if kind < 2 else 500), f"reload {kind}: {answer}")
                taken, refused = taken + (answer.status == 200), refused + (answer.status == 500)
                if number == count // 4:
                    early = exporter.memory()
            over.set()
            for one in asked:
                one.result()
        late = exporter.memory()
        attack.judge(late <= early * 1.25 + 2, f"memory rose from {early:.1f} to {late:.1f} MB")
        attack.ends(exporter)
    attack.note = f"{taken} taken, {refused} refused; memory {early:.1f} MB after a quarter, {late:.1f} MB at the end"


def passwords(attack):
    """A flood of wrong passwords, and a hash that takes days to check: whoever knows the right one and is known is served, the others wait for nothing, and it ends when told to."""
    web = attack.write("web.yml", f"basic_auth_users: {{u: {HASH}}}\n")
    right = {"Authorization": "Basic " + base64.b64encode(b"u:p").decode()}
    with attack.exporter("--web.config.file", web) as exporter:
        if attack.judge(exporter.started(), f"it does not start: {exporter.log()[-500:]!r}"):
            attack.judge(exporter.get("/metrics", headers=right).status == 200, "the right password")
            _flood(attack, exporter, right)
            attack.judge(exporter.memory() < 100, f"{exporter.memory():.0f} MB")
            attack.note = f"{exporter.memory():.0f} MB after them"
            attack.ends(exporter)
    attack.refuses(["--web.config.file", attack.write("endless.yml", f"basic_auth_users: {{u: {ENDLESS}}}\n")], 78, "cost")


def _flood(attack, exporter, right):
    over = threading.Event()

    def guess():
        while not over.is_set():
            wrong = "Basic " + base64.b64encode(random.randbytes(random.choice((5, 50, 5000))).replace(b":", b"") + b":" + random.randbytes(9)).decode()
            answer = exporter.get("/probe", headers={"Authorization": wrong})
            attack.judge(answer.status in (401, 429), f"a wrong password: {answer}")

    with concurrent.futures.ThreadPoolExecutor(12) as guessers:
        guessed = [guessers.submit(guess) for _ in range(12)]
        for _ in range(attack.times(200)):
            answer = exporter.get(f"/probe?module=tcp_connect&target={attack.echo}", headers=right)
            attack.judge(answer.status == 200 and "\nprobe_success 1\n" in answer.text, f"the right password: {answer}")
        over.set()
        for one in guessed:
            one.result()


def connections(attack):
    """Connections that say nothing, half a request, or read no answer, more than there may be: they are let go in time, and nothing is kept of them."""
    limit = 20
    with attack.exporter("--max-probes", str(limit)) as exporter:
        if not attack.judge(exporter.started(), f"it does not start: {exporter.log()[-500:]!r}"):
            return
        attack.probes(exporter)
        idle = len(os.listdir(f"/proc/{exporter.pid}/fd"))
        for _ in range(attack.times(20)):
            held = []
            for _ in range(limit + 300):
                held.append(one := exporter.open())
                what = random.choice((b"", b"GET / HTTP/1.1\r\nHost: a\r\nX-A: ", b"GET /metrics HTTP/1.1\r\nHost: a\r\n\r\n" * 20, b"\x16\x03\x01\x02", random.randbytes(300), b"POST /-/reload HTTP/1.1\r\nHost: a\r\nContent-Length: 99999\r\n\r\n"))
                try:
                    one.sendall(what)
                except OSError:
                    pass
            for one in held:
                one.close()
            end = time.monotonic() + 30
            while (left := len(os.listdir(f"/proc/{exporter.pid}/fd")) - idle) > 2 and time.monotonic() < end:
                time.sleep(0.05)
            attack.judge(left <= 2, f"{left} descriptors left")
            attack.probes(exporter)
        # Somebody who stays is let go after ten seconds in the middle of a head; whoever comes meanwhile beside the limit is served.
        slow = exporter.open()
        slow.sendall(b"GET / HTTP/1.1\r\nHost: a\r\n")
        attack.probes(exporter)
        slow.settimeout(40)
        attack.judge(b" 408 " in slow.recv(100) or slow.recv(1) == b"", "half a head is not answered")
        attack.ends(exporter)
        attack.note = f"{limit + 300} at a time where {limit + 250} may be; half a head is let go in 10 s"


def rules(attack):
    """A rule against targets while the file is written anew again and again: never is a forbidden target probed."""
    text = modules(attack) + RULES
    path = attack.write("modules.yml", text)
    with attack.exporter("--config.file", path) as exporter:
        if not attack.judge(exporter.started(), f"it does not start: {exporter.log()[-500:]!r}"):
            return
        for number in range(attack.times(200)):
            # Cut somewhere in the modules, and not quite at an end: such a file is a mistake. One that is cut between two keys is right, and has no rules.
            attack.write("modules.yml", text if number % 2 else text[:random.randrange(1, len(text) - len(RULES))] + "\n]:{")
            exporter.get("/-/reload", "POST")
            answer = exporter.get(f"/probe?module=tcp_connect&target={attack.echo}")
            attack.judge(answer.status == 403, f"it was probed: {answer}")
        attack.ends(exporter)
    attack.note = "403 each time"


ATTACKS = {"signals under load": signals, "reloads under load": reloads, "a flood of passwords": passwords, "a flood of connections": connections, "rules while they are reloaded": rules}
