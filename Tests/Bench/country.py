"""The files of the measured country, and the variants that the measures need."""

import glob
import hashlib
import itertools
import json
import os

import database
import process
from ledger import say

TODAY = "2026-11-21"


class Country:
    """The generated files under one folder."""

    def __init__(self, folder, physicians, councils):
        self.folder = folder
        self.physicians = physicians
        mark = f"{folder}/complete-{physicians}-{councils}"
        if not os.path.exists(mark):
            say(f"country of {physicians} physicians")
            os.makedirs(folder, exist_ok=True)
            process.sextant(
                "demo", "--files-only", "--folder", folder, "--physicians", str(physicians), "--councils", councils,
                "--today", TODAY)
            self._variants()
            open(mark, "w").close()
        self.extraction = glob.glob(f"{folder}/rpps/*.txt")[0]
        self.changed_extraction = f"{folder}/changed.txt"
        self.double_extraction = f"{folder}/double.txt"
        self.roll = f"{folder}/roll.csv"
        self.changed_roll = f"{folder}/changed-roll.csv"
        self.double_roll = f"{folder}/double-roll.csv"
        self.feeds = sorted(glob.glob(f"{folder}/accounts/*"))

    def _variants(self):
        extraction = glob.glob(f"{self.folder}/rpps/*.txt")[0]
        with open(extraction, encoding="utf-8") as source:
            header = next(source)
            with open(f"{self.folder}/changed.txt", "w", encoding="utf-8") as changed:
                changed.write(header)
                changed.writelines(another_name(line) for line in source)
        twice(extraction, f"{self.folder}/double.txt")
        self._national_roll()
        twice(f"{self.folder}/roll.csv", f"{self.folder}/double-roll.csv")

    def _national_roll(self):
        """The rolls of all councils as one file, and the same with 1 % of the diplomas a year earlier."""
        paths = sorted(path for path in glob.glob(f"{self.folder}/roll/*.csv") if not path.endswith("-avant.csv"))
        with open(f"{self.folder}/roll.csv", "w") as roll, open(f"{self.folder}/changed-roll.csv", "w") as changed:
            for place, path in enumerate(paths):
                with open(path) as source:
                    header = next(source)
                    if place == 0:
                        roll.write(header)
                        changed.write(header)
                    for line in source:
                        roll.write(line)
                        changed.write(another_diploma(line))

    def load_frameworks(self):
        """The référentiels of the demonstration stand only in its files and here (no product command loads them)."""
        statements = []
        for path in sorted(glob.glob(f"{self.folder}/frameworks/*.json")):
            with open(path, encoding="utf-8") as file:
                text = file.read()
            content = json.loads(text)
            texts = [content["id"], content["version"], content["title"], content["id"], content["publishedOn"],
                     hashlib.sha256(text.encode()).hexdigest(), text]
            identifier, version, title, code, published, fingerprint, text = map(database.literal, texts)
            statements.append(
                "insert into frameworks.version (framework_id, version, title, official_code, is_partial, "
                "is_fictitious, published_on, effective_from, stage, fingerprint, content) values "
                f"({identifier}, {version}, {title}, {code}, false, true, {published}, {published}, 'approved', "
                f"{fingerprint}, {text});")
        database.script("\n".join(statements))


def hundredth(number):
    """The same 1 % of the physicians in every file, by the number of the RPPS."""
    return hashlib.blake2b(number.encode(), digest_size=2).digest() < (655).to_bytes(2, "big")


def another_name(line):
    cells = line.split("|", 9)
    if not hundredth(cells[1]):
        return line
    cells[8] += "-Dominique"
    return "|".join(cells)


def another_diploma(line):
    cells = line.split(";", 4)
    if not hundredth(cells[0]) or not cells[3]:
        return line
    cells[3] = cells[3].replace(cells[3][:4], str(int(cells[3][:4]) - 1)).replace("-02-29", "-02-28")
    return ";".join(cells)


def twice(source, target):
    """The same rows twice under one header: as long to read, nobody more."""
    with open(target, "wb") as output:
        for part in range(2):
            with open(source, "rb") as file:
                output.writelines(itertools.islice(file, part, None))
