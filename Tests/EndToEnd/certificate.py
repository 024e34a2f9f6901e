"""The isolation certificate: sound on a whole database, signed, without a trace; and it fails, by name, once any rule
is gone. Mutations are made on clones. One policy a room, or every policy with SEXTANT_LONG=1."""

import json
import os
import re
import subprocess
import time
import urllib.error
import urllib.request

import database
import files
from program import Program

COUNCILS = ["33", "2A"]
OURS = "('access', 'intake', 'registry', 'frameworks', 'standings')"
POLICIES = f"""
    select n.nspname, format('%I.%I', n.nspname, c.relname), p.polname from pg_policy p
    join pg_class c on c.oid = p.polrelid join pg_namespace n on n.oid = c.relnamespace
    where n.nspname in {OURS} order by 1, 2, 3"""
SCHEMAS = ("access", "intake", "registry", "frameworks", "standings")


class Certificate:
    """One report and how the command ended."""

    def __init__(self, run):
        self.status = run.status
        self.report = run.json or {"sections": [], "verdict": repr(run)}

    def faults(self, section=None):
        """The faults of all sections, or of one, as sentences."""
        sections = self.report["sections"]
        chosen = sections if section is None else sections[section:section + 1]
        return [f"{fault['subject']} : {fault['finding']}" for part in chosen for fault in part["faults"]]

    def names(self, subject, section=None):
        return any(subject in fault for fault in self.faults(section))

    def count(self, section, what):
        return self.report["sections"][section]["counts"].get(what, 0)


def certify(base, *more):
    """The certificate of a database as JSON."""
    return Certificate(Program(base).run("certify-isolation", "--json", *more))


def seeded(folder):
    """A database with two councils, their physicians, declarations and standings."""
    base = database.fresh("endtoend_certificate")
    program = Program(base)
    country = files.country(folder / "country", 200, COUNCILS)
    program.extraction(country.extraction)
    for code in COUNCILS:
        program.roll(country.roll(code), "2026-11-21", "--council", code)
        program.accounts(country.accounts(code), "--council", code)
    program.nightly()
    base.query("analyze")
    return base


def cloned(base, name):
    master = database.Database("postgres")
    master.query(f"drop database if exists {name} with (force)")
    master.query(f"create database {name} template {base.name} owner sextant_owner")
    clone = database.Database(name)
    clone.query("analyze")
    return clone


def check_whole(base, folder, report):
    """The certificate over the untouched database."""
    before = base.dump(SCHEMAS, without=set())
    began = time.monotonic()
    sound = certify(base)
    seconds = time.monotonic() - began
    report.equal((sound.status, sound.faults()), (0, []), "the certificate of an untouched database finds nothing")
    report.equal(sound.report["verdict"], "conforme", "and its verdict is conforme")
    report.equal(database.difference(before, base.dump(SCHEMAS, without=set())), "", "and it leaves no trace at all")
    report.check(sound.count(0, "tables de conseil") >= 20, "it reads the tenant tables of the catalogue")
    for what in ("lectures des lignes de toutes les autres organisations", "suppressions étrangères",
                 "modifications étrangères", "ajouts chez une autre organisation", "essais sans aucun droit, refusés"):
        report.check(sound.count(1, what) > 20, f"it tries: {what} ({sound.count(1, what)})")
    report.check(sound.count(1, "tables prouvées (des lignes propres sont vues)") >= 12,
                 "what it says is proven by rows that somebody does see")
    for what in ("conseils étrangers demandés", "identifiants étrangers demandés", "pages propres lues"):
        report.check(sound.count(2, what) > 20, f"it asks the routes: {what} ({sound.count(2, what)})")
    report.check(sound.count(3, "exports des situations, un par conseil") == 2, "it makes the exports")
    for section in sound.report["sections"]:
        print(f"certificate, {section['title']}: {json.dumps(section['counts'], ensure_ascii=False)}", flush=True)
    print(f"certificate of {base.name}: {seconds:.1f} s", flush=True)
    check_signature(base, folder, report)


def check_signature(base, folder, report):
    program = Program(base)
    key, paper = folder / "key.json", folder / "certificate.txt"
    public = program.must("framework", "keygen", "--out", key).lines[0].split()[1]
    program.must("certify-isolation", "--database-only", "--key", key, "--out", paper)
    text = paper.read_text(encoding="utf-8")
    report.check("Verdict : conforme" in text and "Exceptions déclarées" in text, "the report is French and readable")
    verify = ["certify-isolation", "--verify", paper, "--public-key"]
    report.equal(program.run(*verify, public).status, 0, "its signature holds")
    report.equal(program.run(*verify, "A" * 43 + "=").status, 65, "another key than the expected one is refused")
    paper.write_text(text.replace("conforme", "CONFORME", 1), encoding="utf-8")
    report.equal(program.run(*verify, public).status, 65, "a changed report is refused")


