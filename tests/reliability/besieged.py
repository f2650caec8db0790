"""Attacks on the exporter at a bad moment, and by somebody hostile: signals under load, reloads of files half written, floods."""
import base64
import collections
import concurrent.futures
import contextlib
import random
import signal
import threading
import time

from siege import HASH
from watch import Watch

# Of the cost 10, at which a password takes a while; and of the most that bcrypt can be told to do, which takes days.
SLOW = "$2y$10$abcdefghijklmnopqrstuufTpAkGU.os58rNmF0HwM/ElI1QqwvoO"
ENDLESS = HASH.replace("$04$", "$31$")
GUESSERS = 32
# How many connections there may be beside those of the probes, and what a server opens for itself while they come.
MORE, OWN = 250, 10
# Seconds until a busy machine has closed what was accepted too much.
PATIENCE = 30
# No probe of this machine may be made; each says it in its own way, so that a reload changes something.
RULES = ("\ntargets:\n  deny: [127.0.0.0/8]\n", "\ntargets:\n  deny: [127.0.0.1/32]\n")


@contextlib.contextmanager
def meanwhile(count, work):
    """So many threads that do this again and again, until it returns False or they are left; what is raised in one is raised at the end."""
    over = threading.Event()

    def again():
        while not over.is_set() and work() is not False:
            pass

    with concurrent.futures.ThreadPoolExecutor(count) as threads:
        working = [threads.submit(again) for _ in range(count)]
        try:
            yield
        finally:
            over.set()
    for one in working:
        one.result()


def signals(attack):
    """SIGTERM and SIGINT at any moment under load: whoever is being answered gets the whole answer, and it ends with 0."""
    good, bad = "\nprobe_success 1\n", 'reason="refused"'
    wants = ((attack.echo, "echo", good), (attack.closed, "tcp_connect", bad), (attack.tls, "tls", good))
    seen = collections.Counter()
    for _ in range(attack.times(60)):
        with attack.exporter("--config.file", attack.write("modules.yml", attack.modules())) as exporter:
            if not attack.starts(exporter):
                continue
            told = threading.Event()

            def ask():
                target, module, wanted = random.choice(wants)
                answer = exporter.get(f"/probe?module={module}&target={target}")
                # Nobody is there any more, or it hung up before it said anything: only once it was told to end.
                is_gone = answer.gone and told.is_set()
                attack.judge(is_gone or answer.status == 200 and wanted in answer.text, answer)
                seen["gone" if is_gone else "answered"] += 1
                return not answer.gone

            with meanwhile(16, ask):
                time.sleep(random.random() * 0.5)
                told.set()
                seen["ended"] += attack.ends(exporter, random.choice((signal.SIGTERM, signal.SIGINT)))
    attack.judge(seen["answered"] >= seen["ended"], f"nobody asked: {seen}")
    attack.note = f"{seen['ended']} ended with 0, {seen['answered']:,} answers, {seen['gone']:,} came when it was gone"


def reloads(attack):
    """Reloads by SIGHUP and POST of files half written, wrong, or right, under load: what held before holds, each answer is right."""
    text = attack.modules()
    with attack.exporter("--config.file", attack.write("modules.yml", text)) as exporter:
        if not attack.starts(exporter):
            return
        watch = Watch(exporter.pid, 0.05)
        watch.start()
        seen = collections.Counter()
        first = text.index("prober")
        with meanwhile(4, lambda: attack.probes(exporter) == 2):
            for _ in range(attack.times(1000)):
                kind = random.randrange(5)
                broken = [
                    text[:random.randrange(first, first + len("prober: t"))], text.replace("prober", "probber"),
                    "modules: {tcp_connect: {prober: tcp}}\n---\nmodules: {}\n",
                ]
                attack.write("modules.yml", random.choice((text, text + "# again\n")) if kind < 2 else broken[kind - 2])
                if random.random() < 0.2:
                    exporter.send(signal.SIGHUP)
                answer = exporter.get("/-/reload", "POST")
                attack.judge(answer.status == (200 if kind < 2 else 500), f"reload {kind}: {answer}")
                seen[answer.status] += 1
        attack.note = f"{seen[200]} taken, {seen[500]} refused"
        if not attack.is_short:
            words, is_flat = watch.verdict()
            attack.judge(is_flat, words)
            attack.note += f"; {words}"
        attack.ends(exporter)


