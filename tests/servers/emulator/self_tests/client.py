"""Clients for the tests: HTTP/1.1 and HTTP/2 over TLS, logins, SOAP. Nothing of the emulator's own parts but MD4."""

import base64
import hashlib
import hmac
import http.client
import json
import secrets
import socket
import ssl
import struct
import urllib.parse

import h2.config
import h2.connection
import h2.events
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import padding

from ..md4 import md4

MESSAGES = "http://schemas.microsoft.com/exchange/services/2006/messages"
TYPES = "http://schemas.microsoft.com/exchange/services/2006/types"


class Answer:
    def __init__(self, status, headers, body):
        self.status, self.headers, self.body = status, headers, body

    def json(self):
        return json.loads(self.body)


class Cloud:
    """The emulator as its environment file describes it."""

    def __init__(self, folder):
        self.folder = folder
        self.facts = dict(line.split("=", 1) for line in (folder / "env").read_text().splitlines())
        self.host = self.facts["HOST"]
        self.tls = ssl.create_default_context(cafile=folder / "ca.pem")
        self.tls_2 = ssl.create_default_context(cafile=folder / "ca.pem")
        self.tls_2.set_alpn_protocols(["h2"])

    def port(self, site):
        return int(self.facts[f"{site.upper()}_PORT"])

    def connect(self, site):
        return http.client.HTTPSConnection(self.host, self.port(site), context=self.tls, timeout=10)

    def call(self, site, method, target, body=None, headers=None, connection=None):
        link = connection or self.connect(site)
        try:
            return exchanged(link, method, target, body, headers or {})
        finally:
            if connection is None:
                link.close()

    def control(self, method, path, content=None):
        link = http.client.HTTPConnection(self.host, self.port("control"), timeout=10)
        body = content if isinstance(content, bytes) else json.dumps(content).encode() if content is not None else None
        try:
            return exchanged(link, method, path, body, {})
        finally:
            link.close()

    def token_form(self, **more):
        form = {
            "grant_type": "client_credentials",
            "client_id": self.facts["CLIENT"],
            "scope": "https://graph.microsoft.com/.default",
            "client_secret": self.facts["CLIENT_SECRET"],
            **more,
        }
        return self.call(
            "login",
            "POST",
            f"/{self.facts['TENANT']}/oauth2/v2.0/token",
            urllib.parse.urlencode({name: value for name, value in form.items() if value is not None}),
            {"Content-Type": "application/x-www-form-urlencoded"},
        )

    def token(self):
        return self.token_form().json()["access_token"]

    def assertion(self, file="application.pem", algorithm="PS256", **more):
        pem = (self.folder / file).read_bytes()
        key = serialization.load_pem_private_key(pem, None)
        der = x509.load_pem_x509_certificate(pem).public_bytes(serialization.Encoding.DER)
        now = int(self.control("GET", "/_clock").json()["now"])
        claims = {
            "aud": f"https://{self.host}:{self.port('login')}/{self.facts['TENANT']}/oauth2/v2.0/token",
            "iss": self.facts["CLIENT"],
            "sub": self.facts["CLIENT"],
            "jti": secrets.token_hex(8),
            "nbf": now,
            "exp": now + 300,
            **more,
        }
        head = {"alg": algorithm, "typ": "JWT", "x5t#S256": base64url(hashlib.sha256(der).digest())}
        signed = f"{base64url(json.dumps(head).encode())}.{base64url(json.dumps(claims).encode())}"
        pss = padding.PSS(mgf=padding.MGF1(hashes.SHA256()), salt_length=32)
        how = pss if algorithm == "PS256" else padding.PKCS1v15()
        return f"{signed}.{base64url(key.sign(signed.encode(), how, hashes.SHA256()))}"

    def with_assertion(self, assertion):
        return self.token_form(
            client_secret=None,
            client_assertion=assertion,
            client_assertion_type="urn:ietf:params:oauth:client-assertion-type:jwt-bearer",
        )


def exchanged(link, method, target, body, headers):
    link.request(method, target, body, headers)
    reply = link.getresponse()
    return Answer(reply.status, reply.headers, reply.read())


def base64url(content):
    return base64.urlsafe_b64encode(content).rstrip(b"=").decode()


