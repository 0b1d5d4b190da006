"""How sure the finder may be: the share of good crops as a function of a guess's score and its lead over the rival."""
import numpy as np

LARGEST_LEAD = 1024  # src/crop/skin_finder.cpp


def calibrate(guesses, good, ridge=0.05):
    """Logistic regression on guesses of photos that the model has not seen: offset, of_score, of_lead in 1/256."""
    guesses = np.array(guesses, float)
    lead = np.minimum(guesses[:, 3] - guesses[:, 4], LARGEST_LEAD)
    terms = np.stack([np.ones(len(guesses)), guesses[:, 3] / 256, lead / 256], 1)
    b = np.zeros(3)
    for _ in range(25):
        p = 1 / (1 + np.exp(-terms @ b))
        s = np.maximum(p * (1 - p), 1e-4)
        pull = ridge * len(guesses) * np.diag([0, 0.02, 0.02])
        b += np.linalg.solve(terms.T @ (terms * s[:, None]) + pull, terms.T @ (np.array(good) - p) - pull @ b)
    return np.round(b * 256).astype(int)


def confidence(guess, by):
    lead = min(guess[3] - guess[4], LARGEST_LEAD)
    return 1 / (1 + np.exp(-(by[0] + (by[1] * guess[3] + by[2] * lead) / 256) / 256))
