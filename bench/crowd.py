"""Many targets at a time on loopback: blocks of ports that listen, refuse, take turns, or drop every SYN."""
import contextlib
import errno
import resource
import socket

FIRST, LAST = 20001, 32000
"""Below the ports that Linux gives to clients (net.ipv4.ip_local_port_range): none of them takes one away."""


class Block:
    """COUNT neighbouring ports of one address of 127.0.0.0/8, each of which listens if is_open(its place) says so."""

    def __init__(self, address, count, is_open):
        self.address = address
        self._servers = []
        self.first = next(filter(None, (self._open(first, count, is_open) for first in range(FIRST, LAST - count, 100))), None)
        if self.first is None:
            raise SystemExit(f"bench: no {count} neighbouring ports of {address} are free")

    def ports(self, count):
        """The first so many of them, as all peers take a range."""
        return f"{self.first}-{self.first + count - 1}"

    def numbers(self, count):
        return range(self.first, self.first + count)

    def drain(self):
        """Throws away what the kernel accepted."""
        for server in self._servers:
            with contextlib.suppress(BlockingIOError):
                while True:
                    server.accept()[0].close()

    def _open(self, first, count, is_open):
        try:
            for place in range(count):
                server = socket.socket()
                self._servers.append(server)
                server.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
                server.bind((self.address, first + place))
                if is_open(place):
                    server.listen(64)
                    server.setblocking(False)
                else:
                    # Bound only to see that nobody else listens there.
                    self._servers.pop().close()
        except OSError as taken:
            self.__exit__()
            if taken.errno != errno.EADDRINUSE:
                raise
            return None
        return first

    def __enter__(self):
        return self

    def __exit__(self, *_):
        for server in self._servers:
            server.close()
        self._servers.clear()


class SilentBlock(Block):
    """COUNT neighbouring ports whose accept queues are full: the kernel drops each SYN that comes."""

    def __init__(self, address, count):
        super().__init__(address, count, lambda _: True)
        self._held = []
        for server in self._servers:
            # A backlog of 0 is a queue of one, which is never accepted.
            server.listen(0)
            self._held.append(socket.create_connection(server.getsockname()))

    def drain(self):
        """Nothing: what is in the queues is what keeps them full."""

    def __exit__(self, *_):
        for held in self._held:
            held.close()
        super().__exit__()


def raise_limit():
    """As many descriptors as this process may have at all."""
    _, most = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (most, most))
