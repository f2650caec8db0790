"""The recipe's own server, for one connection: reads the line, sends it back, reads the struct and prints what it unpacks to.

usage: recipe_server.py early|late      early: sends the line back at once; late: only when the struct is there too
Prints "ready PORT" first, and the tuple of the struct, or what came in its place, before it ends.
"""
import socket
import struct
import sys

FORMAT = '! I 2s Q 2h f'


def receive_exactly(connection, size, data):
    while len(data) < size:
        chunk = connection.recv(size - len(data))
        if not chunk:
            break
        data += chunk
    return data


def main():
    late = {'early': False, 'late': True}[sys.argv[1]]
    listener = socket.create_server(('127.0.0.1', 0))
    listener.settimeout(30)
    print('ready', listener.getsockname()[1], flush=True)
    connection, _ = listener.accept()
    connection.settimeout(30)
    with connection:
        # TCP keeps no messages apart: what came behind the line already belongs to the struct.
        data = connection.recv(1024)
        while b'\n' not in data:
            chunk = connection.recv(1024)
            if not chunk:
                sys.exit(f'no line in {data!r}')
            data += chunk
        line, rest = data.split(b'\n', 1)
        line += b'\n'
        if not late:
            connection.sendall(line)
        packed = receive_exactly(connection, struct.calcsize(FORMAT), rest)
        if late:
            connection.sendall(line)
        print(struct.unpack(FORMAT, packed) if len(packed) == struct.calcsize(FORMAT) else packed)
        print('then', connection.recv(1024))


main()
