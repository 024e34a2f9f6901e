"""The pages of campaigns on 2 January 2029, in the states that they go through without a mail server (proposed, waiting
for a second person, sent back, first batch, stopped, resumed, abandoned), and what a person does with them. What needs a
message that left (done, retraction) is in the end to end tests, which have a mail server.
"""

import contextlib
import os
import signal
import subprocess
import time

import application
import journeys
from pages import PageChecker

DAY = "2029-01-02"
COUNCIL = "33"
NAME = "browser_alerts"
# From the start page to the approval, previewing one recipient on the way.
MOST_CLICKS = 6


def settings():
    """A database of its own beside that of the other pages: nights of 2029 have no place there."""
    own = {name: os.environ[name].replace("dbname=sextant", f"dbname={NAME}")
           for name in ("SEXTANT_DATABASE", "SEXTANT_OWNER_DATABASE")}
    for statement in (f"drop database if exists {NAME} with (force)", f"create database {NAME} owner sextant_owner"):
        subprocess.run(["psql", "-X", "-q", "-v", "ON_ERROR_STOP=1", "-c", statement], check=True)
    return {**own, "SEXTANT_TODAY": DAY, "SEXTANT_NIGHT_HOUR": "off"}


def country(own):
    subprocess.run(["sextant", "migrate"], env={**os.environ, **own}, check=True, stdout=subprocess.DEVNULL)
    made = subprocess.run(
        ["sextant", "demo", "--physicians", "500", "--councils", COUNCIL, "--today", DAY], check=True,
        env={**os.environ, **own}, stdout=subprocess.PIPE, text=True)
    rows = [line.split("\t") for line in made.stdout.splitlines() if line.count("\t") == 4]
    return [application.SignIn(*row) for row in rows]


