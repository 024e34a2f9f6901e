-- A reason names no physician by number either, in a row or in groups; not checked on what is there, since a line of the
-- journal is never changed, and so that a dump is restored before its constraints.
-- Lock: access exclusive on access.event for an instant.
-- Undo: a later migration that drops the constraint.
alter table access.event add constraint event_reason_names_no_physician check (
    reason !~ '(^|[^0-9])8?[0-9]([ .\u00a0\u202f-]?[0-9]){10}($|[^0-9])') not valid;
