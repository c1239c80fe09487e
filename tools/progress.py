"""Progress that nobody follows: what a capability is given when it is called as a function."""


class NoProgress:
    """For callers who do not follow the progress."""

    def advance(self, done: int, total: int, note: str = "") -> None:
        """Nobody listens."""


SILENT = NoProgress()
"""The default of every capability that tells its progress."""
