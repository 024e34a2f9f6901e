"""What was checked, and what failed, in sentences."""


class Report:
    """Collects the outcome of each check; prints the failures as they come."""

    def __init__(self):
        self.passed = 0
        self.failures = []

    def check(self, holds, sentence):
        """Counts one check; `sentence` says what should have held. Returns whether it holds."""
        if holds:
            self.passed += 1
        else:
            self.failures.append(sentence)
            print(f"FAILED {sentence}", flush=True)
        return bool(holds)

    def equal(self, found, expected, sentence):
        """Counts one comparison; the failure shows both sides, shortened."""
        said = "" if found == expected else f" (found {short(found)}, expected {short(expected)})"
        return self.check(found == expected, sentence + said)

    def closing_line(self):
        return f"{self.passed} passed, {len(self.failures)} failed"


def short(value):
    text = repr(value)
    return text if len(text) <= 300 else text[:300] + "…"
