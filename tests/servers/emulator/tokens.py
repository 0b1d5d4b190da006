"""Access tokens: JSON Web Tokens to look at, which nobody but the emulator can check; they outlive this process."""

import base64
import hashlib
import hmac
import json
import secrets


def to_base64url(content):
    return base64.urlsafe_b64encode(content).rstrip(b"=").decode()


def from_base64url(text):
    """raises  ValueError"""
    if "=" in text or "+" in text or "/" in text:
        raise ValueError("not base64url")
    return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))


class Tokens:
    def __init__(self, folder, clock):
        self._clock, self._revocations = clock, folder / "revoked"
        key = folder / "token.key"
        if not key.exists():
            key.write_bytes(secrets.token_bytes(32))
            key.chmod(0o600)
        self._key = key.read_bytes()
        self._revoked_until = float(self._revocations.read_text()) if self._revocations.exists() else 0.0

    def issue(self, tenant, client, audience, roles, seconds):
        now = self._clock.now()
        claims = {
            "aud": audience,
            "iss": f"https://sts.windows.net/{tenant}/",
            "iat": int(now),
            "nbf": int(now),
            "exp": int(now + seconds),
            "appid": client,
            "idtyp": "app",
            "oid": tenant[::-1],
            "roles": roles,
            "tid": tenant,
            "uti": secrets.token_urlsafe(16),
            "ver": "1.0",
            "issued": now,
            "ends": now + seconds,
        }
        head = to_base64url(json.dumps({"typ": "JWT", "alg": "RS256", "kid": "emulator"}).encode())
        signed = f"{head}.{to_base64url(json.dumps(claims).encode())}"
        return f"{signed}.{self._signature(signed)}"

    def claims(self, token):
        """Of a token that holds now; none where it does not."""
        signed, _, signature = token.rpartition(".")
        if not signed or not hmac.compare_digest(signature.encode(), self._signature(signed).encode()):
            return None
        claims = json.loads(from_base64url(signed.split(".")[1]))
        holds = claims["ends"] > self._clock.now() and claims["issued"] > self._revoked_until
        return claims if holds else None

    def revoke_all(self):
        self._revoked_until = self._clock.now()
        self._revocations.write_text(str(self._revoked_until))

    def _signature(self, signed):
        return to_base64url(hmac.new(self._key, signed.encode(), hashlib.sha256).digest())
