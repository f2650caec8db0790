"""A server with bad manners, for one connection.

usage: misbehaving_server.py MODE
Prints "ready PORT" first and ends when the peer has closed; the modes are the functions below.
"""
import select
import socket
import struct
import sys
import time

LINE, ALL = 5, 27


def receive(connection, size):
    data = b''
    while len(data) < size:
        chunk = connection.recv(size - len(data))
        if not chunk:
            break
        data += chunk
    return data


def reset(connection):
    connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack('ii', 1, 0))
    connection.close()


def wait_for_end(connection):
    try:
        while connection.recv(65536):
            pass
    except ConnectionError:
        pass


def close_after_line(connection):
    receive(connection, LINE)


def reset_after_line(connection):
    receive(connection, LINE)
    reset(connection)


def trickle(connection):
    receive(connection, LINE)
    try:
        for byte in b'data\n':
            connection.sendall(bytes([byte]))
            time.sleep(0.5)
    except ConnectionError:
        return
    wait_for_end(connection)


def banner(connection):
    connection.sendall(b'220 hello\r\n')
    wait_for_end(connection)


def never_read(connection):
    time.sleep(30)


def reply_then_reset(connection):
    receive(connection, ALL)
    connection.sendall(b'data\n')
    reset(connection)


def close_unread(connection):
    select.select([connection], [], [], 30)


def main():
    mode = globals()[sys.argv[1].replace('-', '_')]
    listener = socket.socket()
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
    listener.bind(('127.0.0.1', 0))
    listener.listen()
    listener.settimeout(30)
    print('ready', listener.getsockname()[1], flush=True)
    connection, _ = listener.accept()
    connection.settimeout(30)
    with connection:
        mode(connection)


main()
