"""What the tests share: one emulator for all of them, and short words for requests."""

import atexit
import base64
import functools
import io
import subprocess
import tempfile
import unittest
from pathlib import Path
from urllib.parse import quote

from PIL import Image

from . import client

SERVERS = Path(__file__).resolve().parent.parent.parent
PEOPLE = 250


def photo(width, height):
    out = io.BytesIO()
    Image.linear_gradient("L").resize((width, height)).convert("RGB").save(out, "JPEG")
    return out.getvalue()


def run_server(verb, folder, *more):
    subprocess.run([SERVERS / "cloud", verb, folder, *more], check=True, stdout=subprocess.DEVNULL)


@functools.cache
def the_emulator():
    """(its folder, its clients, its settings as it came)"""
    folder = Path(tempfile.mkdtemp(prefix="headroom-server-"))
    atexit.register(run_server, "wipe", folder)
    run_server("start", folder, str(PEOPLE))
    cloud = client.Cloud(folder)
    return folder, cloud, cloud.control("GET", "/_settings").json()


class Emulator(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.folder, cls.cloud, cls.defaults = the_emulator()

    def setUp(self):
        self.set(**self.defaults)
        self.cloud.control("DELETE", "/_fault")
        self.cloud.control("DELETE", "/_log")
        self.token = self.cloud.token()

    def set(self, **values):
        self.assertEqual(self.cloud.control("POST", "/_settings", values).status, 200)

    def order(self, **order):
        self.assertEqual(self.cloud.control("POST", "/_fault", order).status, 200)

    def log(self):
        return self.cloud.control("GET", "/_log").json()

    def graph(self, method, target, body=None, connection=None, **headers):
        given = {
            "Authorization": f"Bearer {self.token}",
            **{name.replace("_", "-"): value for name, value in headers.items()},
        }
        return self.cloud.call("graph", method, "/v1.0" + target, body, given, connection)

    def put(self, user, content, **headers):
        return self.graph(
            "PUT", f"/users/{quote(user)}/photo/$value", content, **{"Content-Type": "image/jpeg", **headers}
        )

    def see(self, target):
        """The photo, once it can be seen."""
        self.cloud.control("POST", "/_clock", {"advance": 1})
        return self.graph("GET", target)

    def exchange(self, xml, operation, account="svcphoto", connection=None, **headers):
        login = base64.b64encode(f"AD\\{account}:Svc1!passphrase".encode()).decode()
        return self.cloud.call(
            "exchange",
            "POST",
            "/EWS/Exchange.asmx",
            xml,
            {
                "Content-Type": "text/xml; charset=utf-8",
                "SOAPAction": f'"{client.MESSAGES}/{operation}"',
                "Authorization": f"Basic {login}",
                **{name.replace("_", "-"): value for name, value in headers.items()},
            },
            connection,
        )

    def set_photo(self, user, content):
        address = f"{user}@ad.test"
        fields = f"<m:Email>{address}</m:Email><m:Content>{base64.b64encode(content).decode()}</m:Content>"
        return self.exchange(client.envelope("SetUserPhoto", fields, address), "SetUserPhoto", X_AnchorMailbox=address)

    def get_photo(self, address, size, connection=None, **headers):
        login = base64.b64encode(b"AD\\svcnone:Svc1!passphrase").decode()
        return self.cloud.call(
            "exchange",
            "GET",
            f"/EWS/Exchange.asmx/s/GetUserPhoto?email={quote(address)}&size={size}",
            None,
            {"Authorization": f"Basic {login}", **headers},
            connection,
        )
