-- The offices read of an impact report what the worker has published, without what would count a few physicians; the
-- exact lines stay with their councils and with the role that adds them up. The hash of a report takes in a secret:
-- over exact numbers alone it could be tried until it fits.
-- Reports from before have neither: they are stale, and asked for anew.
-- Lock: access exclusive on standings.impact, a few rows, for an instant. Undo: a later migration that drops both tables.
create table standings.impact_published (
    impact_id bigint primary key references standings.impact,
    content text not null
);
create table standings.impact_seal (
    impact_id bigint primary key references standings.impact,
    nonce bytea not null,
    constraint impact_seal_has_thirty_two_bytes check (length(nonce) = 32)
);
update standings.impact set state = 'stale', report_hash = null where state = 'done';
