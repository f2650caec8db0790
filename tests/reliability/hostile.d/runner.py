"""Runs the program on a case and judges what it wrote."""
import os
import socket
import subprocess
import sys
import threading

import formats

LIMIT = 60


class Peer:
    """A server on 127.0.0.1 that says the same to everybody, after so many bytes came, sends FIN and listens until the other side closes."""

    def __init__(self, says, after=0):
        self.says, self.after = says, after
        self.listener = socket.create_server(("127.0.0.1", 0))
        self.port = self.listener.getsockname()[1]
        threading.Thread(target=self.accept, daemon=True).start()

    def accept(self):
        while True:
            try:
                connection, _ = self.listener.accept()
            except OSError:
                return
            threading.Thread(target=self.serve, args=(connection,), daemon=True).start()

    def serve(self, connection):
        with connection:
            try:
                heard = 0
                while heard < self.after and (piece := connection.recv(4096)):
                    heard += len(piece)
                connection.sendall(self.says)
                connection.shutdown(socket.SHUT_WR)
                while connection.recv(4096):
                    pass
            except OSError:
                pass  # It had heard enough.

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.listener.close()


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
            formats.demand(code != 70, "a bug was met")
            return check(code, out, err)
        except (ValueError, LookupError, AttributeError, subprocess.TimeoutExpired, formats.tree.ParseError, formats.csv.Error) as wrong:
            self.fail(name, args, wrong)
            return None

    def fail(self, name, args, wrong):
        self.failures.append(name)
        shown = " ".join(os.fsdecode(arg).encode("unicode_escape", "surrogateescape").decode()[:80] for arg in args)
        print(f"FAILED {name}: {wrong!r}\n  {shown}"[:1000], file=sys.stderr, flush=True)
