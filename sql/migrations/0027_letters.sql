-- Notices and how they reach their readers: what was said, in which words, on what it rests, by which way it went, each
-- attempt, each failure, and what passed between a council and a physician besides.
-- Lock: none on existing tables. Undo: a later migration that drops the schema, once no notice must be kept any more.
create schema letters;

-- The words of a kind of letter, of the whole country; a version that stands is never changed.
create table letters.template_version (
    template_id text not null,
    version integer not null,
    kind text not null,
    in_force_from date not null,
    content text not null,
    constraint template_version_is_unique primary key (template_id, version),
    constraint template_version_kind_is_known check (kind in ('alert', 'retraction', 'contact')),
    constraint template_version_begins_once unique (kind, in_force_from),
    constraint template_version_content_is_an_object check (jsonb_typeof(content::jsonb) = 'object')
);

-- How a council signs and where it is answered. Mails come from an address of the platform's own domain, whose keys
-- sign them; answers go to the council.
create table letters.sender (
    council_id integer not null references access.council,
    display_name text not null,
    reply_to text,
    phone text,
    recorded_by text not null,
    recorded_at timestamptz not null,
    constraint sender_is_unique primary key (council_id),
    constraint sender_has_no_line_break check (concat(display_name, reply_to, phone) !~ '[[:cntrl:]]'),
    constraint sender_is_short check (
        length(display_name) between 1 and 120 and length(reply_to) <= 254 and length(phone) <= 40),
    constraint sender_reply_is_an_address check (reply_to ~ '^[^@[:space:]]+@[^@[:space:]]+$')
);

-- What a council told somebody: added, never changed. The physician is no foreign key, nor is the record: their rooms
-- stand to the right of this one.
create table letters.notice (
    council_id integer not null references access.council,
    notice_id bigint generated always as identity,
    kind text not null,
    cause text not null,
    addressee text not null,
    channel text not null,
    physician_id bigint not null,
    due_on date,
    template_id text not null,
    template_version integer not null,
    law_mark text,
    record_id bigint,
    retracts bigint,
    content text not null,
    content_hash text not null,
    made_on date not null,
    made_by text not null,
    person_id bigint references access.person,
    made_at timestamptz not null default clock_timestamp(),
    constraint notice_is_unique primary key (council_id, notice_id),
    constraint notice_is_made_once unique (council_id, kind, cause, addressee, channel),
    constraint notice_is_of_a_council check (council_id > 0),
    constraint notice_kind_is_known check (kind in ('alert', 'retraction', 'contact')),
    constraint notice_cause_is_short check (length(cause) between 1 and 150),
    constraint notice_addressee_is_known check (addressee in ('physician', 'employer')),
    constraint notice_channel_is_known check (channel in ('email', 'post')),
    constraint notice_words_are_of_a_template foreign key (template_id, template_version)
        references letters.template_version,
    constraint notice_retracts_another foreign key (council_id, retracts) references letters.notice,
    constraint notice_retraction_says_of_what check ((kind = 'retraction') = (retracts is not null)),
    constraint notice_content_has_its_hash check (
        content_hash = encode(sha256(convert_to(content, 'UTF8')), 'hex'))
);
create index notice_by_physician on letters.notice (council_id, physician_id, made_on);
create index notice_by_retracted on letters.notice (council_id, retracts);
create index notice_by_template on letters.notice (template_id, template_version);
create index notice_by_person on letters.notice (person_id);

