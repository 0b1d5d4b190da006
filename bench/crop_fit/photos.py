"""Labelled photos: reading, folds, previews, and the variations that the finder learns from."""
import csv
import pathlib
import re

import cv2
import numpy as np

SOURCE_SIDE = 640   # photos are kept at this long side; variations are cut from it
PREVIEW_SIDE = 320  # the long side of what the finder sees
TONES = ("light", "medium", "dark")


class Photo:
    """One row of labels.csv with its pixels (BGR, at most SOURCE_SIDE); head is centre x, middle y, height in these pixels."""

    def __init__(self, row, folder):
        self.name, self.row, self.tags = row["file"], row, row["tags"].split(";")
        self.pixels = shrink(cv2.imread(str(pathlib.Path(folder) / self.name), cv2.IMREAD_COLOR), SOURCE_SIDE)
        parent = re.search(r"derived from (\S+)", row["source"])
        self.family = parent[1] if parent else pathlib.Path(self.name).stem
        self.repository = row["source"].split(" blob")[0]
        self.head = None
        if "noface" not in self.tags and float(row["face_w"] or 0) > 0:
            scale = self.pixels.shape[1] / float(row["width"])
            x, y, w, h = (float(row[k]) * scale for k in ("face_x", "face_y", "face_w", "face_h"))
            self.head, self.face = (x + w / 2, y + 0.35 * h, 1.4 * h), (x, y, w, h)

    @property
    def alone(self):
        return int(self.row["faces"]) <= 1

    @property
    def tone(self):
        return next((t for t in TONES if "tone-" + t in self.tags), None)


def read_photos(labels, folder):
    with open(labels, newline="") as f:
        return [Photo(row, folder) for row in csv.DictReader(f)]


def folds_of(photos, count, by):
    """The fold of each photo. Photos of one family (crops of one photo) or one repository stay together."""
    keys = sorted({getattr(p, by) for p in photos})
    order = np.random.default_rng(7).permutation(len(keys))
    if by == "repository":  # large ones first, into the emptiest fold
        sizes, load, fold = {k: sum(p.repository == k for p in photos) for k in keys}, np.zeros(count), {}
        for k in sorted(keys, key=lambda k: -sizes[k]):
            fold[k] = int(load.argmin())
            load[fold[k]] += sizes[k]
    else:
        fold = {keys[k]: i % count for i, k in enumerate(order)}
    return np.array([fold[getattr(p, by)] for p in photos])


def shrink(pixels, side):
    """Box-averaged to at most `side` on the long side."""
    scale = side / max(pixels.shape[:2])
    if scale >= 1:
        return pixels
    size = [max(1, round(n * scale)) for n in (pixels.shape[1], pixels.shape[0])]
    return cv2.resize(pixels, size, interpolation=cv2.INTER_AREA)


def planes_of(pixels):
    """Full-range luma, cb, cr, shape (3, height, width)."""
    return np.ascontiguousarray(cv2.cvtColor(pixels, cv2.COLOR_BGR2YCrCb).transpose(2, 0, 1)[[0, 2, 1]])


def preview_of(photo):
    """The preview and the photo's pixels per preview pixel."""
    small = shrink(photo.pixels, PREVIEW_SIDE)
    return planes_of(small), float(photo.row["width"]) / small.shape[1]


def vary(photo, rng, plain=False):
    """A preview of a variation of `photo`, and the head in it (centre, middle, height) or None.

    A part of the photo, mirrored half of the time, in another light. plain: the whole photo in its own colours.
    """
    pixels, head = photo.pixels, photo.head
    if not plain and rng.random() < 0.7:
        pixels, head = cut(pixels, head, rng)
    scale = min(1.0, PREVIEW_SIDE / max(pixels.shape[:2]))
    if not plain and rng.random() < 0.25:
        scale *= rng.uniform(0.5, 1.0)
    small = cv2.resize(pixels, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA) if scale < 1 else pixels
    if head:
        head = tuple(v * small.shape[1] / pixels.shape[1] for v in head)
    if rng.random() < 0.5:
        small = small[:, ::-1]
        head = head and (small.shape[1] - head[0], *head[1:])
    return planes_of(small if plain else relight(small, rng)), head


def cut(pixels, head, rng):
    """A random part that shows nearly the whole head; of a photo without one, any part."""
    rows, columns = pixels.shape[:2]
    if head is None:
        w, h = (max(40, int(n * rng.uniform(0.4, 1))) for n in (columns, rows))
        x, y = int(rng.integers(0, columns - w + 1)), int(rng.integers(0, rows - h + 1))
        return pixels[y:y + h, x:x + w], None
    centre, middle, height = head
    long_side = min(height / np.exp(rng.uniform(np.log(0.13), np.log(1.05))), 1.0 * max(rows, columns))
    aspect = np.exp(rng.choice([0, 0, rng.uniform(-0.45, 0.45)]))
    w, h = long_side * min(1, aspect), long_side * min(1, 1 / aspect)
    x0 = np.clip(centre - w * np.clip(rng.normal(0.5, 0.2), 0.1, 0.9), min(0, centre - 0.3 * height), max(0, columns - w))
    y0 = np.clip(middle - h * np.clip(rng.normal(0.42, 0.15), 0.1, 0.9), 0, max(0, rows - h))
    x0 = np.clip(x0, centre + 0.3 * height - w, centre - 0.3 * height)
    y0 = np.clip(y0, middle + 0.45 * height - h, middle - rng.uniform(0.25, 0.6) * height)
    left, top = max(0, int(x0)), max(0, int(y0))
    right, bottom = min(columns, int(x0 + w)), min(rows, int(y0 + h))
    if right - left < 60 or bottom - top < 60:
        return pixels, head
    return pixels[top:bottom, left:right], (centre - left, middle - top, height)


def relight(pixels, rng):
    """Another exposure, contrast and white balance, sometimes softened, noisy, or grey."""
    values = (pixels / 255.0) ** np.exp(rng.normal(0, 0.2))
    values = values * np.exp(rng.normal(0, 0.12)) * np.exp(rng.normal(0, 0.04, 3))
    if rng.random() < 0.2:
        values = cv2.GaussianBlur(values, (0, 0), rng.uniform(0.5, 1.5))
    if rng.random() < 0.2:
        values = values + rng.normal(0, 0.02, values.shape)
    if rng.random() < 0.08:
        values = np.repeat(values.mean(2, keepdims=True), 3, 2)
    return (np.clip(values, 0, 1) * 255).astype(np.uint8)
