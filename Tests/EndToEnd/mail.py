"""Mail on the wire: what the program makes of each answer of a mail server, and of the reports of a real relay.

The server is `deploy/lib/sink.py`; the relay, OpenSMTPD, asks for root: without it that part is said not to have run.
"""

import email
import email.policy
import json
import os
import pathlib
import shutil
import smtplib
import socket
import subprocess
import sys
import time

import database
from program import Program

SINK = pathlib.Path(__file__).parents[2] / "deploy" / "lib" / "sink.py"
RELAY = SINK.with_name("relay.sh")
SENDER = "retour+33.12.00ff00ff00ff00ff@localhost"
# What stands before the @ of the reader, what the program says, its status, code and enhanced status, and how many
# mails the server kept.
VERDICTS = [
    ("claire", "accepted", 0, 0, None, 1), ("unknown", "refused", 65, 550, "5.1.1", 0),
    ("full", "postponed", 65, 452, "4.2.2", 0), ("dataperm", "refused", 65, 554, "5.7.1", 0),
    ("datatemp", "postponed", 65, 451, "4.3.0", 0), ("shutting", "postponed", 65, 421, "4.3.2", 0),
    # The server has heard of the reader and says nothing: this mail waits, the route is not to blame.
    ("hang", "postponed", 65, 421, None, 0),
    ("drop", "unknown", 69, 0, None, 0), ("dropafter", "unknown", 69, 0, None, 1), ("slow", "unknown", 69, 0, None, 1),
]


class Sink:
    """The mail server, in a folder of its own."""

    def __init__(self, folder, *options):
        self.process = subprocess.Popen(
            [sys.executable, str(SINK), str(folder / "sink"), *options], stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL)
        line = self.process.stdout.readline()
        if not line:
            raise RuntimeError("the sink does not start: is aiosmtpd installed?")
        self.facts = json.loads(line)
        self.mails = pathlib.Path(self.facts["mails"])

    def settings(self, port="port"):
        return {"SEXTANT_MAIL_SERVER": f"smtp://localhost:{self.facts[port]}",
                "SEXTANT_MAIL_USER": self.facts["user"], "SEXTANT_MAIL_PASSWORD": self.facts["password"],
                "SEXTANT_MAIL_CA": self.facts["ca"], "SEXTANT_MAIL_DOMAIN": "sextant.example"}

    def kept(self):
        return [json.loads(path.read_text(encoding="utf-8")) for path in sorted(self.mails.glob("*.json"))]

    def stop(self):
        self.process.terminate()
        self.process.wait(timeout=30)


def send(program, reader, sender=SENDER):
    return program.run("check-mail", "--to", reader, "--from", sender, "--timeout", "3", "--json")


def check_verdicts(program, sink, report):
    for local, word, status, code, enhanced, kept in VERDICTS:
        before = len(sink.kept())
        run = send(program, f"{local}@example.org")
        said = run.json or {}
        found = (said.get("answer"), run.status, said.get("code"), said.get("status"))
        report.equal(found, (word, status, code, enhanced), f"a mail to {local}@: {run!r}")
        report.equal(len(sink.kept()) - before, kept, f"mails kept of {local}@")
    report.equal([mail["from"] for mail in sink.kept()], [SENDER] * len(sink.kept()), "the sender is as it was given")


def check_route(program, sink, report):
    """What is wrong with the route is never held against the reader."""
    route = program.environment.copy()
    cases = [
        ({"SEXTANT_MAIL_PASSWORD": "faux"}, SENDER, "a wrong password"),
        ({"SEXTANT_MAIL_CA": "/etc/ssl/certs/ca-certificates.crt"}, SENDER, "an unknown authority"),
        ({}, "nosender@example.org", "a sender that is refused"),
        (sink.settings("plainPort"), SENDER, "a server without encryption"),
        ({"SEXTANT_MAIL_SERVER": "smtp://localhost:1"}, SENDER, "nobody who listens"),
        ({"SEXTANT_MAIL_SERVER": f"smtp://127.0.0.1:{sink.facts['port']}"}, SENDER, "a name not on the certificate"),
    ]
    for settings, sender, what in cases:
        program.environment = {**route, **settings}
        run = send(program, "claire@example.org", sender)
        report.equal(((run.json or {}).get("answer"), run.status), ("unusable", 69), f"{what}: {run!r}")
    program.environment = route
    for value in ("localhost:25", "smtp://", "smtp://a b:25", "smtps://a:465", "smtp://a:0"):
        program.environment = {**route, "SEXTANT_MAIL_SERVER": value}
        run = send(program, "claire@example.org")
        report.check(run.status == 64 and "SEXTANT_MAIL_SERVER" in run.errors, f"{value} is no server: {run!r}")
    program.environment = route


