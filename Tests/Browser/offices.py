"""What the national offices do: a list becomes drafts, a version is proposed, its effect read, and it is approved."""

import os
import re
import subprocess

import journeys

CODES = ("national", "CNCP")
CURRENT = "/referentiels/medecine-generale/1"
PROPOSED = "/referentiels/medecine-generale/2"
LIST = "code;libelle\nREF.10.02_1-AXE1-1;\"Une action ; de « liste »\"\nREF.10.02_1-AXE2-1;Une autre\n"
# The second version of general medicine as a draft: no reading test any more, and later.
DRAFT = """
    insert into frameworks.version (framework_id, version, title, official_code, is_partial, is_fictitious,
        published_on, effective_from, stage, source, fingerprint, content)
    select framework_id, '2', title, official_code, false, false, '2026-12-01', '2027-01-01', 'draft',
        'décision de démonstration', encode(sha256(convert_to(text, 'UTF8')), 'hex'), text
    from (select v.*, jsonb_set(content::jsonb || '{"version": "2", "publishedOn": "2026-12-01",
            "effectiveFrom": "2027-01-01"}', '{actions}',
        (select jsonb_agg(line) from jsonb_array_elements(content::jsonb -> 'actions') line
            where line ->> 'id' <> 'mg1-dpc-andpc-faf'))::text as text
        from frameworks.version v where framework_id = 'medecine-generale' and version = '1') draft;
    insert into frameworks.version_event (framework_id, version, stage, fingerprint, by, reason)
    select framework_id, version, 'draft', fingerprint, 'demonstration', '' from frameworks.version
    where framework_id = 'medecine-generale' and version = '2'"""


def start(person):
    """The page on which a member of an office begins."""
    return "/national" if person.council == "national" else "/cncp"


def compulsory(person):
    """Pages that must be reached whatever the links say."""
    return ["/referentiels/import", "/referentiels/specialites?code=SM54", CURRENT, PROPOSED, PROPOSED + "/impact",
            "/aide", "/plan-du-site"]


def add_draft():
    """Puts the second version there as if its college had sent it: a signed package is another test's affair."""
    subprocess.run(["psql", "-qX", "-v", "ON_ERROR_STOP=1", "-c", DRAFT], check=True)


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
    asked = visitor.page.input_value("#date")
    visitor.press("Calculer l")
    visitor.report.check("Calcul en cours" in visitor.text(), "the page does not say that the report is computed")
    visitor.press("Suivre l")
    visitor.report.check(visitor.page.locator("meta[http-equiv=refresh]").count() == 1, "the page is not followed")
    subprocess.run(["sextant", "impact", "medecine-generale", "2", "--as-of", asked, "--now"], check=True,
                   stdout=subprocess.DEVNULL, timeout=300, env={**os.environ, "SEXTANT_TODAY": today})
    visitor.go(PROPOSED + "/impact")
    visitor.report.check("En résumé" in visitor.text(), "the report is not there")


def refused_to_proposer(visitor):
    visitor.go(PROPOSED + "/impact")
    visitor.report.check("une autre personne du CNCP doit lire" in visitor.text(), "the proposer may approve")


def run(browser, site, report, people, today):
    """The life of a version, by an administrator and two officers."""
    administrator = next(person for person in people if person.council == "national")
    officers = [person for person in people if person.council == "CNCP"]
    visitors = {}
    for person in (administrator, *officers):
        visitors[person.email] = journeys.Visitor(browser, site, report)
        visitors[person.email].sign_in(person.email, person.password)
    first = visitors[officers[0].email]
    steps = [
        ("draft", add_draft), ("flat list", lambda: import_list(visitors[administrator.email])),
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
