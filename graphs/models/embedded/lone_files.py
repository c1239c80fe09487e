"""A file that comes without a question: say what is in it, ask what is wanted of it."""

from collections.abc import Mapping, Sequence
from typing import Any

from graphs.models.embedded.message import Attachment
from graphs.models.embedded.saying import joined
from tools.tables.headings import words

SHOWN = 8  # columns or keys named
_EMPTY = frozenset(
    ["file", "csv", "xlsx", "xls", "excel", "json", "jsonl", "parquet", "pdf", "docx", "txt", "tsv"]
)
_FILLING = frozenset(
    ["attached", "attachment", "attach", "here", "is", "are", "it", "this", "that", "these", "see"]
)
_POLITE = frozenset(
    ["please", "hi", "hello", "uploaded", "upload", "sent", "document", "table", "sheet", "below"]
)
_SMALL = frozenset(["i", "have", "ve", "s", "you", "go", "look", "at", "take", "there", "enclosed"])
_QUIET = _EMPTY | _FILLING | _POLITE | _SMALL | frozenset(["the", "a", "an", "my", "our", "data"])


def is_lone(text: str, files: Sequence[Attachment]) -> bool:
    """Whether a message is nothing but its files: "[csv]", "here is the file", its name."""
    if not files:
        return False
    bare = text
    for file in files:
        bare = bare.replace(str(file.get("name") or "\0"), " ")
    return all(word in _QUIET for word in words(bare))


def seen(files: Sequence[Attachment]) -> str:
    """What stands in the files, and a question what to do with them."""
    told = [_seen(file) for file in files]
    many = len(files) > 1
    readable = any(not file.get("problem") for file in files)
    ask = f"What would you like to know about {'them' if many else 'it'}?"
    return " ".join([*told, *([ask] if readable else ["Could you send it again?"])])


def unreadable(files: Sequence[Attachment]) -> str:
    """What is wrong with the files that cannot be read; empty when all can."""
    return " ".join(_seen(file) for file in files if file.get("problem"))


def _seen(file: Attachment) -> str:
    name = str(file.get("name") or "The file")
    if problem := str(file.get("problem") or ""):
        said = problem.removeprefix("file: ").rstrip(".")
        return f"I cannot read {name}: {said}."
    columns, data = file.get("columns"), file.get("data")
    if isinstance(columns, Mapping):
        return _table(name, file, [str(heading) for heading in columns])
    if isinstance(data, Mapping):
        return f"{name} holds data with the keys {_shown([str(key) for key in data])}."
    if file.get("kind") == "scan":
        return f"{name} is a vulnerability scanner's report."
    return f"{name} is a document." if file.get("kind") == "document" else f"I have {name}."


def _table(name: str, file: Mapping[str, Any], headings: Sequence[str]) -> str:
    rows = int(file.get("rows") or 0)
    size = f"{rows:,} row{'' if rows == 1 else 's'}"
    columns = "the column" if len(headings) == 1 else "the columns"
    sheet = f", sheet {file['sheet']}," if file.get("sheet") else ""
    notes = [str(note) for note in file.get("notes") or () if not str(note).startswith("took")]
    noted = f" I {joined(notes)}." if notes and all(n[0].islower() for n in notes) else ""
    others: Sequence[str] = list(file.get("sheets") or ())
    more = f" Its other sheets are {joined(others)}." if others else ""
    return f"{name}{sheet} is a table of {size} with {columns} {_shown(headings)}.{noted}{more}"


def _shown(names: Sequence[str]) -> str:
    quoted = [f"`{name}`" for name in names[:SHOWN]]
    return joined(quoted) if len(names) <= SHOWN else f"{', '.join(quoted)} and others"
