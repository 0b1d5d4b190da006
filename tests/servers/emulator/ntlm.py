"""NTLM's three messages ([MS-NLMP] 2.2.1), and NTLMv2 proofs (3.3.2). Older answers are refused."""

import hashlib
import hmac
import secrets
import struct
from dataclasses import dataclass

from .md4 import md4

SIGNATURE = b"NTLMSSP\0"
UNICODE, REQUEST_TARGET, NTLM, DOMAIN_TARGET = 0x1, 0x4, 0x200, 0x10000
EXTENDED_SECURITY, TARGET_INFO, KEY_128 = 0x80000, 0x800000, 0x20000000
FLAGS = UNICODE | REQUEST_TARGET | NTLM | DOMAIN_TARGET | EXTENDED_SECURITY | TARGET_INFO | KEY_128
SINCE_1601 = 11_644_473_600  # seconds from then to 1970


class NotNtlm(Exception):
    pass


@dataclass
class Proof:
    user: str
    domain: str
    proof: bytes  # 16 bytes
    blob: bytes  # what it was made of, besides the challenge


def kind(message):
    """1, 2 or 3. raises  NotNtlm"""
    if len(message) < 12 or not message.startswith(SIGNATURE):
        raise NotNtlm("no NTLM message")
    return struct.unpack_from("<I", message, 8)[0]


def challenge_message(domain, computer, now):
    """The second message, and the eight bytes to prove a password by."""
    challenge = secrets.token_bytes(8)
    pairs = [
        (2, domain.upper()),
        (1, computer.upper()),
        (4, f"{domain.lower()}.test"),
        (3, f"{computer.lower()}.{domain.lower()}.test"),
    ]
    info = b"".join(pair(number, text.encode("utf-16-le")) for number, text in pairs)
    info += pair(7, struct.pack("<Q", int((now + SINCE_1601) * 10_000_000))) + pair(0, b"")
    target = domain.upper().encode("utf-16-le")
    at = 48
    message = SIGNATURE + struct.pack("<I", 2) + span(target, at) + struct.pack("<I", FLAGS) + challenge + bytes(8)
    return message + span(info, at + len(target)) + target + info, challenge


def pair(number, value):
    return struct.pack("<HH", number, len(value)) + value


def span(content, offset):
    return struct.pack("<HHI", len(content), len(content), offset)


def read_proof(message):
    """Of a third message. raises  NotNtlm"""
    try:
        nt, domain, user = (part(message, at) for at in (20, 28, 36))
        flags = struct.unpack_from("<I", message, 60)[0]
        text = "utf-16-le" if flags & UNICODE else "ascii"
        domain, user = domain.decode(text), user.decode(text)
    except (struct.error, UnicodeDecodeError) as error:
        raise NotNtlm("the third message is damaged") from error
    if len(nt) < 16 + 28 or nt[16:18] != b"\1\1":
        raise NotNtlm("no NTLMv2 response")
    return Proof(user, domain, nt[:16], nt[16:])


def part(message, at):
    length, _, offset = struct.unpack_from("<HHI", message, at)
    if offset + length > len(message):
        raise NotNtlm("a part of the message lies beyond its end")
    return message[offset : offset + length]


def fits(proof, challenge, password):
    """Whether the proof was made with this password."""
    secret = md4(password.encode("utf-16-le"))
    key = hmac.new(secret, (proof.user.upper() + proof.domain).encode("utf-16-le"), hashlib.md5).digest()
    return hmac.compare_digest(hmac.new(key, challenge + proof.blob, hashlib.md5).digest(), proof.proof)
