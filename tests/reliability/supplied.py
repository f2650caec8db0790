"""The checks of the supply: each yields (words, whether it is so, None where that cannot be told)."""
import hashlib
import json
import os
import re
import subprocess
import time
import urllib.request

import stand
from listening import Listening

# Seconds until the trace of a program that has ended is written, on a machine however busy.
TRACED = 60
_DOTNET = {
    **os.environ, "DOTNET_NOLOGO": "true", "DOTNET_CLI_TELEMETRY_OPTOUT": "true", "DOTNET_CLI_UI_LANGUAGE": "en",
    "MSBUILDTERMINALLOGGER": "off", "MSBUILDDISABLENODEREUSE": "1", "UseSharedCompilation": "false",
}
# A package of which one version has a known vulnerability: whether the audit sees anything at all.
_KNOWN_BAD = ("Newtonsoft.Json", "12.0.3")
_PROJECT = """<Project Sdk="Microsoft.NET.Sdk">
  <PropertyGroup><TargetFramework>net10.0</TargetFramework><RestorePackagesWithLockFile>false</RestorePackagesWithLockFile><RestoreLockedMode>false</RestoreLockedMode></PropertyGroup>
  <ItemGroup><PackageReference Include="{}" Version="{}" /></ItemGroup>
</Project>
"""


def locks(folder, _):
    """A restore takes what the lock files say, and nothing else."""
    project = _project(copy(folder, "locked"), "TcpProbe")
    whole = dotnet("restore", project, "--locked-mode", "--force")
    yield "`dotnet restore --locked-mode` of a fresh copy", whole.returncode == 0
    lock = os.path.join(os.path.dirname(project), "packages.lock.json")
    with open(lock, encoding="utf-8-sig") as file:
        before = file.read()
    name = "System.CommandLine"
    for what, field, error in (("the hash", "contentHash", "NU1403"), ("the version", "resolved", "NU1004")):
        table = json.loads(before)
        entry = next(packages for packages in table["dependencies"].values() if name in packages)[name]
        # Another text of the same form: of a hash that is not one, and of a version that is not asked for.
        entry[field] = entry[field][1:-2] + "A==" if field == "contentHash" else "1.0.0"
        if field == "resolved":
            entry["requested"] = "[1.0.0, )"
        with open(lock, "w", encoding="utf-8") as file:
            json.dump(table, file)
        spoilt = dotnet("restore", project, "--locked-mode", "--force", "--no-cache")
        yield f"with {what} of {name} changed in the lock file it is refused ({error})", spoilt.returncode != 0 and error in spoilt.stdout
    with open(lock, "w", encoding="utf-8") as file:
        file.write(before)


def audit(folder, _):
    """
    No package of any project is known to be vulnerable, in a registry that knows of some that are; a mirror may not, and then nothing can be told.
    """
    sources = copy(folder, "audited")
    answer = dotnet("list", os.path.join(sources, "TcpProbe.sln"), "package", "--vulnerable", "--include-transitive", "--format", "json")
    table = json.loads(answer.stdout[answer.stdout.index("{"):])
    frameworks = [framework for project in table["projects"] for framework in project.get("frameworks", [])]
    bad = [package["id"] for framework in frameworks for kind in ("topLevelPackages", "transitivePackages") for package in framework.get(kind, [])]
    probe = os.path.join(folder, "known-bad")
    os.mkdir(probe)
    with open(os.path.join(probe, "known-bad.csproj"), "w", encoding="ascii") as file:
        file.write(_PROJECT.format(*_KNOWN_BAD))
    is_seeing = "NU1903" in dotnet("restore", probe).stdout
    yield f"the registry tells of the vulnerability of {' '.join(_KNOWN_BAD)} (NU1903)", True if is_seeing else None
    is_clean = False if answer.returncode != 0 or bad else True if is_seeing else None
    yield f"{len(table['projects'])} projects, {len(bad)} packages with a known vulnerability", is_clean


def same_bytes(folder, _):
    """Two builds in two places, with other names, umask, time zone and language, are the same files."""
    commit = subprocess.run(["git", "-C", stand.ROOT, "rev-parse", "HEAD"], check=True, capture_output=True, text=True).stdout.strip()
    for name, executable in (("TcpProbe", "tcpprobe"), ("TcpProbe.Exporter", "tcpprobe-exporter")):
        hashes = []
        other = {"TZ": "Asia/Tokyo", "LC_ALL": "C", "LANG": "de_DE.UTF-8"}
        for place, more, mask in (("one", {}, 0o022), ("elsewhere/and/deeper", other, 0o077)):
            sources = copy(folder, f"{name}/{place}")
            words = ["-c", "Release", "-r", "linux-x64", "-p:PublishAot=true", f"-p:SourceRevisionId={commit}", "-o", os.path.join(sources, "out")]
            built = dotnet("publish", _project(sources, name), *words, more=more, umask=mask)
            if built.returncode != 0:
                yield f"`{executable}` does not build: {built.stdout[-300:]!r}", False
                return
            with open(os.path.join(sources, "out", executable), "rb") as file:
                hashes.append(hashlib.sha256(file.read()).hexdigest())
        yield f"`{executable}`: {len(set(hashes))} kind of bytes from 2 builds (SHA-256 {hashes[0][:16]}…)", len(set(hashes)) == 1


