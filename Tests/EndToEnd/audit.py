"""The journal from end to end: sealed, exported, verified; each tampering is named, and no act without its line.

The tamperings are made as superuser, the only one who may: each in a copy of the database of its own.
"""

import datetime
import json
import shutil
import signal
import subprocess
import time
import zoneinfo

import database
import files
import timestamping
from program import Program

NAME, CODE = "endtoend_audit", "33"
MINE = f"council_id = (select council_id from access.council where code = '{CODE}')"
# Some event that a seal holds, neither the first nor the last of it.
SEALED = f"(select event_ids[2] from access.seal where {MINE} and seal_number = 2)"
OTHER = f"(select event_ids[3] from access.seal where {MINE} and seal_number = 2)"
COLUMNS = ("council_id, at, actor, action, subject, detail, kind, person_id, role, origin, reason, old_values, "
           "new_values")

# What is done, the statements, and the kinds of finding of which one must be named.
TAMPERINGS = {
    "an event edited": (f"update access.event set actor = 'personne@example.org' where event_id = {SEALED}",
                        {"edited"}),
    "the moment of an event edited": (
        f"update access.event set at = at - interval '1 hour' where event_id = {SEALED}", {"edited"}),
    "an event deleted": (f"delete from access.event where event_id = {SEALED}", {"deleted"}),
    "an event inserted among sealed ones": (
        f"""insert into access.event ({COLUMNS}, event_id, recorded_in) overriding system value
            select {COLUMNS}, (select max(event_id) + 1000 from access.event), recorded_in
            from access.event where event_id = {SEALED}""", {"inserted"}),
    "an event inserted under an old number": (
        f"""create table gone as select event_id from access.event where event_id = {SEALED};
            insert into access.event ({COLUMNS}, event_id) overriding system value
            select {COLUMNS}, -event_id from access.event where event_id = (select event_id from gone)""",
        {"inserted"}),
    "an event inserted later and dated back": (
        f"""insert into access.event ({COLUMNS}) select council_id, at - interval '3 days',
            {COLUMNS.split(', ', 2)[2]} from access.event where event_id = {SEALED}""", {"inserted"}),
    "two events in the other order": (
        f"""create table pair as select {SEALED} as one, {OTHER} as other;
            alter table access.event alter event_id drop identity;
            update access.event set event_id = -1 where event_id = (select one from pair);
            update access.event set event_id = (select one from pair) where event_id = (select other from pair);
            update access.event set event_id = (select other from pair) where event_id = -1;
            alter table access.event alter event_id add generated always as identity (start with 9000)""", {"edited"}),
    "a seal deleted from the middle": (f"delete from access.seal where {MINE} and seal_number = 2",
                                       {"seal_missing"}),
    "a seal edited": (
        f"update access.seal set sealed_at = sealed_at - interval '1 day' where {MINE} and seal_number = 2",
        {"seal_altered"}),
    "two seals in the other order": (
        f"""update access.seal set seal_number = 99 where {MINE} and seal_number = 2;
            update access.seal set seal_number = 2 where {MINE} and seal_number = 3;
            update access.seal set seal_number = 3 where {MINE} and seal_number = 99""",
        {"seal_altered", "seal_missing"}),
    "the end cut off, events and seal": (
        f"""delete from access.event where event_id = any (
                select unnest(event_ids) from access.seal where {MINE} and seal_number = 3);
            delete from access.seal where {MINE} and seal_number = 3""", {"truncated"}),
    "the whole journal emptied": (
        f"delete from access.event where {MINE}; delete from access.seal where {MINE}", {"truncated"}),
}


