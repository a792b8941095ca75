"""Claims whose outcome is known, and the scores: part of the product, largest misses first."""

from pathlib import Path

from recul.backtest.claims import HistoricalCase, Outcome, case_of, evidence_of, load
from recul.backtest.replay import Checkpoint, Replayed, replay
from recul.backtest.report import Report, run

BUNDLED = Path(__file__).parent / "data" / "withdrawal_claims.json"
"""The claims that come with the package, with their known weaknesses beside them."""

__all__ = [
    "BUNDLED",
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
