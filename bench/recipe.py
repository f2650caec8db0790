#!/usr/bin/env python3
"""A TCP client in timeout mode, as one writes it in Python: what tcpprobe's default exchange does, in the language it came from.

    bench/recipe.py HOST PORT

Sets the socket options and reads them back, connects within 3.5 s, sends the line, reads the reply, sends the struct, each within 5.5 s.
"""
import logging
import os
import socket
import struct
import sys

log = logging.getLogger("recipe")


def kernel_value(name):
    with open(os.path.join("/proc/sys/net", name), encoding="ascii") as tunable:
        return tunable.read().split()


def run_client(host, port, conn_timeout=3.5, tcp_syn_retries=2, recv_send_timeout=5.5, reuse_address=True, tcp_nodelay=True,
               recv_buf_size=65536, send_buf_size=65536):
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as client:
        client.setsockopt(socket.IPPROTO_TCP, socket.TCP_SYNCNT, tcp_syn_retries)
        log.debug("SYN retries %s, of the system %s", client.getsockopt(socket.IPPROTO_TCP, socket.TCP_SYNCNT), kernel_value("ipv4/tcp_syn_retries"))
        for level, option, value in ((socket.SOL_SOCKET, socket.SO_REUSEADDR, reuse_address), (socket.IPPROTO_TCP, socket.TCP_NODELAY, tcp_nodelay),
                                     (socket.SOL_SOCKET, socket.SO_RCVBUF, recv_buf_size), (socket.SOL_SOCKET, socket.SO_SNDBUF, send_buf_size)):
            client.setsockopt(level, option, value)
            log.debug("option %s is %s", option, client.getsockopt(level, option))
        log.debug("buffers at most %s, %s", kernel_value("ipv4/tcp_rmem")[2], kernel_value("ipv4/tcp_wmem")[2])
        client.settimeout(conn_timeout)
        client.connect((host, port))
        client.settimeout(recv_send_timeout)
        client.sendall(b"data\n")
        log.debug("received %s", client.recv(1024))
        client.sendall(struct.pack("! I 2s Q 2h f", 1, b"ab", 2, 3, 3, 2.5))


def main():
    logging.basicConfig(format="[%(processName)s (%(process)d)] %(message)s")
    try:
        run_client(sys.argv[1], int(sys.argv[2]))
    except OSError as failure:
        sys.exit(f"{sys.argv[1]}:{sys.argv[2]}: {failure}")


main()
