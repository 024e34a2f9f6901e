"""Keys and tokens of a test provider, honest or not. Standard library and the `openssl` program."""

import base64
import hashlib
import hmac
import json
import re
import subprocess

SHA256_PREFIX = bytes.fromhex("3031300d060960864801650304020105000420")


def encode(octets):
    """Base64url without padding."""
    return base64.urlsafe_b64encode(octets).rstrip(b"=").decode()


def encode_number(number):
    return encode(number.to_bytes((number.bit_length() + 7) // 8, "big"))


class Key:
    """A pair of RSA keys that signs by RS256."""

    def __init__(self, name):
        self.name = name
        pem = subprocess.run(["openssl", "genrsa", "2048"], check=True, capture_output=True, text=True).stdout
        said = subprocess.run(["openssl", "rsa", "-text", "-noout"], input=pem, check=True, capture_output=True,
                              text=True).stdout
        self.modulus = self.part(said, "modulus")
        self.exponent = self.part(said, "privateExponent")
        self.public = subprocess.run(["openssl", "rsa", "-pubout"], input=pem.encode(), check=True,
                                     capture_output=True).stdout

    @staticmethod
    def part(said, name):
        return int(re.sub(r"[^0-9a-f]", "", re.search(name + r":\n((?:\s+[0-9a-f:]+\n)+)", said).group(1)), 16)

    def jwk(self):
        return {"kty": "RSA", "use": "sig", "kid": self.name, "n": encode_number(self.modulus), "e": "AQAB"}

    def sign(self, message):
        padded = b"\x00\x01" + b"\xff" * 202 + b"\x00" + SHA256_PREFIX + hashlib.sha256(message).digest()
        return pow(int.from_bytes(padded, "big"), self.exponent, self.modulus).to_bytes(256, "big")

    def token(self, claims, **header):
        """A token; `claims` are a dictionary or the text of one."""
        header = {"alg": "RS256", "kid": self.name, "typ": "JWT", **header}
        text = claims if isinstance(claims, str) else json.dumps(claims)
        signed = f"{encode(json.dumps(header).encode())}.{encode(text.encode())}"
        if header["alg"] == "none":
            return signed + "."
        if header["alg"] == "HS256":
            signature = hmac.new(self.public, signed.encode(), hashlib.sha256).digest()
        else:
            signature = self.sign(signed.encode())
        return f"{signed}.{encode(signature)}"
