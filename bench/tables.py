"""Tables of measurements, as text for a terminal and as Markdown for the docs."""
from typing import NamedTuple, Sequence


class Table(NamedTuple):
    """Rows under columns, and what must be known to read them. A cell is text; None is something that was not measured."""
    title: str
    columns: Sequence[str]
    rows: Sequence[Sequence[str | None]]
    note: str = ""

    def text(self):
        """The table in columns of equal width."""
        lines = [[cell or "–" for cell in row] for row in (self.columns, *self.rows)]
        widths = [max(len(cell) for cell in column) for column in zip(*lines)]
        body = ["  ".join(_aligned(cell, width, i) for i, (cell, width) in enumerate(zip(line, widths))).rstrip() for line in lines]
        return "\n".join([self.title, "", *body, *(["", self.note] if self.note else [])])

    def markdown(self):
        """The table under a heading of the third level."""
        rule = "|---|" + "--:|" * (len(self.columns) - 1)
        body = ["| " + " | ".join((cell or "–").replace("|", "\\|") for cell in row) + " |" for row in (self.columns, *self.rows)]
        return "\n".join([f"### {self.title}", "", body[0], rule, *body[1:], *(["", self.note] if self.note else [])])


def milliseconds(seconds):
    """A time in ms, with three digits that matter."""
    return None if seconds is None else _three_digits(seconds * 1000)


def megabytes(size, decimals=1):
    """A size in MB of 1,000,000 bytes."""
    return None if size is None else f"{size / 1e6:.{decimals}f}"


def ratio(part, whole):
    """How many times the second the first is."""
    return None if part is None or not whole else f"{_three_digits(part / whole)} ×"


def met(value, goal, bound):
    """Whether a value keeps to its goal, at least to its bound, or to neither."""
    if value is None:
        return None
    return "met" if value <= goal else "within the bound" if value <= bound else "NOT MET"


def _three_digits(value):
    return f"{value:.0f}" if value >= 100 else f"{value:.1f}" if value >= 10 else f"{value:.2f}" if value >= 0.1 else f"{value:.3f}"


def _aligned(cell, width, column):
    return cell.ljust(width) if column == 0 else cell.rjust(width)
