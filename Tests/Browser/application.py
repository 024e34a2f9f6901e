"""The application under test: a small demonstration country in the empty database of `deploy/database`, and a server."""

import contextlib
import dataclasses
import os
import signal
import socket
import subprocess
import tempfile
import time
import urllib.error
import urllib.request


@dataclasses.dataclass
class SignIn:
    """One person who may enter."""

    council: str
    role: str
    name: str
    email: str
    password: str


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def run(*command):
    """Runs a command of the program; its standard output is the result, its standard error ours."""
    done = subprocess.run(["sextant", *command], stdout=subprocess.PIPE, text=True, timeout=1200)
    if done.returncode != 0:
        raise SystemExit(f"sextant {' '.join(command)}: exit {done.returncode}")
    return done.stdout


def make_country(physicians, councils, today):
    """Migrates, creates the country, and returns its sign-ins."""
    run("migrate")
    text = run("demo", "--physicians", str(physicians), "--councils", councils, "--today", today)
    rows = [line.split("\t") for line in text.splitlines() if line.count("\t") == 4]
    return [SignIn(*row) for row in rows]


def answers(address):
    try:
        with urllib.request.urlopen(address, timeout=5) as response:
            return response.status == 200
    except (urllib.error.URLError, OSError):
        return False


def ready(process, site):
    """Waits half a minute for the readiness page; False when it never says yes."""
    for _ in range(300):
        if process.poll() is not None:
            return False
        if answers(f"{site}/readyz"):
            return True
        time.sleep(0.1)
    return False


@contextlib.contextmanager
def server(today, settings=None):
    """Starts `sextant serve` on a free port, with other settings if need be; yields the address of the site."""
    port = free_port()
    site = f"http://127.0.0.1:{port}"
    with tempfile.TemporaryFile() as log:
        process = subprocess.Popen(
            ["sextant", "serve", "--port", str(port)], stdout=log, stderr=log,
            env={**os.environ, **(settings or {}), "SEXTANT_TODAY": today, "SEXTANT_DEMONSTRATION": "yes",
                 "SEXTANT_SECOND_FACTOR": "demonstration",
                 "SEXTANT_ADDRESS": site.replace("127.0.0.1", "localhost")})
        try:
            if not ready(process, site):
                log.seek(0)
                raise SystemExit(f"sextant serve is not ready: {log.read().decode(errors='replace')[-2000:]}")
            yield site
        finally:
            process.send_signal(signal.SIGTERM)
            try:
                process.wait(20)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()
