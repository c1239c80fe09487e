"""Amounts that are told by kind, each where its own words say: a field, or one of several lists.

"Level 1 is 2bn. Outflows: stable retail 7bn, corporates 1bn. Inflows: households 300m." Where a
tool has fields for totals beside lists of kinds with amounts, the words beside each amount, and
the heading above it, decide. This is kept only where they decide for every amount of a message.
"""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence

from graphs.models.embedded.assignment import EVIDENCE, NAMES
from graphs.models.embedded.compatibility import fit
from graphs.models.embedded.entry_lists import is_by_kind
from graphs.models.embedded.enumerations import occurrences
from graphs.models.embedded.filled import Filled, Origin, as_json
from graphs.models.embedded.identity import once_for
from graphs.models.embedded.kind_choice import Claim, Told, chosen_claims
from graphs.models.embedded.kind_clauses import Clause, clauses_of
from graphs.models.embedded.kind_words import meant_kind, shares_head
from graphs.models.embedded.message import Message
from graphs.models.embedded.message import message as read
from graphs.models.embedded.schema import Field, Tool, tool_of
from graphs.models.embedded.told_claims import lexicon
from graphs.models.embedded.told_heads import figures
from graphs.models.embedded.words import content, stems
from graphs.spans.span import Span

Fill = Callable[..., Filled]
LARGE = 10_000  # from which a bare figure is an amount beside others that say their scale
SMALL = 10  # below it a bare figure is none
HEADED = 1.0  # what a heading of its list adds to a claim, in words
_OF_WHICH = re.compile(r"\s*(?:of which|thereof|including|incl\.)\s", re.IGNORECASE)
"""What stands before a part of an amount that is told already."""
_ASIDE = frozenset(("enum", "money", "name", "records", "series"))


def by_kind(
    tool: Tool,
    fields: Sequence[Field],
    message: Message,
    there: Mapping[str, Origin],
    fill: Fill,
) -> dict[str, Origin]:
    """`there`, with every amount where its own words say; as it was where they do not."""
    lists = [field for field in fields if is_by_kind(field)]
    if not lists or message.tables or message.files:
        return dict(there)
    singles = [f for f in fields if f.kind == "money" and len(f.path) == 1]
    amounts = _amounts(lists, message)
    claims = _claims(lists, singles, message) if amounts else []
    amounts = [s for s in amounts if not any(c.start <= s.start < c.end for c in claims)]
    if not any(claim.value for claim in claims):
        return dict(there)
    told = [*_told(amounts, claims, lists, message)]
    if not told or not all(one.claims for one in told):
        return dict(there)
    money = {field.name for field in (*lists, *singles)}
    others = {n: o for n, o in there.items() if n.split(".")[0] not in money}
    if any(_takes(o, amounts) for o in others.values()):
        return dict(there)  # a list of more than kinds tells of them
    chosen = chosen_claims(tool, told, lists, set(others))
    if chosen is None:
        return dict(there)
    return {**others, **_origins(told, chosen, message, fill)}


def _kind(field: Field) -> Field:
    return next(part for part in field.parts if part.required and part.kind == "enum")


def _amount(field: Field) -> Field:
    return next(part for part in field.parts if part.required and part.kind == "money")


def _amounts(lists: Sequence[Field], message: Message) -> list[Span]:
    """The figures that are amounts; where some say their scale or currency, only such ones."""
    found = figures(lists[0], message)
    for field in lists[1:]:
        also = {span.start for span in figures(field, message)}
        found = [span for span in found if span.start in also]
    main = _amount(lists[0])
    found = [s for s in found if _is_money(s) and (_is_scaled(s) or fit(main, s.readings[0]))]
    scaled = [span for span in found if _is_scaled(span)]
    large = [s for s in found if s in scaled or abs(float(str(s.readings[0].value))) >= SMALL]
    return scaled or large


def _is_money(span: Span) -> bool:
    reading = span.readings[0]
    plain = isinstance(reading.value, int | float) and not isinstance(reading.value, bool)
    return plain and reading.kind in ("money", "number") and not reading.per


def _is_scaled(span: Span) -> bool:
    reading = span.readings[0]
    assert isinstance(reading.value, int | float)
    return reading.kind == "money" or abs(reading.value) >= LARGE


