"""Exchange Web Services."""

import base64
import io
import os
import shutil
import subprocess
import tempfile
from pathlib import Path

from PIL import Image

from . import client
from .base import SERVERS, Emulator, photo


class Exchange(Emulator):
    def test_photos_are_set_and_fetched(self):
        self.assertEqual(self.set_photo("u00001", photo(700, 500)).status, 200)
        cases = [("HR648x648", 504 - 4), ("HR96x96", 96), ("HR48x48", 64)]
        for size, side in cases:
            answer = self.get_photo("u00001@ad.test", size)
            self.assertLessEqual(Image.open(io.BytesIO(answer.body)).width, side)
            again = self.get_photo("u00001@ad.test", size, **{"If-None-Match": answer.headers["etag"]})
            self.assertEqual((answer.status, again.status), (200, 304))
        self.assertEqual(self.get_photo("u00004@ad.test", "HR96x96").status, 404)
        self.assertEqual(self.get_photo("nobody@ad.test", "HR96x96").status, 500)
        fields = "<m:Email>u00001@ad.test</m:Email><m:SizeRequested>HR96x96</m:SizeRequested>"
        answer = self.exchange(client.envelope("GetUserPhoto", fields), "GetUserPhoto")
        self.assertIn(b"<m:PictureData>/9j/", answer.body)
        self.assertEqual(self.log()["violations"], [])

    def test_breaches_of_the_schema(self):
        email, content = (
            "<m:Email>u00001@ad.test</m:Email>",
            f"<m:Content>{base64.b64encode(photo(64, 64)).decode()}</m:Content>",
        )
        good, anchor = client.envelope("SetUserPhoto", email + content, "u00001@ad.test"), {
            "X-AnchorMailbox": "u00001@ad.test"
        }
        cases = [
            (client.envelope("SetUserPhoto", content + email, "u00001@ad.test"), anchor),
            (client.envelope("SetUserPhoto", email, "u00001@ad.test"), anchor),
            (client.envelope("SetUserPhoto", email + content, "u00001@ad.test", version="Exchange2013"), anchor),
            (good, {}),
            (good.replace("t:RequestServerVersion", "t:Version"), anchor),
            (good.replace("u00001@", "a&b@"), anchor),
            (good.replace("</m:Email>", "</m:Email>text"), anchor),
            (good.replace("2006/types", "2006/type"), anchor),
            (good, {**anchor, "SOAPAction": "SetUserPhoto"}),
            (good, {**anchor, "Content-Type": "application/soap+xml"}),
        ]
        for number, (xml, headers) in enumerate(cases, 1):
            answer = self.exchange(xml, "SetUserPhoto", **headers)
            self.assertEqual((answer.status, b"ErrorSchemaValidation" in answer.body), (500, True), f"case {number}")
            self.assertEqual(len(self.log()["violations"]), number)
        self.assertEqual(self.exchange(good, "SetUserPhoto", **anchor).status, 200)
        self.assertIn(b"ErrorImpersonateUserDenied", self.exchange(good, "SetUserPhoto", "svcnone", **anchor).body)
        self.set(exchange="2013")
        self.assertIn(b"ErrorInvalidServerVersion", self.exchange(good, "SetUserPhoto", **anchor).body)

    def test_busy_with_its_back_off(self):
        cases = [({}, 500), ({"status": 200}, 200), ({"status": 200, "inner": True}, 200)]
        for more, status in cases:
            self.order(do="exchange-error", code="ErrorServerBusy", back_off=2000, times=1, **more)
            answer = self.set_photo("u00008", photo(64, 64))
            self.assertEqual((answer.status, b'"BackOffMilliseconds">2000<' in answer.body), (status, True))
            self.cloud.control("POST", "/_clock", {"advance": 1})
            self.assertIn(b"ErrorServerBusy", self.set_photo("u00008", photo(64, 64)).body)
            self.cloud.control("POST", "/_clock", {"advance": 9})
            self.assertIn(b"NoError", self.set_photo("u00008", photo(64, 64)).body)
        self.assertEqual(len(self.log()["violations"]), 3)

    def test_ntlm_belongs_to_a_connection(self):
        for scheme, password, status in (
            ("NTLM", "Svc1!passphrase", 404),
            ("Negotiate", "Svc1!passphrase", 404),
            ("NTLM", "wrong", 401),
        ):
            link = self.cloud.connect("exchange")
            first = self.get_photo(
                "u00006@ad.test", "HR64x64", link, Authorization=says(scheme, client.ntlm_negotiate())
            )
            challenge = base64.b64decode(first.headers["www-authenticate"].split(" ")[1])
            proof = client.ntlm_authenticate(challenge, "svcphoto", "AD", password)
            answers = [self.get_photo("u00006@ad.test", "HR64x64", link, Authorization=says(scheme, proof))]
            link.request(
                "GET", "/EWS/Exchange.asmx/s/GetUserPhoto?email=u00006@ad.test&size=HR64x64"
            )  # nothing to say any more
            answers.append(link.getresponse())
            self.assertEqual([first.status, *[answer.status for answer in answers]], [401, status, status])
            link.close()

    def test_curl_speaks_ntlm_with_it(self):
        if not shutil.which("curl"):
            self.skipTest("curl is not installed")
        for password, status in (("Svc1!passphrase", "404"), ("wrong", "401")):
            said = subprocess.run(
                [
                    "curl",
                    "-s",
                    "--ntlm",
                    "--cacert",
                    self.folder / "ca.pem",
                    "-u",
                    f"AD\\svcphoto:{password}",
                    "-w",
                    "%{http_code}",
                    f"https://{self.cloud.host}:{self.cloud.port('exchange')}/EWS/Exchange.asmx/s/GetUserPhoto"
                    "?email=u00006@ad.test&size=HR64x64",
                ],
                check=True,
                capture_output=True,
                text=True,
            ).stdout
            self.assertEqual(said, status)

    def test_the_directorys_photo_is_overwritten(self):
        if subprocess.run([SERVERS / "slapd", "check"], capture_output=True, check=False).returncode:
            self.skipTest("slapd is not installed")
        directory = start_directory(self)
        self.set(directory=directory)
        self.assertEqual(self.get_photo("u00005@ad.test", "HR96x96").status, 404)
        self.assertIn(b"NoError", self.set_photo("u00005", photo(300, 300)).body)
        small = thumbnail(directory, "u00005@ad.test")
        self.assertEqual(Image.open(io.BytesIO(small)).size, (64, 64))
        self.assertEqual(self.get_photo("u00005@ad.test", "HR48x48").body, small)
        self.assertEqual(self.log()["violations"], [])


