"""Sign-in at identity providers, against one that lies: each lie has its own reason in the log, and one plain page.

The provider is the tests' own (`openid_hostile.py`), the site is `sextant serve`, the browser keeps cookies and follows
nothing by itself.
"""

import concurrent.futures
import html
import http.cookiejar
import re
import signal
import socket
import subprocess
import time
import urllib.error
import urllib.parse
import urllib.request

import accounts
import database
import openid_hostile
from openid_hostile import CLIENT, ELISE, SECRET, WAYS
from program import Program

EMAIL = "elise@example.org"
PASSWORD = "une phrase assez longue"
# Ways that lie before the browser leaves, or need no list of their own.
EXTRA = {"stranger": None}
# Providers that know people by `sub`: a council's own, and one that lies about the nonce.
OWN, LIAR = "own", "other-nonce-own"


class NoRedirect(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *_):
        return None


class Page:
    def __init__(self, response):
        self.status = response.status
        self.location = response.headers.get("Location")
        self.cookies = response.headers.get_all("Set-Cookie") or []
        self.text = response.read().decode("utf-8", "replace")

    def plain(self):
        """The page without what differs from one time to the next."""
        return re.sub(r"<code>[0-9a-f]{10}</code>", "<code></code>", self.text)

    @property
    def reference(self):
        found = re.search(r"<code>([0-9a-f]{10})</code>", self.text)
        return found and found.group(1)


class Browser:
    def __init__(self, site):
        self.site = site
        self.jar = http.cookiejar.CookieJar()
        self.opener = urllib.request.build_opener(NoRedirect, urllib.request.HTTPCookieProcessor(self.jar))

    def get(self, path, form=None):
        data = None if form is None else urllib.parse.urlencode(form).encode()
        try:
            with self.opener.open(self.site + path, data, timeout=60) as response:
                return Page(response)
        except urllib.error.HTTPError as error:
            return Page(error)

    def sign_in(self, provider, way, next_page=None):
        """The whole way; the last page."""
        start = self.get(f"/connexion/{way}" + (f"?suite={next_page}" if next_page else ""))
        if start.location is None:
            return start
        return self.get(provider.authorize(start.location))

    def sign_out(self):
        page = self.get("/aide")
        proof = re.search(r'name="preuve" value="([0-9a-f]+)"', page.text)
        return self.get("/deconnexion", {"preuve": proof.group(1) if proof else ""})


class Server:
    """`sextant serve` with its log."""

    def __init__(self, program, folder):
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            port = probe.getsockname()[1]
        self.site = f"http://127.0.0.1:{port}"
        self.path = folder / "log"
        settings = {f"SEXTANT_OIDC_{way.upper().replace('-', '_')}_SECRET": SECRET for way in [*WAYS, *EXTRA, OWN, LIAR]}
        environment = {**program.environment, **settings, "SEXTANT_ADDRESS": self.site}
        with open(self.path, "wb") as log:
            self.process = subprocess.Popen(
                ["sextant", "serve", "--port", str(port)], env=environment, stdout=log, stderr=log)
        for _ in range(200):
            try:
                with urllib.request.urlopen(self.site + "/healthz", timeout=5):
                    return
            except OSError:
                time.sleep(0.1)
        raise RuntimeError(f"sextant serve does not start: {self.log()[-500:]}")

    def log(self):
        return self.path.read_text(errors="replace")

    def reason(self, reference):
        """What the log says of a reference, alone on its line."""
        found = [line for line in self.log().splitlines() if reference and f"reference={reference}" in line]
        said = re.search(r"sign-in refused: (\S+)$", found[0]) if len(found) == 1 else None
        return said and said.group(1)

    def close(self):
        self.process.send_signal(signal.SIGTERM)
        try:
            self.process.wait(20)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()


def register(program, provider):
    for way in [*WAYS, *EXTRA]:
        program.must(
            "provider", "add", way, "--name", "Fournisseur", "--issuer", provider.issuer(way), "--client", CLIENT,
            "--matching", "national_identifier", "--level", "eidas1", "--level", "eidas2", "--scope", "scope_all",
            "--answer", "signed", "--kind", "departmental")


