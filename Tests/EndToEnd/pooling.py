"""pgbouncer in transaction mode between the program and PostgreSQL: requests of two councils share few sessions, and
none ever meets a row of the other. A plain SET through the same pooler does leak: the danger is real."""

import concurrent.futures
import hashlib
import http.client
import os
import pathlib
import re
import shutil
import subprocess
import tempfile
import time

import certificate
import database
import files
from program import Program

COUNCILS = ["33", "2A"]
REQUESTS, LANES, SESSIONS = 1000, 8, 3


class Pooler:
    """pgbouncer on a unix socket, as the user who runs the database: it refuses to run as root."""

    def __init__(self):
        self.socket = os.environ["PGHOST"]
        self.folder = tempfile.mkdtemp(prefix="sextant-pool-")
        owner = os.stat(self.socket)
        if os.geteuid() == 0:
            os.chown(self.folder, owner.st_uid, owner.st_gid)
        self.log = pathlib.Path(self.folder) / "log"
        users = pathlib.Path(self.folder) / "users"
        users.write_text('"sextant_login" ""\n', encoding="utf-8")
        settings = pathlib.Path(self.folder) / "pgbouncer.ini"
        settings.write_text(
            f"[databases]\n* = host={self.socket} port=5432\n[pgbouncer]\nlisten_addr =\nlisten_port = 6432\n"
            f"unix_socket_dir = {self.folder}\nauth_type = trust\nauth_file = {users}\npool_mode = transaction\n"
            f"default_pool_size = {SESSIONS}\nmax_client_conn = 200\nlogfile = {self.log}\n"
            "ignore_startup_parameters = extra_float_digits\n", encoding="utf-8")
        program = shutil.which("pgbouncer") or "/usr/sbin/pgbouncer"
        drop = ["setpriv", f"--reuid={owner.st_uid}", f"--regid={owner.st_gid}", "--clear-groups", "--inh-caps=-all"]
        self.process = subprocess.Popen(
            (drop if os.geteuid() == 0 else []) + [program, "-q", str(settings)], cwd="/",
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        for _ in range(200):
            if os.path.exists(f"{self.folder}/.s.PGSQL.6432") or self.process.poll() is not None:
                break
            time.sleep(0.05)

    def settings(self, base):
        """The connection string of the program through the pooler."""
        return f"host={self.folder} port=6432 dbname={base.name} user=sextant_login"

    def ask(self, base, statements):
        """Runs statements as the login through the pooler; the lines that came back."""
        environment = {**os.environ, "PGHOST": self.folder, "PGPORT": "6432", "PGDATABASE": base.name,
                       "PGUSER": "sextant_login"}
        done = subprocess.run(["psql", "-X", "-A", "-t", "-q", "-f", "-"], input=statements.encode(),
                              env=environment, capture_output=True, timeout=300)
        return done.stdout.decode().split()

    def stop(self):
        self.process.terminate()
        self.process.wait(timeout=30)
        shutil.rmtree(self.folder, ignore_errors=True)


def signed_in(base, code):
    """A session of an agent of a council, as a browser would hold it: the secret of its cookie."""
    secret = hashlib.sha256(f"session {code}".encode()).hexdigest()
    base.query(f"""
        with somebody as (
            insert into access.person (email, name) values ('agent.{code.lower()}@example.org', 'Claire Petit')
            returning person_id),
        member as (
            insert into access.membership (council_id, person_id, role, during)
            select c.council_id, p.person_id, 'agent', daterange('2026-01-01', null)
            from access.council c, somebody p where c.code = '{code}')
        insert into access.session (token_hash, person_id, council_id, role, opened_at, expires_at)
        select sha256('{secret}'::bytea), p.person_id, c.council_id, 'agent', now(), now() + interval '1 hour'
        from access.council c, somebody p where c.code = '{code}'""")
    return secret


def numbers_of(base, council):
    """The physicians of a council who are on no other roll: keys and numbers."""
    rows = base.query(
        "select p.physician_id, p.rpps_number from registry.physician p join registry.registration r "
        f"using (physician_id) group by 1, 2 having min(r.council_id) = {council} and max(r.council_id) = {council}")
    return {row[0] for row in rows}, {row[1] for row in rows}


def page(address, path, secret):
    connection = http.client.HTTPConnection(address.removeprefix("http://"), timeout=60)
    connection.request("GET", path, headers={"Cookie": f"sextant-session={secret}"})
    answer = connection.getresponse()
    text = answer.read().decode("utf-8")
    connection.close()
    return answer.status, text


def named(text):
    """The physicians that a page names: keys of its links and eleven digits."""
    flat = text.replace("\u00a0", "")
    return set(re.findall(r"/medecins/([0-9]+)", text)), set(re.findall(r"(?<![0-9])[0-9]{11}(?![0-9])", flat))


def check_pages(base, pooler, report):
    """A thousand interleaved pages of two councils over three sessions of the server."""
    program = Program(base)
    program.environment["SEXTANT_DATABASE"] = pooler.settings(base)
    process, address = certificate.started(program)
    people = {code: numbers_of(base, base.council(code)) for code in COUNCILS}
    secrets = {code: signed_in(base, code) for code in COUNCILS}
    paths = ["", "/medecins", "/medecins?tri=echeance", "/medecins.csv", "/ecarts", "/imports"]

    def ask(place):
        code = COUNCILS[place % 2]
        other = people[COUNCILS[1 - place % 2]]
        status, text = page(address, f"/cd/{code}{paths[place // 2 % len(paths)]}", secrets[code])
        keys, numbers = named(text)
        own = bool(keys & people[code][0] or numbers & people[code][1])
        return status, own, len(keys & other[0]) + len(numbers & other[1])

    try:
        with concurrent.futures.ThreadPoolExecutor(LANES) as lanes:
            answers = list(lanes.map(ask, range(REQUESTS)))
    finally:
        process.terminate()
        process.wait(timeout=30)
    report.equal({status for status, _, _ in answers}, {200}, "every page through the pooler is served")
    report.equal(sum(foreign for _, _, foreign in answers), 0, f"{REQUESTS} interleaved pages name nobody of the other")
    report.check(sum(own for _, own, _ in answers) > REQUESTS // 4, "and they do name their own physicians")


def check_statements(base, pooler, report):
    """The application's own way, in raw SQL: two councils side by side through the same sessions."""
    councils = {code: base.council(code) for code in COUNCILS}

    def many(code):
        one = (f"begin; select set_config('sextant.council', '{councils[code]}', true) <> '' as t, "
               "set_config('role', 'sextant_council', true) <> '' as r \\gset\n"
               "select distinct council_id from registry.registration;\ncommit;\n")
        return pooler.ask(base, one * 250)

    with concurrent.futures.ThreadPoolExecutor(4) as lanes:
        answers = list(zip(COUNCILS * 2, lanes.map(many, COUNCILS * 2)))
    for code, lines in answers:
        report.equal((len(lines), set(lines)), (250, {councils[code]}),
                     f"each of 250 transactions of {code} sees the rows of its own council alone")
    report.equal(pooler.ask(base, "select count(*) from registry.registration;"), [],
                 "and what comes after them has no right left")


def check_danger(base, pooler, report):
    """What a plain SET would do: the next client of the pooler is the council before."""
    mine = base.council(COUNCILS[0])
    for _ in range(SESSIONS):
        pooler.ask(base, f"set sextant.council = '{mine}'; set role sextant_council;")
    rows = pooler.ask(base, "select count(*) from registry.registration;")
    report.check(rows and int(rows[0]) > 0, f"a plain SET leaks to the next client, and this test sees it ({rows})")


def run(report, folder):
    base = database.fresh("endtoend_pooling")
    program = Program(base)
    country = files.country(folder / "country", 200, COUNCILS)
    program.extraction(country.extraction)
    for code in COUNCILS:
        program.roll(country.roll(code), "2026-11-21", "--council", code)
        program.accounts(country.accounts(code), "--council", code)
    program.nightly()
    pooler = Pooler()
    try:
        check_pages(base, pooler, report)
        check_statements(base, pooler, report)
        check_danger(base, pooler, report)
    finally:
        pooler.stop()
