"""The cases of the rules from end to end: files in, `nightly`, `export standings` out (contracts §2, §4, §6, §7).

Each case is a physician of one council: a line of the roll, later rolls where the specialty or direct care changes,
and lines of `actions.jsonl`. All are loaded together, then looked at on the date of each case.
"""

import json
import pathlib

import database
import files
from program import Program

CASES = pathlib.Path(__file__).parents[1] / "ProgressTests" / "Resources" / "rules-cases.json"
COUNCIL = "33"
# A code of qualification for each whole référentiel.
SPECIALTIES = {"medecine-generale": "SM53", "genetique": "SM17"}
# The first roll is true for this day; what changes later comes with later rolls.
FIRST_ROLL = "2026-11-21"
FEWEST = 100


def reason_left_out(case):
    """Why files cannot express the case; None when they can. The day of the case tells the cycle, not its index."""
    profile, policies = case["input"]["profile"], case["input"].get("policies", {})
    if policies.get("specialtyChange", "keep_acquired") != "keep_acquired":
        return "another policy of specialty change than the default"
    if policies.get("firstPeriodCriterion", "registered") != "registered":
        return "another criterion of the first period than the default"
    partial = {entry["framework"] for entry in profile["specialties"]} - set(SPECIALTIES)
    if partial:
        return f"the référentiel {', '.join(sorted(partial))} is an extract: its physicians stay framework_missing"
    return None


def held_on(entries, day, otherwise):
    """The value of a dated list on a day, and since when; `otherwise` before its first date."""
    held = [entry for entry in entries if entry["from"] <= day]
    return held[-1] if held else otherwise


def roll_row(case, rpps, day):
    """What the council's roll says of the physician on a day."""
    profile = case["input"]["profile"]
    specialty = held_on(profile["specialties"], day, profile["specialties"][0])
    care = profile["directCare"]
    if isinstance(care, list):
        state = held_on(care, day, {"from": "", "value": True})
    else:
        state = {"from": "", "value": care}
    return {
        "rpps": rpps, "departement_inscription": COUNCIL, "date_inscription": profile["registrationDate"],
        "date_diplome": profile["diplomaDate"], "specialite_sm": SPECIALTIES[specialty["framework"]],
        "date_qualification": specialty["from"], "soins_directs": "oui" if state["value"] else "non",
        "soins_directs_depuis": state["from"]}


def days_of_change(cases):
    """The days after the first roll on which somebody's specialty or direct care changes."""
    days = set()
    for case in cases:
        profile = case["input"]["profile"]
        lists = [profile["specialties"]] + ([profile["directCare"]] if isinstance(profile["directCare"], list) else [])
        days |= {entry["from"] for entries in lists for entry in entries if entry["from"] > FIRST_ROLL}
    return sorted(days)


def load(program, folder, numbers, report):
    """Every roll in order, then the account feed."""
    cases = list(numbers)
    for day in [FIRST_ROLL, *days_of_change(cases)]:
        rows = [roll_row(case, rpps, day) for case, rpps in numbers.items()]
        counts = program.roll(files.write_roll(folder / f"{day}.csv", rows), day)
        report.equal(counts["rejected"], 0, f"the roll of {day} is taken whole")
    lines = [
        files.action_line(rpps, f"{case.id}/{action['id']}", action)
        for case, rpps in numbers.items() for action in case["input"]["actions"]]
    counts = program.accounts(files.write_accounts(folder / "accounts", COUNCIL, lines))
    report.equal((counts["new"], counts["rejected"]), (len(lines), 0), "every action of the cases is taken")


def expected_row(case):
    expected = case["expected"]
    row = {"cycle_start": expected["cycle"]["start"], "cycle_end": expected["cycle"]["end"],
           "complete": expected["complete"]}
    for block in "1234":
        row[f"b{block}"] = expected["counts"][block]
        row[f"required{block}"] = expected["required"][block]
    return row


def compare(numbers, day, rows, report):
    for case, rpps in numbers.items():
        if case["input"]["asOf"] == day:
            expected = expected_row(case)
            found = {key: rows.get(rpps, {}).get(key) for key in expected}
            report.equal(found, expected, f"{case.id} on {day} ({case['title']})")


class Case(dict):
    """A case that can key a dictionary."""

    @property
    def id(self):
        return self["id"]

    def __hash__(self):
        return hash(self["id"])


def run(report, folder):
    base = database.fresh("endtoend_cases")
    program = Program(base)
    cases = [Case(case) for case in json.loads(CASES.read_text(encoding="utf-8"))["cases"]]
    left_out = {case.id: reason_left_out(case) for case in cases}
    for case in cases:
        if left_out[case.id]:
            print(f"left out {case.id}: {left_out[case.id]}")
    kept = [case for case in cases if not left_out[case.id]]
    report.check(len(kept) >= FEWEST, f"files express at least {FEWEST} cases; they express {len(kept)}")
    numbers = {case: files.physician_number(rank) for rank, case in enumerate(kept, 1)}
    load(program, folder, numbers, report)
    days = sorted({case["input"]["asOf"] for case in kept})
    stored = {}
    for day in days:
        program.nightly(day)
        stored[day] = program.standings(day)
        compare(numbers, day, stored[day], report)
    check_live(program, days, stored, report)


def check_live(program, days, stored, report):
    """What the night stored is what the export judges by itself for a day that no night has visited last."""
    for day in days[:-1]:
        report.equal(program.standings(day), stored[day], f"the live export of {day} is what that night stored")
    program.nightly(days[0])
    report.equal(program.standings(days[0]), stored[days[0]], f"a night back on {days[0]} gives the same rows again")
