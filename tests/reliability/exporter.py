"""A running exporter, and what it says to whoever asks."""
import json
import os
import re
import subprocess
import sys
import urllib.parse

import listening

HERE = os.path.dirname(os.path.abspath(__file__))
# In a lab every port is free, and this one is none that a probe may be given.
LAB_PORT = 9115
ANSWERS_WITHIN = 300


class Exporter(listening.Listening):
    """An exporter that listens from when it is entered; on a port that the system chooses unless one is given. It must end well."""

    def __init__(self, program, folder, config, *options, where=(), port=0):
        words = [*where, program, f"--config.file={config}", f"--web.listen-address=127.0.0.1:{port}", "--log.level=debug", *options]
        super().__init__(words, os.path.join(folder, "exporter.log"))

    def __enter__(self):
        return self.listens()

    def __exit__(self, kind=None, *_):
        code, seconds = self.end()
        self.kill()
        if kind is None and code != 0:
            sys.exit(f"the exporter ends with {code} after {seconds:.1f} s: {self.log()[-1000:]}")

    def verdicts(self):
        """(module, ok or "failed in PHASE: REASON") of each line of the log about a probe."""
        return re.findall(r"^\[tcpprobe-exporter\] DBG probe with (.*): (ok|failed in \w+: \w+)$", self.log(), re.MULTILINE)


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
            sys.exit(f"the exporter does not answer: {ended.stderr}{self.log()[-1000:]}")
        return json.loads(ended.stdout)


def probe(module, target, **more):
    """The path that asks for a probe."""
    return "/probe?" + urllib.parse.urlencode({"module": module, "target": target, **more})
