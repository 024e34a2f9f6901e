"""An identity provider that lies. Each way of lying is an issuer of its own: `http://127.0.0.1:PORT/<way>`.

`WAYS` gives for each what the log of Sextant must name it; None is an honest provider.
"""

import base64
import hashlib
import http.server
import json
import threading
import time
import urllib.parse

from openid_keys import Key, encode

CLIENT, SECRET = "sextant", "secret-de-test"
ELISE = "899700000012"
WAYS = {
    "honest": None,
    "alg-none": "token_unsigned",
    "hmac": "token_symmetric_algorithm",
    "other-algorithm": "token_algorithm_not_allowed",
    "other-issuer": "token_wrong_issuer",
    "other-audience": "token_wrong_audience",
    "other-party": "token_wrong_authorized_party",
    "other-nonce": "token_wrong_nonce",
    "expired": "token_expired",
    "not-yet": "token_not_yet_valid",
    "kept": "token_issued_long_ago",
    "from-tomorrow": "token_issued_in_the_future",
    "low-level": "token_level_too_low",
    "unknown-key": "key_unknown",
    "elliptic-key": "key_of_another_type",
    "stolen-name": "token_wrong_signature",
    "twice": "token_duplicate_member",
    "huge": "token_too_large",
    "cut": "token_malformed",
    "critical": "token_critical_extension",
    "other-kind": "token_of_another_kind",
    "other-access-token": "token_wrong_access_token",
    "nobody": "token_claim_missing_sub",
    "answer-of-another": "userinfo_another_subject",
    "answer-unsigned": "userinfo_unsigned",
    "answer-fails": "userinfo_status_500",
    "redirects": "token_endpoint_redirects",
    "no-json": "token_endpoint_of_another_type",
    "no-token": "token_endpoint_without_id_token",
    "refuses": "token_endpoint_said_invalid_grant",
    "invents": "token_endpoint_said_something_else",
    "fails": "token_endpoint_status_503",
    "large-keys": "keys_too_large",
    "no-keys": "keys_none",
    "broken-keys": "keys_malformed",
    "drips": "token_endpoint_too_slow",
    "mixed-up": "issuer_mixed_up",
    "silent-issuer": "issuer_missing",
    "denies": "provider_said_access_denied",
    "shouts": "provider_said_something_else",
    "no-code": "code_missing",
    "another-house": "discovery_of_another_issuer",
    "wild-address": "discovery_unsafe_token_endpoint",
    "no-configuration": "discovery_status_404",
    "large-configuration": "discovery_too_large",
}


class Quiet(http.server.ThreadingHTTPServer):
    """Whoever hangs up early is no news."""

    def handle_error(self, *_):
        pass


