"""The letters of a campaign on paper: made in a lot by the worker, printed, deposited and returned on the site; each file
is read by programs that know nothing of ours.
"""

import csv
import io
import re
import subprocess
import time


def told(page):
    """The text of a page, its spaces and apostrophes plain."""
    inside = re.sub(r"<[^>]+>", " ", page.text.partition("<main")[2].partition("</main>")[0])
    return re.sub(r"[\s\u00a0\u202f]+", " ", inside.replace("&#39;", "'").replace("\u2019", "'"))


def read(path, *command):
    done = subprocess.run([*command[:1], *command[1:], str(path), *(["-"] if command[0] == "pdftotext" else [])],
                          capture_output=True, timeout=60)
    return done.returncode, done.stdout.decode("utf-8", "replace")


def check_file(name, data, folder, report, pages=None):
    """A file that an archive keeps and a screen reader reads: PDF/A-3a, PDF/UA-1, sound, tagged."""
    path = folder / f"{name}.pdf"
    path.write_bytes(data)
    status, said = read(path, "qpdf", "--check")
    report.equal(status, 0, f"{name}: qpdf finds nothing: {said[-200:]}")
    about = read(path, "pdfinfo")[1]
    report.check("Tagged:          yes" in about, f"{name}: tagged")
    meta = read(path, "pdfinfo", "-meta")[1]
    for word, value in [("pdfaid:part", "3"), ("pdfaid:conformance", "A"), ("pdfuaid:part", "1")]:
        report.check(re.search(rf'{word}(>|="){value}[<"]', meta), f"{name}: {word} is {value}")
    if pages is not None:
        report.equal(int(re.search(r"Pages:\s+(\d+)", about).group(1)), pages, f"{name}: pages")
    return read(path, "pdftotext", "-layout")[1]


def prepared(council, worker, report):
    """An agent asks for a lot; a second one is told who was first; the worker makes it."""
    home = f"/cd/{council.code}/lots"
    page = told(council.agent.read(home))
    waiting = int(re.search(r"(\d+) lettres? atten", page).group(1))
    report.check(waiting > 0, f"{waiting} letters wait")
    report.equal(council.president.send(home).status, 403, "a president asks for no lot")
    asked = council.agent.send(home)
    report.check(asked.status == 303 and "/lots/" in asked.place, f"a lot is asked for: {asked.place}")
    lot = asked.place.partition("?")[0]
    second = council.instructor.send(home)
    report.check(second.status == 409 and council.agent.name in second.text, f"the second is told who: {second.status}")
    making = told(council.agent.read(lot))
    report.check(f"0 sur {waiting}" in making, f"the page says how far it is: {making[:200]}")
    report.equal(council.agent.read(f"{lot}/lot.pdf").status, 409, "there is nothing to print yet")
    with worker():
        for _ in range(200):
            page = told(council.agent.read(lot))
            if "Vérifier le pli" in page or "Aucune lettre de ce lot ne peut partir" in page:
                break
            time.sleep(0.3)
    report.check("Vérifier le pli" in page, f"the lot is ready: {page[:300]}")
    return lot, waiting


def check_pile(council, lot, waiting, folder, report):
    """The print, the list for the post and each letter say the same, in the order of the post."""
    data = council.agent.read(f"{lot}/lot.pdf")
    report.equal(council.agent.read(f"{lot}/depot.csv").status, 409, "nothing is listed before the check")
    early = council.agent.send(f"{lot}/depot", le="2029-01-02")
    report.check(early.status == 409 and "Vérifiez d" in early.text, f"a deposit without a check: {early.status}")
    report.equal(council.president.send(f"{lot}/verification").status, 403, "a president checks no lot")
    checked = council.agent.send(f"{lot}/verification")
    report.check("pli-verifie" in checked.place, f"the lot is checked: {checked.status} {checked.place}")
    report.check("vérifié pour aujourd'hui" in told(council.agent.read(lot)), "the page says for which day")
    listed = council.agent.read(f"{lot}/depot.csv")
    report.equal(council.president.read(f"{lot}/lot.pdf").status, 403, "a president prints nothing")
    report.check(listed.bytes.startswith(b"\xef\xbb\xbf"), "the list has its mark for spreadsheets")
    rows = list(csv.DictReader(io.StringIO(listed.bytes.decode("utf-8-sig")), delimiter=";"))
    report.equal(len(rows), waiting, "every letter that waited is on the list")
    report.equal([int(row["rang"]) for row in rows], list(range(1, len(rows) + 1)), "in ranks without a gap")
    codes = [re.search(r"\b\d{5}\b", " ".join(row[f"adresse_{n}"] for n in range(2, 7))).group() for row in rows]
    report.equal(codes, sorted(codes), "by postcode")
    text = check_file("lot", data.bytes, folder, report)
    places = [text.find(row["reference"]) for row in rows]
    report.check(all(place >= 0 for place in places) and places == sorted(places), "the print is in the order of the list")
    for row in rows:
        report.check(row["adresse_1"] in text, f"rank {row['rang']}: the addressee is not on paper")
    page = council.agent.read(lot)
    links = re.findall(r'href="([^"]+/courriers/(\d+)/lettre\.pdf)"', page.text)
    report.equal(len(links), len(rows), "every letter can be opened")
    letter = council.agent.read(links[0][0])
    words = check_file("lettre", letter.bytes, folder, report)
    report.check(rows[0]["reference"] in words and "Objet" in words and rows[0]["adresse_1"] in words,
                 f"the first letter is that of the first line: {words[:200]}")
    report.check(not re.search(r"\b\d{11}\b", text), "no RPPS number is on paper")
    return rows, links