def prove(server, provider, report):
    """Élise, signed in at the honest provider, chooses a second factor; her browser and its secret."""
    browser = Browser(server.site)
    report.equal(browser.sign_in(provider, "honest").status, 303, "the owner of the account comes in")
    page = browser.get("/compte")
    report.check("/compte/identites" in page.text, "the account page leads to one's identities")
    page = browser.get("/compte/second-facteur", {"preuve": form_proof(page), "mot-de-passe-actuel": PASSWORD})
    page = browser.get(page.location)
    secret = accounts.secret_of(re.search(r"otpauth://[^\s\"<]+", html.unescape(page.text)).group(0))
    done = browser.get("/activation", {"preuve": form_proof(page), "code": accounts.code_of(secret, -1)})
    report.equal(done.status, 303, "a second factor is chosen")
    return browser, secret


def form_proof(page):
    found = re.search(r'name="preuve" value="([0-9a-f]+)"', page.text)
    return found.group(1) if found else ""


def leave(browser, way, code):
    """From the form with the code to the address at the provider; None when the code opened no way."""
    page = browser.get("/compte/identites")
    done = browser.get("/compte/identites", {"preuve": form_proof(page), "fournisseur": way, "code": code})
    if done.location != f"/compte/fournisseurs/{way}":
        return None
    page = browser.get(done.location)
    if f"/compte/fournisseurs/{way}/depart" not in page.text:
        return None
    return browser.get(f"/compte/fournisseurs/{way}/depart").location


def check_links(server, provider, program, base, report):
    """The owner of an account links an identity and gives it up; nobody else can, and no lie of a provider helps."""
    for way in (OWN, LIAR):
        program.must("provider", "add", way, "--name", "Mon conseil", "--issuer", provider.issuer(way), "--client",
                     CLIENT, "--kind", "departmental")
    provider.subjects[OWN] = "sub-elise"
    browser, secret = prove(server, provider, report)

    def code():
        """The code of now, which may serve again: nobody waits half a minute for the next one."""
        base.query("update access.second_factor set last_step = 0")
        return accounts.code_of(secret)

    report.equal(Browser(server.site).sign_in(provider, OWN).location, f"/connexion/{OWN}/inconnu",
                 "before it is linked the identity opens nothing")
    report.equal(leave(browser, OWN, "000000"), None, "a wrong code opens no way")
    time.sleep(2)
    report.equal(browser.get(f"/compte/fournisseurs/{OWN}/depart").location, "/compte/identites",
                 "without the code the way is closed")
    going = leave(browser, OWN, code())
    asked = dict(urllib.parse.parse_qsl(urllib.parse.urlsplit(going or "").query))
    report.check((going or "").startswith(provider.issuer(OWN)) and asked.get("prompt") == "login",
                 f"the way leads to the provider, where one signs in again: {going}")
    back = provider.authorize(going)
    other = Browser(server.site)
    other.get("/connexion")
    page = other.get(back)
    report.equal((page.status, server.reason(page.reference)), (422, "state_of_another_browser"),
                 "what one browser left for is not linked from another")
    page = browser.get(back)
    report.equal(page.location, "/compte/identites?fait=identite-reliee", "the identity is linked")
    report.check("Mon conseil" in browser.get("/compte/identites").text, "and listed")
    report.equal(browser.get(back).status, 422, "the same return is taken once")
    report.equal(browser.get("/cd/33").status, 200, "the session of the owner goes on")
    report.equal(Browser(server.site).sign_in(provider, OWN).location, "/cd/33", "it opens the account from now on")
    check_lying_links(server, provider, browser, code, base, report)
    check_taken(server, provider, program, browser, code, base, report)
    check_giving_up(server, provider, browser, code, base, report)


def check_lying_links(server, provider, browser, code, base, report):
    going = leave(browser, LIAR, code())
    back = provider.authorize(going)
    page = browser.get(re.sub(r"state=[^&]+", "state=" + "0" * 64, back))
    report.equal((page.status, server.reason(page.reference)), (422, "state_unknown"), "an invented state links nothing")
    page = browser.get(back)
    report.equal((page.status, server.reason(page.reference)), (422, "token_wrong_nonce"), "nor does a wrong nonce")
    report.check("votre session reste ouverte" in page.text, "the page says that the session goes on")
    links = base.value(f"select count(*) from access.identity where provider_id = '{LIAR}'")
    report.equal(links, "0", "nothing was linked")