def _claims(lists: Sequence[Field], singles: Sequence[Field], message: Message) -> list[Claim]:
    """All words that say what an amount may be, without those inside longer ones."""
    found = [
        Claim(one.start, one.end, field, one.value, _weight(message.text[one.start : one.end]))
        for field in lists
        for one in occurrences(_kind(field), message)
    ]
    words = message.words
    for field, mentions in zip(singles, lexicon(singles).mentions(words), strict=True):
        for m in mentions:
            if m.weight >= NAMES:
                start, end = words[m.first].start, words[m.last].end
                found.append(Claim(start, end, field, "", _weight(message.text[start:end])))
    return [c for c in found if not any(_inside(c, other) for other in found)]


def _weight(said: str) -> float:
    return float(len(content(said)) or 1)


def _inside(one: Claim, other: Claim) -> bool:
    within = other.start <= one.start and one.end <= other.end
    return within and other.end - other.start > one.end - one.start


def _told(
    amounts: Sequence[Span], claims: Sequence[Claim], lists: Sequence[Field], message: Message
) -> Iterator[Told]:
    """Each amount with what it may be; none where a clause tells of two that nothing parts."""
    kept = [(claim.start, claim.end) for claim in claims]
    clauses = clauses_of(message.text, amounts, kept)
    heading: Field | None = None
    for at, clause in enumerate(clauses):
        inside = _within(claims, clause)
        heading = _heading(clause, lists, inside, message) or heading
        if clause.amount is None or _OF_WHICH.match(message.text, clause.start):
            continue
        own = inside or _beside(clauses, at, claims)
        shared = _with_head(clauses, at, claims, lists, message.text)
        outright = any(not claim.value or claim.weight > 1 for claim in own)
        loose = () if outright else _loose(clause, lists, message.text)
        ranked = sorted((*own, *shared, *loose), key=lambda c: -_worth(c, heading, clause))
        best = _worth(ranked[0], heading, clause) if ranked else 0.0
        equal = tuple(c for c in ranked if _worth(c, heading, clause) >= best)
        yield Told(clause.amount, clause, equal, heading.name if heading else "")


def _within(claims: Sequence[Claim], clause: Clause) -> list[Claim]:
    return [c for c in claims if clause.start <= c.start and c.end <= clause.end]


def _beside(clauses: Sequence[Clause], at: int, claims: Sequence[Claim]) -> list[Claim]:
    """What the nearest clause without an amount says, before this one, else in brackets behind."""
    for before in reversed(clauses[:at]):
        if before.amount is not None or before.ends:
            break
        if found := _within(claims, before):
            return found
    behind = clauses[at + 1] if at + 1 < len(clauses) else None
    if behind is not None and behind.amount is None and behind.bracketed:
        return _within(claims, behind)
    return []


def _with_head(
    clauses: Sequence[Clause],
    at: int,
    claims: Sequence[Claim],
    lists: Sequence[Field],
    text: str,
) -> Iterator[Claim]:
    """Kinds told in two pieces: "small business deposits, stable 800m and less stable 450m"."""
    before = _head(clauses, at, claims)
    if before is None:
        return
    clause = clauses[at]
    head, tail = (text[c.start : c.end] for c in (before, clause))
    own = {c.field.name: c.weight for c in _within(claims, clause) if c.value}
    for field in lists:
        found = shares_head(_kind(field), head, tail)
        if found is not None and found[1] > own.get(field.name, 0.0):
            yield Claim(clause.start, clause.end, field, *found)


def _loose(clause: Clause, lists: Sequence[Field], text: str) -> Iterator[Claim]:
    """Kinds of which a clause has words that stand in none of their phrases."""
    assert clause.amount is not None
    said = f"{text[clause.start : clause.amount.start]} {text[clause.amount.end : clause.end]}"
    for field in lists:
        if found := meant_kind(_kind(field), said):
            yield Claim(clause.start, clause.start, field, *found)


def _head(clauses: Sequence[Clause], at: int, claims: Sequence[Claim]) -> Clause | None:
    """The clause without an amount that leads to this one, over others with amounts."""
    for number in range(at - 1, -1, -1):
        before = clauses[number]
        if before.ends:
            return None
        if before.amount is None:
            return before if _leads(clauses, number, claims) else None
    return None


def _leads(clauses: Sequence[Clause], at: int, claims: Sequence[Claim]) -> bool:
    """Whether a clause leads to more than the amount right behind it, which has words too."""
    if clauses[at].bracketed:
        return False
    return bool(_within(claims, clauses[at + 1])) or not _within(claims, clauses[at])


