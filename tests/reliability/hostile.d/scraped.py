"""Hostile replies, certificates and requests against a running exporter: nothing raw in its metrics, its pages and its log, and none of them forged."""
import contextlib
import html.parser
import http.client
import json
import os
import re
import urllib.parse

import certificates as made
import exporter
import exposition
import pages
import readers
from payloads import LONG, PAYLOADS
from peers import Peer
from readers import demand, showable

LIMIT = 60
KEPT = 100_000
LONGEST_LABEL = 8192

# How a reply is met: query_response and what else is under tcp, after how many bytes the peer speaks, and what may come of it.
REPLIES = {
    "labels": ({"query_response": [{"expect": "^(.*)$", "labels": [{"name": "it", "value": "<$1>"}]}]}, 0, {"ok", "reply_too_large"}),
    "captures": ({"query_response": [{"expect_regex": r"\A(?<it>[\x00-\xff]{1,200})"}, {"send_bytes": "${it}"}, {"expect_silence": "10ms"}]}, 0, {"ok", "reply_mismatch", "closed_early"}),
    "text": ({"query_response": [{"expect_text": "never comes"}]}, 0, {"reply_mismatch", "reply_too_large"}),
    "start": ({"query_response": [{"expect_start": r"+OK ready\r\n!"}]}, 0, {"reply_mismatch"}),
    "bytes": ({"query_response": [{"send": "x"}, {"expect_bytes": "+OK ready!"}]}, 1, {"reply_mismatch"}),
    "struct": ({"query_response": [{"expect_struct": "8s4sI never here 7"}]}, 0, {"reply_mismatch", "closed_early"}),
    "small": ({"query_response": [{"expect_text": "never comes"}], "max_reply": "64"}, 0, {"reply_mismatch", "reply_too_large"}),
    "smtp": ({"query_response": [{"starttls": "smtp"}]}, 0, {"reply_mismatch", "reply_too_large", "closed_early", "tls_failed"}),
    "xmpp": ({"query_response": [{"starttls": "xmpp"}]}, 1, {"reply_mismatch", "reply_too_large", "closed_early", "tls_failed"}),
    "stay": ({"query_response": [{"stay": "30s"}]}, 0, {"closed_early"}),
    "not-tls": ({"tls": True}, 0, {"tls_failed", "closed_early"}),
}
CERTIFICATES = {
    "refused": ({"tls": True}, {"certificate_rejected"}),
    "insecure": ({"tls": True, "tls_config": {"insecure_skip_verify": True}}, {"ok"}),
    "another-name": ({"tls": True, "tls_config": {"ca_file": "hostile.pem", "server_name": "other.invalid"}}, {"certificate_rejected"}),
}


class Page(html.parser.HTMLParser):
    """A page that holds nothing but what the exporter builds it of."""

    TAGS = {
        "html": {"lang"}, "head": set(), "meta": {"charset", "name", "content"}, "title": set(), "style": set(), "body": set(), "h1": set(), "h2": set(), "p": set(),
        "a": {"href"}, "form": {"action"}, "select": {"name", "aria-label"}, "option": set(), "input": {"type", "name", "placeholder", "aria-label", "required", "value"},
        "button": set(), "div": {"class"}, "table": set(), "caption": set(), "thead": set(), "tbody": set(), "tr": set(), "th": {"scope"}, "td": {"class"}, "time": {"datetime"},
    }

    def handle_starttag(self, tag, attrs):
        demand(tag in self.TAGS and {name for name, _ in attrs} <= self.TAGS[tag], f"<{tag} {attrs}> is none of ours")
        for name, value in attrs:
            showable(value or "")
            demand(name != "href" or re.fullmatch(r"metrics|\?|\?failed=1|logs\?id=\d+", value), f"a link to {value}")
            demand(name != "action" or value == "probe", f"a form for {value}")

    def handle_data(self, data):
        showable(data.replace("\n", ""))

    def handle_decl(self, decl):
        demand(decl == "DOCTYPE html", f"<!{decl}>")

    def handle_comment(self, data):
        demand(False, f"<!--{data}-->")

    def handle_pi(self, data):
        demand(False, f"<?{data}>")

    def unknown_decl(self, data):
        demand(False, f"<![{data}]>")