def check_taken(server, provider, program, browser, code, base, report):
    """An identity that leads to another account stays there, and the page does not say whose it is."""
    added = program.run("create-admin", "--council", "2A", "--email", "paul@example.org", "--name", "Paul Durand",
                        "--role", "president", "--password-stdin", given=b"une phrase assez longue\n")
    report.equal(added.status, 0, f"a second person is added: {added!r}")
    base.query(f"delete from access.identity where provider_id = '{OWN}'")
    program.must("provider", "link", "--email", "paul@example.org", "--subject", "sub-elise", "--provider", OWN)
    page = browser.get(provider.authorize(leave(browser, OWN, code())))
    report.equal(page.location, "/compte/identites/deja-reliee", "somebody else's identity is not linked")
    page = browser.get(page.location)
    report.check("déjà reliée à un autre accès" in page.text, "the page says so")
    report.check("paul" not in page.text.lower() and "Durand" not in page.text, "and not whose it is")
    report.check("identity_of_another_person" in server.log(), "the log says why")
    base.query(f"delete from access.identity where provider_id = '{OWN}'")


def check_giving_up(server, provider, browser, code, base, report):
    """Given up with a code; never the last way to sign in."""
    browser.get(provider.authorize(leave(browser, OWN, code())))
    inside = Browser(server.site)
    report.equal(inside.sign_in(provider, OWN).location, "/cd/33", "the identity is linked again")

    def give_up(typed):
        page = browser.get("/compte/identites")
        return browser.get("/compte/identites/retrait",
                           {"preuve": form_proof(page), "fournisseur": OWN, "code": typed})
    base.query(f"update access.person set password_hash = null where email = '{EMAIL}'")
    base.query("delete from access.identity where provider_id <> 'own'")
    report.equal(give_up("000000").status, 422, "the last way to sign in is not given up")
    report.check("seule manière" in browser.get("/compte/identites").text, "and the page says so")
    base.query(f"insert into access.identity select 'honest', 'elise', person_id, now(), 'essai' from access.person "
               f"where email = '{EMAIL}'")
    done = give_up(code())
    report.equal(done.location, "/compte/identites?fait=identite-retiree", "with the code an identity is given up")
    report.equal(inside.get("/cd/33").status, 303, "the sessions that it opened are closed")
    report.equal(browser.get("/cd/33").status, 200, "the one that gave it up goes on")
    report.equal(Browser(server.site).sign_in(provider, OWN).location, f"/connexion/{OWN}/inconnu",
                 "it opens nothing any more")
    written = base.value("select count(*) from access.event where action in ('identity_linked', 'identity_given_up') "
                         "and detail ->> 'provider' = 'own'")
    report.equal(written, "3", "the journal says each")


def check_commands(program, report):
    """What `provider` refuses, and in words."""
    refused = [
        (["add", "PSC", "--name", "x", "--issuer", "https://x.example", "--client", "c", "--kind", "departmental"],
         "lettres minuscules"),
        (["add", "psc", "--name", "x", "--issuer", "http://x.example", "--client", "c", "--kind", "departmental"],
         "https"),
        (["add", "psc", "--name", "x", "--issuer", "https://x.example", "--client", "c"], "qui il sert"),
        (["add", "psc", "--name", "x", "--issuer", "https://x.example", "--client", "c", "--council", "xx"],
         "qui il sert"),
        (["add", "honest", "--name", "x", "--issuer", "https://x.example", "--client", "c", "--kind", "national"],
         "déjà enregistré"),
        (["remove", "psc"], "Aucun fournisseur"),
        (["link", "--email", "nobody@example.org", "--national-identifier", "19970000001"], "Personne"),
        (["link", "--email", EMAIL, "--national-identifier", "123"], "onze chiffres"),
        (["link", "--email", EMAIL, "--subject", "x", "--provider", "psc"], "Aucun fournisseur"),
    ]
    for arguments, words in refused:
        run = program.run("provider", *arguments)
        report.check(run.status == 65 and words in run.errors,
                     f"provider {' '.join(arguments[:2])} is refused: {run!r}")
    listed = program.must("provider", "list")
    report.equal(len(listed.lines), len(WAYS) + len(EXTRA), "provider list names each provider")


