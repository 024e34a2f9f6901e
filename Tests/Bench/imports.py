"""Import of the extraction and of the roll, against COPY of the same file and one upsert of the rows that differ."""

import os

import database
import process
from country import TODAY
from ledger import say

PHYSICIAN = ("family_name", "given_name", "search_name", "civility", "title", "category", "practice_mode",
             "specialty_codes", "site_department", "site_commune", "sector", "authority")
REGISTRATION = ("ended_on", "end_reason", "diploma_on", "birth_year", "email", "email_checked_on", "is_military",
                "address")
# Every table that one import of a roll fills beside the directory.
ROLL_TABLES = ("registration", "qualification", "care_status", "exemption", "practice", "fact_change")


def prepare():
    """Copies of the tables of the register with the same columns, checks, indexes and foreign keys."""
    tables = ("physician", *ROLL_TABLES)
    database.script("create schema bench;\n" + "\n".join(
        f"create table bench.{name} (like registry.{name} including all);"
        # What the register says of the transaction that knows a fact, its own triggers keep; the copy has none.
        f"alter table bench.{name} drop constraint if exists {name}_is_known_from_now;"
        for name in tables) + "\n" + "\n".join(
        f"alter table bench.{name} add foreign key ({column}) references {target};"
        for name, column, target in database.rows(
            "select r.relname, a.attname, c.confrelid::regclass from pg_constraint c "
            "join pg_class r on r.oid = c.conrelid join pg_namespace n on n.oid = r.relnamespace "
            "join pg_attribute a on a.attrelid = r.oid and a.attnum = c.conkey[1] "
            "where c.contype = 'f' and n.nspname = 'registry' and cardinality(c.conkey) = 1")
        if name in tables))


def changes(columns):
    assigned = ", ".join(f"{name} = excluded.{name}" for name in columns)
    ours, theirs = (", ".join(f"{side}.{name}" for name in columns) for side in ("t", "excluded"))
    return f"do update set {assigned}, changed_lot = excluded.changed_lot where ({ours}) is distinct from ({theirs})"


def raw_extraction(path):
    """The limit: every cell as text into an unlogged table, then one statement."""
    columns = ", ".join(f"c{number} text" for number in range(1, 58))
    cells = {name: f"nullif({cell}, '')" for name, cell in zip(
        PHYSICIAN[3:], ("c6", "c4", "c12", "c18", None, "c45", "c38", "c49", "c48"), strict=True) if cell}
    return database.script(f"""
set work_mem = '128MB';
begin;
create unlogged table bench.line ({columns});
\\copy bench.line from '{path}' with (format csv, header, delimiter '|', quote E'\\x01')
insert into bench.physician as t (rpps_number, {", ".join(PHYSICIAN)}, created_lot, changed_lot)
select distinct on (c2) c2, c8, c9, registry.fold(c8 || ' ' || c9), {cells["civility"]}, {cells["title"]},
    {cells["category"]}, {cells["practice_mode"]},
    case when c14 = 'S' then array[c16] else '{{}}'::text[] end, {cells["site_department"]}, {cells["site_commune"]},
    {cells["sector"]}, {cells["authority"]}, 1, 1
from bench.line where c10 = '10' and c12 <> 'E' order by c2
on conflict (rpps_number) {changes(PHYSICIAN)};
drop table bench.line;
commit;
""")


def raw_roll(path):
    columns = ", ".join(f"c{number} text" for number in range(1, 24))
    lines = ", ".join(f"c{number}" for number in range(18, 24))
    return database.script(f"""
set work_mem = '128MB';
begin;
create unlogged table bench.line ({columns});
\\copy bench.line from '{path}' with (format csv, header, delimiter ';', quote E'\\x01')
insert into bench.registration as t (council_id, physician_id, registered_on, {", ".join(REGISTRATION)},
    created_lot, changed_lot)
select distinct on (c.council_id, p.physician_id, c3::date) c.council_id, p.physician_id, c3::date,
    nullif(c15, '')::date, nullif(c16, ''), nullif(c4, '')::date, nullif(c5, '')::smallint, nullif(c8, ''),
    nullif(c9, '')::date, c17 = 'oui', array_remove(array[{lines}], ''), 1, 1
from bench.line join access.council c on c.code = c2 join registry.physician p on p.rpps_number = c1
order by c.council_id, p.physician_id, c3::date
on conflict (council_id, physician_id, registered_on) {changes(REGISTRATION)};
drop table bench.line;
commit;
""")


