"""Runs programs and says what they cost."""

import dataclasses
import os
import subprocess
import tempfile
import time


@dataclasses.dataclass
class Cost:
    """What one process took."""

    seconds: float
    cpu: float
    peak_mb: float
    output: str


def run(command, stdin=None, discard=False):
    """Runs a command to its end; its standard output is kept unless discarded. A failure ends the whole run."""
    with tempfile.TemporaryFile("w+") as errors, tempfile.TemporaryFile("w+") as output:
        source = open(stdin) if stdin else subprocess.DEVNULL
        began = time.monotonic()
        process = subprocess.Popen(
            command, stdin=source, stdout=subprocess.DEVNULL if discard else output, stderr=errors)
        _, status, usage = os.wait4(process.pid, 0)
        seconds = time.monotonic() - began
        process.returncode = os.waitstatus_to_exitcode(status)
        if stdin:
            source.close()
        if process.returncode != 0:
            errors.seek(0)
            raise SystemExit(f"{' '.join(command)}: exit {process.returncode}\n{errors.read()[-3000:]}")
        output.seek(0)
        return Cost(seconds, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024, output.read())


def sextant(*arguments, stdin=None, discard=False):
    """Runs the program under measure."""
    return run(["sextant", *arguments], stdin=stdin, discard=discard)


def cpu_seconds(pids):
    """User and system seconds that these processes have used so far."""
    ticks = 0
    for pid in pids:
        try:
            with open(f"/proc/{pid}/stat") as file:
                fields = file.read().rsplit(")", 1)[1].split()
        except OSError:
            continue
        ticks += int(fields[11]) + int(fields[12])
    return ticks / os.sysconf("SC_CLK_TCK")


def family(parent):
    """A process and its children: the server of PostgreSQL and its backends."""
    with open(f"/proc/{parent}/task/{parent}/children") as file:
        return [parent, *(int(pid) for pid in file.read().split())]
