#!/usr/bin/env python3
"""Fits the skin finder's model to labelled photos and measures it on photos that it has not seen. See README.md."""
import argparse
import collections
import multiprocessing
import pathlib
import sys
import tempfile

import framing
from calibrate import calibrate, confidence
from finder import ROOT, build, head_of, open_library
from learn import learn_model
from photos import folds_of, preview_of, read_photos
from write_model import write_model

OUTPUTS = (648, 256, 96)
READ_NOW = (".jpg", ".jpeg", ".png")  # formats that the program reads; the others are measured apart

Found = collections.namedtuple("Found", "head guess grey_head grey_guess")  # heads in photo pixels; guesses as Finder.guess


def start(folder, labels, images):
    """Each process reads the photos once."""
    global finder, photos
    finder, photos = open_library(folder), read_photos(labels, images)


def find(photo, table, model):
    preview, scale = preview_of(photo)
    grey = preview.copy()
    grey[1:] = 128
    guess, grey_guess = (finder.guess(p, table, model) for p in (preview, grey))
    in_photo = lambda g: tuple(v * scale for v in head_of(g))
    return Found(in_photo(guess), guess, in_photo(grey_guess), grey_guess)


def fold_out(out):
    """Learns from the photos that are not `out`, finds in those that are."""
    table, model = learn_model([p for p, o in zip(photos, out) if not o], finder)
    return {p.name: find(p, table, model) for p, o in zip(photos, out) if o}, table, model


def good(photo, head, output):
    """No crop of a photo without a person is good."""
    crop = framing.crop_of(head, float(photo.row["width"]), float(photo.row["height"]), output)
    return bool(photo.head) and framing.good(crop, photo.row, output)[0]


def report(photos, found):
    """Shares of good crops, in percent, per output side."""
    def line(name, chosen, head=lambda p: found[p.name].head, only_hard=False):
        if chosen:
            sets = [[p for p in chosen if not only_hard or framing.hard(p.row, o)] for o in OUTPUTS]
            shares = "  ".join(framing.share([good(p, head(p), o) for p in s]) for s, o in zip(sets, OUTPUTS))
            print(f"{name:24s} n={len(sets[0]):4d}  {shares}", flush=True)

    people = [p for p in photos if p.head]
    now = [p for p in people if p.name.endswith(READ_NOW)]
    print(f"{'good crops, %':24s} {'':6s}  " + "  ".join(f"{o:5d}" for o in OUTPUTS))
    line("all formats", people)
    line("JPEG and PNG", now)
    line("JPEG and PNG, hard", now, only_hard=True)  # which photos are hard depends on the output; n is that of 648
    line("all made grey", people, lambda p: found[p.name].grey_head)
    for tag in sorted({t for p in people for t in p.tags if t}):
        line(tag, [p for p in people if tag in p.tags])


def report_confidence(photos, found, colour):
    """Photos by confidence, and the share of good 648 crops among them."""
    edges = (0, 0.3, 0.5, 0.7, 0.8, 0.9, 0.95, 1.01)
    sure = {p.name: confidence(found[p.name].guess, colour) for p in photos}
    for low, high in zip(edges, edges[1:]):
        chosen = [p for p in photos if low <= sure[p.name] < high]
        shares = framing.share([good(p, found[p.name].head, 648) for p in chosen])
        print(f"confidence {low:.2f}-{min(high, 1):.2f}  n={len(chosen):4d}  good {shares} %  "
              f"without a person {sum(p.head is None for p in chosen)}")


def main():
    ap = argparse.ArgumentParser(description=__doc__)
    ap.add_argument("labels", help="CSV: file, width, height, face_x, face_y, face_w, face_h, faces, tags, source")
    ap.add_argument("images", help="folder of the files it names")
    ap.add_argument("--folds", type=int, default=4)
    ap.add_argument("--by", choices=("family", "repository"), default="family", help="what is never in two folds")
    ap.add_argument("--processes", type=int, default=2)
    ap.add_argument("--out", type=pathlib.Path, default=ROOT / "src/crop/skin_model.cpp")
    a = ap.parse_args()
    photos, folder = read_photos(a.labels, a.images), tempfile.mkdtemp()
    build(folder)
    fold = folds_of(photos, a.folds, a.by)
    found = {}
    with multiprocessing.Pool(a.processes, start, (folder, a.labels, a.images)) as pool:
        for part, table, model in pool.imap(fold_out, [fold == f for f in range(a.folds)] + [fold == -1]):
            found |= part
    finish(photos, found, table, model, a.out)


def finish(photos, found, table, model, out):
    """found: out of fold; table, model: fitted to all photos."""
    report(photos, found)
    colour = calibrate([found[p.name].guess for p in photos], [good(p, found[p.name].head, 648) for p in photos])
    grey = calibrate([found[p.name].grey_guess for p in photos], [good(p, found[p.name].grey_head, 648) for p in photos])
    report_confidence(photos, found, colour)
    write_model(out, table, model, colour, grey)


if __name__ == "__main__":
    sys.exit(main())
