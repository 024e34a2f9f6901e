"""What the national offices do: a list becomes drafts, a version is proposed, its effect read, and it is approved."""

import json
import os
import pathlib
import re
import subprocess
import tempfile

import journeys

CODES = ("national", "CNCP", "DGOS", "medecine-generale", "exploitation", "nouvelle-aquitaine")
STARTS = {"national": "/national", "DGOS": "/dgos", "medecine-generale": "/cnp/medecine-generale",
          "exploitation": "/exploitation", "nouvelle-aquitaine": "/cr/nouvelle-aquitaine"}
CURRENT = "/referentiels/medecine-generale/1"
PROPOSED = "/referentiels/medecine-generale/2"
LIST = "code;libelle\nREF.10.02_1-AXE1-1;\"Une action ; de « liste »\"\nREF.10.02_1-AXE2-1;Une autre\n"
PACKAGES = pathlib.Path(__file__).parents[2] / "Sources" / "Frameworks" / "Resources" / "packages"


def start(person):
    """The page on which a member of an office begins."""
    if person.council == "CNCP":
        return "/cncp/chiffres" if "analyste" in person.role.lower() else "/cncp"
    return STARTS[person.council]


def writes(person):
    """Whether the person prepares référentiels: the others read those in force."""
    return person.council == "national" or person.council == "CNCP" and "analyste" not in person.role.lower()


def compulsory(person):
    """Pages that must be reached whatever the links say."""
    pages = ["/referentiels/specialites?code=SM54", CURRENT, "/aide", "/plan-du-site"]
    if writes(person):
        return pages + ["/referentiels/import", PROPOSED, PROPOSED + "/impact"]
    return pages


def add_draft(today):
    """The second version of general medicine as its college sends it: no line of DPC any more, later, and signed."""
    content = json.loads((PACKAGES / "medecine-generale.json").read_text(encoding="utf-8"))
    content.update(version="2", publishedOn="2026-12-01", effectiveFrom="2027-01-01")
    content["actions"] = [line for line in content["actions"] if line["id"] != "mg1-dpc-andpc-faf"]

    def sextant(*arguments):
        done = subprocess.run(["sextant", *map(str, arguments)], check=True, capture_output=True,
                              env={**os.environ, "SEXTANT_TODAY": today})
        return done.stdout.decode()

    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        text, key, package = folder / "v2.json", folder / "cmg.key", folder / "v2.sxpkg"
        text.write_text(json.dumps(content, ensure_ascii=False), encoding="utf-8")
        public = sextant("framework", "keygen", "--out", key).split()[1]
        sextant("framework", "trust", public, "--college", "medecine-generale")
        sextant("framework", "sign", text, "--key", key, "--out", package)
        sextant("import", "frameworks", package, "--source", "décision de démonstration", "--published", "2026-12-01",
                "--apply")


def import_list(visitor):
    """A flat list becomes drafts, each with what it lacks; nothing is kept before it is applied."""
    page, report = visitor.page, visitor.report
    visitor.go("/referentiels/import")
    page.locator("main input[type=file]").set_input_files(
        {"name": "liste.csv", "mimeType": "text/csv", "buffer": LIST.encode()})
    page.fill("#source", "liste de démonstration")
    visitor.press("Lire et contrôler")
    report.check("rien n’est encore enregistré" in visitor.text(), f"no preview of the list: {visitor.text()[:200]}")
    visitor.press("Enregistrer les brouillons")
    report.check("Les brouillons sont enregistrés" in visitor.text(), "the drafts are not said to be there")
    report.check("sans mode de labellisation" in visitor.text(), f"the list hides gaps: {visitor.text()[-300:]}")


def propose(visitor):
    visitor.go(PROPOSED)
    visitor.report.check("Rien ne manque" in visitor.text(), "a whole draft is not said to be whole")
    visitor.press("Proposer cette version")
    visitor.report.check("est proposée" in visitor.text(), f"the version is not proposed: {visitor.text()[:200]}")
    visitor.go(PROPOSED + "?compare=1")
    visitor.report.check(re.search(r"n’est plus|disparaît|retirée|supprimée|ne figure plus", visitor.text()),
                         "the difference does not say that the line is gone")


def read_effect(visitor, today):
    """Asked for, computed by the worker, read."""
    visitor.go(PROPOSED + "/impact")
    visitor.press("Calculer l")
    visitor.report.check("Calcul en cours" in visitor.text(), "the page does not say that the report is computed")
    visitor.press("Suivre l")
    visitor.report.check(visitor.page.locator("meta[http-equiv=refresh]").count() == 1, "the page is not followed")
    subprocess.run(["sextant", "impact", "medecine-generale", "2", "--now"], check=True,
                   stdout=subprocess.DEVNULL, timeout=300, env={**os.environ, "SEXTANT_TODAY": today})
    visitor.go(PROPOSED + "/impact")
    visitor.report.check("En résumé" in visitor.text(), "the report is not there")


def refused_to_proposer(visitor):
    visitor.go(PROPOSED + "/impact")
    visitor.report.check("une autre personne du CNCP doit lire" in visitor.text(), "the proposer may approve")


def run(browser, site, report, people, today):
    """The life of a version, by an administrator and two officers."""
    administrator = next(person for person in people if person.council == "national")
    officers = [person for person in people if person.council == "CNCP" and writes(person)]
    visitors = {}
    for person in (administrator, *officers):
        visitors[person.email] = journeys.Visitor(browser, site, report)
        visitors[person.email].sign_in(person.email, person.password)
    first = visitors[officers[0].email]
    steps = [
        ("draft", lambda: add_draft(today)), ("flat list", lambda: import_list(visitors[administrator.email])),
        ("propose", lambda: propose(first)), ("effect", lambda: read_effect(first, today)),
        ("own proposal", lambda: refused_to_proposer(first)),
    ]
    for name, step in steps:
        try:
            step()
        except Exception as fault:
            report.check(False, f"journey « {name} » of the offices stops: {str(fault).splitlines()[0][:200]}")
    for visitor in visitors.values():
        visitor.context.close()