def chosen_policies(base):
    """Every policy, or the first of each room and one whose loss only closes."""
    rows = base.query(POLICIES)
    if os.environ.get("SEXTANT_LONG"):
        return rows
    first = {}
    for row in rows:
        first.setdefault(row[0], row)
    return list(first.values()) + [row for row in rows if row[1:] == ["registry.registration", "tenant"]]


def check_policies(base, report):
    """Each policy is dropped in turn, and its table is named."""
    rows = chosen_policies(base)
    for _, table, policy in rows:
        clone = cloned(base, "endtoend_mutation")
        clone.query(f"drop policy {policy} on {table}", user="sextant_owner")
        found = certify(clone, "--database-only")
        report.equal(found.status, 65, f"the certificate fails without the policy {policy} of {table}")
        report.check(found.names(table), f"and names {table} ({found.faults()[:2]})")
    print(f"certificate: {len(rows)} policies dropped one by one", flush=True)


def check_mutations(base, report):
    """Everything else that opens a door, each in a clone of its own."""
    table, view = "registry.registration", "registry.standing_declaration"
    mutations = {
        "forced security is lifted": (f"alter table {table} no force row level security", table, None),
        "security is disabled": (f"alter table {table} disable row level security", table, 1),
        "a policy lets everything through": (f"create policy wide on {table} using (true)", "wide", None),
        "a policy lets everything through, seen by its rows": (f"create policy wide on {table} using (true)", table, 1),
        "a view reads with its owner's rights": (f"alter view {view} set (security_invoker = false)", view, None),
        "a table is granted to everybody": (f"grant select on {table} to public", table, None),
        "a column is granted to everybody": ("grant select (email) on access.person to public", "access.person", None),
        "rows may be truncated": (f"grant truncate on {table} to sextant_council", table, None),
        "a function runs with its owner's rights": (
            "create function registry.peek() returns bigint language sql security definer "
            "as 'select count(*) from registry.registration'", "registry.peek()", None),
        "a materialized view is handed out": (
            "create materialized view standings.copy as select 1 as council_id; "
            "grant select on standings.copy to sextant_council", "standings.copy", None),
        "the CNCP may read names": ("grant select on registry.physician to sextant_cncp", "registry.physician", None),
        "a table of nobody's appears": (
            "create table registry.note (note text); grant select on registry.note to sextant_council",
            "registry.note", None),
        "a rule that only opens is lost, and nobody sees his rows": (f"drop policy tenant on {table}", table, 1),
        "an exception is wider than declared": (
            "drop policy own_registration_added on registry.practice; create policy own_registration_added "
            "on registry.practice for insert to sextant_council with check (true)", "registry.practice", 1),
    }
    for name, (statement, subject, section) in mutations.items():
        clone = cloned(base, "endtoend_mutation")
        clone.query(statement, user="sextant_owner")
        found = certify(clone, "--database-only")
        report.equal(found.status, 65, f"the certificate fails when {name}")
        report.check(found.names(subject, section), f"and names {subject} ({found.faults(section)[:2]})")


def check_pages(base, report):
    """With the database open, the pages themselves are seen to show another council."""
    opened = {"standings.standing": "medecins", "registry.registration": "médecins"}
    clone = cloned(base, "endtoend_mutation")
    for table, word in list(opened.items())[:None if os.environ.get("SEXTANT_LONG") else 1]:
        clone.query(f"create policy wide on {table} using (true)", user="sextant_owner")
        found = certify(clone)
        report.equal(found.status, 65, f"the certificate fails when pages show another council ({table})")
        report.check(any(word in fault for fault in found.faults(2)), f"and the pages say so ({found.faults(2)[:2]})")


def status(address):
    try:
        with urllib.request.urlopen(address, timeout=10) as answer:
            return answer.status
    except urllib.error.HTTPError as error:
        return error.code
    except OSError:
        return 0


def started(program):
    """A server on a port of the system's choice, and its address."""
    import socket
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    process = subprocess.Popen(["sextant", "serve", "--port", str(port)], env=program.environment,
                               stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    address = f"http://127.0.0.1:{port}"
    for _ in range(600):
        if process.poll() is not None or status(address + "/healthz") == 200:
            break
        time.sleep(0.05)
    return process, address


def check_start(base, report):
    """A login that owns or bypasses serves nothing."""
    program = Program(base)
    owning = Program(base)
    owning.environment["SEXTANT_DATABASE"] = program.environment["SEXTANT_OWNER_DATABASE"]
    run = owning.run("serve", "--port", "1")
    report.check(run.status == 65 and re.search("possède|créer", run.errors),
                 f"the owner's login serves nothing: {run!r}")
    process, address = started(program)
    try:
        report.equal(status(address + "/readyz"), 200, "the right login is ready")
        base.query("alter role sextant_login bypassrls")
        report.equal(status(address + "/readyz"), 503, "a login that bypasses row security is not ready any more")
    finally:
        base.query("alter role sextant_login nobypassrls")
        process.terminate()
        process.wait(timeout=30)


def run(report, folder):
    base = seeded(folder)
    check_whole(base, folder, report)
    check_policies(base, report)
    check_mutations(base, report)
    check_pages(base, report)
    check_start(base, report)