class Journal:
    """One database, its program and the folder where its heads go."""

    def __init__(self, base, folder, key):
        self.base = base
        self.program = Program(base)
        self.folder = folder
        folder.mkdir(exist_ok=True)
        self.program.environment |= {"SEXTANT_AUDIT_FOLDER": str(folder), "SEXTANT_AUDIT_KEY_FILE": str(key)}

    def seal(self, days=0):
        """Roots are of the civil day, or of a later one."""
        program = Program(self.base)
        program.environment = self.program.environment | {"SEXTANT_TODAY": str(civil_day(days))}
        return program.run("export", "audit-head")

    def verify(self, *arguments):
        run = self.program.run("verify-audit", "--json", *arguments)
        return run.status, run.json or {"found": [], "events": None}, run

    def export(self, path):
        path.unlink(missing_ok=True)
        self.program.must("export", "audit", "--council", CODE, "--out", path)
        return path


def civil_day(days=0):
    return datetime.datetime.now(zoneinfo.ZoneInfo("Europe/Paris")).date() + datetime.timedelta(days=days)


def act(program, folder, times=3):
    """A few lines in the journal of the council."""
    for _ in range(times):
        program.standings("2026-11-21", "--council", CODE)


def check_honest(journal, report, folder):
    status, found, run = journal.verify()
    report.equal((status, found["found"]), (0, []), f"an honest journal verifies: {run!r}")
    words = journal.program.run("verify-audit").output.decode()
    report.check("clé non vérifiée" in words and found["keyVerified"] is False,
                 "a key that stands beside the heads is not believed without a word")
    public = (journal.folder / "public-key.txt").read_text().strip()
    words = journal.program.run("verify-audit", "--public-key", public).output.decode()
    report.check("clé non vérifiée" not in words and "aucune altération" in words, f"one's own key is: {words[-200:]}")
    report.check(found["seals"] >= 4 and found["events"] >= 9 and found["heads"] >= 4,
                 f"it is not empty, and heads are compared: {found}")
    path = journal.export(folder / "journal.jsonl")
    offline = Program(journal.base)
    del offline.environment["SEXTANT_DATABASE"], offline.environment["SEXTANT_OWNER_DATABASE"]
    run = offline.run("verify-audit", "--json", "--from-export", path, "--heads", journal.folder)
    report.equal((run.status, run.json and run.json["found"]), (0, []),
                 f"its export verifies without a database: {run!r}")
    report.check(run.json["heads"] >= 3, "the export is compared with the heads too")
    lines = path.read_text(encoding="utf-8").splitlines()
    report.check(not any("1990" in line or "MARTIN" in line for line in lines), "no name and no number of a physician")
    sealed = [index for index, line in enumerate(lines) if '"type":"event"' in line]
    changes = {"a line deleted": lines[:sealed[2]] + lines[sealed[2] + 1:],
               "a line edited": [line.replace("operateur", "personne") for line in lines],
               "two lines swapped": lines[:sealed[0]] + [lines[sealed[1]], lines[sealed[0]]] + lines[sealed[1] + 1:],
               "the end cut off": lines[:-3]}
    for name, changed in changes.items():
        path.write_text("\n".join(changed) + "\n", encoding="utf-8")
        run = offline.run("verify-audit", "--json", "--from-export", path, "--heads", journal.folder)
        if name == "two lines swapped":
            report.equal(run.status, 0, "the order of lines within a seal means nothing: numbers do")
        else:
            report.equal(run.status, 65, f"the export with {name} is refused: {run!r}")


def check_late_commit(journal, report):
    """An event numbered before a sealed one, committed after it: it goes to the next seal, and all is well."""
    council = journal.base.council(CODE)
    session = subprocess.Popen(
        ["psql", "-X", "-q", "-d", journal.base.name], stdin=subprocess.PIPE, stdout=subprocess.DEVNULL, text=True)
    session.stdin.write(f"begin; select pg_current_xact_id(); insert into access.event (council_id, actor, action, "
                        f"kind) values ({council}, 'lent@example.org', 'searched', 'read');\n")
    session.stdin.flush()
    time.sleep(1)
    act(journal.program, None, 1)
    journal.seal()
    before = int(journal.base.value(f"select max(last_event) from access.seal where {MINE}"))
    session.stdin.write("commit;\n")
    session.stdin.close()
    session.wait(timeout=30)
    number = int(journal.base.value("select event_id from access.event where actor = 'lent@example.org'"))
    report.check(number < before, f"the late event has a lower number: {number} < {before}")
    status, found, run = journal.verify()
    report.equal((status, found["unsealed"] >= 1), (0, True), f"a late event waits for its seal: {run!r}")
    journal.seal()
    status, found, run = journal.verify()
    report.equal((status, found["found"], found["unsealed"]), (0, [], 0), f"and is sealed by the next one: {run!r}")


