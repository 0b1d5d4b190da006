"""Throttling, and faults to order."""

from http.client import HTTPException

from . import client
from .base import Emulator, photo


class Throttling(Emulator):
    def test_four_at_a_time(self):
        self.order(do="slow", seconds=0.2)
        link = client.Http2(self.cloud, "graph")
        ask = ("GET", "/v1.0/users?$top=1", {"authorization": f"Bearer {self.token}"})
        self.assertEqual(sorted(answer.status for answer in link.together([ask] * 6)), [200] * 4 + [429] * 2)
        link.close()
        self.assertGreater(self.log()["most_in_flight"]["graph"], 4)

    def test_requests_and_bytes_by_the_window(self):
        cases = [({"requests": 5, "window": 60}, 5), ({"upload_bytes": 4 * len(photo(64, 64)), "upload_window": 60}, 4)]
        for settings, most in cases:
            self.set(**{**self.defaults, **settings})
            self.cloud.control("POST", "/_clock", {"advance": 1000})
            self.token = self.cloud.token()
            statuses = [self.put(f"u{number:05d}@ad.test", photo(64, 64)).status for number in range(20, 21 + most)]
            self.assertEqual(statuses, [200] * most + [429])
            self.cloud.control("POST", "/_clock", {"advance": 61})
            self.assertEqual(self.put("u00050@ad.test", photo(64, 64)).status, 200)

    def test_whoever_does_not_wait_is_written_down(self):
        for form in ("seconds", "date"):
            self.cloud.control("DELETE", "/_log")
            self.order(do="refuse", seconds=2, form=form, times=1)
            refused = self.graph("GET", "/users?$top=1")
            self.assertEqual((refused.status, "GMT" in refused.headers["retry-after"]), (429, form == "date"))
            self.assertEqual(self.log()["violations"], [])
            self.cloud.control("POST", "/_clock", {"advance": 0.5})
            self.assertEqual(self.graph("GET", "/users?$top=1").status, 429)
            self.assertEqual(len(self.log()["violations"]), 1)
            self.cloud.control("POST", "/_clock", {"advance": 9})
            self.assertEqual(self.graph("GET", "/users?$top=1").status, 200)

    def test_two_writes_to_one_person_too_soon(self):
        self.set(write_distance=30)
        statuses = [self.put("u00060@ad.test", photo(64, 64)).status for _ in range(2)]
        self.cloud.control("POST", "/_clock", {"advance": 31})
        self.assertEqual([*statuses, self.put("u00060@ad.test", photo(64, 64)).status], [200, 404, 200])
        self.assertEqual(self.cloud.control("GET", "/_state").json()["graph"]["u00060"]["writes"], 2)


class Faults(Emulator):
    def lost(self, ask):
        try:
            ask()
        except (OSError, HTTPException):
            return True
        return False

    def test_lost_answers(self):
        self.order(do="drop-before", method="PUT", times=1)
        self.order(do="drop-after", method="PUT", user="u00071", times=1)
        self.assertTrue(self.lost(lambda: self.put("u00070@ad.test", photo(64, 64))))
        self.assertTrue(self.lost(lambda: self.put("u00071@ad.test", photo(64, 64))))
        state = self.cloud.control("GET", "/_state").json()["graph"]
        self.assertEqual(("u00070" in state, "u00071" in state), (False, True))

    def test_truncated_bodies(self):
        self.order(do="truncated", times=1)
        self.assertTrue(self.lost(lambda: self.graph("GET", "/users")))
        self.order(do="truncated", times=1)
        link = client.Http2(self.cloud, "graph")
        ask = ("GET", "/v1.0/users", {"authorization": f"Bearer {self.token}"})
        self.assertEqual([answer and answer.status for answer in link.together([ask, ask])], [None, 200])
        link.close()

    def test_answers_of_other_kinds(self):
        self.order(do="html", path="/users$", every=2, times=1)
        self.order(do="redirect", path="photo$", times=1, status=307)
        self.order(do="fail", status=503, path="photos$", times=1)
        kinds = [self.graph("GET", "/users").headers["content-type"].split(";")[0] for _ in range(3)]
        self.assertEqual(kinds, ["application/json", "text/html", "application/json"])
        moved = self.graph("GET", "/users/u00001@ad.test/photo")
        self.assertEqual((moved.status, f":{self.cloud.port('elsewhere')}/" in moved.headers["location"]), (307, True))
        self.assertEqual(
            self.graph("GET", "/users/u00001@ad.test/photos").json()["error"]["code"], "InternalServerError"
        )
        self.assertEqual(self.cloud.control("POST", "/_fault", {"do": "html", "colour": "red"}).status, 400)
