"""A thousand clients that come, say something, hear it back, and go: by a FIN, or by a RST."""
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
    counts, end = [0, 0, 0], time.monotonic() + seconds
    await asyncio.gather(*(_client(host, port, end, counts) for _ in range(at_once)))
    return counts


async def _client(host, port, end, counts):
    while time.monotonic() < end:
        counts[0] += 1
        try:
            reader, writer = await asyncio.wait_for(asyncio.open_connection(host, port), PATIENCE)
        except OSError:
            counts[1] += 1
            continue
        try:
            for _ in range(random.randint(1, 3)):
                words = os.urandom(random.choice((1, 22, 1000, 20_000)))
                writer.write(words)
                if await asyncio.wait_for(reader.readexactly(len(words)), PATIENCE) != words:
                    raise OSError("it is not what was said")
                await asyncio.sleep(random.random() * 0.5)
            if random.random() < 0.2:
                writer.get_extra_info("socket").setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
                counts[2] += 1
        except (OSError, asyncio.IncompleteReadError, asyncio.TimeoutError):
            counts[1] += 1
        finally:
            writer.close()
