"""Microsoft Graph: people, photos, and what is refused."""

import base64
import hashlib
import io
import json
from urllib.parse import quote, urlsplit

from PIL import Image

from .base import PEOPLE, Emulator, photo, run_server


class People(Emulator):
    def test_come_in_pages(self):
        found, target = [], "/users?$select=id,employeeId,userType&$top=100"
        while target:
            page = self.graph("GET", target).json()
            found += [person["id"] for person in page["value"]]
            link = urlsplit(page.get("@odata.nextLink", ""))
            target = f"{link.path[5:]}?{link.query}" if link.path else None
        self.assertEqual((len(found), len(set(found))), (PEOPLE + 8, PEOPLE + 8))
        self.assertEqual(self.log()["violations"], [])

    def test_are_filtered(self):
        advanced = {"ConsistencyLevel": "eventual"}
        cases = [
            ("userPrincipalName eq 'o''brien@ad.test'", {}, 1),
            ("startswith(mailNickname,'u0001')", {}, 10),
            ("userType eq 'Guest' and accountEnabled eq true", {}, 2),
            ("userType ne 'Guest'&$count=true", advanced, 100),
            ("onPremisesSamAccountName eq 'U00007'&$count=true", advanced, 1),
            ("mail eq null", {}, 2),
        ]
        for rule, headers, count in cases:
            target = "/users?$filter=" + quote(rule, safe="&$=")
            self.assertEqual(len(self.graph("GET", target, **headers).json()["value"]), count, rule)

    def test_odd_names_are_decoded(self):
        for name in ("guest1_partner.example%23EXT%23%40ad.test", "o%27brien@ad.test", "o'brien%40AD.test"):
            self.assertEqual(self.graph("GET", f"/users/{name}").status, 200)


class GraphPhotos(Emulator):
    def test_are_made_anew_in_every_size_up_to_their_own(self):
        content = photo(600, 500)
        self.assertEqual(self.put("u00001@ad.test", content).status, 200)
        self.assertEqual(self.graph("GET", "/users/u00001@ad.test/photo").status, 404)  # not to be seen yet
        facts = self.see("/users/u00001@ad.test/photo").json()
        self.assertEqual((facts["id"], facts["width"]), ("432X432", 432))
        cases = [
            ("photo/$value", 200, 432),
            ("photos/48x48/$value", 200, 48),
            ("photos/432x432/$value", 200, 432),
            ("photos/504x504/$value", 404, 0),
        ]
        for path, status, side in cases:
            answer = self.graph("GET", f"/users/u00001@ad.test/{path}")
            self.assertEqual(answer.status, status)
            if side:
                self.assertEqual(Image.open(io.BytesIO(answer.body)).size, (side, side))
                self.assertEqual(answer.headers["etag"], facts["@odata.mediaEtag"])
        state = self.cloud.control("GET", "/_state").json()["graph"]["u00001"]
        self.assertEqual((state["sha256"], state["writes"]), (hashlib.sha256(content).hexdigest(), 1))
        self.put("u00001@ad.test", content)
        self.assertNotEqual(
            self.see("/users/u00001@ad.test/photo").json()["@odata.mediaEtag"], facts["@odata.mediaEtag"]
        )
        self.assertEqual(self.graph("DELETE", "/users/u00001@ad.test/photo/$value").status, 200)
        self.assertEqual(self.see("/users/u00001@ad.test/photo").status, 404)
        self.assertEqual(self.log()["violations"], [])

    def test_survive_a_crash(self):
        self.put("u00002@ad.test", photo(648, 648))
        run_server("kill", self.folder)
        run_server("start", self.folder)
        self.assertEqual(self.see("/users/u00002@ad.test/photo").json()["width"], 648)

    def test_whoever_has_no_mailbox_gets_a_misleading_refusal(self):
        large = photo(648, 648) + bytes(102_400)
        self.assertEqual(self.put("nobox1@ad.test", large).status, 404)
        self.assertEqual(self.put("u00003@ad.test", large).status, 200)
        self.assertEqual(self.log()["violations"], [])

    def test_several_in_one_batch(self):
        content = base64.b64encode(photo(100, 100)).decode()
        requests = [
            {
                "id": "put",
                "method": "PUT",
                "url": "/users/u00009@ad.test/photo/$value",
                "headers": {"Content-Type": "image/jpeg"},
                "body": content,
            },
            {"id": "none", "method": "GET", "url": "/users/u00010@ad.test/photo/$value"},
        ]
        answer = self.graph(
            "POST", "/$batch", json.dumps({"requests": requests}), **{"Content-Type": "application/json"}
        )
        self.assertEqual({one["id"]: one["status"] for one in answer.json()["responses"]}, {"put": 200, "none": 404})


class Strictness(Emulator):
    def test_what_no_client_should_send_is_refused_and_written_down(self):
        value = "/users/u00001@ad.test/photo/$value"
        cases = [
            (lambda: self.graph("PUT", value, b"", **{"Content-Type": "image/jpeg"}), 400),
            (lambda: self.graph("PUT", value, photo(9, 9), **{"Content-Type": "application/octet-stream"}), 415),
            (lambda: self.put("u00001@ad.test", b"GIF89a"), 400),
            (lambda: self.put("u00001@ad.test", photo(99, 99)[:-9]), 400),
            (lambda: self.put("u00001@ad.test", bytes(5 << 20)), 413),
            (lambda: self.put("u00001@ad.test", photo(9, 9), **{"If-Match": "*"}), 400),
            (lambda: self.graph("POST", value, b"x"), 405),
            (lambda: self.graph("GET", "/people"), 400),
            (lambda: self.graph("GET", "/users?$top=1000"), 400),
            (lambda: self.graph("GET", "/users?$orderby=mail"), 400),
            (lambda: self.graph("GET", "/users?$select=shoeSize"), 400),
            (lambda: self.graph("GET", "/users?$filter=userType%20ne%20'Guest'"), 400),
            (lambda: self.graph("GET", "/users/u00001@ad.test/photos/50x50/$value"), 400),
            (lambda: self.cloud.call("graph", "GET", "/v1.0/users"), 401),
            (lambda: self.cloud.call("elsewhere", "GET", "/", None, {"Authorization": "Bearer x"}), 200),
        ]
        for number, (ask, status) in enumerate(cases, 1):
            self.assertEqual(ask().status, status, f"case {number}")
            self.assertEqual(len(self.log()["violations"]), number, f"case {number}")
        self.assertEqual(self.cloud.control("GET", "/_state").json()["graph"].get("u00001", {}).get("sha256", ""), "")

    def test_missing_roles_are_missed(self):
        self.set(roles=["User.ReadBasic.All"])
        self.token = self.cloud.token()
        self.assertEqual(self.graph("GET", "/users").status, 200)
        self.assertEqual(self.graph("GET", "/users?$select=employeeId").status, 403)
        self.assertEqual(self.put("u00001@ad.test", photo(9, 9)).status, 403)
        self.assertEqual(self.graph("GET", "/admin/people/photoUpdateSettings").status, 403)
