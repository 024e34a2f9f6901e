"""The API on loopback: what its description promises, checked by schemathesis, and what it must refuse.

Each resource has a key of its own, so that the limit of calls a minute is that of one resource."""

import concurrent.futures
import json
import os
import pathlib
import subprocess
import sys
import urllib.error
import urllib.request

import database
from program import TODAY, Program

sys.path.append(str(pathlib.Path(__file__).resolve().parent.parent / "Browser"))
from application import server  # noqa: E402

EXAMPLES = int(os.environ.get("SEXTANT_API_EXAMPLES", "25"))
SCOPES = ["register", "imports", "frameworks"]
# One organisation of each kind beside the departmental councils, and what its keys may open.
KINDS = {"national": ["frameworks", "figures"], "CNCP": ["frameworks", "figures"], "DGOS": ["frameworks", "figures"],
         "urologie": ["frameworks"], "nouvelle-aquitaine": ["frameworks", "region"]}
# The resources that a departmental council does not have, with an organisation that does.
ELSEWHERE = {"/api/v1/figures": "DGOS", "/api/v1/region": "nouvelle-aquitaine"}


def key(program, name, council="33", scopes=None):
    arguments = [word for scope in scopes or SCOPES for word in ("--scope", scope)]
    return program.must("api-token", "create", "--council", council, "--name", name, *arguments).lines[0]


def call(site, path, secret=None, **headers):
    """Status, body and headers of one call."""
    request = urllib.request.Request(site + path, headers=headers)
    if secret:
        request.add_header("Authorization", f"Bearer {secret}")
    try:
        with urllib.request.urlopen(request, timeout=20) as answer:
            return answer.status, answer.read(), answer.headers
    except urllib.error.HTTPError as answer:
        return answer.code, answer.read(), answer.headers


def described(site, path, secret):
    """One run of schemathesis over one path of the description; its exit status and its last words."""
    command = [
        str(pathlib.Path(sys.executable).parent / "schemathesis"), "run", f"{site}/api/v1/openapi.json", "--url", site,
        "--header", f"Authorization: Bearer {secret}", "--include-path", path, "--max-examples", str(EXAMPLES),
        "--phases", "examples,coverage,fuzzing", "--checks", "all", "--exclude-checks",
        "positive_data_acceptance", "--seed", "20261121", "--generation-database",
        "none", "--request-timeout", "20", "--no-color", "--workers", "1"]
    done = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, timeout=300)
    return done.returncode, done.stdout


def check_description(report, program, site):
    """Each resource answers as the description says, to what the description allows and to what it does not."""
    paths = json.loads(call(site, "/api/v1/openapi.json")[1])["paths"]
    report.check(len(paths) >= 9, f"the description has {len(paths)} resources")
    keys = {path: key(program, f"essai {number}") if path not in ELSEWHERE
            else key(program, f"essai {number}", ELSEWHERE[path], KINDS[ELSEWHERE[path]])
            for number, path in enumerate(paths)}
    with concurrent.futures.ThreadPoolExecutor(2) as pool:
        runs = {path: pool.submit(described, site, path, secret) for path, secret in keys.items()}
        for path, run in runs.items():
            status, said = run.result()
            report.check(status == 0, f"{path} is as described: {said[-1500:]}")
            report.check("5xx" not in said and "Server error" not in said, f"{path} never fails by itself")


