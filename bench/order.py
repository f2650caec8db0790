#!/usr/bin/env python3
"""Writes which methods a start executes, so that the compiler lays them side by side: fewer pages touched, fewer page faults, less memory.

    bench/order.py [TCPPROBE]

TCPPROBE is the native program with its symbols; without it, it is built in artifacts/symbols. Counted by callgrind over the everyday
command lines; written to src/TcpProbe/startup.order, a symbol a line. A symbol that is gone is ignored, one that is new lies elsewhere:
nothing breaks when the list is old, it is worth less: 55 new methods of 1,300 took 1.1 MB. A build does not see that the list changed: remove
artifacts/aot/obj/TcpProbe/*/native/*.o before it.
"""
import os
import re
import subprocess
import sys
import tempfile

import counts
import peers
import program

ORDER = os.path.join(program.ROOT, "src", "TcpProbe", "startup.order")


def executed(tool, folder, *arguments):
    """The symbols of what a run executes, in the order in which it comes to them."""
    counted = os.path.join(folder, "callgrind.out")
    subprocess.run(["valgrind", "--tool=callgrind", f"--callgrind-out-file={counted}", tool, *arguments], check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    with open(counted, encoding="utf-8", errors="replace") as lines:
        # A recursion is a name with 'N behind it.
        return [re.sub(r"'\d+$", "", named[1]) for named in (re.match(r"c?fn=\(\d+\) (.*)", line) for line in lines) if named]


def compiled(tool):
    """The names of what the compiler made from C#; the rest is the runtime's C++, which comes as it is."""
    listed = subprocess.run(["nm", "-f", "sysv", tool], check=True, stdout=subprocess.PIPE, text=True).stdout
    return {line.split("|")[0].strip() for line in listed.splitlines() if line.endswith("|__managedcode")}


def main():
    tool = sys.argv[1] if len(sys.argv) > 1 else program.build("symbols", "-p:StripSymbols=false")
    if counts.is_stripped(tool):
        sys.exit(f"bench: {tool} has no symbols")
    with tempfile.TemporaryDirectory() as folder, peers.Listener() as listener, peers.responder(tool) as echo:
        # valgrind cannot read the compiler's debug information.
        plain = os.path.join(folder, "tcpprobe")
        subprocess.run(["objcopy", "--strip-debug", tool, plain], check=True)
        here = "127.0.0.1"
        runs = [
            (here, listener.port, "-z"), (here, echo), (here, echo, "--send", "data\\n", "--expect", "data"), ("localhost", listener.port, "-z", "-q"),
            (here, listener.port, "-z", "-o", "json"), ("--version",),
        ]
        known = compiled(plain)
        order = dict.fromkeys(name for run in runs for name in executed(plain, folder, *run) if name in known)
    with open(ORDER, "w", encoding="utf-8") as written:
        written.writelines(f"{name}\n" for name in order)
    print(f"{ORDER}: {len(order)} symbols")


if __name__ == "__main__":
    main()
