-- Rights and row-level security of the Standings room. Re-applied whole at each migration.
grant usage on schema standings to sextant_council;
do $$
declare
    name text;
begin
    foreach name in array array['cycle', 'standing', 'run', 'record']
    loop
        execute format('alter table standings.%I enable row level security', name);
        execute format('alter table standings.%I force row level security', name);
        execute format('drop policy if exists tenant on standings.%I', name);
        execute format(
            'create policy tenant on standings.%I to sextant_council, sextant_national using '
            || '(council_id = (select nullif(current_setting(''sextant.council'', true), '''')::int))', name);
        execute format('grant select, insert on standings.%I to sextant_council', name);
    end loop;
end
$$;
grant update, delete on standings.cycle, standings.standing to sextant_council;

-- Published: where each physician stands. `for share` through a view asks for the right to change a column of it.
create or replace view standings.published_standing with (security_invoker = true) as
select council_id, physician_id, rpps_number, family_name, given_name, search_name, state, cycle_start, cycle_end,
    counted_total, required_total, is_complete, is_late, computed_for
from standings.standing;
grant select, update (council_id) on standings.published_standing to sextant_council;

-- What was judged, when, and by which law: added to, never changed.
revoke update, delete on standings.run from sextant_council;
grant select, insert on standings.law_used to sextant_council;

-- Impact of a proposed version. A council writes and reads its own part; the worker adds the parts up as a role of its
-- own and publishes what the offices read: no number that would count a few physicians.
alter table standings.impact_sample enable row level security;
alter table standings.impact_sample force row level security;
drop policy if exists tenant on standings.impact_sample;
create policy tenant on standings.impact_sample to sextant_council, sextant_national
    using (council_id = (select nullif(current_setting('sextant.council', true), '')::int));
do $$
declare
    name text;
begin
    foreach name in array array['impact_council', 'impact_line']
    loop
        execute format('alter table standings.%I enable row level security', name);
        execute format('alter table standings.%I force row level security', name);
        execute format('drop policy if exists own_part on standings.%I', name);
        execute format(
            'create policy own_part on standings.%I to sextant_council using (council_code in (select code from '
            || 'access.published_council '
            || 'where council_id = (select nullif(current_setting(''sextant.council'', true), '''')::int)))', name);
        execute format('drop policy if exists offices on standings.%I', name);
        execute format('drop policy if exists adding_up on standings.%I', name);
        execute format('create policy adding_up on standings.%I for select to sextant_impact using (true)', name);
    end loop;
end
$$;
create policy offices on standings.impact_council to sextant_national, sextant_cncp using (true);

-- The CNCP asks for a report and may give it up; the national role starts it; only the worker that adds up ends it.
alter table standings.impact enable row level security;
drop policy if exists everybody on standings.impact;
create policy everybody on standings.impact for select
    to sextant_council, sextant_national, sextant_cncp, sextant_impact using (true);
drop policy if exists asked on standings.impact;
create policy asked on standings.impact for insert to sextant_national, sextant_cncp
    with check (state = 'queued' and started_at is null and ended_by is null);
drop policy if exists given_up on standings.impact;
create policy given_up on standings.impact for update to sextant_cncp
    using (state in ('queued', 'running')) with check (state = 'cancelled');
drop policy if exists conducted on standings.impact;
create policy conducted on standings.impact for update to sextant_national
    using (state in ('queued', 'running')) with check (state <> 'done');
drop policy if exists added_up on standings.impact;
create policy added_up on standings.impact for update to sextant_impact
    using (state = 'running') with check (state = 'done');
grant usage on schema standings to sextant_national, sextant_cncp, sextant_impact;
revoke select, insert, update on standings.impact from sextant_council, sextant_national, sextant_cncp;
grant select on standings.impact to sextant_national, sextant_cncp, sextant_impact;
-- A council need not know who asked.
grant select (impact_id, framework_id, version, version_fingerprint, law_fingerprint, as_of, requested_at, state,
    started_at, finished_at, report_hash) on standings.impact to sextant_council;
grant insert (framework_id, version, version_fingerprint, law_fingerprint, as_of, requested_by)
    on standings.impact to sextant_national, sextant_cncp;
grant update (state, finished_at, ended_by) on standings.impact to sextant_national, sextant_cncp;
grant update (started_at) on standings.impact to sextant_national;
grant update (state, finished_at, report_hash) on standings.impact to sextant_impact;
grant select, insert on standings.impact_council to sextant_national;
grant select, update on standings.impact_council to sextant_council;
grant select on standings.impact_council to sextant_cncp, sextant_impact;
grant select, insert on standings.impact_line, standings.impact_sample to sextant_council;
revoke select on standings.impact_line from sextant_national, sextant_cncp;
grant select on standings.impact_line to sextant_impact;
grant select on standings.impact_published to sextant_national, sextant_cncp;
grant insert on standings.impact_published, standings.impact_seal to sextant_impact;

