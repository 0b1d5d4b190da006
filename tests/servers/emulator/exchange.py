"""Exchange Web Services."""
from .web import Reply


class Exchange:
    name = "exchange"

    def __init__(self, world):
        self._world = world

    def find_person(self, request):
        return None

    def look(self, request, throttle):
        return None

    def error(self, request, status, code, message):
        return Reply(status, message.encode(), {"content-type": "text/plain"}, error=code)

    async def answer(self, request):
        return self.error(request, 404, "NotFound", "")
