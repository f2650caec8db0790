"""Where accuracy is measured: a veth pair of its own with root, else the loopback; a peer that echoes, one that is silent, one that drops SYNs."""
import ctypes
import os
import shutil
import socket
import subprocess

# The first two exist only inside the network namespaces that are made here, which lead nowhere else.
_CLIENT, _SERVER, _LOOPBACK = "192.0.2.1", "192.0.2.2", "127.0.0.1"
_WIRE = "wire"
_NEW_NETWORK = 0x40000000


class Stage:
    """The place, while it is held. What this process starts, it starts at the client's end."""

    def __init__(self, tool):
        self._tool = tool
        self._ends = [f"tcpprobe-bench-{os.getpid()}-{end}" for end in "cs"]
        self._home = None
        self._held = []
        self._peers = []
        self.is_wire = os.name == "posix" and os.geteuid() == 0 and shutil.which("ip") is not None

    @property
    def host(self):
        """The address of the peers."""
        return _SERVER if self.is_wire else _LOOPBACK

    @property
    def interface(self):
        """What the client's packets pass."""
        return _WIRE if self.is_wire else "lo"

    def __str__(self):
        return "a veth pair" if self.is_wire else "the loopback"

    def __enter__(self):
        try:
            # A container may forbid its root what this takes.
            self.is_wire = self.is_wire and self._lay()
            if self.is_wire:
                self._enter(self._ends[1])
                # Asked for a name, it hears and says nothing.
                self._hold(socket.SOCK_DGRAM, 53)
            self.echo, self.silent = self._listen(), self._listen("--mode", "silent")
            self.dropping = self._drop()
            if self.is_wire:
                self._enter(self._ends[0])
        except BaseException:
            self.__exit__()
            raise
        return self

    def __exit__(self, *_):
        for peer in self._peers:
            peer.terminate()
            peer.wait()
            peer.stdout.close()
        for held in self._held:
            held.close()
        if self._home is not None:
            _set(self._home)
            for name in self._ends:
                subprocess.run(["ip", "netns", "delete", name], stderr=subprocess.DEVNULL, check=False)
            os.close(self._home)

    def _lay(self):
        self._home = os.open("/proc/self/ns/net", os.O_RDONLY | os.O_CLOEXEC)
        try:
            for name in self._ends:
                _ip("netns", "add", name)
                _ip("-n", name, "link", "set", "lo", "up")
            _ip("-n", self._ends[0], "link", "add", _WIRE, "type", "veth", "peer", "name", _WIRE, "netns", self._ends[1])
            for name, address in zip(self._ends, (_CLIENT, _SERVER)):
                _ip("-n", name, "address", "add", f"{address}/24", "dev", _WIRE)
                _ip("-n", name, "link", "set", _WIRE, "up")
        except subprocess.CalledProcessError:
            return False
        return True

    def _listen(self, *mode):
        peer = subprocess.Popen([self._tool, "listen", f"{self.host}:0", "--quiet", *mode], stdout=subprocess.PIPE, text=True)
        self._peers.append(peer)
        return peer.stdout.readline().rsplit(":", 1)[1].strip()

    def _drop(self):
        # A full accept queue answers no SYN.
        listener = self._hold(socket.SOCK_STREAM, 0)
        listener.listen(0)
        client = socket.create_connection(listener.getsockname())
        self._held.append(client)
        return str(listener.getsockname()[1])

    def _hold(self, kind, port):
        held = socket.socket(socket.AF_INET, kind)
        held.bind((self.host, port))
        self._held.append(held)
        return held

    @staticmethod
    def _enter(name):
        with open(f"/run/netns/{name}", "rb") as file:
            _set(file.fileno())


def _ip(*words):
    subprocess.run(["ip", *words], check=True)


def _set(descriptor):
    if ctypes.CDLL(None, use_errno=True).setns(descriptor, _NEW_NETWORK) != 0:
        raise OSError(ctypes.get_errno(), "setns")
