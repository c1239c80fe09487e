"""What coded objects stand on or belong to: "X-12 on shelf-3", "X-12 (attic, 7)", "attic: X-12 7".

People hold to one way of telling it. Each way is tried on all objects of a list, and the one that
names most of them is theirs; a name told of objects in common goes to each of them.
"""

import re
from collections.abc import Sequence
from itertools import pairwise

from graphs.models.embedded.schema import Field
from graphs.models.embedded.words import STOPWORDS, stems

Place = tuple[int, int]
Named = tuple[str, int, int]
"""A name and where it stands."""

_NAME = r"(?P<name>\d{1,3}(?:\.\d{1,3}){3}|[^\W\d_](?:[\w.-]*\w)?)"
_QUOTE = r"['\"‘’“”]?"
_STOPS = (
    r"(?=\s*(?:[(),.;:|/?!\n]|[–—-]\s|$|and\b|has\b|is\b|too\b|with\b|through\b|was\b|that\b)"
    r"|\s+\d|(?<=\d)\s)"
)
_FEW_WORDS = r"(?:\s*[:,(–—-]?\s*(?:(?!both\b|all\b)[^\s.,;:()]+\s+){1,3}?)?"
_ON = re.compile(
    rf"[)\]]?(?:\s*\d{{1,2}}(?:\.\d)?\b(?!\s*,)|{_FEW_WORDS})\s*(?:\([^()]*\)\s*)?(?:,\s*)?"
    rf"(?:(?:is|are|was|were|sits|lives|found|both)\s+)*"
    rf"(?:on|at)\s+(?:(?P<the>the|our|my|an?|this|that)\s+)?"
    rf"(?:(?P<kind>host|server|machine|box|node)\s+)?"
    rf"{_QUOTE}{_NAME}{_QUOTE}{_STOPS}",
    re.IGNORECASE,
)
_BRACKET = re.compile(rf"\s*\(\s*(?:on\s+|host\s+)?{_QUOTE}{_NAME}{_QUOTE}\s*[,;/)]", re.IGNORECASE)
_BESIDE = re.compile(rf"\s*[/|,:]?\s*{_NAME}(?:\s*[/|,:]\s*|\s+)(?=\d|\w+\s?[=:])", re.IGNORECASE)
_LAST = re.compile(rf"\s*[/|,:]?\s*{_NAME}\s*(?=[,;\n.]|$)", re.IGNORECASE)
_AHEAD = re.compile(
    rf"(?:^|[\n;,.:!?(]|\band\b|\bhosts?\b|\bon\b|(?=['\"‘“]))\s*(?:[-*•–]\s+)?(?:(?:the|our|my|on|host|also)\s+)*"
    rf"{_QUOTE}{_NAME}{_QUOTE}(?P<link>\s*\)?\s*(?:has|have|shows|runs|with|[:=–—-]"
    rf"|(?:(?:we|i)\s+)?(?:found|see|saw))?\s*)$",
    re.IGNORECASE,
)
_HAS = re.compile(r"^\W*(?:has|have)\b", re.IGNORECASE)
_SHARED = re.compile(
    rf"\b(?:both|all(?:\s+(?:of\s+them|three|four|five))?)\b[^.;?!\n]*?\b(?:on|called|named|at)\s+"
    rf"(?:host\s+|server\s+)?{_QUOTE}{_NAME}{_QUOTE}{_STOPS}",
    re.IGNORECASE,
)
_SAME = re.compile(
    rf"\bsame\s+(?:host|server|machine|box|node|system)\b[\s:,]*\(?{_QUOTE}{_NAME}{_QUOTE}{_STOPS}",
    re.IGNORECASE,
)
_AGAIN = re.compile(r"\s*,?\s*(?:too|as well|also|likewise|ditto|same)\b", re.IGNORECASE)
_LINKED = re.compile(r"(?:[\s,&/+]|\b(?:and|or|vs|versus|both)\b|\([^()]*\))*", re.IGNORECASE)
_CODED = re.compile(r"[\d._-]")


