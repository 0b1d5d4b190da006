"""How much an application may do, and whether it waits when it is told to."""

import math
from collections import deque
from dataclasses import dataclass

from .clock import http_date

SLACK = 0.1  # seconds that two computers' view of the same window may differ


class Window:
    """A sum over the last so many seconds."""

    def __init__(self):
        self._entries = deque()  # (moment, amount)
        self._sum = 0

    def wait(self, now, seconds, limit, amount):
        """Seconds until `amount` more fits below the limit; 0: it does."""
        while self._entries and self._entries[0][0] <= now - seconds + SLACK:
            self._sum -= self._entries.popleft()[1]
        if self._sum + amount <= limit or not self._entries:
            return 0
        return max(self._entries[0][0] + seconds - now, 0.001)

    def add(self, now, amount):
        self._entries.append((now, amount))
        self._sum += amount


@dataclass
class Refusal:
    why: str  # "in_flight", "requests", "bytes", "waiting"
    seconds: float


class Waits:
    """When a client was told to wait, and until when."""

    def __init__(self, settings, clock, log):
        self._settings, self._clock, self._log = settings, clock, log
        self._told = deque()  # (told, until)

    def tell(self, now, until):
        self._told.append((now, until))

    def wait_of(self, record):
        """Seconds for which this request came too early; 0: it did not. A violation where the client knew."""
        while self._told and self._told[0][1] <= record.start:
            self._told.popleft()
        pending = [(told, until) for told, until in self._told if until > record.start]
        early = [until for told, until in pending if record.start > told + self._settings.grace]
        if early:
            self._log.violation(record, f"came {max(early) - record.start:.3f} s before it was to come again")
        return max([until - self._clock.now() for _, until in pending] + [0])


class Throttle:
    """Of one application."""

    def __init__(self, settings, clock, log):
        self._settings, self._clock = settings, clock
        self._requests, self._bytes = Window(), Window()
        self.waits = Waits(settings, clock, log)

    def retry_after(self, seconds, form):
        """The header's value, and whoever comes before that has to answer for it. None: no header.

        form  "seconds", "date", "none" """
        if form == "none" or seconds is None:
            return None
        now = self._clock.now()
        whole = max(1, math.ceil(seconds))
        until = math.ceil(now + whole) if form == "date" else now + whole
        self.waits.tell(now, until)
        return http_date(until) if form == "date" else str(whole)

    def look(self, record, in_flight, uploaded):
        """Whether this request may go on; none: it may.

        in_flight  at this moment, itself counted"""
        now = self._clock.now()
        waiting = self.waits.wait_of(record)
        if waiting:
            return Refusal("waiting", waiting)
        settings = self._settings
        if in_flight > settings.in_flight:
            return Refusal("in_flight", 1)
        wait = self._requests.wait(now, settings.window, settings.requests, 1)
        if wait:
            return Refusal("requests", wait)
        wait = self._bytes.wait(now, settings.upload_window, settings.upload_bytes, uploaded)
        if wait:
            return Refusal("bytes", wait)
        self._requests.add(now, 1)
        if uploaded:
            self._bytes.add(now, uploaded)
        return None
