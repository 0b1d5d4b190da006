"""Boosted trees of depth three, learned by LightGBM and turned into the program's whole numbers (src/crop/trees.h)."""
import lightgbm
import numpy as np

from finder import TREE

COMMON = dict(max_depth=3, num_leaves=8, feature_fraction=0.08, bagging_fraction=0.5, bagging_freq=1, min_data_in_leaf=40,
              max_bin=63, verbose=-1, num_threads=1, seed=3, deterministic=True, force_col_wise=True)

COLUMNS, ROWS, CHANNELS, POSITIONS = 16, 20, 8, 6  # src/crop/window.h
SMOOTH = (1, 5, 6, 7)  # channels in which every second cell tells all


def asked():
    """The features that trees may ask for."""
    row, column, channel = np.indices((ROWS, COLUMNS, CHANNELS))
    dense = ~np.isin(channel, SMOOTH) | ((row % 2 == 1) & (column % 2 == 1))
    return np.flatnonzero(np.r_[dense.ravel(), np.ones(POSITIONS, bool)])


ASKED = asked()


def binned(features):
    """Features in LightGBM's form, kept for the next target of the same windows."""
    if getattr(binned, "of", None) is not features:
        binned.of, binned.data = features, lightgbm.Dataset(features[:, ASKED], np.zeros(len(features)), params=COMMON).construct()
    return binned.data


def learn(features, targets, rounds, rate, scale, objective, weights=None, ridge=5.0):
    """`rounds` trees whose leaves are in 1/scale of the target (of log odds, for objective binary)."""
    data = binned(features).set_label(targets).set_weight(weights)
    booster = lightgbm.train(dict(COMMON, objective=objective, learning_rate=rate, lambda_l2=ridge), data, rounds)
    return np.array([whole(t["tree_structure"], scale) for t in booster.dump_model()["tree_info"]], TREE)


def whole(structure, scale):
    """One tree; where it is less deep than three, its leaf is repeated below a question without consequence."""
    tree = np.zeros((), TREE)

    def put(node, at):
        if at >= 7:
            tree["leaf"][at - 7] = round(np.clip(node["leaf_value"] * scale, -32767, 32767))
            return
        split = "split_feature" in node
        tree["feature"][at] = ASKED[node["split_feature"]] if split else 0
        tree["limit"][at] = np.floor(node["threshold"]) if split else 255
        put(node["left_child"] if split else node, 2 * at + 1)
        put(node["right_child"] if split else node, 2 * at + 2)

    put(structure, 0)
    return tree


def apply(trees, features):
    """Sums over the trees, as the program makes them."""
    sums, rows = np.zeros(len(features), np.int64), np.arange(len(features))
    for tree in trees:
        node = np.zeros(len(features), np.int64)
        for _ in range(3):
            node = 2 * node + 1 + (features[rows, tree["feature"][node]] > tree["limit"][node])
        sums += tree["leaf"][node - 7]
    return sums
