"""The control port: plain HTTP on loopback, JSON in and out, apart from what is emulated.

GET    /_log?since=N      requests from number N + 1 on, violations, most in flight, counts;  DELETE forgets them
GET    /_state            by service ("graph", "exchange") and person: SHA-256 and bytes of what was put last (""
                          removed), how many writes, and when
GET    /_settings         POST changes those that are named (settings.py)
GET    /_fault            orders, and how often each was carried out;  POST orders more (faults.py);  DELETE drops all
GET    /_clock            POST {"advance": seconds}
GET    /_people           POST adds or changes somebody ({"userPrincipalName": ..., "mailbox": false, "gone": true ...})
GET    /_photo/graph/U    the bytes that were put last;  PUT puts others, as somebody else would;  DELETE
POST   /_tokens           all tokens end now"""

import json
from dataclasses import asdict

from .photos import NotAnImage
from .web import Reply, json_reply


class ControlLog:
    """The control port's requests are nobody's business."""

    def begin(self, site, scope, is_gone):
        return ControlRecord()

    def end(self, record):
        pass

    abandon = end

    def violation(self, record, sentence):
        pass


class ControlRecord:
    http, status, bytes_in, bytes_out, error = "1.1", None, 0, 0, None


class Control:
    name = "control"

    def __init__(self, world):
        self._world = world
        self.log = ControlLog()

    async def reply_to(self, request):
        handler = getattr(self, f"{request.method.lower()}_{request.segments[0].lstrip('_')}", None)
        if handler is None or not request.segments[0].startswith("_"):
            return json_reply(404, {"error": f"there is no {request.method} {request.raw_path}"})
        try:
            content = json.loads(request.body) if request.method == "POST" and request.body else {}
            result = handler(request, content)
        except (ValueError, TypeError, KeyError, NotAnImage) as error:
            return json_reply(400, {"error": f"{type(error).__name__}: {error}"})
        return result if isinstance(result, Reply) else json_reply(200, result if result is not None else {})

    def get_log(self, request, content):
        return self._world.log.as_json(int(dict(request.query).get("since", 0)))

    def delete_log(self, request, content):
        self._world.log.clear()

    def get_state(self, request, content):
        return {
            name: {person.key: state for person in self._world.people.all() if (state := photos.state(person))}
            for name, photos in self._world.photos.items()
        }

    def get_settings(self, request, content):
        return asdict(self._world.settings)

    def post_settings(self, request, content):
        self._world.settings.change(content)
        self._world.settings.save(self._world.folder / "settings.json")

    def get_fault(self, request, content):
        return {"orders": [asdict(order) for order in self._world.faults.orders]}

    def post_fault(self, request, content):
        self._world.faults.order(content)

    def delete_fault(self, request, content):
        self._world.faults.orders.clear()

    def get_clock(self, request, content):
        return {"now": self._world.clock.now(), "ahead": self._world.clock.ahead}

    def post_clock(self, request, content):
        self._world.clock.advance(float(content["advance"]))
        (self._world.folder / "ahead").write_text(str(self._world.clock.ahead))

    def get_people(self, request, content):
        return {"people": [asdict(person) for person in self._world.people.all()]}

    def post_people(self, request, content):
        for facts in content if isinstance(content, list) else [content]:
            self._world.people.change(facts)

    def post_tokens(self, request, content):
        self._world.tokens.revoke_all()

    def get_photo(self, request, content):
        photos, person = self._photo_of(request)
        bytes_put = photos.put_last(person)
        return (
            Reply(200, bytes_put, {"content-type": "image/jpeg"})
            if bytes_put
            else json_reply(404, {"error": "there is none"})
        )

    def put_photo(self, request, content):
        photos, person = self._photo_of(request)
        photos.put(person, request.body)

    def delete_photo(self, request, content):
        photos, person = self._photo_of(request)
        photos.put(person, None)

    def _photo_of(self, request):
        _, service, name = request.segments
        person = self._world.people.find_anyhow(name)
        if service not in self._world.photos or person is None:
            raise ValueError(f"there is no '{service}', or nobody called '{name}'")
        return self._world.photos[service], person
