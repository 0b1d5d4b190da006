"""The crops that other tools make of labelled photos, a CSV file each: python bench/croppers LABELS.csv PHOTOS OUT.

OUT/NAME.csv has file,output,x,y,width,height in upright photo pixels, as headroom's crops.csv; a photo that a tool
makes nothing of has no row. OUT/times.csv has cropper,milliseconds: locating alone, CPU time, mean of all photos.
bench/README.md, "What others crop", says how each tool is used.

exit status: 0 done, 1 a tool failed, 2 usage
"""

import argparse
import csv
import importlib
import sys
from pathlib import Path

CROPPERS = {  # name: module here, what the module's `cropper` is asked for
    "vips-attention": ("vips", "attention"),
    "vips-entropy": ("vips", "entropy"),
    "opencv-haar": ("cascades", "haar"),
    "opencv-lbp": ("cascades", "lbp"),
    "autocrop": ("autocropper", "defaults"),
}
NEEDED = "env/bin/pip install -r bench/croppers/requirements.txt, and scripts/install peers"


def square_side(text):
    width, _, height = text.partition("x")
    if not width.isdigit() or width != height or int(width) == 0:
        raise argparse.ArgumentTypeError(f"'{text}' is not a square size such as 648x648")
    return int(width)


def arguments():
    parser = argparse.ArgumentParser(prog="croppers", description="crops that other tools make of the same photos")
    parser.add_argument("labels", type=Path, metavar="LABELS.csv", help="its column 'file' names the photos")
    parser.add_argument("photos", type=Path, metavar="PHOTOS", help="folder of these files")
    parser.add_argument("out", type=Path, metavar="OUT", help="folder for the CSV files; it is made")
    parser.add_argument("--output", type=square_side, action="append", metavar="WxH", dest="sides",
                        help="may be repeated; default 648x648, 256x256, 96x96")
    parser.add_argument("--cropper", choices=CROPPERS, action="append", dest="names",
                        help="may be repeated; default all")
    given = parser.parse_args()
    if not given.labels.is_file():
        parser.error(f"{given.labels} is not a file")
    if not given.photos.is_dir():
        parser.error(f"{given.photos} is not a folder")
    given.files = files_of(given.labels, parser)
    missing = [file for file in given.files if not (given.photos / file).is_file()]
    if missing:
        parser.error(f"{given.photos} has no {missing[0]}" + (f", nor {len(missing) - 1} more" if missing[1:] else ""))
    given.sides = sorted(set(given.sides or (648, 256, 96)), reverse=True)
    given.croppers = {name: opened(name, parser) for name in given.names or CROPPERS}
    return given


def files_of(labels, parser):
    with labels.open(newline="") as lines:
        rows = csv.DictReader(lines)
        if "file" not in (rows.fieldnames or ()):
            parser.error(f"{labels} has no column 'file'")
        files = [row["file"] for row in rows]
    if not files:
        parser.error(f"{labels} names no photos")
    return files


def opened(name, parser):
    module, kind = CROPPERS[name]
    try:
        return importlib.import_module(module).cropper(kind)
    except (ImportError, OSError) as missing:
        parser.error(f"{name} cannot be used ({missing}); it takes {NEEDED}")


def whole(crop, width, height):
    """The crop in whole pixels inside the photo; a square stays a square."""
    size = [max(1, min(round(extent), limit)) for extent, limit in zip(crop[2:], (width, height))]
    at = [min(max(round(place), 0), limit - extent) for place, extent, limit in zip(crop, size, (width, height))]
    return *at, *size


def write_crops(name, crops_of, given):
    """Writes OUT/NAME.csv; returns milliseconds per photo."""
    crops_of(given.photos / given.files[0], given.sides)  # loads and warms what is done once
    seconds, cropped = 0.0, 0
    with (given.out / f"{name}.csv").open("w", newline="") as file:
        rows = csv.writer(file, lineterminator="\n")
        rows.writerow(("file", "output", "x", "y", "width", "height"))
        for photo in given.files:
            size, crops, spent = crops_of(given.photos / photo, given.sides)
            seconds += spent
            cropped += bool(crops)
            rows.writerows((photo, f"{side}x{side}", *whole(crop, *size)) for side, crop in crops.items())
    print(f"{name:16} crops of {cropped} of {len(given.files)} photos", flush=True)
    return 1000 * seconds / len(given.files)


def main():
    given = arguments()
    given.out.mkdir(parents=True, exist_ok=True)
    times = {name: write_crops(name, crops_of, given) for name, crops_of in given.croppers.items()}
    with (given.out / "times.csv").open("w") as file:
        file.write("cropper,milliseconds\n")
        file.writelines(f"{name},{milliseconds:.2f}\n" for name, milliseconds in times.items())


if __name__ == "__main__":
    try:
        main()
    except (OSError, RuntimeError, ValueError) as failure:
        sys.exit(f"croppers: {failure}")
    except KeyboardInterrupt:
        sys.exit(130)
