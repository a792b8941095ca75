"""The page of accuracy, `docs/accuracy.md`: ``python -m benchmarks.accuracy [SET=PATH…]``."""
