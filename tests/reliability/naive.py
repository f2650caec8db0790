"""A client that believes what it is told, to see that a trap is really sprung: settimeout(), connect(), and no exception is "open".

usage: naive.py TRIES WORKERS HOST PORT [HOST PORT…]

Workers are processes, each with one try at a time. Prints JSON: tries, how many were "open", how many of these had no peer (getpeername says
ENOTCONN) and how many were their own peer.
"""
import json
import multiprocessing
import socket
import sys


def tried(targets):
    """[open, without a peer, own peer] of the tries of one worker."""
    count = [0, 0, 0]
    for host, port in targets:
        with socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET) as client:
            client.settimeout(8)
            try:
                client.connect((host, port))
            except OSError:
                continue
            count[0] += 1
            try:
                count[2] += client.getpeername() == client.getsockname()
            except OSError:
                count[1] += 1
    return count


def main():
    tries, workers = int(sys.argv[1]), int(sys.argv[2])
    targets = [(host, int(port)) for host, port in zip(sys.argv[3::2], sys.argv[4::2])]
    every = [targets[number % len(targets)] for number in range(tries)]
    with multiprocessing.Pool(workers) as pool:
        counts = pool.map(tried, [every[number::workers] for number in range(workers)], chunksize=1)
    print(json.dumps(dict(zip(("tries", "open", "without_peer", "own_peer"), [tries, *map(sum, zip(*counts))]))))


main()
