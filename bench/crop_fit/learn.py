"""Learning one model from photos: skin table, search, moves, choice."""
import time

import numpy as np

import trees
from finder import HEAD_ROWS, head_of, window_of
from photos import vary
from skin import fit_skin

VARIATIONS = 6  # of each photo


def distances(window, head):
    """How far a window is off, in shares of the head's height: right, down, log2 larger."""
    x, y, w, h = head_of(window)
    centre, middle, height = head
    return (centre - x - w / 2) / h, (middle - y - h / 2) / h, np.log2(height / h)


def off_by(head, right, down, larger):
    """The window from which the head is that far away."""
    centre, middle, height = head
    h = height / 2 ** larger
    return window_of(centre - right * h, middle - down * h, h)


def overlap_of(window, head):
    """IoU of boxes of the window's shape."""
    x, y, w, h = head_of(window)
    centre, middle, height = head
    width = height * w / h
    across = min(x + w, centre + width / 2) - max(x, centre - width / 2)
    down = min(y + h, middle + height / 2) - max(y, middle - height / 2)
    both = max(0, across) * max(0, down)
    return both / (w * h + width * height - both)


def hits(head, rng, count):
    return [off_by(head, *rng.uniform((-0.1, -0.1, -0.18), (0.1, 0.1, 0.18))) for _ in range(count)]


def misses(head, shape, rng, count, near):
    rows, columns = shape
    windows = []
    while len(windows) < count:
        if head and rng.random() < near:
            window = off_by(head, *rng.normal(0, (0.3, 0.3, 0.5)))
        else:
            h = max(columns, rows) * np.exp(rng.uniform(np.log(0.09), np.log(1.1)))
            window = window_of(rng.uniform(0, columns), rng.uniform(0.1 * h, max(rows - 0.2 * h, 0.2 * h)), h)
        if not head or overlap_of(window, head) < 0.5:
            windows.append(window)
    return windows


class Lesson:
    """Variations of photos, and what their windows show."""

    def __init__(self, photos, finder, seed):
        rng = np.random.default_rng(seed)
        self.finder, self.rng, self.table = finder, rng, fit_skin(photos)
        self.views = [(*vary(p, rng, plain=v == 0), p) for p in photos for v in range(VARIATIONS)]

    def see(self, windows_of):
        """Features of windows_of(view), over all views; and for each window its view's number and itself."""
        features, owners, windows = [], [], []
        for i, (preview, head, photo) in enumerate(self.views):
            some = windows_of(i, preview, head, photo)
            if len(some):
                features.append(self.finder.features(preview, self.table, np.array([tuple(w[:3]) for w in some])))
                owners += [i] * len(some)
                windows += [tuple(w[:3]) for w in some]
        return np.concatenate(features), np.array(owners), windows


def learn_model(photos, finder, seed=1, log=print):
    started = time.time()
    say = lambda text: log(f"  {time.time() - started:5.0f} s  {text}")
    lesson = Lesson(photos, finder, seed)
    say("variations")
    model = {}
    model.update(learn_moves(lesson, say))
    say("moves")
    model["search"] = learn_search(lesson, model, say)
    model["choice"] = learn_choice(lesson, model)
    say("choice")
    return lesson.table, model


def learn_moves(lesson, say):
    rng = lesson.rng

    def near(i, preview, head, photo):
        if not head:
            return []
        return [off_by(head, *rng.uniform((-0.22, -0.25, -0.4), (0.22, 0.25, 0.4)) * rng.choice([1, 0.4])) for _ in range(14)]

    features, owners, windows = lesson.see(near)
    say("near windows")
    targets = np.array([distances(w, lesson.views[i][1]) for w, i in zip(windows, owners)])
    parts = {}
    for k, part in enumerate(("across", "down", "larger")):
        parts[part] = trees.learn(features, targets[:, k] * 256, 160, 0.1, 32, "regression")
    return parts


def learn_search(lesson, model, say):
    rng = lesson.rng
    yes = lesson.see(lambda i, preview, head, photo: hits(head, rng, 6) if head else [])[0]
    no = lesson.see(lambda i, preview, head, photo: misses(head, preview.shape[1:], rng, 24 if photo.alone or not head else 8,
                                                           0.4 if photo.alone else 1.0))[0]
    for rounds in (60, 100, 128):
        features = np.concatenate([yes, no])
        targets = np.r_[np.ones(len(yes)), np.zeros(len(no))]
        weights = np.where(targets == 1, len(no) / len(yes) * 0.5, 1)
        model["search"] = trees.learn(features, targets, rounds, 0.15, 256, "binary", weights)
        say(f"search, {len(yes)} hits, {len(no)} misses")
        if rounds == 128:
            return model["search"]
        no = np.concatenate([no, lesson.see(lambda i, preview, head, photo: false_finds(lesson, preview, head, photo, model))[0]])


def false_finds(lesson, preview, head, photo, model):
    if head and not photo.alone:
        return []
    found = lesson.finder.search(preview, lesson.table, model, 10, False)
    return [w for w in found if not head or overlap_of(w, head) < 0.45][:8]


def learn_choice(lesson, model):
    """Is a window that has been moved into place on the head? Learned from what search and moves really yield."""
    rng = lesson.rng

    def finals(i, preview, head, photo):
        found = list(lesson.finder.search(preview, lesson.table, model, 8, True))
        if head:
            found += hits(head, rng, 3) + [off_by(head, *rng.normal(0, (0.12, 0.12, 0.2))) for _ in range(4)]
        return found

    features, owners, windows = lesson.see(finals)
    heads = [lesson.views[i][1] for i in owners]
    alike = np.array([overlap_of(w, h) if h else 0.0 for w, h in zip(windows, heads)])
    targets = np.clip((alike - 0.35) / 0.45, 0, 1)
    return trees.learn(features, targets, 160, 0.12, 256, "cross_entropy")
