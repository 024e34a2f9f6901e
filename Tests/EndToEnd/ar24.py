"""Electronic registered letters from end to end, against a stand-in that behaves as AR24 documents it: form data in,
JSON out, HTTP 200 whatever the outcome, questions signed and answers sealed, a knock at our door when a state changes.
"""

import base64
import email.parser
import email.policy
import hashlib
import http.server
import json
import re
import subprocess
import threading
import time
import urllib.error
import urllib.parse
import urllib.request

from postal import told

TOKEN, KEY, USER = "jeton-d-essai", "cle-privee-d-essai", "12"


def digest(text):
    return hashlib.sha256(text.encode()).hexdigest()


def cipher(data, key, *mode):
    """AES-256-CBC by openssl: the first 32 digits are the key, 16 of the twice hashed private key the vector."""
    vector = digest(digest(KEY))[:16].encode().hex()
    done = subprocess.run(["openssl", "enc", "-aes-256-cbc", "-K", key[:32].encode().hex(), "-iv", vector, *mode],
                          input=data, capture_output=True, check=True, timeout=20)
    return done.stdout


def signature(date):
    return base64.b64encode(cipher(date.encode(), digest(KEY))).decode()


def sealed(answer, date):
    return base64.b64encode(cipher(json.dumps(answer).encode(), digest(date + KEY)))


class StandIn:
    """AR24 on this machine: what it was given, and what it says of each letter."""

    def __init__(self):
        self.files, self.mails, self.faults = {}, {}, []
        stand_in = self

        class Handler(http.server.BaseHTTPRequestHandler):
            def log_message(self, *_):
                pass

            def answer(self, body, status=200, kind="text/plain"):
                self.send_response(status)
                self.send_header("Content-Type", kind)
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)

            def do_GET(self):
                path, _, query = self.path.partition("?")
                fields = dict(urllib.parse.parse_qsl(query))
                if path.startswith("/get/proof/"):
                    return self.answer(b"%PDF-1.4 " + path.encode(), kind="application/pdf")
                self.answer(*stand_in.signed(fields, self.headers, lambda: stand_in.state(fields.get("id"))))

            def do_POST(self):
                body = self.rfile.read(int(self.headers["Content-Length"]))
                head = f"Content-Type: {self.headers['Content-Type']}\r\n\r\n".encode()
                message = email.parser.BytesParser(policy=email.policy.HTTP).parsebytes(head + body)
                fields = {part.get_param("name", header="content-disposition"): part.get_payload(decode=True)
                          for part in message.iter_parts()}
                plain = {name: value.decode("utf-8", "replace") for name, value in fields.items() if name != "file"}
                act = stand_in.keep_file if self.path.endswith("/attachment") else stand_in.keep_mail
                self.answer(*stand_in.signed(plain, self.headers, lambda: act(plain, fields)))

        self.server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.site = f"http://127.0.0.1:{self.server.server_address[1]}"
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    def settings(self):
        return {"SEXTANT_AR24_ADDRESS": f"{self.site}/api", "SEXTANT_AR24_TOKEN": TOKEN, "SEXTANT_AR24_KEY": KEY,
                "SEXTANT_AR24_USER": USER}

    def stop(self):
        self.server.shutdown()
        self.server.server_close()

    def signed(self, fields, headers, act):
        """Errors come as they are; what succeeds is sealed under the moment of the question."""
        if fields.get("token") != TOKEN or headers.get("signature") != signature(fields.get("date", "")):
            self.faults.append("a question without its signature")
            return (json.dumps({"status": "ERROR", "slug": "invalid_signature", "message": "signature"}).encode(),)
        slug, result = act()
        if slug:
            return (json.dumps({"status": "ERROR", "slug": slug, "message": slug}).encode(),)
        return (sealed({"status": "SUCCESS", "result": result}, fields["date"]),)

    def keep_file(self, fields, parts):
        number = str(len(self.files) + 1)
        self.files[number] = parts["file"]
        return None, {"file_id": number}

    def keep_mail(self, fields, _):
        if "refuse" in fields["to_email"]:
            return "invalid_recipient", None
        number = str(4711 + len(self.mails))
        self.mails[number] = fields | {"dates": {"ts_ev_date": "2029-01-02 18:15:01"}}
        return None, {"id": number, "status": "waiting"}

    def state(self, number):
        mail = self.mails.get(number)
        if not mail:
            return "mail_not_exists", None
        proofs = {"ts_ev_date": "ev", "view_date": "ar", "negligence_date": "ng", "refused_date": "rf"}
        known = {f"proof_{proofs[name]}_url": f"{self.site}/get/proof/{proofs[name]}-{number}"
                 for name in mail["dates"]}
        return None, {"id": number, "ref_dossier": mail["ref_dossier"], **mail["dates"], **known}


