"""Files as councils and the platform send them."""

import csv
import hashlib
import json
import pathlib
import subprocess

from program import TODAY

ROLL_COLUMNS = [
    "rpps", "departement_inscription", "date_inscription", "date_diplome", "specialite_sm", "date_qualification",
    "soins_directs", "soins_directs_depuis"]


def physician_number(rank):
    """An eleven-digit number of the block 199, which nobody holds, with a valid Luhn key."""
    digits = f"199{rank:07d}"
    total = 0
    for place, digit in enumerate(reversed(digits)):
        doubled = int(digit) * (2 if place % 2 == 0 else 1)
        total += doubled // 10 + doubled % 10
    return digits + str(-total % 10)


def write_roll(path, rows, columns=ROLL_COLUMNS):
    """A roll of rows given as dictionaries; an absent value is an empty cell."""
    with open(path, "w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, columns, delimiter=";", restval="", lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)
    return path


def write_accounts(folder, council, lines, day=TODAY, sums=None):
    """A folder of accounts with its manifest; `sums` replaces the checksum where a test wants a wrong one."""
    folder = pathlib.Path(folder)
    folder.mkdir(parents=True, exist_ok=True)
    text = "".join(json.dumps(line, ensure_ascii=False) + "\n" for line in lines).encode()
    (folder / "actions.jsonl").write_bytes(text)
    seal(folder, council, day, {"actions.jsonl": len(lines)}, sums or {})
    return folder


def seal(folder, council, day, rows, sums):
    """Writes the manifest of what lies in the folder."""
    entries = [
        {"file": name, "rows": count,
         "sha256": sums.get(name, hashlib.sha256((folder / name).read_bytes()).hexdigest())}
        for name, count in rows.items()]
    manifest = {"source": "essai", "council": council, "extractedAt": day, "files": entries}
    (folder / "manifeste.json").write_text(json.dumps(manifest), encoding="utf-8")


def action_line(rpps, source, action, **more):
    return {"sourceId": source, "rpps": rpps, "origin": "medecin", "deleted": False, "action": action, **more}


def country(folder, physicians, councils):
    """The synthetic country's files: rolls, accounts and extraction of some councils."""
    subprocess.run(
        ["sextant", "demo", "--files-only", "--folder", str(folder), "--physicians", str(physicians),
         "--councils", ",".join(councils), "--today", TODAY], check=True, capture_output=True)
    return Country(pathlib.Path(folder))


class Country:
    """Where the files of the synthetic country are."""

    def __init__(self, folder):
        self.folder = folder
        self.extraction = next((folder / "rpps").iterdir())

    def roll(self, council):
        return self.folder / "roll" / f"{council}.csv"

    def accounts(self, council):
        return self.folder / "accounts" / council


def shuffled(path, target, random, header=True):
    """The same lines in another order, the header first."""
    lines = path.read_bytes().splitlines(keepends=True)
    head, rest = (lines[:1], lines[1:]) if header else ([], lines)
    random.shuffle(rest)
    target.write_bytes(b"".join(head + rest))
    return target


def shuffled_accounts(folder, target, random):
    """A folder of accounts with the lines of each file shuffled and the manifest made anew."""
    target.mkdir(parents=True, exist_ok=True)
    manifest = json.loads((folder / "manifeste.json").read_text(encoding="utf-8"))
    for entry in manifest["files"]:
        name = entry["file"]
        shuffled(folder / name, target / name, random, header=name.endswith(".csv"))
    rows = {entry["file"]: entry["rows"] for entry in manifest["files"]}
    seal(target, manifest["council"], manifest["extractedAt"], rows, {})
    return target
