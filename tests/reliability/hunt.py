"""Tries of the programs in the lab, and the table of what came of them."""
import collections
import csv
import os
import subprocess
from collections.abc import Callable
from typing import NamedTuple

import exporter
import exposition
import modules
import pages

PATIENCE = 240
EXCHANGE = [*modules.HELLO, modules.ANY_BYTE]
# What the exporter is asked by; the limits are for a probe that waits its turn on a busy machine.
MODULES = {
    "icmp": {"connect_timeout": "20"},
    "self": {},
    "overflow": {"query_response": EXCHANGE, "connect_timeout": "20", "io_timeout": "8"},
    "good": {"query_response": EXCHANGE},
}
LIMIT = "60s"


class Trap(NamedTuple):
    """How it is seen that a trap was sprung, and the least share of the tries that must meet it: more than none."""
    met: Callable
    least: float = 0

    def is_sprung(self, count, tries):
        """Whether that is enough."""
        return count > 0 and count >= self.least * tries


class Row(NamedTuple):
    """A row of the table."""
    kind: str
    how: str
    naive: str
    tries: int
    # How many met the trap; None where there is none.
    sprung: int | None
    said: collections.Counter
    wrong: int

    def __add__(self, other):
        sprung = None if self.sprung is None else self.sprung + other.sprung
        return self._replace(tries=self.tries + other.tries, sprung=sprung, said=self.said + other.said, wrong=self.wrong + other.wrong)

    def __str__(self):
        said = ", ".join(f"{reason} {count:,}" for reason, count in self.said.most_common())
        sprung = "–" if self.sprung is None else f"{self.sprung:,}"
        return f"| {self.kind} | {self.how} | {self.naive or '–'} | {self.tries:,} | {sprung} | {said} | {self.wrong} |"


class Hunt:
    """Tries of the command line and of the exporter, and what came of them."""

    def __init__(self, lab, tool, program, folder):
        self.lab, self.tool, self._program, self.folder, self.rows, self.false, self.idle = lab, tool, program, folder, [], 0, 0

    def shoot(self, kind, how, words, wanted, tries, environment=(), naive="", trap=None):
        """One process over many tries, or one for each line of stdin."""
        how_run = {"stdin": subprocess.DEVNULL, "capture_output": True, "text": True, "timeout": PATIENCE, "check": False}
        ended = subprocess.run([*self.lab.client, "env", *environment, *words], **how_run)
        lines = [line for line in ended.stdout.splitlines() if not line.startswith("seq,")]
        head = next((line for line in ended.stdout.splitlines() if line.startswith("seq,")), "seq")
        records = list(csv.DictReader(lines, fieldnames=head.split(",")))
        wrong = 0
        if len(records) != tries or (ended.stderr and "descriptors" not in ended.stderr):
            print(f"{kind}, {how}: {len(records)} answers to {tries} tries; {ended.stderr[:500]}", flush=True)
            wrong = abs(tries - len(records)) or 1
        said = collections.Counter("ok" if record["ok"] == "true" else record["reason"] for record in records)
        sprung = None if trap is None else sum(trap.met(record["phase"], record["message"]) for record in records)
        self._add(Row(kind, how, naive, tries, sprung, said, wrong), wanted, trap)

    def scrape(self, kind, how, targets, wanted, at_once, environment=(), naive="", trap=None):
        """A probe of each target by a running exporter; what its page says of them is what its metrics say."""
        config = os.path.join(self.folder, "modules.yml")
        modules.write(config, MODULES, dict.fromkeys(MODULES, LIMIT))
        with exporter.LabExporter(self.lab, self._program, self.folder, config, len(targets), environment) as running:
            answers = running.ask([exporter.probe(kind, target) for target in targets], at_once)
            shown = pages.rows(running.ask(["/"])[0][1])
        said = collections.Counter(_reason_of_answer(*answer) for answer in answers)
        told = collections.Counter(_reason(row.truth) for row in shown)
        if told != said:
            print(f"{kind}, {how}: the metrics say {dict(said)}, and the page {dict(told)}", flush=True)
        wrong = (said - told).total() + (told - said).total()
        sprung = None if trap is None else sum(trap.met(row.truth[0] if row.truth else "", row.said) for row in shown)
        self._add(Row(kind, how, naive, len(targets), sprung, said, wrong), wanted, trap)

    def demand(self, is_sprung, words):
        """A trap that nobody has met proves nothing."""
        if not is_sprung:
            self.idle += 1
            print(f"not sprung: {words}", flush=True)

    def _add(self, row, wanted, trap):
        if trap is not None:
            self.demand(trap.is_sprung(row.sprung, row.tries), f"{row.kind}, {row.how}: by {row.sprung} of {row.tries}")
        row = row._replace(wrong=row.wrong + sum(count for reason, count in row.said.items() if reason not in wanted))
        self.false += row.wrong
        print(row, flush=True)
        self.rows.append(row)

    def many(self, targets):
        """The words of one run over these targets."""
        path = f"{self.folder}/targets"
        with open(path, "w", encoding="ascii") as file:
            file.write("\n".join(targets))
        return [self.tool, "--targets", path, "--parallel", "1000", "-o", "csv"]

    def singles(self, tries, host, ports, *options):
        """The words of a process for each try, up to 100 at a time."""
        script = """first=$1 last=$2 tries=$3; shift 3
            seq "$tries" | awk -v f="$first" -v n=$((last - first + 1)) '{ print f + $1 % n }' | xargs -P 100 -I{} "$@" || true"""
        return ["sh", "-c", script, "sh", str(ports[0]), str(ports[-1]), str(tries), self.tool, host, "{}", "-o", "csv", *options]


def table(rows):
    """The lines of the Markdown, runs of the same kind added up."""
    summed = {}
    for row in rows:
        summed[row.kind, row.how] = summed[row.kind, row.how] + row if (row.kind, row.how) in summed else row
    head = '| Trap | How | A plain client says "open" | Tries | Sprung | The probe says | False |\n|---|---|---|---|---|---|---|'
    return [head, *map(str, summed.values())]


def _reason_of_answer(status, body):
    return f"status {status}" if status != 200 else _reason(exposition.truth(exposition.read(body)))


def _reason(truth):
    return truth[2] if truth else "ok"
