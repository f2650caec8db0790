"""Stryker.NET from NuGet, at work in a copy of the sources, for it leaves changed libraries behind."""
import contextlib
import json
import os
import shutil
import signal
import subprocess
import sys

import stand

VERSION = "5.1.0"
WORK = os.path.join(stand.ROOT, "artifacts", "mutation")
_TREE = os.path.join(WORK, "tree")
CORE = os.path.join(_TREE, "src", "TcpProbe.Core")
_TESTS = os.path.join(_TREE, "tests", "TcpProbe.Core.Tests")
_PROGRAM = os.path.join(WORK, "tools", "dotnet-stryker")
# Analyzers have nothing to say on changed code, and cost more than the compiler.
_ENVIRONMENT = {
    **os.environ, "DOTNET_NOLOGO": "true", "DOTNET_CLI_TELEMETRY_OPTOUT": "true", "DOTNET_CLI_UI_LANGUAGE": "en", "MSBUILDDISABLENODEREUSE": "1",
    "UseSharedCompilation": "false", "RestoreLockedMode": "true", "RunAnalyzers": "false", "EnforceCodeStyleInBuild": "false"}
# A mutant that hangs is told from one that is slow on a busy machine by so many milliseconds more than the tests took.
_PATIENCE = 10_000
# What is not changed anywhere: guards against callers that do not exist, and what only frees.
_LEFT_ALONE = ["*ThrowIf*", "Dispose", "GC.SuppressFinalize", "ConfigureAwait"]


def prepare():
    """The tool, and a copy of the sources, in which what did not change stays as old as it is."""
    os.makedirs(WORK, exist_ok=True)
    if not os.access(_PROGRAM, os.X_OK):
        _install()
    listed = subprocess.run(["git", "-C", stand.ROOT, "ls-files", "-z", "--cached", "--others", "--exclude-standard"], check=True, capture_output=True, text=True).stdout
    wanted = {name for name in listed.split("\0") if name and os.path.isfile(os.path.join(stand.ROOT, name))}
    for name in wanted:
        source, copy = os.path.join(stand.ROOT, name), os.path.join(_TREE, name)
        if not _same(source, copy):
            os.makedirs(os.path.dirname(copy), exist_ok=True)
            shutil.copy(source, copy)
    for folder, folders, names in os.walk(_TREE):
        folders[:] = [name for name in folders if name != "artifacts"]
        for name in names:
            if os.path.relpath(path := os.path.join(folder, name), _TREE) not in wanted:
                os.remove(path)


def _install():
    log = os.path.join(WORK, "tool.log")
    words = ["dotnet", "tool", "install", "dotnet-stryker", "--version", VERSION, "--tool-path", os.path.dirname(_PROGRAM)]
    with open(log, "w", encoding="utf-8") as written:
        if subprocess.run(words, env=_ENVIRONMENT, stdin=subprocess.DEVNULL, stdout=written, stderr=subprocess.STDOUT, check=False).returncode != 0:
            sys.exit(f"mutation: {words[0]} failed; see {log}")


def _same(source, copy):
    """Whether both hold the same: the copy is then left as old as it is."""
    if not os.path.exists(copy):
        return False
    with open(source, "rb") as one, open(copy, "rb") as other:
        return one.read() == other.read()


def mutate(name, group, places, concurrency):
    """What Stryker reports of these places before the tests of the group: by file; None where they could not be run."""
    out = os.path.join(WORK, "stryker", name.replace("/", "."))
    shutil.rmtree(out, ignore_errors=True)
    os.makedirs(out)
    settings = {
        "project": "TcpProbe.Core.csproj", "mutate": places, "test-case-filter": group.filter(), "coverage-analysis": "perTest", "concurrency": concurrency,
        "additional-timeout": _PATIENCE, "ignore-methods": _LEFT_ALONE, "ignore-mutations": [] if group.words else ["string"], "reporters": ["json"]}
    config, log = os.path.join(out, "config.json"), os.path.join(out, "log")
    with open(config, "w", encoding="utf-8") as file:
        json.dump({"stryker-config": settings}, file, indent=2)
    with open(log, "w", encoding="utf-8") as written:
        words = ["nice", "-n", "10", _PROGRAM, "-f", config, "-O", out, "--skip-version-check"]
        # In a session of its own, for the hosts of its tests outlive it otherwise.
        with subprocess.Popen(words, cwd=_TESTS, env=_ENVIRONMENT, stdin=subprocess.DEVNULL, stdout=written, stderr=subprocess.STDOUT, start_new_session=True) as stryker:
            try:
                stryker.wait()
            finally:
                with contextlib.suppress(ProcessLookupError):
                    os.killpg(stryker.pid, signal.SIGKILL)
    try:
        with open(os.path.join(out, "reports", "mutation-report.json"), encoding="utf-8-sig") as report:
            return json.load(report)["files"]
    except OSError:
        print(f"mutation: {name} could not be run; see {log}", file=sys.stderr)
        return None
