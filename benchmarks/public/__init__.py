"""Public sets, read from a copy outside the repository: ``python -m benchmarks.public SET PATH``.

PATH is a checkout of the repository that a report names as its source, or the folders of it that
are read. Nothing of theirs is kept here, neither a text nor a sentence. Each module says in a
sentence what counts as found.
"""