def passwords(attack):
    """
    A flood of wrong passwords, and a hash that takes days to check: whoever knows the right one and is known is served, the others wait for
    nothing, and it ends when told to.
    """
    web = attack.write("web.yml", f"basic_auth_users: {{u: {SLOW}}}\n")
    with attack.exporter("--web.config.file", web) as exporter:
        if attack.starts(exporter):
            right = _basic(b"u", b"p")
            attack.judge(exporter.get("/metrics", headers=right).status == 200, "the right password")
            served, seen = _flood(attack, exporter, right)
            memory = exporter.memory()
            attack.judge(memory is not None and memory < 100, f"{memory} MB")
            if attack.ends(exporter):
                guesses = f"{seen[401]} guesses answered 401 and {seen[429]} answered 429"
                attack.note = f"{served} probes served beside {guesses}; {memory:.0f} MB after them"
    attack.refuses(["--web.config.file", attack.write("endless.yml", f"basic_auth_users: {{u: {ENDLESS}}}\n")], 78, "cost")


def _basic(user, password):
    return {"Authorization": "Basic " + base64.b64encode(user + b":" + password).decode()}


def _flood(attack, exporter, right):
    """(how many of those with the right password were served, how many guesses had which status)."""
    seen, served = collections.Counter(), 0

    def guess():
        # Half of them know a name. The longest pass for a password no longer, and nobody need check them.
        strange = random.randbytes(random.choice((5, 50, 5000))).replace(b":", b"")
        user = random.choice((b"u", b"u", random.randbytes(4).hex().encode(), strange))
        answer = exporter.get("/probe", headers=_basic(user, random.randbytes(9).hex().encode()))
        attack.judge(answer.status in (401, 429), f"a wrong password: {answer}")
        seen[answer.status] += 1
        return answer.status != 0

    with meanwhile(GUESSERS, guess):
        count, end = attack.times(200), time.monotonic() + 60
        while served < count or not (seen[401] and seen[429]) and time.monotonic() < end:
            answer = exporter.get(f"/probe?module=tcp_connect&target={attack.echo}", headers=right)
            served += 1
            is_right = answer.status == 200 and "\nprobe_success 1\n" in answer.text
            if not attack.judge(is_right, f"the right password: {answer}") and answer.gone:
                break
    attack.judge(seen[401] and seen[429], f"this is no flood: {seen}")
    return served, seen


def connections(attack):
    """Connections that say nothing, half a request, or read no answer, more than there may be: they are let go in time."""
    limit = 20
    most, came = limit + MORE, limit + MORE + 50
    with attack.exporter("--max-probes", str(limit)) as exporter:
        if not attack.starts(exporter):
            return
        attack.probes(exporter)
        idle = exporter.settles(0, 0.5)
        closed = _silent(attack, exporter, came, most, idle)
        for _ in range(attack.times(20)):
            _mixed(attack, exporter, came, most, idle)
        # Somebody who stays is let go after ten seconds in the middle of a head; whoever comes meanwhile beside the limit is served.
        with exporter.open() as slow:
            slow.sendall(b"GET / HTTP/1.1\r\nHost: a\r\n")
            start = time.monotonic()
            attack.probes(exporter)
            said, seconds = _heard(slow, 40), time.monotonic() - start
            is_right = said is not None and (said == b"" or said.startswith(b"HTTP/1.1 408 "))
            is_let_go = attack.judge(is_right, f"half a head is answered {said!r} after {seconds:.0f} s")
        attack.ends(exporter)
        if is_let_go:
            surplus = f"{came} at a time where {most} may be: {closed} are closed unanswered"
            attack.note = f"{surplus}; half a head is let go after {seconds:.0f} s"


