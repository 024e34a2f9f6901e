"""Sextant from end to end: files in, commands run, a real PostgreSQL looked at. Standard library only.

Usage, inside `deploy/database`: run.py [PART…]. Each part works in a database of its own. Prints each failure as a
sentence and, last, `N passed, N failed`; exits 1 when anything failed.
"""

import importlib
import pathlib
import sys
import tempfile
import time
import traceback

from report import Report

PARTS = ["cases", "isolation", "imports", "undo", "replay", "badfiles", "commands", "frameworks", "impact", "crash",
         "certificate", "pooling", "audit", "api", "openid", "accounts", "policies", "night", "readings",
         "personal", "mail", "letters", "jobs", "alerts", "digest", "sixyears", "mailkills"]


def run_part(name, report):
    """Runs one part; one that cannot go on is a failure like another."""
    began, failed = time.monotonic(), len(report.failures)
    with tempfile.TemporaryDirectory(prefix="sextant-endtoend-") as folder:
        try:
            importlib.import_module(name).run(report, pathlib.Path(folder))
        except Exception as fault:
            traceback.print_exc(file=sys.stdout)
            report.check(False, f"{name} ends: {fault}")
    print(f"{name}: {len(report.failures) - failed} failed, {time.monotonic() - began:.0f} s", flush=True)


def main():
    names = sys.argv[1:] or PARTS
    unknown = [name for name in names if name not in PARTS]
    if unknown:
        print(f"unknown part: {', '.join(unknown)}; there are {', '.join(PARTS)}", file=sys.stderr)
        return 64
    report = Report()
    for name in names:
        run_part(name, report)
    print(report.closing_line())
    return 1 if report.failures or not report.passed else 0


if __name__ == "__main__":
    sys.exit(main())