def check_tamperings(journal, key, report, folder):
    for rank, (name, (statements, kinds)) in enumerate(TAMPERINGS.items()):
        copy = copied(journal.base, f"{NAME}_{rank}")
        copy.query(statements)
        tampered = Journal(copy, journal.folder, key)
        status, found, run = tampered.verify()
        named = [one for one in found["found"] if one["kind"] in kinds and one["council"] == CODE]
        report.check(status == 65 and named, f"{name} is caught: {run!r} {found['found'][:2]}")
        report.check(all(one["seal"] or one["event"] for one in named), f"{name}: seal or event is named: {named[:2]}")
        offline = tampered.program.run("verify-audit", "--json", "--from-export",
                                       tampered.export(folder / f"{rank}.jsonl"), "--heads", journal.folder)
        report.equal(offline.status, 65, f"{name} is caught in an export too: {offline!r}")
        untouched = tampered.verify("--council", "2A")
        report.equal(untouched[0], 0, f"{name} in {CODE} says nothing against 2A: {untouched[2]!r}")
        dropped(copy)


def check_rewriting(journal, key, report, folder):
    """Everything made anew by whoever owns the database: sound in itself, and not what was exported."""
    copy = copied(journal.base, f"{NAME}_rewritten")
    copy.query(f"update access.event set actor = 'personne' where event_id = {SEALED}; "
               f"delete from access.seal where {MINE}")
    forger = Journal(copy, folder / "forged-heads", key)
    forger.seal()
    alone = forger.verify("--council", CODE)
    report.equal(alone[0], 0, f"a chain made anew is sound in itself: {alone[2]!r}")
    witness = forger.program.run("verify-audit", "--json", "--heads", journal.folder)
    kinds = {one["kind"] for one in witness.json["found"]} if witness.json else set()
    report.check(witness.status == 65 and kinds == {"rewritten", "truncated"},
                 f"the heads that left the database give it away: {witness!r} {kinds}")
    words = forger.program.run("verify-audit", "--heads", journal.folder)
    report.check("réécrite" in words.output.decode() and "sceau" in words.output.decode(), "and it is said in words")
    dropped(copy)


def check_renaming(journal, key, report, folder):
    """A council renamed, or the newest heads and roots taken away with the end of the journal: neither hides it."""
    copy = copied(journal.base, f"{NAME}_renamed")
    copy.query(f"""delete from access.event where event_id = any (
            select unnest(event_ids) from access.seal where {MINE} and seal_number = 3);
        delete from access.seal where {MINE} and seal_number = 3;
        update access.council set code = '33X' where code = '{CODE}'""")
    renamed = Journal(copy, journal.folder, key)
    for arguments in ((), ("--council", "33X")):
        status, found, run = renamed.verify(*arguments)
        report.check(status == 65 and any(one["kind"] == "head_missing" for one in found["found"]),
                     f"a renamed council is compared with no head, and that is said: {run!r} {found['found'][:2]}")
    path = folder / "renamed.jsonl"
    renamed.program.must("export", "audit", "--council", "33X", "--out", path)
    run = renamed.program.run("verify-audit", "--json", "--from-export", path, "--heads", journal.folder)
    report.check(run.status == 65, f"nor does its export hide it: {run!r}")
    dropped(copy)
    bare = folder / "heads-without-roots"
    shutil.copytree(journal.folder, bare)
    for root in bare.glob("root-*"):
        root.unlink()
    run = journal.program.run("verify-audit", "--json", "--heads", bare)
    report.check(run.status == 65 and [one["kind"] for one in run.json["found"]] == ["root_missing"],
                 f"roots taken away are missed, also the newest: {run!r}")


