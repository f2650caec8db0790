"""Readers of the formats: each raises ValueError for what is not well-formed, and returns the shape that no peer may change."""
import csv
import io
import json
import re
import shutil
import subprocess
import unicodedata
import xml.etree.ElementTree as tree

# 'label'=value[unit];[warn];[crit];[min];[max], a blank between two: the grammar of the monitoring plugins' guidelines.
NUMBER = r"-?\d+(?:\.\d+)?"
RANGE = rf"@?(?:(?:~|{NUMBER})?:)?(?:{NUMBER})?"
ITEM = rf"(?:'[^'=|\n]+'|[^'=|\s]+)=(?:U|{NUMBER}(?:s|ms|us|%|c|[KMGT]?B)?)(?:;{RANGE}){{0,2}}(?:;(?:{NUMBER})?){{0,2}}"
PERFDATA = re.compile(rf"{ITEM}(?: {ITEM})*")
NAME = r"[a-zA-Z_:][a-zA-Z0-9_:]*"
LABEL = r'[a-zA-Z_]\w*="(?:[^"\\\n]|\\[\\"n])*"'
SAMPLE = re.compile(rf"({NAME})(\{{{LABEL}(?:,{LABEL})*\}})? (?:[-+]?\d+(?:\.\d+)?(?:[eE][-+]?\d+)?|NaN|[+-]Inf)")


def demand(holds, what):
    if not holds:
        raise ValueError(what)


def showable(text):
    """Nothing that moves a cursor, hides, ends a line or turns it round; the joiners are letters' and pictures' own."""
    for character in text:
        demand(character in "\u200c\u200d" or unicodedata.category(character) not in ("Cc", "Cf", "Zl", "Zp", "Cs"), f"U+{ord(character):04X} is raw")


def lines(output, end="\n"):
    """The lines of an output that is UTF-8 and shows nothing raw."""
    text = output.decode("utf-8", "strict")
    demand(text.endswith(end) or not text, "the last line has no end")
    found = text.split(end)[:-1]
    for line in found:
        showable(line)
    return found


def human(output):
    found = lines(output)
    return [re.sub(r"^(?:  )?(\S+).*", r"\1", line) if line.startswith("  ") else re.search(r" (ok|failed)\b", line).group(1) for line in found]


def strings(value):
    if isinstance(value, str):
        yield value
    for inner in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
        yield from strings(inner)


def json_lines(output):
    shape = []
    for line in lines(output):
        value = json.loads(line)
        for text in strings(value):
            showable(text)
        shape.append((sorted(value), value.get("ok"), value.get("exit_code")))
    return shape


def csv_records(output):
    lines(output, "\r\n")
    records = list(csv.reader(io.StringIO(output.decode(), newline=""), strict=True))
    demand(all(len(record) == len(records[0]) for record in records), "the records differ in length")
    for record in records[1:]:
        demand(not any(re.match(r"[=+@]|-[^\d]", field) for head, field in zip(records[0], record) if head in ("reply", "message")), "a field begins a formula")
    return [(record[records[0].index("ok")] if "ok" in records[0] else None) for record in records]


def nagios(output):
    shape = []
    found = lines(output)
    for number, line in enumerate(found):
        text, bar, data = line.partition("|")
        demand("|" not in data, "a second bar")
        demand(bool(bar) == (number == 0) or not bar, "performance data below the first line")
        demand(not bar or PERFDATA.fullmatch(data), f"this is no performance data: {data}")
        shape.append((text.split(" - ")[0] if number == 0 else text.split()[0], re.findall(r"(?:^| )('[^']+'|[^'= ]+)=", data)))
    return shape


def prometheus(output):
    shape = []
    for line in lines(output):
        if line.startswith("# HELP ") or line.startswith("# TYPE "):
            continue
        sample = SAMPLE.fullmatch(line)
        demand(sample, f"this is no sample: {line}")
        shape.append(sample.group(1))
    if shutil.which("promtool"):
        checked = subprocess.run(["promtool", "check", "metrics"], input=output, capture_output=True, check=False)
        demand(checked.returncode == 0, f"promtool: {checked.stderr.decode()}")
    return sorted(shape)


def junit(output):
    lines(output)
    root = tree.fromstring(output)
    for element in root.iter():
        for text in (element.text or "", *element.attrib.values()):
            showable(text.replace("\n", ""))
    return [(case.tag, sorted(child.tag for child in case)) for case in root.iter("testcase")] + [root.get("tests"), root.get("failures"), root.get("errors")]


def tap(output):
    found = lines(output)
    shape = [re.match(r"(ok|not ok) \d+", line).group(0) for line in found if re.match(r"(?:not )?ok\b", line)]
    plans = [line for line in found if re.match(r"\d+\.\.\d+", line)]
    if shutil.which("prove"):
        checked = subprocess.run(["prove", "--exec", "cat", "/dev/stdin"], input=output, capture_output=True, check=False)
        said = checked.stdout.decode() + checked.stderr.decode()
        demand("Parse errors" not in said and "Bailout" not in said and "TODO" not in said, f"prove: {said}")
        demand((checked.returncode == 0) == all(line.startswith("ok") for line in shape), f"prove: {said}")
    return shape + plans


READERS = {"human": human, "json": json_lines, "csv": csv_records, "nagios": nagios, "prometheus": prometheus, "junit": junit, "tap": tap}


def log(output):
    """The log of -v: each line begins as every line of it does."""
    for line in lines(output):
        demand(re.match(r"\[tcpprobe \(\d+\)\] ", line), f"this is no line of the log: {line}")
