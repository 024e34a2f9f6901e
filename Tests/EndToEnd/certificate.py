"""The isolation certificate: sound on a whole database, signed, without a trace; and it fails, by name, once any rule
is gone. Mutations are made on clones. One policy a room, or every policy with SEXTANT_LONG=1."""

import concurrent.futures
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
OURS = "('access', 'jobs', 'letters', 'intake', 'registry', 'frameworks', 'standings', 'alerts')"
POLICIES = f"""
    select n.nspname, format('%I.%I', n.nspname, c.relname), p.polname from pg_policy p
    join pg_class c on c.oid = p.polrelid join pg_namespace n on n.oid = c.relnamespace
    where n.nspname in {OURS} order by 1, 2, 3"""
SCHEMAS = ("access", "jobs", "letters", "intake", "registry", "frameworks", "standings", "alerts")


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


def mutated(base, statements):
    """The certificate of the rows after each statement, in their order: each on a clone of its own, two at a time."""
    def certified(numbered):
        clone = cloned(base, f"endtoend_mutation_{numbered[0]}")
        clone.query(numbered[1], user="sextant_owner")
        found = certify(clone, "--database-only")
        database.Database("postgres").query(f"drop database {clone.name} with (force)")
        return found

    with concurrent.futures.ThreadPoolExecutor(max_workers=2) as pool:
        return list(pool.map(certified, enumerate(statements)))


def check_whole(base, folder, report):
    """The certificate over the untouched database."""
    before = base.dump(SCHEMAS, without=set())
    began = time.monotonic()
    sound = certify(base)
    seconds = time.monotonic() - began
    report.equal((sound.status, sound.faults()), (0, []), "the certificate of an untouched database finds nothing")
    report.equal((sound.report["verdict"], sound.report["missing"]), ("conforme", []),
                 "and its verdict is conforme, with nothing left untried")
    report.equal(database.difference(before, base.dump(SCHEMAS, without=set())), "", "and it leaves no trace at all")
    report.check(sound.count(0, "tables de conseil") >= 20, "it reads the tenant tables of the catalogue")
    for what in ("lectures des lignes de toutes les autres organisations", "suppressions étrangères",
                 "modifications étrangères", "ajouts chez une autre organisation", "essais sans aucun droit, refusés"):
        report.check(sound.count(1, what) > 20, f"it tries: {what} ({sound.count(1, what)})")
    report.check(sound.count(1, "tables prouvées (des lignes propres sont vues)") >= 12,
                 "what it says is proven by rows that somebody does see")
    for what in ("conseils étrangers demandés", "identifiants étrangers demandés", "pages propres lues",
                 "demandes étrangères en lecture exceptionnelle", "formulaires envoyés en lecture exceptionnelle"):
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
    partial = program.run("certify-isolation", "--database-only", "--key", key, "--out", paper)
    text = paper.read_text(encoding="utf-8")
    report.check("Verdict : incomplet" in text and "Exceptions déclarées" in text, "the report is French and readable")
    report.check(partial.status == 65 and "N'a pas été éprouvé, et doit l'être : pages, formulaires" in text,
                 f"the rows alone certify nothing, and the report says what was not tried: {partial!r}")
    verify = ["certify-isolation", "--verify", paper, "--public-key"]
    report.equal(program.run(*verify, public).status, 0, "its signature holds")
    report.equal(program.run(*verify, "A" * 43 + "=").status, 65, "another key than the expected one is refused")
    paper.write_text(text.replace("incomplet", "conforme", 1), encoding="utf-8")
    report.equal(program.run(*verify, public).status, 65, "a changed report is refused")


def check_empty(report):
    """A database without councils' rows proves nothing, and says so."""
    empty = certify(database.fresh("endtoend_certificate_empty"))
    report.equal((empty.status, empty.faults(), empty.report["verdict"]), (65, [], "incomplet"),
                 "an empty database is not certified, though nothing is wrong with it")
    said = " ; ".join(empty.report.get("missing", []))
    report.check("registry.registration" in said and "deux conseils" in said,
                 f"and what nobody could try is named: {said}")


