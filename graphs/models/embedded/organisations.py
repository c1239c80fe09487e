"""What a firm is called: "our cleaning firm Sparklewell", "Numera, our payroll provider"."""

import re
from collections.abc import Collection, Iterator, Sequence

from graphs.models.embedded.enumerations import Named
from graphs.models.embedded.lexicon import Mention
from graphs.models.embedded.message import Message
from graphs.models.embedded.schema import Field
from graphs.models.embedded.words import STOPWORDS
from graphs.spans.calendar_words import MONTHS
from graphs.spans.units import CURRENCIES

ORGANISATION = "organisation"  # the unit of a field that takes a firm's name
OUTRIGHT = 0.8  # weight of a mention that is a field's own name
LONGEST_CODE = 4  # letters of what is an abbreviation rather than a name
REACH = 60  # characters before a mention in which a name may stand
_NAME = r"(?P<name>[A-Z][\w&'’-]*(?:[ ](?:&[ ])?[A-Z][\w&'’-]*)*)"
_RIGHT_BEHIND = re.compile(rf"(?:\s*[:=]\s*|\s+(?:is\s+|called\s+|named\s+)?)['\"“]?{_NAME}")
_FURTHER_BEHIND = re.compile(
    rf"(?:\s+[a-z]+){{0,2}}(?:\s+(?:for|of|at)\s+|\s*:\s*){_NAME}(?=\s*(?:[.?!](?:\s|$)|[\n(]|$))"
)
_BEFORE = re.compile(
    rf"{_NAME}(?:,\s|\sis\s|\s\()(?:(?:our|the|a|an|my|as)\s)?(?:[a-z-]+\s){{0,3}}$"
)
_LED = re.compile(
    r"\b(?:at|(?:year|contracts?|work|working|business|spend)\swith|[Ww]e\suse|risky\sis"
    r"|risk\s(?:of|for|is|from)|(?:questionnaire|answers?|responses?|reply|replies)\s(?:of|from|by|for)"
    rf"|[Aa]ssess|[Rr]ate|[Gg]rade|[Vv]et)\s(?:the\s)?{_NAME}"
)
_ANSWERED = re.compile(
    rf"(?:^|(?<=[.!?\n]\s)|(?<=\n)){_NAME}\s(?:answered|replied|says|said|returned|filled\sin|sent"
    r"|responded|has\sanswered|wrote|confirmed)\b"
)
_STANDARDS = frozenset(("iso", "soc", "pci", "nist", "gdpr", "cve", "cvss", "hipaa", "tisax"))


def organisation(field: Field, mentions: Sequence[Mention], message: Message) -> Named | None:
    """The first proper name beside the words for the field, else one that something happened at."""
    own = {word.lower() for said in (field.words, *field.aliases) for word in said.split()}
    for match in _matches(mentions, message):
        found = _plain(match["name"], own)
        if found and not message.aside(match.start("name")):
            start = match.start("name")
            return Named(found, start, start + len(found))
    return None


def _matches(mentions: Sequence[Mention], message: Message) -> Iterator[re.Match[str]]:
    text, words = message.text, message.words
    own = [m for m in mentions if m.weight >= OUTRIGHT]
    for pattern in (_RIGHT_BEHIND, _FURTHER_BEHIND):
        for mention in own:
            if match := pattern.match(text, words[mention.last].end):
                yield match
    for mention in own:
        end = words[mention.first].start
        if match := _BEFORE.search(text[:end], max(0, end - REACH)):
            yield match
    yield from _LED.finditer(text)
    yield from _ANSWERED.finditer(text)


def _plain(name: str, own: Collection[str]) -> str:
    """A name up to the first word that is none; "" for an abbreviation, a standard or a month.

    `own`: the words for the field, which name no firm.
    """
    kept: list[str] = []
    for word in name.removesuffix("'s").removesuffix("’s").split():
        low = word.lower()
        small = low in STOPWORDS and not (kept and word.isupper())  # the IT of "Willowtree IT"
        if (
            small
            or (low in own and not kept)
            or low in MONTHS
            or low in _STANDARDS
            or low in CURRENCIES
        ):
            break
        kept.append(word)
    said = " ".join(kept).strip("&' ")
    return "" if said.isupper() and len(said) <= LONGEST_CODE else said