@contextlib.contextmanager
def worker(own):
    """Background work without a mail server: messages are prepared, and wait."""
    process = subprocess.Popen(
        ["sextant", "worker", "--every", "1"], env={**os.environ, **own}, stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        yield
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait(60)


class Reader:
    """Somebody signed in, who looks at pages and presses buttons."""

    def __init__(self, browser, site, report, pictures, person):
        self.browser, self.site, self.report = browser, site, report
        self.pictures = pictures
        self.visitor = journeys.Visitor(browser, site, report)
        self.visitor.sign_in(person.email, person.password)
        self.clicks = 0

    def look(self, path, state):
        """Everything that a page promises; each state of a page is a page of its own."""
        folder = self.pictures and self.pictures / "alertes" / state
        if folder:
            folder.mkdir(parents=True, exist_ok=True)
        cookies = self.visitor.context.storage_state()
        plain = self.browser.new_context(java_script_enabled=False, storage_state=cookies, locale="fr-FR").new_page()
        page = self.visitor.context.new_page()
        PageChecker(self.report, page, plain, folder).check(self.site, path, path.rpartition("/")[0] + "/x", True)
        page.close()
        plain.context.close()

    def click(self, name):
        self.clicks += 1
        with self.visitor.page.expect_navigation():
            self.visitor.page.get_by_role("link", name=name).first.click()

    def press(self, name):
        self.clicks += 1
        self.visitor.press(name)

    def unfold(self, name):
        self.clicks += 1
        self.visitor.page.locator("main summary", has_text=name).first.click()


def preview(agent, report):
    """An agent sees who would receive what and why, and leaves somebody out."""
    page, home = agent.visitor.page, f"/cd/{COUNCIL}/alertes"
    agent.look(home, "liste")
    agent.visitor.go(home)
    agent.click("Campagne n°")
    campaign = agent.visitor.path
    agent.look(campaign, "proposee")
    agent.look(campaign + "?page=2", "proposee-page-2")
    row = page.locator("#destinataires-liste").locator("xpath=ancestor::table").locator("tbody tr").first
    name = row.locator("a").first.inner_text()
    agent.look(row.locator("a").first.get_attribute("href"), "destinataire")
    left_out = page.locator("#exclus-liste").locator("xpath=ancestor::table").locator("tbody a").first
    report.check(left_out.count() == 1, "nobody is left out of the campaign of the demonstration")
    if left_out.count():
        agent.look(left_out.get_attribute("href"), "exclu")
    row.locator("input[type=checkbox]").check()
    page.fill("#raison-exclusions", "congé de longue durée signalé par téléphone")
    agent.press("Exclure les médecins cochés")
    report.check(name in page.locator("section:has(#exclus)").inner_text(), f"{name} is not among those left out")
    report.check("congé de longue durée" in agent.visitor.text(), "the reason is not on the page")
    agent.unfold("Ajouter un médecin")
    page.fill("#rpps", "19999999999")
    page.fill("#raison-ajouts", "à sa demande")
    agent.press("Ajouter le médecin")
    report.check(page.title().startswith("Erreur") and page.locator("#erreurs a[href='#rpps']").count() == 1,
                 "a number that nobody has is not said above the form")
    report.check(page.locator("#rpps").is_visible(), "the form with the error is folded")
    return campaign


def approve(reader, report, wanted):
    """From the start page to the decision; counts the clicks."""
    reader.clicks = 0
    reader.visitor.go(f"/cd/{COUNCIL}")
    reader.click("Alertes")
    reader.click("Campagne n°")
    with reader.visitor.page.expect_navigation():
        reader.visitor.page.locator("#destinataires-liste").locator("xpath=ancestor::table").locator("tbody a").first.click()
    reader.clicks += 1
    report.check("Objet" in reader.visitor.text() and "Pourquoi" in reader.visitor.text(), "no text, or no reason")
    reader.click("Retour à la campagne")
    reader.press("Approuver")
    report.check(wanted in reader.visitor.text(), f"after the approval: {reader.visitor.text()[:120]}")
    report.check(reader.clicks <= MOST_CLICKS, f"from the start page to the approval: {reader.clicks} clicks")


def send_back(reader, campaign, report):
    """The second person sends it back to its preparation, with a reason."""
    reader.visitor.go(campaign)
    reader.unfold("Renvoyer à la préparation")
    reader.visitor.page.fill("#raison-preparation", "un destinataire est à revoir")
    reader.press("Renvoyer à la préparation")
    report.check("attend une décision" in reader.visitor.text(), "the campaign is not in preparation again")


def give_up(reader, campaign, report):
    """Somebody takes it up again, stops it once more, and gives it up: the page says for how many, and for how long."""
    reader.visitor.go(campaign)
    reader.unfold("Reprendre la campagne")
    reader.visitor.page.fill("#raison-reprise", "les imports sont vérifiés")
    reader.press("Reprendre la campagne")
    report.check("Cette campagne est arrêtée" not in reader.visitor.text(), "the campaign is not resumed")
    reader.look(campaign, "reprise")
    stop(reader, campaign, report)
    reader.unfold("Abandonner la campagne")
    report.check("avant l'échéance suivante" in reader.visitor.text().replace("\u2019", "'"),
                 "nothing says how long an abandonment holds")
    reader.visitor.page.fill("#raison-abandon", "campagne d'essai")
    reader.press("Abandonner la campagne")
    report.check("Cette campagne est abandonnée" in reader.visitor.text(), "the campaign is not abandoned")
    reader.look(campaign, "abandonnee")


def stop(reader, campaign, report):
    """Somebody stops it with a reason."""
    reader.visitor.go(campaign)
    reader.unfold("Arrêter la campagne")
    reader.visitor.page.fill("#raison-arret", "une erreur d'import est soupçonnée")
    reader.press("Arrêter la campagne")
    report.check("Cette campagne est arrêtée" in reader.visitor.text(), "the campaign is not stopped")
    reader.look(campaign, "arretee")


def run(browser, report, pictures):
    own = settings()
    people = country(own)
    by_role = {person.role: person for person in people if person.council == COUNCIL}
    with application.server(DAY, own) as site:
        def reader(role):
            return Reader(browser, site, report, pictures, by_role[role])
        campaign = preview(reader("Agent du conseil"), report)
        instructor, president = reader("Agent instructeur"), reader("Président du conseil")
        instructor.look(campaign, "a-approuver")
        approve(instructor, report, "autre personne")
        instructor.look(campaign, "premier-accord")
        president.look(campaign, "second-accord")
        send_back(president, campaign, report)
        approve(instructor, report, "autre personne")
        approve(president, report, "approuvée")
        with worker(own):
            for _ in range(60):
                president.visitor.go(campaign)
                if "La suite part d" in president.visitor.text():
                    break
                time.sleep(0.5)
        report.check("La suite part d" in president.visitor.text(), "no first batch is prepared")
        report.check("Les messages attendent un serveur d" in president.visitor.text(), "nothing says that none can leave")
        president.look(campaign, "premier-lot")
        first = president.visitor.page.locator("main tbody tr:has-text('premier lot') a").first
        report.check(first.count() == 1, "no recipient of the first batch is on the first page")
        if first.count():
            president.look(first.get_attribute("href"), "destinataire-approuve")
        stop(president, campaign, report)
        president.look(f"/cd/{COUNCIL}/alertes", "liste-arretee")
        give_up(president, campaign, report)
