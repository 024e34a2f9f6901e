"""Campaigns of alerts from end to end, on the demonstration of 2 January 2029: proposed by the night, previewed and
approved on the site, sent by the worker, counted in the files of the mail server.
"""

import collections
import datetime
import email
import email.policy
import html
import json
import pathlib
import re
import signal
import sys
import time

import ar24
import database
import files
import postal
from accounts import Visitor, served
from mail import Sink
from program import Program

DAY = "2029-01-02"
COUNCIL, OTHER = "33", "75"
OPENING = datetime.date(2027, 1, 1)
PHYSICIANS = 900
CASES = pathlib.Path(__file__).parents[1] / "ProgressTests" / "Resources" / "rules-cases.json"


def anniversary(start, years):
    """The day so many years later; 1 March where there is no 29 February (V2)."""
    try:
        return start.replace(year=start.year + years)
    except ValueError:
        return datetime.date(start.year + years, 3, 1)


def milestone(row, day=DAY):
    """The milestone at which this physician is to be alerted on this day, or None (R30), apart from the program."""
    if row["state"] != "in_cycle" or row["complete"]:
        return None
    today = datetime.date.fromisoformat(day)
    start, end = (datetime.date.fromisoformat(row[name]) for name in ("cycle_start", "cycle_end"))
    passed = [anniversary(start, years) for years in range(3, 12)]
    passed = [day for day in passed if OPENING <= day <= today and day <= end]
    if not passed or (today - passed[-1]).days > 90:
        return None
    last = passed[-1]
    elapsed, length = last.year - start.year, (end - start).days // 365
    required = sum(row[f"required{block}"] for block in range(1, 5))
    counted = sum(min(row[f"b{block}"], row[f"required{block}"]) for block in range(1, 5))
    return last if counted < required * elapsed // length else None


def words(page):
    """The text of a page's content, its spaces plain."""
    inside = page.text.partition("<main")[2].partition("</main>")[0]
    text = html.unescape(re.sub(r"<[^>]+>", " ", inside)).replace("\u2019", "'")
    return re.sub(r"[\s\u00a0\u202f]+", " ", text)


def number(text, after):
    found = re.search(after + r" ?: ?(\d[\d ]*)", text)
    return int(found.group(1).replace(" ", "")) if found else None


class Person:
    """Somebody of the demonstration, signed in."""

    def __init__(self, site, row):
        self.role, self.name = row[1], row[2]
        self.visitor = Visitor(site)
        page = self.visitor.ask("/connexion")
        self.visitor.send("/connexion", page, courriel=row[3], mot_de_passe=row[4])

    def read(self, path):
        return self.visitor.ask(path)

    def send(self, path, **fields):
        return self.visitor.send(path, self.visitor.ask("/aide"), **fields)

    def approve(self, campaign):
        """As the page lets one approve: with what it showed."""
        found = re.search(r'name="vu" value="([^"]*)"', self.read(campaign).text)
        return self.send(f"{campaign}/approbation", vu=found.group(1) if found else "")


class Council:
    """One council of the demonstration, with the people who work there and its campaign."""

    def __init__(self, code, site, sign_ins):
        self.code = code
        mine = [row for row in sign_ins if row[0] == code]
        self.people = {row[1]: Person(site, row) for row in mine}
        self.agent = self.of("agent du conseil")
        self.instructor = self.of("agent instructeur")
        self.president = self.of("président du conseil")
        page = self.agent.read(f"/cd/{code}/alertes")
        found = re.findall(rf"/cd/{code}/alertes/(\d+)", page.text)
        self.campaign = f"/cd/{code}/alertes/{found[0]}" if found else None

    def of(self, *roles):
        for role, person in self.people.items():
            if role.casefold() in roles:
                return person
        raise RuntimeError(f"nobody is {roles[0]} in {sorted(self.people)}")

    def entries(self):
        """The links to the recipients, all pages, by entry."""
        found = {}
        for page in range(1, 100):
            text = self.agent.read(f"{self.campaign}?page={page}").text
            part = text.partition('id="destinataires"')[2].partition('id="exclus"')[0]
            rows = re.findall(r'/destinataires/(\d+)">([^<]*)<', part)
            if set(dict(rows)) <= set(found):
                return found
            found.update(rows)
        return found


