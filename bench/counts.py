"""What is the same in every run: how many instructions a process executes in user space, and how many system calls it makes."""
import re
import shutil
import subprocess
import tempfile


def instructions(command):
    """As callgrind counts them; None where valgrind is not installed."""
    if shutil.which("valgrind") is None:
        return None
    words = ["valgrind", "--tool=callgrind", "--callgrind-out-file=/dev/null", *command.words]
    told = _run(words, command.environment)
    collected = re.search(rb"Collected : (\d+)", told)
    return int(collected[1]) if collected else None


def system_calls(command):
    """Of all its threads and processes; None where strace is not installed or may not trace."""
    if shutil.which("strace") is None:
        return None
    with tempfile.NamedTemporaryFile() as counted:
        _run(["strace", "-c", "-f", "-o", counted.name, *command.words], command.environment)
        total = re.search(rb"^100\.00 +\S+ +\S+ +(\d+)(?: +\d+)? total$", counted.read(), re.MULTILINE)
    return int(total[1]) if total else None


def is_stripped(path):
    """Whether a program is without symbols."""
    with open(path, "rb") as program:
        return b"\0.symtab\0" not in program.read()


def _run(words, environment):
    return subprocess.run(words, env=environment, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, check=False).stderr
