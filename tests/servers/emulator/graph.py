"""Microsoft Graph: who may ask, what is asked for, and answers held against the contract."""

import base64
import json
import uuid

from .contract import Breach, Contract
from .failure import Failure, error_reply
from .graph_people import list_people, one_person
from .graph_photos import PHOTO_OPERATIONS
from .web import json_reply, part_of

READ_PEOPLE = {"User.ReadBasic.All", "User.Read.All", "User.ReadWrite.All", "Directory.Read.All"}
READ_PHOTOS = READ_PEOPLE | {"ProfilePhoto.Read.All", "ProfilePhoto.ReadWrite.All"}
WRITE_PHOTOS = {"ProfilePhoto.ReadWrite.All", "User.ReadWrite.All"}
READ_POLICY = {"PeopleSettings.Read.All", "PeopleSettings.ReadWrite.All"}


class Graph:
    name = "graph"

    def __init__(self, world):
        self.world = world
        self._contract = Contract()

    def find_person(self, request):
        """Whom the path names, if anybody."""
        parts = request.segments
        return self.world.people.find(parts[2]) if len(parts) > 2 and parts[1] == "users" else None

    def look(self, request, throttle):
        """Whether the application has used up what it may."""
        in_flight = 1 if request.is_part else request.record.in_flight
        refusal = throttle.look(
            request.record, in_flight, len(request.body) if request.method in ("PUT", "PATCH") else 0
        )
        if not refusal:
            return None
        request.record.refused = refusal.why
        retry_after = throttle.retry_after(refusal.seconds, self.world.settings.retry_after)
        return self.world.sites[self.name].refusal(request, 429, retry_after)

    def error(self, request, status, code, message):
        return self.refuse(request, Failure(status, code, message))

    async def answer(self, request):
        operation = None
        try:
            operation, variables = self._contract.find(request.method, request.segments)
            claims = self._claims(request)
            self._contract.check_request(
                operation, variables, request.query, request.headers, request.media_type(), request.body
            )
            self._check_undocumented(request)
            reply = await self._carry_out(operation, variables, request, claims)
        except Breach as breach:
            reply = self.refuse(request, Failure(breach.status, "BadRequest", str(breach), wrong=True))
        except Failure as failure:
            reply = self.refuse(request, failure)
        return self._checked(operation, request, reply)

    def refuse(self, request, failure):
        if failure.wrong:
            self.world.log.violation(request.record, failure.message)
        return error_reply(
            failure.status,
            failure.code,
            failure.message,
            self.world.clock.now(),
            request.header("client-request-id"),
            failure.headers,
        )

    def _checked(self, operation, request, reply):
        breach = self._contract.breach_of_reply(operation, reply)
        if breach:
            return self.refuse(
                request, Failure(500, "InternalServerError", f"the emulator broke the contract: {breach}", wrong=True)
            )
        reply.headers.setdefault("request-id", str(uuid.uuid4()))
        if request.header("client-request-id"):
            reply.headers["client-request-id"] = request.header("client-request-id")
        return reply

    def _claims(self, request):
        scheme, _, token = request.header("authorization").partition(" ")
        if scheme != "Bearer" or not token:
            raise Failure(
                401,
                "InvalidAuthenticationToken",
                "Access token is empty.",
                wrong=True,
                headers={
                    "www-authenticate": 'Bearer realm="", authorization_uri="https://login.microsoftonline.com/common"'
                },
            )
        claims = self.world.tokens.claims(token)
        if claims is None:
            raise Failure(
                401,
                "InvalidAuthenticationToken",
                "Lifetime validation failed, the token is expired.",
                headers={"www-authenticate": 'Bearer error="invalid_token"'},
            )
        return claims

    def _check_undocumented(self, request):
        for name in ("if-match", "if-none-match"):
            if name in request.headers:
                raise Failure(400, "BadRequest", f"{name} is not documented for photos.", wrong=True)

    async def _carry_out(self, operation, variables, request, claims):
        roles = set(claims["roles"])
        if operation.template == "/users":
            require(roles, READ_PEOPLE, "Authorization_RequestDenied")
            return list_people(self.world, request, roles)
        if operation.template == "/admin/people/photoUpdateSettings":
            return self._policy(roles)
        if operation.template == "/$batch":
            return await self._batch(request)
        if operation.template == "/users/{user}":
            require(roles, READ_PEOPLE, "Authorization_RequestDenied")
            return one_person(self._existing(variables), request, roles)
        require(roles, READ_PHOTOS if operation.method == "GET" else WRITE_PHOTOS, "ErrorAccessDenied")
        handler = PHOTO_OPERATIONS[operation.method, operation.template]
        return await handler(self.world, request, self._existing(variables), variables)

    def _existing(self, variables):
        person = self.world.people.find(variables["user"])
        if person:
            return person
        message = (
            f"Resource '{variables['user']}' does not exist or one of its queried reference-property objects are not "
            "present."
        )
        if self.world.settings.unknown_user == "nested":
            nested = {"error": {"code": "ErrorUserResolutionFailedUserDoesNotExist", "message": message}}
            raise Failure(404, "UnknownError", json.dumps(nested))
        raise Failure(404, "Request_ResourceNotFound", message)

    def _policy(self, roles):
        source = self.world.settings.photo_source
        if source == "denied" or not roles & READ_POLICY:
            raise Failure(403, "Authorization_RequestDenied", "Insufficient privileges to complete the operation.")
        return json_reply(
            200,
            {
                "@odata.context": "https://graph.microsoft.com/v1.0/$metadata#admin/people/photoUpdateSettings",
                "source": source,
                "allowedRoles": [],
            },
        )

    async def _batch(self, request):
        """One after the other, in the order in which they came: each is throttled by itself, and may have its fault."""
        asked = json.loads(request.body)["requests"]
        if len({one["id"] for one in asked}) != len(asked):
            raise Failure(400, "BadRequest", "Request ids have to be unique.", wrong=True)
        answers = {}
        for one in asked:
            if any(answers.get(other, {"status": 424})["status"] >= 400 for other in one.get("dependsOn", [])):
                answers[one["id"]] = {
                    "id": one["id"],
                    "status": 424,
                    "body": {"error": {"code": "FailedDependency", "message": ""}},
                }
                continue
            reply = await self.world.sites["graph"].reply_to(part_of_batch(one, request))
            answers[one["id"]] = {
                "id": one["id"],
                "status": reply.status,
                "headers": reply.headers,
                "body": body_in_batch(reply),
            }
        return json_reply(200, {"responses": list(reversed(answers.values()))})


def require(roles, sufficient, code):
    if not roles & sufficient:
        raise Failure(
            403,
            code,
            f"Insufficient privileges to complete the operation: {' or '.join(sorted(sufficient))}.",
            wrong=True,
        )


def part_of_batch(one, request):
    """A request of its own; its body is base64 unless it is JSON."""
    headers = {name.lower(): value for name, value in one.get("headers", {}).items()}
    headers["authorization"] = request.header("authorization")
    body = one.get("body", b"")
    if isinstance(body, str):
        body = base64.b64decode(body.replace("-", "+").replace("_", "/") + "=" * (-len(body) % 4))
    elif body:
        body = json.dumps(body).encode()
    return part_of(request, one["method"], "/v1.0" + one["url"], headers, body)


def body_in_batch(reply):
    if reply.headers.get("content-type", "").startswith("application/json"):
        return json.loads(reply.body)
    return base64.b64encode(reply.body).decode() if reply.body else None