class Scraper:
    """Asks a running exporter, and judges what it answers."""

    def __init__(self, run, running):
        self._run, self._running, self.probes = run, running, 0
        self._line = http.client.HTTPConnection("127.0.0.1", running.port, timeout=LIMIT)

    def judge(self, name, path, check):
        """One request, whose answer check(status, body) must like."""
        self._run.runs += 1
        try:
            self._line.request("GET", path)
            answer = self._line.getresponse()
            body = answer.read()
            demand(answer.status != 500, "a bug was met")
            check(answer.status, body)
        except (ValueError, LookupError, OSError, http.client.HTTPException) as wrong:
            self._line.close()
            self._run.fail(name, [path], wrong)

    def probe(self, name, module, target, reasons):
        """Two probes, one of them told at length."""
        self.probes += 2
        self.judge(name, exporter.probe(module, target), lambda status, body: scraped(status, body, reasons))
        self.judge(f"debug of {name}", exporter.probe(module, target, debug="true"), lambda status, body: sheet(status, body, reasons))

    def told_at_last(self):
        """The pages about all probes, the exporter's own metrics, and the log."""
        rows = []
        self.judge("home page", "/", lambda status, body: rows.extend(page(status, body)))
        self.judge("failures", "/?failed=1", page)
        for row in rows:
            self.judge(f"page of {row.module}", row.path, lambda status, body: sheet(status, body, None))
        self.judge("metrics of its own", "/metrics", lambda status, body: metrics(body))
        try:
            demand(len(rows) == self.probes, f"{len(rows)} probes on the page, and {self.probes} were made")
            for line in readers.lines(self._running.raw()):
                demand(re.match(r"\[tcpprobe-exporter\] (INF|DBG|WRN) ", line), f"this is no line of the log: {line}")
            demand(len(self._running.verdicts()) == self.probes, f"{len(self._running.verdicts())} probes in the log, and {self.probes} were made")
        except ValueError as wrong:
            self._run.fail("log", [], wrong)


def metrics(body):
    """What two readers of the format take, and a person can look at."""
    readers.prometheus(body)
    samples = exposition.read(body.decode())
    for metric in samples:
        for labels in samples[metric]:
            demand(all(len(value) <= LONGEST_LABEL for _, value in labels), f"a label of {metric} is longer than {LONGEST_LABEL}")
    return samples


def came_of(samples, reasons):
    truth = exposition.truth(samples)
    reason = truth[2] if truth else "ok"
    demand(reasons is None or reason in reasons, f"{reason}, and not {' or '.join(sorted(reasons or ()))}")


def scraped(status, body, reasons):
    demand(status == 200, f"status {status}: {body!r}")
    came_of(metrics(body), reasons)


def sheet(status, body, reasons):
    demand(status == 200, f"status {status}: {body!r}")
    found = readers.lines(body)
    demand(found.count("What happened:") == 1 and found.count("Metrics:") == 1, "a heading is there twice, or not at all")
    came_of(pages.sheet(body.decode())[2], reasons)


def page(status, body):
    demand(status == 200, f"status {status}")
    text = body.decode()
    # A reader leaves out what references to controls stand for; a browser does not.
    for number in re.findall(r"&#(x?[0-9a-fA-F]+)", text):
        showable(chr(int(f"0{number}", 16) if number[0] == "x" else int(number)))
    reader = Page()
    reader.feed(text)
    reader.close()
    return pages.rows(text)


def refused(status, body):
    """No probe: a line that can be shown."""
    demand(status in (400, 404, 414), f"status {status}: {body!r}")
    demand(len(readers.lines(body)) <= 1, f"{body!r}")


def ask_words(scraper, name, word):
    """A request that holds the word where it names something."""
    quoted = urllib.parse.quote(word)
    for query in (f"module={quoted}&target=h:1", f"module=text&target={quoted}", f"module=text&target=h:{quoted}", f"module=text&target=[{quoted}]:1",
                  f"module=text&target={quoted}.invalid:{quoted}", f"module=not-tls&target=127.0.0.1:1&hostname={quoted}"):
        scraper.judge(f"request {name}", f"/probe?{query}", refused)
    scraper.judge(f"path {name}", f"/{quoted}", refused)
    scraper.judge(f"log {name}", f"/logs?id={quoted}", refused)


def scrape(run):
    """All of it, asked of one exporter."""
    config = os.path.join(run.folder, "modules.yml")
    tcp = {**{name: said for name, (said, *_) in REPLIES.items()}, **{name: said for name, (said, _) in CERTIFICATES.items()}}
    text = json.dumps({"modules": {name: {"prober": "tcp", "timeout": f"{LIMIT}s", "tcp": {"preferred_ip_protocol": "ip4", **said}} for name, said in tcp.items()}})
    with open(config, "w", encoding="ascii") as file:
        file.write(text.replace('"hostile.pem"', json.dumps(os.path.join(run.folder, "hostile.pem"))))
    with exporter.Exporter(run.tool, run.folder, config, f"--history.limit={KEPT}") as running, contextlib.ExitStack() as held:
        scraper = Scraper(run, running)
        for payload, says in PAYLOADS.items():
            for name, (_, after, reasons) in REPLIES.items():
                with Peer(says, after) as peer:
                    scraper.probe(f"{name} {payload}", name, f"localhost:{peer.port}", reasons)
            ask_words(scraper, payload, says[:2000])
        for payload, words in [*((payload, says[:60]) for payload, says in PAYLOADS.items()), *LONG.items()]:
            server = held.enter_context(made.TlsServer(run.folder, words))
            for name, (_, reasons) in CERTIFICATES.items():
                scraper.probe(f"certificate {name} {payload}", name, f"localhost:{server.port}", reasons)
        scraper.told_at_last()
