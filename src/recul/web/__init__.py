"""The analyst's pages: to come."""
