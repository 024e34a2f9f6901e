"""The figures of one run: printed as one JSON array, in the order in which they were measured."""

import json
import statistics
import sys
import time

BEGAN = time.monotonic()


def say(text):
    print(f"{time.monotonic() - BEGAN:6.0f} s  {text}", file=sys.stderr, flush=True)


def rounded(number):
    return None if number is None else float(f"{number:.4g}")


class Ledger:
    """Rows `{"measure", "value", "limit", "ratio", "aim", "met"}`."""

    def __init__(self):
        self.rows = []

    def report(self, measure, value, limit=None, ratio=None, at_least=None, at_most=None):
        """Notes a figure; with `at_least` or `at_most` it has an aim, which `ratio` (else the value) has to meet."""
        judged = value if ratio is None else ratio
        aim = f">= {at_least}" if at_least is not None else f"<= {at_most}" if at_most is not None else None
        met = judged >= at_least if at_least is not None else judged <= at_most if at_most is not None else None
        self.rows.append({
            "measure": measure, "value": rounded(value), "limit": rounded(limit), "ratio": rounded(ratio), "aim": aim,
            "met": met})
        say(f"{measure}: {rounded(value)} (limit {rounded(limit)}, ratio {rounded(ratio)}, aim {aim}, met {met})")

    def speed(self, measure, values, limits, at_least=None):
        """Seconds of ours and of the limit, medians; the ratio is our share of the limit's speed."""
        value, limit = statistics.median(values), statistics.median(limits)
        self.report(measure, value, limit, limit / value, at_least=at_least)

    def cost(self, measure, values, limits, at_most=None):
        """Seconds of ours and of the limit, medians; the ratio is how many times the limit we take."""
        value, limit = statistics.median(values), statistics.median(limits)
        self.report(measure, value, limit, value / limit, at_most=at_most)

    def text(self):
        lines = ",\n ".join(json.dumps(row, ensure_ascii=False) for row in self.rows)
        return f"[{lines}]"
