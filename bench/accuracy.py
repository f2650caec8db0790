#!/usr/bin/env python3
"""How near the reported times are to what happened: connects and replies against the kernel and the wire, limits and starts against what was asked.

    bench/accuracy.py [ROUNDS] [TCPPROBE]

ROUNDS (default 200) is the number of first connects of a process; everything else follows it. TCPPROBE is the native program (default
artifacts/native/tcpprobe). As root it works in two network namespaces of its own, joined by a veth pair; without root on the loopback, and what
needs root is left out.
"""
import os
import sys

import bias
import punctuality
from probes import Plain
from stage import Stage


ROUNDS = 200


def measure(tool, rounds=ROUNDS):
    """The tables of this measurement."""
    tool = os.path.abspath(tool)
    with Plain() as plain, Stage(tool) as stage:
        tables = [bias.against_kernel(tool, plain, stage, rounds)]
        if stage.is_wire:
            tables.append(bias.against_wire(tool, plain, stage, rounds))
        tables.append(punctuality.of_limits(tool, plain, stage, rounds))
        if stage.is_wire:
            tables.append(punctuality.of_starts(tool, stage, rounds))
        return tables


def main():
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else ROUNDS
    tool = sys.argv[2] if len(sys.argv) > 2 else os.path.join("artifacts", "native", "tcpprobe")
    for table in measure(tool, rounds):
        print(table.text(), end="\n\n")


if __name__ == "__main__":
    main()
