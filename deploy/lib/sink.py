"""A mail server for demonstrations and tests: it takes every mail and delivers none.

Usage: sink.py FOLDER [--port N] [--plain-port N] [--pause SECONDS] [--kill-after-250 PIDFILE EVERY]. STARTTLS and a
password are required (user « sextant », password « essai »). In FOLDER it makes a certificate authority of its own
(`ca.pem`), then writes for each mail that it accepts `mails/N.eml` and `mails/N.json` (rcpt, from, messageId, at).
Prints one line of JSON once it listens on 127.0.0.1. What stands before the @ of a reader's address may ask for a
fault; see MODES.
"""

import argparse
import asyncio
import email
import json
import logging
import os
import pathlib
import signal
import ssl
import subprocess
import sys
import time

from aiosmtpd.smtp import SMTP, AuthResult

USER, PASSWORD = b"sextant", b"essai"
# What the beginning of a reader's address asks for.
MODES = {
    "unknown": "550 at RCPT", "full": "452 at RCPT", "shutting": "421 at RCPT",
    "hang": "no answer at RCPT for six seconds", "dataperm": "554 after the mail", "datatemp": "451 after the mail",
    "dropafter": "the mail is taken, the connection cut before the answer",
    "drop": "the connection is cut after the mail, which is not taken",
    "slow": "the mail is taken, the answer comes six seconds later",
}


def openssl(*arguments):
    subprocess.run(["openssl", *arguments], check=True, capture_output=True)


def certificate(folder):
    """An authority of its own and a certificate for « localhost »; gives the context of the server."""
    ca, key, mine, request = (folder / name for name in ("ca.pem", "ca.key", "server.pem", "server.csr"))
    new = ("-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes")
    openssl("req", "-x509", *new, "-days", "30", "-subj", "/CN=Sextant sink CA", "-keyout", key, "-out", ca)
    openssl("req", *new, "-subj", "/CN=localhost", "-keyout", folder / "server.key", "-out", request)
    names = folder / "server.ext"
    names.write_text("subjectAltName=DNS:localhost\n", encoding="ascii")
    openssl("x509", "-req", "-in", request, "-CA", ca, "-CAkey", key, "-CAcreateserial", "-days", "30",
            "-extfile", names, "-out", mine)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(mine, folder / "server.key")
    return context


class Keeper:
    """Keeps what it accepts, and fails as it is asked."""

    def __init__(self, folder, killing, pause):
        self.pause = pause
        self.folder = folder / "mails"
        self.folder.mkdir(parents=True, exist_ok=True)
        self.killing = killing
        self.count = len(list(self.folder.glob("*.json")))

    async def handle_MAIL(self, server, session, envelope, address, options):
        if address.startswith("nosender"):
            return "550 5.7.1 sender refused"
        envelope.mail_from = address
        return "250 2.1.0 OK"

    async def handle_RCPT(self, server, session, envelope, address, options):
        if address.startswith("unknown"):
            return "550 5.1.1 unknown mailbox"
        if address.startswith("full"):
            return "452 4.2.2 mailbox full"
        if address.startswith("shutting"):
            return "421 4.3.2 shutting down"
        if address.startswith("hang"):
            await asyncio.sleep(6)
        envelope.rcpt_tos.append(address)
        return "250 2.1.5 OK"

    async def handle_DATA(self, server, session, envelope):
        reader = envelope.rcpt_tos[0]
        if self.pause:
            await asyncio.sleep(self.pause)
        if reader.startswith("dataperm"):
            return "554 5.7.1 refused"
        if reader.startswith("datatemp"):
            return "451 4.3.0 later"
        cut = reader.startswith("drop")
        if cut and not reader.startswith("dropafter"):
            server.transport.abort()
            return "451 4.3.0 cut"
        number = self.keep(envelope)
        if cut:
            server.transport.abort()
            return "250 2.0.0 OK"
        if reader.startswith("slow"):
            await asyncio.sleep(6)
        if self.killing and number % self.killing[1] == 0:
            asyncio.get_running_loop().create_task(self.kill(server))
        return f"250 2.0.0 OK {number}"

    def keep(self, envelope):
        """Writes the mail, then what is known of it: whoever finds the second file finds the first whole."""
        self.count += 1
        name = self.folder / f"{self.count:06d}"
        name.with_suffix(".eml").write_bytes(envelope.content)
        said = {"rcpt": envelope.rcpt_tos[0], "from": envelope.mail_from, "at": time.time(),
                "messageId": email.message_from_bytes(envelope.content)["Message-ID"]}
        partial = name.with_suffix(".part")
        partial.write_text(json.dumps(said), encoding="utf-8")
        os.replace(partial, name.with_suffix(".json"))
        return self.count

    async def kill(self, server):
        """Once the 250 has left for the wire, ends the worker named by the file, as a power cut would."""
        while server.transport and server.transport.get_write_buffer_size():
            await asyncio.sleep(0)
        try:
            os.kill(int(pathlib.Path(self.killing[0]).read_text()), signal.SIGKILL)
            print("killed", flush=True)
        except (OSError, ValueError) as fault:
            print(f"nobody to kill: {fault}", file=sys.stderr, flush=True)


def authenticate(server, session, envelope, mechanism, given):
    right = (given.login, given.password) == (USER, PASSWORD)
    return AuthResult(success=right, handled=False)


async def serve(options):
    folder = pathlib.Path(options.folder).resolve()
    folder.mkdir(parents=True, exist_ok=True)
    killing = options.kill_after_250 and (options.kill_after_250[0], int(options.kill_after_250[1]))
    # What clients do wrong is what is tried here.
    logging.getLogger("mail").setLevel(logging.CRITICAL)
    keeper, context = Keeper(folder, killing, options.pause), certificate(folder)

    def strict():
        return SMTP(keeper, hostname="localhost", tls_context=context, require_starttls=True, auth_required=True,
                    authenticator=authenticate, enable_SMTPUTF8=False)

    def plain():
        # A relay of this machine hands mails on here without encryption, as it does on a private network.
        return SMTP(keeper, hostname="localhost")

    loop = asyncio.get_running_loop()
    ports = []
    for maker, port in ((strict, options.port), (plain, options.plain_port)):
        server = await loop.create_server(maker, "127.0.0.1", port)
        ports.append(server.sockets[0].getsockname()[1])
    print(json.dumps({"port": ports[0], "plainPort": ports[1], "ca": str(folder / "ca.pem"), "user": USER.decode(),
                      "password": PASSWORD.decode(), "mails": str(keeper.folder)}), flush=True)
    stopped = asyncio.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, stopped.set)
    await stopped.wait()


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder")
    parser.add_argument("--port", type=int, default=0)
    parser.add_argument("--plain-port", type=int, default=0)
    parser.add_argument("--pause", type=float, default=0, help="seconds before each mail is taken")
    parser.add_argument("--kill-after-250", nargs=2, metavar=("PIDFILE", "EVERY"))
    asyncio.run(serve(parser.parse_args()))


if __name__ == "__main__":
    main()
