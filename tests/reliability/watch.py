"""Whether the memory and the descriptors of a process stay where they are."""
import os
import re
import threading

# What a flat line may rise by: a tenth, and 4 MB, by which .NET's heap grows at once.
GROWTH, SLACK = 1.1, 4096
# Between two collections memory rises like a saw's tooth; how high the highest is depends on when one looks, and is bounded loosely.
TOOTH = 1.5
FEWEST_LOOKS = 40


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
        """
        (words, whether both are flat): what it had in the first half, without its beginning, against the second. A leak lifts the least, which
        is what is left after a collection. So many descriptors are no rise.
        """
        self._over.set()
        looks = len(self.memory)
        if looks < FEWEST_LOOKS:
            return f"only {looks} looks at memory", False
        first, second = slice(looks // 10, looks // 2), slice(looks // 2, looks)
        (least, peak), (later_least, later_peak) = ((min(self.memory[half]), max(self.memory[half])) for half in (first, second))
        few, many = max(self.descriptors[first]), max(self.descriptors[second])
        words = (f"memory {least / 1024:.1f} to {peak / 1024:.1f} MB in the first half, {later_least / 1024:.1f} to {later_peak / 1024:.1f} MB in the second; "
                 f"descriptors at most {few} and {many}; {looks:,} looks")
        return words, later_least <= least * GROWTH + SLACK and later_peak <= peak * TOOTH + SLACK and many <= max(few * GROWTH, most) + 8


def descriptors(pid):
    """How many files a process has open."""
    return len(os.listdir(f"/proc/{pid}/fd"))