def check_folder(journal, report, folder):
    """A head whose text was changed, and a root taken away."""
    forged = folder / "heads-edited"
    shutil.copytree(journal.folder, forged)
    heads = next(forged.glob("heads-*.jsonl"))
    heads.write_text(heads.read_text().replace('"seal":2', '"seal":1', 1))
    run = journal.program.run("verify-audit", "--json", "--heads", forged)
    report.check(run.status == 65 and any(one["kind"] == "head_forged" for one in run.json["found"]),
                 f"a head that was edited is refused: {run!r}")
    other = journal.program.must("create-audit-key", "--out", folder / "other-key").output.decode().strip()
    run = journal.program.run("verify-audit", "--json", "--public-key", other)
    report.equal(run.status, 65, "heads signed by another key are refused")


def check_stamps(journal, report, folder):
    """The root of the day is stamped; an authority that fails is asked again; a stamp of something else is refused."""
    authority = timestamping.Authority(folder)
    settings = {"SEXTANT_TIMESTAMP_AUTHORITY": authority.address, "SEXTANT_TIMESTAMP_CA": str(authority.ca)}
    journal.program.environment |= settings
    try:
        authority.answers_well = False
        run = journal.seal()
        report.check(run.status == 69 and "horodatage" in run.errors, f"an authority that fails is said: {run!r}")
        authority.answers_well = True
        authority.vouch(-60)
        run = journal.seal()
        report.equal(run.status, 69, f"a stamp made after its certificate had ended is refused: {run!r}")
        end = authority.vouch(10)
        journal.seal()
        authority.vouch()
        status, found, run = journal.verify()
        report.equal((status, found["roots"], found["stamps"]), (0, 1, 1), f"the root of the day is stamped: {run!r}")
        asked = authority.questions
        journal.seal()
        report.equal(authority.questions, asked, "a root is stamped once")
        journal.seal(days=1)
        status, found, run = journal.verify()
        report.equal((status, found["roots"], found["stamps"]), (0, 2, 2), f"the next day has a root too: {run!r}")
        time.sleep(max(0, end.timestamp() + 1.5 - time.time()))
        status, found, run = journal.verify()
        report.equal((status, found["stamps"]), (0, 2),
                     f"a stamp goes on proving its moment when its certificate has ended: {run!r}")
        first, second = sorted(journal.folder.glob("root-*.tsr"))
        kept = second.read_bytes()
        second.write_bytes(first.read_bytes())
        report.equal(journal.verify()[0], 65, "the stamp of another root is refused")
        second.unlink()
        report.equal(journal.verify()[0], 65, "a stamp that is gone is missed")
        second.write_bytes(kept)
        stranger = timestamping.Authority(folder, "stranger")
        run = journal.program.run("verify-audit", "--json", "--timestamp-ca", stranger.ca)
        stranger.stop()
        report.equal(run.status, 65, "a stamp of an authority that nobody vouches for is refused")
        first.with_suffix(".json").rename(folder / "root-kept")
        report.equal(journal.verify()[0], 65, "a root that is gone is missed by the next one")
        (folder / "root-kept").rename(first.with_suffix(".json"))
        report.equal(journal.verify()[0], 0, "and all is well again")
        journal.seal(days=9)
        status, found, run = journal.verify()
        report.check(status == 65 and any("horodatée le" in one["detail"] for one in found["found"]),
                     f"a root whose day is not that of its stamp is refused: {run!r} {found['found']}")
    finally:
        authority.stop()
        for name in settings:
            del journal.program.environment[name]