def check_kinds(report, program, site):
    """A key of each kind of organisation: what it opens is as described, the rest is closed, and nobody is named."""
    paths = json.loads(call(site, "/api/v1/openapi.json")[1])["paths"]
    people = json.loads(call(site, "/api/v1/physicians?limit=200", key(program, "témoin"))[1])["items"]
    numbers = {row["rpps"] for row in people}
    report.check(len(numbers) > 50, "a council's key names its physicians")
    opened = {"frameworks": {"/api/v1/frameworks", "/api/v1/frameworks/{framework}/{version}"},
              "figures": {"/api/v1/figures"}, "region": {"/api/v1/region"}}
    keys = {}
    for code, scopes in KINDS.items():
        keys[code] = key(program, "essai de " + code, code, scopes)
        expected = {"/api/v1/council"}.union(*(opened[scope] for scope in scopes))
        for path in paths:
            real = path.replace("{framework}", "medecine-generale").replace("{version}", "1").replace("{id}", "1")
            status, body, _ = call(site, real, keys[code])
            report.equal(status, 200 if path in expected else 403, f"{path} with a key of {code}")
            report.check(not any(number in body.decode() for number in numbers), f"{path} names nobody to {code}")
        for scope in ["register", "imports", "figures", "region"]:
            if scope not in scopes:
                done = program.run("api-token", "create", "--council", code, "--name", "x", "--scope", scope)
                report.check(done.status != 0, f"no key of {code} is made with {scope}")
    with concurrent.futures.ThreadPoolExecutor(2) as pool:
        runs = {code: pool.submit(described, site, "/api/v1/frameworks", secret) for code, secret in keys.items()}
        for code, run in runs.items():
            status, said = run.result()
            report.check(status == 0, f"the référentiels with a key of {code} are as described: {said[-1500:]}")
    region = json.loads(call(site, "/api/v1/region", keys["nouvelle-aquitaine"])[1])
    told = {council["code"]: council for council in region["councils"]}
    report.equal(len(told), 12, "a region has its twelve councils")
    report.check(told["33"]["figures"] and told["33"]["asOf"] == TODAY, "the council that transmitted has its figures")
    missing = [council for code, council in told.items() if code != "33"]
    report.check(all(council["figures"] is None and council["asOf"] is None for council in missing),
                 "the others are missing, never zero")


def check_refusals(report, program, site):
    """Wrong, foreign and revoked keys; foreign and unknown ids; what is no UTF-8."""
    mine, other = key(program, "à nous"), key(program, "à eux", council="2A")
    items = json.loads(call(site, "/api/v1/physicians?limit=200", mine)[1])["items"]
    theirs = json.loads(call(site, "/api/v1/physicians?limit=200", other)[1])["items"]
    report.check(items and theirs, "both councils have physicians")
    report.check(not {row["rpps"] for row in items} & {row["rpps"] for row in theirs}, "a key sees its council alone")
    foreign = theirs[0]["id"]
    answers = [call(site, f"/api/v1/physicians/{number}", mine) for number in (foreign, 999_999_999)]
    report.equal([answer[0] for answer in answers], [404, 404], "a foreign physician does not exist")
    texts = [body.decode().replace(str(number), "N") for (_, body, _), number in zip(answers, (foreign, 999_999_999))]
    report.equal(texts[0], texts[1], "a foreign physician answers as an unknown one")
    number = program.must("api-token", "list", "--council", "33").lines[0].split("\t")[0]
    program.must("api-token", "revoke", "--council", "33", number)
    report.equal(call(site, "/api/v1/council", mine)[0], 401, "a revoked key opens nothing")
    live = key(program, "encore")
    for path, status in [
            ("/api/v1/physicians?cursor=%ff%fe", 400), ("/api/v1/physicians?limit=9999999999999999999999", 400),
            ("/api/v1/physicians/%ff", 404), ("/api/v1/physicians/..", 404), ("/api/v1/frameworks/a%00b/1", 404),
            ("/api/v1/frameworks/" + "a" * 5000 + "/1", 404), ("/api/v1/lots?" + "x=1&" * 500, 400)]:
        report.equal(call(site, path, live)[0], status, f"{path[:60]} is refused")
    report.equal(call(site, "/api/v1/physicians", "sextant_" + "0" * 64)[0], 401, "an invented key opens nothing")
    report.equal(call(site, "/api/v1/physicians", live, Accept="text/csv")[0], 406, "another format is refused")


def run(report, folder):
    program = Program(database.fresh("endtoend_api"))
    program.must("demo", "--physicians", "300", "--councils", "33,2A", "--today", TODAY)
    with server(TODAY, program.environment) as site:
        check_refusals(report, program, site)
        check_description(report, program, site)
        check_kinds(report, program, site)
