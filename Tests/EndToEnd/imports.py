"""Lots: idempotent, previewed, guarded; and nights that can be run again (contracts §4, §5, §6)."""

import random

import database
import files
from lots import COUNCIL, DAY, Lots

LATER = "2027-03-02"


def check_idempotence(lots):
    """The same lots twice, then shuffled: nothing new, nothing changed, not a row written."""
    counts = {kind: lots.apply(kind) for kind in ("rpps", "roll", "accounts")}
    for kind, lot in counts.items():
        lots.report.check(lot["new"] > 200 and lot["applied"], f"the first lot {kind} brings rows: {lot}")
    lots.program.nightly()
    before, standings = lots.base.dump(), lots.program.standings()
    dice = random.Random(20261121)
    extraction = files.shuffled(lots.country.extraction, lots.folder / "shuffled.txt", dice)
    roll = files.shuffled(lots.country.roll(COUNCIL), lots.folder / "shuffled.csv", dice)
    feed = files.shuffled_accounts(lots.country.accounts(COUNCIL), lots.folder / "shuffled", dice)
    for kind, paths in {"rpps": (lots.country.extraction, extraction), "roll": (lots.country.roll(COUNCIL), roll),
                        "accounts": (lots.country.accounts(COUNCIL), feed)}.items():
        for name, path in zip(("again", "shuffled"), paths):
            lot = lots.again(kind, path, *(["--as-of", DAY] if kind == "roll" else []))
            lots.report.equal((lot["new"], lot["changed"]), (0, 0), f"the lot {kind} {name} changes nothing")
            lots.report.equal(lot["unchanged"], counts[kind]["new"], f"the lot {kind} {name} counts what it found")
            lots.report.equal(lot["rejected"], counts[kind]["rejected"], f"the lot {kind} {name} rejects the same")
    lots.unchanged(before, "no row of the register has moved after the same lots again")
    night = lots.program.nightly()
    lots.report.equal((night["written"], night["removed"]), (0, 0), "a night after the same lots again writes nothing")
    lots.report.equal(lots.program.standings(), standings, "the standings are the same")


def check_specialty_taken_back(lots):
    """A roll that names another specialty by mistake, then the right roll again: everything stands as before."""
    rpps = files.physician_number(940001)
    right = {"rpps": rpps, "departement_inscription": COUNCIL, "date_inscription": "2015-01-02",
             "specialite_sm": "SM53", "date_qualification": "2014-01-02"}
    wrong = {**right, "specialite_sm": "SM17", "date_qualification": "2026-06-01"}
    lots.program.roll(files.write_roll(lots.folder / "right.csv", [right]))
    before = lots.program.standings()[rpps]
    lots.program.roll(files.write_roll(lots.folder / "wrong.csv", [wrong]))
    lots.report.equal(lots.program.standings()[rpps]["framework"], "genetique", "the later specialty counts")
    lots.program.roll(lots.folder / "right.csv")
    lots.report.equal(lots.program.standings()[rpps], before, "the specialty that a later roll names again goes on")
    lots.report.equal(lots.program.standings("2026-12-31")[rpps]["framework"], before["framework"], "and later too")


def check_preview(lots):
    """Without --apply nothing of the register moves, and the counts are those of the application to come."""
    before = lots.base.dump()
    rows = [{"rpps": files.physician_number(920000 + rank), "departement_inscription": COUNCIL,
             "date_inscription": "2021-02-03", "specialite_sm": "SM53"} for rank in range(5)]
    path = files.write_roll(lots.folder / "preview.csv", rows)
    shown = lots.program.must("import", "roll", path, "--as-of", DAY, "--json").json
    lots.report.equal((shown["applied"], shown["new"]), (False, 5), "a preview counts what it would do")
    lots.unchanged(before, "a preview leaves the register untouched")
    lots.report.equal(lots.undo(shown).status, 65, "a preview cannot be undone")
    done = lots.program.roll(path)
    lots.report.equal((done["applied"], done["new"]), (True, 5), "the application does what the preview said")
    lots.report.equal(lots.undo(done).status, 0, "and can be undone")


def check_second_person(lots):
    """A lot that lowers the progress of more than 2 % of its physicians asks for a second person."""
    numbers = [files.physician_number(930000 + rank) for rank in range(50)]
    rows = [{"rpps": rpps, "departement_inscription": COUNCIL, "date_inscription": "2015-01-02",
             "specialite_sm": "SM53"} for rpps in numbers]
    lots.program.roll(files.write_roll(lots.folder / "fifty.csv", rows))
    action = {"id": "a", "action": "mg1-dpc-andpc-faf", "date": "2025-01-02",
              "evidence": {"kind": "attestation_formation", "receivedOn": "2025-01-02"}}
    lines = [files.action_line(rpps, f"guard-{rpps}", action) for rpps in numbers]
    lots.program.accounts(files.write_accounts(lots.folder / "full", COUNCIL, lines))
    for gone, status in ((1, 0), (3, 65)):
        before = lots.base.dump()
        fewer = [{**line, "deleted": rank < gone} for rank, line in enumerate(lines)]
        feed = files.write_accounts(lots.folder / f"without-{gone}", COUNCIL, fewer)
        run = lots.program.run("import", "accounts", feed, "--apply", "--json")
        lots.report.equal(run.status, status, f"{gone} of 50 physicians without their action: {run!r}")
        if status == 65:
            lots.report.check("--approved-by" in run.errors and not run.output, f"the refusal says what to do: {run!r}")
            lots.unchanged(before, "the lot that was stopped has written nothing")
            run = lots.program.run("import", "accounts", feed, "--apply", "--json", "--approved-by", "seconde")
            lots.report.check(run.status == 0 and run.json["changed"] == 2, f"a second person lets it through: {run!r}")
            lots.report.equal(lots.base.value("select approved_by from intake.lot order by lot_id desc limit 1"),
                              "seconde", "the second person's name is kept")


def check_nights(lots):
    """A night again writes nothing; a night back in time, then forward, gives what a first computation gives."""
    lots.program.nightly(LATER)
    again = lots.program.nightly(LATER)
    lots.report.equal((again["written"], again["removed"]), (0, 0), "a second night of the same date writes nothing")
    forward = stored(lots.base)
    lots.program.nightly(DAY)
    lots.report.check(stored(lots.base) != forward, "the two dates differ, or nothing would be shown")
    lots.program.nightly(LATER)
    lots.report.equal(database.difference(forward, stored(lots.base)), "", "back and forward gives the same rows")
    lots.base.query("truncate standings.standing, standings.cycle, standings.run", user="postgres")
    lots.program.nightly(LATER)
    lots.report.equal(database.difference(forward, stored(lots.base)), "", "and the same as a first computation")
    for day in ("2029-07-01", "2032-02-01", "2031-12-31"):
        lots.program.nightly(day)
        stepwise = lots.program.standings(day)
        lots.base.query("truncate standings.run", user="postgres")
        lots.report.equal(lots.program.standings(day), stepwise, f"the night of {day} is a fresh judgement of that day")


def stored(base):
    """Standings and cycles without the day on which each was last written."""
    return {table: base.query(f"copy (select (to_jsonb(t) - 'computed_for')::text from {table} t order by 1) to stdout")
            for table in ("standings.standing", "standings.cycle")}


def run(report, folder):
    country = files.country(folder / "country", 300, [COUNCIL])
    lots = Lots(database.fresh("endtoend_idempotence"), country, folder, report)
    check_idempotence(lots)
    check_specialty_taken_back(lots)
    check_preview(lots)
    check_second_person(lots)
    check_nights(lots)
