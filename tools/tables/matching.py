"""Which column of a table holds what: by name, type and unit; a doubt is kept as a doubt."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from tools.tables.conversion import Read, read_as
from tools.tables.headings import bare_words, likeness, unit_of, words
from tools.tables.profiles import Cell, Profile
from tools.tables.unit_headings import by_unit
from tools.tables.wanted import NAMED as NAMED_KINDS
from tools.tables.wanted import NUMERIC, Part

NAMED = 0.4  # likeness from which a heading speaks of a part at all
SURE = 0.95  # and from which it is the part's own name
CLEAR = 0.25  # by how much the best heading must be liker than the next
ALONE = 0.5  # what a column is worth that nothing but its type speaks for
MOST_OPTIONS = 6  # columns named in a question
_SILENT = frozenset(["column", "value", "data", "series", "number", "amount", "figure", "unnamed"])
"""Headings that say nothing of what is below them."""
_NUMBERING = frozenset(["id", "no", "nr", "num", "number", "ref", "reference", "key", "code"])
"""Words of a heading whose cells only number what another column names."""


@dataclass(frozen=True, slots=True)
class Choice:
    """The column taken for a part."""

    part: Part
    heading: str
    read: Read
    score: float
    """1 for the part's own name, `ALONE` for the only column of its type."""


@dataclass(frozen=True, slots=True)
class Matched:
    """Parts with their columns, parts of which several columns could be, parts without any."""

    choices: Mapping[str, Choice] = field(default_factory=dict[str, Choice])
    doubts: Mapping[str, tuple[str, ...]] = field(default_factory=dict[str, tuple[str, ...]])
    missing: tuple[str, ...] = ()

    @property
    def complete(self) -> bool:
        """Whether nothing is left to ask."""
        return not self.doubts and not self.missing

    @property
    def worth(self) -> float:
        """How surely the table is what is wanted: the mean score of what is required."""
        needed = [c.score for c in self.choices.values() if c.part.required]
        total = len(needed) + len(self.missing) + len(self.doubts)
        return (sum(needed) + ALONE * len(self.doubts)) / total if total else 0.0


@dataclass(frozen=True)
class Sheet:
    """A table whose columns are matched several times."""

    columns: Mapping[str, Sequence[Cell]]
    units: Mapping[str, str] = field(default_factory=dict[str, str])
    """Units the reader of the file saw in the cells themselves."""

    @cached_property
    def profiles(self) -> dict[str, Profile]:
        """Every column that holds something."""
        found = {
            name: Profile(name, cells, self.units.get(name, ""))
            for name, cells in self.columns.items()
        }
        return {name: profile for name, profile in found.items() if profile.held}


def match(
    parts: Sequence[Part], sheet: Sheet, chosen: Mapping[str, str] | None = None, text: str = ""
) -> Matched:
    """The columns for `parts`. `chosen`: columns said outright; `text`: what the person wrote.

    A column that nothing but its type speaks for is taken only where the text, or a heading that
    says nothing, leaves it no other meaning; else it is a doubt of one.
    """
    chosen = chosen or {}
    table = _fits(parts, sheet, text)
    choices: dict[str, Choice] = {}
    for part in parts:
        heading = chosen.get(part.name, "")
        if heading in sheet.profiles and (read := read_as(part, sheet.profiles[heading])):
            choices[part.name] = Choice(part, heading, read, 1.0)
    doubts: dict[str, tuple[str, ...]] = {}
    _by_name(parts, table, choices, doubts)
    told = frozenset(words(text))
    _by_unit(parts, table, choices, doubts)
    missing = _by_type(parts, sheet, table, choices, doubts, told)
    return Matched(choices, doubts, tuple(missing))


def headings_said(text: str, headings: Sequence[str]) -> list[str]:
    """The columns a text names: by their whole heading, or by what only one of them has."""
    said = set(words(text))
    low = text.casefold()
    whole = [h for h in headings if len(h) > 1 and _stands_in(h.casefold(), low)]
    if whole:
        return [h for h in whole if not any(h != o and h.casefold() in o.casefold() for o in whole)]
    own = {h: set(bare_words(h)) for h in headings}
    return [
        heading
        for heading, mine in own.items()
        if (telling := mine - set[str]().union(*(o for h, o in own.items() if h != heading)))
        and telling <= said
    ]


def _stands_in(heading: str, text: str) -> bool:
    at = text.find(heading)
    while at >= 0:
        before, after = text[at - 1 : at], text[at + len(heading) : at + len(heading) + 1]
        if not (before.isalnum() or before == "_" or after.isalnum() or after == "_"):
            return True
        at = text.find(heading, at + 1)
    return False


_IDENTIFYING = frozenset(["id", "ref", "reference", "key", "code"])
"""Last words of a heading whose numbers are names."""

Fits = Mapping[str, Mapping[str, tuple[float, Read]]]
"""By part and heading: how alike the names are, and the column read as the part."""


