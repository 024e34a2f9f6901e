"""Lots: idempotent, previewed, undoable, guarded; and nights that can be run again (contracts §4, §5, §6)."""

import random

import database
import files
from program import Program

COUNCIL = "33"
DAY = "2026-11-21"
LATER = "2027-03-02"


class Lots:
    """A database, its program and the files of a synthetic council."""

    def __init__(self, base, country, folder, report):
        self.base = base
        self.program = Program(base)
        self.country = country
        self.folder = folder
        self.report = report

    def apply(self, kind):
        """Applies the council's lot of a kind; gives its counts and number."""
        if kind == "rpps":
            return self.program.extraction(self.country.extraction)
        if kind == "roll":
            return self.program.roll(self.country.roll(COUNCIL))
        return self.program.accounts(self.country.accounts(COUNCIL))

    def undo(self, lot):
        return self.program.run("import", "undo", lot["lot"])

    def again(self, kind, path, *more):
        return self.program.must("import", kind, path, "--apply", "--json", *more).json

    def unchanged(self, before, sentence):
        return self.report.equal(database.difference(before, self.base.dump()), "", sentence)


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
            lots.report.equal(lot["rejected"], counts[kind]["rejected"], f"the lot {kind} {name} rejects the same lines")
    lots.unchanged(before, "no row of the register has moved after the same lots again")
    night = lots.program.nightly()
    lots.report.equal((night["written"], night["removed"]), (0, 0), "a night after the same lots again writes nothing")
    lots.report.equal(lots.program.standings(), standings, "the standings are the same")


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
    text = lots.country.extraction.read_text(encoding="utf-8").replace("|SA07|Cabinet individuel|", "|SA08|Cabinet de groupe|")
    moved = lots.folder / "moved.txt"
    moved.write_text("\n".join(text.splitlines()[:-40]) + "\n", encoding="utf-8")
    lot = lots.program.extraction(moved)
    lots.report.check(lot["changed"] > 50, f"the later extraction changes physicians: {lot}")
    lots.program.nightly()
    run = lots.undo(lot)
    lots.report.equal(run.status, 0, f"the later extraction can be undone: {run!r}")
    lots.program.nightly()
    lots.unchanged(before, "undoing a later extraction gives back every row")


def check_specialty_taken_back(lots):
    """A roll that names another specialty by mistake, then the right roll again: everything stands as before."""
    rpps = files.physician_number(940001)
    right = {"rpps": rpps, "departement_inscription": COUNCIL, "date_inscription": "2015-01-02", "specialite_sm": "SM53",
             "date_qualification": "2014-01-02"}
    wrong = {**right, "specialite_sm": "SM17", "date_qualification": "2026-06-01"}
    lots.program.roll(files.write_roll(lots.folder / "right.csv", [right]))
    before = lots.program.standings()[rpps]
    lots.program.roll(files.write_roll(lots.folder / "wrong.csv", [wrong]))
    lots.report.equal(lots.program.standings()[rpps]["framework"], "genetique", "the later specialty counts")
    lots.program.roll(lots.folder / "right.csv")
    lots.report.equal(lots.program.standings()[rpps], before, "the specialty that a later roll names again goes on")
    lots.report.equal(lots.program.standings("2026-12-31")[rpps]["framework"], before["framework"], "and later too")


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
    lots.report.equal(database.difference(forward, stored(lots.base)), "", "back in time and forward gives the same rows")
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
    check_undo_of_changes(lots)
    check_specialty_taken_back(lots)
    check_built_upon(lots)
    check_preview(lots)
    check_second_person(lots)
    check_nights(lots)
    check_random_rolls(Lots(database.fresh("endtoend_random"), country, folder, report), seed=20261121)
    for name, kinds in (("directory first", ("rpps", "roll", "accounts")), ("roll first", ("roll", "rpps", "accounts"))):
        for with_night in (False, True):
            lots = Lots(database.fresh("endtoend_undo"), country, folder, report)
            print(f"undo, {name}, {'with' if with_night else 'without'} nights")
            check_undo(lots, kinds, with_night)
