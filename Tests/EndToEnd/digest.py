"""The summary of the week and the addresses of physicians, from end to end, on the demonstration of Monday 8 January
2029: who is sent one, once, with what, counted in the files of the mail server; then letters and mails that ask for
addresses.
"""

import email
import email.policy
import re
import sys
import time

import database
from accounts import served
from alerts import Person, Worker, ledger, until, words
from mail import Sink
from program import Program

DAY, NEXT = "2029-01-08", "2029-01-15"
COUNCIL, OTHER = "33", "75"
PHYSICIANS = 300
# Whoever works on cases; not the elected member, the auditor and the administrator of the accesses.
READERS = {"agent du conseil", "agent instructeur", "président du conseil", "secrétaire de la commission"}
LINK = re.compile(r"https?://\S+")


def digests(sink):
    """(reader, message id, body) of each summary in the files of the mail server."""
    found = []
    for path, kept in zip(sorted(sink.mails.glob("*.eml")), sink.kept()):
        message = email.message_from_bytes(path.read_bytes(), policy=email.policy.default)
        if str(message["Subject"]).startswith("Sextant : votre semaine"):
            found.append((kept["rcpt"], message["Message-ID"], message.get_content()))
    return found


def readers(sign_ins):
    return sorted({row[3] for row in sign_ins if row[0] in (COUNCIL, OTHER) and row[1].casefold() in READERS})


def check_once(program, base, sink, sign_ins, report):
    """Each member of the staff has one; a worker that begins again, and two at once, send no second one."""
    expected = readers(sign_ins)
    for _ in range(2):
        with Worker(program, report), Worker(program, report):
            until(40, lambda: len(digests(sink)) >= len(expected))
            time.sleep(3)
    found = digests(sink)
    report.equal(sorted(reader for reader, _, _ in found), expected, "who was sent a summary, each once")
    report.equal(len({message for _, message, _ in found}), len(found), "each bears a message id of its own")
    states = base.query("select state, count(*) from alerts.digest group by state order by state")
    report.equal(states, [["sent", str(len(expected))]], "what the table says of them")
    return found


def check_words(program, base, found, report):
    """Numbers and links: no name, no RPPS number, no e-mail address of a physician."""
    names = {word.upper() for row in base.query(
        "select family_name from standings.standing where length(family_name) >= 5") for word in row}
    # A council is named, and may bear the name of somebody.
    names -= {word for row in base.query("select upper(name) from access.council")
              for word in re.findall(r"[\w'-]+", row[0])}
    emails = {row[0] for row in base.query("select email from registry.registration where email is not null")}
    report.check(names and emails, "the demonstration has names and addresses to look for")
    for reader, _, body in found:
        report.check(re.search(r"^- \d+ ", body, re.MULTILINE), f"the summary of {reader} holds no number")
        report.check(not re.search(r"\d{11}", body), f"the summary of {reader} holds an RPPS number")
        told = set(re.findall(r"[\w'-]+", LINK.sub("", body).upper()))
        report.equal(sorted(names & told), [], f"the summary of {reader} names a physician")
        report.equal([one for one in emails if one in body], [], f"the summary of {reader} holds an address")


def check_links(site, sign_ins, found, report):
    """Each link leads its reader to a page with what was counted; somebody of another council is led nowhere."""
    row = next(row for row in sign_ins if row[0] == COUNCIL and row[1].casefold() == "agent instructeur")
    stranger = next(row for row in sign_ins if row[0] == OTHER and row[1].casefold() == "agent instructeur")
    own, other = Person(site, row), Person(site, stranger)
    own.email = row[3]
    body = next(body for reader, _, body in found if reader == row[3])
    links = [link[len(site):] for link in LINK.findall(body) if link.startswith(site)]
    report.check(len(links) >= 2 and links[-1] == "/compte", f"the links: {links}")
    report.check(any(re.fullmatch(rf"/cd/{COUNCIL}/alertes/\d+", link) for link in links), "no link to the campaign")
    for link in links:
        report.equal(own.read(link).status, 200, f"{link} opens for its reader")
    for link in links[:-1]:
        report.equal(other.read(link).status, 404, f"{link} is nothing for another council")
    return own


