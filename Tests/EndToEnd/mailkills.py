"""A campaign of alerts whose worker and database are killed with `kill -9` again and again: every late physician has one
message, under one message id. Counted from the files of the mail server alone, never from the ledger.

200 physicians and 10 kills; with SEXTANT_LONG 5 000 and 200. It breaks its cluster: as a part it runs this file again
inside another `deploy/database`. A second copy of one message id is what « at least once » allows, and is said.
"""

import collections
import email
import json
import os
import pathlib
import random
import re
import signal
import subprocess
import sys
import tempfile
import time

import crash
import database
import files
from accounts import Visitor, served
from mail import Sink
from program import Program
from report import Report

COUNCIL, DAY = "33", "2029-01-02"
PHYSICIANS, KILLS, PAUSE = (5_000, 200, 0.01) if os.environ.get("SEXTANT_LONG") else (200, 10, 0.04)
# Of the kills: those that the mail server does right after its 250, and those of PostgreSQL.
OF_THE_SINK, OF_THE_SERVER = (KILLS * 3 + 9) // 10, (KILLS * 2 + 9) // 10
# Beside those who are late: registered a short while ago, and late without an e-mail address.
YOUNG, UNREACHED = 20, 5
ROOT = pathlib.Path(__file__).parents[2]
PASSWORD = "lune corail tambour"


def address(rank):
    return f"medecin{rank}@example.org"


def write_roll(path):
    """Late ones, young ones, and late ones whom no e-mail reaches."""
    def row(rank, since, reached):
        return {"rpps": files.physician_number(rank), "departement_inscription": COUNCIL, "date_inscription": since,
                "date_diplome": "2014-01-02", "specialite_sm": "SM53",
                "courriel_rpps": address(rank) if reached else "", "adresse_1": f"MEDECIN {rank}",
                "adresse_2": "1 RUE DES ESSAIS", "adresse_3": "33000 BORDEAUX"}
    rows = [row(rank, "2015-01-02", True) for rank in range(PHYSICIANS)]
    rows += [row(PHYSICIANS + rank, "2028-06-01", True) for rank in range(YOUNG)]
    rows += [row(PHYSICIANS + YOUNG + rank, "2015-01-02", False) for rank in range(UNREACHED)]
    return files.write_roll(path, rows, [*files.ROLL_COLUMNS, "courriel_rpps", "adresse_1", "adresse_2", "adresse_3"])


class Workers:
    """The worker under fire; its process id stands in a file for the mail server."""

    def __init__(self, program, folder):
        self.program, self.place, self.log = program, folder / "worker.pid", open(folder / "worker.log", "ab")
        self.process = None

    def start(self):
        self.process = subprocess.Popen(
            ["sextant", "worker", "--every", "1", "--lanes", "2"], env=self.program.environment,
            stdin=subprocess.DEVNULL, stdout=self.log, stderr=self.log)
        partial = self.place.with_suffix(".part")
        partial.write_text(str(self.process.pid), encoding="utf-8")
        os.replace(partial, self.place)

    def is_dead(self):
        return self.process.poll() is not None

    def kill(self):
        self.place.unlink(missing_ok=True)
        self.process.send_signal(signal.SIGKILL)
        self.process.wait()

    def stop(self):
        """Ends it as the system would; gives its exit status."""
        self.place.unlink(missing_ok=True)
        self.process.send_signal(signal.SIGTERM)
        try:
            return self.process.wait(timeout=40)
        except subprocess.TimeoutExpired:
            self.process.kill()
            return self.process.wait()


class Council:
    """Two people who may approve, at the pages of the site."""

    def __init__(self, program, site):
        self.program = program
        self.people = [self.enter(program, site, name, role) for name, role in
                       (("agent", "instructing_agent"), ("president", "president"))]
        listed = self.people[0].ask(f"/cd/{COUNCIL}/alertes").text
        found = re.search(rf"/cd/{COUNCIL}/alertes/\d+", listed)
        if not found:
            raise RuntimeError(f"the night proposed no campaign: {listed[:500]}")
        self.campaign = found.group(0)

    @staticmethod
    def enter(program, site, name, role):
        run = program.must("create-admin", "--council", COUNCIL, "--email", f"{name}@example.org", "--name",
                           f"{name} Essai", "--role", role)
        link = "/invitation?" + run.lines[0].partition("/invitation?")[2]
        visitor = Visitor(site)
        visitor.send("/invitation", visitor.ask(link), jeton=link.partition("=")[2], mot_de_passe=PASSWORD,
                     mot_de_passe_2=PASSWORD)
        return visitor

    def approve(self, report):
        for person in self.people:
            page = person.ask(self.campaign)
            seen = re.search(r'name="vu" value="([^"]*)"', page.text)
            answer = person.send(f"{self.campaign}/approbation", page, vu=seen.group(1) if seen else "")
            report.equal(answer.status, 303, f"an approval of {self.campaign}: {answer.text[-600:]}")

    def release(self):
        """Has the rest sent after the first batch; false while it cannot be."""
        try:
            page = self.people[1].ask(self.campaign)
            return self.people[1].send(f"{self.campaign}/suite", page).status == 303
        except OSError:
            return False


