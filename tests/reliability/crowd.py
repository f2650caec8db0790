"""A thousand clients that come, say something, hear it back, and go: by a FIN, or by a RST. Once all of them are there at the same time."""
import asyncio
import os
import random
import socket
import struct
import time

# Seconds that an answer may take, on a machine however busy.
PATIENCE = 100


def visit(host, port, at_once, seconds):
    """(how many connections came, how many of them did not hear all that they had said, how many left by RST)."""
    return asyncio.run(_visit(host, port, at_once, seconds))


async def _visit(host, port, at_once, seconds):
    counts, end, muster = [0, 0, 0], time.monotonic() + seconds, Muster(at_once)
    await asyncio.gather(*(_client(host, port, end, counts, muster) for _ in range(at_once)))
    return counts


class Muster:
    """Where each waits, the first time, until all have come."""

    def __init__(self, count):
        self._missing, self._all = count, asyncio.Event()

    def one(self):
        """Somebody who is to come."""
        return Comer(self)

    async def wait(self):
        """Has come, or never will."""
        self._missing -= 1
        if self._missing <= 0:
            self._all.set()
        await self._all.wait()


class Comer:
    """One of them, who waits once."""

    def __init__(self, muster):
        self._muster, self.is_first = muster, True

    async def has_come(self):
        """Waits for the others, unless that was before."""
        if self.is_first:
            self.is_first = False
            await self._muster.wait()


async def _client(host, port, end, counts, muster):
    comer = muster.one()
    while comer.is_first or time.monotonic() < end:
        counts[0] += 1
        try:
            reader, writer = await asyncio.wait_for(asyncio.open_connection(host, port), PATIENCE)
        except OSError:
            counts[1] += 1
            await comer.has_come()
            continue
        try:
            for _ in range(random.randint(1, 3)):
                words = os.urandom(random.choice((1, 22, 1000, 20_000)))
                writer.write(words)
                if await asyncio.wait_for(reader.readexactly(len(words)), PATIENCE) != words:
                    raise OSError("it is not what was said")
                await comer.has_come()
                await asyncio.sleep(random.random() * 0.5)
            if random.random() < 0.2:
                writer.get_extra_info("socket").setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
                counts[2] += 1
        except (OSError, asyncio.IncompleteReadError, asyncio.TimeoutError):
            counts[1] += 1
            await comer.has_come()
        finally:
            writer.close()
