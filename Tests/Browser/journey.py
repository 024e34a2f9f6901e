"""From the Monday summary to the printed lot: the mail of Monday 8 January 2029 is read in the files of a mail server,
its link is followed, the campaign approved, the lot asked for and its file taken. The clicks are counted.
"""

import contextlib
import email
import email.policy
import json
import os
import pathlib
import re
import subprocess
import sys
import tempfile
import time

import alerts
import application
import registered

NAME = "browser_journey"
DAY = "2029-01-08"
COUNCIL = alerts.COUNCIL
# So few that one person approves and no first batch goes before the rest.
PHYSICIANS = 70
MOST_CLICKS = 6
SINK = pathlib.Path(__file__).parents[2] / "deploy" / "lib" / "sink.py"


@contextlib.contextmanager
def mail_server(folder):
    """A mail server that keeps what it takes; yields its folder and what a program needs to reach it."""
    process = subprocess.Popen([sys.executable, str(SINK), folder], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
    try:
        facts = json.loads(process.stdout.readline())
        yield pathlib.Path(facts["mails"]), {
            "SEXTANT_MAIL_SERVER": f"smtp://localhost:{facts['port']}", "SEXTANT_MAIL_USER": facts["user"],
            "SEXTANT_MAIL_PASSWORD": facts["password"], "SEXTANT_MAIL_CA": facts["ca"],
            "SEXTANT_MAIL_DOMAIN": "sextant.example"}
    finally:
        process.terminate()
        process.wait(30)


def settings():
    alerts.NAME, kept = NAME, alerts.NAME
    try:
        return {**alerts.settings(), "SEXTANT_TODAY": DAY, "SEXTANT_TYPST": sys.executable}
    finally:
        alerts.NAME = kept


def country(own):
    environment = {**os.environ, **own}
    subprocess.run(["sextant", "migrate"], env=environment, check=True, stdout=subprocess.DEVNULL)
    made = subprocess.run(
        ["sextant", "demo", "--physicians", str(PHYSICIANS), "--councils", COUNCIL, "--today", DAY], check=True,
        env=environment, stdout=subprocess.PIPE, text=True)
    rows = [line.split("\t") for line in made.stdout.splitlines() if line.count("\t") == 4]
    return [application.SignIn(*row) for row in rows]


def summary(mails, reader):
    """The text of the reader's summary, once it has arrived; empty when it does not."""
    for _ in range(120):
        for path in sorted(mails.glob("*.json")):
            message = email.message_from_bytes(path.with_suffix(".eml").read_bytes(), policy=email.policy.default)
            if message["To"] and reader in message["To"] and "votre semaine" in str(message["Subject"]):
                return message.get_content()
        time.sleep(0.5)
    return ""


def until(reader, path, found):
    """Loads a page again until it shows something: no click, whoever waits may have closed it."""
    for _ in range(120):
        reader.visitor.go(path)
        if found(reader.visitor):
            return True
        time.sleep(0.5)
    return False


def walk(reader, link, report):
    """The journey of one person; its clicks begin with the link of the mail."""
    page = reader.visitor.page
    page.goto(link)
    reader.clicks = 1
    campaign = reader.visitor.path
    report.check("attend une décision" in reader.visitor.text(), "the link of the summary does not lead to a decision")
    reader.press("Approuver")
    lots = page.locator("main").get_by_role("link", name="lots", exact=True)
    report.check(until(reader, campaign, lambda visitor: re.search(r"(\d+) sur \1 préparé|terminée", visitor.text())
                       and lots.count()), "the campaign does not come to its letters")
    reader.clicks += 1
    with page.expect_navigation():
        lots.first.click()
    reader.press("Préparer un lot")
    taken = page.locator("main").get_by_role("link", name="Télécharger le lot à imprimer")
    report.check(until(reader, reader.visitor.path, lambda _: taken.count()), "the lot is not made")
    reader.clicks += 1
    with page.expect_download() as download:
        taken.first.click()
    content = pathlib.Path(download.value.path()).read_bytes()
    report.check(content.startswith(b"%PDF-"), "what is taken is no file to be printed")
    print(f"from the Monday summary to the printed lot: {reader.clicks} clicks")
    report.check(reader.clicks <= MOST_CLICKS, f"from the Monday summary to the printed lot: {reader.clicks} clicks")
    return reader.visitor.path.partition("?")[0]


def look(reader, report):
    """The pages of addresses, and the setting of the summary on one's account."""
    home = f"/cd/{COUNCIL}/contacts"
    for path, state in [(home, "adresses"), (f"{home}?etat=sans-adresse", "adresses-absentes"),
                        (f"{home}?etat=verifiee", "adresses-aucune")]:
        reader.look(path, state)
    reader.visitor.go(home)
    reader.press("Demander l'adresse par lettre|Demander l\u2019adresse par lettre")
    report.check("Les lettres se préparent" in reader.visitor.text(), "nothing says that letters are asked for")
    reader.look(home, "adresses-demandees")
    reader.visitor.go("/compte")
    reader.press("Ne plus le recevoir")
    report.check("Vous ne recevrez plus" in reader.visitor.text(), "nothing says that the summary is stopped")


def run(browser, report, pictures):
    with tempfile.TemporaryDirectory(prefix="sextant-journey-") as folder, mail_server(folder) as (mails, server):
        own = {**settings(), **server}
        people = country(own)

        def person_of(role):
            return next(one for one in people if one.role == role)
        person, lot = person_of("Agent instructeur"), None
        with application.server(DAY, {**own, **registered.CARRIER}) as site:
            with alerts.worker({**own, "SEXTANT_ADDRESS": site}):
                found = re.search(rf"{re.escape(site)}/cd/{COUNCIL}/alertes/\d+", summary(mails, person.email))
                report.check(found, "no summary with a link to the campaign has arrived")
                reader = alerts.Reader(browser, site, report, pictures, person)
                if found:
                    lot = walk(reader, found.group(0), report)
            look(reader, report)
            if lot:
                president, nation = (alerts.Reader(browser, site, report, pictures, person_of(role))
                                     for role in ("Président du conseil", "Administrateur national"))
                registered.numbers(reader, COUNCIL, lot, report)
                register = registered.agreement(reader, COUNCIL, report)
                with alerts.worker({**own, "SEXTANT_ADDRESS": site}):
                    report.check(until(reader, register, lambda visitor: "accord@example.org" in visitor.text()),
                                 "no letter of somebody who agreed is offered")
                registered.sending(reader, register)
                registered.rules(reader, president, COUNCIL, report)
                nation.look("/national/calendrier", "calendrier-national")
