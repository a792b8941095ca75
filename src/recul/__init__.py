"""Recul: is an announced military withdrawal real?

Reads what is written about a crisis, keeps what parties say apart from what is seen on the
ground, and says how likely it is that an announced pull-back is real, with the sentence
behind every step.
"""

__version__ = "0.1.0"

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from recul.api import check, new
    from recul.api import open_case as open
    from recul.model import end_of_day

__all__ = ["check", "end_of_day", "new", "open"]

_HOMES = {
    "check": ("recul.api", "check"),
    "end_of_day": ("recul.model", "end_of_day"),
    "new": ("recul.api", "new"),
    "open": ("recul.api", "open_case"),
}


def __getattr__(name: str) -> Any:  # noqa: ANN401 (whatever the name stands for)
    """Import the rooms when one is asked for: ``import recul`` alone is quick."""
    if name not in _HOMES:
        raise AttributeError(f"module 'recul' has no attribute {name!r}")
    from importlib import import_module

    module, attribute = _HOMES[name]
    return getattr(import_module(module), attribute)
