"""The commands as other programs see them: statuses, one line of JSON, streams in order (contracts §0 to §7)."""

import csv
import io
import json
import os
import random
import subprocess

import database
import files
from cases import CASES
from program import Program, Run

COUNCIL = "33"
DAY = "2026-11-21"


def check_statuses(program, folder, report):
    roll = files.write_roll(folder / "roll.csv", [
        {"rpps": files.physician_number(1), "departement_inscription": COUNCIL, "date_inscription": "2015-01-02",
         "specialite_sm": "SM53"}])
    usage = [("nonsense",), ("import", "roll", roll), ("import", "roll", roll, "--as-of", "30/02/2026"),
             ("import", "roll", roll, "--as-of", "2026-02-30"), ("nightly",), ("nightly", "--as-of", "demain"),
             ("export", "standings", "--as-of", DAY, "--format", "xlsx"), ("export", "standings", "--format", "csv"),
             ("import", "undo", "abc"), ("import", "roll", roll, "--as-of", DAY, "--nonsense")]
    for arguments in usage:
        run = program.run(*arguments)
        report.check(run.status == 64 and not run.output and run.errors,
                     f"{' '.join(map(str, arguments))} is misused: {run!r}")
    refused = [("export", "standings", "--council", "99", "--as-of", DAY, "--format", "csv"),
               ("import", "undo", "424242"), ("import", "roll", folder, "--as-of", DAY), ("import", "rpps", roll)]
    person = ("create-admin", "--email", "a@example.org", "--name", "A", "--council")
    for place, role in ((COUNCIL, "cncp_officer"), ("CNCP", "agent"), ("99", "agent")):
        run = program.run(*person, place, "--role", role, given=b"une phrase assez longue\n")
        report.check(run.status == 65 and "interne" not in run.errors, f"{role} at {place} is refused: {run!r}")
    for arguments in refused:
        run = program.run(*arguments)
        report.check(run.status == 65 and not run.output and "interne" not in run.errors,
                     f"{' '.join(map(str, arguments))} is refused: {run!r}")


def check_out_of_reach(program, report):
    """No server behind the setting: 69, whatever the command; no setting at all: 64."""
    for arguments in (("nightly", "--as-of", DAY), ("export", "standings", "--as-of", DAY, "--format", "csv"),
                      ("import", "undo", "1"), ("check-config",)):
        for setting, status in (("host=/nowhere port=5432 dbname=sextant user=sextant_login", 69), ("", 64)):
            environment = {**program.environment, "SEXTANT_DATABASE": setting}
            done = subprocess.run(["sextant", *arguments], env=environment, capture_output=True)
            run = Run(done.returncode, done.stdout, done.stderr.decode())
            report.check(run.status == status and not run.output and run.errors,
                         f"{' '.join(arguments)} with SEXTANT_DATABASE={setting!r} ends with {status}: {run!r}")


def check_json(program, country, report):
    """--json is exactly one line with exactly these members."""
    members = {"lot": str, "applied": bool, "new": int, "changed": int, "unchanged": int, "rejected": int,
               "ignored": int, "seconds": float}
    lots = [("rpps", country.extraction), ("roll", country.roll(COUNCIL), "--as-of", DAY),
            ("accounts", country.accounts(COUNCIL))]
    for arguments in lots:
        for applied in ([], ["--apply"]):
            run = program.run("import", *arguments, *applied, "--json")
            found = run.json if isinstance(run.json, dict) else {}
            shape = {key: float if key == "seconds" else type(value) for key, value in found.items()}
            report.equal(shape, members, f"import {arguments[0]} {' '.join(applied)} --json is one line: {run!r}")
            report.equal(found.get("applied"), bool(applied), f"import {arguments[0]} says whether it applied")
    run = program.run("nightly", "--as-of", DAY, "--json")
    night = run.json if isinstance(run.json, dict) else {}
    report.check(run.status == 0 and night.get("written", 0) > 0, f"nightly --json: {run.lines}")
    report.check(isinstance(night.get("seconds"), dict), "nightly --json gives the seconds of each step")
    report.equal(program.run("import", "rpps", country.extraction).status, 0, "a preview without --json succeeds")


def check_export(program, report):
    """CSV and JSONL hold the same rows, sorted by RPPS number; absent values are empty cells and nulls."""
    asked = ("export", "standings", "--as-of", DAY, "--format")
    rows = [json.loads(line) for line in program.must(*asked, "jsonl").lines]
    table = list(csv.DictReader(io.StringIO(program.must(*asked, "csv").output.decode()), delimiter=";"))
    texts = [{key: "" if value is None else json.dumps(value) if isinstance(value, (bool, int)) else value
              for key, value in row.items()} for row in rows]
    report.check(len(rows) > 100, f"the export has rows: {len(rows)}")
    report.equal(table, texts, "the CSV holds what the JSONL holds")
    numbers = [row["rpps"] for row in rows]
    report.equal(numbers, sorted(numbers), "the rows are sorted by RPPS number")
    for row in rows:
        if (row["state"] in ("framework_to_confirm", "framework_missing")) != (row["complete"] is None):
            report.check(False, f"only a physician without référentiel has no counts: {row}")
            break
    states = {row["state"] for row in rows}
    report.check({"in_cycle", "framework_missing"} <= states, f"the country shows several states: {sorted(states)}")


