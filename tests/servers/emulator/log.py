"""What the emulator saw: every request, and everything that a client must not do (violations)."""

import itertools
from collections import Counter
from dataclasses import dataclass


@dataclass
class Record:
    """One request. Moments are seconds of the emulator's clock."""

    number: int
    site: str  # "login", "graph", "exchange", "elsewhere"
    method: str
    path: str  # with its query, as it came
    http: str  # "2", "1.1"
    authorization: bool  # whether that header came; never what it says
    start: float
    in_flight: int  # at this site when it came, itself counted
    end: float | None = None  # none: not yet, or the client was gone before it had sent all
    status: int | None = None  # none: dropped
    bytes_in: int = 0
    bytes_out: int = 0
    user: str | None = None  # whose photo it is about
    account: str | None = None  # of Exchange: who is logged in
    error: str | None = None  # the code that it was answered with
    fault: str | None = None  # that had been ordered
    refused: str | None = None  # by throttling: "in_flight", "requests", "bytes", "waiting"


class Log:
    def __init__(self, clock):
        self._clock = clock
        self._numbers = itertools.count(1)
        self._active = {}  # record number: (site, is it gone?)
        self.clear()

    def clear(self):
        self.records = []
        self.violations = []
        self.most_in_flight = Counter()

    def begin(self, site, scope, is_gone):
        """A request has come, not yet its body. `is_gone` tells whether the client has given it up since."""
        path = scope["raw_path"].decode("latin-1")
        if scope["query_string"]:
            path += "?" + scope["query_string"].decode("latin-1")
        record = Record(
            number=next(self._numbers),
            site=site,
            method=scope["method"],
            path=path,
            http=scope["http_version"],
            authorization=any(name.lower() == b"authorization" for name, _ in scope["headers"]),
            start=self._clock.now(),
            in_flight=1 + self.in_flight(site),
        )
        self._active[record.number] = (site, is_gone)
        self.records.append(record)
        self.most_in_flight[site] = max(self.most_in_flight[site], record.in_flight)
        return record

    def in_flight(self, site):
        return sum(there == site and not is_gone() for there, is_gone in self._active.values())

    def end(self, record):
        """The answer is on its way: whatever the client does next comes after this request."""
        self._active.pop(record.number, None)
        record.end = self._clock.now()

    def abandon(self, record):
        self._active.pop(record.number, None)

    def violation(self, record, sentence):
        self.violations.append(f"{record.site} {record.number}, {record.method} {record.path}: {sentence}")

    def as_json(self, since=0):
        return {
            "requests": [vars(record) for record in self.records if record.number > since],
            "violations": self.violations,
            "most_in_flight": dict(self.most_in_flight),
            "counts": self._counts(),
        }

    def _counts(self):
        """By site and status, by site and method, and the throttle's: "graph 429", "graph PUT", "refused requests"."""
        counts = Counter()
        for record in self.records:
            counts[f"{record.site} {record.status if record.status is not None else 'dropped'}"] += 1
            counts[f"{record.site} {record.method}"] += 1
            if record.refused:
                counts[f"refused {record.refused}"] += 1
        return dict(sorted(counts.items()))
