"""The whole sign-in at a real identity provider (LemonLDAP::NG) in a real browser, and out again at both ends.

The site is reached as `localhost` and the provider as `127.0.0.1`: to the browser they are two sites.
"""

import json
import re
import subprocess
import time
import urllib.request

import accounts
import application
import lemonldap
from journeys import Visitor
from pages import RULES, PageChecker

NAME = "Pro Santé Connect"
ELISE = {"uid": "elise", "cn": "Élise Martin", "mail": "elise@example.org", "rpps": "899700000012"}
PAUL = {"uid": "paul", "cn": "Paul Durand", "mail": "paul@example.org", "rpps": "899700000038"}


def register(provider, person):
    application.run("provider", "add", "psc", "--name", NAME, "--issuer", provider.issuer, "--client",
                    lemonldap.CLIENT, "--matching", "national_identifier", "--level", "eidas1", "--scope", "scope_all",
                    "--answer", "signed", "--kind", "departmental")
    application.run("provider", "link", "--email", person.email, "--national-identifier", ELISE["rpps"])


def keys(provider):
    with urllib.request.urlopen(f"{provider.issuer}/oauth2/jwks", timeout=10) as response:
        return {key["kid"] for key in json.load(response)["keys"]}


class Journey:
    """One browser between the site and the provider."""

    def __init__(self, browser, site, provider, report):
        self.visitor = Visitor(browser, site, report)
        self.page, self.report, self.provider = self.visitor.page, report, provider

    def leave(self):
        """From the sign-in page to the provider."""
        self.visitor.go("/connexion")
        self.visitor.press(f"Se connecter avec {NAME}")

    def is_at_provider(self):
        return self.page.url.startswith(self.provider.issuer)

    def identify(self, who):
        """Signs in at the provider and comes back."""
        self.page.fill("input[name=user]", who["uid"])
        self.page.fill("input[name=password]", who["uid"])
        self.page.locator("button[type=submit]").first.click()
        self.page.wait_for_url(re.compile(re.escape(self.visitor.site)))

    def check_axe(self):
        checker = PageChecker(self.report, self.page, None, None)
        checker.check_axe(self.visitor.path, RULES, "")


def query(statement):
    subprocess.run(["psql", "-qX", "-v", "ON_ERROR_STOP=1", "-c", statement], check=True)


def leave_to_link(journey, secret):
    """From one's identities, with a code, to the provider; a code may serve again, since nobody waits here."""
    query("update access.second_factor set last_step = 0")
    visitor = journey.visitor
    visitor.go("/compte/identites")
    journey.check_axe()
    journey.page.fill("#lien-psc", accounts.code_of(secret))
    visitor.press("Relier mon identité")
    journey.check_axe()
    journey.page.get_by_role("link", name=re.compile("Continuer chez")).click()


def link(browser, site, provider, report, person):
    """The owner of an account, inside by a password, links the identity of the provider; another's is not linked."""
    for who, place, words in ((PAUL, "/compte/identites/autre-numero", "Cette identité n’a pas été reliée"),
                              (ELISE, "/compte/identites", "Identités reliées")):
        journey = Journey(browser, site, provider, report)
        visitor = journey.visitor
        visitor.sign_in(person.email, person.password)
        checker = PageChecker(report, journey.page, journey.page, None)
        secret, _ = accounts.choose(visitor, checker, person.password)
        leave_to_link(journey, secret)
        report.check(journey.is_at_provider(), f"linking leads to {journey.page.url[:80]}")
        journey.identify(who)
        report.check(visitor.path.startswith(place) and words in visitor.text(),
                     f"{who['uid']} comes back to {visitor.path}")
        visitor.go("/compte/identites")
        report.check((who is ELISE) == (journey.page.locator("#lien-psc").count() == 0),
                     f"the list of identities after {who['uid']}")
        query(accounts.FORGET.format(person.email))
        visitor.context.close()


def sign_in(journey, home):
    """There and back: the session is open, and no code or token stays in the address."""
    report = journey.report
    journey.visitor.go("/connexion")
    journey.check_axe()
    journey.leave()
    report.check(journey.is_at_provider(), f"the button leads to {journey.page.url[:80]}")
    journey.identify(ELISE)
    report.check(journey.visitor.path == home, f"sign-in at the provider leads to {journey.visitor.path}")
    report.check(journey.visitor.go(home).status == 200, "the session opens nothing")


