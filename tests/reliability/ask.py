"""Asks a server of HTTP on 127.0.0.1 many things, so many at a time.

usage: ask.py PORT CONNECTIONS < JSON [path, …] > JSON [[status, body], …], in the order of the paths
"""
import asyncio
import json
import socket
import struct
import sys

# Connections come from ports of their own, so that they take none of those that a probe may be given, and leave none in TIME_WAIT.
OWN_PORTS = 30000


def connected(port, number):
    """The socket of a connection."""
    client = socket.socket()
    client.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    client.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    client.bind(("127.0.0.1", OWN_PORTS + number))
    client.connect(("127.0.0.1", port))
    return client


async def ask(client, paths, answers):
    """Asks the next path, and the next, until none is left."""
    reader, writer = await asyncio.open_connection(sock=client, limit=1 << 24)
    while paths:
        number, path = paths.pop()
        writer.write(f"GET {path} HTTP/1.1\r\nHost: exporter.invalid\r\n\r\n".encode())
        head = (await reader.readuntil(b"\r\n\r\n")).decode("ascii").split("\r\n")
        length = next(int(line.split(":")[1]) for line in head if line.lower().startswith("content-length:"))
        answers[number] = int(head[0].split()[1]), (await reader.readexactly(length)).decode()
    writer.close()


async def main():
    port, most = int(sys.argv[1]), int(sys.argv[2])
    paths = list(reversed(list(enumerate(json.load(sys.stdin)))))
    answers = [None] * len(paths)
    clients = [connected(port, number) for number in range(min(most, len(paths)))]
    await asyncio.gather(*(ask(client, paths, answers) for client in clients))
    json.dump(answers, sys.stdout)


asyncio.run(main())