def check_honest(server, provider, report):
    """The control: the same way with an honest provider opens a session, and only for whom it should."""
    browser = Browser(server.site)
    page = browser.get("/connexion")
    report.check("Fournisseur</a>" in page.text, "the sign-in page has the buttons")
    start = browser.get("/connexion/honest")
    asked = dict(urllib.parse.parse_qsl(urllib.parse.urlsplit(start.location or "").query))
    report.check(start.status == 303 and start.location.startswith(provider.issuer("honest")), "the way leads there")
    report.equal((asked.get("response_type"), asked.get("code_challenge_method"), asked.get("acr_values")),
                 ("code", "S256", "eidas1 eidas2"), "the request asks for a code, S256 and the level")
    report.check(len(asked.get("state", "")) >= 32 and len(asked.get("nonce", "")) >= 32, "state and nonce are long")
    report.equal(asked.get("redirect_uri"), server.site + "/connexion/honest/retour", "the return address is ours")
    back = provider.authorize(start.location)
    done = browser.get(back)
    report.equal((done.status, done.location), (303, "/cd/33"), "an honest provider opens a session")
    report.equal(browser.get("/cd/33").status, 200, "the session opens the council's pages")
    return browser, back


def check_states(server, provider, report):
    """A return is accepted once, from the browser that left, for the provider to which it went."""
    browser = Browser(server.site)
    back = provider.authorize(browser.get("/connexion/honest").location)
    other = Browser(server.site)
    other.get("/connexion")
    expected = [
        (other.get(back), "state_of_another_browser"),
        (other.get("/connexion/honest/retour?code=x"), "state_missing"),
        (other.get("/connexion/honest/retour?code=x&state=" + "0" * 64), "state_unknown"),
        (other.get("/connexion/honest/retour?code=x&state=%00%FF"), "state_unknown"),
        (browser.get(back.replace("/honest/", "/low-level/")), "state_of_another_provider"),
        (browser.get(back), "state_used"),
    ]
    back = provider.authorize(browser.get("/connexion/honest").location)
    report.equal(browser.get(back).status, 303, "the browser that left comes in")
    fresh = Browser(server.site)
    old_code = urllib.parse.parse_qs(urllib.parse.urlsplit(back).query)["code"][0]
    way = provider.authorize(fresh.get("/connexion/honest").location)
    replayed = re.sub(r"code=[^&]+", "code=" + old_code, way)
    expected.append((fresh.get(replayed), "token_endpoint_said_invalid_grant"))
    for page, reason in expected:
        report.equal((page.status, server.reason(page.reference)), (422, reason), f"a return is refused: {reason}")
    return [page for page, _ in expected]


def check_lies(server, provider, report):
    """Every lie: its own reason, one page, no session."""
    def lie(way):
        browser = Browser(server.site)
        page = browser.sign_in(provider, way)
        return way, page, browser.get("/cd/33").status

    lies = [way for way, reason in WAYS.items() if reason and way != "drips"]
    with concurrent.futures.ThreadPoolExecutor(max_workers=4) as pool:
        told = list(pool.map(lie, lies))
    for way, page, inside in told:
        report.equal((page.status, server.reason(page.reference), inside), (422, WAYS[way], 303),
                     f"« {way} » is refused")
    return [page for _, page, _ in told]


def check_slow(server, provider, report):
    """A provider that sends a byte now and then is given up, and nobody else waits for it meanwhile."""
    with concurrent.futures.ThreadPoolExecutor(max_workers=1) as pool:
        began = time.monotonic()
        slow = pool.submit(Browser(server.site).sign_in, provider, "drips")
        time.sleep(0.5)
        meanwhile = time.monotonic()
        report.equal(Browser(server.site).sign_in(provider, "honest").status, 303, "others sign in meanwhile")
        report.check(time.monotonic() - meanwhile < 5 and not slow.done(), "nobody waits for a slow provider")
        page = slow.result(60)
        report.check(time.monotonic() - began < 20, "a slow provider is given up within its time")
    report.equal((page.status, server.reason(page.reference)), (422, WAYS["drips"]), "the log says that it was slow")
    return [page]