class Http2:
    """One connection; requests at the same time."""

    def __init__(self, cloud, site):
        plain = socket.create_connection((cloud.host, cloud.port(site)), timeout=10)
        plain.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self._socket = cloud.tls_2.wrap_socket(plain, server_hostname=cloud.host)
        self._authority = f"{cloud.host}:{cloud.port(site)}"
        self._connection = h2.connection.H2Connection(h2.config.H2Configuration(header_encoding="utf-8"))
        self._connection.initiate_connection()

    def together(self, requests):
        """Answers in the order of requests (method, target, headers, body); None where the stream was reset."""
        streams = [self._send(*request) for request in requests]
        heads, bodies, open_streams = {}, {stream: b"" for stream in streams}, set(streams)
        failed = set()
        while open_streams:
            self._socket.sendall(self._connection.data_to_send())
            data = self._socket.recv(65_536)
            if not data:
                failed |= open_streams
                break
            for event in self._connection.receive_data(data):
                if isinstance(event, h2.events.ResponseReceived):
                    heads[event.stream_id] = dict(event.headers)
                elif isinstance(event, h2.events.DataReceived):
                    bodies[event.stream_id] += event.data
                    self._connection.acknowledge_received_data(event.flow_controlled_length, event.stream_id)
                elif isinstance(event, h2.events.StreamEnded):
                    open_streams.discard(event.stream_id)
                elif isinstance(event, h2.events.StreamReset):
                    open_streams.discard(event.stream_id)
                    failed.add(event.stream_id)
        self._socket.sendall(self._connection.data_to_send())
        return [
            None if stream in failed else Answer(int(heads[stream][":status"]), heads[stream], bodies[stream])
            for stream in streams
        ]

    def _send(self, method, target, headers, body=b""):
        stream = self._connection.get_next_available_stream_id()
        pseudo = [(":method", method), (":path", target), (":scheme", "https"), (":authority", self._authority)]
        self._connection.send_headers(stream, [*pseudo, *headers.items()], end_stream=not body)
        for at in range(0, len(body), 16_384):  # small bodies: below the window that every stream begins with
            self._connection.send_data(stream, body[at : at + 16_384], end_stream=at + 16_384 >= len(body))
        return stream

    def close(self):
        self._socket.close()


def ntlm_negotiate():
    return b"NTLMSSP\0" + struct.pack("<II", 1, 0x20088207) + bytes(16)


def ntlm_authenticate(challenge_message, user, domain, password):
    challenge = challenge_message[24:32]
    length, _, at = struct.unpack_from("<HHI", challenge_message, 40)
    blob = (
        b"\1\1"
        + bytes(6)
        + struct.pack("<Q", 0)
        + secrets.token_bytes(8)
        + bytes(4)
        + challenge_message[at : at + length]
        + bytes(4)
    )
    key = hmac.new(md4(password.encode("utf-16-le")), (user.upper() + domain).encode("utf-16-le"), hashlib.md5).digest()
    proof = hmac.new(key, challenge + blob, hashlib.md5).digest() + blob
    parts, heads, at = b"", b"", 64
    for content in (bytes(24), proof, domain.encode("utf-16-le"), user.encode("utf-16-le"), b"", b""):
        heads += struct.pack("<HHI", len(content), len(content), at)
        parts, at = parts + content, at + len(content)
    return b"NTLMSSP\0" + struct.pack("<I", 3) + heads + struct.pack("<I", 0x20088207) + parts


def envelope(operation, fields, impersonated=None, version="Exchange2016"):
    """fields  as XML"""
    acting = (
        (
            f"<t:ExchangeImpersonation><t:ConnectingSID><t:PrimarySmtpAddress>{impersonated}</t:PrimarySmtpAddress>"
            "</t:ConnectingSID></t:ExchangeImpersonation>"
        )
        if impersonated
        else ""
    )
    return (
        f'<?xml version="1.0" encoding="utf-8"?><s:Envelope xmlns:s="http://schemas.xmlsoap.org/soap/envelope/" '
        f'xmlns:t="{TYPES}" xmlns:m="{MESSAGES}">'
        f'<s:Header><t:RequestServerVersion Version="{version}"/>{acting}</s:Header>'
        f"<s:Body><m:{operation}>{fields}</m:{operation}></s:Body></s:Envelope>"
    )
