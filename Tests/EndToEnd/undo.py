"""Undoing a lot gives back every row, or is refused; never half (contracts §5)."""

import random

import database
import files
from lots import COUNCIL, DAY, Lots


def check_undo(lots, kinds, with_night):
    """Undoing gives back every row, whether or not a night came between."""
    for kind in kinds:
        name = f"{kind} {'after a night' if with_night else 'at once'}"
        if with_night:
            lots.program.nightly()
        before = lots.base.dump()
        lot = lots.apply(kind)
        lots.report.check(lot["new"] + lot["changed"] > 0, f"the lot to undo ({name}) changes something: {lot}")
        lots.report.check(database.difference(before, lots.base.dump()), f"the dump sees what the lot brought ({name})")
        if with_night:
            lots.program.nightly()
        run = lots.undo(lot)
        lots.report.equal(run.status, 0, f"the lot can be undone ({name}): {run!r}")
        lots.unchanged(before, f"undoing gives back every row ({name})")
        lots.report.equal(lots.undo(lot).status, 65, f"a lot is undone once ({name})")
        lots.apply(kind)


def check_undo_of_changes(lots):
    """A lot that changes rows: a later roll, a later extraction, a corrected feed."""
    before = lots.base.dump()
    text = lots.country.roll(COUNCIL).read_text(encoding="utf-8")
    changed = lots.folder / "changed.csv"
    lines = text.splitlines()
    column = lines[0].split(";").index("specialite_sm")
    rows = [lines[0]]
    for rank, line in enumerate(lines[1:]):
        cells = line.split(";")
        if rank % 3 == 0:
            cells[column], cells[column + 1] = "SM17", "2026-06-01"
        if rank % 3 == 1:
            cells[9], cells[10] = ("non", "2026-05-01")
        if rank % 3 == 2:
            cells[7], cells[14], cells[15] = "autre@example.org", "2026-10-31", "retraite"
        rows.append(";".join(cells))
    changed.write_text("\n".join(rows) + "\n", encoding="utf-8")
    lot = lots.program.roll(changed)
    lots.report.check(lot["changed"] > 100, f"the later roll changes registrations: {lot}")
    lots.program.nightly()
    run = lots.undo(lot)
    lots.report.equal(run.status, 0, f"the later roll can be undone: {run!r}")
    lots.unchanged(before, "undoing a later roll gives back every row")
    text = lots.country.extraction.read_text(encoding="utf-8")
    text = text.replace("|SA07|Cabinet individuel|", "|SA08|Cabinet de groupe|")
    moved = lots.folder / "moved.txt"
    moved.write_text("\n".join(text.splitlines()[:-40]) + "\n", encoding="utf-8")
    lot = lots.program.extraction(moved)
    lots.report.check(lot["changed"] > 50, f"the later extraction changes physicians: {lot}")
    lots.program.nightly()
    run = lots.undo(lot)
    lots.report.equal(run.status, 0, f"the later extraction can be undone: {run!r}")
    lots.program.nightly()
    lots.unchanged(before, "undoing a later extraction gives back every row")


def random_roll(dice):
    """A roll of few physicians with few days, so that its facts cross those of the others."""
    def day():
        return f"20{dice.randint(15, 26)}-0{dice.randint(1, 9)}-01"

    rows = []
    for rank in range(8):
        for registered in dice.sample(["2010-01-01", "2016-05-01", "2020-03-01"], dice.randint(0, 2)):
            rows.append({
                "rpps": files.physician_number(950000 + rank), "departement_inscription": dice.choice([COUNCIL, "2A"]),
                "date_inscription": registered, "specialite_sm": dice.choice(["SM53", "SM17", "SM54"]),
                "date_qualification": dice.choice(["", day(), "2018-01-01"]),
                "soins_directs": dice.choice(["oui", "non"]),
                "soins_directs_depuis": dice.choice(["", day(), "2018-01-01"]),
                "exoneration_bloc3_du": dice.choice(["", "", "2018-01-01", day()]),
                "fin_inscription": dice.choice(["", "", "2024-03-31"])})
    return rows


def check_random_rolls(lots, seed):
    """Whatever rolls come one after the other: each again changes nothing, and each undo gives back every row."""
    dice = random.Random(seed)
    columns = [*files.ROLL_COLUMNS, "exoneration_bloc3_du", "fin_inscription"]
    done = []
    for rank in range(12):
        path = files.write_roll(lots.folder / f"random-{rank}.csv", random_roll(dice), columns)
        day = f"20{dice.randint(20, 26)}-11-0{rank % 9 + 1}"
        before = lots.base.dump()
        run = lots.program.run("import", "roll", path, "--as-of", day, "--apply", "--json")
        if not lots.report.equal(run.status, 0, f"seed {seed}, random roll {rank} is applied: {run!r}"):
            continue
        done.append((run.json, before, rank))
        again = lots.program.roll(path, day)
        lots.report.equal(again["new"] + again["changed"], 0, f"seed {seed}, random roll {rank} again changes nothing")
    for lot, before, rank in reversed(done):
        run = lots.undo(lot)
        lots.report.equal(run.status, 0, f"seed {seed}, random roll {rank} can be undone: {run!r}")
        lots.unchanged(before, f"seed {seed}, undoing random roll {rank} gives back every row")


def check_built_upon(lots):
    """What something later was built on cannot be undone."""
    rpps, neighbour = files.physician_number(910001), files.physician_number(910002)
    row = {"rpps": rpps, "departement_inscription": COUNCIL, "date_inscription": "2020-01-02", "specialite_sm": "SM53"}
    first = lots.program.roll(files.write_roll(lots.folder / "one.csv", [row]))
    action = {"id": "a", "action": "mg1-dpc-andpc-faf", "date": "2025-01-02",
              "evidence": {"kind": "attestation_formation", "receivedOn": "2025-01-02"}}
    feed = files.write_accounts(lots.folder / "one", COUNCIL, [files.action_line(rpps, "built", action)])
    second = lots.program.accounts(feed)
    before = lots.base.dump()
    run = lots.undo(first)
    lots.report.check(run.status == 65 and "Annulez" in run.errors, f"a roll under a declaration stays: {run!r}")
    lots.unchanged(before, "a refused undo changes nothing")
    later = {**row, "date_diplome": "2019-01-01"}
    third = lots.program.roll(files.write_roll(lots.folder / "two.csv", [
        later, {**row, "rpps": neighbour}]))
    run = lots.undo(first)
    lots.report.check(run.status == 65 and "Annulez" in run.errors, f"a roll under a later roll stays: {run!r}")
    for lot in (third, second, first):
        lots.report.equal(lots.undo(lot).status, 0, "the lots can be undone from the last to the first")
    lots.report.equal(lots.undo({"lot": "999999"}).status, 65, "a lot that does not exist is refused")


def run(report, folder):
    country = files.country(folder / "country", 300, [COUNCIL])
    orders = {"directory first": ("rpps", "roll", "accounts"), "roll first": ("roll", "rpps", "accounts")}
    for name, kinds in orders.items():
        for with_night in (False, True):
            lots = Lots(database.fresh("endtoend_undo"), country, folder, report)
            print(f"{name}, {'with' if with_night else 'without'} nights")
            check_undo(lots, kinds, with_night)
    lots.program.nightly()
    check_undo_of_changes(lots)
    check_built_upon(lots)
    check_random_rolls(Lots(database.fresh("endtoend_random"), country, folder, report), seed=20261121)
