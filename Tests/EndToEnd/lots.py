"""What the parts about lots share: one council's files and the lots made of them."""

import database
from program import TODAY, Program

COUNCIL = "33"
DAY = TODAY


class Lots:
    """A database, its program and the files of a synthetic council."""

    def __init__(self, base, country, folder, report):
        self.base = base
        self.program = Program(base)
        self.country = country
        self.folder = folder
        self.report = report

    def apply(self, kind):
        """Applies the council's lot of a kind; gives its counts and number."""
        if kind == "rpps":
            return self.program.extraction(self.country.extraction)
        if kind == "roll":
            return self.program.roll(self.country.roll(COUNCIL))
        return self.program.accounts(self.country.accounts(COUNCIL))

    def undo(self, lot):
        return self.program.run("import", "undo", lot["lot"])

    def again(self, kind, path, *more):
        return self.program.must("import", kind, path, "--apply", "--json", *more).json

    def unchanged(self, before, sentence):
        return self.report.equal(database.difference(before, self.base.dump()), "", sentence)
