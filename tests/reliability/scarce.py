"""Attacks by what is missing: descriptors, memory, /proc, a file system that can be written, a resolver, standard streams, room on the disk."""
import itertools
import os
import re
import xml.etree.ElementTree

from attack import mounts, shell

OPEN, REFUSED, SILENT, ECHO = "10.87.0.2:7001", "10.87.0.2:7002", "10.87.0.2:7010", "10.87.0.2:7001"
# Targets enough for a crowd: all of them refuse.
CROWD = ["10.87.0.2", "7200-7299", "-z"]
FORMATS = ["human", "json", "csv", "nagios", "prometheus", "junit", "tap"]


def ways(attack):
    """(words, the right exit code) of every kind of run; a report file, where there is one, is whole at its end."""
    report = attack.path("report")
    return [
        ([OPEN, "-z"], 0), ([REFUSED, "-z"], 11), ([ECHO], 0), ([SILENT, "--io-timeout", "0.2"], 18), (["dual.lab", "7001", "-z"], 0),
        ([OPEN, REFUSED, "-z"], 11), (CROWD, 11), ([OPEN, "-z", "--count", "3", "-i", "10ms"], 0), ([REFUSED, "-z", "--wait", "0.3", "-i", "0.1"], 124),
        ([ECHO, "-o", "json", "-o", f"junit={report}.xml", "-o", f"json={report}.json"], 0), ([OPEN, "-z", "--", "true"], 0),
        (["10.87.0.2:7110", "--tls", "--ca", attack.path("ca.pem"), "--sni", "localhost"], 0),
    ]


def descriptors(attack):
    """From 16 down to where nothing starts any more: as ever, fewer at a time, or an error of this machine."""
    for limit in (16, 14, 12, *range(11, 2, -1)):
        for words, code in ways(attack):
            # With 16 all is well, with less it may be told; never is a healthy target called anything but healthy or not probed.
            codes = {code} if limit == 16 else {code, 14, 64, 70, 74, 126, 127}
            attack.run(words, codes, shell(f"ulimit -n {limit}"), says="" if limit == 16 else ".")


def memory(attack):
    """What the start needs and 64 MB: all is well. Less than that: well, or said."""
    def starts(kilobytes):
        return attack.begin(["--version"], shell(f"ulimit -v {kilobytes}")).wait() == 0
    low, high = 1_000, 4_000_000
    while high - low > 200:
        middle = (low + high) // 2
        low, high = (low, middle) if starts(middle) else (middle, high)
    # The runtime itself may end in that very place, before the program has begun; where things lie differs from start to start.
    high += 500
    attack.note = f"a start takes {high / 1000:.0f} MB of address space"
    for words, code in ways(attack):
        attack.run(words, {code}, shell(f"ulimit -v {high + 64_000}"))
        for more in range(0, 33_000, 2_000):
            attack.run(words, {code, 14, 64, 70, 74, 126}, shell(f"ulimit -v {high + more}"), says=".")


def proc(attack):
    """Without /proc, and with one that holds processes only."""
    for mount in ("mount -t tmpfs none /proc", "mount -t tmpfs none /proc/sys", "mount -t proc -o subset=pid proc /proc", "mount -t tmpfs none /sys; mount -t tmpfs none /proc"):
        for words, code in ways(attack):
            attack.run(words, {code}, mounts(mount))


def read_only(attack):
    """Nothing can be written: probes go on, a report in a file is refused before the first of them."""
    here = attack.folder
    for words, code in [*ways(attack), ([OPEN, "-z", "--count", "2", "-i", "10ms", "-o", f"json={here}/report.json"], 0)]:
        files = any(word.startswith(("json=", "junit=")) for word in words)
        prefix = mounts(f"mount --bind {here} {here}; mount -o remount,bind,ro {here}; mount -o remount,bind,ro /")
        attack.run(words, {64 if files else code}, prefix, says="[Rr]ead-only" if files else "")


def resolver(attack):
    """A name, and nobody to ask: never that the name is unknown, and never later than the limit."""
    for number, content in enumerate((None, "directory", "", "nameserver 127.0.0.1\n", "nameserver 10.87.0.4\n", "nameserver 10.86.4.1\n", "rubbish\n\0\n")):
        etc = attack.path(f"etc{number}")
        os.makedirs(etc)
        for name, text in (("hosts", "127.0.0.1 localhost\n"), ("nsswitch.conf", "hosts: files dns\n"), ("resolv.conf", content)):
            if text == "directory":
                os.mkdir(os.path.join(etc, name))
            elif text is not None:
                with open(os.path.join(etc, name), "w", encoding="ascii") as file:
                    file.write(text)
        for more, code in (([], 10), (["--count", "2", "-i", "10ms"], 10), (["--wait", "1.5", "-i", "0.2"], 124), ([OPEN], 10), (["-o", "json"], 10)):
            words = ["nobody.invalid:7001", *more, "-z", "--resolve-timeout", "0.5"]
            answer = attack.run(words, {code}, mounts(f"mount --bind {etc} /etc"), says="resolver_unavailable", within=30)
            if OPEN in more and " ok: " not in answer.out:
                attack.complain(f"the other target is not ok: {answer}")


