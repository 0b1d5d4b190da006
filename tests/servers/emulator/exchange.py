"""Exchange Web Services on premises: photos by SOAP and by a plain GET, behind a login."""

import base64
import binascii
import math
import re
from collections import defaultdict
from xml.sax.saxutils import unescape

from . import soap
from .active_directory import DirectoryError
from .exchange_login import Logins
from .exchange_photos import ExchangePhotos
from .photos import NotAnImage
from .throttle import Waits
from .web import Reply

PATH = "/ews/exchange.asmx"
BUSY = "The server cannot service this request right now. Try again later."
MESSAGES = {
    "ErrorServerBusy": BUSY,
    "ErrorInternalServerError": "An internal server error occurred. Try again later.",
    "ErrorImpersonateUserDenied": "The account does not have permission to impersonate the requested user.",
    "ErrorNonExistentMailbox": "No mailbox with such guid.",
    "ErrorAccessDenied": "Access is denied. Check credentials and try again.",
    "ErrorMailboxMoveInProgress": "Mailbox move in progress. Try again later.",
    "ErrorMailboxStoreUnavailable": "The mailbox database is temporarily unavailable.",
    "ErrorExceededConnectionCount": "You have exceeded the available concurrent connections for your account.",
    "ErrorItemNotFound": "The specified object was not found in the store.",
}
XML = {"content-type": "text/xml; charset=utf-8"}