class Battle:
    """Kills until the last one, and lets time pass for what the dead had in hand."""

    def __init__(self, base, workers, server, sink, council):
        self.base, self.workers, self.server, self.sink, self.council = base, workers, server, sink, council
        self.kills, self.is_released, self.random = collections.Counter(), False, random.Random(20290102)
        self.seen = (0, time.monotonic())

    def plan(self):
        """When, as the number of mails in the sink, and whom; the first two while messages are still being prepared."""
        whom = ["server"] * OF_THE_SERVER + ["worker"] * (KILLS - OF_THE_SINK - OF_THE_SERVER)
        self.random.shuffle(whom)
        points = [0, 0] + sorted(self.random.sample(range(1, PHYSICIANS - 10), len(whom) - 2))
        return list(zip(points, whom))

    def run(self):
        plan = self.plan()
        end = time.monotonic() + 120 + 6 * KILLS + PHYSICIANS
        self.workers.start()
        while time.monotonic() < end:
            self.pass_a_minute_at_a_stand()
            self.see_the_dead()
            if plan and self.sink.count() >= plan[0][0]:
                time.sleep(self.random.uniform(0, 1 if plan[0][0] == 0 else 0.1))
                self.see_the_dead()
                self.strike(plan.pop(0)[1])
            self.is_released = self.is_released or self.council.release()
            if not plan and self.is_released and self.left() == 0:
                return
            # Nobody puts it back here: a mail that no worker ever began must not be set aside for the deaths of others.
            aside = self.base.query("select kind, attempts, last_fault from jobs.job where state = 'poison' limit 5")
            if aside:
                raise RuntimeError(f"set aside: {aside}, after {self.kills}")
            time.sleep(0.05)
        left = self.base.query("select kind, state, attempts, last_fault, run_at - now() from jobs.job limit 5")
        raise RuntimeError(f"the queue is not empty in time: {self.kills}, {self.left()} left, {left}, plan {plan[:3]}")

    def see_the_dead(self):
        """The mail server kills by itself."""
        if self.workers.is_dead():
            self.kills["sink"] += 1
            self.restart()

    def strike(self, whom):
        self.kills[whom] += 1
        if whom == "worker":
            self.workers.kill()
            self.restart()
        else:
            self.server.kill()
            time.sleep(self.random.uniform(0, 0.5))
            self.server.start()

    def restart(self):
        """Nobody is alive: what the dead had in hand is free once their minute is over, which is now."""
        self.pass_a_minute()
        self.workers.start()

    def pass_a_minute_at_a_stand(self):
        """What was put off, after a database that was away or by a lane that met an attempt of the dead, is due in a
        minute or more: nothing has moved for ten seconds, so that it is due now."""
        count = self.sink.count()
        if count != self.seen[0]:
            self.seen = (count, time.monotonic())
        elif self.is_released and time.monotonic() > self.seen[1] + 10:
            self.pass_a_minute()
            self.pass_an_hour()
            self.seen = (count, time.monotonic())

    def pass_a_minute(self):
        self.base.query("""
            set session_replication_role = replica;
            update letters.attempt set started_at = started_at - interval '2 minutes' where ended_at is null;
            update jobs.job set leased_until = now() - interval '1 second' where state = 'leased';
            update jobs.job set run_at = now() where state = 'ready' and run_at > now() and kind = 'letters.send'""")

    def pass_an_hour(self):
        """The rest was sent by hand before its hour: what was to send it then finds nothing to do."""
        self.base.query("update jobs.job set run_at = now() where state = 'ready'")

    def left(self):
        return int(self.base.value("select count(*) from jobs.job"))


class CountingSink(Sink):
    def count(self):
        return sum(1 for name in os.listdir(self.mails) if name.endswith(".json"))

    def by_reader(self):
        """The message ids of each mail by reader and milestone."""
        found = collections.defaultdict(list)
        for path in sorted(self.mails.glob("*.eml")):
            mail = email.message_from_bytes(path.read_bytes())
            said = json.loads(path.with_suffix(".json").read_text(encoding="utf-8"))
            found[said["rcpt"], mail["Sextant-Echeance"]].append(mail["Message-ID"])
        return found


def late_readers(program):
    """Who is late on that day and has an address, by the export of standings alone."""
    numbers = {files.physician_number(rank): address(rank) for rank in range(PHYSICIANS + YOUNG)}
    late = {rpps for rpps, row in program.standings(DAY).items() if row["late"] in (True, "true")}
    return {numbers[rpps] for rpps in late if rpps in numbers}


