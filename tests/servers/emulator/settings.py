"""What tests may change while the emulator runs: POST /_settings. Kept in FOLDER/settings.json."""

import json
from dataclasses import asdict, dataclass, field, fields

ALL_ROLES = ["ProfilePhoto.ReadWrite.All", "User.Read.All", "PeopleSettings.Read.All"]


@dataclass
class Settings:
    # The token endpoint.
    token_seconds: float = 3600
    roles: list = field(default_factory=lambda: list(ALL_ROLES))
    secret_expired: bool = False

    # Photos of Microsoft 365.
    visible_after: float = 0.3  # seconds from a write until it is seen; the service: 10
    write_distance: float = 0  # seconds between two writes to one person; 0: any
    no_photo: str = "404"  # or "placeholder": metadata of a GIF of one pixel
    unknown_user: str = "plain"  # or "nested": a JSON text inside the message
    photo_source: str = "cloud"  # "onPremises", or "denied": 403
    write_status: int = 200  # of PUT, PATCH and DELETE; 204 is seen too
    page_most: int = 999  # people on a page

    # Throttling.
    in_flight: int = 4
    requests: int = 10_000
    window: float = 600  # seconds
    upload_bytes: int = 150_000_000
    upload_window: float = 300  # seconds
    retry_after: str = "seconds"  # "date", "none"
    grace: float = 0.15  # seconds for what was on its way when the client was told to wait

    # Exchange.
    exchange: str = "2016"  # "2013" knows no SetUserPhoto; "2019"
    logins: list = field(default_factory=lambda: ["Negotiate", "NTLM", "Basic"])
    exchange_in_flight: int = 27
    exchange_visible_after: float = 0
    impersonation: bool = True  # False: nobody has the role
    write_without_impersonation: bool = False
    # {"uri", "name", "password", "ca_file", "base"}: a directory whose thumbnailPhoto SetUserPhoto overwrites.
    directory: dict | None = None

    def change(self, values):
        """Raises ValueError, and changes nothing, where a name or a value is wrong."""
        known = {entry.name: getattr(self, entry.name) for entry in fields(self)}
        for name, value in values.items():
            if name not in known:
                raise ValueError(f"there is no setting '{name}'; there are {', '.join(known)}")
            if not fits(value, known[name]):
                raise ValueError(f"'{value}' is no value for the setting '{name}'")
        for name, value in values.items():
            setattr(self, name, value)

    def save(self, file):
        file.write_text(json.dumps(asdict(self)))

    def load(self, file):
        if file.exists():
            self.change(json.loads(file.read_text()))


def fits(value, present):
    if present is None or isinstance(present, dict):
        return value is None or isinstance(value, dict)
    if isinstance(present, (int, float)) and not isinstance(present, bool):
        return isinstance(value, (int, float)) and not isinstance(value, bool)
    return isinstance(value, type(present))
