"""Exceptional readings from end to end, over the real server: break-glass with a fresh code, the notice to the council,
its acknowledgement, its end by the council and by the clock, and what the database lets such a session do.
"""

import re
import time

import database
import files
from accounts import PASSWORD, Visitor, code_of, secret_of, served
from program import Program

COUNCILS = ["33", "75"]
REASON = "incident 4711 : une liste ne s'affiche plus"
PEOPLE = {
    "national": ("national", "national_administrator", "Noé National"),
    "president": ("33", "president", "Paule Président"),
    "admin": ("33", "council_administrator", "Anne Administrateur"),
    "stranger": ("75", "president", "Étienne Ailleurs")}


class Member:
    """Somebody signed in with a second factor of their own."""

    def __init__(self, program, site, name):
        council, role, called = PEOPLE[name]
        run = program.must("create-admin", "--council", council, "--email", f"{name}@example.org", "--name", called,
                           "--role", role)
        link = "/invitation?" + run.lines[0].partition("/invitation?")[2]
        self.visitor = Visitor(site)
        self.visitor.send("/invitation", self.visitor.ask(link), jeton=link.partition("=")[2], mot_de_passe=PASSWORD,
                          mot_de_passe_2=PASSWORD)
        page = self.visitor.ask("/activation")
        self.secret = secret_of(re.search(r"otpauth://[^<]+", page.text).group(0).replace("&amp;", "&"))
        self.visitor.send("/activation", page, code=code_of(self.secret))

    def read(self, path):
        return self.visitor.ask(path)

    def send(self, path, **fields):
        return self.visitor.send(path, self.visitor.ask("/aide"), **fields)

    def cookie(self):
        return next(cookie.value for cookie in self.visitor.jar if cookie.name.endswith("sextant-session"))

    def break_glass(self, code="33", reason=REASON, minutes=60, typed=None):
        return self.send("/acces-exceptionnel", conseil=code, minutes=minutes, raison=reason,
                         code=typed or code_of(self.secret, 1))


def seeded(folder):
    base = database.fresh("endtoend_readings")
    program = Program(base)
    country = files.country(folder / "country", 80, COUNCILS)
    program.extraction(country.extraction)
    for code in COUNCILS:
        program.roll(country.roll(code), "2026-11-21", "--council", code)
    program.nightly()
    return base, program


def check_refusals(reader, report):
    for what, answer in {
            "a reason of a few words": reader.break_glass(reason="incident"),
            "a wrong code": reader.break_glass(typed="000000"),
            "no council": reader.break_glass(code="99Z"),
            "two hours": reader.break_glass(minutes=120)}.items():
        report.equal(answer.status, 422, f"{what} opens nothing")
    report.equal(reader.read("/cd/33").status, 404, "before break-glass the council does not exist")


def check_reading(base, reader, report):
    """Opens the glass and reads a file; gives its path."""
    before = reader.cookie()
    opened = reader.break_glass()
    report.equal((opened.status, opened.place), (303, "/cd/33"), "break-glass opens one council")
    report.check(reader.cookie() != before, "the cookie changes with the rights")
    page = reader.read("/cd/33/medecins")
    report.check("Accès exceptionnel" in page.text and "lecture seule" in page.text, "every page says so")
    file = re.search(r"/cd/33/medecins/\d+", page.text).group(0)
    report.equal(reader.read(file).status, 200, "a file is read")
    report.equal(reader.read("/cd/75").status, 404, "no other council")
    report.check(reader.read("/national").status in (403, 404), "nor one's own organisation meanwhile")
    refused = reader.send(f"{file}/affectations", elu="1")
    report.check(refused.status == 403 and "ne fait que lire" in refused.text, f"forms are refused: {refused.status}")
    report.equal(reader.read("/cd/33/medecins.csv").status, 403, "the list is not taken away")
    return file