class Provider:
    """Keys, codes given out, and the server."""

    def __init__(self):
        self.key, self.other = Key("one"), Key("one")
        self.codes = {}
        self.used = set()
        # Who signs in at a provider from now on, where it is not the usual person.
        self.subjects = {}
        provider = self

        class Handler(http.server.BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_GET(self):
                provider.answer(self)

            do_POST = do_GET

            def log_message(self, *_):
                pass

        self.server = Quiet(("127.0.0.1", 0), Handler)
        self.server.daemon_threads = True
        self.root = f"http://127.0.0.1:{self.server.server_port}"
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    def close(self):
        self.server.shutdown()
        self.server.server_close()

    def issuer(self, way):
        return f"{self.root}/{way}"

    def rotate(self):
        self.key = Key("two")

    def authorize(self, address):
        """What a browser brings back from the authorization endpoint, as the path and query of the site."""
        parts = urllib.parse.urlsplit(address)
        way = parts.path.split("/")[1]
        asked = dict(urllib.parse.parse_qsl(parts.query))
        code = encode(hashlib.sha256(asked["state"].encode()).digest())
        self.codes[code] = asked
        back = {"state": asked["state"], "code": code}
        if way == "mixed-up":
            back["iss"] = self.issuer("honest")
        if way in ("denies", "shouts", "no-code"):
            del back["code"]
        if way == "denies":
            back["error"] = "access_denied"
        if way == "shouts":
            back.update(error="a\nfaked line of the log", error_description="<script>alert(1)</script>")
        return urllib.parse.urlsplit(asked["redirect_uri"]).path + "?" + urllib.parse.urlencode(back)

    def answer(self, request):
        path = urllib.parse.urlsplit(request.path).path
        _, way, place = path.split("/", 2)
        length = int(request.headers.get("Content-Length") or 0)
        form = dict(urllib.parse.parse_qsl(request.rfile.read(length).decode()))
        if place == ".well-known/openid-configuration":
            self.configuration(request, way)
        elif place == "keys":
            self.keys(request, way)
        elif place == "token":
            self.token(request, way, form)
        elif place == "userinfo":
            self.userinfo(request, way)
        else:
            send(request, 404, "{}")

    def configuration(self, request, way):
        if way == "no-configuration":
            return send(request, 404, "{}")
        if way == "large-configuration":
            return send(request, 200, json.dumps({"x": "a" * 200_000}))
        issuer = self.issuer(way)
        places = {name: f"{issuer}/{place}" for name, place in {
            "authorization_endpoint": "authorize", "token_endpoint": "token", "jwks_uri": "keys",
            "userinfo_endpoint": "userinfo", "end_session_endpoint": "logout"}.items()}
        if way == "wild-address":
            places["token_endpoint"] = "http://fournisseur.example/token"
        if way == "silent-issuer":
            places["authorization_response_iss_parameter_supported"] = True
        named = self.issuer("honest") if way == "another-house" else issuer
        send(request, 200, json.dumps({"issuer": named, **places}))

    def keys(self, request, way):
        keys = [self.key.jwk()]
        if way == "elliptic-key":
            keys = [{"kty": "EC", "crv": "P-256", "kid": self.key.name, "x": encode(b"\x01" * 32),
                     "y": encode(b"\x02" * 32)}]
        if way == "no-keys":
            keys = [{"kty": "oct", "k": "c2VjcmV0", "kid": self.key.name}]
        text = "[]" if way == "broken-keys" else json.dumps({"keys": keys})
        send(request, 200, text + " " * (10_000_000 if way == "large-keys" else 0))

    def token(self, request, way, form):
        asked = self.codes.get(form.get("code"))
        if way == "redirects":
            return send(request, 307, "", location=self.issuer("honest") + "/token")
        if way == "no-json":
            return send(request, 200, "<p>Bonjour</p>", kind="text/html")
        if way == "no-token":
            return send(request, 200, "{}")
        if way == "fails":
            return send(request, 503, "later")
        if way == "invents":
            return send(request, 400, json.dumps({"error": "x\ny"}))
        if way == "drips":
            return drip(request)
        if way == "refuses" or not self.is_right(request, form, asked):
            return send(request, 400, json.dumps({"error": "invalid_grant"}))
        self.used.add(form["code"])
        answer = {"access_token": "jeton", "token_type": "Bearer", "id_token": self.id_token(way, asked)}
        send(request, 200, json.dumps(answer))

    def is_right(self, request, form, asked):
        """The client proves who it is, the code is new, and the PKCE verifier is that of the challenge."""
        secret = base64.b64encode(f"{CLIENT}:{SECRET}".encode()).decode()
        challenge = encode(hashlib.sha256(form.get("code_verifier", "").encode()).digest())
        return (asked is not None and form["code"] not in self.used
                and request.headers.get("Authorization") == f"Basic {secret}"
                and form.get("redirect_uri") == asked["redirect_uri"] and challenge == asked["code_challenge"])

    def claims(self, way, asked):
        now = int(time.time())
        claims = {"iss": self.issuer(way), "aud": CLIENT, "sub": "elise", "nonce": asked["nonce"], "iat": now,
                  "exp": now + 300, "acr": "eidas1", "sid": "session-1"}
        if way == "stranger":
            claims["sub"] = "paul"
        claims["sub"] = self.subjects.get(way, claims["sub"])
        changes = {
            "other-issuer": {"iss": self.issuer("honest")}, "other-audience": {"aud": "un-autre"},
            "other-party": {"aud": [CLIENT, "un-autre"], "azp": "un-autre"}, "other-nonce": {"nonce": "0" * 64},
            "other-nonce-own": {"nonce": "0" * 64},
            "expired": {"exp": now - 120}, "not-yet": {"nbf": now + 120},
            "kept": {"iat": now - 3600}, "from-tomorrow": {"iat": now + 86400}, "low-level": {"acr": "eidas0"},
            "huge": {"x": "a" * 20_000}, "other-access-token": {"at_hash": "AAAAAAAAAAAAAAAAAAAAAA"},
            "nobody": {"sub": None}}
        return {**claims, **changes.get(way, {})}

    def id_token(self, way, asked):
        claims = self.claims(way, asked)
        headers = {"alg-none": {"alg": "none"}, "hmac": {"alg": "HS256"}, "other-algorithm": {"alg": "RS512"},
                   "unknown-key": {"kid": "elsewhere"}, "critical": {"crit": ["exp"]}, "other-kind": {"typ": "at+jwt"}}
        if way == "twice":
            return self.key.token(json.dumps(claims)[:-1] + ', "sub": "paul"}')
        signer = self.other if way == "stolen-name" else self.key
        token = signer.token(claims, **headers.get(way, {}))
        return token[:token.rindex(".")] if way == "cut" else token

    def userinfo(self, request, way):
        who = {"sub": "paul" if way in ("answer-of-another", "stranger") else "elise", "SubjectNameID": ELISE}
        if way == "stranger":
            who["SubjectNameID"] = "899700000099"
        if way == "answer-fails":
            return send(request, 500, "{}")
        if way == "answer-unsigned":
            return send(request, 200, json.dumps(who))
        send(request, 200, self.key.token(who), kind="application/jwt")

    def demand(self, way="honest", key=None, kind="logout+jwt", **changes):
        """A demand to close the sessions of Elise, some claims changed; None leaves one out."""
        now = int(time.time())
        claims = {"iss": self.issuer(way), "aud": CLIENT, "sub": "elise", "iat": now, "exp": now + 120,
                  "jti": encode(hashlib.sha256(repr((now, changes)).encode()).digest()),
                  "events": {"http://schemas.openid.net/event/backchannel-logout": {}}, **changes}
        return (key or self.key).token({name: value for name, value in claims.items() if value is not None},
                                       typ=kind)


def send(request, status, text, kind="application/json", location=None):
    body = text.encode()
    try:
        request.send_response(status)
        request.send_header("Content-Type", kind)
        request.send_header("Content-Length", str(len(body)))
        if location:
            request.send_header("Location", location)
        request.end_headers()
        request.wfile.write(body)
    except OSError:
        pass


def drip(request):
    """A byte now and then: never silent for long, and never done."""
    try:
        request.send_response(200)
        request.send_header("Content-Type", "application/json")
        request.send_header("Content-Length", "1000")
        request.end_headers()
        for _ in range(60):
            request.wfile.write(b" ")
            request.wfile.flush()
            time.sleep(0.5)
    except OSError:
        pass
