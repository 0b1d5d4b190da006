#!/usr/bin/env python3
"""Fits the skin finder's model to labelled photos and measures it on photos it has not seen. See README.md."""
import argparse
import multiprocessing
import pickle
import sys
import tempfile

import numpy as np

import framing
from finder import build, head_of, open_library
from learn import learn_model
from photos import TONES, folds_of, preview_of, read_photos


def found_in(photo, finder, table, model):
    preview, scale = preview_of(photo)
    grey = preview.copy()
    grey[1:] = 128
    found, found_in_grey = (finder.guess(p, table, model) for p in (preview, grey))
    return tuple(v * scale for v in head_of(found)), found, tuple(v * scale for v in head_of(found_in_grey)), found_in_grey


def start(folder, labels, images):
    """A process reads the photos once."""
    global finder, photos
    finder, photos = open_library(folder), read_photos(labels, images)


def fold_out(fold):
    """Learns from the photos where `fold` is False, finds in the others: (name, head, guess, guess in grey) of each."""
    table, model = learn_model([p for p, out in zip(photos, fold) if not out], finder)
    found = [(p.name, *found_in(p, finder, table, model)) for p, out in zip(photos, fold) if out]
    return found, table, model


def judge(photo, head):
    w, h = float(photo.row["width"]), float(photo.row["height"])
    return {o: framing.good(framing.crop_of(head, w, h, o), photo.row, o) for o in (648, 256, 96)}


def report(photos, verdicts):
    def line(name, chosen):
        if chosen:
            cells = [framing.share([verdicts[p.name][o][0] for p in chosen]) for o in (648, 256, 96)]
            print(f"{name:16s} n={len(chosen):4d}  " + "  ".join(cells), flush=True)
    line("all", photos)
    for o in (648, 256, 96):
        line(f"hard at {o}", [p for p in photos if framing.hard(p.row, 648)] if o == 648 else [])
    for tag in sorted({t for p in photos for t in p.tags if t}):
        line(tag, [p for p in photos if tag in p.tags])


def main():
    ap = argparse.ArgumentParser(description=__doc__)
    ap.add_argument("labels"), ap.add_argument("folder")
    ap.add_argument("--folds", type=int, default=5)
    ap.add_argument("--by", choices=("family", "repository"), default="family")
    ap.add_argument("--all", action="store_true")
    ap.add_argument("--processes", type=int, default=2)
    ap.add_argument("--save")
    a = ap.parse_args()
    photos = read_photos(a.labels, a.folder)
    folder = tempfile.mkdtemp()
    build(folder)
    fold = folds_of(photos, a.folds, a.by)
    jobs = [fold == f for f in range(a.folds)]
    if a.all:
        jobs = [fold == -1]
    by_name = {p.name: p for p in photos}
    details = {}
    with multiprocessing.Pool(a.processes, start, (folder, a.labels, a.folder)) as pool:
        for found, table, model in pool.imap_unordered(fold_out, jobs):
            details |= {name: rest for name, *rest in found}
            verdicts = {n: judge(by_name[n], d[0]) for n, d in details.items() if by_name[n].head}
            report([p for p in photos if p.name in verdicts], verdicts)
            if a.save:
                pickle.dump((verdicts, details, table, model), open(a.save, "wb"))


if __name__ == "__main__":
    sys.exit(main())
