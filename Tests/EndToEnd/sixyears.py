"""Six years of nights in a council of two hundred (four thousand with SEXTANT_LONG=1), rehearsed one after another:
each late physician is alerted on each milestone once, no complete one ever (contracts §8, rule R30).

What is expected is reckoned here: milestones and what is expected by a day from the cycles, whether somebody is late
from the counts of `export standings` on that day alone. Whoever becomes late within the ninety days after a milestone
is looked for by exports of those days, both ways: an exemption of block 3 that ends in January makes some do so.
"""

import collections
import csv
import datetime
import json
import os
import pathlib
import signal
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
# Nothing of block 3 is asked of them before 21 January 2029: four actions are enough on the milestone, and too few then.
EXEMPT_THROUGH, LATER_ON, LATER = "2029-01-20", "2029-01-21", 6
# Days after a milestone on which the exports are asked who is late by then, and how many milestones of those who began
# on a day of their own.
STEP, OWN_MILESTONES = 9, 4
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

    def milestones(self):
        """Physician, cycle and milestone of each alert that might be due, on time or caught up."""
        return {(rpps, start, day) for rpps, start, end in self.cycles() for day in milestones(start, end)
                if max(FIRST, OPENING) <= day <= LAST}

    def expected(self):
        """Physician, cycle and milestone of each alert that is due on the milestone itself."""
        return {(rpps, start, day) for rpps, start, day in self.milestones() if self.is_late(rpps, day)}

    def windows(self):
        """Milestones whose catch-up is looked at: those of the many, and some of single physicians."""
        days = collections.Counter(day for _, _, day in self.milestones())
        own = sorted(day for day, count in days.items() if count < 5)
        return {day for day, count in days.items() if count >= 5} | set(own[::max(1, len(own) // OWN_MILESTONES)])

    def later(self):
        """Whoever is not late on a milestone and is on some later day of its catch-up, with that day."""
        windows, found = self.windows(), {}
        for rpps, start, milestone in self.milestones():
            if milestone not in windows or self.is_late(rpps, milestone):
                continue
            for days in [*range(STEP, CATCH_UP, STEP), CATCH_UP]:
                day = later(milestone, days)
                row = self.rows(day).get(rpps) if day <= LAST else None
                if row and row["cycle_start"] == start and self.is_late(rpps, day):
                    found[rpps, start, milestone] = day
                    break
        return found


def simulate(program, first, last, *more):
    began = time.monotonic()
    run = program.must("alerts", "simulate", "--council", COUNCIL, "--from", first, "--through", last, *more)
    lines = [json.loads(line) for line in run.lines]
    print(f"sixyears: {run.errors.strip().splitlines()[-1]}, {time.monotonic() - began:.0f} s in all", flush=True)
    return lines


def alerts(lines):
    """The alerts that fell due, those that the rule kept back too."""
    return [line for line in lines if line["kind"] in ("alert", "excluded")]


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
    report.equal([line for line in more if oracle.is_late(line["rpps"], later(line["day"], -1))][:3], [],
                 "on the first day of being late")
    caught = oracle.later()
    report.equal([(pair, by) for pair, by in caught.items() if days.get(pair, "9999") > by][:3], [],
                 "and nobody who is late by a day of the 90 is left out")
    report.equal(sorted(line["rpps"] for line in more if line["day"] == LATER_ON), later_physicians(),
                 "those whose exemption ends in January are caught up that day")
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
    post = [line for line in alerts(lines) if line["channel"] == "post" and not line["exclusion"]]
    report.check(len(post) > 20, f"some have a postal address alone: {len(post)}")
    report.equal([line for line in post if (line["state"], line["delivery"]) != ("approved", "held")][:2], [],
                 "and a letter to each of them waits for being printed")
    report.equal([line for line in alerts(lines) if line["exclusion"] not in (None, "no_address")
                  or (line["kind"] == "excluded") != (line["exclusion"] is not None)][:2], [],
                 "nobody is kept back but for want of an address")
    print(f"sixyears: {len(found)} alerts, {len(expected)} on their milestone, {len(more)} caught up ({len(caught)} "
          f"looked for), {len(post)} by post, "
          f"{len(oracle.days)} days looked at", flush=True)


def check_calendar(program, lines, report):
    """The workload calendar equals what the simulated years then really do, week by week."""
    names = {"alert": "alerts", "excluded": "excluded", "opening": "openings", "deadline": "deadlines"}
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
    for name in set(names.values()) - {"excluded"}:
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


def check_workers(program, report):
    """It holds the facts of the council: not beside a worker, unless somebody says so."""
    days = ("simulate", "--council", COUNCIL, "--from", FIRST, "--through", FIRST)
    program.environment["SEXTANT_NIGHT_HOUR"] = "off"
    worker = program.start("worker", "--every", "1")
    end = time.monotonic() + 60
    while (run := program.run("alerts", *days)).status == 0 and time.monotonic() < end:
        time.sleep(0.3)
    report.check(run.status == 65 and "--now" in run.errors, f"a rehearsal beside a worker is refused: {run!r}")
    report.equal(program.run("alerts", *days, "--now").status, 0, "with --now it is not")
    worker.send_signal(signal.SIGTERM)
    program.finish(worker)
    report.equal(program.run("alerts", *days).status, 0, "nor once the worker has gone")


def check_loss(program, base, report):
    """A rehearsal whose session is lost ends with an error and without a line: it never goes on in another one."""
    process = program.start("alerts", "simulate", "--council", COUNCIL, "--from", FIRST, "--through", LAST)
    end, found = time.monotonic() + 60, 0
    while not found and time.monotonic() < end:
        time.sleep(0.5)
        found = int(base.value(
            "select count(pg_terminate_backend(pid)) from pg_stat_activity where datname = current_database() "
            "and xact_start < clock_timestamp() - interval '1 second' and pid <> pg_backend_pid()"))
    run = program.finish(process)
    report.equal((found, run.status, run.output), (1, 69, b""), f"a lost session ends the rehearsal: {run!r}")


def later_physicians():
    """Numbers of those who are late only some days after a milestone."""
    return sorted(files.physician_number(9_000_000 + rank) for rank in range(LATER))


def add_later(country, folder):
    """The roll with them, and what they declared: four actions, none of block 3. Half of them have no e-mail."""
    with open(country.roll(COUNCIL), encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file, delimiter=";"))
    columns = list(rows[0])
    lines = []
    for rank, rpps in enumerate(later_physicians()):
        rows.append({
            "rpps": rpps, "departement_inscription": COUNCIL, "date_inscription": "2010-09-01",
            "specialite_sm": "SM53", "date_qualification": "2010-09-01", "soins_directs": "oui",
            "courriel_rpps": f"tard.{rank}@example.org" if rank % 2 else "",
            "exoneration_bloc3_du": "2023-01-01", "exoneration_bloc3_au": EXEMPT_THROUGH,
            "exoneration_motif": "sans_soins", "service_de_sante_armees": "non",
            "adresse_1": f"{rank + 1} rue des Lilas", "adresse_2": "33000 Bordeaux"})
        for number, (action, kind) in enumerate((
                ("mg1-dpc-andpc-faf", "attestation_formation"), ("mg2-action-andpc-faf", "attestation_formation"),
                ("mg2-audit-clinique", "attestation_participation"), ("mg4-auto-evaluation", "auto_declaration"))):
            day = f"2024-0{number + 2}-12"
            lines.append(files.action_line(rpps, f"{rpps}/{number}", {
                "id": f"{rpps}-{number}", "action": action, "date": day, "object": f"seance-{rpps}-{number}",
                "hasMethodFollowed": True, "evidence": {"kind": kind, "receivedOn": day}}))
    roll = files.write_roll(folder / "tableau.csv", rows, columns)
    return roll, files.write_accounts(folder / "plus-tard", COUNCIL, lines, LAST)


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
    roll, accounts = add_later(country, folder)
    program.roll(roll, LAST)
    program.accounts(country.accounts(COUNCIL))
    program.accounts(accounts)
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
    check_workers(program, report)
    check_loss(program, base, report)