def _silent(attack, exporter, came, most, idle):
    """How many of those who come and say nothing are closed at once: all that are too many, and nobody else."""
    with contextlib.ExitStack() as held:
        every = [held.enter_context(exporter.open()) for _ in range(came)]
        surplus, closed, quiet = came - most, set(), time.monotonic()
        # Until nobody more was closed for a second; those who stay have ten.
        while time.monotonic() < quiet + 1:
            for one in every:
                if one not in closed and (said := _heard(one, 0)) is not None:
                    closed.add(one)
                    quiet = time.monotonic()
                    attack.judge(said == b"", f"one too many is answered {said!r}")
            time.sleep(0.05)
        count = exporter.descriptors()
        attack.judge(surplus <= len(closed) <= surplus + 2, f"{len(closed)} of {came} are closed at once, where {most} may be")
        attack.judge(idle < count <= idle + most + OWN, f"{count} descriptors are open, {idle} when nobody is there")
    left = exporter.settles(idle + 2) - idle
    attack.judge(left <= 2, f"{left} descriptors left of those who say nothing")
    return len(closed)


def _mixed(attack, exporter, came, most, idle):
    """As many who say something, each something else, and go."""
    words = (
        b"", b"GET / HTTP/1.1\r\nHost: a\r\nX-A: ", b"GET /metrics HTTP/1.1\r\nHost: a\r\n\r\n" * 20,
        b"\x16\x03\x01\x02", random.randbytes(300),
        b"POST /-/reload HTTP/1.1\r\nHost: a\r\nContent-Length: 99999\r\n\r\n",
    )
    with contextlib.ExitStack() as held:
        for _ in range(came):
            one = held.enter_context(exporter.open())
            with contextlib.suppress(OSError):
                one.sendall(random.choice(words))

        # One too many is accepted before it is closed.
        end = time.monotonic() + PATIENCE
        while (count := exporter.descriptors()) > idle + most + OWN and time.monotonic() < end:
            time.sleep(0.05)
        attack.judge(count <= idle + most + OWN, f"{count} descriptors are open, {idle} when nobody is there")
    left = exporter.settles(idle + 2) - idle
    attack.judge(left <= 2, f"{left} descriptors left")
    attack.probes(exporter)


def _heard(connection, within):
    """What is said on it until it is closed; None if it is not closed in time."""
    said, end = b"", time.monotonic() + within
    try:
        while True:
            connection.settimeout(max(0, end - time.monotonic()))
            if not (piece := connection.recv(4096)):
                return said
            said += piece
    except ConnectionError:
        return said
    except (BlockingIOError, TimeoutError):
        return None


def rules(attack):
    """A rule against targets while the file is written anew again and again: never is a forbidden target probed, until the rule is gone."""
    text, seen = attack.modules(), collections.Counter()
    with attack.exporter("--config.file", attack.write("modules.yml", text + RULES[0])) as exporter:
        if not attack.starts(exporter):
            return

        def ask():
            answer = exporter.get(f"/probe?module=tcp_connect&target={attack.echo}")
            attack.judge(answer.status == 403, f"it was probed: {answer}")
            seen[answer.status] += 1
            return not answer.gone

        with meanwhile(4, ask):
            for number in range(attack.times(200)):
                # Cut somewhere in the modules, and not quite at an end: such a file is a mistake; one cut between two keys is right, and has
                # no rules.
                is_whole = number % 2 == 0
                cut = text[:random.randrange(1, len(text))] + "\n]:{"
                attack.write("modules.yml", text + RULES[number // 2 % 2] if is_whole else cut)
                answer = exporter.get("/-/reload", "POST")
                attack.judge(answer.status == (200 if is_whole else 500), f"a {'whole' if is_whole else 'cut'} file: {answer}")
                seen["reloads"] += 1
                seen["cut"] += not is_whole
        attack.write("modules.yml", text)
        attack.judge(exporter.get("/-/reload", "POST").status == 200, "a file without rules")
        attack.probes(exporter, "without the rules")
        attack.ends(exporter)
    during = f"{seen['reloads']} reloads, {seen['cut']} of files cut short"
    attack.note = f"403 {seen[403]:,} times during {during}; probed once a file has no rule"


ATTACKS = {
    "signals under load": signals, "reloads under load": reloads, "a flood of passwords": passwords, "a flood of connections": connections,
    "rules while they are reloaded": rules,
}