def knock(address, **fields):
    request = urllib.request.Request(address, data=urllib.parse.urlencode(fields).encode())
    try:
        return urllib.request.urlopen(request, timeout=30).status
    except urllib.error.HTTPError as error:
        return error.code


def until(seconds, found):
    end = time.monotonic() + seconds
    while not (value := found()) and time.monotonic() < end:
        time.sleep(0.3)
    return value


def retracted(council, worker, base, report):
    """Two alerts that left on paper are taken back: their retractions wait on paper."""
    rows = base.query("""select e.entry_id, n.notice_id, n.physician_id from alerts.entry e
        join letters.notice n on n.council_id = e.council_id and n.notice_id = e.notice_id
        join letters.delivery d on d.council_id = n.council_id and d.notice_id = n.notice_id
        where d.channel = 'post' and d.state = 'sent' and n.kind = 'alert' order by 1 limit 2""")
    for entry, _, _ in rows:
        done = council.instructor.send(f"{council.campaign}/destinataires/{entry}/retractation", raison="essai")
        report.equal(done.status, 303, "an alert on paper is taken back")
    physicians = [physician for _, _, physician in rows]
    with worker():
        until(60, lambda: len(base.query("""select 1 from letters.delivery d
            join letters.notice n on n.council_id = d.council_id and n.notice_id = d.notice_id
            where d.channel = 'post' and d.state = 'held' and n.kind = 'retraction'""")) == 2)
    return physicians


def check_consent(council, other, physicians, report):
    """Nothing leaves without a consent; two physicians give theirs, and another council does not see it."""
    home = f"/cd/{council.code}/recommandes"
    report.check("Aucune lettre qui attend" in told(council.agent.read(home)), "without a consent no letter is offered")
    for index, physician in enumerate(physicians):
        place = f"/cd/{council.code}/medecins/{physician}/accord"
        address = f"{'refuse' if index else 'lit'}.{index}@example.org"
        missing = council.agent.send(place, etat="given", adresse=address, le="2029-01-01", precision="")
        report.equal(missing.status, 422, "a consent says how it is known")
        ahead = council.agent.send(place, etat="given", adresse=address, le="2029-01-03", precision="courrier signé")
        report.equal(ahead.status, 422, "a consent is not given ahead")
        done = council.agent.send(place, etat="given", adresse=address, le="2029-01-01", precision="courrier signé")
        report.equal(done.status, 303, "a consent is recorded")
        foreign = place.replace(f"/cd/{council.code}/", f"/cd/{other.code}/")
        report.equal(other.agent.read(foreign).status, 404, "another council does not see it")
    return re.findall(r'name="courrier" value="(\d+)"', council.agent.read(home).text)


