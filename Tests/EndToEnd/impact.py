"""The impact of a proposed version: what the report says is what approving it does (rule R27)."""

import json
import pathlib
import signal
import time

import database
import files
from program import TODAY, Program

PACKAGES = pathlib.Path(__file__).parents[2] / "Sources" / "Frameworks" / "Resources" / "packages"
FRAMEWORK = "medecine-generale"
COUNCILS = ["33", "2A"]
SINCE = "2026-03-01"
LIVE = ["standings.standing", "standings.cycle", "standings.run"]


def second_version():
    """General medicine without the reading test, and with six meetings for the journal club instead of four."""
    content = json.loads((PACKAGES / f"{FRAMEWORK}.json").read_text(encoding="utf-8"))
    content["version"], content["effectiveFrom"] = "2", SINCE
    content["actions"] = [line for line in content["actions"] if line["id"] != "mg1-test-lecture"]
    for line in content["actions"]:
        if line["id"] == "mg1-journal-club":
            line["thresholds"]["minMeetings"] = 6
    return content


WHY = ("--retroactive", "essai sur des actions déjà faites")


def add_people(program):
    """Those who propose and approve: an address on a command line is a person, who must have the right."""
    for name in ("premiere", "seconde"):
        program.run("create-admin", "--council", "CNCP", "--email", f"{name}@example.org", "--name", name, "--role",
                    "cncp_officer", "--password-stdin", given=b"une phrase assez longue\n")


def propose(program, folder, report):
    """The CNP signs its version 2; the Order imports it and proposes it. It starts in the past: somebody says why."""
    content, key, package = folder / "v2.json", folder / "cmg.key", folder / "v2.sxpkg"
    content.write_text(json.dumps(second_version(), ensure_ascii=False), encoding="utf-8")
    public = program.must("framework", "keygen", "--out", key).output.decode().split()[1]
    program.must("framework", "trust", public, "--college", FRAMEWORK)
    program.must("framework", "sign", content, "--key", key, "--out", package)
    bring = ("import", "frameworks", package, "--source", "décision du CNP", "--published", "2026-02-26", "--apply")
    refused = program.run(*bring)
    report.check(refused.status == 65 and "actions déjà jugées" in refused.errors,
                 f"a version that starts in the past is refused: {refused!r}")
    program.must(*bring, *WHY)
    ask = ("framework", "propose", FRAMEWORK, "2", "--actor", "premiere@example.org")
    report.equal(program.run(*ask).status, 65, "it is not proposed either")
    program.must(*ask, *WHY)
    history = program.must("framework", "show", FRAMEWORK, "2").output.decode().replace("\u00a0", " ")
    report.equal(history.count("effet rétroactif admis : essai"), 2, "the reason is kept with each step")


def live(base):
    return {table: rows for table, rows in base.dump(schemas=("standings",), without=set()).items() if table in LIVE}


def what_happened(before, after, council):
    """The measures of the report, from two exports."""
    found = dict.fromkeys(("becoming_complete", "ceasing_complete", "becoming_late", "ceasing_late",
                           "changing_state", "changing_required", "changing_alert"), 0)
    for number, old in before.items():
        new = after[number]
        if old["council"] != council:
            continue
        for name in ("complete", "late"):
            found[f"becoming_{name}"] += bool(new[name]) and not old[name]
            found[f"ceasing_{name}"] += bool(old[name]) and not new[name]
        required = [f"required{block}" for block in range(1, 5)]
        found["changing_state"] += any(old[name] != new[name] for name in ("state", "framework"))
        found["changing_required"] += any(old[name] != new[name] for name in required)
        found["changing_alert"] += old["next_alert_on"] != new["next_alert_on"]
    return found


def check_statuses(program, report):
    for arguments, status in ((("impact",), 64), (("impact", FRAMEWORK, "2", "--as-of", "2026-02-30"), 64),
                              (("impact", FRAMEWORK, "2", "--as-of", "2026-02-28"), 65),
                              (("impact", FRAMEWORK, "2", "--cancel", "424242"), 65),
                              (("impact", FRAMEWORK, "9"), 65), (("impact", FRAMEWORK, "1"), 65),
                              (("impact", "inconnu", "2", "--now"), 65)):
        run = program.run(*arguments)
        report.check(run.status == status and not run.output and run.errors and "interne" not in run.errors,
                     f"{' '.join(arguments)} ends with {status}: {run!r}")


