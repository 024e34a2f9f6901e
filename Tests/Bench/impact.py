"""What a proposed version would change over the country, against reading the same facts once."""

import hashlib
import json
import pathlib

import database
import process
from country import TODAY
from ledger import say

PACKAGES = pathlib.Path(__file__).parents[2] / "Sources" / "Frameworks" / "Resources" / "packages"
FRAMEWORK = "medecine-generale"
SINCE = "2026-03-01"


def second_version():
    """General medicine without the reading test, and with six meetings for the journal club instead of four."""
    content = json.loads((PACKAGES / f"{FRAMEWORK}.json").read_text(encoding="utf-8"))
    content["version"], content["effectiveFrom"] = "2", SINCE
    content["actions"] = [line for line in content["actions"] if line["id"] != "mg1-test-lecture"]
    for line in content["actions"]:
        if line["id"] == "mg1-journal-club":
            line["thresholds"]["minMeetings"] = 6
    return content


def propose():
    content = second_version()
    text = json.dumps(content, ensure_ascii=False)
    values = ", ".join(map(database.literal, [
        FRAMEWORK, "2", content["title"], content["publishedOn"], SINCE, hashlib.sha256(text.encode()).hexdigest(),
        text]))
    database.script(
        "insert into frameworks.version (framework_id, version, title, published_on, effective_from, fingerprint, "
        f"content, official_code, is_partial, is_fictitious, stage) select {values}, official_code, false, false, "
        f"'proposed' from frameworks.version where framework_id = '{FRAMEWORK}' and version = '1';")


def measure(ledger, rounds):
    """The report is computed anew each time: what was found before is not asked for."""
    propose()
    say("impact of a proposed version")
    costs = [process.sextant("impact", FRAMEWORK, "2", "--as-of", TODAY, "--now", "--json") for _ in range(rounds)]
    limits = [read_once().seconds for _ in range(rounds)]
    total = json.loads(costs[0].output)["total"]
    say(f"impact: {total['examined']} physicians examined, {total['losing']} lose an action")
    ledger.cost("impact of a proposed version over the country, s", [cost.seconds for cost in costs], limits)
    ledger.report("impact of a proposed version, physicians examined", total["examined"])
    ledger.report("impact of a proposed version, peak resident memory, MB", max(cost.peak_mb for cost in costs))


def read_once():
    """The limit: the facts of the physicians concerned to one client that drops them."""
    concerned = (
        "select council_id, physician_id from registry.case_file where framework_choice = 'medecine-generale' "
        "or string_to_array(regexp_replace(qualifications, ':[^;]*', '', 'g'), ';') && "
        "(select array_agg(code) from registry.specialty where 'REF.10.01_1' = any (candidates))")
    return database.script(
        f"create temporary table concerned as {concerned};\n"
        "copy (select f.* from registry.case_file f join concerned using (council_id, physician_id)) to stdout;\n"
        "copy (select d.physician_id, d.content from registry.standing_declaration d "
        "join concerned using (council_id, physician_id)) to stdout;\n", discard=True)