def ledger(program, code):
    run = program.must("export", "alerts", "--format", "jsonl", "--council", code)
    return [json.loads(line) for line in run.lines]


def count(rows):
    return dict(collections.Counter(row["state"] for row in rows))


def check_proposal(program, council, report):
    """The night proposed those whom the rule names, and nobody else."""
    standings = program.standings(DAY, "--council", council.code)
    due = {rpps: str(milestone(row)) for rpps, row in standings.items() if milestone(row)}
    rows = ledger(program, council.code)
    report.equal({row["rpps"]: row["milestone_on"] for row in rows}, due, f"{council.code}: who is due, and for what")
    report.check(len(due) > 60, f"{council.code}: {len(due)} physicians are due")
    complete = {rpps for rpps, row in standings.items() if row["complete"]}
    report.check(complete and not complete & {row["rpps"] for row in rows}, "no complete physician is in the ledger")
    again = program.must("nightly", "--as-of", DAY, "--json").json
    report.equal(again.get("proposed"), 0, "a second night proposes nobody")
    report.equal(ledger(program, council.code), rows, "and changes nothing")
    channels = collections.Counter(row["channel"] for row in rows if row["state"] == "proposed")
    report.check(channels["email"] > 0 and channels["post"] > 0, f"some go by mail and some by post: {channels}")
    return rows


def check_preview(council, rows, report):
    """Who would receive what, with the text and the reason, and who is left out."""
    page = council.agent.read(council.campaign)
    text = words(page)
    proposed = [row for row in rows if row["state"] == "proposed"]
    report.check("Rien n'est parti" in text and "deuxième personne" in text, "the page says what will happen")
    report.check("approbation" not in page.text, "an agent has no button to approve")
    report.check(f"Page suivante" in text, "the recipients have pages of fifty")
    entries = council.entries()
    report.equal(len(entries), len(proposed), "every recipient is on one of the pages")
    report.check(not any(row["rpps"] in page.text for row in rows), "no RPPS number is on the page")
    entry = next(iter(entries))
    one = words(council.agent.read(f"{council.campaign}/destinataires/{entry}"))
    for part in ("Objet :", "Pourquoi", "Actions retenues", "Dernière vérification"):
        report.check(part in one, f"a recipient's page says « {part} »")
    report.equal(council.president.read(f"{council.campaign}/destinataires/999999999").status, 404, "nobody is 404")
    return entries


def check_choice(program, council, entries, report):
    """An agent leaves somebody out with a reason; without one nothing changes; whoever is not late is not added."""
    first, second = list(entries)[:2]
    exclude = f"{council.campaign}/exclusions"
    refused = council.agent.send(exclude, destinataire=first)
    report.check(refused.status == 422 and "Erreur" in refused.text, f"without a reason: {refused.status}")
    report.equal(council.agent.send(exclude, raison="appel reçu").status, 422, "nobody ticked is refused")
    done = council.agent.send(exclude, destinataire=first, raison="en arrêt de longue durée, appel du 2 janvier")
    report.equal(done.status, 303, "with a reason, somebody is left out")
    report.check("en arrêt de longue durée" in words(council.agent.read(council.campaign)), "the reason is on the page")
    report.equal(council.president.send(exclude, destinataire=second, raison="essai").status, 403,
                 "a president does not prepare")
    standings = program.standings(DAY, "--council", council.code)
    complete = next(rpps for rpps, row in standings.items() if row["complete"])
    added = council.agent.send(f"{council.campaign}/ajouts", rpps=complete, raison="à sa demande")
    report.check(added.status == 422 and "retard" in added.text, f"a complete physician is not added: {added.status}")
    nobody = council.agent.send(f"{council.campaign}/ajouts", rpps="19999999999", raison="essai")
    report.equal(nobody.status, 422, "a number that nobody has is refused")
    report.equal(count(ledger(program, council.code)).get("excluded", 0) > 0, True, "the ledger has the exclusion")
    return first