def raw_roll_everywhere(path):
    """COPY of the file, then plain inserts of all the rows that the import left: no check, no look-up."""
    columns = ", ".join(f"c{number} text" for number in range(1, 24))
    shared = {name: ", ".join(column for (column,) in database.rows(
        f"select attname from pg_attribute where attrelid = 'registry.{name}'::regclass and attnum > 0 "
        "and not attisdropped order by attnum")) for name in ROLL_TABLES}
    inserts = "\n".join(
        f"insert into bench.{name} ({shared[name]}) overriding system value select {shared[name]} from registry.{name};"
        for name in ROLL_TABLES)
    return database.script(f"""
set work_mem = '128MB';
begin;
create unlogged table bench.line ({columns});
\\copy bench.line from '{path}' with (format csv, header, delimiter ';', quote E'\\x01')
{inserts}
drop table bench.line;
commit;
""")


def empty(*tables):
    database.script(f"truncate {', '.join(tables)} cascade;")


def extraction(ledger, country, rounds):
    """First load `rounds` times into an empty register, then 1 % changed there and back."""
    product, limit, peaks = [], [], []
    for turn in range(rounds):
        say(f"extraction, first load {turn + 1}/{rounds}")
        empty("bench.physician")
        empty("registry.physician", "intake.lot", "registry.directory_change")
        limit.append(raw_extraction(country.extraction).seconds)
        cost = import_file("rpps", country.extraction)
        product.append(cost.seconds)
        peaks.append(cost.peak_mb)
    ledger.speed("import rpps, first load, s", product, limit, at_least=0.6)
    database.script("vacuum analyze registry.physician, bench.physician;")
    changed, changed_limit = there_and_back(
        "rpps", country.extraction, country.changed_extraction, raw_extraction, rounds)
    ledger.speed("import rpps, 1 % changed, s", changed, changed_limit, at_least=0.6)
    ledger.report("import rpps, peak resident memory, MB", max(peaks), at_most=64)
    ledger.report(
        "import rpps, file twice as long, peak resident memory, MB",
        process.sextant("import", "rpps", country.double_extraction, "--json").peak_mb, at_most=64)


def roll(ledger, country, rounds):
    """The same for the roll of the whole country in one file."""
    product, limit, everywhere, peaks = [], [], [], []
    for turn in range(rounds):
        say(f"roll, first load {turn + 1}/{rounds}")
        empty("bench.registration")
        empty(*(f"registry.{name}" for name in ROLL_TABLES))
        database.script("delete from intake.lot where kind = 'roll';")
        limit.append(raw_roll(country.roll).seconds)
        cost = import_file("roll", country.roll)
        product.append(cost.seconds)
        peaks.append(cost.peak_mb)
        empty(*(f"bench.{name}" for name in ROLL_TABLES))
        everywhere.append(raw_roll_everywhere(country.roll).seconds)
    ledger.speed("import roll, first load, s", product, limit, at_least=0.6)
    ledger.speed(
        "import roll, first load, against inserting its rows into all the tables it fills, s", product, everywhere)
    empty(*(f"bench.{name}" for name in ROLL_TABLES))
    raw_roll(country.roll)
    database.script("vacuum analyze registry.registration, bench.registration;")
    changed, changed_limit = there_and_back("roll", country.roll, country.changed_roll, raw_roll, rounds)
    ledger.speed("import roll, 1 % changed, s", changed, changed_limit, at_least=0.6)
    ledger.report("import roll, peak resident memory, MB", max(peaks), at_most=64)
    ledger.report(
        "import roll, file twice as long, peak resident memory, MB",
        process.sextant("import", "roll", country.double_roll, "--as-of", TODAY, "--json").peak_mb, at_most=64)


def there_and_back(kind, first, second, raw, rounds):
    """The file with 1 % changed, then the first one again: each step changes the same rows."""
    product, limit = [], []
    for turn in range(rounds):
        for path in (second, first):
            say(f"{kind}, 1 % changed {turn + 1}/{rounds}")
            limit.append(raw(path).seconds)
            product.append(import_file(kind, path).seconds)
    return product, limit


def import_file(kind, path):
    return process.sextant("import", kind, path, "--as-of", TODAY, "--apply", "--json")


def accounts(ledger, country):
    """The feeds of the councils, one after the other."""
    say(f"accounts of {len(country.feeds)} councils")
    seconds, peak, actions = 0.0, 0.0, 0
    for feed in country.feeds:
        if os.path.getsize(f"{feed}/actions.jsonl") == 0:
            continue
        cost = process.sextant("import", "accounts", feed, "--apply", "--json")
        seconds += cost.seconds
        peak = max(peak, cost.peak_mb)
    actions = int(database.value("select count(*) from registry.declaration"))
    ledger.report("import accounts, all councils one by one, s", seconds)
    ledger.report("import accounts, declarations per second", actions / seconds)
    ledger.report("import accounts, peak resident memory, MB", peak, at_most=64)