def check_worker(program, report):
    """Asked for, it waits; the worker computes it; asked for again, it is there."""
    other = program.run("impact", FRAMEWORK, "2", "--as-of", "2027-01-01")
    report.check(other.status == 65 and "aucune autre date" in other.errors, f"one day a version: {other!r}")
    given_up = program.must("impact", FRAMEWORK, "2", "--as-of", TODAY).output.decode()
    number = given_up.split("n° ")[1].split(" ")[0]
    report.equal(program.run("impact", FRAMEWORK, "2", "--cancel", number).status, 0, "a report is given up")
    report.equal(program.run("impact", FRAMEWORK, "2", "--cancel", number).status, 65, "only once")
    asked = program.run("impact", FRAMEWORK, "2")
    report.check(asked.status == 0 and "demandé" in asked.output.decode(), f"a report is asked for: {asked!r}")
    worker = program.start("worker", "--every", "1")
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline:
        known = program.run("impact", FRAMEWORK, "2", "--json")
        if known.json:
            break
        time.sleep(0.5)
    worker.send_signal(signal.SIGTERM)
    ended = program.finish(worker)
    report.equal(ended.status, 0, f"the worker ends well: {ended!r}")
    report.check(known.json and known.json["state"] == "done", f"the worker computes what was asked for: {known!r}")


def check_report(base, program, report):
    """Nothing live moves; a council gets exact numbers of its own, an office none under eleven."""
    before = live(base)
    run = program.must("impact", FRAMEWORK, "2", "--as-of", TODAY, "--now", "--json")
    report.equal(database.difference(before, live(base)), "", "a report leaves live standings as they are")
    total = run.json["total"]
    report.check(run.json["seconds"] is not None and run.json["state"] == "done", f"the report is whole: {run.json}")
    shown = [row[name] for row in [total, *run.json["by_council"], *run.json["by_specialty"]]
             for name in row if name != "code"]
    report.check(all(number is None or number == 0 or number > 10 for number in shown),
                 "an office reads no number from one to ten")
    again = program.must("impact", FRAMEWORK, "2", "--as-of", TODAY)
    text = again.output.decode()
    report.check(run.json["report_hash"] in text, "asked for again, the report that is there is shown")
    for sentence in ("Médecins examinés", "Programmes complets", "Médecins en retard", "Par conseil", "Par spécialité"):
        report.check(sentence in text, f"the report says « {sentence} »")
    return run.json


def check_samples(base, program, report):
    texts = {code: program.must("impact", FRAMEWORK, "2", "--as-of", TODAY, "--council", code).output.decode()
             for code in COUNCILS}
    numbers = {code: {row[0] for row in base.query(
        "select rpps_number from standings.standing s join access.council c using (council_id) "
        f"where c.code = '{code}'")} for code in COUNCILS}
    report.check(any(number in texts["33"] for number in numbers["33"]), "a council sees examples of its own")
    for code, other in (COUNCILS, COUNCILS[::-1]):
        strange = numbers[other] - numbers[code]
        report.check(strange and not any(number in texts[code] for number in strange), f"{code} sees nobody of {other}")
    health = base.value(
        "select count(*) from standings.impact_sample where actions::text ~ 'mg4-' or before::text ~ 'mg4-'")
    report.equal(health, "0", "no example names an action of block 4 (R24)")


def approve(program, run, actor, report_hash, *more):
    return program.run("framework", "approve", FRAMEWORK, "2", "--impact", run["impact"], "--report", report_hash,
                       "--actor", actor, *more).status


def check_truth(run, program, report):
    """Approved, the version does what the report said, council by council."""
    parts = {code: program.must("impact", FRAMEWORK, "2", "--as-of", TODAY, "--council", code, "--json").json["total"]
             for code in COUNCILS}
    before = program.standings()
    report.equal(approve(program, run, "premiere@example.org", run["report_hash"]), 65, "the proposer may not approve")
    report.equal(approve(program, run, "seconde@example.org", "0" * 64), 65, "nobody accepts a report not read")
    report.equal(approve(program, run, "seconde@example.org", run["report_hash"]), 65, "nor the past without a word")
    report.equal(approve(program, run, "seconde@example.org", run["report_hash"], *WHY), 0, "a second person approves")
    program.nightly()
    after = program.standings()
    for code, total in parts.items():
        found = what_happened(before, after, code)
        report.equal({name: total[name] for name in found}, found, f"{code}: the report said what happened")
        counts = [sum(old[f"b{block}"] != after[number][f"b{block}"] for block in range(1, 5)
                      if old["council"] == code) for number, old in before.items()]
        report.check(sum(count > 0 for count in counts) <= total["changed"], f"{code}: nobody else was touched")
    report.check(sum(total["losing"] for total in parts.values()) > 0, "somebody loses an action")
    refused = program.run("impact", FRAMEWORK, "2", "--as-of", TODAY)
    report.equal(refused.status, 65, f"an approved version has no impact to come: {refused!r}")


def run(report, folder):
    base = database.fresh("endtoend_impact")
    program = Program(base)
    country = files.country(folder / "country", 600, COUNCILS)
    program.extraction(country.extraction)
    for code in COUNCILS:
        program.roll(country.roll(code))
        program.accounts(country.accounts(code))
    program.nightly()
    add_people(program)
    propose(program, folder, report)
    check_statuses(program, report)
    check_worker(program, report)
    found = check_report(base, program, report)
    check_samples(base, program, report)
    check_truth(found, program, report)
