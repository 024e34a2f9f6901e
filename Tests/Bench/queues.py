"""The queue against PostgreSQL's own best on a table of the same shape, in the same run; then mails by the second."""

import json
import os
import pathlib
import re
import statistics
import subprocess
import sys
import time

import database
import process
from ledger import say

LANES = 2
BATCHED, SINGLE, MAILS = 50_000, 5_000, 500
SINK = pathlib.Path(__file__).parents[2] / "deploy" / "lib" / "sink.py"


def measure(ledger, folder, rounds):
    database.script("create schema if not exists bench; create table bench.job (like jobs.job including all);")
    for jobs, size, name, least in (
            (BATCHED, 100, "100 a transaction", 0.2), (SINGLE, 1, "one a transaction", 0.01)):
        ours, limits = [], []
        for turn in range(rounds):
            say(f"queue, {name} {turn + 1}/{rounds}")
            limits.append(raw(folder, jobs, size))
            # Both begin on the same ground: an empty table whose statistics say so.
            database.script("truncate jobs.job; vacuum analyze jobs.job;")
            said = json.loads(process.sextant(
                "queue", "measure", "--jobs", str(jobs), "--lanes", str(LANES), "--size", str(size)).output)
            ours.append(said["perSecond"])
        value, limit = statistics.median(ours), statistics.median(limits)
        ledger.report(f"queue, {name}, jobs per second, against raw skip locked", value, limit, value / limit,
                      at_least=least)
    mails(ledger, folder)


def raw(folder, jobs, size):
    """The limit: as many clients as lanes take the same rows away, by one prepared statement a transaction."""
    database.script(f"""
truncate bench.job;
vacuum analyze bench.job;
insert into bench.job (council_id, kind, key, payload, run_at)
select 0, 'bench', g::text, '{{}}', now() from generate_series(1, {jobs}) g;
""")
    script = pathlib.Path(folder) / "claim.sql"
    script.write_text(f"""
with due as (
    select job_id from bench.job where council_id = 0 and kind = 'bench' and state = 'ready' and run_at <= now()
    order by run_at, job_id limit {size} for update skip locked)
delete from bench.job j using due where j.council_id = 0 and j.job_id = due.job_id;
""", encoding="utf-8")
    said = process.run([
        "pgbench", "--no-vacuum", "--protocol=prepared", f"--client={LANES}", f"--jobs={LANES}",
        f"--transactions={jobs // size // LANES}", f"--file={script}"]).output
    left = int(database.value("select count(*) from bench.job"))
    seconds = jobs / size / float(re.search(r"tps = ([0-9.]+) \(without", said).group(1))
    return (jobs - left) / seconds


def mails(ledger, folder):
    """One conversation with a server of this machine, STARTTLS and password included; the server is a script, and is
    most of the time."""
    if subprocess.run([sys.executable, "-c", "import aiosmtpd"], capture_output=True).returncode != 0:
        say("no aiosmtpd in this Python: mails are not measured")
        return
    sink = subprocess.Popen([sys.executable, str(SINK), str(pathlib.Path(folder) / "sink")], stdout=subprocess.PIPE,
                            stderr=subprocess.DEVNULL)
    try:
        facts = json.loads(sink.stdout.readline())
        environment = {
            **os.environ, "SEXTANT_MAIL_SERVER": f"smtp://localhost:{facts['port']}", "SEXTANT_MAIL_CA": facts["ca"],
            "SEXTANT_MAIL_USER": facts["user"], "SEXTANT_MAIL_PASSWORD": facts["password"],
            "SEXTANT_MAIL_DOMAIN": "sextant.example"}
        readers = [part for number in range(MAILS) for part in ("--to", f"medecin{number}@example.org")]
        began = time.monotonic()
        subprocess.run(["sextant", "check-mail", "--from", "essai@sextant.example", *readers], env=environment,
                       check=True, capture_output=True)
        seconds = time.monotonic() - began
        kept = len(list(pathlib.Path(facts["mails"]).glob("*.json")))
        if kept != MAILS:
            raise SystemExit(f"the mail server kept {kept} of {MAILS} mails")
        ledger.report("mails per second to the mail server of the tests, one conversation", MAILS / seconds)
    finally:
        sink.terminate()
        sink.wait()
