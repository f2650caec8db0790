"""A responder and an exporter in a crowd: whether each who comes is answered, and nothing is kept of them."""
import os
import socket
import time

import crowd
import scrapers
from listening import Listening
from watch import Watch, descriptors

AT_ONCE = 1000
# Each begins with all of them at the same time, and ends with none.
ROUNDS = 10
EVERY = 0.1
MODULES = """
modules:
  tcp_connect: {prober: tcp}
  greeting: {prober: tcp, timeout: 2s, tcp: {query_response: [{expect: "^never$"}]}}
  echo:
    prober: tcp
    tcp:
      query_response: [{send: "are you there"}, {expect: "^are you (?P<where>.*)$", labels: [{name: where, value: "${where}"}]}]
"""


def responder(tool, minutes, folder):
    """(words, whether it is so) of the responder."""
    with Listener(tool, os.path.join(folder, "peer")) as peer:
        # The first of them has it open what it keeps.
        crowd.visit("127.0.0.1", peer.port, 10, 0.1)
        time.sleep(1)
        idle = descriptors(peer.pid)
        watch = Watch(peer.pid, EVERY)
        watch.start()
        came = unanswered = reset = 0
        for _ in range(ROUNDS):
            more, missed, torn = crowd.visit("127.0.0.1", peer.port, AT_ONCE, minutes * 60 / ROUNDS)
            came, unanswered, reset = came + more, unanswered + missed, reset + torn
        crowds = f"{came:,} connections in {minutes:g} minutes, {AT_ONCE:,} at a time"
        words = f"{crowds}, {reset:,} of them ended by RST; {unanswered} unanswered"
        return [(words, came > AT_ONCE and unanswered == 0), *_kept(peer.pid, watch, idle)]


def exporter(program, tool, minutes, folder):
    """(words, whether it is so) of the exporter."""
    modules = os.path.join(folder, "modules.yml")
    with open(modules, "w", encoding="ascii") as file:
        file.write(MODULES)
    echoing, silence, log = (os.path.join(folder, name) for name in ("echo", "silent", "log"))
    with socket.create_server(("127.0.0.1", 0)) as taken:
        closed = taken.getsockname()[1]
    with Listener(tool, echoing) as echo, Listener(tool, silence, "--mode", "silent") as silent:
        asked = [
            (f"/probe?module=greeting&target=127.0.0.1:{silent.port}", 'reason="reply_timed_out"'),
            (f"/probe?module=tcp_connect&target=127.0.0.1:{echo.port}", "\nprobe_success 1\n"),
            (f"/probe?module=echo&target=127.0.0.1:{echo.port}", '\nprobe_expect_info{where="there"} 1\n'),
            (f"/probe?module=tcp_connect&target=127.0.0.1:{closed}", 'reason="refused"'),
            ("/metrics", "\ntcpprobe_exporter_probes_in_flight "),
            ("/", "</html>"),
        ]
        with Server(program, modules, log) as server:
            scrapers.visit(server.port, asked, 10, 3)
            # What is kept open for a while after an answer is let go by then.
            time.sleep(1)
            idle = descriptors(server.pid)
            watch = Watch(server.pid, EVERY)
            watch.start()
            count = scrapers.Count()
            for _ in range(ROUNDS):
                count += scrapers.visit(server.port, asked, AT_ONCE, minutes * 60 / ROUNDS)
            unanswered = f"{count.unanswered.total()} unanswered{f' {dict(count.unanswered)}' if count.unanswered else ''}"
            wrong = f"{count.wrong} wrong{f', the first {count.first_wrong}' if count.wrong else ''}"
            came = (f"{count.connections:,} connections in {minutes:g} minutes, {AT_ONCE:,} at a time, {count.answers:,} answers, "
                    f"{count.left_early:,} left before theirs; {unanswered}, {wrong}")
            return [(came, count.connections > AT_ONCE and not count.unanswered and not count.wrong), *_kept(server.pid, watch, idle)]


def _kept(pid, watch, idle):
    # A busy machine serves fewer than come, now more, now less; none may be left over.
    words, flat = watch.verdict(idle + AT_ONCE)
    for _ in range(100):
        left = descriptors(pid) - idle
        if left <= 0:
            break
        time.sleep(0.1)
    return [(words, flat), (f"{max(0, left)} descriptors left when all had gone", left <= 0)]


class Listener(Listening):
    """`tcpprobe listen`."""

    def __init__(self, tool, log, *options):
        super().__init__([tool, "listen", "0", "--quiet", *options], log, "stdout")

    def __enter__(self):
        return self.listens()


class Server(Listening):
    """`tcpprobe-exporter`."""

    def __init__(self, program, modules, log):
        # Whoever leaves before the answer leaves a probe that has a connection until it ends: beside the crowd there is room for those.
        super().__init__([program, "--config.file", modules, "--web.listen-address", "127.0.0.1:0", "--max-probes", str(2 * AT_ONCE)], log)

    def __enter__(self):
        return self.listens()