def check_deposit(council, lot, rows, ledger, report):
    """A deposit has a day that can be true; then the ledger says that the letters have left."""
    before = sum(row["state"] == "sent" for row in ledger())
    for wrong in ("", "2029-01-03", "2028-12-31"):
        refused = council.agent.send(f"{lot}/depot", le=wrong)
        report.equal(refused.status, 422, f"a deposit on « {wrong} » is refused")
    report.equal(sum(row["state"] == "sent" for row in ledger()), before, "nothing has left yet")
    done = council.agent.send(f"{lot}/depot", le="2029-01-02")
    report.check("lot-depose" in done.place, f"the deposit is recorded: {done.status} {done.place}")
    sent = [row for row in ledger() if row["channel"] == "post" and row["state"] == "sent"]
    report.equal(len(sent), len(rows), "the ledger says that every letter of the pile has left")
    again = council.instructor.send(f"{lot}/depot", le="2029-01-02")
    report.check(again.status == 409 and council.agent.name in again.text, f"a second deposit: {again.status}")
    report.equal(council.instructor.send(f"{lot}/annulation").status, 409, "what left is not cancelled")


def check_return(council, rows, links, ledger, report):
    """A letter that came back is known by the reference at its foot."""
    place = f"/cd/{council.code}/retours"
    reference = rows[0]["reference"]
    wrong = council.agent.send(place, reference=reference[:-1] + ("A" if reference[-1] != "A" else "B"), motif="unknown")
    report.equal(wrong.status, 422, "a mistyped reference is refused")
    done = council.agent.send(place, reference=reference.lower(), motif="unknown")
    report.check("retour-enregistre" in done.place, f"a return is recorded: {done.status}")
    report.equal(council.agent.send(place, reference=reference, motif="unknown").status, 422, "once")
    report.check(reference in told(council.agent.read(place)), "the page lists it")
    thread = told(council.agent.read(links[0][0].partition("/courriers/")[0] + "/courriers"))
    report.check("Revenu" in thread and "Adresse à vérifier" in thread, f"the thread says so: {thread[:300]}")
    report.equal(sum(row["state"] == "bounced" and row["channel"] == "post" for row in ledger()), 1, "so does the ledger")


def check(council, other, worker, ledger, folder, report):
    """From the letters that wait to the one that came back."""
    lot, waiting = prepared(council, worker, report)
    report.equal(council.agent.send(f"{lot}/annulation").status, 303, "a lot is cancelled until it is deposited")
    report.check("attendent de nouveau" in told(council.agent.read(lot)), "its letters wait again")
    report.equal(council.agent.read(f"{lot}/lot.pdf").status, 409, "and its print is gone")
    lot, again = prepared(council, worker, report)
    report.equal(again, waiting, "the same letters wait")
    rows, links = check_pile(council, lot, waiting, folder, report)
    for path in (lot, f"{lot}/lot.pdf", links[0][0]):
        report.equal(other.agent.read(path.replace(f"/cd/{council.code}/", f"/cd/{other.code}/")).status, 404,
                     "another council's letters are not there")
    check_deposit(council, lot, rows, ledger, report)
    check_return(council, rows, links, ledger, report)