def check_page(server, pages, report):
    """Whatever happened, the person reads the same page, and no word of the reason."""
    report.equal(len({page.plain() for page in pages}), 1, "every refusal is the same page")
    text = pages[0].text
    report.check("La connexion n’a pas abouti" in text and "preuve" not in text,
                 "the page says what to do, without form")
    report.check(all(page.reference for page in pages), "each page has its reference")
    words = [reason for reason in WAYS.values() if reason and reason in text]
    report.equal(words, [], "no page holds a reason")
    log = server.log()
    report.check("faked line" not in log and "<script>" not in log, "nothing that a provider says reaches the log")
    leaks = [word for word in (SECRET, ELISE, "id_token=", "code=") if word in log]
    report.equal(leaks, [], "no secret, no code and no national identifier is in the log")


def check_stranger(server, provider, base, report):
    """Somebody whom the provider knows and Sextant does not: a page that explains, and signing out there."""
    browser = Browser(server.site)
    page = browser.sign_in(provider, "stranger")
    report.equal((page.status, page.location), (303, "/connexion/stranger/inconnu"), "a stranger is told so")
    page = browser.get(page.location)
    report.check("Aucun accès pour cette identité" in page.text, "the page says that the identity has no access")
    report.equal(server.reason(page.reference), "identifier_unknown", "the log says why under the same reference")
    report.equal(browser.get("/cd/33").status, 303, "a stranger has no session")
    left = browser.get("/deconnexion/depart")
    asked = dict(urllib.parse.parse_qsl(urllib.parse.urlsplit(left.location or "").query))
    report.check((left.location or "").startswith(provider.issuer("stranger") + "/logout"), "signing out leads there")
    report.check(asked.get("id_token_hint", "").count(".") == 2 and len(asked.get("state", "")) >= 32,
                 "the way out has the hint and a state")
    report.equal(asked.get("post_logout_redirect_uri"), server.site + "/deconnexion/retour", "and leads back")
    page = browser.get("/deconnexion/retour?state=" + asked["state"])
    report.check((page.location or "").startswith("/connexion"), "after signing out there one may try again")
    base.query("update access.national_identifier set identifier = '899700000099'")
    report.equal(Browser(server.site).sign_in(provider, "stranger").location, "/cd/33",
                 "the same identity comes in once it is linked")
    page = Browser(server.site).sign_in(provider, "honest")
    report.equal(page.location, "/connexion/honest/inconnu", "an identifier that is gone closes the former identity")
    base.query(f"update access.national_identifier set identifier = '{ELISE}'")


def check_demands(server, provider, browser, report):
    """A provider closes sessions by a signed demand, once; a forged one closes nothing."""
    door = Browser(server.site)
    place = "/connexion/honest/fermeture"
    forged = [
        (provider.demand(key=provider.other), "token_wrong_signature"),
        (provider.demand(kind="JWT"), "token_of_another_kind"),
        (provider.demand(nonce="x"), "logout_with_nonce"), (provider.demand(events=None), "logout_without_event"),
        (provider.demand(aud="un-autre"), "token_wrong_audience"), (provider.demand(iss="x"), "token_wrong_issuer"),
        (provider.demand(iat=1), "token_issued_long_ago"), (provider.demand(jti=None), "token_claim_missing_jti"),
        (provider.demand(sub=None), "token_claim_missing_sub"), ("", "token_malformed"),
    ]
    for token, reason in forged:
        before = server.log().count(reason)
        page = door.get(place, {"logout_token": token})
        report.equal((page.status, server.log().count(reason) - before), (400, 1), f"a demand is refused: {reason}")
    report.equal(browser.get("/cd/33").status, 200, "forged demands close nothing")
    token = provider.demand(sub=None, sid="another")
    report.equal(door.get(place, {"logout_token": token}).status, 200, "a demand for another session is obeyed")
    report.equal(browser.get("/cd/33").status, 200, "and closes no other session")
    token = provider.demand()
    report.equal(door.get(place, {"logout_token": token}).status, 200, "a signed demand is obeyed")
    report.equal(browser.get("/cd/33").status, 303, "and closes the session")
    report.equal(door.get(place, {"logout_token": token}).status, 400, "the same demand is not obeyed twice")
    report.check("logout_used" in server.log(), "the log says so")


