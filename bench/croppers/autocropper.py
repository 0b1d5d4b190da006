"""autocrop with its defaults, as its command does it; it says itself which rectangle it takes."""

import time

import cv2
import numpy
from autocrop import Cropper
from PIL import Image, ImageOps

cv2.setNumThreads(1)


def cropper(_):
    """crops_of(path, sides): (size of the upright photo, {side: x, y, width, height} or {}, seconds at sides[0])."""
    croppers = {}

    def crops_of(path, sides):
        photo, crops, seconds = bgr_of(path), {}, []
        for side in sides:
            # Resizing would make no other rectangle and is no part of locating.
            made = croppers.setdefault(side, Cropper(width=side, height=side, resize=False))
            start = time.process_time()
            rectangle = rectangle_of(made, photo.copy())  # it changes what it crops from
            seconds.append(time.process_time() - start)
            if rectangle:
                crops[side] = rectangle
        return (photo.shape[1], photo.shape[0]), crops, seconds[0]

    return crops_of


def rectangle_of(made, photo):
    """None where autocrop makes no picture: no face, or pixels that its detector does not take."""
    try:
        result = made.crop(photo)
    except cv2.error:
        return None
    cut = result.diagnostics.crop_rectangle
    return None if result.image is None else (cut.x, cut.y, cut.width, cut.height)


def bgr_of(path):
    """The upright photo in the order of channels that autocrop's command gives its cropper."""
    with Image.open(path) as photo:
        pixels = numpy.array(ImageOps.exif_transpose(photo))
    if pixels.ndim == 3 and pixels.shape[2] >= 3:
        pixels[:, :, [0, 2]] = pixels[:, :, [2, 0]]
    return pixels
