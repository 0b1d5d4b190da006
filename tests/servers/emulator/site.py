"""One host: what every request passes before it is answered."""

from .throttle import Throttle
from .web import Ending, Reply


class Site:
    """service  knows answer, find_person, look (whether it is to be refused at once) and error (in its own words)"""

    def __init__(self, service, world):
        self.name, self.service, self._world, self.log = service.name, service, world, world.log
        self.throttle = Throttle(world.settings, world.clock, world.log)

    async def reply_to(self, request):
        person = self.service.find_person(request)
        if person and not request.is_part:
            request.record.user = person.key
        refused = self.service.look(request, self.throttle)
        if refused:
            return refused
        reply = await self._world.faults.apply(request, person, lambda: self.service.answer(request))
        if request.is_part and reply.ending is not Ending.WHOLE:
            return self.refusal(request, 503, None)  # there is no connection to spoil inside a batch
        return reply

    def refusal(self, request, status, retry_after):
        """retry_after  the header's value, or none"""
        code = "TooManyRequests" if status == 429 else "ServiceUnavailable"
        reply = self.failure(request, status, code, "Too many requests." if status == 429 else "Try again later.")
        if retry_after is not None:
            reply.headers["retry-after"] = retry_after
        return reply

    def failure(self, request, status, code, message):
        return self.service.error(request, status, code, message)


class Elsewhere:
    """Another host, where nobody has any business. Whether a token came stands in the log; and it is a violation."""

    name = "elsewhere"

    def __init__(self, world):
        self._world = world

    def find_person(self, request):
        return None

    def look(self, request, throttle):
        return None

    async def answer(self, request):
        told = "with" if request.record.authorization else "without"
        self._world.log.violation(request.record, f"came to another host, {told} an Authorization header")
        return Reply(200, b'{"value": []}', {"content-type": "application/json"})

    def error(self, request, status, code, message):
        return Reply(status, message.encode(), {"content-type": "text/plain"}, error=code)
