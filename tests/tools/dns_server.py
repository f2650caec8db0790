"""A name server on 127.0.0.1:53 with one answer to everything.

usage: dns_server.py MODE
silent: never answers; nodata: every name exists and has no address; nxdomain: no name exists; servfail: ask another;
known: every name is 127.0.0.1
Prints "ready" first.
"""
import socket
import sys

CODES = {'silent': None, 'nodata': 0, 'known': 0, 'servfail': 2, 'nxdomain': 3}
IPV4 = b'\0\1'
# The name of the question, type A, class IN, one second to live, and four bytes of address (RFC 1035, 4.1.3).
ANSWER = b'\xc0\x0c' + IPV4 + b'\0\1' + b'\0\0\0\1' + b'\0\4' + bytes([127, 0, 0, 1])


def main():
    code = CODES[sys.argv[1]]
    server = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
    server.bind(('127.0.0.1', 53))
    print('ready', flush=True)
    while True:
        question, client = server.recvfrom(1500)
        if code is None:
            continue
        # The question comes back whole (RFC 1035, 4.1): QR, RD, RA and the code are set, and at most one record is added.
        end = question.index(b'\0', 12) + 5
        answer = ANSWER if sys.argv[1] == 'known' and question[end - 4:end - 2] == IPV4 else b''
        header = question[:2] + bytes([0x81, 0x80 | code]) + question[4:6] + bytes([0, 1 if answer else 0]) + bytes(4)
        server.sendto(header + question[12:end] + answer, client)


main()
