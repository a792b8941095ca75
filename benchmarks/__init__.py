"""Accuracy and speed, measured beside a baseline: ``python -m benchmarks [NAME…]``."""
