"""From sockets to requests: hypercorn's protocols, and below them our own hold on every connection."""

import asyncio
import enum
import json
import socket
import ssl
import struct
import traceback
from dataclasses import dataclass, field
from urllib.parse import parse_qsl, unquote

from hypercorn.asyncio.tcp_server import TCPServer
from hypercorn.asyncio.worker_context import WorkerContext
from hypercorn.config import Config

from .clock import http_date


class Ending(enum.Enum):
    WHOLE = "whole"
    TRUNCATED = "truncated"  # Content-Length promises more than comes
    DROPPED = "dropped"  # no answer at all
    GOAWAY = "goaway"  # a whole one, and the connection ends (HTTP/1.1: Connection: close)


@dataclass
class Reply:
    status: int
    body: bytes = b""
    headers: dict = field(default_factory=dict)  # names in lower case; a list where one stands there several times
    ending: Ending = Ending.WHOLE
    error: str | None = None  # the service's code, for the log


def json_reply(status, content, headers=None):
    return Reply(
        status,
        json.dumps(content, ensure_ascii=False).encode(),
        {"content-type": "application/json; charset=utf-8", **(headers or {})},
    )


@dataclass
class Request:
    method: str
    raw_path: str  # percent-encoded, without the query
    query: list  # (name, value), decoded
    headers: dict  # names in lower case
    body: bytes
    record: object  # log.Record
    connection: object
    segments: list = field(default_factory=list)  # of the path, decoded
    origin: str = ""  # "https://host:port", as the client calls this server
    is_part: bool = False  # of a batch

    def header(self, name):
        return self.headers.get(name, "")

    def media_type(self):
        return self.header("content-type").split(";")[0].strip().lower()


class Gone(Exception):
    """The client has not waited."""


class Connection:
    """One TCP connection: what NTLM has agreed on over it, and ways to end it."""

    def __init__(self, reader, writer):
        self.reader, self.writer = reader, writer
        self.server = None  # hypercorn's
        self.challenge = None  # NTLM: what was asked
        self.account = None  # NTLM: who this connection belongs to

    def is_gone(self):
        return self.reader.at_eof() or self.writer.is_closing()

    def drop(self):
        """An RST, not an orderly close."""
        plain = self.writer.get_extra_info("socket")
        if plain is not None and not self.writer.is_closing():
            plain.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        self.writer.transport.abort()

    async def reset_stream(self, stream):
        """HTTP/2: RST_STREAM; HTTP/1.1: hypercorn closes after an answer that has not ended."""
        protocol = self.server.protocol.protocol
        if hasattr(protocol, "streams"):
            await asyncio.sleep(0.02)  # what was written before leaves first
            protocol.connection.reset_stream(stream.stream_id, error_code=2)
            await protocol._flush()

    async def go_away(self):
        protocol = self.server.protocol.protocol
        if hasattr(protocol, "streams"):
            protocol.connection.close_connection()
            await protocol._flush()


class Quiet(Config):
    """hypercorn's settings, with Date by the emulator's clock."""

    errorlog = "-"
    keep_alive_timeout = 3600.0

    def __init__(self, clock):
        super().__init__()
        self._clock = clock

    def response_headers(self, protocol):
        return [(b"date", http_date(self._clock.now()).encode())]


class Doorman:
    """The ASGI application of one connection: reads requests, hands them to a site, sends its replies."""

    def __init__(self, site, connection):
        self.site, self.connection = site, connection

    async def __call__(self, scope, receive, send):
        if scope["type"] != "http":
            return
        stream = send.__self__  # hypercorn's HTTPStream
        record = self.site.log.begin(self.site.name, scope, lambda: stream.closed or self.connection.is_gone())
        try:
            body = await read_body(receive)
            record.bytes_in = len(body)
            request = make_request(scope, body, record, self.connection)
            reply = await self.site.reply_to(request)
        except Gone:
            self.site.log.abandon(record)
            return
        except Exception as error:
            traceback.print_exc()
            self.site.log.violation(record, f"the emulator failed: {error!r}")
            reply = Reply(500, error="emulator")
        note(record, reply)
        self.site.log.end(record)
        await self.deliver(request, reply, stream, send)

    async def deliver(self, request, reply, stream, send):
        if reply.ending is Ending.DROPPED:
            self.connection.drop()
            return
        headers = dict(reply.headers)
        if reply.status not in (204, 304):
            headers["content-length"] = str(len(reply.body))
        if reply.ending is Ending.GOAWAY and request.record.http == "1.1":
            headers["connection"] = "close"
        await send(
            {
                "type": "http.response.start",
                "status": reply.status,
                "headers": [
                    (name.encode(), one.encode("latin-1"))
                    for name, value in headers.items()
                    for one in ([value] if isinstance(value, str) else value)
                ],
            }
        )
        if reply.ending is Ending.TRUNCATED:
            await send({"type": "http.response.body", "body": reply.body[: len(reply.body) // 2], "more_body": True})
            await self.connection.reset_stream(stream)
            return
        await send({"type": "http.response.body", "body": reply.body})
        if reply.ending is Ending.GOAWAY:
            await self.connection.go_away()


def note(record, reply):
    if reply.ending is Ending.DROPPED:
        return
    record.status, record.bytes_out, record.error = reply.status, len(reply.body), reply.error


async def read_body(receive):
    parts = []
    while True:
        event = await receive()
        if event["type"] == "http.disconnect":
            raise Gone
        parts.append(event["body"])
        if not event.get("more_body"):
            return b"".join(parts)


def part_of(whole, method, target, headers, body):
    """A request inside a batch."""
    raw_path, _, query = target.partition("?")
    return Request(
        method=method,
        raw_path=raw_path,
        query=parse_qsl(query, keep_blank_values=True),
        headers=headers,
        body=body,
        record=whole.record,
        connection=whole.connection,
        origin=whole.origin,
        is_part=True,
        segments=[unquote(part) for part in raw_path.split("/")[1:]],
    )


def make_request(scope, body, record, connection):
    headers = {}
    for name, value in scope["headers"]:
        name, value = name.decode("latin-1").lower(), value.decode("latin-1")
        headers[name] = f"{headers[name]}, {value}" if name in headers else value
    raw_path = scope["raw_path"].decode("latin-1")
    return Request(
        method=scope["method"],
        raw_path=raw_path,
        query=parse_qsl(scope["query_string"].decode("latin-1"), keep_blank_values=True),
        headers=headers,
        body=body,
        record=record,
        connection=connection,
        segments=[unquote(part) for part in raw_path.split("/")[1:]],
        origin=f"{scope['scheme']}://{headers.get('host', '')}",
    )


async def listen(site, config, address, port, tls=None):
    """tls  an SSLContext; none: plain HTTP"""

    async def connected(reader, writer):
        connection = Connection(reader, writer)
        loop = asyncio.get_running_loop()
        connection.server = TCPServer(Doorman(site, connection), loop, config, WorkerContext(), reader, writer)
        try:
            await connection.server
        except (OSError, asyncio.CancelledError):  # the other end has gone, or this one was dropped
            pass

    return await asyncio.start_server(connected, address, port, ssl=tls, backlog=512)


def tls_context(folder, protocols):
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    context.minimum_version = ssl.TLSVersion.TLSv1_2
    context.set_alpn_protocols(protocols)
    context.load_cert_chain(folder / "server.pem", folder / "server.key")
    return context
