-- Rights, triggers and published views of the Frameworks room. Re-applied whole at each migration.
grant usage on schema frameworks to sextant_council, sextant_national, sextant_cncp;
grant select on frameworks.college, frameworks.version, frameworks.rule_set, frameworks.version_event,
    frameworks.version_approval, frameworks.signing_key to sextant_council, sextant_national, sextant_cncp;
grant insert, update, delete on frameworks.version to sextant_national, sextant_cncp;
grant insert on frameworks.version_event, frameworks.version_approval to sextant_national, sextant_cncp;
grant insert, update on frameworks.signing_key to sextant_national, sextant_cncp;

-- A text that judges people is never edited: neither by the program nor by hand. What was proposed keeps its text
-- until it is withdrawn, so that the report which was read is about the text that is approved.
create or replace function frameworks.keep_version() returns trigger language plpgsql as $$
begin
    if old.stage = 'approved' then
        raise exception using errcode = '23514', constraint = 'version_approved_is_never_edited',
            message = format('version %s of %s is approved: it is never edited nor removed', old.version,
                old.framework_id);
    end if;
    if tg_op = 'DELETE' then
        if old.stage <> 'draft' then
            raise exception using errcode = '23514', constraint = 'version_proposed_is_withdrawn_first',
                message = format('version %s of %s is proposed: withdraw it first', old.version, old.framework_id);
        end if;
        return old;
    end if;
    if (new.framework_id, new.version) <> (old.framework_id, old.version)
        or old.stage = 'draft' and new.stage = 'approved'
        or old.stage = 'proposed' and (new.content, new.fingerprint, new.effective_from, new.published_on)
            is distinct from (old.content, old.fingerprint, old.effective_from, old.published_on)
    then
        raise exception using errcode = '23514', constraint = 'version_proposed_keeps_its_text',
            message = format('version %s of %s cannot change this way', old.version, old.framework_id);
    end if;
    if new.stage = 'approved' and not exists (
        select from frameworks.version_approval a
        where a.framework_id = new.framework_id and a.version = new.version
            and a.content_fingerprint = new.fingerprint)
    then
        raise exception using errcode = '23514', constraint = 'version_is_approved_by_a_second_person',
            message = format('version %s of %s has no approval by a second person', new.version, new.framework_id);
    end if;
    return new;
end
$$;
create or replace trigger keep_version before update or delete on frameworks.version
    for each row execute function frameworks.keep_version();

-- Where each version stands on a day. The same rule is written in Swift (FrameworkVersion.states); one test runs both.
create or replace function frameworks.version_state(day date)
returns table (framework_id text, version text, state text) language sql stable parallel safe as $$
select v.framework_id, v.version,
    case
        when v.stage <> 'approved' then v.stage
        when v.effective_from > day then 'approved'
        when exists (
            select from frameworks.version later
            where later.framework_id = v.framework_id and later.stage = 'approved'
                and later.effective_from > v.effective_from and later.effective_from <= day)
        then 'superseded'
        else 'in_force'
    end
from frameworks.version v
$$;
