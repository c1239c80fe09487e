"""Names and codes right behind the words for their field: "column gender", "key: ACBD"."""

import re
from collections.abc import Sequence

from graphs.models.embedded.compatibility import KEY, OPTIONS
from graphs.models.embedded.enumerations import Named
from graphs.models.embedded.lexicon import Mention
from graphs.models.embedded.message import Message
from graphs.models.embedded.schema import Field
from graphs.models.embedded.words import STOPWORDS, Word

OUTRIGHT = 0.8  # weight of a mention that is a field's own name
_LINK = re.compile(
    r"[\s,]*(?:(?:column|field)\s+)?(?P<link>is called|are called|is named|called|named|titled"
    r"|is|are|on|about|for|[:=])?[\s]*"
)
_NAMING = {
    "is called",
    "are called",
    "is named",
    "called",
    "named",
    "titled",
    "on",
    "about",
    ":",
    "=",
}
_COLUMN = re.compile(
    r"\bcolumn:?\s+(?:is\s+)?(?:called\s+|named\s+)?['\"]?(?P<name>[^\W\d]\w*)", re.IGNORECASE
)
_LETTERS = re.compile(r"(?:[A-Z]\s*[,;/ ]\s*)+(?:and\s+)?[A-Z]\b")
_NUMBERED = re.compile(r"(?:(?:^|(?<=[\s,;(]))\d{1,3}[.):=-]?\s?[A-Fa-f](?![^\W_])[\s,;]*){3,}")
_GRADE = re.compile(r"[A-Z]{1,3}-")  # BBB-: the sign is a part of the grade
_LETTER = re.compile(r"[A-HJ-Z](?=\s*(?:[,;:)]|[.?!](?:\s|$)|$))")  # "rated A, ..."
_TOKEN = re.compile(r"[^\W\d_][\w./+-]*|[A-Z0-9][\w./+-]*")


def named_value(field: Field, mentions: Sequence[Mention], message: Message) -> Named | None:
    """The word behind one of the field's own names, when it reads like a name."""
    match = _COLUMN.search(message.text) if field.description.startswith("Column") else None
    if match and match["name"] not in ("a", "an", *STOPWORDS):  # "one column a glass"
        return Named(match["name"], *match.span("name"))
    if field.unit == OPTIONS and (key := _key(message)):
        return key
    for mention in sorted(mentions, key=lambda m: m.first - m.last):
        if mention.weight < OUTRIGHT:
            continue
        first, last = message.words[mention.first], message.words[mention.last]
        if found := _behind(field, message, first, last):
            return found
    return None


def _key(message: Message) -> Named | None:
    """The answer key that stands in a message."""
    for span in message.spans:
        for reading in span.readings:
            if reading.kind == "text" and reading.unit == KEY:
                return Named(str(reading.value), span.start, span.end)
    if numbered := _NUMBERED.search(message.text):
        return Named("".join(re.findall(r"[A-F]", numbered[0].upper())), *numbered.span())
    return None


def _behind(field: Field, message: Message, first: Word, last: Word) -> Named | None:
    match = _LINK.match(message.text, last.end)
    at = match.end() if match else last.end
    link = (match["link"] or "") if match else ""
    if letters := _LETTERS.match(message.text, at):
        return Named(re.sub(r"and|[^A-Z]", "", letters[0]), *letters.span())
    token = _TOKEN.match(message.text, at)
    if token is None or at == last.end:
        return None
    word = token[0].rstrip("./")
    word = word if _GRADE.fullmatch(word) else word.rstrip(".-/")
    plain = last.start > first.start and not link and len(word) > 1
    if _LETTER.match(message.text, at):
        return Named(word, at, at + 1) if _free(field, message, word, at) else None
    if word.isdigit() and is_numbered(field):
        return Named(word, at, at + len(word))
    if word.lower() in STOPWORDS or not (link in _NAMING or _code(word) or plain):
        return None
    if _TO_LAST.match(message.text, at + len(word)) and word[-1].isdigit():
        return None  # "Q1 to Q8" names what is counted
    return Named(word, at, at + len(word)) if _free(field, message, word, at) else None


_TO_LAST = re.compile(r"\s?(?:to|through|-|–)\s?[A-Za-z]{0,4}\d")


def is_numbered(field: Field) -> bool:
    """Whether what the field names has a number for a name: "bucket 8"."""
    return any(name.endswith(" number") for name in field.aliases)


def _free(field: Field, message: Message, word: str, at: int) -> bool:
    """Whether a word fits the field's pattern and means nothing else, such as a date."""
    if field.pattern and not re.fullmatch(field.pattern, word):
        return False
    return not any(s.start <= at < s.end and s.readings[0].kind != "text" for s in message.spans)


def _code(word: str) -> bool:
    """Whether a word looks like a code or a proper name: ACBD, Europe/Berlin, q_3."""
    return len(word) > 1 and (word.isupper() or any(c in "/_0123456789" for c in word))
