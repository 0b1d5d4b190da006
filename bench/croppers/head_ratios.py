"""Where the head is about a cascade's square: head_ratios.py LABELS.csv PHOTOS prints the numbers of cascades.HEADS.

Medians over the photos where the square overlaps the labelled face by 0.3. Then four folds, a photo in the fold of the
one that it is a part of: the medians without each fold, and the good crops that they make in it.
"""

import csv
import re
import sys
import zlib
from pathlib import Path

import numpy

from cascades import FILES, face_of, head_of, opened
from framing import centre_crop, crop_of, good, iou, labelled_head

FOLDS = 4
OUTPUTS = (648, 256, 96)


def family(row):
    """Stem of the photo that this one is a part of, or its own."""
    parent = re.search(r"derived from (\S+)", row["source"])
    return parent[1] if parent else Path(row["file"]).stem


def ratios(row, face):
    x, y, width, height = labelled_head(row)
    return (x + width / 2 - face[0]) / face[2], (y + height / 2 - face[1]) / face[2], height / face[2]


def is_right(row, face):
    labelled = tuple(float(row[name]) for name in ("face_x", "face_y", "face_w", "face_h"))
    return face is not None and iou(face, labelled) > 0.3


def medians(found):
    return numpy.median([ratios(row, face) for row, face in found if is_right(row, face)], axis=0)


def is_good(row, face, heads, output):
    size = float(row["width"]), float(row["height"])
    return good(crop_of(head_of(face, heads), *size, output) if face else centre_crop(*size), row, output)[0]


def report(kind, found):
    """found: (row, face or None) of every photo with a labelled face."""
    right = sum(is_right(row, face) for row, face in found)
    some = sum(face is not None for _, face in found)
    print(f"{kind}: {some} found, {right} of them right;", medians(found).round(3))
    verdicts = {output: [] for output in OUTPUTS}
    for fold in range(FOLDS):
        out = [zlib.crc32(family(row).encode()) % FOLDS == fold for row, _ in found]
        heads = medians([pair for pair, left in zip(found, out) if not left])
        print(f"  without fold {fold} ({sum(out)} photos):", heads.round(3))
        for output in OUTPUTS:
            verdicts[output] += [is_good(*pair, heads, output) for pair, left in zip(found, out) if left]
    print("  good out of fold, %:", *(f"{100 * numpy.mean(verdicts[output]):.1f}" for output in OUTPUTS), flush=True)


def main(labels, photos):
    with open(labels, newline="") as file:
        rows = [row for row in csv.DictReader(file) if float(row["face_w"] or 0) > 0]
    for kind in FILES:
        find = opened(kind)
        report(kind, [(row, face_of(Path(photos) / row["file"], find)[1]) for row in rows])


if __name__ == "__main__":
    if len(sys.argv) != 3:
        print("usage: head_ratios.py LABELS.csv PHOTOS", file=sys.stderr)
        sys.exit(2)
    main(*sys.argv[1:])
