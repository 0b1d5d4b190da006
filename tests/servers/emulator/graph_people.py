"""Microsoft Graph: the list of people, in pages."""

import base64
import json
from dataclasses import fields
from urllib.parse import quote

from .failure import Failure
from .odata import BadFilter, Filter
from .people import Person
from .web import json_reply

CONTEXT = "https://graph.microsoft.com/v1.0/$metadata#users"
BASIC = ("id", "displayName", "mail", "userPrincipalName")  # what comes unless $select says otherwise
PROPERTIES = {field.name for field in fields(Person)} - {"mailbox"}
# User.ReadBasic.All is not enough for these.
FULL = PROPERTIES - set(BASIC)
FULL_ROLES = {"User.Read.All", "User.ReadWrite.All", "Directory.Read.All"}
DEFAULT_PAGE = 100


def list_people(world, request, roles):
    query = dict(request.query)
    chosen = selection(query, roles)
    everybody = filtered(world, query, request, roles)
    start = skipped(query)
    size = min(int(query.get("$top", DEFAULT_PAGE)), int(world.settings.page_most))
    page = {"@odata.context": CONTEXT}
    if query.get("$count") == "true":
        page["@odata.count"] = len(everybody)
    if start + size < len(everybody):
        page["@odata.nextLink"] = next_link(request, query, start + size)
    page["value"] = [shown(person, chosen) for person in everybody[start : start + size]]
    return json_reply(200, page)


def one_person(person, request, roles):
    return json_reply(
        200, {"@odata.context": CONTEXT + "/$entity", **shown(person, selection(dict(request.query), roles))}
    )


def selection(query, roles):
    chosen = [name.strip() for name in query["$select"].split(",")] if "$select" in query else list(BASIC)
    for name in chosen:
        if name not in PROPERTIES:
            raise Failure(
                400,
                "BadRequest",
                f"Could not find a property named '{name}' on type 'microsoft.graph.user'.",
                wrong=True,
            )
    check_basic(set(chosen), roles)
    return chosen


def check_basic(names, roles):
    beyond = sorted(names & FULL)
    if beyond and not roles & FULL_ROLES:
        raise Failure(
            403, "Authorization_RequestDenied", f"User.ReadBasic.All is not enough for {', '.join(beyond)}.", wrong=True
        )


def filtered(world, query, request, roles):
    everybody = world.people.all()
    if "$filter" not in query:
        return everybody
    try:
        rule = Filter(query["$filter"])
    except BadFilter as error:
        raise Failure(400, "BadRequest", f"Invalid filter clause: {error}", wrong=True) from None
    if rule.advanced and not (request.header("consistencylevel") == "eventual" and query.get("$count") == "true"):
        raise Failure(
            400,
            "Request_UnsupportedQuery",
            "Unsupported or invalid query filter clause: it needs 'ConsistencyLevel: eventual' and $count=true.",
            wrong=True,
        )
    check_basic(rule.properties, roles)
    return [person for person in everybody if rule.fits(person)]


def skipped(query):
    """How many people the pages before have shown. A token belongs to the very query it was given for."""
    if "$skiptoken" not in query:
        return 0
    try:
        start, asked = json.loads(base64.urlsafe_b64decode(query["$skiptoken"]))
        if asked == without_token(query):
            return start
    except (ValueError, TypeError):
        pass
    raise Failure(
        400,
        "Directory_ExpiredPageToken",
        "The specified page token value has expired and can no longer be included.",
        wrong=True,
    )


def without_token(query):
    return [[name, value] for name, value in query.items() if name != "$skiptoken"]


def next_link(request, query, start):
    asked = without_token(query)
    token = base64.urlsafe_b64encode(json.dumps([start, asked]).encode()).decode()
    options = [f"{name}={quote(value, safe='')}" for name, value in [*asked, ["$skiptoken", token]]]
    return f"{request.origin}{request.raw_path}?{'&'.join(options)}"


def shown(person, chosen):
    return {name: getattr(person, name) for name in chosen}
