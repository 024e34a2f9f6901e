"""Measures a country on the cluster that `deploy/bench` has started; prints the figures as one JSON array."""

import argparse
import os
import signal
import subprocess
import sys

import country as files
import database
import engine
import impact
import imports
import letters
import pages
import process
import queues
import standings
from ledger import Ledger, say


def arguments():
    parser = argparse.ArgumentParser()
    parser.add_argument("--physicians", type=int, required=True)
    parser.add_argument("--councils", required=True)
    parser.add_argument("--files", required=True)
    parser.add_argument("--cases", required=True)
    parser.add_argument("--postmaster", type=int, required=True)
    parser.add_argument("--only", required=True)
    return parser.parse_args()


def can_serve():
    return subprocess.run(["sextant", "help", "serve"], capture_output=True, text=True).stdout.find("--port") >= 0


def main():
    given = arguments()
    wanted = given.only.split(",")
    ledger = Ledger()
    rounds = 3 if given.physicians <= 50_000 else 2
    process.sextant("migrate")
    os.makedirs(given.files, exist_ok=True)
    database.script.folder = os.path.abspath(given.files)
    if "queue" in wanted:
        queues.measure(ledger, database.script.folder, 3)
    if "letters" in wanted:
        letters.measure(ledger, database.script.folder, 3)
    if set(wanted) <= {"queue", "letters"}:
        print(ledger.text())
        return
    country = files.Country(os.path.abspath(given.files), given.physicians, given.councils)
    database.script.folder = country.folder
    country.load_frameworks()
    if "engine" in wanted:
        engine.measure(ledger, country, given.cases, 141 * 70)
    imports.prepare()
    if "rpps" in wanted:
        imports.extraction(ledger, country, rounds)
    else:
        imports.import_file("rpps", country.extraction)
    if "roll" in wanted:
        imports.roll(ledger, country, rounds)
    elif {"standings", "impact", "pages"} & set(wanted):
        imports.import_file("roll", country.roll)
    if {"standings", "impact", "pages"} & set(wanted):
        imports.accounts(ledger, country)
    if "standings" in wanted:
        standings.measure(ledger, country, rounds)
    elif "pages" in wanted:
        standings.night()
    if "impact" in wanted:
        impact.measure(ledger, rounds)
    if "pages" in wanted and can_serve():
        pages.measure(ledger, country, given.postmaster, 5, 3)
    elif "pages" in wanted:
        say("this program has no `serve`: the page is not measured")
    print(ledger.text())


signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
main()
