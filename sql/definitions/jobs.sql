-- Rights and row-level security of the Jobs room. Re-applied whole at each migration.
grant usage on schema jobs to sextant_council, sextant_national, sextant_queue;
alter table jobs.job enable row level security;
alter table jobs.job force row level security;
drop policy if exists tenant on jobs.job;
create policy tenant on jobs.job to sextant_council, sextant_national
    using (council_id = (select nullif(current_setting('sextant.council', true), '')::int));
grant select, insert, update, delete on jobs.job to sextant_council, sextant_national;

-- Which councils have work, and what was set aside: neither the key nor the payload of a job, and nothing of a person.
drop policy if exists queue on jobs.job;
create policy queue on jobs.job for select to sextant_queue using (true);
drop policy if exists queue_revival on jobs.job;
create policy queue_revival on jobs.job for update to sextant_queue
    using (state = 'poison') with check (state = 'ready');
grant select (council_id, job_id, kind, state, run_at, attempts, leased_until, last_fault, enqueued_at)
    on jobs.job to sextant_queue;
grant update (state, run_at, attempts) on jobs.job to sextant_queue;
