"""What a person of a council does, from sign-in to sign-out."""

import re

ROLL_HEADER = "rpps;departement_inscription;date_inscription;specialite_sm"


class Visitor:
    """A browser of its own, so that one journey's session is not another's."""

    def __init__(self, browser, site, report):
        self.site = site
        self.report = report
        self.context = browser.new_context(locale="fr-FR", accept_downloads=True)
        self.page = self.context.new_page()
        self.page.set_default_timeout(15000)

    def go(self, path):
        return self.page.goto(self.site + path)

    @property
    def path(self):
        return self.page.url.removeprefix(self.site)

    def text(self):
        return self.page.inner_text("main")

    def sign_in(self, email, password):
        self.go("/connexion")
        self.page.fill("input[type=email], input[name=adresse], input[name=courriel]", email)
        self.page.fill("input[type=password]", password)
        with self.page.expect_navigation():
            self.page.locator("main form:has(input[type=password]) button").click()

    def press(self, name):
        """Presses the button (or follows the link that looks like one) with this text."""
        wanted = re.compile(name, re.IGNORECASE)
        main = self.page.locator("main")
        button = main.get_by_role("button", name=wanted)
        with self.page.expect_navigation():
            (button if button.count() else main.get_by_role("link", name=wanted)).first.click()


def wrong_password(visitor, person):
    """The answer to a wrong password is that to an unknown person."""
    said = []
    for email, password in ((person.email, "faux"), ("inconnue@example.org", person.password)):
        visitor.sign_in(email, password)
        visitor.report.check(visitor.path.startswith("/connexion"), f"a wrong password leads to {visitor.path}")
        visitor.report.check(visitor.page.title().startswith("Erreur"), "the title of a refused sign-in is no error's")
        said.append(visitor.text())
    visitor.report.check(said[0] == said[1], "a refused sign-in tells whether the person is known")
    response = visitor.go(f"/cd/{person.council}")
    visitor.report.check(visitor.path.startswith("/connexion"), f"without a session: {response.status} {visitor.path}")


def sign_in(visitor, person):
    visitor.sign_in(person.email, person.password)
    visitor.report.check(visitor.path == f"/cd/{person.council}", f"sign-in leads to {visitor.path}")


def filter_and_open(visitor, person):
    """A search by name finds the person whose file was opened, and the address keeps the filter."""
    page, report = visitor.page, visitor.report
    visitor.go(f"/cd/{person.council}/medecins")
    everybody = rows(visitor)
    report.check(everybody > 5, f"the list of physicians has {everybody} rows")
    name = page.locator("main tbody tr").first.locator("a").first.inner_text().strip()
    family = name.split(" ")[0]
    page.locator("main form[method=post] input[name=nom]").first.fill(family)
    with page.expect_navigation():
        page.locator("main form:has(input[name=nom]) button").first.click()
    report.check(re.search(r"[?&]recherche=[0-9a-f]{32}(&|$)", visitor.path), f"the filter is lost: {visitor.path}")
    report.check(family.casefold() not in visitor.path.casefold(), f"the address names somebody: {visitor.path}")
    found = rows(visitor)
    report.check(0 < found <= everybody, f"the filter « {family} » finds {found} rows")
    with page.expect_navigation():
        page.locator("main tbody tr").first.locator("a").first.click()
    report.check(family.casefold() in visitor.text().casefold(), f"the file of « {name} » does not name them")
    report.check(re.search(r"Bloc\s*4", visitor.text()), "the file does not show block 4")
    report.check(not re.search(r"\d{11}", visitor.path), f"a number of the RPPS in the address: {visitor.path}")
    page.go_back()
    report.check(rows(visitor) == found, "the way back loses the filter")
    page.go_forward()
    report.check(family.casefold() in visitor.text().casefold(), "the way forward loses the file")


def rows(visitor):
    return visitor.page.locator("main tbody tr").count()


