"""The pages of campaigns on 2 January 2029, in each state that they go through, and what a person does with them."""

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


def stop(reader, campaign, report):
    """Somebody stops it with a reason, and somebody gives it up."""
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
        approve(president, report, "approuvée")
        with worker(own):
            for _ in range(60):
                president.visitor.go(campaign)
                if "Un premier lot part" in president.visitor.text():
                    break
                time.sleep(0.5)
        report.check("Un premier lot part" in president.visitor.text(), "no first batch leaves")
        president.look(campaign, "premier-lot")
        first = president.visitor.page.locator("main tbody tr:has-text('premier lot') a").first
        if first.count():
            president.look(first.get_attribute("href"), "destinataire-approuve")
        stop(president, campaign, report)
        president.look(f"/cd/{COUNCIL}/alertes", "liste-arretee")
