"""One's own account in a real browser: a second factor is chosen, its codes noted, asked at the next sign-in."""

import base64
import hashlib
import hmac
import struct
import subprocess
import time

import journeys
from pages import RULES, PageChecker

FORGET = """
    delete from access.recovery_code where person_id = (select person_id from access.person where email = '{0}');
    delete from access.second_factor where person_id = (select person_id from access.person where email = '{0}')"""


def code_of(secret, offset=0):
    """The six digits of RFC 6238, computed apart from the program."""
    digest = hmac.new(secret, struct.pack(">Q", int(time.time()) // 30 + offset), hashlib.sha1).digest()
    start = digest[19] & 15
    return f"{(struct.unpack('>I', digest[start:start + 4])[0] & 0x7FFFFFFF) % 1_000_000:06d}"


def choose(visitor, checker, password):
    """From the account page to the recovery codes; returns the secret and the codes."""
    page, report = visitor.page, visitor.report
    visitor.go("/compte")
    checker.check_axe("/compte", RULES, "")
    report.check("Le mot de passe seul ouvre votre compte" in visitor.text(), "the account hides the missing factor")
    page.fill("#actuel-facteur", password)
    visitor.press("Choisir un second facteur")
    report.check(visitor.path.startswith("/activation"), f"the choice leads to {visitor.path}")
    checker.check_axe("/activation", RULES, "")
    checker.check_narrow("/activation")
    secret = base64.b32decode(page.inner_text("code.sx-secret").replace(" ", ""))
    page.fill("#code", "000000")
    visitor.press("Activer le second facteur")
    checker.check_axe("/activation refused", RULES, "")
    report.check(page.title().startswith("Erreur"), "a wrong code is not said in the title")
    page.fill("#code", code_of(secret))
    visitor.press("Activer le second facteur")
    checker.check_axe("/compte/codes-de-secours", RULES, "")
    codes = [code.strip() for code in page.locator(".sx-codes li").all_inner_texts()]
    report.check(len(codes) == 10, "there are not ten recovery codes")
    visitor.press("J’ai noté mes codes")
    return secret, codes


def enter(visitor, checker, person, secret):
    """The next sign-in asks for the code."""
    page, report = visitor.page, visitor.report
    visitor.sign_in(person.email, person.password)
    report.check(visitor.path.startswith("/verification"), f"the password alone leads to {visitor.path}")
    checker.check_axe("/verification", RULES, "")
    checker.check_narrow("/verification")
    page.fill("#code", "000000")
    visitor.press("Continuer")
    checker.check_axe("/verification refused", RULES, "")
    page.fill("#code", code_of(secret, 1))
    visitor.press("Continuer")
    report.check(not visitor.path.startswith("/verification"), "the right code does not open")
    visitor.go("/compte")
    report.check("actif" in visitor.text() and "celle-ci" in visitor.text(), "the account does not say it is active")
    checker.check_axe("/compte with a second factor", RULES, "")


def renew(visitor, checker, person, codes):
    """Other recovery codes cost the password and a code: a recovery code stands in for the telephone."""
    page, report = visitor.page, visitor.report
    visitor.go("/compte")
    for typed in ("000000", codes[0]):
        page.fill("#actuel-codes", person.password)
        page.fill("#code-codes", typed)
        visitor.press("Faire d’autres codes de secours")
        if typed == "000000":
            report.check(page.title().startswith("Erreur"), "a wrong present code is not said in the title")
            checker.check_axe("/compte with a wrong code", RULES, "")
    report.check(page.locator(".sx-codes li").count() == 10, "there are not ten other recovery codes")
    visitor.press("J’ai noté mes codes")


def run(browser, site, report, person):
    first, second = (journeys.Visitor(browser, site, report) for _ in range(2))
    plain = browser.new_context(java_script_enabled=False, locale="fr-FR").new_page()
    first.sign_in(person.email, person.password)
    secret, codes = choose(first, PageChecker(report, first.page, plain, None), person.password)
    enter(second, PageChecker(report, second.page, plain, None), person, secret)
    renew(second, PageChecker(report, second.page, plain, None), person, codes)
    subprocess.run(["psql", "-qX", "-v", "ON_ERROR_STOP=1", "-c", FORGET.format(person.email)], check=True)
    for visitor in (first, second):
        visitor.context.close()