def own_code(folder, programs):
    """
    The programs run the code that they were built with, that of the C library, and OpenSSL's once TLS is asked for: nothing that is made or
    fetched at run time.
    """
    tool, exporter = programs
    log = os.path.join(folder, "trace")
    secured = os.path.join(folder, "tls.pem")
    peer_words, echo_words = [tool, "listen", "0", "-q", "--tls", "--ca-out", secured], [tool, "listen", "0", "-q"]
    peer_log, echo_log = os.path.join(folder, "peer"), os.path.join(folder, "echo")
    with Listening(peer_words, peer_log, "stdout") as peer, Listening(echo_words, echo_log, "stdout") as echo:
        tls, port = peer.listens().port, echo.listens().port
        ways = {
            "an exchange, a pattern, a report": [
                f"127.0.0.1:{port}", "--send-line", "a", "--expect-regex", "^a(?<b>.*)$", "-o", "json", "-o", f"junit={folder}/r.xml",
            ],
            "a series": [f"127.0.0.1:{port}", "-z", "--count", "50", "-i", "1ms"],
            "many targets": ["127.0.0.1", f"{port},{tls}", "-z", "-o", "csv"],
            "TLS": [f"127.0.0.1:{tls}", "--tls", "--ca", secured, "--sni", "localhost"],
        }
        for name, words in ways.items():
            code = subprocess.run([*_trace(log), tool, *words], check=False, stdin=subprocess.DEVNULL, capture_output=True).returncode
            yield _verdict(f"`tcpprobe`, {name}", log, tool, tls_too=name == "TLS", ended=code == 0)
        is_served = _serve(exporter, port, log, folder)
        yield _verdict("`tcpprobe-exporter`, a probe, its pages and a reload", log, exporter, tls_too=True, ended=is_served)


def _serve(exporter, port, log, folder):
    modules = os.path.join(folder, "modules.yml")
    with open(modules, "w", encoding="ascii") as file:
        file.write('modules: {a: {prober: tcp, tcp: {query_response: [{send: "a"}, {expect: "^(?P<b>a+|c?)$"}]}}}\n')
    words = [*_trace(log), exporter, "--config.file", modules, "--web.listen-address", "127.0.0.1:0"]
    with Listening(words, os.path.join(folder, "log")) as server:
        server.listens()
        for path, data in ((f"/probe?module=a&target=127.0.0.1:{port}", None), ("/", None), ("/metrics", None), ("/-/reload", b"")):
            with urllib.request.urlopen(urllib.request.Request(f"http://127.0.0.1:{server.port}{path}", data=data), timeout=30) as answer:
                if answer.status != 200:
                    return False
        code, _ = server.end()
        return code == 0


def _trace(log):
    # -D: the child is the program, and whoever traces it its descendant.
    return ["strace", "-D", "-f", "-q", "-e", "trace=mmap,mprotect,pkey_mprotect,memfd_create,execve,openat", "-y", "-o", log]


def _traced(log):
    """The lines of the trace, which is written to its end some time after that of the program."""
    end = time.monotonic() + TRACED
    while True:
        with open(log, encoding="utf-8", errors="replace") as trace:
            lines = trace.read().splitlines()
        # The first to be seen is the program, whose threads end before it.
        if lines and any(line.startswith(f"{lines[0].split()[0]} ") and re.search(r"\+\+\+ (exited|killed)", line) for line in lines[-20:]):
            return lines
        if time.monotonic() > end:
            raise SystemExit(f"the trace has no end within {TRACED} s: {lines[-1:]}")
        time.sleep(0.05)


def _verdict(what, log, program, tls_too, ended):
    """(words, whether all code that was mapped is of files that may be)."""
    files, strange = set(), []
    for line in _traced(log):
        if "memfd_create(" in line or ("execve(" in line and f'"{program}"' not in line):
            strange.append(line.strip())
        if "PROT_EXEC" not in line:
            continue
        file = re.search(r"mmap\(.*, \d+<([^>]*)>, ", line)
        if file:
            files.add(os.path.basename(file[1]))
        else:
            strange.append(line.strip())
    allowed = r"ld-linux.*|libc\.so.*|libm\.so.*|libpthread.*|libdl.*|librt.*|libgcc_s.*|libnss_.*|libresolv.*"
    allowed += r"|libssl\.so.*|libcrypto\.so.*|libz.*|libzstd.*" if tls_too else ""
    strange += [file for file in files if file != os.path.basename(program) and not re.fullmatch(allowed, file)]
    # Whoever sees no C library sees nothing.
    if not any(file.startswith("libc.so") for file in files):
        strange.append(f"no C library among {sorted(files)}")
    secured = " with OpenSSL" if any("ssl" in file for file in files) else ""
    words = f"{what}: no memory made executable, code of {len(files)} libraries{secured}"
    return (words if not strange else f"{what}: {strange[:3]}"), ended and not strange


def copy(folder, name):
    """The sources as git has them, without git."""
    place = os.path.join(folder, name)
    os.makedirs(place)
    files = subprocess.run(["git", "-C", stand.ROOT, "ls-files", "-z"], check=True, capture_output=True).stdout
    archive = subprocess.Popen(["tar", "-C", stand.ROOT, "--null", "-T", "-", "-c"], stdin=subprocess.PIPE, stdout=subprocess.PIPE)
    unpacked = subprocess.Popen(["tar", "-C", place, "-x"], stdin=archive.stdout)
    archive.stdin.write(files)
    archive.stdin.close()
    if unpacked.wait() != 0 or archive.wait() != 0:
        raise SystemExit("the sources could not be copied")
    return place


def dotnet(*words, more=None, umask=-1):
    """Runs the SDK, and keeps what it says."""
    how = {"stdin": subprocess.DEVNULL, "stdout": subprocess.PIPE, "stderr": subprocess.STDOUT, "text": True}
    return subprocess.run(["dotnet", *words], env={**_DOTNET, **(more or {})}, umask=umask, check=False, **how)


def _project(sources, name):
    return os.path.join(sources, "src", name, f"{name}.csproj")


CHECKS = {"locks": locks, "audit": audit, "same bytes": same_bytes, "no code but its own": own_code}
