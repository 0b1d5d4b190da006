"""Who is at the other end: Basic, NTLM, or Negotiate that carries NTLM as it is. There is no Kerberos here."""

import base64
import binascii
import hmac

from . import ntlm
from .web import Reply

DOMAIN, COMPUTER = "AD", "MAIL"
# By account name. svcphoto may act for everybody; svcnone may nothing but read; the others are people.
PASSWORDS = {
    "svcphoto": "Svc1!passphrase",
    "svcnone": "Svc1!passphrase",
    "u00001": "Us3r!passphrase",
    "u00002": "Us3r!passphrase",
    "u00003": "Us3r!passphrase",
}


class Logins:
    def __init__(self, world):
        self._world = world

    def check(self, request):
        """(account, None), or (None, the reply that asks for a login)."""
        connection = request.connection
        scheme, _, value = request.header("authorization").partition(" ")
        if not scheme:
            return (connection.account, None) if connection.account else (None, self._refusal())
        offered = {name.lower() for name in self._world.settings.logins}
        if scheme.lower() not in offered:
            return None, self._refusal()
        try:
            message = base64.b64decode(value, validate=True)
        except binascii.Error:
            self._world.log.violation(request.record, "the Authorization header is not base64")
            return None, self._refusal()
        if scheme.lower() == "basic":
            account = self._basic(message)
            return (account, None) if account else (None, self._refusal())
        return self._ntlm(request, scheme, message)

    def _refusal(self, challenge=None):
        """challenge  the one thing that is offered in the middle of a handshake"""
        ways = {"Basic": f'Basic realm="{COMPUTER.lower()}.{DOMAIN.lower()}.test"'}
        offered = [challenge] if challenge else [ways.get(name, name) for name in self._world.settings.logins]
        return Reply(
            401,
            b"",
            {"www-authenticate": offered, "server": "Microsoft-IIS/10.0"},
            error="challenge" if challenge else "login",
        )

    def _basic(self, message):
        name, _, password = message.decode("utf-8", "replace").partition(":")
        account = account_of(*reversed(name.rsplit("\\", 1))) if "\\" in name else account_of(name, "")
        if account and hmac.compare_digest(password.encode(), PASSWORDS[account].encode()):
            return account
        return None

    def _ntlm(self, request, scheme, message):
        connection = request.connection
        try:
            if ntlm.kind(message) == 1:
                answer, connection.challenge = ntlm.challenge_message(DOMAIN, COMPUTER, self._world.clock.now())
                connection.account = None
                return None, self._refusal(f"{scheme} {base64.b64encode(answer).decode()}")
            if ntlm.kind(message) != 3 or connection.challenge is None:
                raise ntlm.NotNtlm("a message that nobody had asked for on this connection")
            proof, challenge = ntlm.read_proof(message), connection.challenge
        except ntlm.NotNtlm as error:
            self._world.log.violation(request.record, f"NTLM: {error}")
            return None, self._refusal()
        connection.challenge = None
        account = account_of(proof.user, proof.domain)
        if account and ntlm.fits(proof, challenge, PASSWORDS[account]):
            connection.account = account
            return account, None
        return None, self._refusal()


def account_of(user, domain):
    """AD\\svcphoto, ad.test\\svcphoto or svcphoto@ad.test; none: there is no such account."""
    user, domain = user.lower(), domain.lower()
    if not domain and user.endswith(f"@{DOMAIN.lower()}.test"):
        user, domain = user.split("@")[0], DOMAIN.lower()
    known = domain in (DOMAIN.lower(), f"{DOMAIN.lower()}.test") and user in PASSWORDS
    return user if known else None
