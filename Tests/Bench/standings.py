"""The first computation of all standings and the nights after it, against moving the same bytes."""

import database
import process
from country import TODAY
from ledger import say

SOURCES = ("case_file", "standing_declaration")
RESULTS = ("standing", "cycle")


def measure(ledger, country, rounds):
    database.script("vacuum analyze;")
    database.script("create schema if not exists bench;" + "".join(
        f"create table bench.{name} (like standings.{name} including all);" for name in RESULTS) + """
alter table bench.standing add foreign key (council_id) references access.council,
    add foreign key (physician_id) references registry.physician;
alter table bench.cycle add foreign key (council_id) references access.council,
    add foreign key (physician_id) references registry.physician;""")
    full, limits, aggregates = [], [], []
    for turn in range(rounds):
        say(f"all standings {turn + 1}/{rounds}")
        database.script("truncate standings.standing, standings.cycle, standings.run, standings.record;")
        cost = night()
        full.append(cost.seconds)
        if turn == 0:
            keep_results(country)
        limits.append(raw_standings(country).seconds)
        aggregates.append(set_based().seconds)
    ledger.cost("all standings, first run, s", full, limits, at_most=3)
    ledger.cost("all standings, first run, against one aggregate over the declarations, s", full, aggregates)
    ledger.report("all standings, physicians per second", country.physicians / min(full))
    ledger.report("all standings, first run, peak resident memory, MB", cost.peak_mb)
    database.script("vacuum analyze;")
    nights(ledger, sum(full) / len(full), rounds)


def night():
    return process.sextant("nightly", "--as-of", TODAY, "--json")


def nights(ledger, full, rounds):
    """Facts change as an import leaves them: the declaration, and a line for the next refresh."""
    night()
    ledger.cost("night with nothing new, s", [night().seconds for _ in range(rounds)], [full], at_most=0.05)
    for name, chosen in (
            ("the facts of 1 % of the physicians changed", "physician_id % 100 = {turn}"),
            ("1 % of all declarations changed, one each for one physician in ten",
             "source_id like '%1' and physician_id % 10 = {turn}")):
        seconds = []
        for turn in range(rounds):
            changed = database.value(f"""
with changed as (
    update registry.declaration set content = replace(content, '"date":"2025-', '"date":"2024-')
    where {chosen.format(turn=turn)} returning council_id, physician_id),
noted as (
    insert into registry.fact_change (council_id, physician_id) select distinct council_id, physician_id from changed
    returning 1)
select (select count(*) from changed) || ' declarations of ' || (select count(*) from noted)""")
            say(f"{name}: {changed} physicians")
            seconds.append(night().seconds)
        ledger.cost(f"night, {name}, s", seconds, [full], at_most=0.05)


def keep_results(country):
    database.script("".join(
        f"\\copy standings.{name} to '{country.folder}/{name}.copy'\n" for name in RESULTS))


def raw_standings(country):
    """The limit: the same facts to one client that drops them, and the same results back by COPY and one upsert."""
    keys = {"standing": "(council_id, physician_id)", "cycle": "(council_id, physician_id, ordinal)"}
    statements = ["truncate bench.standing, bench.cycle;", "begin;"]
    statements += [f"copy (select * from registry.{name}) to stdout;" for name in SOURCES]
    for name in RESULTS:
        columns = [column for (column,) in database.rows(
            f"select attname from pg_attribute where attrelid = 'standings.{name}'::regclass and attnum > 0")]
        assigned = ", ".join(f"{column} = excluded.{column}" for column in columns)
        ours, theirs = (", ".join(f"{side}.{column}" for column in columns) for side in ("t", "excluded"))
        statements += [
            f"create temporary table new_{name} (like standings.{name}) on commit drop;",
            f"\\copy new_{name} from '{country.folder}/{name}.copy'",
            f"insert into bench.{name} as t select * from new_{name} on conflict {keys[name]} do update set "
            f"{assigned} where ({ours}) is distinct from ({theirs});"]
    return database.script("\n".join([*statements, "commit;"]), discard=True)


def set_based():
    """One statement that only counts what was declared: no rule of the decree is in it."""
    return database.script("""
create unlogged table bench.counted as
select council_id, physician_id, count(*) as declared, count(distinct action_code) as lines,
    max(content::jsonb ->> 'date') as last_on
from registry.declaration where not is_deleted group by council_id, physician_id;
drop table bench.counted;
""")