def check_notice(president, admin, stranger, report):
    for guardian, name in ((president, "president"), (admin, "administrator")):
        start = "/cd/33" if name == "president" else "/cd/33/imports"
        report.check("avis de lecture exceptionnelle" in guardian.read(start).text, f"the {name} is told")
    report.check("avis de lecture" not in stranger.read("/cd/75").text, "another council is not")
    page = president.read("/cd/33/avis").text
    report.check("Noé National" in page and "incident 4711" in page, "the notice says who and why")
    notice = re.search(r'name="avis" value="(\d+)"', page).group(1)
    report.equal(president.send("/cd/33/avis/lecture", avis=notice).status, 303, "the president acknowledges")
    report.check("avis de lecture" not in president.read("/cd/33").text, "and is told no more")
    report.check("avis de lecture" in admin.read("/cd/33/imports").text, "the administrator still is")
    report.equal(stranger.send("/cd/75/avis/lecture", avis=notice).status, 422, "the notice is the council's alone")
    return re.search(r'name="lecture" value="(\d+)"', page).group(1)


def check_end(reader, admin, stranger, reading, file, report):
    report.equal(stranger.send("/cd/75/avis/fin", lecture=reading).status, 422, "another council ends nothing")
    report.equal(reader.read(file).status, 200, "and the reading goes on")
    report.equal(admin.send("/cd/33/avis/fin", lecture=reading).status, 303, "the council ends it")
    report.equal(reader.read(file).status, 404, "the next page shows nothing")
    report.equal(reader.read("/national").status, 200, "the session is back at home")


def check_journal(base, president, file, report):
    number = file.rpartition("/")[2]
    page = president.read(f"/cd/33/journal?type=exceptional&medecin={number}").text
    report.check("a consulté une fiche" in page and "Auditeur" in page, "the journal has the file, who and as whom")
    council = base.council("33")
    rows = base.query(f"""
        select action, kind, role, detail->>'as_role' from access.event
        where council_id = {council} and (kind = 'exceptional' or action = 'notice_acknowledged') order by event_id""")
    report.equal(rows[0], ["reading_started", "exceptional", "national_administrator", "auditor"], "the start")
    report.equal(rows[-1][:3], ["reading_ended", "exceptional", "council_administrator"], "the end, by the council")
    report.check(["file_read", "exceptional", "national_administrator", "auditor"] in rows, "the file")
    report.check(["notice_acknowledged", "change", "president", ""] in rows, "the acknowledgement")
    home = base.query("select action from access.event where council_id = 0 and kind = 'exceptional' order by event_id")
    report.equal(home, [["reading_started"], ["reading_ended"]], "the national council's journal has both ends")
    verified = Program(base).run("verify-audit")
    report.equal(verified.status, 0, f"the chain of seals is whole: {verified!r}")


def check_clock(base, reader, file, report):
    """The end comes by itself: time is moved by hand."""
    time.sleep(31 - time.time() % 30)
    report.equal(reader.break_glass().status, 303, "a second reading, with another code")
    report.equal(reader.read(file).status, 200, "reads")
    base.query("""
        update access.exceptional_reading set opened_at = now() - interval '61 minutes',
            expires_at = now() - interval '1 minute' where ended_at is null""")
    report.equal(reader.read(file).status, 404, "once its time is over nothing is left")
    ended = base.query("select count(*) from access.exceptional_reading where ended_at is null")
    report.equal(ended, [["0"]], "and its end is noted")
    cause = base.value("""
        select detail->>'cause' from access.event where action = 'reading_ended' order by at desc limit 1""")
    report.equal(cause, "expired", "with its cause")


def check_database(base, report):
    """The reader's role by hand, with the permission of a reading that is over."""
    council = base.council("33")
    reading = base.value("select max(reading_id) from access.exceptional_reading")
    answers = base.attempts({
        "reads": (council, "sextant_council_reader",
                  f"set local sextant.reading = '{reading}'; select count(*) from registry.registration"),
        "writes": (council, "sextant_council_reader", "delete from registry.registration"),
        "opens": (council, "sextant_council_reader", "update access.exceptional_reading set ended_at = null")})
    report.equal(answers["reads"], "0", "after the end the database shows no row")
    for verb in ("writes", "opens"):
        report.check("permission denied" in answers[verb], f"it never {verb}: {answers[verb]}")


def run(report, folder):
    base, program = seeded(folder)
    with served(program) as site:
        reader, president, admin, stranger = (Member(program, site, name) for name in PEOPLE)
        check_refusals(reader, report)
        file = check_reading(base, reader, report)
        reading = check_notice(president, admin, stranger, report)
        check_end(reader, admin, stranger, reading, file, report)
        check_journal(base, president, file, report)
        check_clock(base, reader, file, report)
    check_database(base, report)