def check_approval(council, report):
    """Above fifty recipients two people approve, and not one twice."""
    approve = f"{council.campaign}/approbation"
    report.equal(council.agent.send(approve).status, 403, "an agent does not approve")
    unseen = council.instructor.send(approve, vu="0-0")
    report.check(unseen.status == 409 and "relisez" in unseen.text, f"another list is not approved: {unseen.status}")
    page = words(council.instructor.read(council.campaign))
    report.check(re.search(r"Approuver l'envoi à \d+ destinataires", page) is not None, "the button says how many")
    first = council.instructor.approve(council.campaign)
    report.check("deuxieme-personne" in first.place, f"the first approval asks for another: {first.place}")
    report.equal(council.instructor.approve(council.campaign).status, 409, "the same person does not approve twice")
    seen = council.president.read(f"{council.campaign}?fait=campagne-approuvee")
    report.check("est approuvée" not in words(seen), "a notice that is not true of the campaign is not said")
    began = time.monotonic()
    second = council.president.approve(council.campaign)
    report.check(second.status == 303 and "campagne-approuvee" in second.place, f"another does: {second.place}")
    report.check(time.monotonic() - began < 8, f"the answer took {time.monotonic() - began:.1f} s")
    late = council.instructor.send(approve)
    report.check(late.status == 409 and council.president.name in late.text,
                 f"whoever comes too late reads who decided: {late.status}")
    out = council.agent.send(f"{council.campaign}/exclusions", destinataire="1", raison="appel reçu ce matin")
    report.equal(out.status, 303, "somebody is left out after the approval too, as long as nothing has left")


class Worker:
    """`sextant worker`, ended as a service manager ends it."""

    def __init__(self, program, report):
        self.program, self.report = program, report

    def __enter__(self):
        self.process = self.program.start("worker", "--every", "1")
        return self

    def __exit__(self, *_):
        self.process.send_signal(signal.SIGTERM)
        ended = self.program.finish(self.process)
        self.report.equal(ended.status, 0, f"the worker ends well: {ended!r}")


def until(seconds, found):
    end = time.monotonic() + seconds
    while not (value := found()) and time.monotonic() < end:
        time.sleep(0.2)
    return value


def wanted(rows):
    return [row for row in rows if row["channel"] == "email" and row["state"] not in ("excluded", "retracted")]


def check_sending(program, council, sink, report):
    """A first batch, then the rest; counted in the files of the mail server."""
    mails = wanted(ledger(program, council.code))
    with Worker(program, report):
        until(30, lambda: len(sink.kept()) >= 10)
        time.sleep(3)
        first = len(sink.kept())
        # One of the first batch may be the one who was left out above.
        report.check(9 <= first <= 50 and first < len(mails), f"a first batch of {first} out of {len(mails)} leaves")
        page = words(council.agent.read(council.campaign))
        report.check("Un premier lot part" in page, "the page says that a first batch leaves")
        released = council.instructor.send(f"{council.campaign}/suite")
        report.check(released.status == 303, f"somebody releases the rest: {released.status}")
        until(120, lambda: len(sink.kept()) >= len(mails))
        time.sleep(2)
    kept = sink.kept()
    report.equal(len(kept), len(mails), "every mail is in the sink, once")
    report.equal(len({mail["messageId"] for mail in kept}), len(kept), "each with an id of its own")
    report.equal(len({mail["rcpt"] for mail in kept}), len(kept), "each to another reader")
    rows = ledger(program, council.code)
    report.equal(sum(row["state"] == "sent" for row in rows), len(kept), f"the ledger says so: {count(rows)}")
    waiting = [row for row in rows if row["channel"] == "post" and row["state"] == "approved"]
    page = words(council.agent.read(council.campaign))
    report.check(len(waiting) > 0 and "Lettre à imprimer" in page + words(council.agent.read(council.campaign + "?page=2")),
                 f"{len(waiting)} letters wait, and the page says so")
    return kept