def start_directory(test):
    folder = Path(tempfile.mkdtemp(prefix="headroom-server-"))
    test.addCleanup(subprocess.run, [SERVERS / "slapd", "wipe", folder], check=True)
    said = subprocess.run([SERVERS / "slapd", "start", folder, "9"], check=True, capture_output=True, text=True).stdout
    facts = dict(line.split("=", 1) for line in said.splitlines())
    return {
        "uri": f"ldaps://{facts['HOST']}:{facts['PORT']}",
        "name": facts["ADMINISTRATOR"],
        "password": facts["ADMINISTRATOR_PASSWORD"],
        "ca_file": str(folder / "ca.pem"),
        "base": facts["BASE"],
    }


def thumbnail(directory, mail):
    """As an LDAP client sees it."""
    login = ["-H", directory["uri"], "-D", directory["name"], "-w", directory["password"], "-b", directory["base"]]
    search = ["ldapsearch", "-x", "-LLL", "-o", "ldif-wrap=no", *login, f"(mail={mail})", "thumbnailPhoto"]
    environment = {**os.environ, "LDAPTLS_CACERT": directory["ca_file"]}
    found = subprocess.run(search, check=True, capture_output=True, text=True, env=environment).stdout
    return base64.b64decode(found.split("thumbnailPhoto:: ")[1])


def says(scheme, message):
    return f"{scheme} {base64.b64encode(message).decode()}"
