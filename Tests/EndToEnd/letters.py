"""Letters on paper, read again as a printer, a postman and a screen reader would: `sextant letters render`, then
poppler and qpdf on what it made. The Python of these tests has typst."""

import hashlib
import json
import os
import pathlib
import re
import signal
import subprocess
import sys
import time
import unicodedata
import xml.etree.ElementTree as xml

import database
from program import Program

MILLIMETRE = 72 / 25.4
WINDOW = (110, 55, 110 + 85, 55 + 33)
SUBJECT = "Votre certification périodique : repère du 1er janvier 2029"
ADDRESS = ["Docteur Zoé Œuvrard-Ñunez", "Cabinet des Quinconces", "Batiment A, escalier 2", "12 RUE D ALSACE",
           "BP 1234", "33000 SAINT ÉMILION"]
HOSTILE = ["#read(\"/etc/passwd\")", "*gras* _penché_", "$x^2$ \\ fin", "<étiquette> @renvoi", "`brut` // rien",
           "= Titre", "]]}) #pagebreak()", "-- deux tirets", "{conseil}"]


def letter(**changes):
    return {
        "sender": [
            "Conseil départemental de la Gironde", "Ordre des médecins", "13, boulevard du Parc", "33520 BRUGES"],
        "address": ["Docteur Zoé Œuvrard-Ñunez", "Cabinet des Quinconces", "Batiment A, escalier 2", "12, rue d’Alsace",
                    "BP 1234", "33000 Saint-Émilion"],
        "dateLine": "Bruges, le 2 janvier 2029", "day": "2029-01-02", "reference": "33-1042-K", "subject": SUBJECT,
        "paragraphs": [
            "Docteur Zoé Œuvrard-Ñunez,", "Actions retenues : 3 ; repère à cette date : 5.", "À bientôt.\nLe conseil"],
        "signature": ["Pour le conseil départemental,", "Docteur Jean Martin"], **changes}


def long_letter(number):
    return letter(reference=f"33-{number}-W", paragraphs=[f"Paragraphe {n}. " + "Quelques mots de plus. " * 25
                                                          for n in range(1, 13)])


def render(program, letters, *options):
    given = "".join(json.dumps(item, ensure_ascii=False) + "\n" for item in letters).encode()
    run = program.run("letters", "render", "--jsonl", *options, given=given)
    return run, [json.loads(line) for line in run.lines]


def out(*command):
    return subprocess.run([str(part) for part in command], capture_output=True, check=True).stdout.decode("utf-8")


def words(path):
    """(page, left, top, right, bottom, word) in millimetres from the upper left corner."""
    namespace = "{http://www.w3.org/1999/xhtml}"
    found = []
    for number, page in enumerate(xml.fromstring(out("pdftotext", "-bbox", path, "-")).iter(namespace + "page"), 1):
        for word in page.iter(namespace + "word"):
            box = [float(word.get(name)) / MILLIMETRE for name in ("xMin", "yMin", "xMax", "yMax")]
            found.append((number, *box, word.text))
    return found


def check_marks(path, report, pages):
    """What a screen reader and an archive ask of the file."""
    checked = subprocess.run(["qpdf", "--check", str(path)], capture_output=True)
    report.equal(checked.returncode, 0, f"qpdf finds no fault in {path.name}")
    facts = dict(line.split(":", 1) for line in out("pdfinfo", path).splitlines() if ":" in line)
    found = [facts[name].strip() for name in ("Tagged", "Pages", "Encrypted", "JavaScript")]
    report.equal(found, ["yes", str(pages), "no", "no"], f"{path.name} is tagged, whole and plain")
    report.check("A4" in facts["Page size"], f"{path.name} is on A4")
    report.check(facts["CreationDate"].strip().startswith("Tue Jan  2"), "the file bears the letter's day, not today's")
    meta = out("pdfinfo", "-meta", path)
    for name, value in [("pdfaid:part", "3"), ("pdfaid:conformance", "A"), ("pdfuaid:part", "1")]:
        report.check(re.search(rf'{name}(>|="){value}[<"]', meta), f"{path.name}: {name} is {value}")
    fonts = [line.split() for line in out("pdffonts", path).splitlines()[2:]]
    report.check(fonts and all("Inter" in row[0] for row in fonts), f"{path.name} is set in Inter alone")
    # From the right: object, generation, unicode, subset, embedded.
    report.check(all(row[-5:-2] == ["yes", "yes", "yes"] for row in fonts), f"{path.name} embeds its fonts")


