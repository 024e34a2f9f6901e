"""What was checked, and what failed, in sentences."""


class Report:
    """Collects the outcome of each check; prints the failures as they come."""

    def __init__(self):
        self.passed = 0
        self.failures = []

    def check(self, holds, sentence):
        """Counts one check; `sentence` says what is wrong when it does not hold. Returns whether it holds."""
        if holds:
            self.passed += 1
        else:
            self.failures.append(sentence)
            print(f"FAILED {sentence}", flush=True)
        return bool(holds)

    def closing_line(self):
        return f"{self.passed} passed, {len(self.failures)} failed"
