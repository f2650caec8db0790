"""Runs the program on a case and judges what it wrote."""
import os
import subprocess
import sys

import readers

LIMIT = 60


class Runner:
    """The program, and what came of its runs."""

    def __init__(self, tool, folder):
        self.tool, self.folder = tool, folder
        self.runs, self.failures = 0, []

    def start(self, *args):
        return subprocess.Popen([self.tool, *args], stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE, cwd=self.folder)

    def run(self, *args):
        done = subprocess.run([self.tool, *args], stdin=subprocess.DEVNULL, capture_output=True, cwd=self.folder, timeout=LIMIT, check=False)
        return done.returncode, done.stdout, done.stderr

    def judge(self, name, args, check):
        """One run, which check(code, stdout, stderr) must like; what it returns."""
        self.runs += 1
        try:
            code, out, err = self.run(*args)
            readers.demand(code != 70, "a bug was met")
            return check(code, out, err)
        except (ValueError, LookupError, AttributeError, subprocess.TimeoutExpired, readers.tree.ParseError, readers.csv.Error) as wrong:
            self.fail(name, args, wrong)
            return None

    def fail(self, name, args, wrong):
        self.failures.append(name)
        shown = " ".join(os.fsdecode(arg).encode("unicode_escape", "surrogateescape").decode()[:80] for arg in args)
        print(f"FAILED {name}: {wrong!r}\n  {shown}"[:1000], file=sys.stderr, flush=True)
