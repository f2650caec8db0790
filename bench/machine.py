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
    versions = [commit("src"), *(f"`{_version(tool)}`" for tool in tools)]
    return f"{', '.join(parts)}; {datetime.date.today().isoformat()}, {', '.join(versions)}."


def _processor():
    with open("/proc/cpuinfo", encoding="ascii", errors="replace") as cores:
        model = re.search(r"^model name\s*: (.*)$", cores.read(), re.MULTILINE)
    return model[1].strip() if model else platform.machine()


def _distribution():
    try:
        return platform.freedesktop_os_release()["PRETTY_NAME"]
    except (OSError, KeyError):
        return "unknown distribution"


def commit(*folders):
    """The commit, and whether these folders differ from it."""
    root = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
    try:
        head = subprocess.run(["git", "-C", root, "rev-parse", "--short", "HEAD"], check=True, capture_output=True, text=True).stdout.strip()
        dirty = subprocess.run(["git", "-C", root, "diff", "--quiet", "HEAD", "--", *folders], check=False).returncode != 0
    except (OSError, subprocess.CalledProcessError):
        return "no commit"
    return f"commit {head}{' and changes' if dirty else ''}"


def _version(tool):
    return subprocess.run([tool, "--version"], check=True, capture_output=True, text=True).stdout.splitlines()[0]
