"""The pages of letters on paper on 2 January 2029: a lot that is being made, ready, cancelled and deposited, a letter that
came back, and what is said where none can be set.
"""

import os
import sys
import time

import alerts
import application
import templates

NAME = "browser_letters"
REFERENCE = "main table:has(caption#pli-liste) tbody th"


def settings():
    """A database of its own: the campaigns of the other pages are stopped and given up there."""
    alerts.NAME, kept = NAME, alerts.NAME
    try:
        return {**alerts.settings(), "SEXTANT_TYPST": sys.executable}
    finally:
        alerts.NAME = kept


def approved(reader, second, own, report):
    """A campaign that two people approved, and whose letters wait."""
    page = reader.visitor.page
    reader.visitor.go(f"/cd/{alerts.COUNCIL}/alertes")
    reader.click("Campagne n°")
    campaign = reader.visitor.path
    for person in (reader, second):
        person.visitor.go(campaign)
        person.press("Approuver")
    with alerts.worker(own):
        report.check(waited(reader, campaign, "La suite part d"), "the first batch is not prepared")
        reader.visitor.go(campaign)
        reader.press("Envoyer la suite")
        report.check(waited(reader, f"/cd/{alerts.COUNCIL}/lots", "attend"), "no letter waits")
        time.sleep(2)
    return page


def waited(reader, path, words):
    for _ in range(120):
        reader.visitor.go(path)
        if words in reader.visitor.text():
            return True
        time.sleep(0.5)
    return False


def made(agent, own, report):
    """Asks for a lot and lets the worker make it; the page is looked at before and after."""
    home = f"/cd/{alerts.COUNCIL}/lots"
    agent.visitor.go(home)
    agent.look(home, "lettres-en-attente")
    agent.press("Préparer un lot")
    lot = agent.visitor.path
    agent.look(lot, "lot-en-preparation")
    said = agent.visitor.text().replace("\u00a0", " ")
    report.check("Les lettres se mettent en page : 0 sur" in said, "nothing says how far it is")
    with alerts.worker(own):
        report.check(waited(agent, lot, "Vérifier le pli"), "the lot is not made")
    return lot


def deposited(agent, lot, report):
    page = agent.visitor.page
    agent.visitor.go(lot)
    agent.look(lot, "lot-pret")
    agent.press("Vérifier le pli")
    report.check("vérifié pour aujourd" in agent.visitor.text(), "the check is not said")
    agent.look(lot, "lot-verifie")
    page.evaluate("document.querySelector('#le').value = ''; document.querySelector('#le').required = false")
    agent.press("Enregistrer le dépôt")
    report.check(page.title().startswith("Erreur") and page.locator("#erreurs a[href='#le']").count() == 1,
                 "a missing day is not said above the form")
    page.fill("#le", alerts.DAY)
    agent.press("Enregistrer le dépôt")
    report.check("Le dépôt est enregistré" in agent.visitor.text(), "the deposit is not said")
    agent.look(lot, "lot-depose")
    return page.locator(REFERENCE).first.inner_text()


def returned(agent, reference, report):
    page, place = agent.visitor.page, f"/cd/{alerts.COUNCIL}/retours"
    agent.visitor.go(place)
    agent.look(place, "retours-vides")
    page.fill("#reference", "33-1-A")
    agent.press("Enregistrer ce retour")
    report.check(page.title().startswith("Erreur") and page.locator("#reference-erreur").count() == 1,
                 "a reference that is none is not said beside its field")
    page.fill("#reference", reference)
    agent.press("Enregistrer ce retour")
    report.check("Le retour est enregistré" in agent.visitor.text(), "the return is not said")
    agent.look(place, "retours")
    with page.expect_navigation():
        page.locator("main tbody a").first.click()
    report.check("Adresse à vérifier" in agent.visitor.text(), "the thread does not say that the address is to be checked")
    agent.look(agent.visitor.path, "echanges-lettre-revenue")


def run(browser, report, pictures):
    own = settings()
    people = alerts.country(own)
    by_role = {person.role: person for person in people if person.council == alerts.COUNCIL}
    with application.server(alerts.DAY, own) as site:
        def reader(role):
            return alerts.Reader(browser, site, report, pictures, by_role[role])
        agent = reader("Agent du conseil")
        agent.look(f"/cd/{alerts.COUNCIL}/lots", "lots-vides")
        president = reader("Président du conseil")
        approved(reader("Agent instructeur"), president, own, report)
        lot = made(agent, own, report)
        president.look(lot, "lot-lu-par-la-presidence")
        president.visitor.go(lot)
        report.check("Un agent du conseil imprime ce lot" in president.visitor.text(),
                     "a president is not told whose task it is")
        agent.visitor.go(lot)
        agent.unfold("Annuler ce lot")
        agent.press("Annuler ce lot")
        agent.look(lot, "lot-annule")
        lot = made(agent, own, report)
        returned(agent, deposited(agent, lot, report), report)
        agent.look(f"/cd/{alerts.COUNCIL}/lots", "lots")
        templates.run(people, lambda person: alerts.Reader(browser, site, report, pictures, person), report)
    without = {name: value for name, value in own.items() if name != "SEXTANT_TYPST"}
    os.environ.pop("SEXTANT_TYPST", None)
    with application.server(alerts.DAY, without) as site:
        agent = alerts.Reader(browser, site, report, pictures, by_role["Agent du conseil"])
        agent.look(f"/cd/{alerts.COUNCIL}/lots", "sans-outil")
        agent.visitor.go(f"/cd/{alerts.COUNCIL}/lots")
        report.check("Aucune lettre ne peut être imprimée" in agent.visitor.text(), "nothing says that none can be set")
