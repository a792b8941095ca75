"""`python -m recul`: the command line, where the scripts folder is not on the path."""

from recul.cli import main

main()
