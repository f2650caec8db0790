"""How near the reported times are to what happened: connects and replies against the kernel and the wire, limits and starts against what was asked.

As root it works in two network namespaces of its own, joined by a veth pair; without root on the loopback, and what needs root is left out.
"""
import bias
import punctuality
from probes import Plain
from stage import Stage

# First connects of a process; everything else follows their number.
ROUNDS = 200


def measure(tool, rounds):
    """The tables of this measurement."""
    with Plain() as plain, Stage(tool) as stage:
        tables = [bias.against_kernel(tool, plain, stage, rounds)]
        if stage.is_wire:
            tables.append(bias.against_wire(tool, plain, stage, rounds))
        tables.append(punctuality.of_limits(tool, plain, stage, rounds))
        if stage.is_wire:
            tables.append(punctuality.of_starts(tool, stage, rounds))
        return tables
