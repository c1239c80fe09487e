"""Which of several attached files a question means: by its name, its ending, or its kind."""

import re
from collections.abc import Collection, Sequence

from graphs.models.embedded.memory import Call
from graphs.models.embedded.message import Attachment
from graphs.models.embedded.sheets import is_file

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
    named = [file for _, file in sorted(places, key=lambda pair: pair[0])]
    if any(str(file.get("name") or "\0").lower() in text.lower() for file in named):
        return tuple(named)
    if all(file.get("kind") == "data" for file in named):  # "this model", for the table beside it
        return (*named, *(file for file in files if file.get("kind") == "table"))
    return tuple(named)


_NTH = (
    re.compile(r"\b(?:first|1st)\b", re.IGNORECASE),
    re.compile(r"\b(?:second|2nd)\b", re.IGNORECASE),
    re.compile(r"\b(?:third|3rd)\b", re.IGNORECASE),
)
_FILE = r"(?:file|table|csv|spreadsheet|sheet|excel|upload|attachment|data ?set|one)s?\b"
_POINTED = re.compile(rf"\b(?:first|1st|second|2nd|third|3rd)\s+{_FILE}", re.IGNORECASE)
_OTHER = re.compile(rf"\b(?:the )?other\s+{_FILE}", re.IGNORECASE)
_BEFORE_A_NAME = r"\b(?:for|with|in|from|of|on|file|table|sheet|use|take|using|and)\s+(?:the\s+)?"


def recalled(
    text: str, batches: Sequence[Sequence[Attachment]], used: Collection[str] = ()
) -> tuple[Attachment, ...]:
    """Files of earlier messages that a text points at: by name, by their order, "the other one".

    `used`: ids of the files that the answer before was computed from.
    """
    earlier = list({str(f.get("name")): f for batch in batches for f in batch}.values())
    named = [file for file in earlier if _is_named(text, file)]
    if named or not earlier:
        return tuple(named)
    if _OTHER.search(text):
        return tuple(f for f in earlier if str(f.get("id")) not in used)[-1:] if used else ()
    if _POINTED.search(text):
        several = next((b for b in reversed(batches) if len(b) > 1), earlier)
        place = next((i for i, words in enumerate(_NTH) if words.search(text)), 0)
        return tuple(several[place : place + 1])
    return ()


def _is_named(text: str, file: Attachment) -> bool:
    """Whether a text gives a file's name, or its name without the ending behind a small word."""
    name = str(file.get("name") or "").casefold()
    stem = name.rpartition(".")[0]
    if not stem:
        return False
    if name in text.casefold():
        return True
    plain = re.escape(stem).replace("_", "[ _-]").replace(r"\-", "[ _-]")
    return len(stem) > 2 and bool(re.search(rf"{_BEFORE_A_NAME}{plain}\b", text, re.IGNORECASE))


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


def in_files(calls: Sequence[Call]) -> frozenset[str]:
    """The fields that calls took from files."""
    return frozenset(n for call in calls for n, v in call.arguments.items() if is_file(v))


def used_files(calls: Sequence[Call]) -> set[str]:
    """Ids of the files that calls were given."""
    values = [value for call in calls for value in call.arguments.values()]
    return {str(value["file"]) for value in values if is_file(value)}
