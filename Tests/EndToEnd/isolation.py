"""Two councils side by side: neither sees, changes or names a row of the other (row-level security, contracts §7).

Tables, views and keys come from the catalogue, never from a list.
"""

import itertools

import database
import files
from program import Program

MINE, OTHER = "33", "2A"
# Roles that carry one council at a time.
ROLES = ["sextant_council", "sextant_national"]
TENANT_TABLES = """
    select c.oid::regclass::text, c.relrowsecurity, c.relforcerowsecurity, pg_get_userbyid(c.relowner),
        (select count(*) from pg_policy p where p.polrelid = c.oid)
    from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where c.relkind in ('r', 'p') and n.nspname not in ('pg_catalog', 'information_schema')
    and exists (select from pg_attribute a where a.attrelid = c.oid and a.attname = 'council_id' and a.attnum > 0)
    and c.oid <> 'access.council'::regclass order by 1"""


class Isolation:
    """The questions about one database with two councils in it."""

    def __init__(self, base):
        self.base = base
        self.mine, self.other = base.council(MINE), base.council(OTHER)
        self.tables = [row[0] for row in base.query(TENANT_TABLES)]

    def unprotected(self):
        """Tenant tables without forced row-level security, of another owner, or without a policy."""
        return [row[0] for row in self.base.query(TENANT_TABLES)
                if row[1:4] != ["t", "t", "sextant_owner"] or row[4] == "0"]

    def count(self, table, tenant, where="true"):
        """How many rows a council sees."""
        return int(self.base.as_council(tenant, f"select count(*) from {table} where {where}")[0][0])

    def ways(self, table):
        """What must reach nothing: a tenant and a statement that counts what it reached, by name."""
        foreign = f"council_id = {self.other}"
        writing = {
            "deletes": f"delete from {table} where {foreign}",
            "changes": f"update {table} set council_id = council_id where {foreign}",
            "gives away": f"update {table} set council_id = {self.other}",
            "adds": self.copy_of_mine(table)}
        yield "sees", self.mine, f"select count(*) from {table} where {foreign}"
        yield "sees without a tenant", "", f"select count(*) from {table}"
        for way, statement in writing.items():
            yield way, self.mine, f"with done as ({statement} returning 1) select count(*) from done"

    def open_doors(self):
        """Every way in which a role with tenant `mine` reaches rows of `other`, or reaches any without a tenant.

        Being refused is a closed door; any other fault, such as a duplicate key, comes after the door."""
        attempts = {
            f"{role} {way} rows of {table}": (tenant, role, statement)
            for table, role in itertools.product(self.tables, ROLES) for way, tenant, statement in self.ways(table)}
        answers = self.base.attempts(attempts)
        closed = ("permission denied", "row-level security")
        return [f"{name}: {answers.get(name)}" for name in attempts
                if answers.get(name) != "0" and not any(word in answers.get(name, "") for word in closed)]

    def copy_of_mine(self, table):
        """An insert of one of its own rows under the other council's key."""
        return (f"insert into {table} overriding system value select (jsonb_populate_record(t, "
                f"'{{\"council_id\": {self.other}}}')).* from {table} t limit 1")


def check_catalogue(base, isolation, report):
    report.check(len(isolation.tables) >= 15, f"the catalogue gives the tenant tables: {len(isolation.tables)}")
    report.equal(isolation.unprotected(), [], "every table with a council has forced row security and a policy")
    views = base.query("""
        select c.oid::regclass::text, coalesce(c.reloptions::text, '') from pg_class c
        join pg_namespace n on n.oid = c.relnamespace
        where c.relkind = 'v' and n.nspname not in ('pg_catalog', 'information_schema')""")
    report.check(views, "the catalogue gives the views")
    report.equal([view for view, options in views if "security_invoker=true" not in options], [],
                 "every view reads with the rights of whoever asks")
    report.equal(base.query("""
        select oid::regclass::text from pg_class where relkind in ('m')
        and relnamespace::regnamespace::text not in ('pg_catalog', 'information_schema')"""), [],
        "no materialized view holds rows of several councils")
    report.equal(base.query("""
        select oid::regprocedure::text from pg_proc where prosecdef
        and pronamespace::regnamespace::text not in ('pg_catalog', 'information_schema')
        and exists (select from pg_roles r where r.rolname like 'sextant\\_%' and r.rolname <> 'sextant_owner'
            and has_function_privilege(r.rolname, pg_proc.oid, 'execute'))"""), [],
        "no function that a role may execute runs with its owner's rights")
    keys = base.query("""
        select k.conname from pg_constraint k
        join pg_attribute a on a.attrelid = k.conrelid and a.attname = 'council_id'
        join pg_attribute b on b.attrelid = k.confrelid and b.attname = 'council_id'
        where k.contype = 'f' and k.confrelid <> 'access.council'::regclass
        and not (a.attnum = any(k.conkey) and b.attnum = any(k.confkey))""")
    report.equal(keys, [], "every key between two tenant tables includes the council")
    unique = base.query("""
        select k.conname from pg_constraint k
        join pg_attribute a on a.attrelid = k.conrelid and a.attname = 'council_id'
        where k.contype in ('u', 'p', 'x') and k.conrelid <> 'access.council'::regclass
        and k.conrelid <> 'access.session'::regclass and not a.attnum = any(k.conkey)""")
    report.equal(unique, [], "every uniqueness of a tenant table is within one council")


