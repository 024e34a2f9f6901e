"""Référentiels as versioned, signed law: from a key to a version in force, each refusal, the flat list of the ANS."""

import csv
import io
import json
import pathlib
import random
import re
import time

import database
from program import Program

RESOURCES = pathlib.Path(__file__).resolve().parents[2] / "Sources/Frameworks/Resources"
PUBLISHED = "2027-11-30"


def second_version(start="2028-01-01"):
    """General medicine without the reading test, six meetings where four were asked."""
    text = (RESOURCES / "packages/medecine-generale.json").read_text(encoding="utf-8")
    text = "\n".join(line for line in text.split("\n") if '"id": "mg1-test-lecture"' not in line)
    return (text.replace('"version": "1"', '"version": "2"').replace('"minMeetings": 4', '"minMeetings": 6')
            .replace('"publishedOn": "2026-02-26"', f'"publishedOn": "{PUBLISHED}", "effectiveFrom": "{start}"'))


def importing(path, *more, published=PUBLISHED):
    return ("import", "frameworks", path, "--source", "arrêté du 30 novembre 2027", "--published", published, *more)


def new_key(program, folder, name, college):
    """A key that the college's référentiel is signed with: its file, its id, its public half."""
    path = folder / f"{name}.key"
    identifier, public = program.must("framework", "keygen", "--out", path).lines[0].split(" ")
    if college:
        program.must("framework", "trust", public, "--college", college, "--actor", "Anne Martin")
    return path, identifier, public


def signed(program, folder, text, key, name="paquet", *more):
    content, package = folder / f"{name}.json", folder / f"{name}.sxpkg"
    content.write_text(text, encoding="utf-8")
    program.must("framework", "sign", content, "--key", key, "--out", package, *more)
    return package


def check_life(program, folder, key, report):
    """Draft, proposal, refusals, approval by a second person; in force by the date alone."""
    package = signed(program, folder, second_version(), key)
    preview = program.must(*importing(package, "--json")).json
    report.equal((preview["applied"], preview["new"]), (False, 1), "a preview says what is new")
    listed = program.must("framework", "list").lines
    report.check(not any("medecine-generale 2" in line for line in listed), "a preview keeps nothing")
    program.must(*importing(package, "--apply", "--actor", "Anne Martin"))
    words = program.must("framework", "diff", "medecine-generale", "1", "2").output.decode().replace("\u00a0", " ")
    report.check("(mg1-test-lecture) est supprimée." in words, "the diff says which line is dropped")
    report.check("le seuil passe de 4 à 6 réunions" in words, "the diff says which threshold is raised")
    program.must("framework", "propose", "medecine-generale", "2", "--actor", "Anne Martin")
    impact = program.must("impact", "medecine-generale", "2", "--now", "--json", "--actor", "Anne Martin").json
    number, reading = impact["impact"], impact["report_hash"]
    approve = ("framework", "approve", "medecine-generale", "2", "--impact", number, "--report", reading)
    alone = program.run(*approve, "--actor", "anne martin")
    report.check(alone.status == 65 and "une autre personne" in alone.errors, f"one person approves nothing: {alone!r}")
    blind = program.run(*approve[:-1], "0" * 64, "--actor", "Louis Petit")
    report.equal(blind.status, 65, f"a report that was not read is not accepted: {blind!r}")
    program.must(*approve, "--actor", "Louis Petit")
    states = {day: state_of(program, "2", day) for day in ("2026-11-21", "2027-12-31", "2028-01-01")}
    report.equal(states, {"2026-11-21": "approuvée, à venir", "2027-12-31": "approuvée, à venir",
                          "2028-01-01": "en vigueur"}, "the version is in force from its first day on")
    report.equal(state_of(program, "1", "2028-01-01"), "remplacée", "the first version is superseded that day")
    for verb in (("discard",), ("withdraw", "--reason", "x"), ("propose",)):
        run = program.run("framework", verb[0], "medecine-generale", "2", *verb[1:])
        report.equal(run.status, 65, f"an approved version stays: {verb[0]} {run!r}")


def state_of(program, version, day):
    for line in program.must("framework", "list", "--as-of", day).lines:
        found = re.match(rf"medecine-generale {version} : (.*), (à partir|date)", line)
        if found:
            return found.group(1)
    return None


