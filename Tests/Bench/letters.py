"""Letters set by the program, against the bare typesetter over the same letters, in the same run."""

import json
import os
import pathlib
import re
import statistics
import subprocess
import sys
import time

import process
from ledger import say

ROOT = pathlib.Path(__file__).parents[2]
RESOURCES = ROOT / "Sources" / "Documents" / "Resources"
LETTERS, LOT = 300, 84


def measure(ledger, folder, rounds):
    python = os.environ.get("SEXTANT_TYPST", sys.executable)
    if subprocess.run([python, "-c", "import typst"], capture_output=True).returncode != 0:
        say("no typst in this Python: letters are not measured")
        return
    letters = [letter(number) for number in range(LETTERS)]
    given = pathlib.Path(folder) / "letters.jsonl"
    given.write_text("".join(json.dumps(item, ensure_ascii=False) + "\n" for item in letters), encoding="utf-8")
    os.environ["SEXTANT_TYPST"] = python
    ours, limits, pages = [], [], set()
    for turn in range(rounds):
        say(f"letters {turn + 1}/{rounds}")
        limits.append(bare(python, letters, pages))
        run = process.sextant("letters", "render", "--jsonl", stdin=given)
        said = [json.loads(line) for line in run.output.splitlines()]
        if len(said) != LETTERS or any("sha256" not in item for item in said):
            raise SystemExit("the program did not set every letter")
        pages.add(sum(item["pages"] for item in said))
        ours.append(LETTERS / run.seconds)
    if len(pages) != 1:
        raise SystemExit(f"the program and the bare typesetter set other pages: {pages}")
    value, limit = statistics.median(ours), statistics.median(limits)
    ledger.report("letters per second, start included, against the bare typesetter", value, limit, value / limit,
                  at_least=0.7)
    lot(ledger, folder, letters[:LOT])


def letter(number):
    """As a council writes them: two pages, a third of a page of text on the second."""
    return {
        "sender": ["Conseil départemental de la Gironde", "Ordre des médecins", "33520 BRUGES"],
        "address": [f"Docteur Nom{number}", "12 RUE DES LILAS", "33000 BORDEAUX"],
        "dateLine": "Bruges, le 2 janvier 2029", "day": "2029-01-02", "reference": f"33-{number}-K", "subject": "Votre certification périodique : repère",
        "paragraphs": [f"Docteur Nom{number},"] + ["Madame, Monsieur, chère consœur, cher confrère. " * 8] * 8,
        "signature": ["Pour le conseil départemental,", "Docteur Jean Martin"]}


def geometry():
    """The places on the sheet, as the program hands them over."""
    text = (RESOURCES.parent / "LetterGeometry.swift").read_text(encoding="utf-8")
    places = {name: float(value) for name, value in re.findall(r"public let (\w+) = ([0-9.]+)", text)}
    box = re.search(r"Box\(left: (\d+), top: (\d+), width: (\d+), height: (\d+)\)", text)
    return {**places, "window": dict(zip(("left", "top", "width", "height"), map(float, box.groups())))}


def bare(python, letters, pages):
    """Letters per second of the typesetter alone: its lines in, its files out."""
    places = geometry()
    began = time.monotonic()
    with subprocess.Popen([python, "-I", "-B", str(RESOURCES / "typesetter.py"), str(RESOURCES)], stdin=subprocess.PIPE,
                          stdout=subprocess.PIPE) as setter:
        setter.stdout.readline()
        total = 0
        for item in letters:
            request = json.dumps({"letters": [item], "geometry": places}, ensure_ascii=False)
            setter.stdin.write(request.encode() + b"\n")
            setter.stdin.flush()
            said = json.loads(setter.stdout.readline())
            total += said["pages"]
            setter.stdout.read(said["bytes"])
        setter.stdin.close()
    pages.add(total)
    return len(letters) / (time.monotonic() - began)


def lot(ledger, folder, letters):
    given = pathlib.Path(folder) / "lot.jsonl"
    given.write_text("".join(json.dumps(item, ensure_ascii=False) + "\n" for item in letters), encoding="utf-8")
    run = process.sextant("letters", "render", "--jsonl", "--lot", stdin=given)
    ledger.report(f"seconds for one file of {len(letters)} letters", run.seconds, at_most=5)
