"""A time-stamping authority of the test's own (RFC 3161): `openssl ts` behind a small HTTP server on loopback."""

import http.server
import subprocess
import threading

CONFIGURATION = """
[ req ]
distinguished_name = name
[ name ]
[ ca ]
basicConstraints = critical, CA:true
keyUsage = critical, keyCertSign, cRLSign
[ stamper ]
basicConstraints = CA:false
keyUsage = critical, digitalSignature
extendedKeyUsage = critical, timeStamping
[ tsa ]
default_tsa = authority
[ authority ]
dir = {folder}
serial = {folder}/serial
crypto_device = builtin
signer_cert = {folder}/stamper.pem
certs = {folder}/ca.pem
signer_key = {folder}/stamper.key
signer_digest = sha256
default_policy = 1.2.3.4.1
digests = sha256
accuracy = secs:1
ess_cert_id_alg = sha256
"""


def openssl(*arguments):
    subprocess.run(["openssl", *map(str, arguments)], check=True, capture_output=True, timeout=60)


class Authority:
    """Certificates in a folder, and the server; `address` and `ca` are what the program is told."""

    def __init__(self, folder, name="authority"):
        self.folder = folder / name
        self.folder.mkdir()
        self.configuration = self.folder / "openssl.cnf"
        self.configuration.write_text(CONFIGURATION.format(folder=self.folder))
        (self.folder / "serial").write_text("01\n")
        self.ca = self.folder / "ca.pem"
        self.questions = 0
        self.answers_well = True
        self._certificates()
        authority = self

        class Handler(http.server.BaseHTTPRequestHandler):
            def do_POST(self):
                question = self.rfile.read(int(self.headers["content-length"]))
                authority.questions += 1
                body = authority.answer(question) if authority.answers_well else b"not now"
                self.send_response(200 if authority.answers_well else 503)
                self.send_header("content-type", "application/timestamp-reply")
                self.send_header("content-length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, *_):
                pass

        self.server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        threading.Thread(target=self.server.serve_forever, daemon=True).start()
        self.address = f"http://127.0.0.1:{self.server.server_port}/"

    def _certificates(self):
        shared = ["-config", self.configuration, "-newkey", "rsa:2048", "-nodes", "-days", "30"]
        openssl("req", "-x509", *shared, "-extensions", "ca", "-subj", "/CN=Essai racine",
                "-keyout", self.folder / "ca.key", "-out", self.ca)
        openssl("req", "-x509", *shared, "-extensions", "stamper", "-subj", "/CN=Essai horodatage",
                "-CA", self.ca, "-CAkey", self.folder / "ca.key",
                "-keyout", self.folder / "stamper.key", "-out", self.folder / "stamper.pem")

    def answer(self, question):
        (self.folder / "question.tsq").write_bytes(question)
        openssl("ts", "-reply", "-config", self.configuration, "-queryfile", self.folder / "question.tsq",
                "-out", self.folder / "answer.tsr")
        return (self.folder / "answer.tsr").read_bytes()

    def stop(self):
        self.server.shutdown()
        self.server.server_close()
