"""Personal data from end to end: a list, two reviews, an execution and its certificate; the copy for the person it is
about; and no name or RPPS number in an address, a log or a metric, whatever was opened."""

import contextlib
import hashlib
import html
import json
import re
import subprocess
import time
import urllib.parse

import database
import files
from accounts import Visitor, free_port
from program import TODAY, Program

COUNCIL, OTHER = "33", "2A"
# A run of eleven digits: an RPPS number.
NUMBER = re.compile(r"(?<!\d)\d{11}(?!\d)")
MOST_PAGES = 60
ROLES = ["Agent instructeur", "Agent du conseil", "Administrateur du conseil", "Auditeur"]


@contextlib.contextmanager
def served(program, folder, name):
    """`sextant serve` as a demonstration; yields the address of the site and the file of its log."""
    port, log = free_port(), folder / f"{name}.log"
    with open(log, "wb") as file:
        process = subprocess.Popen(
            ["sextant", "serve", "--port", str(port)], stdout=file, stderr=file,
            env={**program.environment, "SEXTANT_DEMONSTRATION": "yes", "SEXTANT_SECOND_FACTOR": "demonstration",
                 "LOG_LEVEL": "trace"})
        site = f"http://127.0.0.1:{port}"
        try:
            for _ in range(300):
                with contextlib.suppress(Exception):
                    if Visitor(site).ask("/readyz").status == 200:
                        break
                time.sleep(0.1)
            yield site, log
        finally:
            process.terminate()
            process.wait(20)
            for line in log.read_text(encoding="utf-8", errors="replace").splitlines():
                if " error " in line:
                    print(f"the server says: {line[:300]}")


def sign_in(site, person):
    """A visitor who has signed in as a person of the demonstration."""
    visitor = Visitor(site)
    page = visitor.ask("/connexion")
    answer = visitor.ask("/connexion", {"preuve": page.proof, "courriel": person[3], "mot-de-passe": person[4]})
    if answer.status != 303:
        raise RuntimeError(f"{person[3]} cannot sign in: {answer.status}")
    return visitor


def addresses(text):
    """Every address that a page holds."""
    return [html.unescape(found) for found in re.findall(r'(?:href|action|src)="([^"]*)"', text)]


def crawl(visitor, start):
    """Breadth first; gives every address emitted, with the page it was on, and the texts of the pages."""
    waiting, known, shapes, emitted, texts = [start], {start}, {}, [], []
    while waiting and len(texts) < MOST_PAGES:
        path = waiting.pop(0)
        shape = re.sub(r"\d+", "0", path)
        shapes[shape] = shapes.get(shape, 0) + 1
        if shapes[shape] > 2:
            continue
        answer = visitor.ask(path)
        texts.append(answer.text)
        found = addresses(answer.text) + ([answer.place] if answer.place else [])
        emitted += [(place, path) for place in found]
        for place in found:
            place = place.split("#")[0]
            if place.startswith("/") and place not in known and not place.startswith("/fichiers"):
                known.add(place)
                waiting.append(place)
    return emitted, texts


class Names:
    """Who must not be named: the physicians of two councils."""

    def __init__(self, base):
        rows = base.query("select rpps_number, lower(family_name), lower(given_name) from registry.physician p "
                          "where family_name is not null")
        self.numbers = {row[0] for row in rows}
        # A name of three letters is part of many words.
        self.names = {row[1] for row in rows if len(row[1]) > 3}

    def found(self, text, words=True):
        """The numbers, and the names as whole words, that a text holds."""
        plain = urllib.parse.unquote(text).lower()
        found = {number for number in NUMBER.findall(plain) if number in self.numbers}
        if words:
            found |= set(re.findall(r"[^\W\d_]+(?:[ '-][^\W\d_]+)*", plain)) & self.names
        return found


