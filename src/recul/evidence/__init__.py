"""Statement → Evidence: sources and grades, origins, and the two ledgers: declared, observed."""
