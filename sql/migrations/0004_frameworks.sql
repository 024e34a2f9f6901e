-- Référentiels, as versioned packages: the text of the rules is data.
-- Lock: none, the tables are new. Undo: a later migration that drops the schema.
create schema frameworks;

create table frameworks.college (
    framework_code text primary key,
    slug text not null,
    name text not null,
    constraint college_slug_is_unique unique (slug)
);

create table frameworks.version (
    framework_id text not null,
    version text not null,
    title text not null,
    official_code text not null,
    is_partial boolean not null,
    is_fictitious boolean not null,
    published_on date not null,
    fingerprint text not null,
    content text not null,
    constraint version_is_unique primary key (framework_id, version)
);
create index version_by_official_code on frameworks.version (official_code);

-- Periods, milestones and thresholds, with the source of each: a parameter of the law is data with a date.
create table frameworks.rule_set (
    effective_from date primary key,
    fingerprint text not null,
    content text not null
);
