"""A real Prometheus over both exporters, and what it has scraped."""
import json
import os
import subprocess
import time
import urllib.error
import urllib.parse
import urllib.request


def probing(job, port, targets, interval, timeout):
    """A job that probes through an exporter, with the relabelling that everybody has; targets are pairs of a module and a HOST:PORT."""
    return {
        "job_name": job, "metrics_path": "/probe", "scrape_interval": interval, "scrape_timeout": timeout,
        "static_configs": [{"labels": {"module": module}, "targets": [target]} for module, target in targets],
        "relabel_configs": [
            {"source_labels": ["module"], "target_label": "__param_module"},
            {"source_labels": ["__address__"], "target_label": "__param_target"},
            {"source_labels": ["__param_target"], "target_label": "instance"},
            {"target_label": "__address__", "replacement": f"127.0.0.1:{port}"},
        ],
    }


class Prometheus:
    """The server, from its start until it is left."""

    def __init__(self, program, folder, port, configuration):
        self._address = f"127.0.0.1:{port}"
        path = os.path.join(folder, "prometheus.yml")
        with open(path, "w", encoding="utf-8") as file:
            # JSON is YAML.
            json.dump(configuration, file)
        self._log = open(os.path.join(folder, "prometheus.log"), "wb")
        self.process = subprocess.Popen(
            [program, f"--config.file={path}", f"--storage.tsdb.path={folder}/series", f"--web.listen-address={self._address}", "--log.level=warn"],
            cwd=folder, stdout=self._log, stderr=subprocess.STDOUT)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.process.terminate()
        self.process.wait()
        self._log.close()

    def query(self, expression):
        """The result of an instant query; none while the server does not answer."""
        try:
            return self.ask("query", query=expression)
        except (ConnectionError, urllib.error.URLError):
            if self.process.poll() is not None:
                raise SystemExit(f"side-by-side: prometheus has ended; {self._log.name}") from None
            return []

    def ask(self, what, **parameters):
        """What its API answers."""
        with urllib.request.urlopen(f"http://{self._address}/api/v1/{what}?{urllib.parse.urlencode(parameters)}", timeout=10) as answer:
            data = json.load(answer)["data"]
        return data["result"] if isinstance(data, dict) and "result" in data else data

    def wait(self, expression, patience):
        """Waits until a query has a result; whether it has within so many seconds."""
        end = time.monotonic() + patience
        while not (result := self.query(expression)) and time.monotonic() < end:
            time.sleep(0.3)
        return bool(result)
