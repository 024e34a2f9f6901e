"""Databases of the throw-away cluster that `deploy/database` started: one for each test, cloned after `migrate`."""

import os
import subprocess

TEMPLATE = "endtoend_template"
# What differs after an undo, since it is never taken back: who must be looked at again, what was known and what was
# judged meanwhile. The rows of today are compared without the transaction that made them known: what an undo gives
# back is known anew.
HISTORY = {"registry.fact_change", "registry.directory_change", "registry.knowledge", "registry.registration_past",
           "registry.practice_past", "registry.qualification_past", "registry.care_status_past",
           "registry.exemption_past", "registry.framework_choice_past", "registry.declaration_past",
           "standings.run", "standings.record", "standings.law_used",
           # The figures of the last night, published; the next night counts again.
           "standings.figure_count", "standings.published_figure", "standings.regional_figure", "alerts.calendar_count",
           "alerts.calendar_sum"}


class QueryFault(Exception):
    """What PostgreSQL said, first line first."""


class Database:
    """One database, asked as superuser through `psql`; the program reaches it with its own settings."""

    def __init__(self, name):
        self.name = name
        self.settings = {
            variable: os.environ[variable].replace("dbname=sextant", f"dbname={name}")
            for variable in ("SEXTANT_DATABASE", "SEXTANT_OWNER_DATABASE")}

    def query(self, text, user=None):
        """The rows of the last statement, as lists of texts; '' is an empty text or NULL."""
        environment = {**os.environ, "PGDATABASE": self.name, "PGUSER": user or os.environ["PGUSER"]}
        done = subprocess.run(
            ["psql", "-X", "-A", "-t", "-q", "-F", "\t", "-v", "ON_ERROR_STOP=1", "-f", "-"],
            input=text.encode(), env=environment, capture_output=True, timeout=300)
        if done.returncode != 0:
            raise QueryFault(done.stderr.decode("utf-8", "replace").strip())
        return [line.split("\t") for line in done.stdout.decode("utf-8").splitlines()]

    def value(self, text, user=None):
        return self.query(text, user)[0][0]

    def as_council(self, council, text, role="sextant_council"):
        """Runs statements as the application does, then takes them back; '' is no tenant at all."""
        lines = self.query(
            f"begin; set local role {role}; set local sextant.council = '{council}';\n{text};\nrollback;",
            user="sextant_login")
        return lines

    def attempts(self, statements):
        """Runs many statements, each (council, role, text) under a name, taken back; gives for each name its first
        value, or what PostgreSQL said against it."""
        script = ["\\set ON_ERROR_STOP off"]
        for name, (council, role, text) in statements.items():
            script += [f"\\echo @{name}", f"\\warn @{name}", "begin;", f"set local role {role};",
                       f"set local sextant.council = '{council}';", f"{text};", "rollback;"]
        environment = {**os.environ, "PGDATABASE": self.name, "PGUSER": "sextant_login"}
        done = subprocess.run(["psql", "-X", "-A", "-t", "-q", "-f", "-"], input="\n".join(script).encode(),
                              env=environment, capture_output=True, timeout=300)
        answers = {}
        for stream in (done.stdout, done.stderr):
            for said in stream.decode().split("@")[1:]:
                name, _, answer = said.partition("\n")
                answers[name] = answers.get(name, "") + answer.strip()
        return answers

    def council(self, code):
        return self.value(f"select council_id from access.council where code = '{code}'")

    def tables(self, schemas):
        """The base tables of some schemas, from the catalogue."""
        names = ", ".join(f"'{schema}'" for schema in schemas)
        return [row[0] for row in self.query(
            "select table_schema || '.' || table_name from information_schema.tables "
            f"where table_schema in ({names}) and table_type = 'BASE TABLE' order by 1")]

    def dump(self, schemas=("registry", "standings"), without=HISTORY):
        """Every row of every table, as text and in order."""
        tables = [table for table in self.tables(schemas) if table not in without]
        script = "".join(
            f"\\echo @{table}\ncopy (select (to_jsonb(t) - 'known_in')::text from {table} t order by 1) to stdout;\n"
            for table in tables)
        rows = {}
        for line in ["\t".join(row) for row in self.query(script)]:
            if line.startswith("@"):
                rows[line[1:]] = current = []
            else:
                current.append([line])
        return rows


def fresh(name):
    """An empty, migrated database of its own."""
    master = Database("postgres")
    if not master.query(f"select 1 from pg_database where datname = '{TEMPLATE}'"):
        master.query(f"create database {TEMPLATE} owner sextant_owner")
        settings = {**os.environ, **Database(TEMPLATE).settings}
        subprocess.run(["sextant", "migrate"], env=settings, check=True, capture_output=True)
    master.query(f"drop database if exists {name} with (force)")
    master.query(f"create database {name} template {TEMPLATE} owner sextant_owner")
    return Database(name)


def difference(before, after):
    """The first rows that two dumps do not share, in a short sentence; '' when they are equal."""
    said = []
    for table in sorted(set(before) | set(after)):
        was = {row[0] for row in before.get(table, [])}
        now = {row[0] for row in after.get(table, [])}
        if was != now or len(before.get(table, [])) != len(after.get(table, [])):
            lost, found = sorted(was - now), sorted(now - was)
            said.append(f"{table}: {len(lost)} lost {lost[:1]}, {len(found)} found {found[:1]}")
    return "; ".join(said)[:900]
