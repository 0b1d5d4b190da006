"""python3 -m emulator FOLDER: Microsoft 365 and Exchange on the address in FOLDER/address; ../cloud starts it."""

import asyncio
import os
import signal
import sys
from pathlib import Path

from .assertion import read_certificate
from .clock import Clock
from .control import Control
from .exchange import Exchange
from .faults import Faults
from .graph import Graph
from .log import Log
from .login import Login
from .people import People
from .photos import Photos
from .settings import Settings
from .site import Elsewhere, Site
from .tokens import Tokens
from .web import Quiet, listen, tls_context

# The same in tests/servers/cloud.
PORTS = {"login": 10441, "graph": 10442, "exchange": 10443, "elsewhere": 10444, "control": 10440}


class World:
    """Everything that the sites share."""

    def __init__(self, folder):
        self.folder = folder
        self.address = (folder / "address").read_text().strip()
        self.elsewhere_url = f"https://{self.address}:{PORTS['elsewhere']}"
        self.clock = Clock()
        if (folder / "ahead").exists():
            self.clock.advance(float((folder / "ahead").read_text()))
        self.settings = Settings()
        self.settings.load(folder / "settings.json")
        self.log = Log(self.clock)
        self.people = People(int((folder / "people").read_text()), folder / "people.json")
        self.photos = {name: Photos(folder / "photos.sqlite", name, self.clock) for name in ("graph", "exchange")}
        self.graph_photos = self.photos["graph"]
        self.tokens = Tokens(folder, self.clock)
        self.certificate = read_certificate(folder / "application.pem")
        self.faults = Faults(self)
        self.sites = {
            service.name: Site(service, self) for service in (Login(self), Graph(self), Exchange(self), Elsewhere(self))
        }


async def serve(folder):
    world = World(folder)
    config = Quiet(world.clock)
    for name, site in world.sites.items():
        # NTLM belongs to a connection, which HTTP/2 does not let a client have for itself.
        protocols = ["http/1.1"] if name == "exchange" else ["h2", "http/1.1"]
        await listen(site, config, world.address, PORTS[name], tls_context(folder, protocols))
    await listen(Control(world), config, world.address, PORTS["control"])  # the last: whoever reaches it reaches all
    ended = asyncio.Event()
    asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, ended.set)
    await ended.wait()
    os._exit(0)  # everything is on the disk, and hypercorn's connections would complain about being ended


asyncio.run(serve(Path(sys.argv[1])))
