"""The directory that Exchange writes its small pictures into: ldapsearch and ldapmodify, as an administrator would."""

import asyncio
import base64
import os


class DirectoryError(Exception):
    pass


class ActiveDirectory:
    """facts  of settings.directory: uri, name, password, ca_file, base"""

    def __init__(self, facts, folder):
        self._facts = facts
        self._password = folder / "directory.password"
        with open(self._password, "w", opener=lambda name, flags: os.open(name, flags, 0o600)) as file:
            file.write(facts["password"])

    async def photo(self, person):
        """The bytes of thumbnailPhoto; none where there is none."""
        for line in (await self._entry(person)).splitlines():
            if line.lower().startswith("thumbnailphoto:: "):
                return base64.b64decode(line.split(" ", 1)[1])
        return None

    async def set_photo(self, person, content):
        """raises  DirectoryError"""
        name = next((line for line in (await self._entry(person)).splitlines() if line.startswith("dn:")), None)
        if name is None:
            raise DirectoryError(f"{person.key} is not in the directory")
        value = base64.b64encode(content).decode()
        change = f"{name}\nchangetype: modify\nreplace: thumbnailPhoto\nthumbnailPhoto:: {value}\n"
        await self._run("ldapmodify", stdin=change)

    async def _entry(self, person):
        names = [("mail", person.mail), ("sAMAccountName", person.onPremisesSamAccountName)]
        rule = "".join(f"({attribute}={escaped(value)})" for attribute, value in names if value)
        return await self._run(
            "ldapsearch", "-LLL", "-o", "ldif-wrap=no", "-b", self._facts["base"], f"(|{rule})", "thumbnailPhoto"
        )

    async def _run(self, program, *more, stdin=""):
        facts = self._facts
        process = await asyncio.create_subprocess_exec(
            "timeout",
            "20",
            program,
            "-x",
            "-H",
            facts["uri"],
            "-D",
            facts["name"],
            "-y",
            str(self._password),
            *more,
            env={**os.environ, "LDAPTLS_CACERT": facts["ca_file"]},
            stdin=asyncio.subprocess.PIPE,
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.PIPE,
        )
        said, complaint = await process.communicate(stdin.encode())
        if process.returncode:
            raise DirectoryError(f"{program}: {process.returncode}, {complaint.decode(errors='replace').strip()}")
        return said.decode(errors="replace")


def escaped(value):
    """RFC 4515, and more than it asks for."""
    return "".join(
        letter if letter.isascii() and letter.isalnum() else "".join(f"\\{byte:02x}" for byte in letter.encode())
        for letter in value
    )
