"""What is a value in a log message and not part of its wording: addresses, numbers, paths, ids.

A mask stands for the whole value, so that two messages of one wording become equal before any
comparison. Masks say what they stand for: `<ip>` beside `<ip>` is a likeness, `<*>` is none.
"""

import re

MASKS: tuple[tuple[str, str], ...] = (
    ("uuid", r"\b[0-9a-fA-F]{8}-(?:[0-9a-fA-F]{4}-){3}[0-9a-fA-F]{12}\b"),
    ("url", r"\b[a-z][a-z0-9+.-]{1,15}://[^\s\"'<>,;]+"),
    ("mac", r"\b(?:[0-9a-fA-F]{2}[:-]){5}[0-9a-fA-F]{2}\b"),
    ("block", r"\bblk_-?\d+"),
    (
        "ip",
        r"(?:\b[\w.-]{1,64}/|/|(?<![\d.]))(?:\d{1,3}\.){3}\d{1,3}(?![\d.]*\d)(?:[:/]\d{1,5})?\b"
        r"|(?<![\w:])(?:[0-9a-fA-F]{1,4}:){3,7}(?::?[0-9a-fA-F]{1,4}){1,4}\b"
        r"|(?<![\w:])(?:[0-9a-fA-F]{1,4}:){1,6}:(?:[0-9a-fA-F]{1,4})?\b",
    ),
    ("host", r"\b(?:[A-Za-z0-9-]{1,63}\.){1,8}[A-Za-z][A-Za-z0-9-]{0,62}:\d{1,5}\b"),
    ("email", r"\b[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,8}\b"),
    ("path", r"(?<![\w/.<>*])(?:/[^/\s:,;=\"'()\[\]<>|]+){2,}/?|\b[A-Za-z]:\\[^\s\"',;]+"),
    ("hex", r"\b0[xX][0-9a-fA-F]+\b|\b(?=[a-f]*\d)(?=\d*[a-f])[0-9a-f]{6,}\b"),
    (
        "num",
        r"(?<==)[+-]?\d+(?:\.\d+)?(?=[A-Z]|[a-z]{3})"
        r"|(?<![A-Za-z0-9])[+-]?\d+(?:[.,:/]\d+)*(?:[eE][+-]\d+)?"
        r"(?:[KMGT]i?B|[kmµnu]?s|%)?(?![A-Za-z0-9])",
    ),
)
"""In this order: a mask that could take part of another's value stands after it."""
WILD = "<*>"
_SPECIAL = re.compile(r"[\d/\\@:]")
_ALL = re.compile("|".join(f"(?P<{name}>{pattern})" for name, pattern in MASKS))
_NAMES = {name: f"<{name}>" for name, _ in MASKS}
_REQUEST = re.compile(r"\b(GET|PUT|POST|HEAD|PATCH|DELETE|OPTIONS) \S*/\S*")
_QUOTED = re.compile(r"=\"[^\"]*\"|='[^']*'")
_SHORT_TIME = re.compile(r"<\d+\s?(?:sec|ms|s)\b")
_RUN = re.compile(r"<num>(?:[ ,;]+<num>){2,}")
"""A list of three or more numbers has no fixed length."""
_MOST_WORDS = 100_000
_LONGEST_WORD = 256
"""Longer ones are values; a pattern's time grows faster than the word."""


class Masker:
    """Masks messages; remembers words, which repeat far more than messages do."""

    def __init__(self) -> None:
        self._words: dict[str, str] = {}

    def __call__(self, message: str) -> str:
        """The message with a mask for each value."""
        if "/" in message:
            message = _REQUEST.sub(r"\1 <path>", message)
        if '="' in message or "='" in message:
            message = _QUOTED.sub("=<text>", message)
        if "<" in message:
            message = _SHORT_TIME.sub("<num>", message)
        words = [word if word.isalpha() else self._word(word) for word in message.split()]
        text = " ".join(words)
        return _RUN.sub("<num> <num>", text) if text.count("<num>") > 2 else text

    def _word(self, word: str) -> str:
        if word.isdigit():
            return "<num>"
        if len(word) > _LONGEST_WORD:
            return "<text>"
        known = self._words.get(word)
        if known is None:
            known = _ALL.sub(_mask, word) if _SPECIAL.search(word) else word
            if len(self._words) < _MOST_WORDS:
                self._words[word] = known
        return known


def _mask(match: re.Match[str]) -> str:
    return _NAMES[match.lastgroup or "num"]
