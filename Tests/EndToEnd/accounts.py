"""Local accounts from end to end: the one-time link of the first administrator, password, second factor, lost access,
the settings and the limits of the server. Standard library; a QR code is read by zbarimg.
"""

import base64
import contextlib
import hashlib
import hmac
import http.cookiejar
import os
import pathlib
import re
import secrets
import shutil
import socket
import struct
import subprocess
import time
import urllib.error
import urllib.parse
import urllib.request

import database
from program import SECRET_KEY, Program

PASSWORD = "lune corail tambour"
EXAMPLE = pathlib.Path(__file__).parents[2] / "deploy" / "env.example"


class Stay(urllib.request.HTTPRedirectHandler):
    """Redirects are looked at, not followed."""

    def redirect_request(self, *_):
        return None


class Answer:
    def __init__(self, response):
        self.status = response.status if hasattr(response, "status") else response.code
        self.headers = response.headers
        self.bytes = response.read()
        self.text = self.bytes.decode("utf-8", "replace")

    @property
    def place(self):
        return self.headers.get("Location", "")

    @property
    def proof(self):
        found = re.search(r'name="preuve" value="([0-9a-f]+)"', self.text)
        return found.group(1) if found else ""


class Visitor:
    """A browser without pictures: cookies kept, nothing followed."""

    def __init__(self, site):
        self.site = site
        self.jar = http.cookiejar.CookieJar()
        self.opener = urllib.request.build_opener(Stay, urllib.request.HTTPCookieProcessor(self.jar))

    def ask(self, path, fields=None, headers=None):
        form = urllib.parse.urlencode(fields).encode() if fields is not None else None
        request = urllib.request.Request(self.site + path, data=form, headers=headers or {})
        try:
            return Answer(self.opener.open(request, timeout=30))
        except urllib.error.HTTPError as error:
            return Answer(error)

    def send(self, path, page, **fields):
        named = {name.replace("_", "-"): value for name, value in fields.items()}
        return self.ask(path, {"preuve": page.proof, **named})


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@contextlib.contextmanager
def served(program, **settings):
    """`sextant serve` with more settings; yields the address of the site."""
    port = free_port()
    process = subprocess.Popen(
        ["sextant", "serve", "--port", str(port)], env={**program.environment, **settings},
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        for _ in range(200):
            with contextlib.suppress(OSError):
                socket.create_connection(("127.0.0.1", port), timeout=1).close()
                break
            time.sleep(0.1)
        yield f"http://127.0.0.1:{port}"
    finally:
        process.terminate()
        process.wait(20)


def code_of(secret, offset=0):
    """The six digits of RFC 6238, computed apart from the program."""
    counter = struct.pack(">Q", int(time.time()) // 30 + offset)
    digest = hmac.new(secret, counter, hashlib.sha1).digest()
    start = digest[19] & 15
    return f"{(struct.unpack('>I', digest[start:start + 4])[0] & 0x7FFFFFFF) % 1_000_000:06d}"


def secret_of(address):
    query = urllib.parse.parse_qs(urllib.parse.urlsplit(address).query)
    return base64.b32decode(query["secret"][0])


def picture_of(page, path):
    """Draws the QR code of the page, ten dots a module, as a camera would see it."""
    side = int(re.search(r'viewBox="-4 -4 (\d+)', page.text).group(1))
    drawing = re.search(r'<path fill="#000" d="([^"]+)"', page.text).group(1)
    rows = [[255] * side for _ in range(side)]
    for column, row, width in re.findall(r"M(\d+) (\d+)h(\d+)v1", drawing):
        for module in range(int(width)):
            rows[int(row) + 4][int(column) + 4 + module] = 0
    lines = [bytes(dot for dot in row for _ in range(10)) for row in rows for _ in range(10)]
    path.write_bytes(b"P5 %d %d 255\n" % (side * 10, side * 10) + b"".join(lines))


def check_first_day(program, site, folder, report):
    """From `create-admin` to an open session; returns the visitor and the secret."""
    run = program.run("create-admin", "--council", "33", "--email", "Admin@Example.org", "--name", "Anne Roux",
                      "--role", "council_administrator")
    report.check(run.status == 0 and len(run.lines) == 1 and "/invitation?jeton=" in run.lines[0],
                 f"create-admin prints one link: {run!r}")
    link = "/invitation?" + run.lines[0].partition("/invitation?")[2]
    visitor = Visitor(site)
    welcome = visitor.ask(link)
    report.check("Anne Roux" in welcome.text, "the link names whom it is for")
    token = link.partition("=")[2]
    weak = visitor.send("/invitation", welcome, jeton=token, mot_de_passe="motdepasse2026",
                        mot_de_passe_2="motdepasse2026")
    report.check(weak.status == 422 and "facile à deviner" in weak.text, "a password of everybody is refused")
    chosen = visitor.send("/invitation", welcome, jeton=token, mot_de_passe=PASSWORD, mot_de_passe_2=PASSWORD)
    report.equal(chosen.place, "/activation", "the second factor comes next")
    report.equal(visitor.ask("/compte").place, "/connexion?suite=%2Fcompte", "nothing opens before it")
    page = visitor.ask("/activation")
    address = re.search(r"otpauth://[^<]+", page.text).group(0).replace("&amp;", "&")
    picture_of(page, folder / "qr.pgm")
    if shutil.which("zbarimg"):
        read = subprocess.run(["zbarimg", "--quiet", "--raw", str(folder / "qr.pgm")], capture_output=True, text=True)
        report.equal(read.stdout.strip(), address, "a camera reads the address in the picture")
    else:
        report.check(False, "zbarimg is there to read the picture (package zbar-tools)")
    secret = secret_of(address)
    wrong = visitor.send("/activation", page, code="000000")
    report.equal(wrong.status, 422, "a wrong first code is refused")
    active = visitor.send("/activation", page, code=code_of(secret))
    report.check(active.place.startswith("/compte/codes-de-secours"), f"recovery codes come next: {active.place}")
    codes = re.findall(r"<li><code>([a-z0-9-]+)</code>", visitor.ask("/compte/codes-de-secours").text)
    report.equal(len(set(codes)), 10, "ten recovery codes")
    used = Visitor(site).ask(link)
    report.check("ne peut plus servir" in used.text, "the link served once")
    return visitor, secret, codes


def sign_in(site, email="admin@example.org", password=PASSWORD):
    visitor = Visitor(site)
    return visitor, visitor.send("/connexion", visitor.ask("/connexion"), courriel=email, mot_de_passe=password)


def check_sign_in(site, secret, codes, report):
    visitor, asked = sign_in(site)
    report.equal(asked.place, "/verification", "a right password asks for the code")
    page = visitor.ask("/verification")
    report.equal(visitor.send("/verification", page, code="12").status, 422, "a wrong code is refused")
    opened = visitor.send("/verification", page, code=code_of(secret, 1))
    report.equal(opened.place, "/", "the code opens the session")
    again, _ = sign_in(site)
    replay = again.send("/verification", again.ask("/verification"), code=code_of(secret, 1))
    report.equal(replay.status, 422, "the same code does not open a second one")
    lost, _ = sign_in(site)
    report.equal(lost.send("/verification", lost.ask("/verification"), code=codes[0].upper()).place, "/",
                 "a recovery code opens one")
    twice, _ = sign_in(site)
    report.equal(twice.send("/verification", twice.ask("/verification"), code=codes[0]).status, 422,
                 "the same recovery code does not")
    account = visitor.ask("/compte").text
    report.check("Codes de secours restants" in account and "celle-ci" in account, "the account page tells it all")
    others = visitor.send("/compte/sessions", visitor.ask("/compte"), session="autres")
    report.check(others.status == 303 and lost.ask("/compte").status == 303, "the other sessions are closed")


def check_lost_access(program, site, report):
    run = program.run("reset-access", "--email", "admin@example.org", "--lost", "second-factor", "--actor", "Ops")
    report.equal(run.status, 0, f"the operator removes a second factor: {run!r}")
    visitor, asked = sign_in(site)
    report.equal(asked.place, "/activation", "another one is chosen at the next sign-in")
    run = program.run("reset-access", "--email", "admin@example.org", "--lost", "password", "--actor", "Ops")
    link = "/invitation?" + (run.lines[0] if run.lines else "").partition("/invitation?")[2]
    page = visitor.ask(link)
    report.check("nouveau mot de passe" in page.text, "and gives a link for another password")
    run = program.run("reset-access", "--email", "nobody@example.org", "--lost", "password")
    report.check(run.status == 65 and "interne" not in run.errors, f"nobody of that address: {run!r}")


def check_settings(program, report):
    def said(**settings):
        sane = {name: value for name, value in program.environment.items()
                if not name.startswith("SEXTANT_") or name in ("SEXTANT_DATABASE", "SEXTANT_TODAY")}
        done = subprocess.run(["sextant", "check-config"], env={**sane, **settings}, capture_output=True, text=True)
        return done.returncode, done.stdout

    status, text = said(SEXTANT_SECRET_KEY=SECRET_KEY)
    report.check(status == 0 and "SEXTANT_DATABASE" in text, f"sound settings pass: {status} {text}")
    wrong = {
        "SEXTANT_SECRET_KEY": "abc", "SEXTANT_HTTPS": "oui", "SEXTANT_HSTS_SUBDOMAINS": "non",
        "SEXTANT_HTPS": "yes", "SEXTANT_SECOND_FACTOR": "never",
        "SEXTANT_ADDRESS": "sextant.example", "SEXTANT_TODAY": "21/11/2026", "SEXTANT_AUDIT_FOLDER": "/nowhere",
        "SEXTANT_CERTIFICATE_KEY": "AAAA"}
    for name, value in wrong.items():
        status, text = said(**{"SEXTANT_SECRET_KEY": SECRET_KEY, name: value})
        report.check(status == 65 and f"{name} : " in text, f"{name}={value} is named: {status} {text}")
    status, text = said(SEXTANT_SECRET_KEY=SECRET_KEY, SEXTANT_HTTPS="yes")
    report.check(status == 65 and "SEXTANT_PROXY : absent" in text, f"HTTPS without a proxy is a fault: {text}")
    status, text = said(SEXTANT_SECRET_KEY=SECRET_KEY, SEXTANT_HTTPS="yes", SEXTANT_PROXY="yes")
    report.check(status == 0, f"HTTPS behind a proxy of ours passes: {text}")
    status, text = said()
    report.check(status == 65 and "SEXTANT_SECRET_KEY : absent" in text, f"a missing key is named: {text}")
    example = subprocess.run(["sextant", "check-config", "--example"], capture_output=True, text=True).stdout
    report.equal(EXAMPLE.read_text(encoding="utf-8"), example, "deploy/env.example is what the list of settings says")


def check_start(program, report):
    """A demonstration that others could reach does not start, and neither does a site without a key."""
    loose = {"SEXTANT_SECOND_FACTOR": "demonstration"}
    for settings, options in (
            ({**loose, "SEXTANT_DEMONSTRATION": ""}, []),
            ({**loose, "SEXTANT_DEMONSTRATION": "yes"}, ["--host", "0.0.0.0"]),
            ({"SEXTANT_SECRET_KEY": ""}, [])):
        done = subprocess.run(["sextant", "serve", "--port", "1", *options], capture_output=True, text=True,
                              env={**program.environment, **settings}, timeout=60)
        report.check(done.returncode == 64 and "SEXTANT_SE" in done.stderr, f"{settings} {options}: {done.stderr}")


def raw(site, given, seconds=10):
    """What the server answers to bytes as they are."""
    host, port = site.removeprefix("http://").split(":")
    with socket.create_connection((host, int(port)), timeout=seconds) as line:
        with contextlib.suppress(OSError):
            line.sendall(given)
            return line.recv(4096)
    return b""


def everything(site, given, seconds=10):
    """What the server answers until it closes the connection, and whether it did."""
    host, port = site.removeprefix("http://").split(":")
    said = b""
    with socket.create_connection((host, int(port)), timeout=seconds) as line:
        try:
            line.sendall(given)
            while part := line.recv(65536):
                said += part
        except TimeoutError:
            return said, False
        except OSError:
            pass
    return said, True


def check_behind_a_large_body(site, report):
    """A body that is refused ends its connection: what came behind it is answered by nobody, and read as no request."""
    def form(size):
        body = b"courriel=" + b"a" * size
        return (b"POST /connexion HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/x-www-form-urlencoded\r\n"
                b"Content-Length: %d\r\n\r\n" % len(body)) + body

    behind = b"GET /aide HTTP/1.1\r\nHost: localhost\r\n\r\n"
    said, is_closed = everything(site, form(400_000) + behind, seconds=20)
    report.check(said.startswith(b"HTTP/1.1 413"), f"a large body is refused: {said[:60]}")
    report.check(is_closed and said.count(b"HTTP/1.1 ") == 1, "the request behind a refused body is not answered")
    said, is_closed = everything(site, form(10) + behind, seconds=3)
    report.check(said.count(b"HTTP/1.1 ") == 2 and not is_closed, "behind a body of its size the next one is answered")


def check_limits(site, report):
    head = b"GET /connexion HTTP/1.1\r\nHost: localhost\r\n"
    report.check(raw(site, head + b"\r\n").startswith(b"HTTP/1.1 200"), "a plain request is answered")
    for what, given in {
            "a header of 40 KB": head + b"X-A: " + b"a" * 40_000 + b"\r\n\r\n",
            "three hundred headers": head + b"".join(b"X-%d: a\r\n" % i for i in range(300)) + b"\r\n",
            "bytes that are no request": secrets.token_bytes(300) + b"\r\n\r\n"}.items():
        answer = raw(site, given)
        report.check(not answer.startswith((b"HTTP/1.1 200", b"HTTP/1.1 5")), f"{what}: {answer[:60]}")
    long = raw(site, b"GET /connexion?" + b"a" * 20_000 + b" HTTP/1.1\r\nHost: localhost\r\n\r\n")
    report.check(long.startswith((b"HTTP/1.1 414", b"HTTP/1.1 400")) or not long, f"a line of 20 KB: {long[:60]}")
    visitor = Visitor(site)
    page = visitor.ask("/connexion")
    large = visitor.send("/connexion", page, courriel="a" * 400_000, mot_de_passe="x")
    report.equal(large.status, 413, "a form of 400 KB is too large")
    report.equal(visitor.ask("/connexion").status, 200, "and the site goes on")


def dripping(site):
    """A connection that sends a byte of its headers now and then; answered by the seconds it lived, at most `most`."""
    host, port = site.removeprefix("http://").split(":")
    line = socket.create_connection((host, int(port)), timeout=5)
    line.sendall(b"GET / HTTP/1.1\r\nX: ")
    return line, time.monotonic()


def check_dripping(line, began, report, most=40):
    line.settimeout(0.2)
    while time.monotonic() - began < most:
        try:
            line.sendall(b"a")
            if line.recv(100) == b"":
                break
        except TimeoutError:
            time.sleep(0.3)
        except OSError:
            break
    lived = time.monotonic() - began
    report.check(lived < most, f"a client that drips its headers is cut off, after {lived:.0f} s")


def check_rate(site, report):
    """The hundred and twenty-first try of a network within ten minutes waits; the page says how long."""
    visitor = Visitor(site)
    page = visitor.ask("/connexion")
    last = None
    for turn in range(130):
        last = visitor.send("/connexion", page, courriel=f"x{turn}@example.org", mot_de_passe="faux")
        if last.status == 429:
            break
    waits = int(last.headers.get("Retry-After", "0")) > 0 and "Recommencez dans" in last.text
    report.check(last.status == 429 and waits,
                 f"a network that tries too often waits: {last.status}")


def run(report, folder):
    base = database.fresh("endtoend_accounts")
    program = Program(base)
    check_settings(program, report)
    check_start(program, report)
    with served(program) as site:
        line, began = dripping(site)
        _, secret, codes = check_first_day(program, site, folder, report)
        check_sign_in(site, secret, codes, report)
        check_lost_access(program, site, report)
        check_limits(site, report)
        check_behind_a_large_body(site, report)
        check_rate(site, report)
        check_dripping(line, began, report)
        line.close()
