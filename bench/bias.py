"""What the reported times are more than what happened: by the kernel's own RTT, and by what passed on the wire."""
import random
import statistics

import probes
from tables import Table, met
from wiretap import Wiretap

_STEADY = 100
# What is aimed at, in µs.
_FIRST, _FIRST_BOUND, _MANY = 80, 100, 50


def against_kernel(tool, plain, stage, rounds):
    """Connect times, less the RTT that the kernel measured of the same handshake (tcpi_rtt)."""
    ways = _ways(tool, plain, stage)
    samples = {(name, count): [] for name in ways for count in (1, _STEADY)}
    for name, count in _shuffled(ways, rounds):
        samples[name, count] += [connect.seconds - connect.rtt for connect in ways[name](count) if connect.rtt]
    return Table(
        "Connect: the time reported less the kernel's round-trip time, µs",
        ("", "first of a process", "10 % to 90 %", f"goal {_FIRST:.0f}, at most {_FIRST_BOUND:.0f}", "one of many", "10 % to 90 %", f"goal {_MANY:.0f}"),
        [(name, *_judged(samples[name, 1], _FIRST, _FIRST_BOUND), *_judged(samples[name, _STEADY], _MANY, _MANY)) for name in ways],
        f"Medians of {rounds} processes, and of {_series(rounds) * _STEADY} connects in series of {_STEADY}, one each millisecond, on {stage}, in random order. "
        "The C program does nothing else, and so has the caches of the processor to itself.")


def against_wire(tool, plain, stage, rounds):
    """The same against the packets, with a packet socket open on the client's end."""
    ways = _ways(tool, plain, stage)
    rows = {f"{name}: connect, from SYN to SYN-ACK": {1: [], _STEADY: []} for name in ways}
    rows |= {"tcpprobe: reply, from our first byte to the peer's last": {1: [], _STEADY: []}, "the kernel's round-trip time": {1: [], _STEADY: []}}
    with Wiretap(stage.interface) as tap:
        for name, count in _shuffled({**ways, "exchange": None}, rounds):
            if name == "exchange":
                series = ["--count", str(count), "-i", "1ms"] if count > 1 else []
                times = [(report["local"]["port"], report["timings"]["exchange"]) for report in probes.reports(tool, stage.host, stage.echo, "--send", "a", "--expect", "a", *series)]
                passages = tap.passages()
                rows["tcpprobe: reply, from our first byte to the peer's last"][count] += [
                    seconds - (passages[port].last_received - passages[port].first_sent) for port, seconds in times]
            else:
                connects = ways[name](count)
                passages = tap.passages()
                handshakes = [(connect, passages[connect.port].syn_ack - passages[connect.port].syn) for connect in connects]
                rows[f"{name}: connect, from SYN to SYN-ACK"][count] += [connect.seconds - wire for connect, wire in handshakes]
                rows["the kernel's round-trip time"][count] += [connect.rtt - wire for connect, wire in handshakes if connect.rtt]
    return Table(
        "The time reported less the time on the wire, µs",
        ("", "first of a process", "10 % to 90 %", "one of many", "10 % to 90 %"),
        [(name, *_spread(samples[1]), *_spread(samples[_STEADY])) for name, samples in rows.items()],
        "As above, with a packet socket open at the client's end, which itself takes some microseconds of each packet. "
        "On the wire are neither the call into the kernel nor the way back.")


def _ways(tool, plain, stage):
    ways = {"tcpprobe": lambda count: probes.connects(tool, stage.host, stage.echo, count)}
    if plain.is_there:
        ways["C, blocking"] = lambda count: plain.connects(stage.host, stage.echo, count, "blocking")
        ways["C, with poll"] = lambda count: plain.connects(stage.host, stage.echo, count, "poll")
    return ways


def _shuffled(ways, rounds):
    jobs = [(name, 1) for name in ways for _ in range(rounds)] + [(name, _STEADY) for name in ways for _ in range(_series(rounds))]
    random.shuffle(jobs)
    return jobs


def _series(rounds):
    return max(rounds // 10, 2)


def _judged(samples, goal, bound):
    return *_spread(samples), met(statistics.median(samples) * 1e6 if samples else None, goal, bound)


def _spread(samples):
    micro = sorted(sample * 1e6 for sample in samples)
    if not micro:
        return None, None
    return f"{statistics.median(micro):.0f}", f"{micro[len(micro) // 10]:.0f}..{micro[len(micro) * 9 // 10]:.0f}"
