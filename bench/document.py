"""The page of the docs that shows what was measured."""
import os
import re
import sys

import program

PAGE = os.path.join(program.ROOT, "docs", "performance.md")


def write(name, text):
    """Puts the text in place of what stands between the markers of that name."""
    with open(PAGE, encoding="utf-8") as page:
        before = page.read()
    begin, end = f"<!-- bench:{name} -->", f"<!-- /bench:{name} -->"
    after, places = re.subn(f"{begin}.*?{end}", lambda _: f"{begin}\n\n{text}\n\n{end}", before, flags=re.DOTALL)
    if places != 1:
        print(f"bench: {PAGE} has {places} places for {name}; nothing written", file=sys.stderr)
        return
    with open(PAGE, "w", encoding="utf-8") as page:
        page.write(after)
