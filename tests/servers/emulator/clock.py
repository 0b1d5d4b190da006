"""The emulator's own clock: real seconds, from wherever a test has set it to."""

import time
from email.utils import formatdate


class Clock:
    def __init__(self):
        self.ahead = 0.0  # seconds before this computer's clock
        self._start = time.time() - time.monotonic()

    def now(self):
        """Seconds since 1970; never goes back by itself."""
        return self._start + time.monotonic() + self.ahead

    def advance(self, seconds):
        self.ahead += seconds


def http_date(moment):
    return formatdate(moment, usegmt=True)
