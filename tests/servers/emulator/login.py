"""The token endpoint: client credentials by a secret, or by an assertion that a certificate has signed."""

import hmac
import uuid
from urllib.parse import parse_qs

from .assertion import AssertionRefused, check_assertion
from .clock import http_date
from .web import json_reply

TENANT = "5b0e7a52-7c39-4f0e-9c1d-2f6a8d1e4c77"
TENANT_NAMES = (TENANT, "headroom.onmicrosoft.com")
CLIENT = "0c9b8a4e-33f1-4d0a-8f55-7b1f2f9d6e10"
CLIENT_SECRET = "aPp~Secret.of-the.emulator_1"
AUDIENCE = "https://graph.microsoft.com"
ASSERTION_TYPE = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer"
SCOPE_HOSTS = ("graph.microsoft.com", "graph.microsoft.us", "dod-graph.microsoft.us", "microsoftgraph.chinacloudapi.cn")


class Refused(Exception):
    """status; OAuth's word; the service's number; its sentence; whether a client should never have asked like that"""

    def __init__(self, status, word, number, sentence, wrong=False):
        super().__init__(sentence)
        self.status, self.word, self.number, self.sentence, self.wrong = status, word, number, sentence, wrong


class Login:
    name = "login"

    def __init__(self, world):
        self._world = world
        self._used = set()  # jti of assertions

    async def answer(self, request):
        try:
            return self._answer(request)
        except Refused as refusal:
            if refusal.wrong:
                self._world.log.violation(request.record, refusal.sentence)
            return self._refusal(refusal)

    def find_person(self, request):
        return None

    def look(self, request, throttle):
        throttle.waits.wait_of(request.record)  # the answer is up to whoever ordered the refusal
        return None

    def error(self, request, status, code, message):
        return self._refusal(
            Refused(status, "temporarily_unavailable", 90033, "A transient error has occurred. Please try again.")
        )

    def _answer(self, request):
        path = request.segments
        if len(path) != 4 or path[1:] != ["oauth2", "v2.0", "token"]:
            raise Refused(404, "invalid_request", 900144, f"there is nothing at {request.raw_path}", wrong=True)
        if request.method != "POST" or request.media_type() != "application/x-www-form-urlencoded":
            raise Refused(
                400, "invalid_request", 900561, "The endpoint only accepts POST requests of forms.", wrong=True
            )
        if path[0].lower() not in TENANT_NAMES:
            raise Refused(400, "invalid_request", 90002, f"Tenant '{path[0]}' not found.")
        form = self._form(request)
        self._check_form(form)
        self._check_client(request, form)
        settings = self._world.settings
        token = self._world.tokens.issue(TENANT, CLIENT, AUDIENCE, settings.roles, settings.token_seconds)
        seconds = int(settings.token_seconds)
        return json_reply(
            200,
            {"token_type": "Bearer", "expires_in": seconds, "ext_expires_in": seconds, "access_token": token},
            {"cache-control": "no-store, no-cache"},
        )

    def _form(self, request):
        try:
            fields = parse_qs(request.body.decode("ascii"), keep_blank_values=True, strict_parsing=True)
        except (UnicodeDecodeError, ValueError):
            raise Refused(400, "invalid_request", 900144, "The request body is no form.", wrong=True) from None
        for name, values in fields.items():
            if len(values) != 1:
                raise Refused(400, "invalid_request", 900144, f"The parameter '{name}' stands there twice.", wrong=True)
        return {name: values[0] for name, values in fields.items()}

    def _check_form(self, form):
        for name in ("grant_type", "client_id", "scope"):
            if not form.get(name):
                raise Refused(
                    400,
                    "invalid_request",
                    900144,
                    f"The request body must contain the parameter: '{name}'.",
                    wrong=True,
                )
        if form["grant_type"] != "client_credentials":
            raise Refused(
                400, "unsupported_grant_type", 70003, "The app requested an unsupported grant type.", wrong=True
            )
        if form["scope"] not in [f"https://{host}/.default" for host in SCOPE_HOSTS]:
            raise Refused(400, "invalid_scope", 70011, f"The scope {form['scope']} is not valid.", wrong=True)
        if form["client_id"].lower() != CLIENT:
            raise Refused(
                400,
                "unauthorized_client",
                700016,
                f"Application with identifier '{form['client_id']}' was not found in the directory.",
            )

    def _check_client(self, request, form):
        if "client_secret" in form:
            if not hmac.compare_digest(form["client_secret"].encode(), CLIENT_SECRET.encode()):
                raise Refused(401, "invalid_client", 7000215, "Invalid client secret provided.")
            if self._world.settings.secret_expired:
                raise Refused(401, "invalid_client", 7000222, "The provided client secret keys for app are expired.")
        elif "client_assertion" in form:
            self._check_assertion(request, form)
        else:
            raise Refused(
                401,
                "invalid_client",
                7000218,
                "The request body must contain: 'client_assertion' or 'client_secret'.",
                wrong=True,
            )

    def _check_assertion(self, request, form):
        if form.get("client_assertion_type") != ASSERTION_TYPE:
            raise Refused(
                400, "invalid_request", 900144, "client_assertion_type is not the one of JSON Web Tokens.", wrong=True
            )
        audience = request.origin + request.raw_path
        try:
            identifier = check_assertion(
                form["client_assertion"], self._world.certificate, CLIENT, audience, self._world.clock.now()
            )
        except AssertionRefused as refusal:
            raise Refused(401, "invalid_client", refusal.number, str(refusal), refusal.wrong) from None
        if identifier in self._used:
            raise Refused(401, "invalid_client", 700027, "The assertion has been used before (jti).", wrong=True)
        self._used.add(identifier)

    def _refusal(self, refusal):
        trace = str(uuid.uuid4())
        moment = http_date(self._world.clock.now())
        correlation = str(uuid.uuid4())
        sentence = (
            f"AADSTS{refusal.number}: {refusal.sentence} Trace ID: {trace} Correlation ID: {correlation} "
            f"Timestamp: {moment}"
        )
        reply = json_reply(
            refusal.status,
            {
                "error": refusal.word,
                "error_description": sentence,
                "error_codes": [refusal.number],
                "timestamp": moment,
                "trace_id": trace,
                "correlation_id": correlation,
            },
        )
        reply.error = f"AADSTS{refusal.number}"
        return reply
