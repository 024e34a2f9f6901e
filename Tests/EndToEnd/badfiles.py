"""Bad input: a sentence, a quarantine line or a refusal; the register as before (contracts §0, §5)."""

import io
import zipfile

import database
import files
from program import Program

COUNCIL = "33"
DAY = "2026-11-21"
HEADER = "rpps;departement_inscription;date_inscription;specialite_sm;adresse_1"
RPPS = [files.physician_number(960000 + rank) for rank in range(20)]


def row(rank, text="1 rue des Tilleuls", day="2015-01-02", council=COUNCIL, specialty="SM53"):
    return f"{RPPS[rank]};{council};{day};{specialty};{text}"


def roll(*rows, header=HEADER, end="\n"):
    return (end.join([header, *rows]) + end).encode()


def archive(name):
    """A zip that holds one file of that name."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as file:
        file.writestr(name, "rien")
    return buffer.getvalue()


# Refused whole: the file, and a word that the sentence must hold.
REFUSED = {
    "a workbook of Excel under a .csv name": (archive("xl/workbook.xml"), "CSV"),
    "a workbook of LibreOffice under a .csv name":
        (archive("mimetype").replace(b"rien", b"application/vnd.oasis.opendocument.spreadsheet"), "CSV"),
    "a zip under a .csv name": (archive("tableau.csv"), "CSV"),
    "a PDF under a .csv name": (b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj\n", "PDF"),
    "an old workbook": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "CSV"),
    "a NUL byte": (roll(row(0, "1 rue\0 des Tilleuls")), "nul"),
    "latin-1": (roll(row(0, "1 allée des Tilleuls")).decode().encode("latin-1"), "UTF-8"),
    "an empty file": (b"", "vide"),
    "only a byte order mark": (b"\xef\xbb\xbf", "vide"),
    "the header twice": (roll(row(0), HEADER, row(1)), "en-tête"),
    "a required column that is missing": (roll("x;y", header="rpps;departement_inscription"), "date_inscription"),
    "a column twice": (roll(row(0) + ";" + RPPS[0], header=HEADER + ";rpps"), "rpps"),
    "a million columns": (b";".join(b"c%d" % rank for rank in range(1_000_000)) + b"\n", "colonnes"),
    "a page instead of a file": (b"<!DOCTYPE html><html><body>Erreur 500</body></html>\n", "CSV"),
    "random bytes": (bytes(range(256)) * 40, ""),
}
# One good row and one line set aside: the line, and a word that its reason must hold.
QUARANTINED = {
    "an impossible date": (row(1, day="30/02/2026"), "30/02/2026"),
    "a day and a month exchanged": (row(1, day="2026-13-01"), "date_inscription"),
    "a council that does not exist": (row(1, council="99"), "99"),
    "a specialty that does not exist": (row(1, specialty="SM999"), "SM999"),
    "a number of ten digits": (f"1234567890;{COUNCIL};2015-01-02;SM53;", "RPPS"),
    "a truncated row": (f"{RPPS[1]};{COUNCIL}", "colonnes"),
    "an extra separator": (row(1) + ";de trop;encore", "colonnes"),
    "an unclosed quote": (row(1, '"1 rue'), ""),
    "no number": (f";{COUNCIL};2015-01-02;SM53;", "rpps"),
    "a roll row for another council": (row(1, council="2A"), "2A"),
}
# Accepted, kept as plain text.
ACCEPTED = {
    "a formula": "=HYPERLINK(\"http://example.org\";1)".replace(";", ","),
    "HTML in a line of address": "<script>alert(1)</script>",
    "an apostrophe and accents": "12 bis, rue de l’Œillet d’été",
    "an SQL statement": "'; drop table registry.physician; --",
}


class Desk:
    """Hands files in and looks at the register before and after."""

    def __init__(self, base, folder, report):
        self.base, self.folder, self.report = base, folder, report
        self.program = Program(base)
        self.before = base.dump()

    def hand_in(self, name, content, *more, kind="roll"):
        path = self.folder / name
        path.write_bytes(content)
        day = () if kind == "rpps" else ("--as-of", DAY)
        return self.program.run("import", kind, path, *day, "--apply", "--json", *more)

    def untouched(self, what):
        self.report.equal(database.difference(self.before, self.base.dump()), "", f"the register is as before: {what}")

    def take_back(self, run):
        if run.json:
            self.report.equal(self.program.run("import", "undo", run.json["lot"]).status, 0, "the trial lot is undone")


def sentence(run):
    """The last line of standard error, when it is a sentence for a reader."""
    lines = run.errors.strip().splitlines()
    return lines[-1] if lines and "interne" not in lines[-1] else ""


def check_refused(desk):
    for kind in ("roll", "rpps"):
        for what, (content, word) in REFUSED.items():
            if kind == "rpps" and what in ("a required column that is missing", "a zip under a .csv name"):
                continue
            run = desk.hand_in("tableau.csv", content, kind=kind)
            desk.report.equal((run.status, run.output), (65, b""), f"{kind}: {what} is refused: {run!r}")
            wanted = word if kind == "roll" else ""
            desk.report.check(sentence(run) and wanted.lower() in sentence(run).lower(),
                              f"{kind}: {what} is refused with a sentence that names it: {run!r}")
    desk.untouched("after files refused whole")
    run = desk.program.run("import", "roll", desk.folder / "nulle-part.csv", "--as-of", DAY)
    desk.report.check(run.status == 65 and sentence(run), f"a file that is not there is said so: {run!r}")


def check_quarantined(desk):
    for what, (line, word) in QUARANTINED.items():
        content = roll(row(0), line, row(2))
        run = desk.hand_in("tableau.csv", content, "--council", COUNCIL)
        right = run.status == 0 and run.json["rejected"] == 1 and run.json["new"] >= 1
        if not desk.report.check(right, f"{what} is one line in quarantine: {run!r} {run.lines}"):
            continue
        kept = desk.base.query(
            f"select line_number, line, reason from intake.rejected_line where lot_id = {run.json['lot']}")
        has_reason = kept and kept[0][2] and word in " ".join(kept[0][1:])
        desk.report.check(has_reason, f"{what} is kept with its reason: {kept}")
        desk.report.equal(kept[0][0], "3", f"{what} is kept with the number of its line")
        desk.take_back(run)
        desk.untouched(what)


def check_accepted(desk):
    for what, text in ACCEPTED.items():
        quoted = '"' + text.replace('"', '""') + '"'
        for end in ("\n", "\r\n"):
            run = desk.hand_in("tableau.csv", roll(row(0, quoted), end=end))
            right = run.status == 0 and (run.json["new"], run.json["rejected"]) == (1, 0)
            desk.report.check(right, f"{what} is accepted: {run!r} {run.lines}")
            kept = desk.base.value("select address[1] from registry.registration r join registry.physician p "
                                   f"using (physician_id) where p.rpps_number = '{RPPS[0]}'")
            desk.report.equal(kept, text, f"{what} is kept as it was written")
            desk.take_back(run)
    mark = b"\xef\xbb\xbf"
    pasted = roll(row(0), row(1)).replace(b";", b"\t")
    for what, content in {"a byte order mark": mark + roll(row(0), row(1)), "rows pasted from a spreadsheet": pasted,
                          "commas": roll(row(0), row(1)).replace(b";", b","),
                          "columns in another order and case": roll(
                              f"SM53;02/01/2015;{RPPS[0]};{COUNCIL}", f"SM53;02/01/2015;{RPPS[1]};{COUNCIL}",
                              header="Specialité_SM;DATE_INSCRIPTION;RPPS;Département_Inscription")}.items():
        run = desk.hand_in("tableau.csv", content)
        right = run.status == 0 and (run.json["new"], run.json["rejected"]) == (2, 0)
        desk.report.check(right, f"{what}: accepted: {run!r} {run.lines}")
        desk.take_back(run)
    desk.untouched("after files that were accepted and undone")


def check_feed(desk):
    """The account feed: its manifest is believed only when it is true."""
    line = files.action_line(RPPS[5], "x", {"id": "a", "action": "mg1-dpc-andpc-faf", "date": "2025-01-02"})
    folder = desk.folder / "feed"

    def hand_in(what, word, council=COUNCIL, sums=None, spoil=None, more=()):
        files.write_accounts(folder, council, [line], sums=sums)
        if spoil:
            (folder / spoil[0]).write_bytes(spoil[1])
        run = desk.program.run("import", "accounts", folder, "--apply", "--json", *more)
        desk.report.check(run.status == 65 and not run.output and word in sentence(run), f"{what} is refused: {run!r}")

    hand_in("a wrong checksum", "SHA-256", sums={"actions.jsonl": "0" * 64})
    hand_in("a file that changed after its manifest", "SHA-256", spoil=("actions.jsonl", b"{}\n"))
    hand_in("a manifest that is no JSON", "manifeste", spoil=("manifeste.json", b"{"))
    hand_in("a manifest of another council", "2A", council="2A", more=("--council", COUNCIL))
    hand_in("a manifest of a council that does not exist", "99", council="99")
    hand_in("a file announced and absent", "comptes.csv",
            spoil=("manifeste.json", (b'{"source": "s", "council": "33", "extractedAt": "2026-11-21", '
                                      b'"files": [{"file": "comptes.csv", "rows": 1}]}')))
    empty = desk.folder / "nothing"
    empty.mkdir()
    run = desk.program.run("import", "accounts", empty, "--apply", "--json")
    desk.report.check(run.status == 65 and sentence(run), f"an empty folder is refused: {run!r}")
    bad = [b"", b"{not json", b"[]", b'{"sourceId": 3}', b'"x"', b"\\u0000",
           b'{"sourceId": "x", "rpps": "1", "action": {}}']
    (folder / "actions.jsonl").write_bytes(b"\n".join(bad) + b"\n")
    (folder / "manifeste.json").unlink()
    run = desk.program.run("import", "accounts", folder, "--apply", "--json")
    desk.report.check(run.status == 0 and run.json["rejected"] == len(bad) - 1 and run.json["new"] == 0,
                      f"lines that are no action are set aside one by one: {run!r} {run.lines}")
    desk.untouched("after the feeds")


def run(report, folder):
    base = database.fresh("endtoend_badfiles")
    program = Program(base)
    country = files.country(folder / "country", 60, [COUNCIL])
    program.extraction(country.extraction)
    program.roll(country.roll(COUNCIL))
    program.accounts(country.accounts(COUNCIL))
    program.nightly()
    desk = Desk(base, folder, report)
    check_refused(desk)
    check_quarantined(desk)
    check_accepted(desk)
    check_feed(desk)
