"""What became of each mutant: kept by room from one run to the next, counted, and told."""
import collections
import glob
import json
import os
import re

# What Stryker calls a mutant that no test killed.
ALIVE = ("Survived", "NoCoverage")


class Room:
    """The mutants of a folder of the library, whose sources are in one folder and what is known of them in another."""

    def __init__(self, name, sources, folder):
        self.name = name
        self._sources, self._kept = sources, os.path.join(folder, name.replace("/", "."))
        self._mutants, self._texts = {}, {}

    mutants = property(lambda self: list(self._mutants.values()))

    def recall(self):
        """Takes what the last run found, but for files that have changed since."""
        try:
            with open(f"{self._kept}.json", encoding="utf-8") as file:
                kept = json.load(file)
        except OSError:
            return
        self._texts = {name: text for name, text in kept["texts"].items() if text == self._text(name)}
        self._mutants = {_key(mutant): mutant for mutant in kept["mutants"] if mutant["file"] in self._texts}

    def wanted(self):
        """What is to be changed, as Stryker wants it said: all, or the places that need another try and the files of which nothing is known."""
        return [*self._places(), *self._unknown()] if self._texts else [f"{self.name}/*.cs"]

    def take(self, report):
        """Takes what Stryker reports; of a mutant that it was not asked about, what is known holds."""
        for path, file in report.items():
            name = os.path.relpath(path, self._sources)
            if os.path.dirname(name) == self.name:
                self._texts[name] = file["source"]
                found = (mutant | {"file": name} for mutant in file["mutants"] if mutant["status"] != "Ignored")
                self._mutants |= {_key(mutant): mutant for mutant in found}

    def keep(self):
        """Writes down all mutants, and in a file beside it those that no test killed, one a line."""
        with open(f"{self._kept}.json", "w", encoding="utf-8") as file:
            json.dump({"texts": self._texts, "mutants": self.mutants}, file)
        with open(f"{self._kept}.survivors", "w", encoding="utf-8") as file:
            file.writelines(f"{mutant}\n" for mutant in self.alive())

    def alive(self):
        """Those that no test killed: where each is, and what became of what."""
        return sorted(_told(mutant, self._texts[mutant["file"]]) for mutant in self.mutants if mutant["status"] in ALIVE)

    def count(self):
        """How many there are of each status."""
        return collections.Counter(mutant["status"] for mutant in self.mutants)

    def _places(self):
        """Where those are that no test killed, or only a limit, which a busy machine strikes by itself: each file, and the places in it by their letters."""
        places = collections.defaultdict(set)
        for mutant in self.mutants:
            if mutant["status"] in (*ALIVE, "Timeout"):
                starts = [0, *(end.end() for end in re.finditer("\n", self._texts[mutant["file"]]))]
                start, end = (starts[point["line"] - 1] + point["column"] - 1 for point in (mutant["location"]["start"], mutant["location"]["end"]))
                places[mutant["file"]].add(f"{{{start}..{end}}}")
        return [name + "".join(sorted(spans)) for name, spans in places.items()]

    def _unknown(self):
        names = {os.path.relpath(path, self._sources) for path in glob.glob(os.path.join(self._sources, self.name, "*.cs"))}
        return sorted(names - self._texts.keys())

    def _text(self, name):
        try:
            with open(os.path.join(self._sources, name), encoding="utf-8") as source:
                return source.read()
        except OSError:
            return None


def _key(mutant):
    """What makes it another one than those beside it."""
    return json.dumps([mutant[part] for part in ("file", "location", "mutatorName", "replacement")])


def _told(mutant, text):
    start, end = mutant["location"]["start"], mutant["location"]["end"]
    lines = text.split("\n")[start["line"] - 1:end["line"]]
    lines[-1] = lines[-1][:end["column"] - 1]
    lines[0] = lines[0][start["column"] - 1:]
    before, after = (re.sub(r"\s+", " ", words) for words in ("\n".join(lines), mutant["replacement"]))
    return f"{mutant['file']}:{start['line']}:{start['column']} {mutant['status']} {mutant['mutatorName']}: {before} -> {after}"
