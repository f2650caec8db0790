"""
A thousand who ask the exporter over HTTP, one request after the other on a connection, and go: by a FIN, or by a RST, some before the
answer. The first time all ask at the same time.
"""
import asyncio
import collections
import random
import re
import socket
import struct
import time

from crowd import Muster

# Seconds that an answer may take, on a machine however busy.
PATIENCE = 100


class Count:
    """What came of it."""

    def __init__(self):
        self.connections = self.answers = self.left_early = self.wrong = 0
        self.first_wrong = None
        self.unanswered = collections.Counter()

    def __iadd__(self, more):
        for name in ("connections", "answers", "left_early", "wrong", "unanswered"):
            setattr(self, name, getattr(self, name) + getattr(more, name))
        self.first_wrong = self.first_wrong or more.first_wrong
        return self

    def complain(self, words):
        """A wrong answer; the first is kept."""
        self.wrong += 1
        self.first_wrong = self.first_wrong or words

    def miss(self, error):
        """None came; they are counted by what came instead."""
        self.unanswered[type(error).__name__] += 1


def visit(port, asked, at_once, seconds):
    """
    What came of so many at once, each of whom asks for some of `asked`: pairs of a path and what its answer must hold. The first of them all
    ask for first.
    """
    return asyncio.run(_visit(port, asked, at_once, seconds))


async def _visit(port, asked, at_once, seconds):
    count, end, muster = Count(), time.monotonic() + seconds, Muster(at_once)
    await asyncio.gather(*(_scraper(port, asked, end, count, muster) for _ in range(at_once)))
    return count


async def _scraper(port, asked, end, count, muster):
    comer = muster.one()
    while comer.is_first or time.monotonic() < end:
        count.connections += 1
        try:
            reader, writer = await asyncio.wait_for(asyncio.open_connection("127.0.0.1", port), PATIENCE)
        except OSError as error:
            count.miss(error)
            await comer.has_come()
            continue
        try:
            for _ in range(random.randint(1, 3)):
                path, wanted = asked[0] if comer.is_first else random.choice(asked)
                await comer.has_come()
                writer.write(f"GET {path} HTTP/1.1\r\nHost: 127.0.0.1\r\n".encode())
                # Some say half of what they want to, some do not hear the answer.
                if random.random() < 0.1:
                    count.left_early += 1
                    writer.write(random.choice((b"", b"\r\n")))
                    await asyncio.sleep(random.random() * 0.1)
                    break
                writer.write(b"\r\n")
                status, text = await asyncio.wait_for(_answer(reader), PATIENCE)
                count.answers += 1
                if status != 200 or wanted not in text:
                    count.complain(f"{path}: {status}: {text[:300]!r}")
                await asyncio.sleep(random.random() * 0.5)
            if random.random() < 0.2:
                writer.get_extra_info("socket").setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        except (OSError, asyncio.IncompleteReadError, asyncio.TimeoutError) as error:
            count.miss(error)
        finally:
            writer.close()


async def _answer(reader):
    """(status, text) of an answer, by its length or in pieces."""
    head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1")
    status, length = int(head.split()[1]), re.search(r"(?im)^content-length: *(\d+)\r$", head)
    if length:
        return status, (await reader.readexactly(int(length[1]))).decode()
    text = b""
    while size := int(await reader.readuntil(b"\r\n"), 16):
        text += await reader.readexactly(size)
        await reader.readexactly(2)
    await reader.readexactly(2)
    return status, text.decode()
