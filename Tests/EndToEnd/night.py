"""The night of the worker: once a civil day whatever the number of workers, at its hour, or not at all."""

import datetime
import signal
import time
import zoneinfo

import database
import files
from program import Program

COUNCIL = "33"
PARIS = zoneinfo.ZoneInfo("Europe/Paris")


def nights(base):
    return [row[0] for row in base.query("select night_on from standings.night order by 1")]


def stop(program, workers):
    for worker in workers:
        worker.send_signal(signal.SIGTERM)
    return [program.finish(worker) for worker in workers]


def until(seconds, found):
    """Waits for something to be found; gives what was found last."""
    end = time.monotonic() + seconds
    while not (value := found()) and time.monotonic() < end:
        time.sleep(0.3)
    return value


def check_settings(program, report):
    for value in ("24", "-1", "two", "2h"):
        program.environment["SEXTANT_NIGHT_HOUR"] = value
        run = program.run("worker", "--every", "1")
        report.check(run.status == 64 and "SEXTANT_NIGHT_HOUR" in run.errors, f"{value} is no hour: {run!r}")
        said = program.run("check-config")
        report.check(said.status == 65 and b"SEXTANT_NIGHT_HOUR" in said.output, f"check-config names {value}: {said!r}")


def check_off(program, base, report):
    """Without a night the worker still follows what is recorded."""
    program.environment["SEXTANT_NIGHT_HOUR"] = "off"
    worker = program.start("worker", "--every", "1")
    runs = until(60, lambda: int(base.value("select count(*) from standings.run")))
    ended = stop(program, [worker])[0]
    report.equal(ended.status, 0, f"the worker ends well: {ended!r}")
    report.check(runs > 0, "standings follow what was recorded")
    report.equal(nights(base), [], "no night is run when it is off")


def check_once(program, base, report):
    """Three workers, an hour that has come: one night, and none more after a restart."""
    program.environment["SEXTANT_NIGHT_HOUR"] = str(datetime.datetime.now(PARIS).hour)
    workers = [program.start("worker", "--every", "1") for _ in range(3)]
    first = until(120, lambda: nights(base))
    time.sleep(4)
    ended = stop(program, workers)
    report.equal([run.status for run in ended], [0, 0, 0], "the workers end well")
    report.equal(len(first), 1, f"one night was run: {first}")
    said = [line for run in ended for line in run.errors.splitlines() if "night of" in line]
    report.check(len(said) == 1, f"one worker says that it ran the night: {said}")
    published = int(base.value("select count(*) from standings.published_figure"))
    report.check(published > 0, "the night publishes the national figures")
    again = program.start("worker", "--every", "1")
    time.sleep(4)
    stop(program, [again])
    report.equal(nights(base), first, "a worker that starts again the same day runs no second night")


def run(report, folder):
    base = database.fresh("endtoend_night")
    program = Program(base)
    country = files.country(folder / "country", 300, [COUNCIL])
    program.extraction(country.extraction)
    program.roll(country.roll(COUNCIL))
    check_settings(program, report)
    check_off(program, base, report)
    check_once(program, base, report)
