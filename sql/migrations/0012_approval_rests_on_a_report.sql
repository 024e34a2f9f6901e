-- An approval names a whole report on the text and the law as they are: checked by the database too. The report belongs
-- to Standings, to the right of Frameworks, so the trigger stands here and its rule in definitions/standings.sql, which
-- replaces this empty one in the same transaction.
-- Lock: share row exclusive on frameworks.version_approval for an instant. Undo: a later migration that drops the trigger.
create function standings.check_report() returns trigger language plpgsql as $$
begin
    return new;
end
$$;
create trigger check_report before insert on frameworks.version_approval
    for each row execute function standings.check_report();