def row_names(
    text: str, rows: Sequence[Place], stops: Sequence[int], records: Field
) -> list[Named]:
    """For each object, what it is on; an empty name where nothing is told.

    `rows`: where the objects' own names stand; `stops`: where what is said of each ends.
    """
    reader = _Reader(text, rows, stops, _words(records))
    ways = [reader.told_on(), reader.told(_BRACKET), reader.told_beside(), reader.told_ahead()]
    best = max(ways, key=_count)
    if 0 < _count(best) < len(rows):
        by_verb = reader.told_by_verb()
        best = [one if one[0] else other for one, other in zip(best, by_verb, strict=True)]
    if not _count(best) and (shared := reader.shared()):
        return [shared] * len(rows)
    return reader.completed(best)


def _count(names: Sequence[Named]) -> int:
    return sum(bool(name) for name, *_ in names)


def _words(records: Field) -> frozenset[str]:
    """Words that stand for something else: names of parts and of their values, as stems."""
    said = [n for p in records.parts for n in (p.words, *p.aliases)]
    said += [w for p in records.parts for v, some in p.synonyms.items() for w in (v, *some)]
    return frozenset(stem for words in said for stem in stems(words))


NOTHING: Named = ("", 0, 0)


class _Reader:
    """Reads the names of one list in each way there is."""

    def __init__(
        self, text: str, rows: Sequence[Place], stops: Sequence[int], words: frozenset[str]
    ) -> None:
        self.text, self.rows, self.stops, self.words = text, rows, stops, words

    def told(self, way: re.Pattern[str]) -> list[Named]:
        """Names right behind the objects."""
        found: list[Named] = []
        for (_, end), stop in zip(self.rows, self.stops, strict=True):
            match = way.match(self.text, end, stop)
            found.append(self._free(match))
        return found

    def told_on(self) -> list[Named]:
        """Behind "on"; with an article only what looks like a name: "on the web-1"."""
        found: list[Named] = []
        for (_, end), stop in zip(self.rows, self.stops, strict=True):
            match = _ON.match(self.text, end, stop)
            if match and match["the"] and not (match["kind"] or _CODED.search(match["name"])):
                match = None
            found.append(self._free(match))
        return found

    def told_beside(self) -> list[Named]:
        """Bare between an object and its figures: only where every one of several is told so."""
        found = self.told(_BESIDE)
        found = [
            one if one[0] else other for one, other in zip(found, self.told(_LAST), strict=True)
        ]
        return found if _count(found) == len(self.rows) > 1 else []

    def told_ahead(self) -> list[Named]:
        """Before the objects: each of several, or by a verb."""
        found = [self._free(match) for match in self._ahead()]
        if len(found) == 1:
            found = self.told_by_verb()
        return found if _count(found) == len(self.rows) else []

    def told_by_verb(self) -> list[Named]:
        """Before an object that it "has"."""
        return [self._free(m if m and _HAS.search(m["link"]) else None) for m in self._ahead()]

    def _ahead(self) -> list[re.Match[str] | None]:
        borders = zip(self.rows, [0, *(end for _, end in self.rows)], strict=False)
        return [_AHEAD.search(self.text[:start], before) for (start, _), before in borders]

    def shared(self) -> Named:
        """A name told of all objects at once: "both sit on attic"."""
        if len(self.rows) < 2:
            return NOTHING
        return self._free(_SHARED.search(self.text) or _SAME.search(self.text))

    def completed(self, names: Sequence[Named]) -> list[Named]:
        """Names for those that are listed with one that has a name, or are there "too"."""
        found = [*names] or [NOTHING] * len(self.rows)
        for at, (one, other) in reversed([*enumerate(pairwise(self.rows))]):
            between = self.text[one[1] : other[0]]
            if not found[at][0] and found[at + 1][0] and _LINKED.fullmatch(between):
                found[at] = found[at + 1]
        for at, (_, end) in enumerate(self.rows):
            if at and not found[at][0] and _AGAIN.match(self.text, end):
                found[at] = found[at - 1]
        return found

    def _free(self, match: re.Match[str] | None) -> Named:
        """The name, if its word means nothing else."""
        if match is None:
            return NOTHING
        name = match["name"]
        known = set(stems(name)) <= self.words and not _CODED.search(name)
        if known or name.lower() in STOPWORDS or name.isdigit():
            return NOTHING
        return name, *match.span("name")
