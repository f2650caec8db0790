"""One attack after another on the program, and what was wrong with the answers."""
import collections
import os
import re
import subprocess
import time

# What no answer may hold: a stack trace, an exception by its name, the words of the boundary that catches bugs.
_TRACE = re.compile(r"^   at |nhandled|Exception|bug", re.MULTILINE)


class Answer:
    """What one process came to."""

    def __init__(self, words, code, out, err, seconds):
        self.words, self.code, self.out, self.err, self.seconds = words, code, out, err, seconds

    def __str__(self):
        return f"exit {self.code} after {self.seconds:.1f} s: {' '.join(self.words)[-200:]}\n    stdout: {self.out[-300:]!r}\n    stderr: {self.err[-300:]!r}"


class Attack:
    """Runs the program in the lab's client namespace, and keeps count of the tries and of what was wrong."""

    def __init__(self, lab, tool, folder):
        self.lab, self.tool, self.folder = lab, tool, folder
        self.tries, self.wrong, self.seen = collections.Counter(), collections.Counter(), collections.defaultdict(collections.Counter)
        self.name = ""

    def run(self, words, codes, prefix=(), says="", within=60, **how):
        """One try to its end."""
        start, process = time.monotonic(), self.begin(words, prefix, **how)
        return self.end(process, start, words, codes, says, within)

    def begin(self, words, prefix=(), **how):
        """Starts the program; a prefix becomes it, so that its process is the program's."""
        how = {"stdin": subprocess.DEVNULL, "stdout": subprocess.PIPE, "stderr": subprocess.PIPE, **how}
        return subprocess.Popen([*self.lab.client, *prefix, self.tool, *words], **how)

    def end(self, process, start, words, codes, says="", within=60):
        """Waits for its end and judges it: in time, with one of these codes, a line that holds these words, and no trace of a bug."""
        try:
            out, err = process.communicate(timeout=within)
        except subprocess.TimeoutExpired:
            process.kill()
            out, err = process.communicate()
            return self.judge(Answer(words, process.returncode, _text(out), _text(err), time.monotonic() - start), False, f"no end within {within} s")
        answer = Answer(words, process.returncode, _text(out), _text(err), time.monotonic() - start)
        if answer.code not in codes:
            return self.judge(answer, False, f"exit {answer.code}, not one of {sorted(codes)}")
        if found := _TRACE.search(answer.err):
            return self.judge(answer, False, f"stderr holds {found[0]!r}")
        return self.judge(answer, re.search(says, answer.out + answer.err) is not None, f"nothing says {says!r}")

    def judge(self, answer, right, complaint):
        """Counts the try, and tells of it if something was wrong."""
        self.tries[self.name] += 1
        self.seen[self.name][answer.code] += 1
        if not right:
            self.complain(f"{complaint}\n    {answer}")
        return answer

    def complain(self, words):
        """Something was wrong."""
        self.wrong[self.name] += 1
        print(f"{self.name}: {words}", flush=True)

    def path(self, name):
        """A file of the scratch folder."""
        return os.path.join(self.folder, name)


def shell(script, *words):
    """The prefix that does this first."""
    return ["sh", "-c", f"{script}; exec \"$@\"", "sh", *words]


def mounts(script):
    """The same, in mounts of its own, which nobody else sees."""
    return ["unshare", "--mount", "--propagation", "private", *shell(f"set -e; {script}")]


def _text(data):
    return data.decode(errors="replace") if data else ""
