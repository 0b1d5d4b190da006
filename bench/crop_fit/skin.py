"""The skin score's coefficients: logistic regression on a quadratic form in (cb, cr) per knot of luma (kernels/skin.h)."""
import numpy as np

from photos import preview_of

KNOTS, TERMS = 9, 6
TONE_WEIGHT = {"dark": 3.0, "medium": 2.5, "light": 1.0, None: 1.0}  # there are seven light faces to a dark one
LEVELS = 32  # per log odds


def pixels_of(photo, rng, count=400):
    """(y, cb, cr) of skin and of background pixels. Around the head nothing is labelled: neck, hair and hands are either."""
    planes, _ = preview_of(photo)
    rows, columns = planes.shape[1:]
    if np.abs(planes[1:].astype(int) - 128).mean() < 3:
        return np.zeros((0, 3)), np.zeros(0)
    y, x = np.mgrid[:rows, :columns]
    skin, other = np.zeros((rows, columns), bool), np.full((rows, columns), photo.head is None or photo.alone)
    if photo.head:
        fx, fy, fw, fh = (v * columns / photo.pixels.shape[1] for v in photo.face)
        skin = ((x - fx - fw / 2) / (0.40 * fw)) ** 2 + ((y - fy - 0.52 * fh) / (0.40 * fh)) ** 2 < 1
        other &= ~((x > fx - 0.35 * fw) & (x < fx + 1.35 * fw) & (y > fy - 0.45 * fh) & (y < fy + 2 * fh))
    values, labels = [], []
    for label, where in ((1, skin), (0, other)):
        at = np.argwhere(where)
        if len(at):
            at = at[rng.integers(0, len(at), count)]
            values.append(planes[:, at[:, 0], at[:, 1]].T)
            labels.append(np.full(count, label))
    return (np.concatenate(values), np.concatenate(labels)) if values else (np.zeros((0, 3)), np.zeros(0))


def prepare(photos, seed=1):
    """Draws the pixels of photos that have none yet."""
    for p in photos:
        if not hasattr(p, "pixel_samples"):
            p.pixel_samples = pixels_of(p, np.random.default_rng(seed))


def terms_of(values):
    values = values.astype(float)
    luma, u, v = values[:, 0] / 32, (values[:, 1] - 128) / 16, (values[:, 2] - 128) / 16
    knot = np.floor(luma).astype(int)
    knots = np.zeros((len(values), KNOTS))
    n = np.arange(len(values))
    knots[n, knot], knots[n, knot + 1] = 1 - (luma - knot), luma - knot
    forms = np.stack([np.ones_like(u), u, v, u * u, u * v, v * v], 1)
    return (knots[:, :, None] * forms[:, None, :]).reshape(len(values), KNOTS * TERMS)


def fit_skin(photos, seed=1):
    """The table of kernels/skin.h, in its units."""
    prepare(photos, seed)
    samples = [(*p.pixel_samples, TONE_WEIGHT[p.tone]) for p in photos]
    terms = terms_of(np.concatenate([s[0] for s in samples]))
    labels = np.concatenate([s[1] for s in samples])
    weights = np.concatenate([np.full(len(s[1]), s[2]) for s in samples])
    b = np.zeros(terms.shape[1])
    for _ in range(12):  # Newton; the ridge of 3 keeps knots with few pixels near their neighbours' zero
        p = 1 / (1 + np.exp(-np.clip(terms @ b, -20, 20)))
        s = weights * np.maximum(p * (1 - p), 1e-4)
        b += np.linalg.solve(terms.T @ (terms * s[:, None]) + 3 * np.eye(len(b)), terms.T @ (weights * (labels - p)) - 3 * b)
    table = b.reshape(KNOTS, TERMS) * LEVELS
    table[:, 0] += 128
    table[:, 1:3] /= 16
    table[:, 3:] /= 256
    return np.round(table * np.array([256, 256, 256, 8192, 8192, 8192])).astype(np.int32)
