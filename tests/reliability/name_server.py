"""A name server on 127.0.0.1:53 whose answer is the first label of the name: gone (there is no such name), bare (it has no address),
broken (ask another), mute (none at all).

usage: name_server.py
Prints "ready" first.
"""
import socket

CODES = {b"gone": 3, b"bare": 0, b"broken": 2}


def main():
    server = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
    server.bind(("127.0.0.1", 53))
    print("ready", flush=True)
    while True:
        question, client = server.recvfrom(1500)
        label = question[13:13 + question[12]]
        # A name of the lab's hosts file is asked for only in the family that it does not have there.
        code = CODES.get(label, 0)
        if label == b"mute":
            continue
        # The question comes back whole (RFC 1035, 4.1), without the records that may stand behind it: QR, RD, RA and the code are set.
        end = question.index(b"\0", 12) + 5
        server.sendto(question[:2] + bytes([0x81, 0x80 | code]) + question[4:6] + bytes(6) + question[12:end], client)


main()