def check_series(program, sink, report):
    """One conversation: after a failure the next mail's answer is its own, and no late one of the mail before."""
    readers = ["claire", "slow", "hugo", "unknown", "ines", "drop", "jean"]
    before = len(sink.kept())
    options = [part for name in readers for part in ("--to", f"{name}@example.org")]
    began = time.monotonic()
    done = program.run("check-mail", *options, "--from", SENDER, "--timeout", "3", "--json")
    said = [json.loads(line)["answer"] for line in done.lines]
    report.equal(said, ["accepted", "unknown", "accepted", "refused", "accepted", "unknown", "accepted"],
                 "each mail of a conversation has its own answer")
    report.check(time.monotonic() - began < 6, "a server that hangs is left at once after its three seconds")
    kept = [mail["rcpt"].split("@")[0] for mail in sink.kept()[before:]]
    report.equal(kept, ["claire", "slow", "hugo", "ines", "jean"], "and the server kept those it took")


def check_hostile(program, sink, report):
    """A line break in an address would be another command."""
    before = len(sink.kept())
    for address in ("claire@example.org\r\nRCPT TO:<x@example.org>", "a b@example.org", "<a@example.org>", "a@b@c",
                    "é@example.org"):
        run = send(program, address)
        report.equal(run.status, 65, f"{address!r} is no address: {run!r}")
    report.equal(len(sink.kept()), before, "and none of them reached the server")


def check_text(sink, report):
    """A reader's program finds the French that was written, in lines that every server carries."""
    path = sorted(sink.mails.glob("*.eml"))[0]
    raw = path.read_bytes()
    mail = email.message_from_bytes(raw, policy=email.policy.default)
    report.equal(mail["Subject"], "Essai d'envoi de Sextant", "the subject")
    report.check("vérifie que Sextant peut écrire" in mail.get_content(), f"the body: {mail.get_content()!r}")
    report.check(all(byte < 128 for byte in raw), "the mail is ASCII")
    report.check(max(map(len, raw.split(b"\r\n"))) <= 76, "its lines have at most 76 characters")
    report.check(mail["Message-ID"].endswith("@sextant.example>"), f"message id {mail['Message-ID']}")


def free_port():
    with socket.socket() as place:
        place.bind(("127.0.0.1", 0))
        return place.getsockname()[1]


def until(seconds, found):
    end = time.monotonic() + seconds
    while not (value := found()) and time.monotonic() < end:
        time.sleep(0.2)
    return value


def check_relay(program, sink, folder, report):
    """A real relay hands a mail on, and reports one that is refused for good and one that expires."""
    if os.geteuid() != 0 or not shutil.which("smtpd", path=f"{os.environ['PATH']}:/usr/sbin"):
        print("not run: the reports of a real relay (root and the package opensmtpd are needed)")
        return
    port, log = free_port(), folder / "relay.log"
    environment = {**os.environ, "PATH": f"{os.environ['PATH']}:/usr/sbin"}
    with open(log, "wb") as stream:
        relay = subprocess.Popen([str(RELAY), str(port), str(sink.facts["plainPort"]), str(folder / "relay")],
                                 stdout=stream, stderr=stream, env=environment)
    try:
        if not until(20, lambda: listens(port)):
            report.check(False, f"the relay listens: {log.read_text(errors='replace')[-500:]}")
            return
        before = len(sink.kept())
        for reader in ("hugo", "unknown", "datatemp"):
            with smtplib.SMTP("127.0.0.1", port, timeout=30) as route:
                route.sendmail(SENDER, [f"{reader}@example.org"], "Subject: essai\r\n\r\nBonjour\r\n")
        report.check(until(30, lambda: len(reports(sink, before)) >= 1), "a report of the refusal comes back")
        report.check(until(90, lambda: any(fate == "failed" and address.startswith("datatemp") for address, fate, _
                                           in understood(program, sink, before))), "and one of the mail that expired")
        found = understood(program, sink, before)
        report.check(("unknown@example.org", "failed") in {line[:2] for line in found}, f"the refusal is read: {found}")
        readers = [mail["rcpt"] for mail in sink.kept()[before:]]
        report.equal(readers.count("hugo@example.org"), 1, "the mail to a reader who exists is handed on once")
    finally:
        relay.terminate()
        relay.wait(timeout=30)


def listens(port):
    with socket.socket() as client:
        return client.connect_ex(("127.0.0.1", port)) == 0


def reports(sink, before):
    """The mails that came back to the address of reports."""
    return [path for path in sorted(sink.mails.glob("*.json"))[before:]
            if json.loads(path.read_text(encoding="utf-8"))["rcpt"] == SENDER]


def understood(program, sink, before):
    """What the program reads in them: address, fate and status of each recipient."""
    found = []
    for path in reports(sink, before):
        said = program.run("read-report", path.with_suffix(".eml")).json or {"to": None, "recipients": []}
        if said["to"] == SENDER:
            found += [(item["address"], item["fate"], item["status"]) for item in said["recipients"]]
    return found


def run(report, folder):
    program = Program(database.Database("sextant"))
    sink = Sink(folder)
    try:
        program.environment.update(sink.settings())
        check_verdicts(program, sink, report)
        check_route(program, sink, report)
        check_series(program, sink, report)
        check_hostile(program, sink, report)
        check_text(sink, report)
        check_relay(program, sink, folder, report)
    finally:
        sink.stop()
