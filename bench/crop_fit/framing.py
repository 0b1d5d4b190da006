"""The framing rule of src/README.md and the judgement of crops, as in the project's scorer."""
import numpy as np


def overlap(a, b):
    w, h = min(a[0] + a[2], b[0] + b[2]) - max(a[0], b[0]), min(a[1] + a[3], b[1] + b[3]) - max(a[1], b[1])
    return max(0.0, w) * max(0.0, h)


def iou(a, b):
    both = overlap(a, b)
    return both / (a[2] * a[3] + b[2] * b[3] - both) if both else 0.0


def labelled_head(row):
    x, y, w, h = (float(row[k]) for k in ("face_x", "face_y", "face_w", "face_h"))
    return x - 0.10 * w, y - 0.35 * h, 1.20 * w, 1.40 * h


def crop_of(head, width, height, output):
    side = min(max(head[3] * 1.5, output), width, height)
    x = min(max(head[0] + head[2] / 2 - side / 2, 0), width - side)
    y = min(max(head[1] - (side - head[3]) / 4, 0), height - side)
    return x, y, side, side


def centre_crop(width, height):
    side = min(width, height)
    return (width - side) / 2, (height - side) / 2, side, side


def good(crop, row, output):
    """Whether the head is inside and the crop overlaps the ideal one by 0.70; also that overlap."""
    width, height = float(row["width"]), float(row["height"])
    head, frame = labelled_head(row), (0, 0, width, height)
    x0, y0 = max(head[0], 0), max(head[1], 0)
    seen = (x0, y0, min(head[0] + head[2], width) - x0, min(head[1] + head[3], height) - y0)
    score = iou(crop, crop_of(head, width, height, output))
    return overlap(seen, crop) >= 0.98 * overlap(head, frame) and score >= 0.70, score


def hard(row, output):
    return not good(centre_crop(float(row["width"]), float(row["height"])), row, output)[0]


def share(values):
    return f"{100 * np.mean(values):5.1f}" if len(values) else "    -"
