"""Every page that links lead to, from the dashboard on."""

import collections
import re
import urllib.parse

# A country has thousands of files: a few of each shape are opened, and so many pages in all.
MOST_OF_A_SHAPE = 2
MOST_QUERIES_OF_A_PLACE = 12
MOST_PAGES = 150

LINKS = "() => [...document.querySelectorAll('a[href]')].map(a => a.href)"


def shape_of(path):
    """A path without what differs from one person or lot to the next: numbers and values of the query."""
    place, _, query = path.partition("?")
    names = sorted({part.partition("=")[0] for part in query.split("&") if part})
    place = re.sub(r"^/referentiels/[^/]+/[^/]+", "/referentiels/{id}/{version}", place)
    place = re.sub(r"/\d{1,18}(?=/|$)", "/{id}", place.replace("/cd/", "/cd:"))
    return place.replace("/cd:", "/cd/") + ("?" + "&".join(names) if names else "")


def inside(site, link):
    """The path of a link into the site, without its fragment; None for any other link."""
    whole = urllib.parse.urldefrag(link).url
    if not whole.startswith(site + "/"):
        return None
    return whole[len(site):]


def crawl(site, start, checker, report):
    """Breadth first from `start`; checks each page and each file once. Returns the shapes seen."""
    waiting = collections.deque(start)
    known = set(start)
    seen = collections.Counter()
    places = collections.Counter()
    pages = 0
    while waiting and pages < MOST_PAGES:
        path = waiting.popleft()
        shape = shape_of(path)
        place = shape.partition("?")[0]
        if seen[shape] >= MOST_OF_A_SHAPE or places[place] >= MOST_QUERIES_OF_A_PLACE:
            continue
        seen[shape] += 1
        pages += 1
        kind, landed = fetch(site, path, checker.page.context, report)
        if landed is not None and landed not in known:
            known.add(landed)
            waiting.append(landed)
        if kind != "text/html" or landed != path:
            continue
        checker.check(site, path, place, places[place] == 0)
        places[place] += 1
        for link in checker.page.evaluate(LINKS):
            target = inside(site, link)
            report.check(target is not None or link.startswith(("https://", "mailto:", "tel:")),
                         f"{path}: links to {link}")
            if target is not None and target not in known:
                known.add(target)
                waiting.append(target)
    report.check(pages < MOST_PAGES, f"the crawl stopped at {MOST_PAGES} pages")
    return seen


def fetch(site, path, context, report):
    """Asks for a page or a file without opening it; returns its media type, when it is there, and where it led."""
    response = context.request.get(site + path, max_redirects=5)
    alive = report.check(response.status == 200, f"{path}: dead link, status {response.status}")
    kind = response.headers.get("content-type", "").partition(";")[0].strip()
    if alive and kind != "text/html":
        report.check(len(response.body()) > 0, f"{path}: an empty file")
    return (kind if alive else None), inside(site, response.url)
