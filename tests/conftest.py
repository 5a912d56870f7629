"""Settings of every test."""

from hypothesis import settings

settings.register_profile("flash", deadline=None)
settings.load_profile("flash")
