"""Photos, and the pictures that the services make of them. Every write lies in FOLDER/photos.sqlite, where SIGKILL does
no harm."""

import asyncio
import hashlib
import io
import sqlite3
from collections import OrderedDict, defaultdict
from dataclasses import dataclass

from PIL import Image

SIDES = (48, 64, 96, 120, 240, 360, 432, 504, 648)
KEPT = 1000  # pictures in memory


@dataclass
class Write:
    number: int
    at: float  # the emulator's clock
    sha256: str  # of what was put; empty: it was removed
    size: int  # bytes
    etag: str
    side: int  # of the square in its middle, pixels


class NotAnImage(Exception):
    pass


def side_of(content):
    """The shorter side in pixels, by the headers alone.

    raises  NotAnImage: no JPEG, or one that ends too early"""
    try:
        with Image.open(io.BytesIO(content)) as image:
            if image.format == "JPEG" and content.rstrip(b"\0").endswith(b"\xff\xd9"):
                return min(image.size)
    except Exception as error:
        raise NotAnImage from error
    raise NotAnImage


class Photos:
    """Those of one service: "graph" or "exchange"."""

    def __init__(self, file, service, clock):
        self._service, self._clock = service, clock
        self._writes = defaultdict(list)  # by the person's identifier
        self._database = sqlite3.connect(file, isolation_level=None, check_same_thread=False)
        self._database.execute("pragma journal_mode=wal")
        self._database.execute("pragma synchronous=off")  # what is written outlives the process, not the machine
        self._database.execute(
            "create table if not exists writes(number integer primary key, service text, person text,"
            " at real, sha256 text, size integer, etag text, side integer, content blob)"
        )
        for person, *facts in self._database.execute(
            "select person, number, at, sha256, size, etag, side from writes where service = ? order by number",
            (service,),
        ):
            self._writes[person].append(Write(*facts))
        self._pictures = OrderedDict()  # (number of the write, side): bytes

    def put(self, person, content):
        """content  a JPEG; none: the photo is removed.

        raises  NotAnImage"""
        side = side_of(content) if content else 0
        at = self._clock.now()
        etag = hashlib.sha256(f"{person.id} {at} {len(self._writes[person.id])}".encode()).hexdigest()[:32].upper()
        sha256 = hashlib.sha256(content).hexdigest() if content else ""
        facts = (at, sha256, len(content or b""), f'"{etag}"', side)
        cursor = self._database.execute(
            "insert into writes(service, person, at, sha256, size, etag, side, content) values(?, ?, ?, ?, ?, ?, ?, ?)",
            (self._service, person.id, *facts, content),
        )
        self._writes[person.id].append(Write(cursor.lastrowid, *facts))

    def seen(self, person, visible_after):
        """The newest write that is old enough to be seen; none where there is no photo."""
        now = self._clock.now()
        for write in reversed(self._writes.get(person.id, [])):
            if write.at + visible_after <= now:
                return write if write.sha256 else None
        return None

    def newest(self, person):
        """Of the writes, removals among them, whether it can be seen or not."""
        writes = self._writes.get(person.id)
        return writes[-1] if writes else None

    def put_last(self, person):
        """The bytes as they came; none where there is no photo."""
        write = self.newest(person)
        return self._content(write.number) if write and write.sha256 else None

    def state(self, person):
        writes = self._writes.get(person.id)
        if not writes:
            return None
        return {
            "sha256": writes[-1].sha256,
            "bytes": writes[-1].size,
            "writes": len(writes),
            "at": [write.at for write in writes],
        }

    def _content(self, number):
        return self._database.execute("select content from writes where number = ?", (number,)).fetchone()[0]

    async def picture(self, write, side):
        """What the service shows of it, a square of so many pixels; made when it is asked for the first time."""
        wanted = (write.number, side)
        if wanted not in self._pictures:
            self._pictures[wanted] = await asyncio.to_thread(remade, self._content(write.number), side)
            while len(self._pictures) > KEPT:
                self._pictures.popitem(last=False)
        self._pictures.move_to_end(wanted)
        return self._pictures[wanted]


def largest_side(write, any_side=False):
    """Of the pictures of a photo: the largest of the usual sizes that it has pixels for."""
    if any_side:
        return write.side
    return max((side for side in SIDES if side <= write.side), default=write.side)


def remade(content, side):
    """Cut square around the middle and made anew as `side` x `side`: never the bytes that came."""
    with Image.open(io.BytesIO(content)) as image:
        if image.width == image.height:
            image.draft("RGB", (side, side))
        image = image.convert("RGB")
    short = min(image.size)
    left, top = (image.width - short) // 2, (image.height - short) // 2
    if image.size != (side, side):
        image = image.resize((side, side), Image.Resampling.BICUBIC, box=(left, top, left + short, top + short))
    out = io.BytesIO()
    image.save(out, "JPEG", quality=88, comment=b"made anew")
    return out.getvalue()
