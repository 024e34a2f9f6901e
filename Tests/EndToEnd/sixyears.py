"""Six years of nights in a council of two hundred (four thousand with SEXTANT_LONG=1), rehearsed one after another:
each late physician is alerted on each milestone once, no complete one ever (contracts §8, rule R30).

What is expected is reckoned here: milestones and what is expected by a day from the cycles, whether somebody is late
from the counts of `export standings` on that day alone.
"""

import collections
import datetime
import json
import os
import pathlib
import subprocess
import time

import database
import files
from program import Program

COUNCIL = "33"
# The long mode has a council of the size of a large department.
PHYSICIANS = 4_000 if os.environ.get("SEXTANT_LONG") else 200
FIRST, LAST = "2027-01-01", "2032-12-31"
OPENING, FIRST_YEARS, CATCH_UP = "2027-01-01", 3, 90
SCHEMAS = ("access", "jobs", "letters", "registry", "standings", "alerts")


def date(text):
    return datetime.date.fromisoformat(text)


def later(day, days):
    return str(date(day) + datetime.timedelta(days=days))


def anniversary(day, years):
    """The same day so many years later; 29 February is 1 March in a common year (rule V2)."""
    start = date(day)
    try:
        return str(start.replace(year=start.year + years))
    except ValueError:
        return str(datetime.date(start.year + years, 3, 1))


def length(start, end):
    """The statutory years of a cycle, six where an interruption ended it early."""
    return next((years for years in (9, 6) if anniversary(start, years) == later(end, 1)),
                9 if start == "2023-01-01" else 6)


def milestones(start, end):
    """Three years after the start, then every year, before the end."""
    days = [anniversary(start, years) for years in range(FIRST_YEARS, length(start, end) + 1)]
    return [day for day in days if day <= end]


class Oracle:
    """Who is late when, from the exports of single days."""

    def __init__(self, program):
        self.program = program
        self.days = {}

    def rows(self, day):
        if day not in self.days:
            self.days[day] = self.program.standings(day, "--council", COUNCIL)
        return self.days[day]

    def numbers(self, rpps, day):
        """What counts, what is expected and what is asked on a day; None when there is no running cycle."""
        row = self.rows(day).get(rpps)
        if row is None or row["state"] != "in_cycle":
            return None
        required = [row[f"required{block}"] for block in range(1, 5)]
        counted = sum(min(row[f"b{block}"], required[block - 1]) for block in range(1, 5))
        years = length(row["cycle_start"], row["cycle_end"])
        elapsed = sum(anniversary(row["cycle_start"], number) <= day for number in range(1, years + 1))
        return counted, sum(required) * elapsed // years, sum(required)

    def is_late(self, rpps, day):
        found = self.numbers(rpps, day)
        return found is not None and found[0] < found[1]

    def cycles(self):
        """Every cycle that some month of these years has: physician, first and last day."""
        found = set()
        for year in range(int(FIRST[:4]), int(LAST[:4]) + 1):
            for month in (1, 4, 7, 10):
                for rpps, row in self.rows(f"{year}-{month:02d}-01").items():
                    if row["cycle_start"] and row["state"] == "in_cycle":
                        found.add((rpps, row["cycle_start"], row["cycle_end"]))
        return found

    def expected(self):
        """Physician, cycle and milestone of each alert that is due on the milestone itself."""
        due = set()
        for rpps, start, end in self.cycles():
            for day in milestones(start, end):
                if max(FIRST, OPENING) <= day <= LAST and self.is_late(rpps, day):
                    due.add((rpps, start, day))
        return due


def simulate(program, first, last, *more):
    began = time.monotonic()
    run = program.must("alerts", "simulate", "--council", COUNCIL, "--from", first, "--through", last, *more)
    lines = [json.loads(line) for line in run.lines]
    print(f"sixyears: {run.errors.strip().splitlines()[-1]}, {time.monotonic() - began:.0f} s in all", flush=True)
    return lines


def alerts(lines):
    return [line for line in lines if line["kind"] == "alert"]


def key(line):
    return line["rpps"], line["cycle_start"], line["milestone_on"]


def check_alerts(oracle, lines, report):
    """Each late physician on each milestone once; whoever became late within the catch-up, on that day."""
    found = [key(line) for line in alerts(lines)]
    report.equal(len(found), len(set(found)), "nobody is alerted twice on a milestone")
    expected = oracle.expected()
    report.equal(sorted(expected - set(found))[:3], [], "each late physician is alerted on each milestone")
    report.check(len(expected) > 100, f"the six years have something to alert about: {len(expected)}")
    days = {key(line): line["day"] for line in alerts(lines)}
    report.equal([pair for pair in expected if days.get(pair) != pair[2]][:3], [], "and on the milestone itself")
    more = [line for line in alerts(lines) if key(line) not in expected]
    report.equal([line for line in more if not line["milestone_on"] < line["day"] <= later(
        line["milestone_on"], CATCH_UP)][:3], [], "whoever becomes late after a milestone is caught up within 90 days")
    wrong = []
    for line in alerts(lines):
        numbers = oracle.numbers(line["rpps"], line["day"])
        if numbers != (line["counted"], line["expected"], line["required"]) or numbers[0] >= numbers[1]:
            wrong.append((line, numbers))
        elif oracle.rows(line["day"])[line["rpps"]]["complete"]:
            wrong.append((line, "complete"))
    report.equal(wrong[:2], [], "no complete one ever: each alert has the numbers of its day, and they are late")
    unsent = [line for line in alerts(lines) if line["channel"] == "email" and not line["exclusion"]
              and line["state"] != "sent"]
    report.equal(unsent[:2], [], "whoever has an e-mail address is written to the same night")
    print(f"sixyears: {len(found)} alerts, {len(expected)} on their milestone, {len(more)} caught up, "
          f"{len(oracle.days)} days looked at", flush=True)


