"""OpenCV's cascades of frontal faces: the largest face, grown to a head, framed by headroom's rule."""

import sys
import time
from pathlib import Path

import cv2
import numpy
from PIL import Image, ImageOps

sys.path.append(str(Path(__file__).resolve().parent.parent / "crop_fit"))
from framing import centre_crop, crop_of  # noqa: E402

CASCADES = Path("/usr/share/opencv4")  # of Debian's opencv-data; PyPI's OpenCV has no LBP
FILES = {
    "haar": "haarcascades/haarcascade_frontalface_default.xml",
    "lbp": "lbpcascades/lbpcascade_frontalface.xml",
}
NEIGHBOURS = {"haar": 5, "lbp": 3}  # how many windows have to agree; the better one of 3 and 5 on the labelled photos
# A head's middle and height in widths of the square that a cascade finds; head_ratios.py measures them.
HEADS = {"haar": (0.503, 0.351, 1.519), "lbp": (0.505, 0.350, 1.538)}
PREVIEW = 640  # pixels, long side
LEAST_FACE = 0.1  # of the preview's short side

cv2.setNumThreads(1)


def cropper(kind):
    """crops_of(path, sides): (size of the upright photo, {side: x, y, width, height}, seconds of finding)."""
    find = opened(kind)

    def crops_of(path, sides):
        size, face, seconds = face_of(path, find)
        if face is None:
            return size, {side: centre_crop(*size) for side in sides}, seconds
        head = head_of(face, HEADS[kind])
        return size, {side: crop_of(head, *size, side) for side in sides}, seconds

    return crops_of


def opened(kind):
    """find(preview): the squares that hold faces."""
    path = CASCADES / FILES[kind]
    if not path.is_file():
        raise FileNotFoundError(f"there is no {path}")
    cascade = cv2.CascadeClassifier(str(path))

    def find(preview):
        least = max(1, round(LEAST_FACE * min(preview.shape)))
        return cascade.detectMultiScale(preview, scaleFactor=1.1, minNeighbors=NEIGHBOURS[kind], minSize=(least, least))

    return find


def face_of(path, find):
    """(size of the upright photo, the largest face or None in its pixels, seconds of finding)."""
    size, preview = preview_of(path)
    start = time.process_time()
    faces = find(preview)
    seconds = time.process_time() - start
    if len(faces) == 0:
        return size, None, seconds
    scale = size[0] / preview.shape[1]
    return size, tuple(float(v) * scale for v in max(faces, key=lambda face: face[2])), seconds


def preview_of(path):
    """(size of the upright photo, small grey picture); what is transparent lies over white."""
    with Image.open(path) as photo:
        upright = ImageOps.exif_transpose(photo)
    if upright.has_transparency_data:
        upright = upright.convert("RGBA")
        upright = Image.alpha_composite(Image.new("RGBA", upright.size, "white"), upright)
    grey = numpy.asarray(upright.convert("L"))
    scale = PREVIEW / max(upright.size)
    if scale < 1:
        grey = cv2.resize(grey, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
    return upright.size, grey


def head_of(face, ratios):
    """The head box about a cascade's square; the width is nominal, as framing goes by middle and height."""
    across, down, tall = (ratio * face[2] for ratio in ratios)
    return face[0] + across - tall / 3, face[1] + down - tall / 2, tall * 2 / 3, tall