def search(visitor, person):
    """The header's search finds by name; what it does not find it says."""
    page = visitor.page
    visitor.go(f"/cd/{person.council}/medecins")
    name = page.locator("main tbody tr").first.locator("a").first.inner_text().strip()
    page.locator("header input[name=q]").fill(name.split(" ")[0])
    page.locator("header input[name=q]").press("Enter")
    page.wait_for_url("**/recherche**")
    visitor.report.check(name.split(" ")[0].casefold() in visitor.text().casefold(), f"the search loses « {name} »")
    visitor.report.check("q=" not in visitor.path, f"the search is in the address: {visitor.path}")
    page.locator("header input[name=q]").fill("zzzzzz")
    with page.expect_navigation():
        page.locator("header input[name=q]").press("Enter")
    visitor.report.check("zzzzzz" in visitor.text() and rows(visitor) == 0, "a search without result shows rows")
    visitor.go("/recherche?q=zzzzzz")
    visitor.report.check("zzzzzz" not in visitor.path + visitor.text(), f"a typed address is read: {visitor.path}")
    visitor.go("/recherche?recherche=" + "0" * 32)
    visitor.report.check("La recherche a expiré" in visitor.text(), "a search of another session is not said expired")


def forbidden_council(visitor, person, other):
    """Another council is not there: its pages and its physicians answer as if they did not exist."""
    for path in (f"/cd/{other}", f"/cd/{other}/medecins", f"/cd/{other}/imports", "/cd/XX"):
        response = visitor.go(path)
        visitor.report.check(response.status == 404, f"{path} answers {response.status} to {person.council}")
    visitor.report.check("/accessibilite" in visitor.page.content(), "the page of an error has no footer")


def import_roll(visitor, person):
    """A roll with one good and one bad line: preview, quarantine, apply, undo."""
    report, page = visitor.report, visitor.page
    before = count_of_physicians(visitor, person)
    visitor.go(f"/cd/{person.council}/imports/nouveau")
    lines = [ROLL_HEADER, f"19999999999;{person.council};2024-03-01;SM54", f"19999999998;{person.council};30/02/2026;SM54"]
    page.locator("main input[type=radio][value=roll]").check()
    page.locator("main input[type=file]").set_input_files(
        {"name": "tableau.csv", "mimeType": "text/csv", "buffer": "\n".join(lines).encode()})
    with page.expect_navigation():
        page.locator("main form:has(input[type=file]) button").first.click()
    lot = visitor.path
    report.check(re.search(r"/imports/\d+", lot), f"the preview is at {lot}")
    report.check("30/02/2026" in visitor.text(), "the preview does not show the bad line")
    report.check(count_of_physicians(visitor, person) == before, "a preview changes the register")
    visitor.go(lot)
    visitor.press("Appliquer")
    report.check(count_of_physicians(visitor, person) == before + 1, "the good line is not in the register")
    visitor.go(lot)
    visitor.press("Annuler cet import")
    if page.locator("main").get_by_role("button", name=re.compile("Annuler|Confirmer", re.IGNORECASE)).count():
        visitor.press("Confirmer|Annuler")
    report.check(count_of_physicians(visitor, person) == before, "an undone import leaves something")


def count_of_physicians(visitor, person):
    """The number that the list of physicians announces."""
    visitor.go(f"/cd/{person.council}/medecins")
    found = re.search(r"(\d[\d\s\u00a0\u202f]*)\s+(?:médecins?|résultats?)", visitor.text())
    return int(re.sub(r"\D", "", found.group(1))) if found else -1


def sign_out(visitor, person):
    visitor.go(f"/cd/{person.council}")
    with visitor.page.expect_navigation():
        visitor.page.locator("form[action='/deconnexion'] button").first.click()
    visitor.go(f"/cd/{person.council}")
    visitor.report.check(visitor.path.startswith("/connexion"), f"after sign-out: {visitor.path}")


def run(browser, site, report, people):
    """All journeys in order, as the first person who may import; each failure is a line, none stops the others."""
    person = next((p for p in people if re.search(r"instruct|administrat", p.role, re.IGNORECASE)), people[0])
    colleague = next(p for p in people if p.council == person.council and p != person)
    other = next(p.council for p in people if p.council != person.council)
    visitor = Visitor(browser, site, report)
    journeys = [
        ("wrong password", lambda: wrong_password(visitor, colleague)),
        ("sign-in", lambda: sign_in(visitor, person)),
        ("filter and open", lambda: filter_and_open(visitor, person)),
        ("search", lambda: search(visitor, person)),
        ("forbidden council", lambda: forbidden_council(visitor, person, other)),
        ("import", lambda: import_roll(visitor, person)),
        ("sign-out", lambda: sign_out(visitor, person)),
    ]
    for name, journey in journeys:
        try:
            journey()
        except Exception as fault:  # a missing button ends its journey, not the run
            report.check(False, f"journey « {name} » stops at {visitor.path}: {str(fault).splitlines()[0][:200]}")
    visitor.context.close()
