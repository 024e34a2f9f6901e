"""The harness proves itself: a small site with planted faults, each of which it must find, and no other."""

import contextlib
import http.server
import io
import threading

import crawl
from pages import Layouts, PageChecker
from report import Report

FRAME = """<!doctype html><html lang="fr"><head><meta charset="utf-8"><title>{title}</title><link rel="icon" href="data:,">
<meta name="viewport" content="width=device-width"></head><body><a href="#contenu">Aller au contenu</a>
<main id="contenu"><h1>{title}</h1>{body}</main><footer><a href="/accessibilite">Accessibilité</a></footer>
</body></html>"""

PAGES = {
    "/": ("Accueil", '<a href="/image">i</a> <a href="/large">l</a> <a href="/titres">t</a> <a href="/double">d</a> '
          '<a href="/script">s</a> <a href="/table">b</a> <a href="/absente">a</a> <a href="/mots">m</a> '
          '<a href="/ids">i</a>'),
    "/accessibilite": ("Accessibilité", "<p>Non conforme.</p>"),
    "/image": ("Image", '<img src="data:image/gif;base64,R0lGODlhAQABAAAAACw=">'),
    "/large": ("Large", '<p style="width: 900px">Trop large.</p>'),
    "/titres": ("Titres", "<h3>Un titre trop bas</h3>"),
    "/double": ("Image", "<p>Le titre d'une autre page.</p>"),
    "/script": ("Script", "<script>document.querySelector('main').append('Ajouté'); console.error('aïe')</script>"),
    "/table": ("Table", "<table><tr><th scope=col>a</th></tr><tr><td>1</td></tr></table>"),
    "/ids": ("Ids", '<p id="a">Un</p><p id="a">Deux</p>'),
    "/mots": ("Mots", "<p>Veuillez soumettre.</p>"),
}

# One expected sentence a fault, in the words of the harness.
EXPECTED = [
    "/image: axe image-alt", "/large: scrolls sideways at 320 px", "/titres: skips to h3",
    "/double: title « Image » is also that of /image", "/script: console says", "/script: says something else",
    "/table: a table without caption", "/absente: dead link, status 404", "/mots: says ['soumettre']", "/ids: the id a twice",
]


class Site(http.server.BaseHTTPRequestHandler):
    """Answers with the planted pages and logs nothing."""

    def do_GET(self):
        found = PAGES.get(self.path)
        body = FRAME.format(title=found[0], body=found[1]).encode() if found else b""
        self.send_response(200 if found else 404)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_):
        pass


def prove_layouts(checker, site, report):
    """A layout that was seen is not looked at whole again; a page that is built otherwise is."""
    checker.report = found = Report()
    PAGES["/image"] = ("Image", '<img src="data:image/gif;base64,R0lGODlhAQABAAAAACw="><p>Soumettre</p>')
    PAGES["/table"] = ("Table", "<table><tr><th scope=col>c</th></tr><tr><td>2</td></tr><tr><td>3</td></tr></table>")
    with contextlib.redirect_stdout(io.StringIO()):
        for path in ("/image", "/table", "/table"):
            checker.check(site, path, path, False)
    said = " ".join(found.failures)
    report.check("/image: axe image-alt" in said, "the harness overlooks a fault in a new layout of a known address")
    report.check("/image: says" in said and said.count("/table: a table without") == 2,
                 f"structure and words are those of every page: {said}")
    spared = checker.layouts.spared
    report.check(spared == 2, f"two pages whose layout was seen are spared: {spared}")


def prove(browser, report):
    """Crawls the planted site and compares what was found with what was planted."""
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Site)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    site = f"http://127.0.0.1:{server.server_port}"
    found = Report()
    pages = [browser.new_context(java_script_enabled=script).new_page() for script in (True, False)]
    checker = PageChecker(found, *pages, None)
    checker.layouts = Layouts()
    with contextlib.redirect_stdout(io.StringIO()):
        crawl.crawl(site, ["/"], checker, found)
    prove_layouts(checker, site, report)
    server.shutdown()
    for sentence in EXPECTED:
        report.check(any(f.startswith(sentence) for f in found.failures), f"the harness overlooks: {sentence}")
    surplus = [f for f in found.failures if not f.startswith(tuple(EXPECTED))]
    report.check(not surplus, f"the harness invents: {surplus[:3]}")