def check_declaration(base, report):
    """The catalogue is what the program declares, and the declaration says each right with its columns."""
    run = Program(base).run("certify-isolation", "--print-declaration")
    lines = run.output.decode("utf-8").splitlines()
    report.equal(run.status, 0, "the declaration is printed")
    place = lines.index("access.person")
    own = [line.strip() for line in lines[place + 1:place + 20]]
    report.check("rights of sextant_access: insert, select, update" in own, f"a table's rights are said: {own[:6]}")
    report.check(any("rights of sextant_access: insert (action, actor," in line for line in lines),
                 "rights by column are said with their columns")
    report.check(any("function registry.keep_past()" in line for line in lines), "functions are said by their hash")


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
    drops = [f"drop policy {policy} on {table}" for _, table, policy in rows]
    tried = 0
    for (_, table, policy), found in zip(rows, mutated(base, drops)):
        report.equal((found.status, found.report["verdict"]), (65, "NON CONFORME"),
                     f"the certificate fails without the policy {policy} of {table}")
        report.check(found.names(table), f"and names {table} ({found.faults()[:2]})")
        tried += found.names(table, 1)
    print(f"certificate: {len(rows)} policies dropped one by one, {tried} noticed by the trials too", flush=True)


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
    # What the catalogue alone tells is named together, in one clone; what only trials tell, in a clone each.
    told = {name: change for name, change in mutations.items() if change[2] is None}
    tried = {name: change for name, change in mutations.items() if name not in told}
    together = "; ".join(statement for statement, _, _ in told.values())
    first, *others = mutated(base, [together, *(statement for statement, _, _ in tried.values())])
    for name, (_, subject, _) in told.items():
        report.check(first.names(subject, 0), f"the certificate names {subject} when {name}")
    for (name, (_, subject, section)), found in zip(tried.items(), others):
        report.equal(found.status, 65, f"the certificate fails when {name}")
        report.check(found.names(subject, section), f"and names {subject} ({found.faults(section)[:2]})")


# What an independent review did to a certified database: the statement, what the report must name, and how a role,
# which is the whole cluster's, is put right again. The statements of roles are a superuser's. Each is made on a clone.
REVIEWED = {
    "the people who sign in are shown to the councils": (
        "grant select on access.person to sextant_council", "access.person", None),
    "second factors are anybody's to change": (
        "grant select, insert, update, delete on access.second_factor to sextant_council", "access.second_factor",
        None),
    "the CNCP may read who signs in": (
        "grant select on access.person to sextant_cncp", "sextant_cncp a un droit sur une table qui nomme", None),
    "a council may rename the councils": ("grant update on access.council to sextant_council", "access.council", None),
    "one column more may be changed": (
        "grant update (name) on access.person to sextant_council", "access.person", None),
    "the secret of the reports may be read": (
        "grant select on standings.impact_seal to sextant_cncp", "standings.impact_seal", None),
    "the journal may be changed": (
        "grant update, delete on access.event, access.seal to sextant_council",
        "access.event : droits de sextant_council : « delete » sur ce qui ne se change jamais", None),
    "a rule lets the journal be changed": (
        "drop policy tenant on access.event; create policy tenant on access.event to sextant_council, sextant_national "
        "using (council_id = (select nullif(current_setting('sextant.council', true), '')::int))",
        "access.event : la règle tenant permet de changer", None),
    "an event's number and moment may be given": (
        "grant insert (event_id, at) on access.event to sextant_council", "access.event", None),
    "a tenant's rule is given to another role": (
        "create policy tenant_cncp on access.membership to sextant_cncp using "
        "(council_id = (select nullif(current_setting('sextant.council', true), '')::int)); "
        "grant select on access.membership to sextant_cncp", "access.membership", None),
    "a view joins what it did not": (
        "create or replace view access.published_council with (security_invoker = true) as select a.council_id, "
        "b.code, b.name, b.short_name, b.region_code, b.kind from access.council a cross join access.council b",
        "access.published_council : texte de la vue", None),
    "a trigger copies rows elsewhere": (
        "create function registry.spy() returns trigger language plpgsql as $$ begin return null; end $$; "
        "create trigger spy after insert on registry.declaration for each row execute function registry.spy()",
        "registry.declaration : déclencheur spy", None),
    "the body of a function is another": (
        "create or replace function registry.keep_past() returns trigger language plpgsql security definer "
        "set search_path = pg_catalog, pg_temp as $$ begin return null; end $$", "registry.keep_past()", None),
    "a trigger sleeps": ("alter table registry.declaration disable trigger user", "registry.declaration", None),
    "a rewriting rule copies rows": (
        "create rule spy as on insert to registry.directory_change do also notify spy", "registry.directory_change",
        None),
    "a foreign key forgets the council": (
        "alter table intake.before_image drop constraint before_image_belongs_to_its_lot; "
        "alter table intake.lot add constraint lot_alone unique (lot_id); alter table intake.before_image "
        "add constraint leak foreign key (lot_id) references intake.lot (lot_id) on delete cascade",
        "intake.before_image : clé étrangère leak", None),
    "a unique index tells of other councils": (
        "create unique index oracle on access.absence (absence_id)", "access.absence : unicité oracle",
        None),
    "what is made later is granted to all": (
        "alter default privileges in schema registry grant select on tables to public", "default rights", None),
    "sequences are granted": (
        "grant all on all sequences in schema access to sextant_council", "access.absence_absence_id_seq", None),
    "a schema is named like a temporary one": (
        "create schema pgxtemp_bi; create view pgxtemp_bi.everything as select * from registry.declaration; "
        "grant usage on schema pgxtemp_bi to sextant_council; "
        "grant select on pgxtemp_bi.everything to sextant_council", "pgxtemp_bi.everything", "postgres"),
    "an extension reaches other databases": ("create extension dblink", "extension dblink", "postgres"),
    "the tables are published": (
        "set client_min_messages = error; create publication everything for all tables", "publication everything",
        "postgres"),
    "another role may read the tables": (
        "create role decisionnel login bypassrls; grant usage on schema registry to decisionnel; "
        "grant select on registry.declaration to decisionnel", "decisionnel",
        "drop owned by decisionnel; drop role decisionnel"),
    "another account takes a role": (
        "create role autre login; grant sextant_council to autre", "le rôle autre peut prendre",
        "revoke sextant_council from autre; drop role autre"),
    "the login runs programs of the server": (
        "grant pg_execute_server_program to sextant_login", "pg_execute_server_program",
        "revoke pg_execute_server_program from sextant_login"),
    "the owner passes over the rules": (
        "alter role sextant_owner bypassrls", "sextant_owner", "alter role sextant_owner nobypassrls"),
    "a role keeps a tenant": (
        "alter role sextant_login set sextant.council = '33'", "sextant.council",
        "alter role sextant_login reset sextant.council"),
}
# One of each kind in the short mode.
SHORT = {"the journal may be changed", "a trigger copies rows elsewhere", "another account takes a role"}


