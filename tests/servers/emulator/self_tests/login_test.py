"""The token endpoint."""

from .base import Emulator


class TokenEndpoint(Emulator):
    def test_takes_an_assertion_once(self):
        for algorithm in ("PS256", "RS256"):
            assertion = self.cloud.assertion(algorithm=algorithm)
            self.assertEqual(self.cloud.with_assertion(assertion).status, 200)
            self.assertEqual(self.cloud.with_assertion(assertion).status, 401)
        self.assertEqual(len(self.log()["violations"]), 2)

    def test_refuses_in_the_words_of_the_service(self):
        cases = [
            (self.cloud.token_form(client_secret="wrong"), 401, 7000215),
            (self.cloud.token_form(client_id="nobody"), 400, 700016),
            (self.cloud.token_form(client_secret=None), 401, 7000218),
            (self.cloud.token_form(scope="User.Read"), 400, 70011),
            (self.cloud.with_assertion(self.cloud.assertion("unregistered.pem")), 401, 700027),
            (self.cloud.with_assertion(self.cloud.assertion()[:-8] + "AAAAAAAA"), 401, 700027),
            (self.cloud.with_assertion(self.cloud.assertion(aud="https://elsewhere.test/")), 401, 700023),
            (self.cloud.with_assertion(self.cloud.assertion(exp=4_000_000_000)), 401, 700024),
            (self.cloud.with_assertion(self.cloud.assertion(exp=1100, nbf=1000)), 401, 700024),
            (self.cloud.with_assertion("no.token"), 401, 50027),
        ]
        for answer, status, number in cases:
            self.assertEqual((answer.status, answer.json()["error_codes"]), (status, [number]))

    def test_tokens_end_by_the_emulators_clock_or_at_once(self):
        self.set(token_seconds=100)
        self.token = self.cloud.token()
        self.assertEqual(self.graph("GET", "/users?$top=1").status, 200)
        self.cloud.control("POST", "/_clock", {"advance": 101})
        self.assertEqual(self.graph("GET", "/users?$top=1").status, 401)
        self.token = self.cloud.token()
        self.order(do="tokens-end", times=1)
        self.assertEqual([self.graph("GET", "/users?$top=1").status for _ in range(2)], [401, 401])
        self.token = self.cloud.token()
        self.assertEqual(self.graph("GET", "/users?$top=1").status, 200)
