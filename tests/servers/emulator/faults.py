"""Faults to order: POST /_fault with an order, or a list of them.

{"do": "fail", "status": 503, "site": "graph", "method": "PUT", "path": "/photo/", "user": "u00007", "every": 3}

site, method, path (a regular expression that is found in the path as it came), user (any of their names): which
requests it concerns, all where nothing is said; skip: so many of these pass first; every: 3 for each third of them;
times: so often at most. What an order of each kind needs besides stands with the functions below. Where several fit
they act together, the first ordered outermost."""

import asyncio
import re
from dataclasses import dataclass, field

from .web import Ending, Reply, json_reply

SELECTION = ("site", "method", "path", "user", "skip", "every", "times")


@dataclass
class Order:
    do: str
    site: str | None = None
    method: str | None = None
    path: str | None = None
    user: str | None = None
    skip: int = 0
    every: int = 1
    times: int | None = None
    more: dict = field(default_factory=dict)
    seen: int = 0  # requests that it concerns
    done: int = 0

    def wants(self, request, person):
        """Counts the request where it is concerned."""
        if self.site not in (None, request.record.site) or self.method not in (None, request.method):
            return False
        if self.path is not None and not re.search(self.path, request.raw_path):
            return False
        if self.user is not None and (person is None or not is_called(person, self.user)):
            return False
        self.seen += 1
        if (
            self.seen <= self.skip
            or (self.seen - self.skip) % self.every
            or (self.times is not None and self.done >= self.times)
        ):
            return False
        self.done += 1
        return True


def is_called(person, name):
    return name.lower() in [
        str(known).lower() for known in (person.id, person.key, person.userPrincipalName, person.mail)
    ]


class Faults:
    def __init__(self, world):
        self._world = world
        self.orders = []

    def order(self, content):
        """raises  ValueError: nothing was ordered"""
        orders = [self._read(one) for one in (content if isinstance(content, list) else [content])]
        self.orders += orders

    def _read(self, content):
        if not isinstance(content, dict) or content.get("do") not in ACTIONS:
            raise ValueError(f"\"do\" is one of {', '.join(ACTIONS)}")
        more = {name: value for name, value in content.items() if name not in SELECTION and name != "do"}
        order = Order(content["do"], **{name: content[name] for name in SELECTION if name in content}, more=more)
        unknown = set(more) - set(ACTIONS[order.do].__kwdefaults__ or {})
        if unknown:
            raise ValueError(f"\"{order.do}\" knows no {', '.join(sorted(unknown))}")
        return order

    async def apply(self, request, person, answer):
        """The reply, spoilt by whatever was ordered. answer  gives the proper one"""
        wanted = [order for order in self.orders if order.wants(request, person)]
        if wanted:
            request.record.fault = "+".join(order.do for order in wanted)
        for order in reversed(wanted):
            answer = bound(ACTIONS[order.do], self._world, request, answer, order.more)
        return await answer()


def bound(action, world, request, answer, more):
    return lambda: action(world, request, answer, **more)


async def refuse(world, request, answer, *, status=429, seconds=None, form="seconds"):
    """429, 503 or the like, and nothing is done. seconds: Retry-After, in the form "seconds", "date" or "none"."""
    site = world.sites[request.record.site]
    return site.refusal(request, int(status), site.throttle.retry_after(seconds, form))


async def answer_with(
    world, request, answer, *, status=500, body="", content_type="text/plain", headers=None, done=False
):
    """Any answer. done: the request is carried out all the same."""
    if done:
        await answer()
    return Reply(int(status), body.encode(), {"content-type": content_type, **(headers or {})}, error="ordered")


async def fail(world, request, answer, *, status=500, code="InternalServerError", message="Ordered."):
    """An error as the site gives it."""
    return world.sites[request.record.site].failure(request, int(status), code, message)


async def slow(world, request, answer, *, seconds=1.0, before=True):
    """before: it waits, then does it; otherwise it does it, then waits."""
    if before:
        await asyncio.sleep(seconds)
        return await answer()
    reply = await answer()
    await asyncio.sleep(seconds)
    return reply


async def truncated(world, request, answer):
    """Content-Length is right, and half of the body comes."""
    reply = await answer()
    reply.body = reply.body or b" " * 64  # where there is nothing to cut
    reply.ending = Ending.TRUNCATED
    return reply


async def html(world, request, answer, *, status=200, done=False):
    """A page of some proxy on the way. done: the request is carried out all the same."""
    if done:
        await answer()
    page = b"<!DOCTYPE html>\n<html><head><title>Sign in</title></head><body><p>Please sign in.</p></body></html>\n"
    return Reply(int(status), page, {"content-type": "text/html; charset=utf-8"}, error="html")


async def wrong_shape(world, request, answer, *, body=None):
    """JSON, and not what was asked for."""
    await answer()
    return json_reply(
        200, body if body is not None else {"value": {"id": [None, 7]}, "error": "none", "access_token": 5}
    )


async def redirect(world, request, answer, *, status=301, to=None):
    """To another host, unless `to` says where."""
    return Reply(int(status), b"", {"location": to or world.elsewhere_url + request.raw_path}, error="redirect")


async def drop_before(world, request, answer):
    """The connection ends, nothing is done."""
    return Reply(0, ending=Ending.DROPPED)


async def drop_after(world, request, answer):
    """It is done, and the connection ends before the answer."""
    await answer()
    return Reply(0, ending=Ending.DROPPED)


async def goaway(world, request, answer):
    """A proper answer, and nothing more is taken on this connection."""
    reply = await answer()
    reply.ending = Ending.GOAWAY
    return reply


async def tokens_end(world, request, answer):
    """All tokens of so far are worth nothing from this request on."""
    world.tokens.revoke_all()
    return await answer()


async def unauthorized(world, request, answer):
    """401 for this request."""
    return await fail(
        world,
        request,
        answer,
        status=401,
        code="InvalidAuthenticationToken",
        message="Access token validation failure.",
    )


async def too_many_items(world, request, answer):
    """What comes of writing to one person too often."""
    return await fail(
        world,
        request,
        answer,
        status=404,
        code="ErrorItemNotFound",
        message="Too many photo items with class 'IPM.UserPhoto.Preview' were found.",
    )


async def exchange_error(
    world, request, answer, *, code="ErrorServerBusy", back_off=None, status=500, message=None, inner=False
):
    """An EWS error. back_off: milliseconds; status 500: a SOAP fault, 200: inside the response message; inner: inside
    ErrorInternalServerError."""
    return world.sites["exchange"].service.soap_error(request, code, message, int(status), back_off, inner)


ACTIONS = {
    "refuse": refuse,
    "answer": answer_with,
    "fail": fail,
    "slow": slow,
    "truncated": truncated,
    "html": html,
    "wrong-shape": wrong_shape,
    "redirect": redirect,
    "drop-before": drop_before,
    "drop-after": drop_after,
    "goaway": goaway,
    "tokens-end": tokens_end,
    "unauthorized": unauthorized,
    "too-many-items": too_many_items,
    "exchange-error": exchange_error,
}
