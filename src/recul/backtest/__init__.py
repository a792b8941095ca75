"""Claims whose outcome is known, and the scores."""
