-- A provider's demand to close sessions says that it is one (`logout+jwt`, Back-Channel Logout 1.0, 2.4), unless the
-- provider was registered as one whose demands do not.
-- Lock: access exclusive on access.identity_provider for an instant (the default is kept in the catalogue, no row is
-- written).
-- Undo: a later migration that drops the column.
alter table access.identity_provider add column logout_tokens text not null default 'typed';
alter table access.identity_provider add constraint identity_provider_logout_tokens_are_known
    check (logout_tokens in ('typed', 'untyped'));
