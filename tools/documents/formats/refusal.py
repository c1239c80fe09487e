"""Why a file cannot be read."""


class Refused(Exception):
    """A file is not read, for a reason its owner can act on.

    `code` is stable: `encrypted`, `damaged`, `empty`, `no_text`, `unknown_format`, `too_large` …
    """

    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.code = code
        self.message = message
