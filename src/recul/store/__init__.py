"""What is kept: the case folder."""

from __future__ import annotations

from recul.store.folder import DOCUMENTS_FILE, Added, Folder

__all__ = ["DOCUMENTS_FILE", "Added", "Folder"]