def sign_out(journey, home):
    """Out of both: afterwards each asks again who one is."""
    page, report = journey.page, journey.report
    with page.expect_navigation():
        page.locator("form[action='/deconnexion'] button").first.click()
    report.check(journey.visitor.path.startswith("/deconnexion/fournisseur"),
                 f"signing out leads to {journey.visitor.path}")
    journey.check_axe()
    journey.visitor.go(home)
    report.check(journey.visitor.path.startswith("/connexion"), f"after signing out: {journey.visitor.path}")
    journey.visitor.go("/deconnexion/fournisseur")
    page.get_by_role("link", name=re.compile("Se déconnecter aussi de")).click()
    page.wait_for_url(re.compile(re.escape(journey.visitor.site + "/connexion")))
    report.check("déconnecté de Sextant et de" in journey.visitor.text(), "the end is not said")


def settles(provider, before):
    """Waits until each process of the provider has the new keys: a dozen answers in a row without the former ones."""
    deadline, in_a_row = time.monotonic() + 30, 0
    while in_a_row < 12 and time.monotonic() < deadline:
        in_a_row = 0 if keys(provider) & before else in_a_row + 1
        time.sleep(0.15)
    return in_a_row == 12


def rotate(journey, home):
    """The provider changes its keys while somebody is on its page; the former ones are gone."""
    report, before = journey.report, keys(journey.provider)
    journey.leave()
    report.check(journey.page.locator("input[name=password]").count() == 1,
                 "after signing out at both ends the provider does not ask who one is")
    journey.provider.rotate()
    report.check(settles(journey.provider, before), "the provider has not changed its keys")
    journey.identify(ELISE)
    report.check(journey.visitor.path == home, f"with new keys sign-in leads to {journey.visitor.path}")


def stay(journey, home):
    """Out of Sextant alone: the provider still knows, and nobody is asked."""
    page = journey.page
    with page.expect_navigation():
        page.locator("form[action='/deconnexion'] button").first.click()
    page.get_by_role("link", name=re.compile("Rester connecté")).click()
    journey.visitor.press(f"Se connecter avec {NAME}")
    page.wait_for_url(re.compile(re.escape(journey.visitor.site)))
    journey.report.check(journey.visitor.path == home, f"the provider's session leads to {journey.visitor.path}")


def wrong_identity(journey, home):
    """Somebody signs in there with the wrong identity, is told so, signs out there, and comes in with the right one."""
    page, report = journey.page, journey.report
    journey.leave()
    journey.identify(PAUL)
    report.check(journey.visitor.path == "/connexion/psc/inconnu", f"a wrong identity leads to {journey.visitor.path}")
    report.check("Aucun accès pour cette identité" in journey.visitor.text(), "the page does not explain")
    journey.check_axe()
    journey.visitor.go(home)
    report.check(journey.visitor.path.startswith("/connexion"), "a session is open all the same")
    journey.visitor.go("/connexion/psc/inconnu")
    page.get_by_role("link", name=re.compile("Se déconnecter de .* et réessayer")).click()
    page.wait_for_url(re.compile(re.escape(journey.visitor.site + "/connexion")))
    journey.visitor.press(f"Se connecter avec {NAME}")
    report.check(page.locator("input[name=password]").count() == 1, "the provider brings the wrong identity again")
    journey.identify(ELISE)
    report.check(journey.visitor.path == home, f"the right identity leads to {journey.visitor.path}")


def run(browser, report, people, today):
    """All of it; a step that cannot go on ends its own browser's way only."""
    began = time.monotonic()
    person = next(person for person in people if re.search("résident|lu du", person.role))
    with application.server(today, {"SEXTANT_OIDC_PSC_SECRET": lemonldap.SECRET}) as address:
        site = address.replace("127.0.0.1", "localhost")
        with lemonldap.Provider(site, [ELISE, PAUL]) as provider:
            register(provider, person)
            home = start(person)
            try:
                link(browser, site, provider, report, person)
            except Exception as fault:
                report.check(False, f"linking an identity stops: {str(fault).splitlines()[0][:200]}")
                print(provider.log())
            for steps in ((sign_in, sign_out, rotate, stay), (wrong_identity,)):
                journey = Journey(browser, site, provider, report)
                try:
                    for step in steps:
                        step(journey, home)
                except Exception as fault:
                    report.check(False, f"« {step.__name__} » at a provider stops at {journey.page.url[:120]}: "
                                        f"{str(fault).splitlines()[0][:200]}")
                    print(provider.log())
                journey.visitor.context.close()
        application.run("provider", "remove", "psc")
    print(f"identity provider: {time.monotonic() - began:.0f} s")


def start(person):
    """The page on which an elected member or a president begins."""
    return f"/cd/{person.council}" + ("/mes-dossiers" if re.search("lu du", person.role) else "")
