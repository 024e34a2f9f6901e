"""What was checked, and what failed, in sentences."""

import collections


class Report:
    """Collects the outcome of each check; prints the failures as they come, the same complaint three times at most."""

    def __init__(self):
        self.told = collections.Counter()
        self.passed = 0
        self.failures = []

    def check(self, holds, sentence):
        """Counts one check; `sentence` says what is wrong when it does not hold. Returns whether it holds."""
        if holds:
            self.passed += 1
        else:
            self.failures.append(sentence)
            complaint = sentence.partition(": ")[2] or sentence
            self.told[complaint] += 1
            if self.told[complaint] <= 3:
                print(f"FAILED {sentence}", flush=True)
        return bool(holds)

    def repeated(self):
        """The complaints that were not printed each time, with how often they were heard."""
        return [f"{count} times: {complaint}" for complaint, count in self.told.items() if count > 3]

    def closing_line(self):
        return f"{self.passed} passed, {len(self.failures)} failed"
