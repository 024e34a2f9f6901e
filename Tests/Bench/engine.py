"""The engine alone: cases through `sextant evaluate --jsonl`, without a database."""

import json

import process
from ledger import say


def measure(ledger, country, cases, wanted):
    say(f"evaluate, {wanted} cases")
    with open(cases, encoding="utf-8") as file:
        lines = [json.dumps(case["input"], ensure_ascii=False) + "\n" for case in json.load(file)["cases"]]
    path = f"{country.folder}/cases.jsonl"
    with open(path, "w", encoding="utf-8") as file:
        for place in range(wanted):
            file.write(lines[place % len(lines)])
    cost = process.sextant("evaluate", "--jsonl", stdin=path, discard=True)
    ledger.report("evaluate --jsonl, cases per second of one core", wanted / cost.cpu)
