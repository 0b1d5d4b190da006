"""Microsoft Graph: photos of people."""

from .failure import Failure
from .photos import SIDES, NotAnImage, largest_side
from .web import Reply, json_reply

MOST_BYTES = 4 << 20
MOST_BYTES_WITHOUT_MAILBOX = 102_400
SLACK = 0.05  # seconds that two computers' view of the same distance may differ
NONE = "Exception of type 'Microsoft.Fast.Profile.Core.Exception.ImageNotFoundException' was thrown."


def visible(world, person):
    write = world.graph_photos.seen(person, world.settings.visible_after)
    if not write:
        raise Failure(404, "ImageNotFound", NONE)
    return write


def largest(write, person):
    """The service keeps any size for those who have no mailbox."""
    return largest_side(write, any_side=not person.mailbox)


def described(write, side):
    return {
        "@odata.mediaContentType": "image/jpeg",
        "@odata.mediaEtag": write.etag,
        "id": f"{side}X{side}",
        "width": side,
        "height": side,
    }


async def describe(world, request, person, variables):
    if world.settings.no_photo == "placeholder" and not world.graph_photos.seen(person, world.settings.visible_after):
        return json_reply(
            200, {"@odata.mediaContentType": "image/gif", "@odata.mediaEtag": "", "id": "1X1", "width": 1, "height": 1}
        )
    write = visible(world, person)
    return json_reply(200, described(write, largest(write, person)))


async def describe_all(world, request, person, variables):
    write = world.graph_photos.seen(person, world.settings.visible_after)
    if not write:
        return json_reply(200, {"value": []})
    sides = [side for side in SIDES if side <= write.side] if person.mailbox else [write.side]
    return json_reply(200, {"value": [described(write, side) for side in sides or [write.side]]})


async def picture(world, write, side):
    content = await world.graph_photos.picture(write, side)
    return Reply(200, content, {"content-type": "image/jpeg", "etag": write.etag})


async def get(world, request, person, variables):
    write = visible(world, person)
    return await picture(world, write, largest(write, person))


async def get_of_size(world, request, person, variables):
    write = visible(world, person)
    side = int(variables["size"].split("x")[0])
    if side > write.side:
        raise Failure(404, "ImageNotFound", NONE)
    return await picture(world, write, side)


def check_distance(world, request, person):
    newest, distance = world.graph_photos.newest(person), world.settings.write_distance
    since = world.clock.now() - newest.at if newest else distance
    if since < distance - SLACK:
        world.log.violation(
            request.record, f"a second write to {person.key} after {since:.3f} s; {distance} s is the least distance"
        )
        raise Failure(404, "ErrorItemNotFound", "Too many photo items with class 'IPM.UserPhoto.Preview' were found.")


async def put(world, request, person, variables):
    if len(request.body) > MOST_BYTES:
        raise Failure(413, "RequestEntityTooLarge", "The photo is larger than 4 MB.", wrong=True)
    check_distance(world, request, person)
    if not person.mailbox and len(request.body) > MOST_BYTES_WITHOUT_MAILBOX:
        raise Failure(404, "UnknownError", "")  # as misleading as the service's own answer
    try:
        world.graph_photos.put(person, request.body)
    except NotAnImage:
        raise Failure(400, "ErrorInvalidImage", "The photo is no JPEG.", wrong=True) from None
    return Reply(int(world.settings.write_status))


async def delete(world, request, person, variables):
    newest = world.graph_photos.newest(person)
    if not newest or not newest.sha256:
        raise Failure(404, "ImageNotFound", NONE)
    check_distance(world, request, person)
    world.graph_photos.put(person, None)
    return Reply(int(world.settings.write_status))


PHOTO_OPERATIONS = {
    ("GET", "/users/{user}/photo"): describe,
    ("GET", "/users/{user}/photos"): describe_all,
    ("GET", "/users/{user}/photo/$value"): get,
    ("GET", "/users/{user}/photos/{size}/$value"): get_of_size,
    ("PUT", "/users/{user}/photo/$value"): put,
    ("PATCH", "/users/{user}/photo/$value"): put,
    ("DELETE", "/users/{user}/photo/$value"): delete,
}
