"""Every page of the application in a real browser, and what a person does with it.

Usage, inside `deploy/database`: run.py [--pictures FOLDER] [--physicians N] [--councils LIST] [--today DATE]
First the harness proves itself on pages with planted faults. Prints each failure as a sentence and, last,
`N passed, N failed`; exits 1 when anything failed.
"""

import argparse
import pathlib
import sys

from playwright.sync_api import sync_playwright

import accounts
import alerts
import application
import crawl
import journey
import journeys
import letters
import offices
import openid
import planted
import readings
from pages import RULES, PageChecker
from report import Report


# Pages that must be reached whatever the links say.
COMPULSORY = ["/aide", "/accessibilite", "/mentions-legales", "/donnees-personnelles", "/plan-du-site", "/contact"]


def options():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--pictures", type=pathlib.Path, help="folder for screenshots and printed pages")
    parser.add_argument("--physicians", type=int, default=400)
    parser.add_argument("--councils", default="33,2A")
    parser.add_argument("--today", default="2026-11-21")
    return parser.parse_args()


def check_pages(browser, site, report, person, pictures):
    """Signs in and looks at every page that a link leads to."""
    visitor = journeys.Visitor(browser, site, report)
    visitor.sign_in(person.email, person.password)
    cookies = visitor.context.storage_state()
    plain = browser.new_context(java_script_enabled=False, storage_state=cookies, locale="fr-FR").new_page()
    checker = PageChecker(report, visitor.page, plain, pictures)
    home = f"/cd/{person.council}"
    start = [home, f"{home}/medecins", f"{home}/imports", f"{home}/imports/nouveau", f"{home}/ecarts", "/recherche",
             "/referentiels", "/referentiels/specialites", offices.PROPOSED + "/impact"]
    seen = crawl.crawl(site, start + COMPULSORY, checker, report)
    report.check(any(shape.startswith(f"{home}/medecins/{{id}}") for shape in seen), "no physician's file was reached")
    check_signed_out(browser, site, report, pictures)
    print(f"{sum(seen.values())} pages and files of {len(seen)} shapes")


def check_offices(browser, site, report, people, pictures):
    """Every page that a member of a national office is led to; two of the same office see the same shapes."""
    for person in people:
        visitor = journeys.Visitor(browser, site, report)
        visitor.sign_in(person.email, person.password)
        home = offices.start(person)
        report.check(visitor.path == home, f"sign-in of {person.role} leads to {visitor.path}")
        cookies = visitor.context.storage_state()
        plain = browser.new_context(java_script_enabled=False, storage_state=cookies, locale="fr-FR").new_page()
        checker = PageChecker(report, visitor.page, plain, pictures and pictures / person.council)
        seen = crawl.crawl(site, [home, "/referentiels", "/referentiels/specialites", *offices.compulsory(person)],
                           checker, report)
        report.check(not any(shape.startswith("/cd/") for shape in seen), f"{person.role} is led to a council")
        visitor.context.close()


def check_roles(browser, site, report, people, pictures):
    """One person of each other role of a council: the page they begin on, their menu, and the members."""
    seen = {people[0].role}
    for person in people:
        if person.council != people[0].council or person.role in seen:
            continue
        seen.add(person.role)
        visitor = journeys.Visitor(browser, site, report)
        visitor.sign_in(person.email, person.password)
        cookies = visitor.context.storage_state()
        plain = browser.new_context(java_script_enabled=False, storage_state=cookies, locale="fr-FR").new_page()
        checker = PageChecker(report, visitor.page, plain, pictures and pictures / person.council)
        menu = visitor.page.eval_on_selector_all("#menu a", "links => links.map(a => a.getAttribute('href'))")
        for path in sorted({visitor.path, f"/cd/{person.council}/membres", *menu}):
            checker.check(site, path, f"{path} {person.role}", True)
        visitor.context.close()
    report.check(len(seen) == 7, f"a council has {len(seen)} roles")


def check_signed_out(browser, site, report, pictures):
    """The pages that need no session, and the answer to a page that is not there."""
    context = browser.new_context(locale="fr-FR")
    plain = browser.new_context(java_script_enabled=False, locale="fr-FR").new_page()
    checker = PageChecker(report, context.new_page(), plain, pictures)
    for path in ["/connexion", *COMPULSORY]:
        checker.check(site, path, f"{path} dehors", True)
    response = checker.page.goto(site + "/nulle-part")
    report.check(response.status == 404, f"a page that is not there answers {response.status}")
    checker.check_axe("/nulle-part", RULES, "")
    for path in ("/healthz", "/readyz"):
        response = context.request.get(site + path)
        report.check(response.status == 200, f"{path} answers {response.status}")


def main():
    wanted = options()
    report = Report()
    if wanted.pictures:
        wanted.pictures.mkdir(parents=True, exist_ok=True)
        for old in wanted.pictures.rglob("*.*.*"):
            old.unlink()
        for code in (*offices.CODES, *wanted.councils.split(",")):
            (wanted.pictures / code).mkdir(exist_ok=True)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=["--no-sandbox"])
        planted.prove(browser, report)
        people = application.make_country(wanted.physicians, wanted.councils, wanted.today)
        report.check(len(people) > 1, f"the demonstration has {len(people)} sign-ins")
        with application.server(wanted.today) as site:
            councils = [person for person in people if person.council not in offices.CODES]
            national = [person for person in people if person.council in offices.CODES]
            report.check(len(national) == 9, f"the offices have {len(national)} sign-ins")
            journeys.run(browser, site, report, councils)
            accounts.run(browser, site, report, councils[-1])
            readings.run(browser, site, report, next(person for person in national if person.council == "exploitation"),
                         next(person for person in councils if person.role.startswith("Président")))
            offices.run(browser, site, report, national, wanted.today)
            check_pages(browser, site, report, councils[0], wanted.pictures)
            check_offices(browser, site, report, [person for person in national if not person.email.startswith("mission2")],
                          wanted.pictures)
            check_roles(browser, site, report, councils, wanted.pictures)
        openid.run(browser, report, councils, wanted.today)
        alerts.run(browser, report, wanted.pictures)
        letters.run(browser, report, wanted.pictures)
        journey.run(browser, report, wanted.pictures)
        browser.close()
    spared = PageChecker.layouts
    print(f"{len(spared.seen)} layouts looked at whole, {spared.spared} pages of a layout seen before")
    for line in report.repeated():
        print(line)
    print(report.closing_line())
    return 1 if report.failures else 0


if __name__ == "__main__":
    sys.exit(main())