def check_login(base, report):
    report.equal(base.query("""
        select rolname from pg_roles where rolname like 'sextant%' and rolname <> 'sextant_owner'
        and (rolsuper or rolbypassrls or rolcreaterole or rolcreatedb)"""), [],
        "no role of the application is above the law")
    report.equal(base.value("""
        select (select count(*) from pg_class where relowner = r.oid)
            + (select count(*) from pg_namespace where nspowner = r.oid)
            + (select count(*) from pg_proc where proowner = r.oid)
        from pg_roles r where rolname = 'sextant_login'"""), "0", "sextant_login owns nothing")
    report.equal(base.value("select rolinherit from pg_roles where rolname = 'sextant_login'"), "f",
                 "sextant_login inherits no right")
    for table in base.tables(("access", "intake", "registry", "frameworks", "standings")):
        report.check(refuses(base, f"select from {table} limit 1"), f"sextant_login alone cannot read {table}")


def refuses(base, statement):
    try:
        base.query(statement, user="sextant_login")
    except database.QueryFault as fault:
        return "permission denied" in str(fault)
    return False


def check_own_rows(isolation, report):
    """Each council sees its own rows first: an empty table would prove nothing."""
    for table in ("registry.registration", "registry.declaration", "standings.standing", "intake.lot", "access.event"):
        for tenant in (isolation.mine, isolation.other):
            rows = isolation.count(table, tenant)
            report.check(rows > 0, f"council {tenant} sees rows of its own in {table}")
            report.equal(isolation.count(table, tenant, where=f"council_id <> {tenant}"), 0,
                         f"council {tenant} sees no other row in {table}")


def numbers_of(base, council):
    return {row[0] for row in base.query(
        "select p.rpps_number from registry.physician p join registry.registration r using (physician_id) "
        f"where r.council_id = {council}")}


def check_exports(base, program, isolation, report):
    foreign = numbers_of(base, isolation.other) - numbers_of(base, isolation.mine)
    report.check(foreign, "the other council has physicians of its own")
    for form in ("csv", "jsonl"):
        run = program.must("export", "standings", "--council", MINE, "--as-of", "2026-11-21", "--format", form)
        text = run.output.decode()
        report.check(len(run.lines) > 10, f"the {form} export of {MINE} has rows")
        named = [number for number in foreign if number in text]
        report.equal(named, [], f"the {form} export of {MINE} names nobody of {OTHER}")
    everyone = program.standings()
    ours, theirs = (program.standings("2026-11-21", "--council", code) for code in (MINE, OTHER))
    report.equal(len(everyone), len(set(ours) | set(theirs)), "the export of all is that of each")


def check_uniqueness(base, program, folder, isolation, report):
    """The same keys in two councils: no error, and nothing told of the other."""
    rpps, source = base.query(
        "select p.rpps_number, d.source_id from registry.declaration d join registry.physician p using (physician_id) "
        f"where d.council_id = {isolation.other} order by 2 limit 1")[0]
    newcomer = files.physician_number(900001)
    row = {"rpps": newcomer, "departement_inscription": MINE, "date_inscription": "2024-01-02", "specialite_sm": "SM53"}
    program.roll(files.write_roll(folder / "newcomer.csv", [row]))
    action = {"id": "a", "action": "mg1-dpc-andpc-faf", "date": "2025-01-02"}
    feed = files.write_accounts(folder / "same-key", MINE, [files.action_line(newcomer, source, action)])
    run = program.run("import", "accounts", feed, "--apply", "--json")
    report.check(run.status == 0 and run.json["new"] == 1, f"a source id of the other council is accepted: {run!r}")
    report.check(rpps not in run.errors, "nothing is told of the physician who has that id elsewhere")
    theirs = base.value(
        "select registered_on from registry.registration r join registry.physician p using (physician_id) "
        f"where p.rpps_number = '{rpps}' and r.council_id = {isolation.other} limit 1")
    same = {**row, "rpps": rpps, "date_inscription": theirs}
    run = program.run("import", "roll", files.write_roll(folder / "moved.csv", [same]), "--as-of", "2026-11-21",
                      "--council", MINE, "--apply", "--json")
    report.check(run.status == 0 and run.json["new"] == 1, f"the same key in two councils is no error: {run!r}")


def check_mutation(base, program, isolation, report):
    """The checks themselves see a door left open."""
    base.query("drop policy tenant on registry.registration; "
               "create policy tenant on registry.registration using (true)", user="sextant_owner")
    report.check(isolation.open_doors(), "a policy that lets everything through is seen")
    base.query("alter table registry.registration no force row level security", user="sextant_owner")
    report.equal(isolation.unprotected(), ["registry.registration"], "a table without forced security is seen")
    program.must("migrate")
    report.equal(isolation.unprotected(), [], "migrate closes the table again")
    report.equal(isolation.open_doors(), [], "migrate closes the door again")


def run(report, folder):
    base = database.fresh("endtoend_isolation")
    program = Program(base)
    country = files.country(folder / "country", 300, [MINE, OTHER])
    program.extraction(country.extraction)
    for start in (lambda code: ("roll", country.roll(code), "--as-of", "2026-11-21"),
                  lambda code: ("accounts", country.accounts(code))):
        beside = [program.start("import", *start(code), "--council", code, "--apply") for code in (MINE, OTHER)]
        for done in map(program.finish, beside):
            report.equal(done.status, 0, f"two councils import at the same time: {done!r}")
    program.nightly()
    program.standings()
    isolation = Isolation(base)
    check_own_rows(isolation, report)
    check_catalogue(base, isolation, report)
    check_login(base, report)
    report.equal(isolation.open_doors(), [], "no role reaches a row of another council, or any without a tenant")
    check_exports(base, program, isolation, report)
    check_uniqueness(base, program, folder, isolation, report)
    check_mutation(base, program, isolation, report)
