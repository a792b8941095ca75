"""One hypothesis profile: machines are noisy, so no example has a deadline."""

from hypothesis import settings

settings.register_profile("recul", deadline=None)
settings.load_profile("recul")
