"""Probability words: ICD 203 (2 January 2015), first row, as keys that reporting words."""

from __future__ import annotations

BANDS = (
    (0.01, 0.05, "almost_no_chance"),
    (0.05, 0.20, "very_unlikely"),
    (0.20, 0.45, "unlikely"),
    (0.45, 0.55, "roughly_even_chance"),
    (0.55, 0.80, "likely"),
    (0.80, 0.95, "very_likely"),
    (0.95, 0.99, "almost_certain"),
)
"""Low, high, key; half open, ``low <= p < high``, the last one closed at 99 %."""


def words(p: float) -> str | None:
    """The key of the band of `p`; None outside 1–99 %, where the standard has no word."""
    if p == BANDS[-1][1]:
        return BANDS[-1][2]
    return next((key for low, high, key in BANDS if low <= p < high), None)
