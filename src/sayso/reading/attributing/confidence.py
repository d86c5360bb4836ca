"""How sure an attribution is: the model's score as a probability that a person would have marked it too."""

from __future__ import annotations

import numpy as np

# Knots of a monotone map from the model's score to the share found right, fitted by isotonic regression over the development
# articles (the model card shows the reliability table; `python -m training.calibrate` prints the knots anew).
SCORES = (0.0, 0.3, 0.5, 0.6, 0.7, 0.8, 0.85, 0.9, 0.93, 0.96, 1.0)
RIGHT = (0.05, 0.05, 0.3, 0.42, 0.45, 0.56, 0.68, 0.75, 0.8, 0.9, 0.98)


def calibrated(score: float) -> float:
    """The probability, 0 to 1 with three decimals as it is written, that an attribution of this score is right."""
    return round(float(np.interp(score, SCORES, RIGHT)), 3)
