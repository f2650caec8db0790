"""What each output format says, read back: of every target what became of it, and what the sums name."""
import collections
import csv
import io
import json
import re
import xml.etree.ElementTree

_FAILED = re.compile(r"failed in (\w+)(?: step (\d+) \([\w-]+\))?: (\w+)\b")
_OK = re.compile(r"^(\S+) ok: ", re.MULTILINE)
_SUMS = [
    re.compile(r"(?:not )?up after [^:]*?: \d+ probes?(?:, ([^|\n]+))?"),
    re.compile(r"^--- \S+: \d+ probes?, .*? loss(?:: (.+))?$", re.MULTILINE),
    re.compile(r"^\d+ targets in .*? failed(?:: (.+))?$", re.MULTILINE),
    re.compile(r"failed \d+ of \d+ probes? \(([^)]+)\)"),
    re.compile(r"^TCP \w+ - \d+ of \d+ failed: ([^|\n]+)", re.MULTILINE),
]


def read(name, text):
    """[(target, truth), …] in the order in which they stand, and the reasons that were counted (None if nothing is summed up)."""
    return globals()[f"_{name}"](text)


def _human(text):
    said = []
    for line in text.splitlines():
        if found := re.match(r"(\S+) failed in ", line):
            said.append((found[1], phase_and_reason(line)))
        elif found := _OK.match(line):
            said.append((found[1], None))
    return said, _counted(text)


def _json(text):
    said, counted = [], None
    for line in text.splitlines():
        told = json.loads(line)
        if told["type"] == "summary":
            counted = collections.Counter(told["reasons"])
            continue
        failure, target = told["failure"], told["target"]
        if told["ok"] != (failure is None):
            raise ValueError("ok and failure contradict each other")
        said.append((_host_port(target["host"], target["port"]), failure and (failure["phase"], failure["step"], failure["reason"])))
    return said, counted


def _csv(text):
    said = []
    for row in csv.DictReader(io.StringIO(text, newline="")):
        failure = (row["phase"], int(row["step"]) if row["step"] else None, row["reason"])
        if (row["ok"] == "true") != (failure == ("", None, "")):
            raise ValueError("ok and reason contradict each other")
        said.append((_host_port(row["host"], row["port"]), None if row["ok"] == "true" else failure))
    return said, None


def _nagios(text):
    lines = text.splitlines()
    states = lines[1:] if len(lines) > 1 else [re.sub(r"^TCP (\w+) - ", r"[\1] ", lines[0])]
    said = []
    for line in states:
        line = line.split("|")[0]
        if found := re.match(r"\[(?:CRITICAL|UNKNOWN)\] (\S+) failed ", line):
            said.append((found[1], phase_and_reason(line)))
        elif found := re.match(r"\[OK\] .* on (\[[^]]+\]:\d+|[^\s:]+:\d+)", line):
            said.append((found[1], None))
        else:
            raise ValueError(line)
    return said, _counted(text)


def _prometheus(text):
    success = dict(re.findall(r'^probe_success\{target="([^"]+)"\} ([01])$', text, re.MULTILINE))
    failures = {}
    for labels in re.findall(r"^probe_failure_info\{(.*)\} 1$", text, re.MULTILINE):
        label = dict(re.findall(r'(\w+)="([^"]*)"', labels))
        failures[label["target"]] = (label["phase"], int(label["step"]) if "step" in label else None, label["reason"])
    if {target for target, value in success.items() if value == "0"} != set(failures):
        raise ValueError("probe_success and probe_failure_info contradict each other")
    counted = re.findall(r'^tcpprobe_run_failures\{.*reason="(\w+)"\} (\d+)$', text, re.MULTILINE)
    summed = "tcpprobe_run_probes" in text
    return [(target, failures.get(target)) for target in success], collections.Counter({reason: int(count) for reason, count in counted}) if summed else None


def _junit(text):
    suites = xml.etree.ElementTree.fromstring(text)
    said = []
    for case in suites.iter("testcase"):
        fault = case.find("failure") if case.find("failure") is not None else case.find("error")
        truth = None
        if fault is not None:
            truth = phase_and_reason(fault.get("message"))
            if truth[2] != fault.get("type"):
                raise ValueError("type and message contradict each other")
            if (fault.tag == "error") != (truth[2] == "local_error"):
                raise ValueError(f"{truth[2]} is told as {fault.tag}")
        said.append((case.get("name"), truth))
    return said, _counted(" ".join(suites.itertext()))


def _tap(text):
    said = []
    for line in text.splitlines():
        if found := re.match(r"(not )?ok \d+ - (\S+)$", line):
            said.append((found[2], {"step": None} if found[1] else None))
        elif found := re.match(r"  (phase|step|reason|message): (.+)$", line):
            said[-1][1][found[1]] = json.loads(found[2])
    for number, (target, block) in enumerate(said):
        if block is not None:
            truth = (block["phase"], block["step"], block["reason"])
            if phase_and_reason(block["message"]) != truth:
                raise ValueError("the block and its message contradict each other")
            said[number] = (target, truth)
    if f"1..{len(said)}" not in text.splitlines():
        raise ValueError("the plan is not what stands behind it")
    return said, _counted(text)


def phase_and_reason(text):
    """The (phase, step, reason) that a sentence names."""
    found = _FAILED.search(text)
    if not found:
        raise ValueError(f"no phase and reason in: {text}")
    return found[1], int(found[2]) if found[2] else None, found[3]


def _counted(text):
    for pattern in _SUMS:
        if found := pattern.search(text):
            return collections.Counter({reason: int(count) for reason, count in re.findall(r"(\w+) (\d+)", found[1] or "")})
    return None


def _host_port(host, port):
    return f"[{host}]:{port}" if ":" in host else f"{host}:{port}"