def check_refusals(program, folder, key, report):
    """Each package that must not pass: status 65, the path, the reason in French, nothing kept."""
    before = program.must("framework", "list").output
    third = second_version("2029-01-01").replace('"version": "2"', '"version": "3"')
    good = json.loads(signed(program, folder, third, key).read_text(encoding="utf-8"))
    foreign, _, _ = new_key(program, folder, "genetique", "genetique")
    unknown, _, _ = new_key(program, folder, "inconnue", None)
    revoked, identifier, _ = new_key(program, folder, "perdue", "medecine-generale")
    by_revoked = signed(program, folder, third, revoked, "perdue").read_bytes()
    program.must("framework", "revoke", identifier, "--reason", "clé perdue")

    def resigned(change, name):
        return signed(program, folder, change(third), key, name).read_bytes()

    cases = [
        ("signature", "signature fausse", json.dumps({**good, "signature": "A" * 86 + "=="}).encode()),
        ("signature", "sans signature", json.dumps({**good, "signature": None}).encode()),
        ("signature", "sans signature", third.encode()),
        ("manifest.keyId", "clé inconnue", signed(program, folder, third, unknown, "inconnue").read_bytes()),
        ("manifest.keyId", "révoquée", by_revoked),
        ("manifest.keyId", "est celle de", signed(program, folder, third, foreign, "etrangere").read_bytes()),
        ("manifest.sha256", "modifié", json.dumps({**good, "content": good["content"] + " "}).encode()),
        ("content.effectiveFrom", "commence le", resigned(
            lambda text: text.replace("2029-01-01", "2028-01-01"), "meme-jour")),
        ("content.effectiveFrom", "commence le", resigned(
            lambda text: text.replace("2029-01-01", "2020-01-01"), "passe")),
        ("content.publishedOn", "selon vous", resigned(lambda text: text.replace(PUBLISHED, "2027-11-29"), "publie")),
        ("manifest.signedOn", "avant que la clé", signed(
            program, folder, third, key, "ancien", "--on", "2020-01-01").read_bytes()),
        ("octet", "imbrication", b"[" * (10 << 20)),
        ("octet", "octet", b"{"),
        ("format", "attendu", b"{}"),
        ("octet", "UTF-8", b'{"format": "\xff"}'),
        ("trop grand", "16", b"{" + b" " * (16 << 20)),
    ]
    for path, reason, content in cases:
        place = folder / "refuse.sxpkg"
        place.write_bytes(content)
        run = program.run(*importing(place, "--apply"))
        said = run.errors.replace("\u00a0", " ")
        report.check(run.status == 65 and not run.output and path in said and reason in said,
                     f"refused at {path} ({reason}): {run!r}")
    for path, reason, change in content_faults():
        place = folder / "faute.json"
        place.write_text(change(third), encoding="utf-8")
        run = program.run("framework", "sign", place, "--key", key, "--out", folder / "faute.sxpkg")
        said = run.errors.replace("\u00a0", " ")
        report.check(run.status == 65 and path in said and reason in said, f"refused at {path} ({reason}): {run!r}")
    report.equal(program.must("framework", "list").output, before, "nothing refused was kept")
    mode = key.stat().st_mode & 0o777
    report.equal(mode, 0o600, "only its owner reads a private key")
    again = program.run("framework", "keygen", "--out", key)
    report.equal(again.status, 65, f"a key is never written over: {again!r}")


def content_faults():
    """Faults of the text itself: path, reason, change."""
    tutor = '"thresholds": {"minDuration": {"years": 1}}'
    return [
        ("actions[5].id", "déjà pris", lambda text: text.replace('"mg1-tutorat-msu"', '"mg1-dpc-andpc-faf"')),
        ("actions[5].thresholds.value", "sans unité", lambda text: text.replace(tutor, '"thresholds": {"value": 2}', 1)),
        ("actions[5].thresholds", "sans unité", lambda text: text.replace(tutor, '"thresholds": "2"', 1)),
        ("actions[5].thresholdss", "« thresholds »", lambda text: text.replace(tutor, '"thresholdss": {}', 1)),
        ("actions[5].aliasOf", "renvoi en boucle : mg1-tutorat-msu → mg1-tutorat-msu", lambda text: text.replace(
            '{"id": "mg1-tutorat-msu",', '{"id": "mg1-tutorat-msu", "aliasOf": "mg1-tutorat-msu",')),
    ]


def flat_list(path, seed=52):
    """All lines of all référentiels with invented labels; how many lines and référentiels it has."""
    dice = random.Random(seed)
    pieces = ["Réunion", "d'équipe", '"staff"', "; puis", "\n", "à l'étranger", "œuvre", "C++", "—", "50 %", "l’été", "\r\n"]
    lines, colleges = 0, 0
    with open(RESOURCES / "reference/college.csv", encoding="utf-8") as source, \
            open(path, "w", encoding="utf-8-sig", newline="") as target:
        writer = csv.writer(target, delimiter=";", lineterminator="\r\n")
        writer.writerow(["axe", "code", "libelle", "declaration_sur_honneur"])
        for row in csv.DictReader(source):
            colleges += 1
            for axis in range(1, 5):
                for number in range(1, int(row[f"actions_{axis}"]) + 1):
                    words = " ".join(dice.choice(pieces) for _ in range(dice.randint(2, 9)))
                    label = f"Action {number} {words} fin"
                    writer.writerow([axis, f"{row['code']}-AXE{axis}-{number}", label, "false"])
                    lines += 1
    return lines, colleges


