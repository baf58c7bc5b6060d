"""What an author hears when something cannot be followed."""

from livefig.tracing.places import Place, author_place


class TraceError(TypeError):
    """What the author wrote cannot be followed; the message says where, and what to write instead.

    Attributes
    ----------
    place : Place or None
        The author's line, where it is known.
    writes : bool
        Whether what was refused is to write a traced value into a plain array.
    """

    writes = False

    def __init__(self, message: str, place: Place | None = None):
        super().__init__(message)
        self.place = author_place() if place is None else place

    @property
    def message(self) -> str:
        """The message without the line."""
        return str(self.args[0])

    def __str__(self) -> str:
        return self.message if self.place is None else f"{self.message} ({self.place})"
