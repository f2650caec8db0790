"""A name server on 127.0.0.1:53 that knows nothing.

usage: dns_server.py MODE
silent: never answers; nodata: every name exists and has no address; nxdomain: no name exists; servfail: ask another
Prints "ready" first.
"""
import socket
import sys

CODES = {'silent': None, 'nodata': 0, 'servfail': 2, 'nxdomain': 3}


def main():
    code = CODES[sys.argv[1]]
    server = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
    server.bind(('127.0.0.1', 53))
    print('ready', flush=True)
    while True:
        question, client = server.recvfrom(1500)
        if code is None:
            continue
        # The question comes back whole (RFC 1035, 4.1): QR, RD, RA and the code are set, and no record is added.
        end = question.index(b'\0', 12) + 5
        header = question[:2] + bytes([0x81, 0x80 | code]) + question[4:6] + bytes(6)
        server.sendto(header + question[12:end], client)


main()