def check_mails(program, council, entries, sink, report):
    """What a mail holds, and what it must not."""
    names = [frozenset(html.unescape(name).upper().split()) for name in entries.values()]
    numbers = set(program.standings(DAY, "--council", council.code))
    for path in sorted(sink.mails.glob("*.eml")):
        message = email.message_from_bytes(path.read_bytes(), policy=email.policy.default)
        body = message.get_content()
        report.check(message["Sextant-Echeance"] is not None and message["Sextant-Echeance"] <= DAY,
                     f"{path.name}: the milestone {message['Sextant-Echeance']}")
        report.check(not set(re.findall(r"\d{11}", body)) & numbers, f"{path.name} holds an RPPS number")
        report.check("accompagn" in body and "CNP" in body, f"{path.name}: help and the CNP are offered")
        report.check("Conseil" in str(message["From"]), f"{path.name}: {message['From']} does not name the council")
        report.check("specialitesmedicales.org" in body, f"{path.name} does not say where the colleges are found")
        report.check("n\u2019impose un nombre" in re.sub(r"\s+", " ", body), f"{path.name} does not say what the date is")
        # A mail holds no more of a person than is needed (R24): no numbers of the programme, no reason, nobody else.
        for word in ("retenues", "attendues", "demandées", "Raison", "exclu"):
            report.check(word not in body, f"{path.name} holds « {word} »")
        report.check(not re.search(r"\d+ sur \d+", body), f"{path.name} holds a count")
        rest = set(body.partition("\n\n")[2].upper().split())
        report.check(not [name for name in names if name <= rest], f"{path.name} names somebody after its greeting")


def check_retraction(program, council, entries, sink, report):
    """An alert that was sent is taken back by a second mail."""
    before = len(sink.kept())
    for entry in entries:
        path = f"{council.campaign}/destinataires/{entry}"
        if "Rétracter cette alerte" in words(council.instructor.read(path)):
            break
    report.equal(council.agent.send(path + "/retractation", raison="essai").status, 403, "an agent does not retract")
    page = words(council.instructor.read(path))
    report.check("aucun message ne la donne" in page and "Le texte qui annulerait cette alerte, par courriel" in page,
                 "the page shows what will leave and by which way, and that the reason is not in it")
    report.check("Phrase pour le médecin" in page, "what a letter on paper would say is asked for apart")
    report.check("Référence du message" in page and "Le texte envoyé" in page, "the page shows what left, and its reference")
    report.equal(council.instructor.send(path + "/retractation").status, 422, "a retraction has a reason")
    done = council.instructor.send(path + "/retractation", raison="une action avait été mal rattachée")
    report.equal(done.status, 303, "an alert is taken back")
    report.equal(council.instructor.send(path + "/retractation", raison="encore").status, 409, "once")
    with Worker(program, report):
        until(60, lambda: len(sink.kept()) > before)
        time.sleep(1)
    report.equal(len(sink.kept()) - before, 1, "a second mail says so")
    report.equal(sum(row["state"] == "retracted" for row in ledger(program, council.code)), 1, "the ledger says so")


def caught_up(folder, council, numbers):
    """A feed that makes these general practitioners complete: the actions of the case R01-1 of the rules."""
    case = next(case for case in json.loads(CASES.read_text(encoding="utf-8"))["cases"] if case["id"] == "R01-1")
    lines = [files.action_line(number, f"{number}/{action['id']}", action)
             for number in numbers for action in case["input"]["actions"]]
    return files.write_accounts(folder / f"caught-up-{council}", council, lines, DAY)


