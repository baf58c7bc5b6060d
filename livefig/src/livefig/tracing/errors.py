"""What an author hears when something cannot be followed."""


class TraceError(TypeError):
    """What the author wrote cannot be followed; the message says what to write instead."""
