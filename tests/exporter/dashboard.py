"""The queries of the dashboard, asked of a Prometheus that has scraped."""
import json
import os
import urllib.error


def faults(server, path, job, exporter):
    """Sentences on the queries that cannot be answered, or that find nothing although everything is there."""
    with open(path, encoding="utf-8") as file:
        panels = json.load(file)["panels"]
    values = {"$job": job, "$module": ".*", "$instance": ".*", "$exporter": exporter, "$__rate_interval": "30s", "$__interval": "30s", "$__range": "1m"}
    # This Prometheus is younger than the steps that a day is looked through in.
    values["[1d:1m]"] = "[1d:1s]"
    for panel in panels:
        for target in panel.get("targets", []):
            expression = target["expr"]
            for name, value in values.items():
                expression = expression.replace(name, value)
            try:
                if not server.ask("query", query=expression):
                    yield f"{os.path.basename(path)}, {panel['title']}: nothing comes of {expression}"
            except urllib.error.HTTPError as refused:
                yield f"{os.path.basename(path)}, {panel['title']}: {json.load(refused)['error']}"