-- The way of a notice to its reader. The message id follows from the natural key of the notice alone: whoever sends it
-- again, after whatever crash, sends the same one.
create table letters.delivery (
    council_id integer not null references access.council,
    delivery_id bigint generated always as identity,
    notice_id bigint not null,
    channel text not null,
    address text[] not null,
    message_id text not null,
    bounce_token text not null default left(replace(gen_random_uuid()::text, '-', ''), 16),
    state text not null,
    sent_on date,
    sent_at timestamptz,
    ended_on date,
    reason text,
    constraint delivery_is_unique primary key (council_id, delivery_id),
    constraint delivery_is_one_a_notice unique (council_id, notice_id),
    constraint delivery_message_is_unique unique (council_id, message_id),
    constraint delivery_is_of_a_notice foreign key (council_id, notice_id) references letters.notice,
    constraint delivery_channel_is_known check (channel in ('email', 'post')),
    constraint delivery_address_fits_its_channel check (
        array_position(address, null) is null
        and case channel when 'email' then cardinality(address) = 1 else cardinality(address) between 1 and 7 end),
    constraint delivery_token_is_random check (bounce_token ~ '^[0-9a-f]{16}$'),
    constraint delivery_state_is_known check (state in ('ready', 'held', 'sent', 'bounced', 'withdrawn')),
    constraint delivery_on_paper_is_held check (state <> 'held' or channel = 'post'),
    constraint delivery_sent_has_its_moment check (
        (sent_on is null) = (sent_at is null)
        and case state when 'sent' then sent_at is not null when 'bounced' then true else sent_at is null end),
    constraint delivery_end_has_its_day check ((ended_on is not null) = (state in ('bounced', 'withdrawn'))),
    constraint delivery_withdrawn_says_why check ((reason is not null) = (state = 'withdrawn'))
);
create index delivery_waiting on letters.delivery (council_id, channel) where state in ('ready', 'held');

-- One attempt to hand a mail over: begun before the server hears of it, ended once.
create table letters.attempt (
    council_id integer not null references access.council,
    delivery_id bigint not null,
    number integer not null,
    started_at timestamptz not null,
    ended_at timestamptz,
    answer text,
    code text,
    detail text,
    constraint attempt_is_unique primary key (council_id, delivery_id, number),
    constraint attempt_is_of_a_delivery foreign key (council_id, delivery_id) references letters.delivery,
    constraint attempt_number_begins_at_one check (number >= 1),
    constraint attempt_answer_is_known check (
        answer in ('accepted', 'refused', 'postponed', 'unusable', 'unknown')),
    constraint attempt_end_has_an_answer check ((ended_at is null) = (answer is null)),
    constraint attempt_detail_is_short check (length(detail) <= 300 and length(code) <= 20)
);

-- A report that a mail did not arrive, by the hash of the report: read twice, kept once.
create table letters.bounce (
    council_id integer not null references access.council,
    delivery_id bigint not null,
    report_hash text not null,
    status text not null,
    diagnostic text,
    seen_on date not null,
    seen_at timestamptz not null,
    constraint bounce_is_unique primary key (council_id, delivery_id, report_hash),
    constraint bounce_is_of_a_delivery foreign key (council_id, delivery_id) references letters.delivery,
    constraint bounce_diagnostic_is_short check (length(diagnostic) <= 300 and length(status) <= 20)
);

-- What is known of an e-mail address: the latest line of a physician and address holds; a new address has none.
create table letters.contact_check (
    council_id integer not null references access.council,
    contact_check_id bigint generated always as identity,
    physician_id bigint not null,
    email text not null,
    state text not null,
    source text not null,
    since date not null,
    recorded_by text not null,
    recorded_at timestamptz not null,
    constraint contact_check_is_unique primary key (council_id, contact_check_id),
    constraint contact_check_state_is_known check (state in ('valid', 'to_check', 'refused')),
    constraint contact_check_source_is_known check (source in ('bounce', 'agent', 'physician', 'verification'))
);
create index contact_check_by_physician on letters.contact_check (council_id, physician_id, contact_check_id);

-- What passed between a council and a physician besides notices: added, never changed; a later line corrects.
create table letters.thread_entry (
    council_id integer not null references access.council,
    thread_entry_id bigint generated always as identity,
    physician_id bigint not null,
    kind text not null,
    happened_on date not null,
    words text not null,
    person_id bigint not null references access.person,
    recorded_by text not null,
    recorded_at timestamptz not null,
    constraint thread_entry_is_unique primary key (council_id, thread_entry_id),
    constraint thread_entry_kind_is_known check (kind in ('call', 'reply', 'returned', 'note')),
    constraint thread_entry_is_short check (length(words) between 1 and 2000)
);
create index thread_entry_by_physician on letters.thread_entry (council_id, physician_id, happened_on);
create index thread_entry_by_person on letters.thread_entry (person_id);