def check_stop(program, base, folder, council, sink, report):
    """Those who catch up between approval and sending receive nothing, and enough of them stop the campaign."""
    if "deuxieme" in council.instructor.approve(council.campaign).place:
        council.president.approve(council.campaign)
    standings = program.standings(DAY, "--council", council.code)
    due = {row["rpps"] for row in wanted(ledger(program, council.code))}
    better = sorted(rpps for rpps in due if standings[rpps]["framework"] == "medecine-generale"
                    and standings[rpps]["cycle_start"] == "2023-01-01")
    report.check(len(better) >= 3, f"{len(better)} of {len(due)} recipients catch up")
    program.accounts(caught_up(folder, council.code, better))
    standings = program.standings(DAY, "--council", council.code)
    better = [rpps for rpps in better if not standings[rpps]["late"]]
    addresses = base.query("""select p.rpps_number, r.email from registry.registration r
        join registry.physician p using (physician_id) where r.email is not null""")
    before = len(sink.kept())
    with Worker(program, report):
        until(45, lambda: "arrêtée" in words(council.agent.read(council.campaign)))
        council.instructor.send(f"{council.campaign}/suite")
        until(45, lambda: "arrêtée" in words(council.agent.read(council.campaign)))
        time.sleep(3)
    page = words(council.agent.read(council.campaign))
    report.check("Cette campagne est arrêtée" in page, "the campaign stops by itself")
    left = {mail["rcpt"] for mail in sink.kept()[before:]}
    report.check(len(left) < len(due) - len(better), f"it stopped before all of {len(due)} were asked: {len(left)} left")
    report.equal(left & {address for rpps, address in addresses if rpps in set(better)}, set(),
                 "nobody who caught up received anything")
    report.equal(council.agent.send(f"{council.campaign}/reprise", raison="essai").status, 403, "an agent does not resume")
    report.equal(council.president.send(f"{council.campaign}/abandon").status, 422, "giving up has a reason")
    given_up = council.president.send(f"{council.campaign}/abandon", raison="les médecins sont à jour")
    report.equal(given_up.status, 303, "somebody gives it up")
    report.equal(council.president.send(f"{council.campaign}/reprise", raison="essai").status, 409, "for good")


def run(report, folder):
    base = database.fresh("endtoend_alerts")
    program = Program(base)
    program.environment |= {"SEXTANT_TODAY": DAY, "SEXTANT_DEMONSTRATION": "yes",
                            "SEXTANT_SECOND_FACTOR": "demonstration", "SEXTANT_NIGHT_HOUR": "off",
                            "SEXTANT_TYPST": sys.executable}
    made = program.must("demo", "--physicians", PHYSICIANS, "--councils", f"{COUNCIL},{OTHER}", "--today", DAY)
    sign_ins = [line.split("\t") for line in made.lines if line.count("\t") == 4]
    sink, carrier = Sink(folder), ar24.StandIn()
    try:
        program.environment |= sink.settings() | carrier.settings()
        with served(program) as site:
            # Where the carrier knocks.
            program.environment["SEXTANT_ADDRESS"] = site
            council = Council(COUNCIL, site, sign_ins)
            rows = check_proposal(program, council, report)
            entries = check_preview(council, rows, report)
            check_choice(program, council, entries, report)
            check_approval(council, report)
            check_sending(program, council, sink, report)
            check_mails(program, council, entries, sink, report)
            check_retraction(program, council, entries, sink, report)
            other = Council(OTHER, site, sign_ins)
            postal.check(council, other, lambda: Worker(program, report), lambda: ledger(program, COUNCIL), folder, report)
            ar24.check(council, other, lambda: Worker(program, report), carrier, base, report)
            report.equal(other.agent.read(council.campaign).status, 404, "another council's campaign is not there")
            check_stop(program, base, folder, other, sink, report)
    finally:
        sink.stop()
        carrier.stop()
