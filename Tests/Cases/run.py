"""The 141 reference cases through the real binary.

Usage: run.py CASES.json        (`sextant` is found on the PATH)

Every case's `input` goes through one run of `sextant evaluate --jsonl`; every field that the case expects is compared.
Then the ways in which a caller can go wrong: a bad line among good ones, a malformed object, an unknown framework.
Prints one line a failure and, last, `N passed, N failed`; exits 1 when anything failed.
"""

import json
import subprocess
import sys


def evaluate(lines, *options):
    """Runs `sextant evaluate` on text lines; returns its exit status and its output lines."""
    done = subprocess.run(
        ["sextant", "evaluate", *options], input="".join(f"{line}\n" for line in lines),
        capture_output=True, text=True, timeout=600)
    return done.returncode, done.stdout.splitlines()


def differences(expected, found, path=""):
    """Every expected value that is not the one found, as `path: expected … found …`.

    Objects are compared key by key, and must have no further key except `assigned`, where cases name only
    the actions whose block they settle.
    """
    if not isinstance(expected, dict):
        return [] if expected == found else [f"{path}: expected {expected!r}, found {found!r}"]
    if not isinstance(found, dict):
        return [f"{path}: expected an object, found {found!r}"]
    listed = []
    for key, value in expected.items():
        listed += differences(value, found.get(key), f"{path}.{key}" if path else key)
    if path in ("verdicts", "counts", "required", "cycle"):
        listed += [f"{path}.{key}: not expected" for key in found if key not in expected]
    return listed


def run_cases(cases):
    """One failure a case that differs, with its id, its title and the first differences."""
    status, lines = evaluate([json.dumps(case["input"]) for case in cases], "--jsonl")
    if status != 0 or len(lines) != len(cases):
        return [f"evaluate --jsonl: exit {status}, {len(lines)} lines for {len(cases)} cases"] * len(cases)
    failures = []
    for case, line in zip(cases, lines):
        found = differences(case["expected"], json.loads(line))
        if found:
            failures.append(f"{case['id']} ({case['title']}): " + "; ".join(found[:4]))
    return failures


def counted_are_assigned(cases):
    """Contract: `assigned` holds a block for every counted action, and for no other."""
    _, lines = evaluate([json.dumps(case["input"]) for case in cases], "--jsonl")
    failures = []
    for case, line in zip(cases, lines):
        found = json.loads(line)
        counted = {key for key, verdict in found["verdicts"].items() if verdict == "counted"}
        if counted != set(found["assigned"]):
            failures.append(f"{case['id']}: counted {sorted(counted)}, assigned {sorted(found['assigned'])}")
    return failures[:1]


def bad_line_is_answered_in_place(cases):
    """A line that is not JSON gives an error object in its place and the run goes on."""
    good = json.dumps(cases[0]["input"])
    status, lines = evaluate([good, "{not json", good], "--jsonl")
    answers = [json.loads(line) for line in lines]
    right = status == 0 and len(answers) == 3 and "error" in answers[1] and answers[0] == answers[2]
    return [] if right else [f"bad line: exit {status}, answers {str(answers)[:300]}"]


def malformed_input_exits_64(cases):
    """An impossible date and an unknown framework are malformed: exit 64 and one line that names the path."""
    failures = []
    impossible = json.loads(json.dumps(cases[0]["input"]))
    impossible["actions"][2]["date"] = "2026-02-30"
    unknown = json.loads(json.dumps(cases[0]["input"]))
    unknown["profile"]["specialties"][0]["framework"] = "alchimie"
    double = json.loads(json.dumps(cases[0]["input"]))
    double["actions"][1]["id"] = double["actions"][0]["id"]
    for name, value, path in (
            ("impossible date", impossible, "actions[2].date"),
            ("unknown framework", unknown, "profile.specialties[0].framework"),
            ("duplicate id", double, "actions[1].id")):
        status, lines = evaluate([json.dumps(value)])
        try:
            said = json.loads(lines[0])["error"]["path"] if len(lines) == 1 else None
        except (ValueError, KeyError, TypeError):
            said = None
        if status != 64 or said != path:
            failures.append(f"{name}: exit {status}, path {said!r} instead of {path!r}, {lines[:1]}")
    return failures


def single_equals_streamed(cases):
    """One object alone gives what it gives in a stream, and an unknown field changes nothing."""
    value = json.loads(json.dumps(cases[0]["input"]))
    _, streamed = evaluate([json.dumps(value)], "--jsonl")
    value["unknownField"] = {"anything": [1, 2]}
    status, alone = evaluate([json.dumps(value, indent=2)])
    right = status == 0 and streamed and json.loads("\n".join(alone)) == json.loads(streamed[0])
    return [] if right else [f"single object: exit {status}, {alone[:1]}"]


def main():
    with open(sys.argv[1], encoding="utf-8") as file:
        cases = json.load(file)["cases"]
    failures = run_cases(cases)
    passed = len(cases) - len(failures)
    for check in (counted_are_assigned, bad_line_is_answered_in_place, malformed_input_exits_64,
                  single_equals_streamed):
        found = check(cases)
        failures += found
        passed += 0 if found else 1
    for failure in failures:
        print(failure)
    print(f"{passed} passed, {len(failures)} failed")
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
