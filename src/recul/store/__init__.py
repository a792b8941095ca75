"""What is kept: the case folder."""
