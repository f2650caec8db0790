"""A server that hangs: it listens with a short queue on every address, and nobody accepts.

usage: hung.py PORT BACKLOG
Prints "ready" first.
"""
import signal
import socket
import sys


def main():
    with socket.create_server(("::", int(sys.argv[1])), family=socket.AF_INET6, dualstack_ipv6=True, backlog=int(sys.argv[2])):
        print("ready", flush=True)
        signal.pause()


main()
