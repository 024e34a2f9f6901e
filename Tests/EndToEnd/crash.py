"""The server killed with `kill -9` while a lot is applied: the register is as before (contracts §0, §5).

It breaks its cluster: as a part it runs this file again inside another `deploy/database`.
"""

import os
import pathlib
import re
import signal
import subprocess
import sys
import tempfile
import time

import database
import files
from program import Program
from report import Report

COUNCIL = "33"
ROOT = pathlib.Path(__file__).parents[2]


class Server:
    """The PostgreSQL server behind this cluster, found by its own file of process ids."""

    def __init__(self):
        self.data = pathlib.Path(os.environ["PGHOST"]) / "data"
        self.pid = self.find()
        self.command = pathlib.Path(f"/proc/{self.pid}/cmdline").read_bytes().decode().split("\0")[:-1]
        self.owner = self.data.stat().st_uid
        self.process = None

    def find(self):
        return int((self.data / "postmaster.pid").read_text().splitlines()[0])

    def kill(self):
        os.kill(self.pid, signal.SIGKILL)

    def start(self):
        """Starts the same server again, which recovers from its log."""
        drop = [] if os.geteuid() else ["setpriv", f"--reuid={self.owner}", f"--regid={self.data.stat().st_gid}",
                                        "--clear-groups"]
        for _ in range(100):
            self.process = subprocess.Popen([*drop, *self.command], cwd="/", stdin=subprocess.DEVNULL,
                                            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
            for _ in range(100):
                if self.process.poll() is not None:
                    break
                if subprocess.run(["pg_isready", "-q"]).returncode == 0:
                    self.pid = self.process.pid
                    return
                time.sleep(0.05)
            time.sleep(0.1)
        raise RuntimeError("the server does not start again")

    def stop(self):
        if self.process and self.process.poll() is None:
            self.process.send_signal(signal.SIGINT)
            self.process.wait()


def busy_in(base, words):
    """Waits until a backend works on a statement with these words; false after a while."""
    for _ in range(400):
        if base.query("select 1 from pg_stat_activity where usename = 'sextant_login' and state <> 'idle' "
                      f"and query ilike '%{words}%' and pid <> pg_backend_pid()"):
            return True
        time.sleep(0.005)
    return False


def big_roll(path, physicians):
    rows = ({"rpps": files.physician_number(rank), "departement_inscription": COUNCIL,
             "date_inscription": "2015-01-02", "date_diplome": "2014-01-02", "specialite_sm": "SM53"}
            for rank in range(physicians))
    return files.write_roll(path, rows)


def check_server_killed(base, program, server, folder, words, report):
    before = base.dump(("registry", "standings", "intake"))
    # What the server has promised is on the disk before it is killed: the throw-away cluster does not wait for it.
    base.query("checkpoint")
    beside = program.start("import", "roll", big_roll(folder / "big.csv", 40_000), "--as-of", "2026-11-21", "--apply",
                           "--json")
    report.check(busy_in(base, words), f"the lot was being applied when the server was killed ({words})")
    server.kill()
    run = program.finish(beside)
    report.check(run.status == 69 and not run.output, f"the command says that the database is out of reach: {run!r}")
    report.check("interne" not in run.errors, f"and says it in a sentence: {run!r}")
    run = program.run("export", "standings", "--as-of", "2026-11-21", "--format", "csv")
    report.check(run.status == 69 and not run.output, f"so does a command on a dead server: {run!r}")
    server.start()
    found = database.difference(before, base.dump(("registry", "standings", "intake")))
    report.equal(found, "", f"the register is as before after kill -9 ({words})")


def check_backend_killed(base, program, folder, report):
    before = base.dump(("registry", "standings", "intake"))
    beside = program.start("import", "roll", folder / "big.csv", "--as-of", "2026-11-21", "--apply", "--json")
    report.check(busy_in(base, "registry.registration"), "the lot was being applied when its connection was cut")
    base.query("select pg_terminate_backend(pid) from pg_stat_activity where usename = 'sextant_login'")
    run = program.finish(beside)
    report.check(run.status == 69 and not run.output, f"a connection cut half-way is out of reach: {run!r}")
    report.equal(database.difference(before, base.dump(("registry", "standings", "intake"))), "",
                 "the register is as before after a connection was cut")


def run(report, _):
    command = [ROOT / "deploy" / "database", "env", f"PATH={os.environ['PATH']}", sys.executable, __file__]
    done = subprocess.run(command, capture_output=True, text=True, timeout=900)
    print(done.stdout, end="")
    found = re.search(r"^(\d+) passed, (\d+) failed$", done.stdout, re.MULTILINE)
    report.passed += int(found[1]) if found else 0
    said = done.stdout[-300:] + done.stderr[-300:]
    report.check(done.returncode == 0, f"a server killed while a lot is applied: {said}")


def main():
    report, server = Report(), Server()
    base = database.fresh("endtoend_crash")
    program = Program(base)
    try:
        with tempfile.TemporaryDirectory(prefix="sextant-crash-") as name:
            folder = pathlib.Path(name)
            country = files.country(folder / "country", 60, [COUNCIL])
            program.roll(country.roll(COUNCIL))
            program.accounts(country.accounts(COUNCIL))
            program.nightly()
            for words in ("roll_line", "registry.registration"):
                check_server_killed(base, program, server, folder, words, report)
            check_backend_killed(base, program, folder, report)
            lot = program.roll(folder / "big.csv")
            report.equal(lot["new"], 40_000, "the same lot is applied once the server is back")
    finally:
        server.stop()
    print(report.closing_line())
    return 1 if report.failures or not report.passed else 0


if __name__ == "__main__":
    sys.exit(main())