def _fits(parts: Sequence[Part], sheet: Sheet, text: str) -> Fits:
    said = headings_said(text, list(sheet.profiles)) if text else []
    found: dict[str, dict[str, tuple[float, Read]]] = {}
    for part in parts:
        row: dict[str, tuple[float, Read]] = {}
        for heading, profile in sheet.profiles.items():
            if read := read_as(part, profile):
                alike = 0.0 if _only_numbers_rows(part, heading) else likeness(heading, part.names)
                lifted = 1.5 * (heading in said and part.kind in (*NUMERIC, "estimate"))
                row[heading] = (alike + lifted, read)
        found[part.name] = row
    return found


def _only_numbers_rows(part: Part, heading: str) -> bool:
    """Whether a heading such as "Loan ID" is no figure, whatever its other words."""
    last = words(heading)[-1:]
    if part.kind not in NUMERIC or not set(last) <= _IDENTIFYING:
        return False
    return not any(set(last) <= set(words(name)) for name in part.names)


def _by_name(
    parts: Sequence[Part],
    table: Fits,
    choices: dict[str, Choice],
    doubts: dict[str, tuple[str, ...]],
) -> None:
    """Parts whose name a heading says, the likest pair first."""
    pairs = sorted(
        (
            (alike * read.fit, alike, place, part, heading, read)
            for place, part in enumerate(parts)
            for heading, (alike, read) in table[part.name].items()
            if alike >= NAMED
        ),
        key=lambda pair: (-pair[0], pair[2]),
    )
    for _, alike, _, part, heading, read in pairs:
        taken = {choice.heading for choice in choices.values()}
        if part.name in choices or part.name in doubts or heading in taken:
            continue
        rivals = _rivals(part, heading, alike, table, taken)
        if rivals:
            doubts[part.name] = (heading, *rivals)[:MOST_OPTIONS]
        else:
            choices[part.name] = Choice(part, heading, read, min(alike, 1.0) * read.fit)


def _rivals(part: Part, heading: str, alike: float, table: Fits, taken: set[str]) -> list[str]:
    """Other columns that could as well be meant: nearly as alike, or another kind of the same."""
    if alike >= 1.5 or words(heading) == words(part.name):
        return []
    mine = set(bare_words(heading))
    rivals: list[str] = []
    for other, (near, read) in table[part.name].items():
        elsewhere = max(
            (row[other][0] for name, row in table.items() if name != part.name and other in row),
            default=0.0,
        )
        if other == heading or other in taken or near < NAMED or elsewhere > max(near, NAMED):
            continue
        more = set(bare_words(other)) - mine
        if part.kind in NAMED_KINDS and more and more <= _NUMBERING:
            continue  # "Risk" is the name, "Risk ID" its number
        close = alike - near < CLEAR and alike < SURE
        variant = mine < set(bare_words(other)) or (near >= SURE and alike >= SURE)
        if (close or variant) and read.fit > 0:
            rivals.append(other)
    return rivals


def _by_unit(
    parts: Sequence[Part],
    table: Fits,
    choices: dict[str, Choice],
    doubts: Mapping[str, tuple[str, ...]],
) -> None:
    """Parts for which a heading says the unit and nothing else: "$/yr"."""
    spoken = {choice.heading for choice in choices.values()}
    spoken |= {heading for options in doubts.values() for heading in options}
    left = [part for part in parts if part.name not in choices and part.name not in doubts]
    free: dict[str, dict[str, Read]] = {}
    for part in left:
        for heading, (_, read) in table[part.name].items():
            if heading not in spoken and read.fit > ALONE:
                free.setdefault(heading, {})[part.name] = read
    by_name = {part.name: part for part in left}
    for name, heading in by_unit(left, free).items():
        read = free[heading][name]
        choices[name] = Choice(by_name[name], heading, read, NAMED * read.fit)


def _by_type(
    parts: Sequence[Part],
    sheet: Sheet,
    table: Fits,
    choices: dict[str, Choice],
    doubts: dict[str, tuple[str, ...]],
    told: frozenset[str],
) -> list[str]:
    """Required parts no heading names: the only column of their type, a doubt, or missing."""
    missing: list[str] = []
    spoken = {choice.heading for choice in choices.values()}
    spoken |= {heading for options in doubts.values() for heading in options}
    for part in parts:
        if part.name in choices or part.name in doubts or not part.required:
            continue
        if part.kind == "rows":
            continue
        free = {
            heading: read
            for heading, (_, read) in table[part.name].items()
            if heading not in spoken and read.fit > ALONE - 0.05
            if not (part.kind in NUMERIC and sheet.profiles[heading].counts)
        }
        if len(free) == 1 and _no_other(part, next(iter(free)), told):
            heading, read = next(iter(free.items()))
            choices[part.name] = Choice(part, heading, read, ALONE * read.fit)
            spoken.add(heading)
        elif free:
            doubts[part.name] = tuple(free)[:MOST_OPTIONS]
        else:
            missing.append(part.name)
    return missing


def _no_other(part: Part, heading: str, told: frozenset[str]) -> bool:
    """Whether the only column left can hardly be anything but `part`."""
    if part.kind not in NUMERIC:
        return True
    said = set(bare_words(heading))
    silent = all(word in _SILENT or word.isdigit() or len(word) == 1 for word in said)
    return silent or unit_of(f"({heading})") != "" or any(set(words(n)) <= told for n in part.names)
