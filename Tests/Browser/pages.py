"""What every page promises, looked at in a real browser."""

import re

from axe_playwright_python.sync_playwright import Axe

RULES = {"runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "RGAAv4"]}}
CONTRAST = {"runOnly": {"type": "rule", "values": ["color-contrast"]}}

# Words that the wording rules refuse in what a person reads.
REFUSED_WORDS = re.compile(r"\b(utilisateurs?|soumettre|workflow|batch)\b", re.IGNORECASE)

# Structure that no rule of axe asks for and that we promise.
STRUCTURE = """() => {
    const faults = [];
    const levels = [...document.querySelectorAll('h1,h2,h3,h4,h5,h6')].map(h => Number(h.tagName[1]));
    if (levels.filter(level => level === 1).length !== 1) faults.push('not exactly one h1');
    levels.forEach((level, i) => { if (i > 0 && level > levels[i - 1] + 1) faults.push('skips to h' + level); });
    document.querySelectorAll('table').forEach(table => {
        if (!table.caption || !table.caption.textContent.trim()) faults.push('a table without caption');
    });
    if (document.querySelector('[tabindex]:not([tabindex="0"]):not([tabindex="-1"])'))
        faults.push('a positive tabindex');
    const ids = [...document.querySelectorAll('[id]')].map(e => e.id);
    ids.filter((id, i) => ids.indexOf(id) !== i).slice(0, 2).forEach(id => faults.push('the id ' + id + ' twice'));
    if (!document.documentElement.lang.startsWith('fr')) faults.push('lang is not French');
    if (!document.querySelector('main')) faults.push('no main');
    if (!document.querySelector('a[href="/accessibilite"]')) faults.push('no link to the accessibility statement');
    const first = document.querySelector('a[href]');
    if (!first || !first.getAttribute('href').startsWith('#')) faults.push('the first link does not skip to the content');
    document.querySelectorAll('a[href^="#"]').forEach(link => {
        const id = link.getAttribute('href').slice(1);
        if (id && !document.getElementById(id)) faults.push('a link to #' + id + ', which is not there');
    });
    return faults;
}"""

# What sticks out at 320 px; a table may scroll inside a region that the keyboard reaches.
STICKING_OUT = """() => {
    const root = document.scrollingElement;
    if (root.scrollWidth <= root.clientWidth) return null;
    let widest = null, edge = root.clientWidth + 1;
    document.body.querySelectorAll('*').forEach(e => {
        const right = e.getBoundingClientRect().right;
        if (right > edge && !e.closest('[role=region][tabindex="0"]')) { widest = e; edge = right; }
    });
    return root.scrollWidth + ' px' + (widest ? ', ' + widest.outerHTML.slice(0, 80) : '');
}"""


# The page without its words: elements with whatever styles them or tells a screen reader what they are, neighbours of
# the same build once. Two pages with the same layout have the same verdict of axe.
LAYOUT = """() => {
    const styling = /^(class|role|type|lang|dir|hidden|disabled|open|tabindex|scope|style|aria-.*)$/;
    const wording = ['aria-label', 'aria-labelledby', 'aria-describedby', 'aria-controls', 'alt', 'title', 'for', 'id',
        'name', 'href', 'autocomplete'];
    const told = element => [...element.attributes].filter(a => styling.test(a.name) && !wording.includes(a.name))
        .map(a => a.name + '=' + a.value).sort().join(',');
    const named = element => wording.filter(name => element.getAttribute(name)).join(',');
    const build = element => {
        const parts = [];
        for (const child of element.children) {
            const part = build(child);
            if (part !== parts[parts.length - 1]) parts.push(part);
        }
        const says = [...element.childNodes].some(n => n.nodeType === 3 && n.textContent.trim());
        return element.tagName + '[' + told(element) + ';' + named(element) + (says ? ';t' : '') + ']('
            + parts.join('') + ')';
    };
    return build(document.body);
}"""


class Layouts:
    """Which builds of which pages were looked at whole, by whichever reader."""

    def __init__(self):
        self.seen = set()
        self.spared = 0

    def is_new(self, path, build):
        """Whether no page of this address, but for numbers and codes, was built like that before."""
        place = re.sub(r"^/(cd|cr|cnp)/[^/]+", r"/\1/{code}", path.partition("?")[0])
        place = re.sub(r"^/referentiels/[^/]+/[^/]+", "/referentiels/{id}/{version}", place)
        key = (re.sub(r"/\d+(?=/|$)", "/{id}", place), build)
        if key in self.seen:
            self.spared += 1
            return False
        self.seen.add(key)
        return True


class PageChecker:
    """Checks one page after the other with the same browser pages, and takes pictures of them."""

    # One memory for all readers of a run.
    layouts = Layouts()

    def __init__(self, report, wide, without_script, pictures):
        self.report = report
        self.page = wide
        self.plain = without_script
        self.pictures = pictures
        self.axe = Axe()
        self.titles = {}
        self.said = []
        wide.on("console", lambda message: self.said.append(message.text) if message.type == "error" else None)
        wide.on("pageerror", lambda error: self.said.append(str(error)))
        wide.on("requestfailed", lambda request: self.said.append(f"{request.url} failed"))

    def check(self, address, path, shape, first_of_shape):
        """Everything for one page; pictures, narrow screen, dark and no-script only for the first of each shape.

        Status, console, title, structure and words are those of each page. Axe, dark, no-script and pictures are
        spared where a page of the same address and the same layout was looked at before, by whichever reader.
        """
        self.said.clear()
        self.page.emulate_media(color_scheme="light", media="screen", reduced_motion="reduce")
        response = self.page.goto(address + path)
        if not self.report.check(response.status == 200, f"{path}: status {response.status}"):
            return
        self.report.check(not self.said, f"{path}: console says {self.said[:2]}")
        self.check_title(path, shape)
        is_new = self.layouts.is_new(path, self.page.evaluate(LAYOUT))
        if is_new:
            self.check_axe(path, RULES, "")
        faults = self.page.evaluate(STRUCTURE)
        self.report.check(not faults, f"{path}: {', '.join(faults[:4])}")
        words = REFUSED_WORDS.findall(self.page.inner_text("body"))
        self.report.check(not words, f"{path}: says {sorted(set(words))}")
        if first_of_shape:
            self.check_narrow(path)
        if first_of_shape and is_new:
            self.check_without_script(address, path)
            self.check_dark(path)
            self.picture(shape)

    def check_title(self, path, shape):
        title = self.page.title().strip()
        owner = self.titles.setdefault(title, shape)
        self.report.check(title and owner == shape, f"{path}: title « {title} » is also that of {owner}")

    def check_axe(self, path, rules, where):
        found = self.axe.run(self.page, options=rules).response["violations"]
        told = [f"{v['id']} ({len(v['nodes'])}): {v['nodes'][0]['html'][:120]}" for v in found]
        self.report.check(not found, f"{path}{where}: axe {' | '.join(told[:4])}")

    def check_narrow(self, path):
        size = self.page.viewport_size
        self.page.set_viewport_size({"width": 320, "height": 800})
        wide = self.page.evaluate(STICKING_OUT)
        self.report.check(wide is None, f"{path}: scrolls sideways at 320 px ({wide})")
        self.page.set_viewport_size(size)

    def check_without_script(self, address, path):
        """The journal is left out: it grows by a line each time it is read."""
        if path.partition("?")[0].endswith("/journal"):
            return
        self.plain.goto(address + path)
        same = self.plain.inner_text("main").split() == self.page.inner_text("main").split()
        self.report.check(same, f"{path}: says something else without JavaScript")

    def check_dark(self, path):
        self.page.emulate_media(color_scheme="dark", media="screen", reduced_motion="reduce")
        self.page.wait_for_timeout(300)  # colours may fade from one scheme to the other
        self.check_axe(path, CONTRAST, " in dark")

    def picture(self, shape):
        """Light, dark, narrow and printed, under the name of the page's shape."""
        if self.pictures is None:
            return
        name = re.sub(r"[^a-z0-9]+", "-", shape.lower()).strip("-") or "accueil"
        self.page.screenshot(path=self.pictures / f"{name}.dark.png", full_page=True)
        self.page.emulate_media(color_scheme="light", media="screen")
        self.page.screenshot(path=self.pictures / f"{name}.light.png", full_page=True)
        size = self.page.viewport_size
        self.page.set_viewport_size({"width": 320, "height": 800})
        self.page.screenshot(path=self.pictures / f"{name}.narrow.png", full_page=True)
        self.page.set_viewport_size(size)
        self.page.emulate_media(color_scheme="light", media="print")
        self.page.pdf(path=self.pictures / f"{name}.print.pdf", format="A4", print_background=True)
        self.page.emulate_media(color_scheme="light", media="screen")