def check_flat_list(program, folder, report):
    path = folder / "ans.csv"
    lines, colleges = flat_list(path)
    report.equal(colleges, 52, "the list holds the référentiels of every profession")
    command = ("import", "frameworks", path, "--source", "export de travail de l'ANS", "--published", "2026-03-30")
    began = time.monotonic()
    lot = program.must(*command, "--apply", "--json").json
    seconds = time.monotonic() - began
    counts = {name: lot[name] for name in ("new", "changed", "unchanged", "rejected", "ignored")}
    report.equal(counts, {"new": 52, "changed": 0, "unchanged": 0, "rejected": 0, "ignored": 0},
                 f"{lines} lines of {colleges} référentiels become drafts")
    report.check(seconds < 10, f"in seconds: {seconds:.2f}")
    print(f"flat list: {lines} lines, {seconds:.2f} s", flush=True)
    report.equal(program.must(*command, "--json").json["unchanged"], 52, "the same list again changes nothing")
    said = program.must(*command).output.decode().replace("\u00a0", " ")
    report.check("colonne inconnue, ignorée : declaration_sur_honneur" in said, "an unknown column is reported")
    report.check("REF.60.01_1 2026-03-30 « Infirmiers de bloc opératoire (IBODE) », 221 lignes" in said
                 and "221 lignes sans mode de labellisation" in said, f"the report is readable: {said[:600]}")
    refused = program.run("framework", "propose", "REF.60.01_1", "2026-03-30")
    report.check(refused.status == 65 and "221 lignes sans nature de justificatif" in refused.errors,
                 f"a draft with gaps is not proposed: {refused!r}")
    wrong = folder / "faux.csv"
    wrong.write_text("code;libelle;axe\nREF.10.02_1-AXE1-1;a;2\nREF.99.01_1-AXE1-1;b;1\nREF.10.02_1-AXE2-1;c;2\n")
    aside = folder / "ecartes.csv"
    run = program.must(*command[:2], wrong, *command[3:], "--json", "--rejected", aside)
    report.equal((run.json["rejected"], run.json["changed"]), (2, 1), "wrong lines are set aside, the others pass")
    rows = list(csv.DictReader(io.StringIO(aside.read_text(encoding="utf-8-sig")), delimiter=";"))
    report.equal([row["ligne"] for row in rows], ["2", "3"], "they are exported with their number")
    report.check(all(row["erreur"] for row in rows), "and their reason")


def check_round_trip(program, folder, key, public, report):
    """What one database exports, an empty one imports, and exports again as the same bytes."""
    first, second = folder / "aller.sxpkg", folder / "retour.sxpkg"
    program.must("framework", "export", "medecine-generale", "2", "--out", first)
    other = Program(database.fresh("endtoend_frameworks_copy"))
    other.must("framework", "trust", public, "--college", "medecine-generale")
    other.must(*importing(first, "--apply"))
    other.must("framework", "export", "medecine-generale", "2", "--out", second)
    report.equal(second.read_bytes(), first.read_bytes(), "export and import keep every byte")
    other.must("framework", "discard", "medecine-generale", "2", "--reason", "essai")
    report.check(not any("medecine-generale 2" in line for line in other.must("framework", "list").lines),
                 "a draft can be discarded")


def check_link(program, base, report):
    """A corrected link is checked, kept, and not overwritten by a migration."""
    refused = program.run("framework", "link", "SM55", "--to", "REF.99.99_1", "--certainty", "deduit", "--source", "x")
    report.equal(refused.status, 65, f"a link to nothing is refused: {refused!r}")
    program.must("framework", "link", "SM55", "--to", "REF.10.32_1", "--certainty", "a_confirmer", "--source", "CNP")
    program.must("migrate")
    kept = base.value(
        "select candidates[1] from registry.specialty_link where code = 'SM55' and starts_on is not null")
    report.equal(kept, "REF.10.32_1", "a migration does not overwrite a corrected link")


def run(report, folder):
    base = database.fresh("endtoend_frameworks")
    program = Program(base)
    key, _, public = new_key(program, folder, "cmg", "medecine-generale")
    check_life(program, folder, key, report)
    check_refusals(program, folder, key, report)
    check_round_trip(program, folder, key, public, report)
    check_flat_list(program, folder, report)
    check_link(program, base, report)
