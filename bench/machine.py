"""On what was measured, and when: figures mean little without it."""
import datetime
import os
import platform
import re
import subprocess


def described(*tools):
    """One sentence: processor, cores, kernel, distribution, C library, date, commit and version of each tool."""
    libc = " ".join(platform.libc_ver()) or "unknown C library"
    parts = [_processor(), f"{len(os.sched_getaffinity(0))} cores", f"Linux {platform.release()}", _distribution(), libc, f"Python {platform.python_version()}"]
    return f"{', '.join(parts)}; {datetime.date.today().isoformat()}, {', '.join([commit(), *(f'`{_version(tool)}`' for tool in tools)])}."


def _processor():
    with open("/proc/cpuinfo", encoding="ascii", errors="replace") as cores:
        model = re.search(r"^model name\s*: (.*)$", cores.read(), re.MULTILINE)
    return model[1].strip() if model else platform.machine()


def _distribution():
    try:
        return platform.freedesktop_os_release()["PRETTY_NAME"]
    except (OSError, KeyError):
        return "unknown distribution"


def commit():
    """The commit, and whether the sources differ from it."""
    folder = os.path.dirname(os.path.abspath(__file__))
    try:
        commit = subprocess.run(["git", "-C", folder, "rev-parse", "--short", "HEAD"], check=True, capture_output=True, text=True).stdout.strip()
        dirty = subprocess.run(["git", "-C", folder, "diff", "--quiet", "HEAD", "--", "../src"], check=False).returncode != 0
    except (OSError, subprocess.CalledProcessError):
        return "no commit"
    return f"commit {commit}{' and changes' if dirty else ''}"


def _version(tool):
    return subprocess.run([tool, "--version"], check=True, capture_output=True, text=True).stdout.splitlines()[0]
