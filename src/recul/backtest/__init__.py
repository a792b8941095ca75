"""Claims whose outcome is known, and the scores: part of the product, largest misses first."""

from recul.backtest.claims import HistoricalCase, Outcome, case_of, evidence_of, load
from recul.backtest.replay import Checkpoint, Replayed, Report, replay, run

__all__ = [
    "Checkpoint",
    "HistoricalCase",
    "Outcome",
    "Replayed",
    "Report",
    "case_of",
    "evidence_of",
    "load",
    "replay",
    "run",
]
