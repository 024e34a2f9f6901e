"""The program under test: `sextant` from the PATH, run as a person or another program runs it."""

import json
import os
import subprocess

# The legal date of every command here: the tests do not depend on the day they run.
TODAY = "2026-11-21"
# What `serve` seals second factors with; no secret outside these tests.
SECRET_KEY = "5e" * 32


class Run:
    """One finished run: its exit status and what it printed."""

    def __init__(self, status, output, errors):
        self.status = status
        self.output = output
        self.errors = errors

    @property
    def lines(self):
        return self.output.decode("utf-8").splitlines()

    @property
    def json(self):
        """The only line of standard output, as JSON; None when there is not exactly one JSON line."""
        if len(self.lines) != 1:
            return None
        try:
            return json.loads(self.lines[0])
        except ValueError:
            return None

    def __repr__(self):
        said = self.errors.strip().splitlines()
        return f"exit {self.status}, {said[-1][:200] if said else 'nothing on standard error'}"


class Program:
    """`sextant` with the settings of one database."""

    def __init__(self, database):
        self.environment = {
            **os.environ, "SEXTANT_TODAY": TODAY, "SEXTANT_SECRET_KEY": SECRET_KEY, **database.settings}

    def start(self, *arguments):
        """A run that goes on beside this one."""
        return subprocess.Popen(
            ["sextant", *map(str, arguments)], env=self.environment, stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE, stderr=subprocess.PIPE)

    def finish(self, process):
        output, errors = process.communicate(timeout=600)
        return Run(process.returncode, output, errors.decode("utf-8", "replace"))

    def run(self, *arguments, given=b""):
        done = subprocess.run(
            ["sextant", *map(str, arguments)], env=self.environment, input=given, capture_output=True, timeout=600)
        return Run(done.returncode, done.stdout, done.stderr.decode("utf-8", "replace"))

    def must(self, *arguments):
        """A run that the test only needs: anything but success ends the test with what was said."""
        run = self.run(*arguments)
        if run.status != 0:
            raise RuntimeError(f"sextant {' '.join(map(str, arguments))}: {run!r}")
        return run

    def roll(self, path, day=TODAY, *more):
        """Applies a roll; gives the counts of the lot."""
        return self.must("import", "roll", path, "--as-of", day, "--apply", "--json", *more).json

    def accounts(self, path, *more):
        """Applies an account feed; gives the counts of the lot."""
        return self.must("import", "accounts", path, "--apply", "--json", *more).json

    def extraction(self, path, *more):
        """Applies an RPPS extraction; gives the counts of the lot."""
        return self.must("import", "rpps", path, "--apply", "--json", *more).json

    def nightly(self, day=TODAY):
        return self.must("nightly", "--as-of", day, "--json").json

    def standings(self, day=TODAY, *more):
        """The export as rows by RPPS number."""
        run = self.must("export", "standings", "--as-of", day, "--format", "jsonl", *more)
        rows = [json.loads(line) for line in run.lines]
        return {row["rpps"]: row for row in rows}
