"""Public sets, read from a copy outside the repository: ``python -m benchmarks.public SET PATH``.

Nothing of theirs is kept here: neither a text nor a sentence. Each module names the place its set
comes from and says, in a sentence, what counts as found.
"""