def check_reviewed(base, report):
    """Each way in that the review found is named."""
    chosen = [name for name in REVIEWED if os.environ.get("SEXTANT_LONG") or name in SHORT]
    for name in chosen:
        statement, subject, undo = REVIEWED[name]
        clone = cloned(base, "endtoend_mutation")
        clone.query(statement, user=None if undo else "sextant_owner")
        try:
            found = certify(clone, "--database-only")
        finally:
            if undo and undo != "postgres":
                clone.query(undo)
        report.equal((found.status, found.report["verdict"]), (65, "NON CONFORME"),
                     f"the certificate fails when {name}")
        report.check(found.names(subject), f"when {name}, it names {subject} ({found.faults()[:3]})")
    print(f"certificate: {len(chosen)} of {len(REVIEWED)} ways of the review tried", flush=True)


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
        for harm, repair, name in [
            ("alter role sextant_login bypassrls", "alter role sextant_login nobypassrls",
             "a login that bypasses row security"),
            ("grant pg_read_all_data to sextant_login", "revoke pg_read_all_data from sextant_login",
             "a login with a role of the server"),
            ("alter role sextant_council set sextant.council = '1'",
             "alter role sextant_council reset sextant.council", "a role that keeps a tenant"),
            ("alter role sextant_owner replication", "alter role sextant_owner noreplication",
             "an owner who may copy the base"),
        ]:
            try:
                base.query(harm)
                report.equal(status(address + "/readyz"), 503, f"{name} is not ready any more")
            finally:
                base.query(repair)
        report.equal(status(address + "/readyz"), 200, "and all put right, it is ready again")
    finally:
        process.terminate()
        process.wait(timeout=30)


def run(report, folder):
    base = seeded(folder)
    check_whole(base, folder, report)
    check_empty(report)
    check_declaration(base, report)
    check_policies(base, report)
    check_mutations(base, report)
    check_reviewed(base, report)
    if os.environ.get("SEXTANT_LONG"):
        check_pages(base, report)
    check_start(base, report)
