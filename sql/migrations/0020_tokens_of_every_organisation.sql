-- Keys of the API that open figures, the role of regional councils with the figures of their region, and identities
-- that the owner of an account links.
-- Lock: access exclusive on access.membership and access.api_token while their few rows are checked, on access.session
-- and access.provider_request for an instant; the new columns have no value in the rows that are there.
-- Undo: a later migration that ends the memberships of regional councils, revokes the keys with the new scopes, sets
-- the former checks back, and drops the table and the columns.

alter table access.api_token drop constraint api_token_scope_is_known;
alter table access.api_token add constraint api_token_scope_is_known check (
    scopes <@ array['register', 'imports', 'frameworks', 'figures', 'region'] and cardinality(scopes) > 0);

alter table access.membership drop constraint membership_role_fits_its_organisation;
alter table access.membership add constraint membership_role_fits_its_organisation check (
    case
        when council_id > 0
            then role in ('agent', 'instructing_agent', 'elected_member', 'president', 'committee_secretary',
                'council_administrator', 'auditor')
        when council_id = 0 then role = 'national_administrator'
        when council_id = -1 then role in ('cncp_officer', 'cncp_analyst')
        when council_id = -2 then role = 'dgos_analyst'
        when council_id = -3 then role = 'operator'
        when council_id between -199 and -101 then role = 'regional_officer'
        when council_id < -1000 then role in ('cnp_officer', 'cnp_expert')
        else false
    end);

-- To which provider the owner of a session is on the way to link an identity, once the second factor was proven again.
alter table access.session add column link_provider text;
alter table access.session add column link_until timestamptz;
alter table access.session add constraint session_link_is_whole check ((link_provider is null) = (link_until is null));

-- The session that a request links an identity for; null where the request signs somebody in. No foreign key: a
-- request outlives its session, and must not then be taken for a sign-in.
alter table access.provider_request add column link_session_id bigint;

-- The figures of a region as its council reads them: a row for each departmental council that has transmitted, one
-- with the regional council's own code for the whole. A hidden number is null, and no number under eleven is here.
create table standings.regional_figure (
    council_id integer not null references access.council,
    council_code text not null references access.council (code),
    measure text not null,
    value integer,
    as_of date not null,
    constraint regional_figure_is_unique primary key (council_id, council_code, measure),
    constraint regional_figure_measure_is_known check (measure in ('physicians', 'complete', 'late', 'to_verify')),
    constraint regional_figure_hides_small_numbers check (value = 0 or value >= 11)
);
create index regional_figure_by_council on standings.regional_figure (council_code);
