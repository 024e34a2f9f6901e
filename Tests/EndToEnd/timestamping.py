"""A time-stamping authority of the test's own (RFC 3161): `openssl ts` behind a small HTTP server on loopback."""

import datetime
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
[ issuer ]
database = {folder}/index.txt
new_certs_dir = {folder}
serial = {folder}/issued
certificate = {folder}/ca.pem
private_key = {folder}/ca.key
default_md = sha256
unique_subject = no
policy = any
[ any ]
commonName = supplied
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
        shared = ["-config", self.configuration, "-newkey", "rsa:2048", "-nodes"]
        openssl("req", "-x509", *shared, "-days", "30", "-extensions", "ca", "-subj", "/CN=Essai racine",
                "-keyout", self.folder / "ca.key", "-out", self.ca)
        openssl("req", "-new", *shared, "-subj", "/CN=Essai horodatage",
                "-keyout", self.folder / "stamper.key", "-out", self.folder / "stamper.csr")
        (self.folder / "issued").write_text("01\n")
        (self.folder / "index.txt").write_text("")
        self.vouch()

    def vouch(self, seconds=30 * 86_400):
        """A new certificate for the stamper, which ends in so many seconds, or ended that long ago; gives its end."""
        now = datetime.datetime.now(datetime.timezone.utc)
        start, end = now - datetime.timedelta(hours=1), now + datetime.timedelta(seconds=seconds)
        openssl("ca", "-batch", "-notext", "-config", self.configuration, "-name", "issuer", "-extensions", "stamper",
                "-startdate", f"{start:%Y%m%d%H%M%SZ}", "-enddate", f"{end:%Y%m%d%H%M%SZ}",
                "-in", self.folder / "stamper.csr", "-out", self.folder / "stamper.pem")
        return end

    def answer(self, question):
        (self.folder / "question.tsq").write_bytes(question)
        openssl("ts", "-reply", "-config", self.configuration, "-queryfile", self.folder / "question.tsq",
                "-out", self.folder / "answer.tsr")
        return (self.folder / "answer.tsr").read_bytes()

    def stop(self):
        self.server.shutdown()
        self.server.server_close()