def evaluate(given, *options):
    """Without any setting: evaluate needs no database."""
    environment = {key: value for key, value in os.environ.items() if not key.startswith(("SEXTANT", "PG"))}
    done = subprocess.run(
        ["sextant", "evaluate", *options], env=environment, input=given, capture_output=True, timeout=300)
    return Run(done.returncode, done.stdout, done.stderr.decode("utf-8", "replace"))


def is_fault(line):
    try:
        fault = json.loads(line)["error"]
        return isinstance(fault["path"], str) and bool(fault["message"])
    except (ValueError, KeyError, TypeError):
        return False


def check_malformed(good, report):
    samples = {"nothing": b"", "blanks": b" \n", "no JSON": b"{", "a list": b"[]", "a number": b"42", "null": b"null",
               "an empty object": b"{}", "two objects": b"{}{}", "latin-1": good.replace(b"GP", b"\xe9") + b"\xe9",
               "a NUL byte": b"\0" + good, "a deep nest": b"[" * 100_000, "a huge number": b'{"asOf": 1e400}',
               "half of it": good[: len(good) // 2], "a lone surrogate": b'{"asOf": "\\ud800"}'}
    for what, given in samples.items():
        run = evaluate(given)
        report.check(run.status == 64 and len(run.lines) == 1 and is_fault(run.lines[0]),
                     f"evaluate given {what}: {run!r} {run.output[:120]}")


def check_stream(good, report):
    """Bad lines answer in their place, order kept, and the answers come while the input is still open."""
    lines = [good, b"{oops", good, b"[]", b"\xff\xfe", good]
    run = evaluate(b"\n".join(lines) + b"\n", "--jsonl")
    shape = [is_fault(line) for line in run.output.splitlines()]
    report.equal((run.status, shape), (0, [False, True, False, True, True, False]), "a bad line answers in its place")
    windows = evaluate(b"\r\n".join(lines), "--jsonl").output
    report.equal(windows, run.output, "CRLF and an open last line change nothing")
    with subprocess.Popen(["sextant", "evaluate", "--jsonl"], stdin=subprocess.PIPE, stdout=subprocess.PIPE) as process:
        process.stdin.write(good + b"\n")
        process.stdin.flush()
        first = process.stdout.readline()
        report.check(b"verdicts" in first, f"an answer comes before the input ends: {first[:80]}")
        process.stdin.close()
        report.equal(process.stdout.read(), b"", "and only once")
    report.equal(process.returncode, 0, "the stream ends well")


def check_fuzz(good, report, seed=20261121):
    """Bytes changed at random: an answer or a fault for each line, never a crash."""
    dice = random.Random(seed)
    lines = []
    for _ in range(3000):
        text = bytearray(good)
        for _ in range(dice.randint(1, 6)):
            place = dice.randrange(len(text))
            if dice.random() < 0.3:
                del text[place:place + dice.randint(1, 40)]
            else:
                text[place] = dice.choice(b'{}[],:"0129-tfn\\ \xc3\xff') if dice.random() < 0.8 else dice.randrange(256)
            text = text or bytearray(b"x")
        lines.append(bytes(text).replace(b"\n", b" ").replace(b"\r", b" ") or b"x")
    run = evaluate(b"\n".join(lines) + b"\n", "--jsonl")
    answers = run.output.split(b"\n")[:-1]
    report.equal((run.status, len(answers)), (0, len(lines)), f"seed {seed}: each spoilt line is answered")
    faults = sum(is_fault(line) for line in answers)
    report.check(0 < faults < len(lines), f"seed {seed}: some are faults and some are not: {faults}")
    right = all(is_fault(line) or "verdicts" in json.loads(line) for line in answers)
    report.check(right, f"seed {seed}: each answer is a standing or a fault")


def run(report, folder):
    program = Program(database.fresh("endtoend_commands"))
    country = files.country(folder / "country", 300, [COUNCIL])
    check_statuses(program, folder, report)
    check_out_of_reach(program, report)
    check_json(program, country, report)
    check_export(program, report)
    case = json.loads(CASES.read_text(encoding="utf-8"))["cases"][0]["input"]
    good = json.dumps(case, ensure_ascii=False).encode()
    check_malformed(good, report)
    check_stream(good, report)
    check_fuzz(good, report)
