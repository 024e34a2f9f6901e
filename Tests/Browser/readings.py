"""An incident in a real browser: somebody from outside asks to read a council, gives a reason, reads under a banner, and
the council reads the notice and ends it."""

import re
import subprocess

import accounts
import journeys
from pages import RULES, PageChecker

REASON = "incident : la liste des médecins ne s'affiche plus depuis ce matin"


def ask(visitor, checker, council, secret):
    """Refused without a reason; with one and a fresh code the council's pages open, and say whose eyes they are for."""
    page, report = visitor.page, visitor.report
    visitor.go("/acces-exceptionnel")
    checker.check_axe("/acces-exceptionnel", RULES, "")
    checker.check_narrow("/acces-exceptionnel")
    page.select_option("#conseil", council)
    page.select_option("#minutes", "15")
    page.fill("#raison", "x" + " " * 25 + "x")
    page.fill("#code", "000000")
    visitor.press("Ouvrir l.accès exceptionnel")
    report.check(page.title().startswith("Erreur"), f"a reading opens without a reason: {visitor.path}")
    checker.check_axe("/acces-exceptionnel refused", RULES, "")
    page.select_option("#conseil", council)
    page.fill("#raison", REASON)
    page.fill("#code", accounts.code_of(secret, 1))
    visitor.press("Ouvrir l.accès exceptionnel")
    report.check(visitor.path == f"/cd/{council}", f"an exceptional reading begins at {visitor.path}")


def banner(visitor):
    """What the banner says; empty where there is none."""
    found = visitor.page.locator("aside.sx-reading")
    return found.inner_text() if found.count() else ""


def read(visitor, checker, council):
    """Lists, a file and a search, each under the banner; nothing can be changed."""
    page, report = visitor.page, visitor.report
    for path in (f"/cd/{council}", f"/cd/{council}/medecins"):
        response = visitor.go(path)
        report.check(response.status == 200, f"{path} answers {response.status} to the reading")
        report.check("Accès exceptionnel" in banner(visitor) and "lecture seule" in banner(visitor),
                     f"{path} hides that it is read exceptionally: {banner(visitor)!r}")
        checker.check_axe(path, RULES, "")
    checker.check_narrow(f"/cd/{council}/medecins")
    name = page.locator("main tbody tr").first.locator("a").first.inner_text().strip()
    page.locator("header input[name=q]").fill(name.split(" ")[0])
    with page.expect_navigation():
        page.locator("header input[name=q]").press("Enter")
    report.check(name.split(" ")[0].casefold() in visitor.text().casefold(), f"the reading's search loses « {name} »")
    visitor.go(f"/cd/{council}/medecins")
    with page.expect_navigation():
        page.locator("main tbody tr").first.locator("a").first.click()
    report.check("lecture seule" in banner(visitor), "a file hides that it is read exceptionally")
    checker.check_axe(visitor.path, RULES, "")
    report.check(page.locator("main form[method=post]").count() == 0, "a reading is offered something to change")
    report.check(visitor.go(f"/cd/{council}/imports/nouveau").status == 403, "a reading may import")


def end(president, checker, visitor, council):
    """The council is told who reads and why, ends it, and the reader's next page shows nothing of it any more."""
    page, report = president.page, president.report
    awaited = page.locator("aside.sx-awaited")
    report.check(awaited.count() == 1, "the president is not told of the notice")
    president.go(f"/cd/{council}/avis")
    checker.check_axe(f"/cd/{council}/avis", RULES, "")
    checker.check_narrow(f"/cd/{council}/avis")
    said = re.sub(r"\W+", " ", president.text())
    report.check(re.sub(r"\W+", " ", REASON) in said, f"the notice hides the reason: {president.text()[:300]}")
    president.press("Mettre fin à cet accès")
    report.check("La lecture exceptionnelle est terminée" in president.text(), "the end is not said")
    president.press("J.ai pris connaissance")
    report.check(page.locator("main").get_by_role("button", name=re.compile("J.ai pris")).count() == 0,
                 "what was read is still awaited")
    checker.check_axe(f"/cd/{council}/avis read", RULES, "")
    response = visitor.go(f"/cd/{council}/medecins")
    visitor.report.check(response.status in (403, 404), f"an ended reading still answers {response.status}")
    visitor.report.check(not banner(visitor), "an ended reading keeps its banner")
    president.go(f"/cd/{council}/journal?type=exceptional")
    report.check("Lecture exceptionnelle" in president.text() and "le conseil y a mis fin" in president.text(),
                 f"the journal hides the reading or its end: {president.text()[-300:]}")
    checker.check_axe(f"/cd/{council}/journal", RULES, "")


def run(browser, site, report, operator, guardian):
    """One incident, from the request to the end by the council; a step that stops is a line, and the factor goes."""
    visitor, president = (journeys.Visitor(browser, site, report) for _ in range(2))
    plain = browser.new_context(java_script_enabled=False, locale="fr-FR").new_page()
    looks = PageChecker(report, visitor.page, plain, None)
    try:
        visitor.sign_in(operator.email, operator.password)
        secret, _ = accounts.choose(visitor, looks, operator.password)
        ask(visitor, looks, guardian.council, secret)
        read(visitor, looks, guardian.council)
        president.sign_in(guardian.email, guardian.password)
        end(president, PageChecker(report, president.page, plain, None), visitor, guardian.council)
    except Exception as fault:
        report.check(False, f"the journey of an exceptional reading stops: {str(fault).splitlines()[0][:200]}")
    subprocess.run(["psql", "-qX", "-v", "ON_ERROR_STOP=1", "-c", accounts.FORGET.format(operator.email)], check=True)
    for one in (visitor, president):
        one.context.close()