def check_places(path, report):
    """Only the address lies in the window, whatever the envelope; the subject lies lower than any window."""
    first = [word for word in words(path) if word[0] == 1]
    inside = [word for word in first if word[3] > WINDOW[0] and word[1] < WINDOW[2] and word[4] > WINDOW[1]
              and word[2] < WINDOW[3]]
    report.equal([word[5] for word in inside], " ".join(ADDRESS).split(), "the window shows the address and no more")
    left, top = min(word[1] for word in inside), min(word[2] for word in inside)
    right, bottom = max(word[3] for word in inside), max(word[4] for word in inside)
    report.check(left >= 112 and top >= 57 and right <= 193 and bottom <= 86.5,
                 f"the address keeps a margin in the window ({left:.1f} {top:.1f} {right:.1f} {bottom:.1f})")
    subject = min(word[2] for word in first if word[5] == "Objet")
    report.check(subject >= 95, f"the subject begins 95 mm from the top at the earliest ({subject:.1f})")
    above = [word for word in first if word[2] < WINDOW[3] and word not in inside]
    report.check(all(word[3] < WINDOW[0] for word in above), "who writes stands left of the window")
    report.equal(" ".join(word[5] for word in above), " ".join(letter()["sender"]), "nobody but the council is above")
    everything = words(path)
    report.check(all(word[1] >= 24.5 and word[3] <= 190.5 and word[4] <= 285 for word in everything),
                 "nothing leaves the margins")


def check_one(program, folder, report):
    run, said = render(program, [letter(), long_letter(7)], "--folder", folder)
    report.equal((run.status, len(said)), (0, 2), f"two letters are set: {run!r}")
    paths = [folder / "000001.pdf", folder / "000002.pdf"]
    for path, item in zip(paths, said):
        content = path.read_bytes()
        report.equal((item["sha256"], item["bytes"]), (hashlib.sha256(content).hexdigest(), len(content)),
                     f"{path.name} is what its line says")
        check_marks(path, report, item["pages"])
        check_places(path, report)
    text = out("pdftotext", paths[0], "-")
    for part in ["Objet : " + SUBJECT, "Bruges, le 2 janvier 2029", "Réf. 33-1042-K", "page 1 sur 1", "Le conseil"]:
        report.check(part in text.replace("\n", " ") or part in text, f"the letter says « {part} »")
    pages = said[1]["pages"]
    report.check(pages >= 2, "a long letter takes several pages")
    text = out("pdftotext", paths[1], "-")
    report.equal(re.findall(r"page (\d+) sur (\d+)", text), [(str(n), str(pages)) for n in range(1, pages + 1)],
                 "each page says which of how many it is")
    signed = [word[0] for word in words(paths[1]) if word[5] == "Martin"]
    report.equal(signed, [pages], "the signature stands on the last page")


def check_lot(program, folder, report):
    letters = [letter(reference=f"33-{n}-K") if n % 2 else long_letter(n) for n in range(1, 9)]
    run, said = render(program, letters, "--lot", "--folder", folder)
    report.equal((run.status, len(said)), (0, 1), f"a lot is set: {run!r}")
    path = folder / "000001.pdf"
    check_marks(path, report, said[0]["pages"])
    _, each = render(program, letters)
    report.equal(said[0]["pages"], sum(item["pages"] for item in each), "a lot has the pages of its letters")
    found = re.findall(r"page (\d+) sur (\d+)", out("pdftotext", path, "-"))
    wanted = [(str(n), str(item["pages"])) for item in each for n in range(1, item["pages"] + 1)]
    report.equal(found, wanted, "each letter of a lot is numbered for itself")
    first = 1
    for item, given in zip(each, letters):
        text = out("pdftotext", "-f", first, "-l", first + item["pages"] - 1, path, "-")
        report.equal(set(re.findall(r"Réf\. (\S+)", text)), {given["reference"]}, f"the pages of {given['reference']}")
        first += item["pages"]


def check_same_bytes(program, report):
    _, once = render(program, [letter()] * 3)
    _, again = render(program, [letter()])
    report.equal({item["sha256"] for item in once + again}, {once[0]["sha256"]}, "the same letter gives the same bytes")
    elsewhere = Program.__new__(Program)
    elsewhere.environment = {
        **program.environment, "TZ": "Pacific/Auckland", "LC_ALL": "C", "SEXTANT_TODAY": "2031-05-06",
        "SOURCE_DATE_EPOCH": "1", "HOME": "/nonexistent"}
    _, other = render(elsewhere, [letter()])
    report.equal(other[0]["sha256"], once[0]["sha256"], "whatever the day, the zone and the locale")


