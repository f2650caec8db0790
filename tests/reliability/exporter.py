"""A running exporter, and what it says to whoever asks."""
import json
import os
import re
import subprocess
import sys
import time
import urllib.parse

HERE = os.path.dirname(os.path.abspath(__file__))
# In a lab every port is free, and this one is none that a probe may be given.
LAB_PORT = 9115
STARTS_WITHIN, ANSWERS_WITHIN = 30, 300


class Exporter:
    """An exporter, from its making until it is left; on a port that the system chooses unless one is given."""

    def __init__(self, program, folder, config, *options, where=(), port=0):
        self._log = os.path.join(folder, "exporter.log")
        words = [program, f"--config.file={config}", f"--web.listen-address=127.0.0.1:{port}", "--log.level=debug", *options]
        with open(self._log, "wb") as log:
            self._process = subprocess.Popen([*where, *words], stdin=subprocess.DEVNULL, stdout=log, stderr=log)

    def __enter__(self):
        end = time.monotonic() + STARTS_WITHIN
        while not (found := re.search(rb" listening on http://127\.0\.0\.1:(\d+)", self.log())):
            if self._process.poll() is not None or time.monotonic() > end:
                self.__exit__()
                sys.exit(f"the exporter did not start: {self.log().decode()}")
            time.sleep(0.1)
        self.port = int(found[1])
        return self

    def __exit__(self, *_):
        self._process.terminate()
        self._process.wait()

    def log(self):
        """All that it has written."""
        with open(self._log, "rb") as log:
            return log.read()

    def verdicts(self):
        """(module, ok or "failed in PHASE: REASON") of each line of the log about a probe."""
        return re.findall(r"^\[tcpprobe-exporter\] DBG probe with (.*): (ok|failed in \w+: \w+)$", self.log().decode(), re.MULTILINE)


class LabExporter(Exporter):
    """One in a lab, which keeps so many probes."""

    def __init__(self, lab, program, folder, config, history, environment=()):
        self._where = lab.client
        super().__init__(program, folder, config, f"--history.limit={history}", where=[*lab.client, "env", *environment], port=LAB_PORT)

    def ask(self, paths, at_once=48):
        """(status, body) of each path."""
        words = [*self._where, sys.executable, os.path.join(HERE, "ask.py"), str(self.port), str(at_once)]
        ended = subprocess.run(words, input=json.dumps(paths), capture_output=True, text=True, timeout=ANSWERS_WITHIN, check=False)
        if ended.returncode != 0:
            sys.exit(f"the exporter does not answer: {ended.stderr}{self.log()[-1000:].decode()}")
        return json.loads(ended.stdout)


def probe(module, target, **more):
    """The path that asks for a probe."""
    return "/probe?" + urllib.parse.urlencode({"module": module, "target": target, **more})