def _heading(
    clause: Clause, lists: Sequence[Field], inside: Sequence[Claim], message: Message
) -> Field | None:
    """The list that a clause without an amount, or the words before a kind, announce."""
    first = min((c.start for c in inside if c.value), default=clause.end)
    end = first if clause.amount is None or inside else clause.start
    end = min(end, clause.amount.start) if clause.amount is not None else end
    said = stems(message.text[clause.start : end])
    named = {field.name: _names(field, said) for field in lists}
    if not any(named.values()):
        return None
    best = max(lists, key=lambda field: named[field.name])
    tied = [field for field in lists if named[field.name] == named[best.name]]
    return best if len(tied) == 1 else None


def _names(field: Field, said: Sequence[str]) -> int:
    """How many stems of the longest name of a list stand in a heading; of one word all it has."""
    joined = f" {' '.join(said)} "
    found = [len(name) for name in _called(field) if f" {' '.join(name)} " in joined]
    return max(found, default=0)


@once_for
def _called(field: Field) -> list[tuple[str, ...]]:
    """The names of a list, and the word by which its own name tells it from a plain amount."""
    names = [stems(said) for said in (field.words, *field.aliases)]
    return [name for name in (*names, stems(field.words)[:-1]) if name]


def _worth(claim: Claim, heading: Field | None, clause: Clause) -> float:
    """How much words say: by their number, by the heading above them, in the clause or beside."""
    own = clause.start <= claim.start and claim.end <= clause.end
    headed = heading is not None and claim.value and claim.field.name == heading.name
    return claim.weight + 0.5 * own + HEADED * bool(headed)


def _takes(origin: Origin, amounts: Sequence[Span]) -> bool:
    """Whether a list of objects found before, with its places or without, tells of an amount."""
    if origin.field.kind == "records" and not origin.places:
        return True
    return any(s <= span.start < e for s, e in origin.places for span in amounts)


def _origins(
    told: Sequence[Told], chosen: Sequence[Claim], message: Message, fill: Fill
) -> dict[str, Origin]:
    """The fields, and the lists with an object for each amount."""
    found: dict[str, Origin] = {}
    for one, claim in zip(told, chosen, strict=True):
        field, place = claim.field, (one.span.start, one.span.end)
        if not claim.value:
            value = fit(field, one.span.readings[0])
            if value is None or not value.inside:
                continue
            found[field.name] = Origin(
                field, as_json(value.value, field), one.span.text, 0.9, places=(place,)
            )
            continue
        main = _amount(field)
        value = fit(main, one.span.readings[0])
        amount = as_json(value.value, main) if value else None
        row = {_kind(field).name: claim.value, main.name: amount}
        before = found.get(field.name)
        earlier = before.value[-1] if before else {}
        spare = _spare(one, claim, message)
        rest = _rest(field, one, spare, earlier, message, fill)
        rows = [*(before.value if before else ()), {**row, **rest}]
        also = [(span.start, span.end) for span in spare if rest]
        said = ((claim.start, claim.end), place, *also)
        places = (*(before.places if before else ()), *said)
        found[field.name] = Origin(field, rows, message.text[:80], 0.9, places=places)
    return found


def _spare(one: Told, claim: Claim, message: Message) -> list[Span]:
    """The figures of a clause beside its amount that no name of a kind holds."""
    return [
        span
        for span in message.spans
        if one.clause.start <= span.start < one.clause.end and span.start != one.span.start
        if not claim.start <= span.start < claim.end and span.within is None
    ]


def _rest(
    field: Field,
    one: Told,
    spare: Sequence[Span],
    earlier: Mapping[str, object],
    message: Message,
    fill: Fill,
) -> dict[str, object]:
    """What else a clause tells of its object: "pledged for 18 months", then only "for seven"."""
    parts = {part.name: part for part in field.parts if part.kind not in _ASIDE}
    fits = {n: f for n, p in parts.items() for s in spare if (f := fit(p, s.readings[0]))}
    if not fits:
        return {}
    filled = fill(tool_of(field), read(message.text[one.clause.start : one.clause.end]))
    told = {
        name: origin.value
        for name, origin in filled.origins.items()
        if name in parts and origin.near >= EVIDENCE and origin.inside
    }
    alike = {n: as_json(f.value, parts[n]) for n, f in fits.items() if n in earlier and f.inside}
    return told or (alike if len(spare) == 1 else {})