def check_refusal(journal, report, folder):
    """When the journal cannot be written, nothing is done and nothing leaves."""
    copy = copied(journal.base, f"{NAME}_mute")
    program = Program(copy)
    roll = files.write_roll(folder / "late.csv", [row(7)])
    preview = program.must("import", "roll", roll, "--as-of", "2026-11-21", "--json")
    report.check(preview.json["new"] == 1, "the roll would bring somebody")
    copy.query("""create function access.refuse() returns trigger language plpgsql as
        $$ begin raise exception 'the journal is full'; end $$;
        create trigger refuse before insert on access.event for each row execute function access.refuse()""")
    before = copy.dump()
    acts = {"an import applied": ("import", "roll", roll, "--as-of", "2026-11-21", "--apply"),
            "an import undone": ("import", "undo", "1"),
            "an export of standings": ("export", "standings", "--as-of", "2026-11-21", "--format", "csv"),
            "an export of the journal": ("export", "audit", "--council", CODE, "--out", folder / "mute.jsonl")}
    for name, arguments in acts.items():
        run = program.run(*arguments)
        report.check(run.status not in (0, 64) and not run.output,
                     f"{name} does not happen without its line in the journal: {run!r}")
    report.equal(database.difference(before, copy.dump()), "", "nothing was changed by what was refused")
    report.check((folder / "mute.jsonl").stat().st_size == 0, "and nothing of the journal left")
    dropped(copy)


def check_worker(journal, report):
    """The worker seals within seconds, and carries the head out."""
    worker = journal.program.start("worker", "--every", "1")
    try:
        act(journal.program, None, 1)
        newest = int(journal.base.value(f"select max(event_id) from access.event where {MINE}"))
        deadline = time.monotonic() + 30
        sealed = 0
        while time.monotonic() < deadline and sealed < newest:
            time.sleep(0.5)
            sealed = int(journal.base.value(f"select coalesce(max(last_event), 0) from access.seal where {MINE}"))
        report.check(sealed >= newest, f"the worker has sealed event {newest}: {sealed}")
        time.sleep(2)
    finally:
        worker.send_signal(signal.SIGTERM)
        journal.program.finish(worker)
    last = journal.base.value(f"select max(seal_number) from access.seal where {MINE}")
    heads = [json.loads(line) for path in sorted(journal.folder.glob("heads-*.jsonl"))
             for line in path.read_text().splitlines()]
    report.check(any(head["council"] == CODE and head["seal"] == int(last) for head in heads),
                 f"and its head {last} has left the database")
    report.equal(journal.verify()[0], 0, "the journal verifies after the worker")


def row(rank):
    return {"rpps": files.physician_number(rank), "departement_inscription": CODE, "date_inscription": "2015-02-01",
            "specialite_sm": "SM53", "soins_directs": "oui"}


def copied(base, name):
    master = database.Database("postgres")
    master.query(f"drop database if exists {name} with (force)")
    master.query(f"create database {name} template {base.name} owner sextant_owner")
    return database.Database(name)


def dropped(copy):
    database.Database("postgres").query(f"drop database if exists {copy.name} with (force)")


def run(report, folder):
    base = database.fresh(NAME)
    key = folder / "key"
    program = Program(base)
    public = program.must("create-audit-key", "--out", key).output.decode().strip()
    report.check(len(public) == 44 and key.stat().st_mode & 0o077 == 0, "the private key is its owner's alone")
    journal = Journal(base, folder / "heads", key)
    program = journal.program
    program.roll(files.write_roll(folder / "33.csv", [row(rank) for rank in (1, 2, 3)]))
    paris = dict(row(4), departement_inscription="2A")
    program.roll(files.write_roll(folder / "2A.csv", [paris]))
    for _ in range(3):
        act(program, folder)
        journal.seal()
    program.standings("2026-11-21", "--council", "2A")
    journal.seal()
    kept = base.query(f"select role, origin, kind from access.event where {MINE} and action = 'import_applied'")
    report.equal(kept, [["", "command", "change"]], "an import by command is an event of the council, with its origin")
    check_honest(journal, report, folder)
    check_tamperings(journal, key, report, folder)
    check_rewriting(journal, key, report, folder)
    check_renaming(journal, key, report, folder)
    check_folder(journal, report, folder)
    check_late_commit(journal, report)
    check_worker(journal, report)
    check_refusal(journal, report, folder)
    check_stamps(journal, report, folder)