def check_rotation(server, provider, report):
    """New keys are read when a token names one; with the old keys nobody comes in any more."""
    old = provider.key
    provider.rotate()
    report.equal(Browser(server.site).sign_in(provider, "honest").status, 303, "a new key is found while running")
    provider.key, new = old, provider.key
    page = Browser(server.site).sign_in(provider, "honest")
    report.equal((page.status, server.reason(page.reference)), (422, "key_unknown"), "a withdrawn key serves no more")
    provider.key = new


def check_reach(server, provider, program, base, report):
    """A council's own issuer opens that council alone, whatever else the person may be."""
    program.must("provider", "remove", "honest")
    page = Browser(server.site).get("/connexion/honest")
    report.equal(page.status, 404, "a provider that was removed is not there")
    program.must("provider", "add", "honest", "--name", "Fournisseur", "--issuer", provider.issuer("honest"),
                 "--client", CLIENT, "--council", "2A", "--level", "eidas1")
    page = Browser(server.site).sign_in(provider, "honest")
    report.equal(page.location, "/connexion/honest/inconnu", "without a link nobody is recognised")
    program.must("provider", "link", "--email", EMAIL, "--subject", "elise", "--provider", "honest")
    page = Browser(server.site).sign_in(provider, "honest")
    report.equal(page.location, "/connexion/honest/inconnu", "the issuer of 2A opens nothing of 33")
    base.query("insert into access.membership (council_id, person_id, role, during) select c.council_id, p.person_id, "
               "'president', '[2026-01-01,)' from access.council c, access.person p where c.code = '2A' "
               f"and p.email = '{EMAIL}'")
    browser = Browser(server.site)
    report.equal(browser.sign_in(provider, "honest").location, "/cd/2A", "it opens 2A")
    page = browser.get("/cd/2A")
    report.check(page.status == 200 and "33 president" not in page.text, "and offers no other organisation")
    report.equal(browser.get("/cd/33").status, 404, "and 33 does not exist for it")


def check_trace(base, report):
    """The journal names the provider, and the database keeps nothing that opens anything."""
    came = base.value("select count(*) from access.event where action = 'signed_in' "
                      "and detail ->> 'provider' = 'honest'")
    report.check(int(came) > 0, "the journal says by which provider somebody came")
    report.check(int(base.value("select count(*) from access.event where action = 'identity_linked'")) > 0,
                 "the journal says when an identity was linked")
    kept = base.value("select string_agg(encode(id_token, 'escape'), ' ') from access.provider_session")
    report.check("eyJ" not in kept, "no ID token is kept in clear")


def run(report, folder):
    base = database.fresh("endtoend_openid")
    program = Program(base)
    added = program.run("create-admin", "--council", "33", "--email", EMAIL, "--name", "Élise Martin", "--role",
                        "president", "--password-stdin", given=PASSWORD.encode() + b"\n")
    report.equal(added.status, 0, f"a person is added: {added!r}")
    provider = openid_hostile.Provider()
    register(program, provider)
    program.must("provider", "link", "--email", EMAIL, "--national-identifier", ELISE)
    check_commands(program, report)
    server = Server(program, folder)
    try:
        browser, _ = check_honest(server, provider, report)
        pages = check_states(server, provider, report)
        pages += check_lies(server, provider, report)
        pages += check_slow(server, provider, report)
        check_page(server, pages, report)
        check_stranger(server, provider, base, report)
        check_demands(server, provider, browser, report)
        check_rotation(server, provider, report)
        check_links(server, provider, program, base, report)
        check_trace(base, report)
        check_reach(server, provider, program, base, report)
    finally:
        server.close()
        provider.close()
