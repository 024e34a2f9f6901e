-- One référentiel an official code: a second id under the same code would judge in the place of the first. The law that a
-- standing names is the one its mark is the hash of. A fact is known from the transaction that writes it, neither
-- earlier nor later; not checked on what is there, so that a dump is restored before its constraints.
-- Lock: access exclusive on each table for an instant; the few rows of the first two are checked.
-- Undo: a later migration that drops the constraints.
alter table frameworks.version add constraint version_code_has_one_framework
    exclude using gist (official_code with =, framework_id with <>) where (not is_partial);
alter table standings.law_used add constraint law_used_mark_is_its_hash
    check (law_mark = encode(sha256(convert_to(content, 'UTF8')), 'hex'));
alter table registry.registration add constraint registration_is_known_from_now
    check (known_in = pg_current_xact_id()) not valid;
alter table registry.practice add constraint practice_is_known_from_now
    check (known_in = pg_current_xact_id()) not valid;
alter table registry.qualification add constraint qualification_is_known_from_now
    check (known_in = pg_current_xact_id()) not valid;
alter table registry.care_status add constraint care_status_is_known_from_now
    check (known_in = pg_current_xact_id()) not valid;
alter table registry.exemption add constraint exemption_is_known_from_now
    check (known_in = pg_current_xact_id()) not valid;
alter table registry.framework_choice add constraint framework_choice_is_known_from_now
    check (known_in = pg_current_xact_id()) not valid;
alter table registry.declaration add constraint declaration_is_known_from_now
    check (known_in = pg_current_xact_id()) not valid;
