"""Who is probed: sockets of the bench, and the tool's own `listen`. All on 127.0.0.1, at ports the kernel chooses."""
import contextlib
import os
import socket
import subprocess


class Listener:
    """An open port that nobody serves: the kernel accepts, and drain() throws away what it did."""

    def __init__(self, backlog=4096):
        self._socket = socket.create_server(("127.0.0.1", 0), backlog=backlog)
        self._socket.setblocking(False)
        self.port = str(self._socket.getsockname()[1])

    def drain(self):
        with contextlib.suppress(BlockingIOError):
            while True:
                self._socket.accept()[0].close()

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self._socket.close()


@contextlib.contextmanager
def responder(tool, *options):
    """`tcpprobe listen` with these options, on the port that is yielded."""
    with subprocess.Popen([tool, "listen", "0", "--quiet", *options], stdout=subprocess.PIPE, text=True) as peer:
        try:
            yield peer.stdout.readline().rsplit(":", 1)[1].strip()
        finally:
            peer.terminate()


def certificate(folder):
    """A throw-away certificate for 127.0.0.1 and its key, which openssl makes in that folder."""
    paths = os.path.join(folder, "certificate.pem"), os.path.join(folder, "key.pem")
    subprocess.run(
        ["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-days", "2", "-subj", "/CN=localhost",
         "-addext", "subjectAltName=IP:127.0.0.1", "-out", paths[0], "-keyout", paths[1]],
        check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    return paths