class Exchange:
    name = "exchange"

    def __init__(self, world):
        self._world = world
        self._logins = Logins(world)
        self._photos = ExchangePhotos(world)
        self._waits = defaultdict(lambda: Waits(world.settings, world.clock, world.log))  # by mailbox

    def find_person(self, request):
        """Whose photo it is about, as far as that can be seen before the request is looked at closely."""
        if request.method == "GET":
            address = dict(request.query).get("email", "")
        else:
            found = re.search(rb"<(?:\w+:)?Email>([^<]*)</", request.body)
            address = unescape(found.group(1).decode("utf-8", "replace")) if found else ""
        return self._world.people.find_mailbox(address)

    def look(self, request, throttle):
        """Login first; then whether the account has to wait."""
        account, refusal = self._logins.check(request)
        if refusal:
            return refusal
        request.record.account = account
        wait = self._waits[request.record.user].wait_of(request.record)
        if wait:
            request.record.refused = "waiting"
            return self.soap_error(request, "ErrorServerBusy", back_off=math.ceil(wait * 1000))
        if request.record.in_flight > self._world.settings.exchange_in_flight:
            request.record.refused = "in_flight"
            return self.soap_error(request, "ErrorExceededConnectionCount")
        return None

    def error(self, request, status, code, message):
        return Reply(
            status,
            f"<html><body><h2>{status} - {message}</h2></body></html>".encode(),
            {"content-type": "text/html"},
            error=code,
        )

    def soap_error(self, request, code, message=None, status=500, back_off=None, inner=False):
        """status    500: a SOAP fault, 200: inside the response message
        back_off  milliseconds
        inner     as ErrorInternalServerError that holds the code inside"""
        message = message or MESSAGES.get(code, code)
        if back_off is not None:
            now = self._world.clock.now()
            self._waits[request.record.user].tell(now, now + back_off / 1000)
        details = {} if back_off is None else {"BackOffMilliseconds": int(back_off)}
        if request.method == "GET":
            later = {} if back_off is None else {"retry-after": str(math.ceil(back_off / 1000))}
            return Reply(503 if back_off is not None else 500, b"", later, error=code)
        if inner:
            details = {
                "InnerErrorMessageText": message,
                "InnerErrorResponseCode": code,
                "InnerErrorDescriptiveLinkKey": 0,
                **details,
            }
            code, message = "ErrorInternalServerError", MESSAGES["ErrorInternalServerError"]
        if status != 200:
            return Reply(500, soap.fault(code, message, details), dict(XML), error=code)
        operation = "SetUserPhoto" if b"SetUserPhoto" in request.body else "GetUserPhoto"
        return Reply(
            200, soap.response(operation, self._exchange(), code, message, details=details), dict(XML), error=code
        )

    async def answer(self, request):
        path = request.raw_path.lower()
        if path == f"{PATH}/s/getuserphoto" and request.method == "GET":
            return await self._get(request)
        if path == PATH and request.method == "GET":  # what shows that a login works: on to the service's description
            return Reply(302, b"", {"location": "/EWS/Services.wsdl"})
        if path == PATH and request.method == "POST":
            return await self._post(request)
        self._world.log.violation(request.record, "there is nothing like that here")
        return self.error(request, 404 if path != PATH else 405, "NotFound", "There is nothing like that here.")

    async def _get(self, request):
        query = dict(request.query)
        if sorted(name for name, _ in request.query) != ["email", "size"] or query["size"] not in soap.SIZES:
            self._world.log.violation(request.record, "email and size were expected, and nothing else")
            return self.error(request, 400, "BadRequest", "Bad request")
        person = self._world.people.find_mailbox(query["email"])
        if person is None:
            return Reply(500, error="unknown")
        picture = await self._photos.get(person, side_of(query["size"]))
        if picture is None:
            return Reply(404, error="none")
        headers = {"etag": picture.etag, "cache-control": "private"}
        if request.header("if-none-match") == picture.etag:
            return Reply(304, b"", headers)
        return Reply(200, picture.content, {"content-type": "image/jpeg", **headers})

    async def _post(self, request):
        try:
            call = soap.read_call(request, self._exchange())
            self._check_rights(call, request.record.account)
            return await (self._set_photo if call.operation == "SetUserPhoto" else self._get_photo)(request, call)
        except soap.SoapError as error:
            if error.wrong:
                self._world.log.violation(request.record, str(error))
            return self.soap_error(request, error.code, str(error))

    def _check_rights(self, call, account):
        """raises  soap.SoapError"""
        if not call.impersonated:
            return
        if account != "svcphoto" or not self._world.settings.impersonation:
            raise soap.SoapError("ErrorImpersonateUserDenied", MESSAGES["ErrorImpersonateUserDenied"])
        if self._world.people.find_mailbox(call.impersonated) is None:
            raise soap.SoapError("ErrorNonExistentMailbox", "The SMTP address has no mailbox associated with it.")

    async def _get_photo(self, request, call):
        person = self._world.people.find_mailbox(call.fields["Email"])
        if person is None:
            return Reply(500, error="unknown")
        picture = await self._photos.get(person, side_of(call.fields["SizeRequested"]))
        if picture is None:
            return self.soap_error(request, "ErrorItemNotFound", status=200)
        content = base64.b64encode(picture.content).decode()
        inside = f"<m:HasChanged>true</m:HasChanged><m:PictureData>{content}</m:PictureData>"
        if self._exchange() != "2013":
            inside += "<m:ContentType>image/jpeg</m:ContentType>"
        return Reply(200, soap.response("GetUserPhoto", self._exchange(), inside=inside), dict(XML))

    async def _set_photo(self, request, call):
        person = self._world.people.find_mailbox(call.fields["Email"])
        if person is None:
            return self.soap_error(request, "ErrorNonExistentMailbox", status=200)
        if not self._may_write(person, call, request.record.account):
            return self.soap_error(request, "ErrorAccessDenied", status=200)
        try:
            await self._photos.set(person, base64.b64decode(call.fields["Content"], validate=True))
        except (binascii.Error, NotAnImage):
            self._world.log.violation(request.record, "Content is no JPEG in base64")
            return self.soap_error(request, "ErrorInvalidOperation", "The photo is not an image.", status=200)
        except DirectoryError as error:
            self._world.log.violation(request.record, f"the directory: {error}")
            return self.soap_error(request, "ErrorInternalServerError", status=200)
        return Reply(200, soap.response("SetUserPhoto", self._exchange()), dict(XML))

    def _may_write(self, person, call, account):
        if call.impersonated:
            return call.impersonated.lower() == person.mail.lower()
        return account == person.onPremisesSamAccountName or (
            account == "svcphoto" and self._world.settings.write_without_impersonation
        )

    def _exchange(self):
        return self._world.settings.exchange


def side_of(size):
    return int(size[2:].split("x")[0])
