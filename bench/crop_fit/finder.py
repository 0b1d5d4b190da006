"""The program's finder, built as a shared library and called from Python."""
import ctypes
import pathlib
import subprocess

import numpy as np

ROOT = pathlib.Path(__file__).resolve().parents[2]
SOURCES = ["skin_map", "skin_scores", "summed_area", "blur", "channels", "window", "head_search", "head_refine",
           "skin_model"]
TREE = np.dtype([("feature", "<u2", 7), ("limit", "u1", 7), ("pad", "u1"), ("leaf", "<i2", 8)])
PARTS = ("search", "choice", "across", "down", "larger")
HEAD_ROWS, HEAD_COLUMNS, SUBPIXEL = 12, 8, 256


class RawModel(ctypes.Structure):
    _fields_ = [("trees", ctypes.c_void_p * 5), ("counts", ctypes.c_int * 5)]


def build(folder):
    """Compiles the library into `folder` and opens it."""
    library = pathlib.Path(folder) / "libfinder.so"
    sources = [ROOT / "src/crop" / f"{s}.cpp" for s in SOURCES]
    sources += [ROOT / "src/base/image.cpp", pathlib.Path(__file__).with_name("finder_for_python.cpp")]
    subprocess.run(["g++", "-std=c++20", "-O3", "-fPIC", "-shared", f"-I{ROOT}/src", f"-I{ROOT}", *map(str, sources),
                    "-o", str(library)], check=True)


def open_library(folder):
    return Finder(ctypes.CDLL(str(pathlib.Path(folder) / "libfinder.so")))


class Finder:
    """previews are (luma, cb, cr) arrays of shape (3, height, width), uint8; windows rows of x, y, cell (see window.h)."""

    def __init__(self, library):
        self.library = library
        assert library.tree_bytes() == TREE.itemsize
        self.feature_count = library.feature_count()

    def features(self, preview, table, windows):
        windows = np.ascontiguousarray(windows, np.int32)
        features = np.empty((len(windows), self.feature_count), np.uint8)
        self.library.features_of(*arguments(preview, table), pointer(windows), len(windows), pointer(features))
        return features

    def search(self, preview, table, model, count, refined):
        """The best windows as rows of x, y, cell, score."""
        found = np.zeros((count, 4), np.int32)
        n = self.library.search(*arguments(preview, table), ctypes.byref(raw(model)), count, int(refined), pointer(found))
        return found[:n]

    def guess(self, preview, table, model):
        """The finder's answer: x, y, cell, score, rival's score."""
        found = np.zeros(5, np.int32)
        self.library.guess(*arguments(preview, table), ctypes.byref(raw(model)), pointer(found))
        return found


def arguments(preview, table):
    preview = np.ascontiguousarray(preview, np.uint8)
    arguments.keep = preview  # alive during the call
    return pointer(preview), preview.shape[2], preview.shape[1], pointer(np.ascontiguousarray(table, np.int32))


def pointer(array):
    p = ctypes.c_void_p(array.ctypes.data)
    p.keep = array
    return p


def raw(model):
    r = RawModel()
    for i, part in enumerate(PARTS):
        trees = model.get(part, np.zeros(0, TREE))
        r.trees[i], r.counts[i] = trees.ctypes.data, len(trees)
    return r


def head_of(window):
    """x, y, width, height in preview pixels of a window; the width is nominal."""
    x, y, cell = (float(v) for v in window[:3])
    return x / SUBPIXEL, y / SUBPIXEL, cell * HEAD_COLUMNS / SUBPIXEL, cell * HEAD_ROWS / SUBPIXEL


def window_of(centre, middle, height):
    """The window whose head box has this centre and height, in preview pixels."""
    cell = max(64, int(round(height * SUBPIXEL / HEAD_ROWS)) // 2 * 2)
    return (int(round(centre * SUBPIXEL)) - cell * HEAD_COLUMNS // 2, int(round(middle * SUBPIXEL)) - cell * HEAD_ROWS // 2, cell)
