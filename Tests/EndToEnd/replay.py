"""What was judged is judged again from what was known then: no difference, and each alteration is named.

The alterations are made as superuser, the only one who may: no role of the application changes a record.
"""

import datetime
import time

import database
import files
from program import Program

COUNCILS = ["33", "2A"]
DAY = "2026-11-21"


def check_clean(program, report, what):
    """A replay without any difference; gives its counts."""
    run = program.run("replay", "--json")
    found = run.json if isinstance(run.json, dict) else {}
    report.equal((run.status, found.get("differences")), (0, 0),
                 f"{what} replays without a difference: {run!r} {found.get('found')}")
    return found


def now():
    return datetime.datetime.now(datetime.timezone.utc).isoformat()


def correct_one(base, program, folder, report):
    """One fact is corrected later; the old record stays and replays, the new one stands beside it."""
    rpps, physician, source, action, _ = base.query("""
        select p.rpps_number, d.physician_id, d.source_id, d.action_code, d.content::json ->> 'date'
        from registry.declaration d join registry.physician p using (physician_id)
        join standings.standing s using (council_id, physician_id) join access.council c using (council_id)
        where c.code = '33' and d.content::json ->> 'date' > '2023-02-01' and not d.is_deleted and exists (
            select from standings.record r, json_array_elements(r.content::json -> 'actions') a
            where r.physician_id = d.physician_id and a ->> 0 = d.content::json ->> 'id' and a ->> 1 = 'counted'
            and r.content::json -> 'counts' ->> (a ->> 2)::int - 1 = '1' and r.content !~ 'identical|already_counted')
        order by d.source_id limit 1""")[0]
    records = f"select content, proof_hash from standings.record where physician_id = {physician} order by record_id"
    before, then = base.query(records), now()
    export = program.standings(DAY, "--council", "33")
    time.sleep(0.01)
    name = base.value(f"select content::json ->> 'id' from registry.declaration where source_id = '{source}'")
    corrected = {"id": name, "action": action, "date": "2019-03-01"}
    feed = files.write_accounts(folder / "correction", "33", [files.action_line(rpps, source, corrected)])
    lot = program.accounts(feed, "--approved-by", "autre")
    report.equal(lot["changed"], 1, f"the correction changes one declaration: {lot}")
    program.nightly()
    after = base.query(records)
    report.equal(after[:-1], before, "the old record is as it was")
    report.check("2019-03-01" in after[-1][0] or "outside_cycle" in after[-1][0], "the new record has the correction")
    check_clean(program, report, "the country with one fact corrected later")
    report.equal(program.standings(DAY, "--council", "33", "--known-at", then), export,
                 "what was known before the correction is exported as it was")
    report.check(program.standings(DAY, "--council", "33") != export, "what is known now is not the same")
    return physician


# What is altered, how it is put back, the kind of difference that has to be named, and a word of its sentence.
ALTERATIONS = {
    "one stored verdict": ("""update standings.record set content = replace(content, '"counted"', '"identical"')
        where {last}""", "verdict", "identical"),
    "one stored date": ("""update standings.record set content = regexp_replace(content,
        '"nextChangeOn":"[0-9-]+"', '"nextChangeOn":"2031-01-01"') where {last}""", "date", "2031-01-01"),
    "one proof": ("update standings.record set proof_hash = repeat('a', 64) where {last}", "proof", "aaaa"),
    "one standing that is shown": (
        "update standings.standing set next_change_on = '2031-01-01' where physician_id = {physician}",
        "standing", "2031-01-01"),
}


def check_alterations(base, program, physician, report):
    """Each alteration alone is reported, with its kind, its place and what it says; put back, nothing is."""
    last = """record_id = (select max(record_id) from standings.record
        where content like '%"counted"%' and content like '%nextChangeOn%')"""
    for name, (statement, kind, word) in ALTERATIONS.items():
        base.query("create table kept_record as table standings.record; create table kept_standing as "
                   "table standings.standing")
        base.query(statement.format(last=last, physician=physician))
        check_reported(program, name, kind, word, report)
        base.query("""
            update standings.record r set content = k.content, proof_hash = k.proof_hash from kept_record k
            where (k.council_id, k.record_id) = (r.council_id, r.record_id);
            update standings.standing s set next_change_on = k.next_change_on from kept_standing k
            where (k.council_id, k.physician_id) = (s.council_id, s.physician_id);
            drop table kept_record, kept_standing""")
    base.query("""
        create table kept_version as table frameworks.version;
        alter table frameworks.version disable trigger user;
        update frameworks.version set content = replace(content, '"minDuration": {"years": 1}',
            '"minDuration": {"years": 9}') where framework_id = 'medecine-generale'""")
    check_reported(program, "one threshold in the stored package", "law", "medecine-generale 1", report)
    base.query("""
        update frameworks.version v set content = k.content from kept_version k
        where (k.framework_id, k.version) = (v.framework_id, v.version);
        alter table frameworks.version enable trigger user; drop table kept_version""")
    base.query("create table kept_past as table registry.declaration_past; delete from registry.declaration_past")
    check_reported(program, "one fact as it was known before", "verdict", "", report)
    base.query("insert into registry.declaration_past table kept_past; drop table kept_past")
    check_clean(program, report, "what was altered and put back")


def check_reported(program, name, kind, word, report):
    run = program.run("replay", "--json")
    found = run.json["found"] if isinstance(run.json, dict) else []
    report.equal(run.status, 65, f"{name} altered: the status tells")
    named = [one for one in found if one["kind"] == kind and word in one["detail"]]
    report.check(named, f"{name} altered is reported: {found[:3]}")
    if kind == "proof":
        report.check(all(not one["physician"] and one["record"] for one in named),
                     "a difference of a proof names its record and no physician")
    told = program.run("replay")
    report.check(told.status == 65 and word in told.output.decode(), f"{name} altered is said in words: {told!r}")


def run(report, folder):
    base = database.fresh("endtoend_replay")
    program = Program(base)
    country = files.country(folder / "country", 400, COUNCILS)
    program.extraction(country.extraction)
    for code in COUNCILS:
        program.roll(country.roll(code))
        program.accounts(country.accounts(code))
    check_clean(program, report, "a country that nobody has judged")
    for day in (DAY, "2026-12-31", "2027-06-01", DAY):
        program.nightly(day)
    found = check_clean(program, report, "the country after four nights")
    report.check(found.get("records", 0) > 300 and found.get("standings", 0) > 300, f"it is not empty: {found}")
    report.check(found.get("councils", 0) > 90, "every council is visited")
    physician = correct_one(base, program, folder, report)
    check_alterations(base, program, physician, report)
    for arguments in (("--from", "demain"), ("--sample", "0"), ("--from", "2027-01-01", "--to", "2026-01-01")):
        report.equal(program.run("replay", *arguments).status, 64, f"replay {' '.join(arguments)} is misused")
    report.equal(program.run("replay", "--council", "99").status, 65, "a council that does not exist is refused")
    part = program.run("replay", "--json", "--council", "2A", "--from", "2027-01-01", "--to", "2027-12-31",
                       "--sample", "5")
    report.check(part.status == 0 and 0 < part.json["records"] <= 5, f"a period, a council and a sample: {part.json}")
