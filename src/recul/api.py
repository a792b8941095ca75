"""The same as the command line, from Python."""
