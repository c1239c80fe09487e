"""Several fields on one scale: which "high" is whose in "integrity high, low complexity".

Within a clause the names stand before their values or behind them; names that are only listed
share a value: "high impact on confidentiality, integrity and availability".
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from graphs.models.embedded.enumerations import Named, occurrences
from graphs.models.embedded.lexicon import Mention
from graphs.models.embedded.message import Message
from graphs.models.embedded.schema import Field

NAMES = 0.82  # weight of a mention that is a field's own name
SHARED = 2  # values from which two fields are on one scale
_CUT = re.compile(r"[,;\n.]|\band\b(?=[^,;\n.]*\band\b)")


@dataclass(frozen=True, slots=True)
class _Token:
    """The name of a field, or a value that some fields may take, and where it stands."""

    start: int
    end: int
    field: str = ""
    values: Mapping[str, str] | None = None
    """By field, the value the words mean there."""


def graded(
    fields: Sequence[Field], mentions: Sequence[Sequence[Mention]], message: Message
) -> dict[str, Named]:
    """By field, the value that the words give it, where fields share a scale."""
    scale = _on_one_scale(fields)
    if not scale:
        return {}
    tokens, by_phrase = _tokens(scale, fields, mentions, message)
    found: dict[str, Named] = {}
    waiting: list[str] = []
    last: _Token | None = None
    end = 0
    for clause in _clauses(tokens, message.text):
        cuts = len(_CUT.findall(message.text, end, clause[0].start)) if end else 0
        last = last if cuts <= 1 else None  # another clause stands between
        end = clause[-1].end
        if all(token.values is None for token in clause):
            names = [token.field for token in clause if _bare(clause, message.text)]
            if last is not None:
                _give(found, names, last)
            else:
                waiting += names
            continue
        first = clause[0].values is not None
        last, waiting = _clause(found, clause, [] if first else waiting, value_first=first)
    found |= _by_letters(scale, message)
    return {name: one for name, one in found.items() if name not in by_phrase}


def _by_letters(scale: Sequence[Field], message: Message) -> dict[str, Named]:
    """Two fields or more told by the letters they are known by (`x-form`): "C high I low"."""
    found: dict[str, Named] = {}
    for field in (f for f in scale if f.form):
        match = re.search(rf"(?<![\w:/])(?:{field.form})(?![\w/])", message.text)
        if match is None or message.aside(match.start()):
            continue
        said = match["value"].lower()
        values = [v for v in field.synonyms if v == said or (len(said) == 1 and v[0] == said)]
        if len(values) == 1:
            found[field.name] = Named(values[0], *match.span("value"))
    return found if len(found) > 1 else {}


_JOINTS = re.compile(
    r"(?:[\s:]|\b(?:and|or|the|both|all|also|as well as|to|of|on|for)\b)*", re.IGNORECASE
)


def _bare(clause: Sequence[_Token], text: str) -> bool:
    """Whether a clause is nothing but names, listed with those of another."""
    start = max((m.end() for m in _CUT.finditer(text, 0, clause[0].start)), default=0)
    stop = _CUT.search(text, clause[-1].end)
    rest, at = "", start
    for token in clause:
        rest += text[at : token.start]
        at = max(at, token.end)
    return bool(_JOINTS.fullmatch(rest + text[at : stop.start() if stop else len(text)]))


def _clause(
    found: dict[str, Named], clause: Sequence[_Token], waiting: list[str], *, value_first: bool
) -> tuple[_Token | None, list[str]]:
    """Give a clause's values to its names; what is left for the next clause."""
    value: _Token | None = None
    for token in clause:
        if token.values is not None:
            _give(found, waiting, token)
            value, waiting = token, []
        elif value_first and value is not None:
            _give(found, [token.field], value)
        else:
            waiting = [*waiting, token.field]
    return (value if value_first else None), waiting


def _give(found: dict[str, Named], names: Sequence[str], token: _Token) -> None:
    for name in names:
        if token.values and name in token.values:
            found.setdefault(name, Named(token.values[name], token.start, token.end))


def _on_one_scale(fields: Sequence[Field]) -> list[Field]:
    """Enumerations of which another has two values or more, too."""
    enums = [f for f in fields if f.kind == "enum" and f.aliases]
    alike = {
        f.path
        for one, other in combinations(enums, 2)
        if len(set(one.synonyms) & set(other.synonyms)) >= SHARED
        for f in (one, other)
    }
    return [f for f in enums if f.path in alike]


def _tokens(
    scale: Sequence[Field],
    fields: Sequence[Field],
    mentions: Sequence[Sequence[Mention]],
    message: Message,
) -> tuple[list[_Token], set[str]]:
    """Names and values from left to right, and the fields that a phrase of its own tells."""
    names = [
        _Token(message.words[m.first].start, message.words[m.last].end, field.name)
        for field, named in zip(fields, mentions, strict=True)
        if field in scale
        for m in named
        if m.weight >= NAMES
    ]
    places: dict[tuple[int, int], dict[str, str]] = {}
    whole: list[Named] = []
    by_phrase: set[str] = set()
    for field in scale:
        for one in occurrences(field, message):
            word = _word(field, one, message)
            named = any(n.field == field.name and one.start <= n.start < one.end for n in names)
            if is_phrase(field, one, message) and (word == (one.start, one.end) or not named):
                whole.append(one)
                by_phrase.add(field.name)
            else:
                places.setdefault(word, {})[field.name] = one.value
    names = [n for n in names if not any(_within(n, o) and n.field == o.field for o in names)]
    values = [_Token(*place, values=meant) for place, meant in places.items()]
    tokens = [t for t in (*names, *values) if not any(_over(t, one) for one in whole)]
    return sorted(tokens, key=lambda token: token.start), by_phrase


def _word(field: Field, one: Named, message: Message) -> tuple[int, int]:
    """Where the value's own word stands: "high" of "high impact on noise"."""
    own = {one.value.lower(), *(said.lower() for said in field.synonyms.get(one.value, ()))}
    for word in message.words:
        if one.start <= word.start and word.end <= one.end and word.text.lower() in own:
            return word.start, word.end
    return one.start, one.end


def is_phrase(field: Field, one: Named, message: Message) -> bool:
    """Whether several words, with no other between them, name a value."""
    said = " ".join(message.text[one.start : one.end].lower().split())
    return " " in said and said in {words.lower() for words in field.synonyms.get(one.value, ())}


def _within(one: _Token, other: _Token) -> bool:
    longer = other.end - other.start > one.end - one.start
    return longer and other.start <= one.start and one.end <= other.end


def _over(token: _Token, one: Named) -> bool:
    return token.start < one.end and one.start < token.end


def _clauses(tokens: Sequence[_Token], text: str) -> list[list[_Token]]:
    """The tokens of each clause; a colon or an equals sign cuts none."""
    found: list[list[_Token]] = []
    at = 0
    for token in tokens:
        if not found or _CUT.search(text, at, token.start):
            found.append([])
        found[-1].append(token)
        at = token.end
    return found