def check_restart(program, report):
    """The process that sets letters is killed between two of them: the second one is the same as the first."""
    line = json.dumps(letter()).encode() + b"\n"
    run = subprocess.Popen(["sextant", "letters", "render", "--jsonl"], env=program.environment, stdin=subprocess.PIPE,
                           stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
    said, killed = [], []
    for turn in range(3):
        run.stdin.write(line)
        run.stdin.flush()
        said.append(json.loads(run.stdout.readline()))
        # Its tasks are many: the child belongs to the thread that made it.
        mine = [int(child) for task in pathlib.Path(f"/proc/{run.pid}/task").iterdir()
                for child in (task / "children").read_text().split()]
        killed += mine
        if turn < 2:
            for child in mine:
                os.kill(child, signal.SIGKILL)
    run.stdin.close()
    report.equal(run.wait(timeout=60), 0, "killing the typesetter does not end the program")
    report.equal(len(set(killed)), 3, "each time another process was started, one at a time")
    report.equal({item.get("sha256") for item in said}, {said[0]["sha256"]}, "a restart changes no byte")
    time.sleep(0.2)
    report.check(not pathlib.Path(f"/proc/{killed[-1]}").exists(), "it ends with the program")


def check_hostile(program, folder, report):
    for number, value in enumerate(HOSTILE):
        changed = letter(subject=value, paragraphs=[value, "Suite."], signature=[value], dateLine=value,
                         reference=value, sender=["Conseil", value])
        run, said = render(program, [changed], "--folder", folder)
        text = out("pdftotext", "-layout", folder / "000001.pdf", "-") if run.status == 0 else ""
        # Dashes and quotes may be set as typographers do; letters and signs stay.
        count = unicodedata.normalize("NFC", text).count(value)
        report.check(count >= 5, f"« {value} » comes out as text wherever it stands ({count} times)")
    cases = [
        (letter(subject="Docteur A\u202eB\u0007"), ["U+202E", "U+0007"], None),
        (letter(paragraphs=["Docteur 漢字 😀"]), None, "la police n'a pas de dessin pour « 漢字😀 »"),
        # Another font of the machine or of the typesetter would have it; no letter is ever borrowed.
        (letter(paragraphs=["suite ➜ ﬁn"]), None, "la police n'a pas de dessin pour « ➜ﬁ »"),
        (letter(address=[f"ligne {n}" for n in range(7)]), None, "l'adresse a 7 lignes ; la poste en lit six"),
        (letter(address=["Dr A", "x" * 41, "33000 B"]), None, "ligne 2 : 41 caractères"),
        (letter(subject=""), None, "la valeur « subject » manque, est trop longue ou n'en est pas une"),
        (letter(paragraphs=["mot " * 50_000]), None, "la lettre dépasse 100000 caractères"),
        (letter(paragraphs=["mot " * 1_250, "W" * 5_000]), [], None),
        ({"subject": "x"}, None, "la ligne n'est pas une lettre en JSON"),
    ]
    run, said = render(program, [case[0] for case in cases], "--folder", folder)
    report.equal((run.status, len(said)), (65, len(cases)), "one line a letter, whatever the others are")
    for (given, lost, fault), item in zip(cases, said):
        name = f"{str(given.get('subject'))[:20]!r} {str(given.get('paragraphs'))[:20]}"
        report.equal((item.get("lost"), item.get("fault")), (lost, fault), f"{name}: {item}")
    report.check(all(word[3] <= 190.5 for word in words(folder / "000008.pdf")), "a word of 5,000 letters is broken")


def check_settings(program, report):
    lost = Program.__new__(Program)
    lost.environment = {**program.environment}
    lost.environment.pop("SEXTANT_TYPST")
    run, _ = render(lost, [letter()])
    report.check(run.status == 64 and "SEXTANT_TYPST" in run.errors, f"without one it names the setting: {run!r}")
    lost.environment["SEXTANT_TYPST"] = "/nowhere/python"
    _, said = render(lost, [letter()])
    report.check("ne répond pas" in said[0].get("fault", ""), f"a path that leads nowhere is named: {said}")


def check_config(program, report):
    said = program.run("check-config")
    answer = said.output.decode()
    report.check(said.status == 0 and "répond, typst 0.15.2" in answer, f"check-config tries it: {said!r}")
    for value, words in [("/nowhere/python", "pas un programme"), ("/bin/true", "s’est arrêté")]:
        wrong = Program.__new__(Program)
        wrong.environment = {**program.environment, "SEXTANT_TYPST": value}
        said = wrong.run("check-config")
        report.check(said.status == 65 and words in said.output.decode(), f"check-config refuses {value}: {said!r}")


def run(report, folder):
    program = Program(database.fresh("endtoend_letters"))
    program.environment["SEXTANT_TYPST"] = sys.executable
    check_config(program, report)
    check_one(program, folder, report)
    check_lot(program, folder, report)
    check_same_bytes(program, report)
    check_restart(program, report)
    check_hostile(program, folder, report)
    check_settings(program, report)