def check_setting(program, own, sink, sign_ins, report):
    """Off on one's account; the next Monday the others are sent theirs."""
    page = own.read("/compte")
    report.check("Ne plus le recevoir" in page.text, "the account does not offer to stop the summary")
    report.equal(own.send("/compte/recapitulatif", recevoir="non").status, 303, "the summary is stopped")
    report.check("Vous ne recevez pas le récapitulatif" in own.read("/compte").text, "the account does not say so")
    before = len(digests(sink))
    expected = [reader for reader in readers(sign_ins) if reader != own.email]
    program.environment["SEXTANT_TODAY"] = NEXT
    with Worker(program, report):
        until(40, lambda: len(digests(sink)) >= before + len(expected))
        time.sleep(2)
    program.environment["SEXTANT_TODAY"] = DAY
    report.equal(sorted(reader for reader, _, _ in digests(sink)[before:]), expected, "who is sent one a week later")


def offered(person, button):
    """The number that the form of a button carries, or None."""
    page = person.read(f"/cd/{COUNCIL}/contacts").text
    found = re.search(rf'name="nombre" value="(\d+)">\s*<button class="sx-primary">{button}', page)
    return found.group(1) if found else None


def check_contacts(program, base, own, sink, report):
    """Letters ask those without an address; mails verify the others; each is counted on the page."""
    page = own.read(f"/cd/{COUNCIL}/contacts")
    report.equal(page.status, 200, "the page of addresses")
    without = base.value(f"""select count(*) from standings.standing s join access.council c using (council_id)
        where c.code = '{COUNCIL}' and not s.has_email""")
    report.check(f"Sans adresse {without} " in words(page) + " ", f"{without} without an address are not said")
    letters, mails = offered(own, "Demander"), offered(own, "Vérifier")
    report.check(letters and mails, f"letters {letters} and mails {mails} are not both offered")
    if not letters or not mails:
        return
    stale = own.send(f"/cd/{COUNCIL}/contacts/lettres", nombre=str(int(letters) + 1))
    report.equal(stale.status, 409, "another number than the one shown is a conflict")
    report.equal(own.send(f"/cd/{COUNCIL}/contacts/lettres", nombre=letters).status, 303, "letters are asked for")
    report.equal(own.send(f"/cd/{COUNCIL}/contacts/verifications", nombre=mails).status, 303, "mails are asked for")
    count = """select channel, count(*) from letters.published_delivery where kind = 'contact' group by channel
        order by channel"""
    before = len(sink.kept())
    with Worker(program, report):
        until(60, lambda: len(sink.kept()) >= before + int(mails))
        until(30, lambda: [row[0] for row in base.query(count)] == ["email", "post"])
        time.sleep(2)
    report.equal(dict(base.query(count)), {"email": mails, "post": letters}, "what was posted, by its way")
    report.equal(len({kept["messageId"] for kept in sink.kept()[before:]}), int(mails), "one mail each")
    report.equal(offered(own, "Demander"), None, "nobody is asked a second time by letter")
    report.check("Demande par lettre" in own.read(f"/cd/{COUNCIL}/contacts").text, "the progress is not on the page")
    file = own.read(f"/cd/{COUNCIL}/contacts.csv?etat=sans-adresse")
    rows = len(file.text.strip().splitlines()) - 1
    report.equal((file.status, rows), (200, int(without)), "the file has the same rows")


def run(report, folder):
    base = database.fresh("endtoend_digest")
    program = Program(base)
    program.environment |= {"SEXTANT_TODAY": DAY, "SEXTANT_DEMONSTRATION": "yes",
                            "SEXTANT_SECOND_FACTOR": "demonstration", "SEXTANT_NIGHT_HOUR": "off",
                            "SEXTANT_TYPST": sys.executable}
    made = program.must("demo", "--physicians", PHYSICIANS, "--councils", f"{COUNCIL},{OTHER}", "--today", DAY)
    sign_ins = [line.split("\t") for line in made.lines if line.count("\t") == 4]
    sink = Sink(folder)
    try:
        program.environment |= sink.settings()
        with served(program) as site:
            program.environment["SEXTANT_ADDRESS"] = site
            report.check(ledger(program, COUNCIL), "the night of the demonstration proposed nobody")
            found = check_once(program, base, sink, sign_ins, report)
            check_words(program, base, found, report)
            own = check_links(site, sign_ins, found, report)
            check_setting(program, own, sink, sign_ins, report)
            check_contacts(program, base, own, sink, report)
    finally:
        sink.stop()
