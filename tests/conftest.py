"""Settings of all tests."""

from hypothesis import settings

# A test fails for what it finds, never for how long a busy machine takes to find it.
settings.register_profile("untimed", deadline=None)
settings.load_profile("untimed")
