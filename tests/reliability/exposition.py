"""The text format of Prometheus, read strictly, and what it says of one probe."""
import re

_NAME = r"[a-zA-Z_:][a-zA-Z0-9_:]*"
_LABEL = re.compile(r'([a-zA-Z_][a-zA-Z0-9_]*)="((?:[^"\\\n]|\\[\\"n])*)"(,|$)')
_SAMPLE = re.compile(rf"({_NAME})(?:\{{(.*)\}})? ([-+]?\d+(?:\.\d+)?(?:[eE][-+]?\d+)?|NaN|[-+]Inf)")
_ABOUT = re.compile(rf"# (HELP|TYPE) ({_NAME}) (.+)")
_ESCAPES = {r"\\": "\\", r"\"": '"', r"\n": "\n"}


def read(text):
    """{metric: {labels: value}}; labels are (name, value) in their order, escapes undone. ValueError for what is no exposition."""
    if text and not text.endswith("\n"):
        raise ValueError("the last line has no end")
    read_, about, family = {}, {}, None
    for line in text.split("\n")[:-1]:
        if line.startswith("#"):
            kind, family = _about(line, about)
            if kind == "HELP" and family in read_:
                raise ValueError(f"{family} stands in two places")
            continue
        metric, labels, value = _sample(line)
        if about.get(family, {}).keys() != {"HELP", "TYPE"} or metric not in (family, f"{family}_sum", f"{family}_count"):
            raise ValueError(f"{metric} stands below {family}")
        samples = read_.setdefault(metric, {})
        if labels in samples:
            raise ValueError(f"twice: {line}")
        samples[labels] = value
    return read_


def truth(samples):
    """What one probe was, by its metrics: None for ok, else (phase, step, reason)."""
    success, failures = one(samples, "probe_success"), samples.get("probe_failure_info", {})
    if success not in (0, 1) or len(failures) != (success == 0) or set(failures.values()) - {1}:
        raise ValueError(f"probe_success {success} and {len(failures)} of probe_failure_info")
    if success:
        return None
    labels = dict(next(iter(failures)))
    return labels["phase"], int(labels["step"]) if "step" in labels else None, labels["reason"]


def one(samples, metric):
    """The value of a metric without labels; None if it is absent."""
    found = samples.get(metric, {})
    if set(found) - {()}:
        raise ValueError(f"{metric} has labels")
    return found.get(())


def _about(line, about):
    found = _ABOUT.fullmatch(line)
    if not found or found[1] in about.setdefault(found[2], {}):
        raise ValueError(f"no HELP and no TYPE, or a second one: {line}")
    about[found[2]][found[1]] = found[3]
    return found[1], found[2]


def _sample(line):
    found = _SAMPLE.fullmatch(line)
    if not found:
        raise ValueError(f"this is no sample: {line}")
    labels, at = [], 0
    while found[2] and at < len(found[2]):
        label = _LABEL.match(found[2], at)
        if not label:
            raise ValueError(f"these are no labels: {line}")
        labels.append((label[1], re.sub(r"\\[\\\"n]", lambda escape: _ESCAPES[escape[0]], label[2])))
        at = label.end()
    if len(dict(labels)) != len(labels):
        raise ValueError(f"a label stands twice: {line}")
    return found[1], tuple(labels), float(found[3])
