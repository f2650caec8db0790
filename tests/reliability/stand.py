"""Where the attacks are made: the program, a lab of its own, responders in it, and the page that the results are written into."""
import concurrent.futures
import os
import re
import shutil
import signal
import subprocess
import sys
import tempfile

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
PAGE = os.path.join(ROOT, "docs", "reliability.md")
sys.path.append(os.path.join(ROOT, "bench"))
LAB = os.path.join(ROOT, "tests", "lab", "lab.sh")
# What a script ends with that cannot do its work on this machine; the lab does the same.
SKIPPED = 77


def skip(reason):
    """Ends the script: not here."""
    print(f"skipped: {reason}", file=sys.stderr)
    sys.exit(SKIPPED)


def tool(given=None):
    """The program that is attacked: the one given, that of TCPPROBE_BINARY, or the native one that was published."""
    return _program(given or os.environ.get("TCPPROBE_BINARY"), "tcpprobe", "TcpProbe")


def exporter(given=None):
    """The exporter: the one given, that of TCPPROBE_EXPORTER, or the native one that was published."""
    return _program(given or os.environ.get("TCPPROBE_EXPORTER"), "tcpprobe-exporter", "TcpProbe.Exporter")


def _program(given, name, project):
    path = given or os.path.join(ROOT, "artifacts", "native", name)
    if not os.access(path, os.X_OK):
        skip(f"there is no {path}; dotnet publish src/{project} -c Release -r linux-x64 -p:PublishAot=true -o artifacts/native")
    return os.path.abspath(path)


def end_by_signal():
    """A signal is an exception here: whoever made a lab or started a program ends it on the way out."""
    for number in (signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, lambda number, _: sys.exit(128 + number))
    # A shell starts what is to run in the background deaf to Ctrl-C, and the programs that are started from here would be so too.
    signal.signal(signal.SIGINT, signal.default_int_handler)


def alone(*more):
    """Begins the script anew in a network namespace of its own, with other namespaces if unshare is told so; there only loopback is, and it is up."""
    if "TCPPROBE_ALONE" not in os.environ:
        words = ["unshare", "--net", *more]
        if os.geteuid() != 0 or shutil.which("unshare") is None or subprocess.run([*words, "true"], check=False).returncode != 0:
            skip("needs root, and namespaces of its own")
        os.environ["TCPPROBE_ALONE"] = "yes"
        os.execvp("unshare", [*words, sys.executable, *sys.argv])
    del os.environ["TCPPROBE_ALONE"]
    subprocess.run([_ip(), "link", "set", "lo", "up"], check=True)


def _ip():
    return shutil.which("ip", path=f"{os.environ.get('PATH', '')}:/usr/sbin:/sbin") or "ip"


def about(*programs):
    """On what, and when: processor, cores, kernel, date, commit and the version of each program."""
    import machine  # bench/machine.py
    return machine.described(*programs)


class Crew(concurrent.futures.ThreadPoolExecutor):
    """Threads that begin nothing more once something, such as a signal, has ended the work."""

    def __exit__(self, kind, *_):
        self.shutdown(wait=True, cancel_futures=kind is not None)


class Lab:
    """A lab of tests/lab/lab.sh, while it is held, with responders of our own in it."""

    client = property(lambda self: self._words("client"))
    server = property(lambda self: self._words("server"))

    def __init__(self, program, seconds=1800):
        self._program = program
        self._id = f"reliability-{os.getpid()}"
        self._environment = {**os.environ, "LAB_ID": self._id, "LAB_SERVER": program, "LAB_TTL": str(seconds)}
        self._started = []

    def __enter__(self):
        if self._call("check").returncode == SKIPPED:
            sys.exit(SKIPPED)
        try:
            self._call("up", check=True)
        except BaseException:
            self.__exit__()
            raise
        return self

    def __exit__(self, *_):
        for process in self._started:
            process.kill()
            process.wait()
        self._call("down")

    def listen(self, port, *options):
        """Starts `tcpprobe listen` on this port of every address of the server, and waits until it does."""
        process = self.start(self.server, self._program, "listen", f"[::]:{port}", "-q", *options, stdout=subprocess.PIPE, text=True)
        if not process.stdout.readline().startswith("listening on "):
            sys.exit(f"listen {port} {' '.join(options)} does not listen")

    def start(self, where, *words, **how):
        """Starts a program that ends with the lab."""
        process = subprocess.Popen([*where, *words], stdin=subprocess.DEVNULL, **how)
        self._started.append(process)
        return process

    def run(self, where, *words):
        """Runs a program to its end, which must be a good one."""
        return subprocess.run([*where, *words], check=True, stdin=subprocess.DEVNULL, capture_output=True, text=True).stdout

    def cases(self):
        """(name, host, port) of every case that the lab has by itself."""
        return [line.split() for line in self._call("cases", stdout=subprocess.PIPE, text=True).stdout.splitlines()]

    def _words(self, end):
        return [_ip(), "netns", "exec", f"tcpprobe-{self._id}-{end}"]

    def _call(self, command, **how):
        return subprocess.run(["bash", LAB, command], env=self._environment, **{"check": False, **how})


class Scratch:
    """A folder of our own, while it is held."""

    def __enter__(self):
        self.path = tempfile.mkdtemp(prefix="tcpprobe-reliability-")
        os.chmod(self.path, 0o755)
        return self.path

    def __exit__(self, *_):
        shutil.rmtree(self.path, ignore_errors=True)


def written(name):
    """What stands between the markers of that name."""
    with open(PAGE, encoding="utf-8") as page:
        found = re.search(f"<!-- reliability:{name} -->(.*?)<!-- /reliability:{name} -->", page.read(), re.DOTALL)
    return found[1] if found else ""


def write(name, text):
    """The text into the page, in place of what stands between the markers of that name."""
    with open(PAGE, encoding="utf-8") as page:
        before = page.read()
    begin, end = f"<!-- reliability:{name} -->", f"<!-- /reliability:{name} -->"
    after, places = re.subn(f"{begin}.*?{end}", lambda _: f"{begin}\n\n{text}\n\n{end}", before, flags=re.DOTALL)
    if places != 1:
        sys.exit(f"{PAGE} has {places} places for {name}; nothing written")
    with open(PAGE, "w", encoding="utf-8") as page:
        page.write(after)
