"""The exporter's part of the truth table: each case is asked of one that runs, by every module that asks the same.

It has five places to say what came of a probe: the metrics, the answer with &debug=true, the row on its home page, all that is kept of one (/logs),
and its sums: what it counts in /metrics, and the lines of its log.
"""
import collections
import os
import random

import contradictions
import exporter
import exposition
import modules
import pages
import truths

PLACES = ["metrics", "debug", "page", "logs", "sums"]
# What a reader raises of what it cannot read.
_MALFORMED = ValueError, LookupError, TypeError


class Said:
    """What was said of the cases: deviations, each (case, place, words)."""

    def __init__(self, cases):
        self._by_probe = {(module.name, case.target): (case, module) for case in cases for module in modules.of(case)}
        self.found = []

    def blame(self, key, place, words):
        self.found.append((self._by_probe[key][0], place, f"{key[0]}: {words}"))

    def blame_all(self, place, words):
        """What is wrong with all of them."""
        for key in self._by_probe:
            self.blame(key, place, words)

    def metrics(self, key, place, truth, samples):
        """The truth of a probe, and what its metrics say beside it."""
        case, module = self._by_probe[key]
        if truth != case.truth:
            self.blame(key, place, truths.worded(truth))
        for words in contradictions.contradictions(samples, case.family, case.target[0] not in "[0123456789", module):
            self.blame(key, place, words)

    def probed(self, running):
        """Asks for each probe twice, in random order, for its metrics and with &debug=true."""
        asked = [(key, place) for key in self._by_probe for place in ("metrics", "debug")]
        random.shuffle(asked)
        paths = [exporter.probe(*key, **({"debug": "true"} if place == "debug" else {})) for key, place in asked]
        for (key, place), (status, body) in zip(asked, running.ask(paths)):
            try:
                if status != 200:
                    raise ValueError(f"status {status}: {body.strip()}")
                _, truth, samples = self._sheet(key, body) if place == "debug" else (None, exposition.truth(read := exposition.read(body)), read)
                self.metrics(key, place, truth, samples)
            except _MALFORMED as error:
                self.blame(key, place, f"unreadable: {error}")

    def shown(self, running):
        """The home page has each probe, once for each time it was asked for, and all that is kept of it says the same."""
        (_, whole), (_, failed) = running.ask(["/", "/?failed=1"])
        try:
            rows, failures = pages.rows(whole), pages.rows(failed)
        except _MALFORMED as error:
            self.blame_all("page", f"unreadable: {error}")
            return
        if failures != [row for row in rows if row.truth]:
            self.blame_all("page", "the page of failures has others than the home page")
        for key in self._by_probe:
            met = [row.truth for row in rows if (row.module, row.target) == key]
            if met != [self._by_probe[key][0].truth] * 2:
                self.blame(key, "page", ", ".join(map(truths.worded, met)) or "nothing")
        for row, (_, body) in zip(rows, running.ask([row.path for row in rows])):
            key = row.module, row.target
            if key not in self._by_probe:
                self.blame_all("page", f"a probe that nobody asked for: {key}")
                continue
            try:
                self.metrics(key, "logs", *self._sheet(key, body)[1:])
            except _MALFORMED as error:
                self.blame(key, "logs", f"unreadable: {error}")

    def counted(self, running):
        """Its sums and its log are those of the probes: what is otherwise, (module, words)."""
        wanted = collections.Counter((name, case.truth and case.truth[2]) for (name, _), (case, _) in self._by_probe.items() for _ in range(2))
        try:
            samples = exposition.read(running.ask(["/metrics"])[0][1])
        except _MALFORMED as error:
            yield None, f"/metrics is unreadable: {error}"
            return
        failures = {tuple(value for _, value in labels): count for labels, count in samples.get("tcpprobe_exporter_probe_failures_total", {}).items() if count}
        probes = {labels[0][1]: count for labels, count in samples.get("tcpprobe_exporter_probes_total", {}).items() if count}
        logged = collections.Counter((module, None if verdict == "ok" else verdict.split(": ")[1]) for module, verdict in running.verdicts())
        for name in sorted({name for name, _ in wanted}):
            of = {pair: count for pair, count in wanted.items() if pair[0] == name}
            if {pair: count for pair, count in failures.items() if pair[0] == name} != {pair: count for pair, count in of.items() if pair[1]}:
                yield name, "tcpprobe_exporter_probe_failures_total"
            if probes.get(name) != sum(of.values()):
                yield name, f"tcpprobe_exporter_probes_total {probes.get(name)}"
            if {pair: count for pair, count in logged.items() if pair[0] == name} != of:
                yield name, "the log"
        if rest := [line for line in running.log().splitlines() if " DBG probe with " not in line and " INF " not in line]:
            yield None, f"the log has {rest[0]}"

    def _sheet(self, key, body):
        target, truth, samples = pages.sheet(body)
        if target != key[1]:
            raise ValueError(f"of another target, {target}")
        return target, truth, samples


def ask(lab, program, folder, cases, files, foreign):
    """(probes asked for, deviations)."""
    config = os.path.join(folder, "modules.yml")
    modules.write_all(config, files, foreign)
    said = Said(cases)
    with exporter.LabExporter(lab, program, folder, config, history=10 * len(cases)) as running:
        said.probed(running)
        said.shown(running)
        for name, words in said.counted(running):
            said.found += [(case, "sums", words) for case in cases if name in (None, *(module.name for module in modules.of(case)))]
    return 2 * len(said._by_probe), said.found