def check_sink(sink, wanted, battle, report):
    found = sink.by_reader()
    readers = [reader for reader, _ in found]
    report.equal(sorted(wanted - set(readers))[:5], [], "nobody who is late is left without a message")
    report.equal(sorted(set(readers) - wanted)[:5], [], "nobody else has one")
    report.equal({milestone for _, milestone in found}, {"2029-01-01"}, "each message names its milestone")
    report.equal([key for key, ids in found.items() if len(set(ids)) != 1][:5], [], "nobody has a second message id")
    report.equal(len({ids[0] for ids in found.values()}), len(found), "no two readers share a message id")
    twice = sum(len(ids) > 1 for ids in found.values())
    report.check(twice <= sum(battle.kills.values()) * 2, f"only a kill makes a second copy: {twice} of them")
    kills = ", ".join(f"{whom} {number}" for whom, number in sorted(battle.kills.items()))
    print(f"{len(found)} destinataires, {sum(battle.kills.values())} arrêts brutaux ({kills}) : {twice} destinataires ont "
          f"reçu deux exemplaires d'un même message", flush=True)


def check_paper(program, base, report):
    """Those whom no e-mail reaches each have one letter that waits to be printed, to their own address; nobody else
    has one. Paper leaves no file: it is counted in the deliveries."""
    wanted = {files.physician_number(PHYSICIANS + YOUNG + rank) for rank in range(UNREACHED)}
    late = {rpps for rpps, row in program.standings(DAY).items() if row["late"] in (True, "true")}
    report.equal(sorted(wanted - late), [], "those without an e-mail address are late too")
    found = base.query("""
        select f.rpps_number, count(*), min(d.state), min(array_to_string(d.address, ' / ')) from letters.delivery d
        join letters.notice n using (council_id, notice_id)
        join registry.physician f on f.physician_id = n.physician_id
        where d.channel = 'post' group by f.rpps_number""")
    report.equal(sorted(row[0] for row in found), sorted(wanted), "each of them has a letter, and nobody else")
    report.equal({(row[1], row[2]) for row in found}, {("1", "held")}, "one each, which waits to be printed")
    report.check(all("1 RUE DES ESSAIS" in row[3] for row in found), f"to their own address: {found[:2]}")


def seeded(folder):
    base = database.fresh("endtoend_mailkills")
    # The throw-away cluster forgets what it acknowledged when it is killed, which would be its loss and not ours.
    base.query("alter database endtoend_mailkills set synchronous_commit = on")
    program = Program(base)
    program.environment["SEXTANT_TODAY"] = DAY
    program.environment["SEXTANT_NIGHT_HOUR"] = "off"
    program.roll(write_roll(folder / "roll.csv"), DAY)
    program.nightly(DAY)
    return base, program


def fight(report, folder):
    base, program = seeded(folder)
    wanted = late_readers(program)
    report.equal(len(wanted), PHYSICIANS, "the physicians registered long ago are late, the young ones are not")
    workers, server = Workers(program, folder), crash.Server()
    sink = CountingSink(folder, "--pause", str(PAUSE), "--kill-after-250", str(workers.place),
                        str(PHYSICIANS // (OF_THE_SINK + 1)))
    program.environment.update(sink.settings())
    try:
        with served(program, SEXTANT_DEMONSTRATION="yes", SEXTANT_SECOND_FACTOR="demonstration") as site:
            council = Council(program, site)
            council.approve(report)
            battle = Battle(base, workers, server, sink, council)
            battle.run()
            report.equal(workers.stop(), 0, "the worker ends well when it is asked to")
        report.check(sum(battle.kills.values()) >= KILLS, f"kills: {battle.kills}")
        check_sink(sink, wanted, battle, report)
        check_paper(program, base, report)
    finally:
        if workers.process and not workers.is_dead():
            workers.kill()
        sink.stop()
        server.stop()


def run(report, _):
    command = [ROOT / "deploy" / "database", "env", f"PATH={os.environ['PATH']}", sys.executable, __file__]
    done = subprocess.run(command, capture_output=True, text=True, timeout=7200)
    print(done.stdout, end="")
    found = re.search(r"^(\d+) passed, (\d+) failed$", done.stdout, re.MULTILINE)
    report.passed += int(found[1]) if found else 0
    said = done.stdout[-300:] + done.stderr[-600:]
    report.check(done.returncode == 0, f"a campaign under kills: {said}")


def main():
    report = Report()
    with tempfile.TemporaryDirectory(prefix="sextant-mailkills-") as name:
        fight(report, pathlib.Path(name))
    print(report.closing_line())
    return 1 if report.failures or not report.passed else 0


if __name__ == "__main__":
    sys.exit(main())
