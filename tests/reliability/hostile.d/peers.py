"""Servers on 127.0.0.1, one thread a connection."""
import socket
import threading


class Server:
    """Serves whoever comes, from its making until it is left; what it says is up to those below."""

    def __init__(self):
        self.listener = socket.create_server(("127.0.0.1", 0))
        self.port = self.listener.getsockname()[1]
        threading.Thread(target=self.accept, daemon=True).start()

    def accept(self):
        while True:
            try:
                connection, _ = self.listener.accept()
            except OSError:
                return
            threading.Thread(target=self.serve, args=(connection,), daemon=True).start()

    def __enter__(self):
        return self

    def __exit__(self, *_):
        # Closing alone does not wake whoever accepts.
        self.listener.shutdown(socket.SHUT_RDWR)
        self.listener.close()


class Peer(Server):
    """Says the same to everybody, after so many bytes came, sends FIN and listens until the other side closes."""

    def __init__(self, says, after=0):
        self.says, self.after = says, after
        super().__init__()

    def serve(self, connection):
        with connection:
            try:
                heard = 0
                while heard < self.after and (piece := connection.recv(4096)):
                    heard += len(piece)
                connection.sendall(self.says)
                connection.shutdown(socket.SHUT_WR)
                while connection.recv(4096):
                    pass
            except OSError:
                pass  # It had heard enough.