def check_no_name(report, base, program, people, folder):
    """Pages of every role, files, searches and errors: their addresses and the log name nobody."""
    names = Names(base)
    report.check(len(names.numbers) > 200 and len(names.names) > 50, "the demonstration has physicians")
    sample = base.query("select rpps_number, family_name, given_name from registry.physician p "
                        "where exists (select from registry.registration r where r.physician_id = p.physician_id) "
                        "and length(family_name) > 3 order by physician_id limit 3")
    with served(program, folder, "pages") as (site, log):
        total = 0
        for person in people:
            visitor = sign_in(site, person)
            emitted, texts = crawl(visitor, f"/cd/{COUNCIL}")
            total += len(texts)
            for place, page in emitted:
                found = names.found(place)
                if found:
                    report.check(False, f"{person[1]}: an address on {page} names {sorted(found)[:2]}: {place}")
            for number, family, _ in sample:
                for text in (number, family):
                    proof = visitor.ask("/aide").proof
                    led = visitor.ask("/recherche", {"preuve": proof, "q": text})
                    answer = visitor.ask(led.place) if led.place else led
                    places = addresses(answer.text) + [led.place, answer.place]
                    linked = [place for place in places if place and names.found(place)]
                    report.check(not linked, f"{person[1]}: searching leads to {linked[:2]}")
                # What somebody types by mistake.
                for place in (f"/cd/{COUNCIL}/medecins/{number}", f"/{urllib.parse.quote(family)}/{number}",
                              f"/api/v1/physicians/{number}"):
                    report.check(visitor.ask(place).status in (401, 403, 404), f"{person[1]}: a number in an address")
        report.check(total > 60, f"the crawl read {total} pages")
        plain = Visitor(site)
        states = [plain.ask(path).text for path in ("/readyz", "/healthz", "/metrics")]
        report.check(not any(names.found(text) for text in states), "no metric names anybody")
    said = log.read_text(encoding="utf-8", errors="replace")
    report.check(said.strip(), "the server logs")
    for line in said.splitlines():
        found = names.found(line)
        if found:
            report.check(False, f"the log names {sorted(found)[:2]}: {line[:160]}")
    report.check(not names.found(said), "the log names nobody")


def check_block_four(report, base, people, site):
    """What was declared for block 4 stands on no page, export or journal."""
    codes = sorted({row[0] for row in base.query(
        "select distinct action_code from registry.declaration where action_code like 'mg4-%'")})
    report.check(codes, "the demonstration has declarations of block 4")
    owners = base.query(
        "select distinct d.physician_id from registry.declaration d join access.council c using (council_id) "
        f"where c.code = '{COUNCIL}' and d.action_code like 'mg4-%' limit 4")
    for person in people:
        visitor = sign_in(site, person)
        texts = [visitor.ask(f"/cd/{COUNCIL}/medecins/{row[0]}").text for row in owners]
        texts += [visitor.ask(f"/cd/{COUNCIL}/{path}").text for path in (
            "medecins", "medecins.csv", "journal", "journal.csv", "ecarts", "donnees-personnelles")]
        shown = {code for code in codes for text in texts if code in text}
        report.check(not shown, f"{person[1]} sees {sorted(shown)[:2]}")
    journal = base.value(
        "select coalesce(string_agg(concat_ws(' ', subject, reason, detail::text, old_values::text, "
        "new_values::text), ' '), '') from access.event")
    report.check(not any(code in journal for code in codes), "the journal says nothing of block 4")


def check_copy(report, base, program, people, site, folder):
    """The copy for the person: whole for who instructs, masked for the others and for a command, and recorded."""
    rows = base.query(
        "select p.physician_id, p.rpps_number, p.family_name from registry.physician p "
        "join registry.declaration d on d.physician_id = p.physician_id join access.council c using (council_id) "
        f"where c.code = '{COUNCIL}' and d.action_code like 'mg4-%' and not d.is_deleted order by 1 limit 1")
    physician, number, family = rows[0]
    copies = {}
    for person in people:
        visitor = sign_in(site, person)
        page = visitor.ask(f"/cd/{COUNCIL}/medecins/{physician}")
        proof = page.proof or visitor.ask("/aide").proof
        answer = visitor.ask(f"/cd/{COUNCIL}/medecins/{physician}/copie", {"preuve": proof, "motif": "demande écrite"})
        copies[person[1]] = answer
        if person[1] in ("Agent instructeur", "Président"):
            report.equal(answer.status, 200, f"{person[1]} may hand over a copy")
            report.check(number in answer.text and family in answer.text, "the copy names its person")
            report.check("<script" not in answer.text and "src=" not in answer.text, "the copy stands by itself")
        else:
            report.equal(answer.status, 403, f"{person[1]} may not hand over a copy")
    report.check("mg4-" in copies["Agent instructeur"].text, "the copy of who instructs is whole")
    report.check("mg4-" not in copies["Président"].text, "another copy says nothing of block 4")
    report.check("bloc 4" in copies["Président"].text, "it says what it leaves out")
    out = folder / "person.json"
    run = program.run("export", "person", "--council", COUNCIL, "--rpps", number, "--out", out)
    report.equal(run.status, 0, f"the command writes a copy: {run!r}")
    said = out.read_text(encoding="utf-8")
    report.check("mg4-" not in said and json.loads(said)["isWhole"] is False, "a command leaves block 4 out")
    report.check(program.run("export", "person", "--council", COUNCIL, "--rpps", number, "--out", out).status != 0,
                 "a copy that is there is not overwritten")
    report.check(program.run("export", "person", "--council", OTHER, "--rpps", number, "--out", folder / "no").status
                 != 0, "another council has no file of that person")
    report.equal(base.value("select count(*) from access.event where action = 'person_file_exported' and "
                            f"subject = 'physician:{physician}' and reason is not null"), "3",
                 "each copy is in the journal with its reason")


