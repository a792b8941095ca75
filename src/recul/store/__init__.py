"""What is kept: the case folder."""

from __future__ import annotations

from recul.store.folder import Folder

__all__ = ["Folder"]
