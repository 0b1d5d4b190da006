"""Client assertions: JSON Web Tokens that an application signs with its certificate (RFC 7523)."""

import hashlib
import json

from cryptography import x509
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import padding

from .tokens import from_base64url, to_base64url

LONGEST = 600  # seconds from nbf to exp; the service recommends five to ten minutes
SKEW = 300  # seconds that clocks may differ

SHA256 = hashes.SHA256()
PADDINGS = {"PS256": padding.PSS(mgf=padding.MGF1(SHA256), salt_length=SHA256.digest_size), "RS256": padding.PKCS1v15()}


class AssertionRefused(Exception):
    """number  of the service's error; wrong: not even well made"""

    def __init__(self, number, sentence, wrong=True):
        super().__init__(sentence)
        self.number, self.wrong = number, wrong


def read_certificate(file):
    return x509.load_pem_x509_certificate(file.read_bytes())


def thumbprint(certificate):
    return to_base64url(hashlib.sha256(certificate.public_bytes(serialization.Encoding.DER)).digest())


def check_assertion(assertion, certificate, client, audience, now):
    """Its identifier (jti), where all is well.

    audience  the token endpoint's address
    now       seconds since 1970
    raises    AssertionRefused"""
    head, claims = read_parts(assertion)
    if head.get("typ") != "JWT" or head.get("alg") not in PADDINGS:
        raise AssertionRefused(50027, "Invalid JWT token: typ is JWT, alg is PS256 or RS256.")
    if head.get("x5t#S256") != thumbprint(certificate):
        raise AssertionRefused(
            700027,
            "Client assertion failed signature validation: no certificate of the application "
            "has this thumbprint (x5t#S256).",
            wrong="x5t#S256" not in head,
        )
    check_signature(assertion, certificate, PADDINGS[head["alg"]])
    check_claims(claims, client, audience, now)
    return claims["jti"]


def read_parts(assertion):
    try:
        head, claims, signature = assertion.split(".")
        head, claims = (json.loads(from_base64url(part)) for part in (head, claims))
        from_base64url(signature)
        if not isinstance(head, dict) or not isinstance(claims, dict):
            raise ValueError("no objects")
    except ValueError:
        raise AssertionRefused(50027, "Invalid JWT token: malformed.") from None
    return head, claims


def check_signature(assertion, certificate, how):
    signed, _, signature = assertion.rpartition(".")
    try:
        certificate.public_key().verify(from_base64url(signature), signed.encode(), how, SHA256)
    except InvalidSignature:
        raise AssertionRefused(700027, "Client assertion contains an invalid signature.") from None


def check_claims(claims, client, audience, now):
    for name, kind in (("aud", str), ("iss", str), ("sub", str), ("jti", str), ("exp", int), ("nbf", int)):
        if not isinstance(claims.get(name), kind) or claims[name] == "":
            raise AssertionRefused(50027, f"Invalid JWT token: the claim {name} is missing, or of another kind.")
    if claims["iss"].lower() != client or claims["sub"].lower() != client:
        raise AssertionRefused(700021, "Client assertion application identifier doesn't match 'client_id' parameter.")
    if claims["aud"] != audience:
        raise AssertionRefused(700023, f"Client assertion audience claim does not match: {audience} was expected.")
    if not 0 < claims["exp"] - claims["nbf"] <= LONGEST:
        raise AssertionRefused(700024, "Client assertion holds longer than ten minutes, or not at all.")
    if claims["nbf"] - SKEW > now or claims["exp"] + SKEW < now:
        raise AssertionRefused(
            700024, "Client assertion is not within its valid time range; look at the clocks.", wrong=False
        )
