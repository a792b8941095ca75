"""What is kept: the case folder and its database."""

from __future__ import annotations

from recul.store.folder import DATABASE_FILE, Added, Fetch, Folder

__all__ = ["DATABASE_FILE", "Added", "Fetch", "Folder"]
