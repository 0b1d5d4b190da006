"""Who is there.

u00001, u00002, ...  as in the directories of these tests: same account names, display names, addresses, numbers
disabled1            a disabled account
protected1, locked1  ordinary here
obrien               has an apostrophe in userPrincipalName and address: o'brien@ad.test
nobox1, nobox2       have no mailbox, hence no address, and photos of at most 100 KB
guest1, guest2       guests, without a mailbox; their names in Microsoft 365 hold #EXT#

What tests change (POST /_people) is kept in FOLDER/people.json."""

import json
import uuid
from dataclasses import asdict, dataclass

NAMES = uuid.UUID("8c7c1a52-6a55-4d0e-9d5d-0a4b6f3b9a10")  # identifiers of people are the same in every run


@dataclass
class Person:
    id: str
    userPrincipalName: str
    displayName: str
    mail: str | None = None
    mailNickname: str | None = None
    employeeId: str | None = None
    onPremisesSamAccountName: str | None = None
    userType: str = "Member"
    accountEnabled: bool = True
    mailbox: bool = True  # in Microsoft 365 and in Exchange; no property of the service

    @property
    def key(self):
        """What logs and states call them."""
        return self.onPremisesSamAccountName or self.mailNickname or self.userPrincipalName


def person(key, **more):
    facts = {
        "id": str(uuid.uuid5(NAMES, key)),
        "userPrincipalName": f"{key}@ad.test",
        "displayName": f"Person {key}",
        "mail": f"{key}@ad.test",
        "mailNickname": key,
        "onPremisesSamAccountName": key,
    }
    return Person(**{**facts, **more})


def guest(key):
    return person(
        key,
        userPrincipalName=f"{key}_partner.example#EXT#@ad.test",
        mail=f"{key}@partner.example",
        mailNickname=f"{key}_partner.example#EXT#",
        onPremisesSamAccountName=None,
        userType="Guest",
        mailbox=False,
    )


def everybody(count):
    staff = [person(f"u{number:05d}", employeeId=str(100000 + number)) for number in range(1, count + 1)]
    others = [
        person("disabled1", accountEnabled=False),
        person("protected1"),
        person("locked1"),
        person("obrien", userPrincipalName="o'brien@ad.test", mail="o'brien@ad.test", displayName="Mary O'Brien"),
        person("nobox1", mail=None, mailbox=False),
        person("nobox2", mail=None, mailbox=False),
        guest("guest1"),
        guest("guest2"),
    ]
    return staff + others


class People:
    def __init__(self, count, file):
        self._file = file
        self._by_name = {}
        self._by_mail = {}
        self._all = {}
        self._changes = {}
        for someone in everybody(count):
            self._add(someone)
        if file.exists():
            for facts in json.loads(file.read_text()):
                self._apply(facts)

    def all(self):
        """By identifier: an order that says nothing, as the service's."""
        return sorted(self._all.values(), key=lambda person: person.id)

    def by_id(self, identifier):
        return self._all.get(identifier)

    def find(self, name):
        """By identifier or userPrincipalName, without regard to case."""
        return self._by_name.get(name.lower())

    def find_mailbox(self, address):
        found = self._by_mail.get(address.lower())
        return found if found and found.mailbox else None

    def find_anyhow(self, name):
        """By whatever a test may call them."""
        wanted = name.lower()
        return (
            self.find(wanted)
            or self._by_mail.get(wanted)
            or next((someone for someone in self._all.values() if someone.key.lower() == wanted), None)
        )

    def change(self, facts):
        """Adds somebody, or changes whoever has this id or userPrincipalName; "gone": true takes them away."""
        if not isinstance(facts.get("userPrincipalName") or facts.get("id"), str):
            raise ValueError("a person has a userPrincipalName or an id, at least")
        identifier = self._apply(facts)
        self._changes.setdefault(identifier, {}).update({**facts, "id": identifier})
        self._file.write_text(json.dumps(list(self._changes.values())))

    def _apply(self, facts):
        facts = dict(facts)
        gone = facts.pop("gone", False)
        present = self.find(facts.get("id") or "") or self.find(facts.get("userPrincipalName") or "")
        if present:
            facts = {**asdict(present), **facts}
            self._remove(present)
        else:
            name = facts["userPrincipalName"]
            facts = {"id": str(uuid.uuid5(NAMES, name)), "displayName": name, **facts}
        someone = Person(**facts)
        if not gone:
            self._add(someone)
        return someone.id

    def _add(self, someone):
        self._all[someone.id] = someone
        for name in (someone.id, someone.userPrincipalName):
            self._by_name[name.lower()] = someone
        if someone.mail:
            self._by_mail[someone.mail.lower()] = someone

    def _remove(self, someone):
        self._all.pop(someone.id, None)
        for name in (someone.id, someone.userPrincipalName):
            self._by_name.pop(name.lower(), None)
        if someone.mail:
            self._by_mail.pop(someone.mail.lower(), None)
