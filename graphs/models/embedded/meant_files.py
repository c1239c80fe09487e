"""Which of several attached files a question means: by its name, its ending, or its kind."""

import re
from collections.abc import Sequence

from graphs.models.embedded.message import Attachment

_KINDS = (
    (re.compile(r"\b(?:spreadsheet|table|sheet|excel|csv|columns?)\b", re.IGNORECASE), "table"),
    (re.compile(r"\b(?:word (?:file|document)|letter|scan)\b", re.IGNORECASE), "document"),
    (re.compile(r"\bjson\b", re.IGNORECASE), "data"),
)
_ALSO = {
    "docx": r"docx|word",
    "xlsx": r"xlsx|excel",
    "txt": r"txt|text file",
    "eml": r"eml|e-?mail",
}


def meant(text: str, files: Sequence[Attachment]) -> tuple[Attachment, ...]:
    """The files that a text names, in the order in which it does; all where it names none."""
    if len(files) < 2:
        return tuple(files)
    places = [(place, file) for file in files if (place := _place(text, file)) >= 0]
    if not places:
        kinds = {kind for words, kind in _KINDS if words.search(text)}
        return tuple(f for f in files if f.get("kind") in kinds) or tuple(files)
    return tuple(file for _, file in sorted(places, key=lambda pair: pair[0]))


def _place(text: str, file: Attachment) -> int:
    """Where a text names a file; -1 where it does not."""
    name = str(file.get("name") or "").lower()
    stem, _, ending = name.rpartition(".")
    at = text.lower().find(name) if name else -1
    if at >= 0:
        return at
    words = [w for w in re.split(r"[\W_\d]+", stem) if len(w) > 3]
    for word in words:
        if match := re.search(rf"\b{re.escape(word)}", text, re.IGNORECASE):
            return match.start()
    said = _ALSO.get(ending, re.escape(ending))
    match = re.search(rf"\b(?:{said})\b", text, re.IGNORECASE) if ending else None
    return match.start() if match else -1