def check_calendar(program, lines, report):
    """The workload calendar equals what the simulated years then really do, week by week."""
    names = {"alert": "alerts", "opening": "openings", "deadline": "deadlines"}
    done = collections.Counter()
    for line in lines:
        year, week, _ = date(line["day"]).isocalendar()
        done[f"{year}-W{week:02d}", names[line["kind"]]] += 1
    run = program.must("alerts", "calendar", "--council", COUNCIL, "--from", FIRST, "--through", LAST)
    foreseen = collections.Counter()
    for week in map(json.loads, run.lines):
        for name in names.values():
            if week[name]:
                foreseen[week["week"], name] = week[name]
    report.equal(sorted((foreseen - done).items())[:3], [], "nothing was foreseen that did not happen")
    report.equal(sorted((done - foreseen).items())[:3], [], "nothing happened that was not foreseen")
    for name in names.values():
        report.check(sum(count for (_, kind), count in done.items() if kind == name) > 0, f"there are {name}")


def check_outages(oracle, program, report):
    """Forty days without a night are caught up at the next one; after a hundred the next milestone applies."""
    day = "2029-01-01"
    late = {rpps for rpps, row in oracle.rows(day).items()
            if row["cycle_start"] == "2023-01-01" and oracle.is_late(rpps, day)}
    report.check(len(late) > 20, f"many are late on {day}: {len(late)}")
    lines = simulate(program, "2028-12-15", "2029-02-15", "--outage", "2028-12-20..2029-01-28")
    caught = [line for line in alerts(lines) if line["milestone_on"] == day]
    report.equal({line["day"] for line in caught if line["rpps"] in late}, {"2029-01-29"},
                 "after forty days the first night catches the milestone up")
    still = {rpps for rpps in late if oracle.is_late(rpps, "2029-01-29")}
    report.equal(still - {line["rpps"] for line in caught}, set(), "for everybody who is still late")
    report.equal(len(caught), len({line["rpps"] for line in caught}), "and once")
    lines = simulate(program, "2028-12-25", "2030-01-02", "--outage", "2029-01-01..2029-04-10")
    report.equal([line for line in alerts(lines) if line["milestone_on"] == day], [],
                 "after a hundred days the milestone is not caught up")
    next_day = "2030-01-01"
    report.equal({line["rpps"] for line in alerts(lines) if line["milestone_on"] == next_day
                  and line["cycle_start"] == "2023-01-01"},
                 {rpps for rpps, row in oracle.rows(next_day).items()
                  if row["cycle_start"] == "2023-01-01" and oracle.is_late(rpps, next_day)},
                 "the next milestone applies")


def check_refusals(program, report):
    for arguments in (("calendar", "--from", "2029-01-02", "--through", "2029-01-01"),
                      ("simulate", "--from", FIRST, "--through", LAST),
                      ("simulate", "--council", COUNCIL, "--from", FIRST, "--through", LAST, "--outage", "2028-12-20")):
        report.equal(program.run("alerts", *arguments).status, 64, f"alerts {' '.join(arguments)} is refused")
    run = program.run("alerts", "calendar", "--council", "999", "--from", FIRST, "--through", LAST)
    report.check(run.status == 65 and "n'existe pas" in run.errors, f"an unknown council is refused: {run!r}")


def check_nation(program, report):
    """The sums of all councils tell no number from 1 to 10."""
    run = program.must("alerts", "calendar", "--from", FIRST, "--through", LAST)
    numbers = [week[name] for week in map(json.loads, run.lines) for name in ("alerts", "openings", "deadlines")]
    report.check(all(number is None or number == 0 or number > 10 for number in numbers) and None in numbers,
                 "the national calendar hides small numbers")


def run(report, folder):
    base = database.fresh("endtoend_sixyears")
    program = Program(base)
    program.environment["SEXTANT_TODAY"] = LAST
    place = folder / "country"
    subprocess.run(
        ["sextant", "demo", "--files-only", "--folder", str(place), "--physicians", str(PHYSICIANS),
         "--councils", COUNCIL, "--today", LAST], check=True, capture_output=True)
    country = files.Country(pathlib.Path(place))
    program.extraction(country.extraction)
    program.roll(country.roll(COUNCIL), LAST)
    program.accounts(country.accounts(COUNCIL))
    check_refusals(program, report)
    before = base.dump(schemas=SCHEMAS, without=set())
    lines = simulate(program, FIRST, LAST)
    report.equal(database.difference(before, base.dump(schemas=SCHEMAS, without=set())), "",
                 "nothing of the rehearsed years stays")
    oracle = Oracle(program)
    check_alerts(oracle, lines, report)
    check_calendar(program, lines, report)
    check_outages(oracle, program, report)
    check_nation(program, report)
