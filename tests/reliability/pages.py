"""What the pages of the exporter say of its probes, read back."""
import html.parser
from typing import NamedTuple

import exposition
import formats


class Row(NamedTuple):
    """A probe on the home page."""
    module: str
    target: str
    truth: tuple | None
    # What happened, in words, and the path of all that is kept of it.
    said: str
    path: str


class _Table(html.parser.HTMLParser):
    """The cells of the rows of a table, and the link in each row."""

    def __init__(self):
        super().__init__()
        self.rows, self._cell = [], False

    def handle_starttag(self, tag, attrs):
        if tag == "tr":
            self.rows.append(([], []))
        elif tag == "td":
            self.rows[-1][0].append("")
            self._cell = True
        elif tag == "a" and self._cell:
            self.rows[-1][1].append(dict(attrs)["href"])

    def handle_endtag(self, tag):
        self._cell = self._cell and tag != "td"

    def handle_data(self, data):
        if self._cell:
            self.rows[-1][0][-1] += data


def rows(page):
    """The probes of a home page, in its order."""
    table = _Table()
    table.feed(page)
    return [_row(cells, links) for cells, links in table.rows if cells]


def sheet(text):
    """(target, truth, metrics) of all that is kept of one probe."""
    head, line, metrics = text.partition("\nMetrics:\n")
    if not line:
        raise ValueError("no metrics in it")
    (target, truth), = formats.read("human", head.split("\n", 1)[0] + "\n")[0]
    samples = exposition.read(metrics)
    if exposition.truth(samples) != truth:
        raise ValueError(f"the line says {truth}, and the metrics {exposition.truth(samples)}")
    return target, truth, samples


def _row(cells, links):
    _, module, target, verdict, phase, reason, _, said = cells
    link, = links
    if verdict == "ok":
        if phase or reason or not said.startswith("ok: "):
            raise ValueError(f"{module} {target} is ok, and it says {phase} {reason} {said}")
        return Row(module, target, None, said, f"/{link}")
    if verdict != "failed" or not said.startswith("failed in "):
        raise ValueError(f"{module} {target} is {verdict}, and it says {said}")
    truth = formats.phase_and_reason(said)
    if (truth[0], truth[2]) != (phase, reason):
        raise ValueError(f"{module} {target}: {phase} and {reason} in the columns, and {said}")
    return Row(module, target, truth, said, f"/{link}")
