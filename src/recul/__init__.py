"""Recul: is an announced military withdrawal real?

Reads what is written about a crisis, keeps what parties say apart from what is seen on the
ground, and says how likely it is that an announced pull-back is real, with the sentence
behind every step.
"""

__version__ = "0.1.0"
