"""The photos of mailboxes, and the small pictures that Exchange takes from, and puts into, the directory."""

import hashlib
from dataclasses import dataclass

from .active_directory import ActiveDirectory
from .photos import largest_side

PUSHED_SIDE = 64  # pixels of what Exchange writes over thumbnailPhoto


@dataclass
class Picture:
    content: bytes
    etag: str


class ExchangePhotos:
    def __init__(self, world):
        self._world = world
        self._photos = world.photos["exchange"]
        self._facts, self._known_directory = None, None

    async def get(self, person, side):
        """A picture of that many pixels, or the largest there is; none where there is none at all.

        The directory's picture is what is given as 48x48, and to those whose mailbox has none."""
        write = self._photos.seen(person, self._world.settings.exchange_visible_after)
        small = await self._small(person, write) if side == 48 or not write else None
        if small:
            return Picture(small, f'"{hashlib.sha256(small).hexdigest()[:32].upper()}"')
        if not write:
            return None
        return Picture(await self._photos.picture(write, min(side, largest_side(write))), write.etag)

    async def set(self, person, content):
        """raises  NotAnImage; DirectoryError: the mailbox has it, the directory has not"""
        self._photos.put(person, content)
        directory = self._directory()
        if directory:
            write = self._photos.newest(person)
            await directory.set_photo(person, await self._photos.picture(write, min(PUSHED_SIDE, write.side)))

    async def _small(self, person, write):
        directory = self._directory()
        if directory:
            return await directory.photo(person)
        return await self._photos.picture(write, min(PUSHED_SIDE, write.side)) if write else None

    def _directory(self):
        facts = self._world.settings.directory
        if facts != self._facts:  # made once: it writes a file that others may be reading
            self._known_directory = ActiveDirectory(facts, self._world.folder) if facts else None
            self._facts = facts
        return self._known_directory
