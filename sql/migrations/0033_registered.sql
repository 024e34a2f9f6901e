-- Registered letters: the number of a letter on paper, the days that the post tells, and letters that leave
-- electronically once their reader has agreed to it, each with its proofs.
-- Lock: none on existing tables beyond that of their foreign keys (share row exclusive on letters.delivery, for a
-- moment). Undo: a later migration that drops the five tables, once no registered letter must be kept any more.

-- The number under which the post knows a letter on paper: typed or scanned, of one letter alone.
create table letters.registered (
    council_id integer not null references access.council,
    delivery_id bigint not null,
    number text not null,
    recorded_by text not null,
    person_id bigint not null references access.person,
    recorded_at timestamptz not null,
    constraint registered_is_unique primary key (council_id, delivery_id),
    constraint registered_is_of_a_delivery foreign key (council_id, delivery_id) references letters.delivery,
    constraint registered_number_is_of_one_letter unique (council_id, number),
    constraint registered_number_is_plain check (number ~ '^[0-9A-Z]{8,30}$')
);
create index registered_by_person on letters.registered (person_id);

-- What the post, or the electronic carrier, says of a registered letter after its deposit: added, never changed; a
-- later line corrects an earlier one, or takes it back (void).
create table letters.post_event (
    council_id integer not null references access.council,
    post_event_id bigint generated always as identity,
    delivery_id bigint not null,
    kind text not null,
    happened_on date not null,
    source text not null,
    corrects bigint,
    recorded_by text not null,
    person_id bigint references access.person,
    recorded_at timestamptz not null,
    constraint post_event_is_unique primary key (council_id, post_event_id),
    constraint post_event_is_of_a_delivery foreign key (council_id, delivery_id) references letters.delivery,
    constraint post_event_corrects_another foreign key (council_id, corrects) references letters.post_event,
    constraint post_event_is_corrected_once unique (council_id, corrects),
    constraint post_event_kind_is_known check (
        kind in ('presented', 'signed', 'refused', 'unclaimed', 'returned', 'void')),
    constraint post_event_void_takes_back check (kind <> 'void' or corrects is not null),
    constraint post_event_source_is_known check (source in ('manual', 'ar24')),
    constraint post_event_by_hand_has_its_author check ((source = 'manual') = (person_id is not null))
);
create index post_event_by_delivery on letters.post_event (council_id, delivery_id);
create index post_event_by_person on letters.post_event (person_id);

-- Whether a physician agrees to registered letters that come electronically, at which address, and how the council
-- knows: the latest line holds (CRPA, L. 112-15; CPCE, L. 100).
create table letters.consent (
    council_id integer not null references access.council,
    consent_id bigint generated always as identity,
    physician_id bigint not null,
    state text not null,
    email text not null,
    since date not null,
    words text not null,
    -- The statement that held before; null for the first one.
    follows bigint,
    recorded_by text not null,
    person_id bigint not null references access.person,
    recorded_at timestamptz not null,
    constraint consent_is_unique primary key (council_id, consent_id),
    constraint consent_is_followed_once unique nulls not distinct (council_id, physician_id, follows),
    constraint consent_state_is_known check (state in ('given', 'withdrawn')),
    constraint consent_email_is_an_address check (email ~ '^[^@[:space:]]+@[^@[:space:]]+$' and length(email) <= 254),
    constraint consent_says_how check (length(words) between 1 and 500)
);
create index consent_by_physician on letters.consent (council_id, physician_id, consent_id);
create index consent_by_person on letters.consent (person_id);

-- A letter that leaves electronically instead of on paper, with what the carrier calls it.
create table letters.electronic (
    council_id integer not null references access.council,
    delivery_id bigint not null,
    consent_id bigint not null,
    email text not null,
    given_name text not null,
    family_name text not null,
    state text not null default 'asked',
    provider_id text,
    -- Why it did not leave, why nobody knows whether it did, or what it waits for, as a French sentence.
    reason text,
    -- How often in a row the carrier could not be used for it.
    tries integer not null default 0,
    -- The carrier has it although its delivery had ended otherwise: on paper as well, or withdrawn.
    is_apart boolean not null default false,
    asked_on date not null,
    asked_by text not null,
    person_id bigint not null references access.person,
    -- The moment at which the carrier was about to be given the letter; its answer ends it.
    started_at timestamptz,
    constraint electronic_is_unique primary key (council_id, delivery_id),
    constraint electronic_is_of_a_delivery foreign key (council_id, delivery_id) references letters.delivery,
    constraint electronic_rests_on_a_consent foreign key (council_id, consent_id) references letters.consent,
    constraint electronic_provider_knows_it_once unique (council_id, provider_id),
    constraint electronic_state_is_known check (state in ('asked', 'uncertain', 'handed', 'failed')),
    constraint electronic_handed_has_its_name check ((provider_id is not null) = (state = 'handed')),
    constraint electronic_says_why check (
        (reason is not null or state in ('asked', 'handed')) and length(reason) <= 500),
    constraint electronic_tries_are_counted check (tries >= 0),
    constraint electronic_apart_is_handed check (state = 'handed' or not is_apart)
);
create index electronic_by_consent on letters.electronic (council_id, consent_id);
create index electronic_by_person on letters.electronic (person_id);
create index electronic_open on letters.electronic (council_id, state) where state <> 'handed';

-- A file that proves what became of an electronic letter: the letter itself as it left, and what the carrier issued.
create table letters.proof (
    council_id integer not null references access.council,
    proof_id bigint generated always as identity,
    delivery_id bigint not null,
    kind text not null,
    sha256 text not null,
    bytes bytea not null,
    fetched_at timestamptz not null,
    constraint proof_is_unique primary key (council_id, proof_id),
    constraint proof_is_of_an_electronic_letter foreign key (council_id, delivery_id) references letters.electronic,
    constraint proof_is_one_a_kind unique (council_id, delivery_id, kind),
    constraint proof_kind_is_known check (
        kind in ('letter', 'deposit', 'receipt', 'refusal', 'negligence', 'bounce')),
    constraint proof_has_its_hash check (sha256 = encode(sha256(bytes), 'hex'))
);
alter table letters.proof alter column bytes set storage external;
