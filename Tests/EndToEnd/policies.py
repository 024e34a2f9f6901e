"""Who may do what: the printed table is the page of the documentation, and a command asks it about a named person."""

import pathlib

import database
import files
from program import Program

PAGE = pathlib.Path(__file__).parents[2] / "Sources/Sextant/Sextant.docc/Policies.md"
PEOPLE = [("anne@example.org", "CNCP", "cncp_officer"), ("chef@example.org", "33", "president"),
          ("elue@example.org", "33", "elected_member"), ("voisin@example.org", "75", "agent")]


def check_page(program, report):
    page = program.must("policies", "--markdown").output.decode()
    report.check(page == PAGE.read_text(encoding="utf-8"),
                 "Policies.md is what `sextant policies --markdown` prints: write it again")
    table = program.must("policies", "--json").json
    report.check(table is not None, "--json is one line of JSON")
    names = {name: [entry["name"] for entry in table[name]] for name in ("commands", "jobs", "exports")}
    report.check(len(names["commands"]) > 40 and "import roll" in names["commands"], f"commands: {names['commands']}")
    report.check({"night", "seal-journal", "impact", "follow-changes"} <= set(names["jobs"]), f"jobs: {names['jobs']}")
    report.check("sextant export standings" in names["exports"] and len(names["exports"]) > 8,
                 f"exports: {names['exports']}")
    for name in ("commands", "jobs", "exports"):
        silent = [entry["name"] for entry in table[name] if "no policy" in entry["policy"]]
        report.equal(silent, [], f"each of the {name} names its policy")
    silent = [entry for entry in table["rights"] if not entry["roles"] and entry["state"] == "none"]
    report.equal(silent, [], "each action has somebody who may do it")
    text = program.must("policies").output.decode()
    report.check("right\treadFile\tfileNotAssigned\t" in text and "\njob\tnight\t" in text, "the text has one line each")
    unset = Program(type("Nowhere", (), {"settings": {"SEXTANT_DATABASE": "host=/nowhere"}}))
    report.equal(unset.run("policies", "--json").status, 0, "the table needs no database")


def check_people(program, base, folder, report):
    """An actor named by an address must have the right, in the council of the command; a name is the operator's."""
    for email, council, role in PEOPLE:
        program.run("create-admin", "--council", council, "--email", email, "--name", email, "--role", role,
                    "--password-stdin", given=b"une phrase assez longue\n")
    roll = files.write_roll(folder / "roll.csv", [
        {"rpps": files.physician_number(1), "departement_inscription": "33", "date_inscription": "2015-01-02",
         "specialite_sm": "SM53"}])
    bring = ("import", "roll", roll, "--as-of", "2026-11-21", "--apply", "--json")
    cases = [
        ((), 0, "the operator"), (("--actor", "Ops"), 0, "the operator under a name"),
        (("--actor", "personne@example.org"), 65, "an address that nobody has"),
        (("--actor", "elue@example.org", "--council", "33"), 65, "a role without the right"),
        (("--actor", "voisin@example.org", "--council", "33"), 65, "somebody of another council"),
        (("--actor", "chef@example.org"), 65, "a member who does not say for which council"),
        (("--actor", "chef@example.org", "--council", "33"), 0, "a member with the right"),
        (("--approved-by", "elue@example.org", "--council", "33"), 65, "a second person without the right"),
        (("--approved-by", "chef@example.org", "--council", "33"), 0, "a second person with the right"),
    ]
    for options, status, who in cases:
        run = program.run(*bring, *options)
        report.check(run.status == status and "interne" not in run.errors, f"import by {who} ends with {status}: {run!r}")
    export = ("export", "standings", "--as-of", "2026-11-21", "--format", "csv", "--council", "33", "--actor")
    for email, status in (("chef@example.org", 0), ("elue@example.org", 65), ("anne@example.org", 65)):
        report.equal(program.run(*export, email).status, status, f"{email} takes the list away")
    report.equal(program.run("framework", "discard", "medecine-generale", "9", "--actor", "chef@example.org").status, 65,
                 "a president discards no draft")
    found = base.query("select actor, coalesce(role, ''), origin from access.event "
                       "where action = 'import_applied' order by event_id desc limit 1")
    report.equal([tuple(row) for row in found], [("operateur", "", "command")], "the operator acts by a command")
    named = base.value("select count(*) from access.event where actor = 'chef@example.org' and role = 'president' "
                       "and person_id is not null and origin = 'command'")
    report.check(int(named) >= 2, f"a person named on the command line is in the journal in their role: {named}")


def run(report, folder):
    base = database.fresh("endtoend_policies")
    program = Program(base)
    check_page(program, report)
    check_people(program, base, folder, report)
