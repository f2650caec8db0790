"""The exporter in a lab, from its start until it is left, and what it says to whoever asks."""
import json
import os
import re
import subprocess
import sys
import time
import urllib.parse

HERE = os.path.dirname(os.path.abspath(__file__))
PORT = 9115
STARTS_WITHIN, ANSWERS_WITHIN = 30, 300


class Exporter:
    """A running exporter."""

    def __init__(self, lab, program, folder, config, history=100, environment=()):
        self._lab, self._log = lab, os.path.join(folder, "exporter.log")
        words = [program, f"--config.file={config}", f"--web.listen-address=127.0.0.1:{PORT}", f"--history.limit={history}", "--log.level=debug"]
        with open(self._log, "wb") as log:
            self._process = lab.start(lab.client, "env", *environment, *words, stdout=log, stderr=log)

    def __enter__(self):
        end = time.monotonic() + STARTS_WITHIN
        while " listening on " not in self.log():
            if self._process.poll() is not None or time.monotonic() > end:
                sys.exit(f"the exporter did not start: {self.log()}")
            time.sleep(0.1)
        return self

    def __exit__(self, *_):
        self._process.terminate()
        self._process.wait()

    def log(self):
        """All that it has written."""
        with open(self._log, encoding="utf-8") as log:
            return log.read()

    def verdicts(self):
        """(module, ok or "failed in PHASE: REASON") of each line of the log about a probe."""
        return re.findall(r"^\[tcpprobe-exporter\] DBG probe with (.*): (ok|failed in \w+: \w+)$", self.log(), re.MULTILINE)

    def ask(self, paths, at_once=48):
        """(status, body) of each path."""
        words = [*self._lab.client, sys.executable, os.path.join(HERE, "ask.py"), str(PORT), str(at_once)]
        ended = subprocess.run(words, input=json.dumps(paths), capture_output=True, text=True, timeout=ANSWERS_WITHIN, check=False)
        if ended.returncode != 0:
            sys.exit(f"the exporter does not answer: {ended.stderr}{self.log()[-1000:]}")
        return json.loads(ended.stdout)


def probe(module, target, **more):
    """The path that asks for a probe."""
    return "/probe?" + urllib.parse.urlencode({"module": module, "target": target, **more})
