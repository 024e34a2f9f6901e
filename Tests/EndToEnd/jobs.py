"""The queue as its operator sees it: counted by kind, what was set aside listed and put back, its speed measured."""

import signal
import time

import database
from program import Program


def set_aside(base, key, attempts=10):
    return base.value(f"""
        insert into jobs.job (council_id, kind, key, payload, state, run_at, attempts, last_fault)
        values (1, 'test.kind', '{key}', '{{"secret": 1}}', 'poison', now(), {attempts}, 'SQLSTATE 23505')
        returning job_id""")


def check_measure(program, report):
    run = program.run("queue", "measure", "--jobs", "3000", "--lanes", "2")
    said = run.json or {}
    report.check(run.status == 0 and said.get("jobs") == 3000 and said.get("perSecond", 0) > 0, f"a measure: {run!r}")
    report.equal(program.must("queue", "list", "--json").json, {"kinds": [], "poison": []}, "nothing is left of it")
    for options in (("--jobs", "0"), ("--lanes", "99"), ("--size", "0")):
        report.equal(program.run("queue", "measure", *options).status, 64, f"{options} cannot be measured")


def check_poison(program, base, report):
    job = set_aside(base, "claire")
    listed = program.must("queue", "list", "--json")
    aside = {"job": int(job), "council": 1, "kind": "test.kind", "attempts": 10, "fault": "SQLSTATE 23505"}
    report.equal(listed.json["poison"], [aside], "what was set aside is listed")
    said = listed.output + program.must("queue", "list").output
    report.check(b"claire" not in said and b"secret" not in said, "neither key nor content is shown")
    report.equal(program.run("queue", "revive", job).status, 0, "it is put back")
    report.equal(base.query(f"select state, attempts from jobs.job where job_id = {job}"), [["ready", "0"]],
                 "as if it had never been tried")
    again = program.run("queue", "revive", job)
    report.check(again.status == 65 and "mise de côté" in again.errors, f"only once: {again!r}")


def check_settings(program, base, folder, report):
    """What would lose a mail, or send it twice, is named before anything is sent."""
    plain = program.environment.copy()
    server = {"SEXTANT_MAIL_SERVER": "smtp://localhost:587", "SEXTANT_MAIL_DOMAIN": "sextant.example"}
    base.query(f"alter database {base.name} set synchronous_commit = off")
    said = program.run("check-config")
    report.equal(said.status, 0, f"without a mail server nothing is asked of the commits: {said!r}")
    program.environment = {**plain, **server}
    said = program.run("check-config")
    report.check(said.status == 65 and b"synchronous_commit vaut off" in said.output, f"commits are forgotten: {said!r}")
    base.query(f"alter database {base.name} set synchronous_commit = on")
    said = program.run("check-config")
    report.equal(said.status, 0, f"commits are kept: {said.output.decode()[:300]} {said!r}")
    maildir = folder / "maildir"
    (maildir / "new").mkdir(parents=True)
    for settings, named in (
            ({"SEXTANT_MAIL_DOMAIN": ""}, "SEXTANT_MAIL_DOMAIN : absent"),
            ({"SEXTANT_MAIL_USER": "sextant"}, "SEXTANT_MAIL_PASSWORD"),
            ({"SEXTANT_MAIL_SERVER": "smtp://a b"}, "SEXTANT_MAIL_SERVER"),
            ({"SEXTANT_BOUNCE_FOLDER": str(maildir)}, "n'est pas un Maildir"),
            ({"SEXTANT_PLATFORM_ADDRESS": "http://exemple.fr"}, "SEXTANT_PLATFORM_ADDRESS")):
        program.environment = {**plain, **server, **settings}
        said = program.run("check-config")
        report.check(said.status == 65 and named in said.output.decode(), f"{settings}: {said.output.decode()[:300]}")
    (maildir / "cur").mkdir()
    program.environment = {**plain, **server, "SEXTANT_BOUNCE_FOLDER": str(maildir)}
    report.equal(program.run("check-config").status, 0, "a Maildir with new and cur is one")
    program.environment = plain


def check_worker(program, base, report):
    """A worker with nothing to do ends at once when it is asked to."""
    worker = program.start("worker", "--every", "30")
    time.sleep(3)
    began = time.monotonic()
    worker.send_signal(signal.SIGTERM)
    ended = program.finish(worker)
    report.check(ended.status == 0 and time.monotonic() - began < 5, f"the worker ends at once: {ended!r}")
    base.query("alter table standings.impact rename to impact_away")
    worker = program.start("worker", "--every", "30")
    time.sleep(3)
    worker.send_signal(signal.SIGTERM)
    said = program.finish(worker).errors
    base.query("alter table standings.impact_away rename to impact")
    report.check("worker: impact: SQLSTATE 42P01" in said and "relation" not in said,
                 f"the log has the class of a fault, never the words of the database: {said[-500:]}")
    report.equal(program.run("worker", "--lanes", "0").status, 64, "no lane is no worker")


def run(report, folder):
    base = database.fresh("endtoend_jobs")
    program = Program(base)
    check_measure(program, report)
    check_poison(program, base, report)
    check_settings(program, base, folder, report)
    check_worker(program, base, report)