def check_sending(council, other, notices, worker, carrier, report):
    """Each letter is handed over once; the one that is refused waits on paper again, with the reason."""
    home = f"/cd/{council.code}/recommandes"
    report.equal(council.president.send(f"{home}/envois", courrier=notices[0]).status, 403, "a president sends nothing")
    report.equal(other.agent.send(f"/cd/{other.code}/recommandes/envois", courrier=notices[0]).status, 404,
                 "another council does not send it")
    for notice in notices:
        report.equal(council.agent.send(f"{home}/envois", courrier=notice).status, 303, "a letter is sent")
        report.equal(council.agent.send(f"{home}/envois", courrier=notice).status, 409, "once")
    with worker():
        until(60, lambda: carrier.mails and "AR24 ne prend pas" in told(council.agent.read(home)))
    page = told(council.agent.read(home))
    report.check("AR24 ne prend pas cette lettre : invalid_recipient" in page, f"the refusal says why: {page[:400]}")
    report.equal(len(carrier.mails), 1, "the other one is at the carrier, once")
    report.equal(carrier.faults, [], "every question was signed")
    number, mail = next(iter(carrier.mails.items()))
    report.equal((mail["eidas"], mail["dest_statut"], mail["to_email"]), ("1", "particulier", "lit.0@example.org"),
                 "as an electronic registered letter to a person, at the address that was agreed to")
    report.check(carrier.files[mail["attachment[0]"]].startswith(b"%PDF"), "with the letter")
    report.check(re.fullmatch(rf"{council.code}-\d+-[A-Z]", mail["ref_dossier"]), "and its reference")
    return number, mail


def check_news(council, other, number, mail, worker, carrier, base, report):
    """The carrier knocks twice, late and out of order; nobody else opens the door; negligence is a dated event."""
    home = f"/cd/{council.code}/recommandes"
    door = mail["webhook"]
    place, _, code = door.rpartition("-")
    wrong = [f"{place}-{code[:-1]}{'0' if code[-1] != '0' else '1'}", f"{place}-",
             place.rpartition("/")[0] + "/inexistant",
             re.sub(r"/(\d+)-", lambda found: f"/{int(found.group(1)) + 1}-", door)]
    for address in wrong:
        report.equal(knock(address, id_mail=number, new_state="AR"), 404, "a door with another key does not open")
    report.equal(knock(door, id_mail=number, new_state="AR", padding="x" * 70_000), 413, "a message has a largest size")
    carrier.mails[number]["dates"]["negligence_date"] = "2029-01-17 18:15:01"
    for state in ("negligence", "sent", "negligence"):
        report.equal(knock(door, id_mail=number, new_state=state), 200, "a knock is heard")
    with worker():
        until(60, lambda: base.query("select 1 from letters.post_event where source = 'ar24'"))
        until(60, lambda: base.query("select 1 from letters.proof where kind = 'negligence'"))
    report.equal(knock(door, id_mail=number, new_state="sent"), 200, "a late knock is heard too")
    with worker():
        time.sleep(3)
    events = base.query("select kind, happened_on::text, source from letters.post_event where source = 'ar24'")
    report.equal(events, [["unclaimed", "2029-01-17", "ar24"]], "one event, by the carrier's day")
    page = council.agent.read(home)
    report.check("Avisée et non réclamée" in told(page).partition("Suivi")[2], "the register says what became of it")
    # Of the letter that was handed over; the refused one keeps the file that was offered.
    notice = mail["ref_dossier"].split("-")[1]
    links = re.findall(rf'href="([^"]+/courriers/{notice}/preuve\.pdf\?nature=\w+)"', page.text)
    kinds = sorted(link.rpartition("=")[2] for link in links)
    report.equal(kinds, ["deposit", "letter", "negligence"], "each proof is kept")
    for link in links:
        report.check(council.agent.read(link).bytes.startswith(b"%PDF"), f"{link} opens")
        foreign = link.replace(f"/cd/{council.code}/", f"/cd/{other.code}/")
        report.equal(other.agent.read(foreign).status, 404, "another council does not open it")
    report.check("L. 112-15" in told(page) and "R. 112-20" in told(page), "the page says what the days are worth")


def check(council, other, worker, carrier, base, report):
    """From the consent to the proof of negligence."""
    physicians = retracted(council, worker, base, report)
    notices = check_consent(council, other, physicians, report)
    report.equal(len(notices), 2, "two letters could leave electronically")
    if len(notices) == 2:
        number, mail = check_sending(council, other, notices, worker, carrier, report)
        check_news(council, other, number, mail, worker, carrier, base, report)