def check_purge(report, base, program, people, site, folder):
    """Somebody who left long ago: listed by a command, reviewed by two, executed, certified."""
    number = files.physician_number(990001)
    program.roll(files.write_roll(folder / "left.csv", [{
        "rpps": number, "departement_inscription": COUNCIL, "date_inscription": "1999-01-04", "specialite_sm": "SM53",
        "fin_inscription": "2010-06-30", "motif_fin": "retraite"}],
        files.ROLL_COLUMNS + ["fin_inscription", "motif_fin"]))
    physician = base.value(f"select physician_id from registry.physician where rpps_number = '{number}'")
    run = program.run("purge", "propose", "--council", COUNCIL, "--as-of", "2026-11-22")
    report.equal(run.status, 65, f"a list of a day to come is refused: {run!r}")
    run = program.run("purge", "propose", "--council", COUNCIL, "--as-of", TODAY, "--json")
    report.equal(run.status, 0, f"the list is made: {run!r}")
    purge = run.json["purge"]
    report.check(run.json["ready"] >= 1, f"the list names somebody: {run.json}")
    place = f"/cd/{COUNCIL}/donnees-personnelles/purges/{purge}"
    instructor, president = (
        sign_in(site, next(p for p in people if p[1] == role)) for role in ("Agent instructeur", "Président"))
    page = instructor.ask(place)
    report.check(f"Fiche n° {physician}" in page.text.replace("\u00a0", " "), "the page shows whom it is about")
    report.equal(instructor.send(f"{place}/execution", page).status, 422, "nothing is executed before two reviews")
    report.equal(instructor.send(f"{place}/relecture", page).status, 303, "the first reviews")
    report.equal(instructor.send(f"{place}/relecture", page).status, 422, "the same person does not review twice")
    report.equal(president.send(f"{place}/relecture", president.ask(place)).status, 303, "the second reviews")
    report.equal(president.send(f"{place}/execution", president.ask(place)).status, 303, "the list is executed")
    left = base.value(
        f"select (select count(*) from registry.registration where physician_id = {physician}) + "
        f"(select count(*) from registry.registration_past where physician_id = {physician}) + "
        f"(select count(*) from registry.practice where physician_id = {physician}) + "
        f"(select count(*) from registry.practice_past where physician_id = {physician}) + "
        f"(select count(*) from registry.qualification where physician_id = {physician})")
    report.equal(left, "0", "nothing of that person is left")
    certificate = json.loads(president.ask(f"{place}/certificat.json").text)
    names = sorted(["physician:" + physician] if certificate["physicians"] == 1 else [])
    if names:
        report.equal(certificate["sha256"], hashlib.sha256((names[0] + "\n").encode()).hexdigest(),
                     "the certificate holds the hash of what went")
    report.check(len(set(certificate["reviewedBy"])) == 2, "the certificate names the two who reviewed")
    report.equal(program.must("replay", "--council", COUNCIL, "--json").json["differences"], 0,
                 "what is left is judged as before")


def run(report, folder):
    base = database.fresh("endtoend_personal")
    program = Program(base)
    text = program.must("demo", "--physicians", "300", "--councils", f"{COUNCIL},{OTHER}", "--today", TODAY)
    people = [line.split("\t") for line in text.lines if line.count("\t") == 4]
    people = [person for person in people if person[0] == COUNCIL and person[1] in ROLES]
    # The demonstration has no president: its agent takes the chair.
    base.query("update access.membership m set role = 'president' from access.person p where m.person_id = p.person_id "
               f"and p.email = 'agent.{COUNCIL}@example.org'")
    for person in people:
        person[1] = "Président" if person[3] == f"agent.{COUNCIL}@example.org" else person[1]
    report.check({"Agent instructeur", "Président"} <= {person[1] for person in people}, f"who may enter: {people}")
    check_no_name(report, base, program, people, folder)
    with served(program, folder, "acts") as (site, _):
        check_block_four(report, base, people, site)
        check_copy(report, base, program, people, site, folder)
        check_purge(report, base, program, people, site, folder)
    run = program.run("purge", "expired", "--json")
    report.check(run.status == 0 and run.json is not None, f"what ends by itself is removed: {run!r}")