def streams(attack):
    """stdin, stdout and stderr closed or full in every combination: the code tells all the same, and a report in a file is whole."""
    report = attack.path("streams.json")
    for stdin, stdout, stderr in itertools.product(("", "<&-", "</dev/full"), ("", ">&-", ">/dev/full"), ("", "2>&-", "2>/dev/full")):
        prefix = ["sh", "-c", f'exec "$@" {stdin} {stdout} {stderr}', "sh"]
        for words, code in ways(attack) + [([REFUSED, "-z", "-q"], 11), ([OPEN, "-z", "-q", "--count", "2", "-i", "10ms", "-o", f"json={report}"], 0), (["no port"], 64)]:
            # Before a command the report goes to stderr, as far as that takes it.
            fails = stdout and "-q" not in words and "--" not in words and code != 64
            attack.run(words, {74} if fails else {code}, prefix)
            if f"json={report}" in words and not is_whole("json", _read(report)):
                attack.complain(f"{report} is not whole: {prefix[2]}")


def disk(attack):
    """A disk that is full, or becomes so in the middle: exit 74, the old report stays, and nothing lies beside it."""
    folder = attack.path("disk")
    os.makedirs(folder, exist_ok=True)
    for output in FORMATS:
        for size, words in (("1m", [REFUSED, "-z"]), ("8k", [REFUSED, "-z"]), ("8k", CROWD), ("16k", [*CROWD, "--count", "20", "-i", "1ms"]), ("4k", [OPEN, "-z", "--count", "2", "-i", "1ms"])):
            fill = "head -c 4000 /dev/zero >full || true" if size == "8k" else "head -c 4000 /dev/zero >full || true; rm -f full; : >rest"
            script = f"mount -t tmpfs -o size={size} tmpfs {folder}; cd {folder}; echo old >report; {fill}"
            prefix = ["unshare", "--mount", "--propagation", "private", "sh", "-c", f'{script}; "$@"; code=$?; ls -A; echo ==; cat report; exit $code', "sh"]
            answer = attack.run([*words, "-q", "-o", f"{output}={folder}/report"], {0, 11, 74} if output != "nagios" else {0, 2, 11, 74}, prefix, within=30)
            names, _, rest = answer.out.partition("==\n")
            if ".tmp" in names:
                attack.complain(f"left behind: {answer}")
            if answer.code == 74 and (not rest.startswith("old\n") or "could not be written" not in answer.err):
                attack.complain(f"the old report is gone, or nothing is said: {answer}")
            if (answer.code == 74) != (size != "1m"):
                attack.complain(f"of {size}: {answer}")
            if answer.code != 74 and not is_whole(output, rest):
                attack.complain(f"the report is not whole: {answer}")
        attack.run([REFUSED, "-z", "-o", f"{output}=/dev/full"], {74} if output != "nagios" else {74, 3}, says="could not be written")
        attack.run([REFUSED, "-z", "-o", output], {74 if output != "nagios" else 3}, ["sh", "-c", 'exec "$@" >/dev/full', "sh"], says="could not be written")


def _read(path):
    with open(path, encoding="utf-8") as file:
        return file.read()


def is_whole(output, text):
    """Whether a report ends as its format does."""
    if output == "json":
        return text.endswith("}\n") and text.splitlines()[-1].startswith('{"schema":1,"type":') or not text
    if output == "junit":
        try:
            return xml.etree.ElementTree.fromstring(text.encode()) is not None
        except xml.etree.ElementTree.ParseError:
            return False
    if output == "tap":
        plan = re.search(r"^1\.\.(\d+)$", text, re.MULTILINE)
        told = len(re.findall(r"^(?:not )?ok ", text, re.MULTILINE))
        return plan is not None and (told == int(plan[1]) or told < int(plan[1]) and text.endswith("\nBail out!  interrupted\n"))
    return text.endswith("\n")


ATTACKS = {"16 descriptors and fewer": descriptors, "little address space": memory, "no /proc": proc, "a read-only file system": read_only, "no resolver": resolver,
           "closed and full standard streams": streams, "a full disk": disk}
