"""Whether the memory and the descriptors of a process stay where they are."""
import os
import re
import threading

# What a flat line may rise by: a tenth, and a MB for what is the allocator's own.
GROWTH, SLACK = 1.1, 1024


class Watch(threading.Thread):
    """Memory and descriptors of a process, looked at while it lives."""

    def __init__(self, pid, every):
        super().__init__(daemon=True)
        self.pid, self.every, self.memory, self.descriptors = pid, every, [], []
        self._over = threading.Event()

    def run(self):
        while not self._over.wait(self.every):
            try:
                with open(f"/proc/{self.pid}/status", encoding="ascii") as status:
                    self.memory.append(int(re.search(r"RssAnon:\s+(\d+)", status.read())[1]))
                self.descriptors.append(descriptors(self.pid))
            except (OSError, TypeError):
                return

    def verdict(self, most=0):
        """(words, whether both are flat): the most of the last fifth against the most of the second fifth; the first is the start. So many descriptors are no rise."""
        self._over.set()
        fifth = max(1, len(self.memory) // 5)
        early, late = max(self.memory[fifth:2 * fifth] or [0]), max(self.memory[-fifth:] or [0])
        few, many = max(self.descriptors[fifth:2 * fifth] or [0]), max(self.descriptors[-fifth:] or [0])
        words = f"memory {early / 1024:.1f} MB in the second fifth, {late / 1024:.1f} MB in the last, descriptors {few} and {many} at most, {len(self.memory)} looks"
        return words, 0 < late <= early * GROWTH + SLACK and many <= max(few * GROWTH, most) + 8 and len(self.memory) >= 10


def descriptors(pid):
    """How many files a process has open."""
    return len(os.listdir(f"/proc/{pid}/fd"))
