"""One hypothesis profile: machines are noisy, so no example has a deadline.

In CI every run draws the same texts: a change lands or fails for what it changes, not by luck.
Everywhere else they are drawn at random, which is how new faults are found.
"""

import os

from hypothesis import settings

settings.register_profile("recul", deadline=None, derandomize="CI" in os.environ)
settings.load_profile("recul")
