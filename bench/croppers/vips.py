"""libvips' smartcrop, as vipsthumbnail calls it: the photo is made to cover the output, then a part is chosen."""

import os
import time

os.environ["VIPS_CONCURRENCY"] = "1"  # threads; read when the library starts
import pyvips  # noqa: E402

ANY_LENGTH = 10_000_000  # pixels; the longest that vips takes

pyvips.cache_set_max(0)  # a result kept from the last call would take no time


def cropper(strategy):
    """crops_of(path, sides): (size of the upright photo, {side: x, y, width, height}, seconds at the largest side)."""

    def crops_of(path, sides):
        try:
            upright = pyvips.Image.new_from_file(str(path)).autorot()
            crops = {side: crop_of(path, upright, side, strategy) for side in sides}
            seconds = seconds_of(covering(path, upright, sides[0]), sides[0], strategy)
            return (upright.width, upright.height), crops, seconds
        except pyvips.Error as error:
            raise RuntimeError(f"vips: {path.name}: {str(error).splitlines()[0]}") from error

    return crops_of


def crop_of(path, upright, side, strategy):
    """vips notes in the picture's offset where it cut; the same cut of the uncut picture proves it, to the pixel."""
    output = pyvips.Image.thumbnail(str(path), side, height=side, crop=strategy)
    x, y = -output.xoffset, -output.yoffset
    uncut = covering(path, upright, side)
    if uncut.extract_area(x, y, side, side).write_to_memory() != output.write_to_memory():
        raise RuntimeError(f"vips {strategy}: {path.name} was not cut at {x},{y} for {side}x{side}")
    across, down = upright.width / uncut.width, upright.height / uncut.height
    return x * across, y * down, side * min(across, down), side * min(across, down)


def covering(path, upright, side):
    """The photo with its short side made `side` pixels long, as vips has it before it cuts."""
    width, height = (ANY_LENGTH, side) if upright.width >= upright.height else (side, ANY_LENGTH)
    return pyvips.Image.thumbnail(str(path), width, height=height).copy_memory()  # files are read from top to bottom


def seconds_of(uncut, side, strategy):
    """Of choosing the part; reading and shrinking are over."""
    start = time.process_time()
    uncut.smartcrop(side, side, interesting=strategy).copy_memory()
    return time.process_time() - start
