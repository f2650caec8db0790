"""When the packets of a connection passed an interface, by the kernel's clock: what tcpdump sees, and through the same kind of socket. Linux, root."""
import socket
import struct
from typing import NamedTuple

_EVERY_PROTOCOL, _IPV4, _TCP = 0x0003, 0x0800, 6
_SO_RCVBUFFORCE, _SO_TIMESTAMPNS = 33, 35
_FIN, _SYN, _ACK = 1, 2, 16
_ROOM = 64 << 20


class Passage(NamedTuple):
    """One connection on the wire; times in seconds, None for what did not pass."""
    syn: float | None = None
    syn_ack: float | None = None
    first_sent: float | None = None
    """The first segment with data of ours."""
    last_received: float | None = None
    """The last segment with data of the peer."""


class Wiretap:
    """Listens on an interface of the namespace it was made in."""

    def __init__(self, interface):
        self._socket = socket.socket(socket.AF_PACKET, socket.SOCK_RAW, socket.htons(_EVERY_PROTOCOL))
        self._socket.setsockopt(socket.SOL_SOCKET, _SO_RCVBUFFORCE, _ROOM)
        self._socket.setsockopt(socket.SOL_SOCKET, _SO_TIMESTAMPNS, 1)
        self._socket.bind((interface, _EVERY_PROTOCOL))
        self._socket.setblocking(False)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self._socket.close()

    def passages(self):
        """The connections since the last call, by the port of the side that opened them."""
        found = {}
        while True:
            try:
                frame, ancillary, _, _ = self._socket.recvmsg(256, 64)
            except BlockingIOError:
                return found
            seconds, nanoseconds = next(struct.unpack("qq", data) for _, kind, data in ancillary if kind == _SO_TIMESTAMPNS)
            _enter(found, frame, seconds + nanoseconds / 1e9)


def _enter(found, frame, when):
    if len(frame) < 54 or struct.unpack_from("!H", frame, 12)[0] != _IPV4 or frame[23] != _TCP:
        return
    ip = frame[14:]
    header = (ip[0] & 15) * 4
    length = struct.unpack_from("!H", ip, 2)[0]
    source, target = struct.unpack_from("!HH", ip, header)
    flags, data = ip[header + 13], length - header - (ip[header + 12] >> 4) * 4
    if flags & _SYN and not flags & _ACK:
        found.setdefault(source, Passage(syn=when))
    elif flags & _SYN and target in found:
        found[target] = found[target]._replace(syn_ack=when)
    elif data > 0 and source in found and found[source].first_sent is None:
        found[source] = found[source]._replace(first_sent=when)
    elif data > 0 and target in found:
        found[target] = found[target]._replace(last_received=when)