-- A text has one report day: from reports on neighbouring days a reader could subtract the few whom a day changes. The
-- first report that was not given up sets it, not before the version begins; a report that ended without its numbers
-- tells nothing and sets none. Requests on the same text wait for one another.
create or replace function standings.keep_report_day() returns trigger language plpgsql as $$
begin
    if new.as_of < frameworks.first_day(new.framework_id, new.version) then
        raise exception using errcode = '23514', constraint = 'impact_begins_with_its_version',
            message = format('version %s of %s begins after %s', new.version, new.framework_id, new.as_of);
    end if;
    perform pg_advisory_xact_lock(hashtextextended('standings.impact ' || new.version_fingerprint, 0));
    if exists (
        select from standings.impact i
        where (i.framework_id, i.version, i.version_fingerprint) = (
                new.framework_id, new.version, new.version_fingerprint)
            and i.state in ('queued', 'running', 'done') and i.as_of <> new.as_of)
    then
        raise exception using errcode = '23514', constraint = 'impact_of_a_text_has_one_day',
            message = format('version %s of %s has another report day than %s', new.version, new.framework_id,
                new.as_of);
    end if;
    return new;
end
$$;
create or replace trigger keep_report_day before insert on standings.impact
    for each row execute function standings.keep_report_day();

-- An approval rests on a whole report on that text under that law. Frameworks lies to the left of Standings, so the
-- trigger on its table stands in migration 0012 and only the rule stands here.
create or replace function standings.check_report() returns trigger language plpgsql as $$
begin
    if not exists (
        select from standings.impact i
        where i.impact_id = new.impact_id and i.state = 'done' and i.report_hash = new.report_hash
            and (i.framework_id, i.version, i.version_fingerprint, i.law_fingerprint, i.as_of) = (
                new.framework_id, new.version, new.content_fingerprint, new.law_fingerprint, new.impact_as_of))
    then
        raise exception using errcode = '23514', constraint = 'version_approval_rests_on_a_report',
            message = format('no such report on version %s of %s', new.version, new.framework_id);
    end if;
    return new;
end
$$;

-- The national figures. A council counts its own physicians; the national council reads the counts and publishes their
-- sums, in which small numbers are hidden; the others read what is published, and nothing else.
alter table standings.figure_count enable row level security;
alter table standings.figure_count force row level security;
drop policy if exists own_part on standings.figure_count;
create policy own_part on standings.figure_count to sextant_council using (council_code in (select code from
    access.published_council
    where council_id = (select nullif(current_setting('sextant.council', true), '')::int)));
drop policy if exists offices on standings.figure_count;
create policy offices on standings.figure_count for select to sextant_national using (true);
grant select, insert, delete on standings.figure_count to sextant_council;
grant select on standings.figure_count to sextant_national;
grant usage on schema standings to sextant_report;
grant select on standings.published_figure to sextant_cncp, sextant_report;
grant select, insert, delete on standings.published_figure to sextant_national;
-- The figures of a region: written by the national council in its own name, read by that region's council alone.
alter table standings.regional_figure enable row level security;
alter table standings.regional_figure force row level security;
drop policy if exists tenant on standings.regional_figure;
create policy tenant on standings.regional_figure to sextant_region
    using (council_id = (select nullif(current_setting('sextant.council', true), '')::int));
drop policy if exists offices on standings.regional_figure;
create policy offices on standings.regional_figure to sextant_national
    using ((select nullif(current_setting('sextant.council', true), '')::int) = 0);
grant usage on schema standings to sextant_region;
grant select on standings.regional_figure to sextant_region;
grant select, insert, delete on standings.regional_figure to sextant_national;

-- The nights: kept by the worker, once each, and never changed.
grant select, insert on standings.night to sextant_national;

-- A purge that two people reviewed: its role sees, and removes, what was judged of the physicians on the list.
grant usage on schema standings to sextant_purge;
do $$
declare
    name text;
begin
    foreach name in array array['cycle', 'standing', 'record', 'impact_sample']
    loop
        execute format('drop policy if exists purged on standings.%I', name);
        execute format(
            'create policy purged on standings.%I to sextant_purge using '
            || '(council_id = (select nullif(current_setting(''sextant.council'', true), '''')::int) and physician_id '
            || 'in (select item_id from access.purge_ready where kind = ''physician''))', name);
        execute format('grant select, delete on standings.%I to sextant_purge', name);
    end loop;
end
$$;
