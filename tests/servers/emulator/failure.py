"""Microsoft Graph's errors."""

import uuid
from datetime import datetime, timezone

from .web import json_reply


class Failure(Exception):
    """An error as the service gives it. wrong: nobody should ask like that, and it goes down as a violation."""

    def __init__(self, status, code, message, wrong=False, headers=None):
        super().__init__(message)
        self.status, self.code, self.message, self.wrong, self.headers = status, code, message, wrong, headers or {}


def error_reply(status, code, message, now, client_request=None, headers=None):
    identifier = str(uuid.uuid4())
    moment = datetime.fromtimestamp(now, timezone.utc).strftime("%Y-%m-%dT%H:%M:%S")
    inner = {"date": moment, "request-id": identifier, "client-request-id": client_request or identifier}
    reply = json_reply(
        status,
        {"error": {"code": code, "message": message, "innerError": inner}},
        {"request-id": identifier, **(headers or {})},
    )
    reply.error = code
    return reply
