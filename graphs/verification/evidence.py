"""All figures of a thread, indexed once so that each claim is looked up, not searched for."""

import datetime
import re
from collections import OrderedDict, defaultdict
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import replace
from functools import lru_cache
from typing import Any

from graphs.spans.source import normalised
from graphs.verification.figure import Figure, Sort
from graphs.verification.naming import Naming
from graphs.verification.receipt_figures import currency_of, receipt_figures, same_content
from graphs.verification.said import Said
from graphs.verification.told import Told
from graphs.verification.user_figures import user_figures
from graphs.verification.words import (
    A_LEVEL,
    CONCEPTS,
    HALF,
    ROLES,
    SPREADS,
    TELLING,
    TURNING,
    level_token,
    name_tokens,
    statistics,
)
from graphs.verification.worths import Worths
from tools.receipts import Receipt

_VERBATIM = re.compile(r"\d+(?:[.,:/'\-]\d+)*(?!\s?%)(?![\d.,]*\d)")
_DIGITS = re.compile(r"\d+")
_QUOTING_FIELDS = (
    "text quote excerpt heading title section clause snippet sentence passage evidence number "
    "page name reference span label"
)
_QUOTED = frozenset(_QUOTING_FIELDS.split())
"""Texts of a result that repeat a document, not ones that speak about figures."""
_MOST_TEXT = 200_000

Rival = tuple[str, str, str, frozenset[str]]
"""Where a figure stands, of which sort it is (or any), and which statistic."""


class Evidence:
    """What a thread's figures are, by value, by day and by name."""

    def __init__(
        self, user_texts: Sequence[str], receipts: Sequence[Receipt], as_of: datetime.date
    ) -> None:
        self.worths = Worths()
        self.weighed: dict[int, Any] = {}
        """What was found for the sentence last seen at each place of an answer."""
        self._labelled: dict[str, dict[frozenset[str], dict[Sort, list[Figure]]]] = {}
        self.lengths: dict[float, list[Figure]] = defaultdict(list)
        self.levels: dict[str, Figure] = {}
        self.currencies: set[str] = set()
        self.verbatim: set[str] = set()
        self.references: set[str] = set()
        self.exact: dict[str, str] = {}
        """Digits of exact results, such as a fraction, and the receipt they stand in."""
        self._entries: dict[tuple[str, str], dict[frozenset[str], str]] = defaultdict(dict)
        """By list: the one entry that each name stands for, or nothing for a name of several."""
        self._rivals: dict[Rival, list[Figure]] = defaultdict(list)
        self.naming = Naming()
        self._told: dict[frozenset[str], Told] = {}
        self._words: set[frozenset[str]] = set()
        self._today = float(as_of.toordinal())
        said = Said()
        for text in user_texts:
            self.verbatim.update(_VERBATIM.findall(normalised(text[:_MOST_TEXT])))
            short = len(text) <= _REMEMBERED
            said.add(_user_figures(text, as_of) if short else user_figures(text, as_of))
        for receipt in receipts:
            self._read_receipt(receipt, said)
        for figure in said.figures():
            self._add(figure)
            self.currencies.add(figure.currency)
        self.written = self.references | self.verbatim
        entries = (label for names in self._entries.values() for label in names)
        self._entry_words = frozenset[str]().union(*entries)
        self._vocabulary = TELLING.union((HALF,), self.naming.vocabulary, *self._words)

    def _read_receipt(self, receipt: Receipt, said: Said) -> None:
        self.currencies.add(currency_of(receipt))
        chosen: dict[str, float] = {}
        read: list[Figure] = []
        for figure in receipt_figures(receipt):
            if figure.source == "argument" and (said.gave(figure) or self._is_today(figure)):
                figure = replace(figure, source="user")
            elif figure.source == "argument" and figure.path in receipt.arguments:
                chosen[figure.path] = figure.value
            elif figure.source == "result" and chosen.get(figure.path) == figure.value:
                figure = replace(figure, source="argument")  # an echo makes it no result
            self._add(figure)
            read.append(figure)
            for label in figure.labels:
                told = figure.sort != "unknown" or label not in figure.entry
                if told and not statistics(label) and _names(figure, label):
                    by_label = self._labelled.setdefault(max(label, key=len), {})
                    by_label.setdefault(label, {}).setdefault(figure.sort, []).append(figure)
        self.naming.add(read)
        exact = receipt.result.get("exact")
        for digits in _DIGITS.findall(exact) if isinstance(exact, str) else ():
            self.exact[digits] = receipt.id
        for text in _texts(receipt.result):
            self.references.update(_VERBATIM.findall(text))

    def _is_today(self, argument: Figure) -> bool:
        """The day of the question need not be told by the person."""
        today = argument.sort == "date" and argument.value == self._today
        return today and argument.path == "as_of"

    def _add(self, figure: Figure) -> None:
        self._words.add(figure.words)
        if figure.sort == "length":
            self.lengths[figure.value].append(figure)
        else:
            self.worths.add(figure)
            if figure.rival:
                self._rivals[_rival(figure, figure.statistics)].append(figure)
                if spread := figure.statistics & SPREADS:
                    beside = (figure.receipt_id, "", figure.family, spread)
                    self._rivals[beside].append(figure)
                    self._rivals[figure.receipt_id, "", "", spread].append(figure)
        self._add_names(figure)

    def _add_names(self, figure: Figure) -> None:
        """The entry of a list, and the level, that a figure is told by."""
        if figure.entry:
            names, at = self._entries[figure.receipt_id, figure.listed], _entry_of(figure)
            for label in figure.entry:
                names[label] = at if names.get(label, at) == at else ""
        for label in figure.labels:
            for word in label:
                if word.startswith("level:"):
                    self.levels.setdefault(word, figure)
        sure = figure.sort == "fraction" and figure.source != "user" and 0.5 <= figure.value < 1
        if sure and "confidence" in figure.words:
            self.levels.setdefault(level_token(figure.value), figure)

    def another_entry(self, figure: Figure, told: Told) -> bool:
        """Whether the words name another entry of the figure's list, and not its own."""
        place = figure.receipt_id, figure.listed
        if (named := told.entries.get(place)) is None:
            names = self._entries[place]
            named = {label: at for label, at in names.items() if label <= told.said}
            told.entries[place] = named
        return any(named.values()) and figure.entry.isdisjoint(named)

    def rivals(self, figure: Figure, said: frozenset[str]) -> list[Figure]:
        """Figures of the same kind and place that are the statistic which was said."""
        like = self._rivals.get(_rival(figure, said), [])
        if like or not said <= SPREADS:
            return like
        beside = self._rivals.get((figure.receipt_id, "", figure.family, said))
        return beside or self._rivals.get((figure.receipt_id, "", "", said), [])

    def told(self, words: set[str]) -> Told:
        """What the words tell; remembered without those that tell nothing here."""
        said = self._vocabulary & words
        if A_LEVEL in words:
            said |= {word for word in words if word[:6] == "level:"}
        if (known := self._told.get(said)) is None:
            known = self._told[said] = Told(
                said,
                statistics(said),
                self._said_in_full(said),
                self.naming.named(said),
                not said.isdisjoint(TURNING),
                not said.isdisjoint(self._entry_words),
                {},
                {},
            )
        return known

    def _said_in_full(
        self, said: frozenset[str]
    ) -> list[tuple[frozenset[str], dict[Sort, list[Figure]]]]:
        """Figures a label of which is said."""
        found: list[tuple[frozenset[str], dict[Sort, list[Figure]]]] = []
        labelled = self._labelled
        for word in said:
            if word in labelled:
                found += [one for one in labelled[word].items() if one[0] <= said]
        return found


def _names(figure: Figure, label: frozenset[str]) -> bool:
    """Whether a label tells a figure from others: an input's aliases are everybody's words."""
    if figure.source == "result" or len(label) > 1 or not CONCEPTS.isdisjoint(label):
        return True
    return label <= frozenset(name_tokens(figure.path.rpartition(".")[2]))


def _entry_of(figure: Figure) -> str:
    """The path of the entry that a figure is part of."""
    return figure.path[: figure.path.index("]", len(figure.listed)) + 1]


_INDEXED: OrderedDict[tuple[object, ...], tuple[tuple[Receipt, ...], Evidence]] = OrderedDict()
_MOST_INDEXED = 16
"""Threads whose figures are kept: an answer is weighed while it is spoken and once it is whole."""


def indexed(
    user_texts: Sequence[str], receipts: Sequence[Receipt], as_of: datetime.date
) -> Evidence:
    """The evidence of a thread, from memory where its words and receipts are the same."""
    key = tuple(user_texts), tuple(receipt.id for receipt in receipts), as_of
    known = _INDEXED.pop(key, None)
    if known is None or not all(map(same_content, known[0], receipts)):
        known = tuple(receipts), Evidence(user_texts, receipts, as_of)
    _INDEXED[key] = known
    if len(_INDEXED) > _MOST_INDEXED:
        with suppress(KeyError):  # another thread was faster
            _INDEXED.popitem(last=False)
    return known[1]


_REMEMBERED = 4_000
"""Characters of a message whose figures are kept: it is read again with every later turn."""


@lru_cache(maxsize=256)
def _user_figures(text: str, as_of: datetime.date) -> tuple[Figure, ...]:
    return tuple(user_figures(text, as_of))


def _rival(figure: Figure, statistic: frozenset[str]) -> Rival:
    """Ends of a range are told apart within it, statistics within a receipt."""
    family = figure.family if statistic <= ROLES else ""
    return figure.receipt_id, figure.sort, family, statistic


def _texts(value: Any, key: str = "") -> Iterator[str]:
    """Texts of a result that repeat a document."""
    match value:
        case str():
            if key in _QUOTED:
                yield value[:_MOST_TEXT]
        case int() if key in _QUOTED and not isinstance(value, bool):
            yield str(value)
        case dict():
            for name, inner in value.items():
                if name not in ("summary", "notes", "method", "chart"):
                    yield from _texts(inner, str(name))
        case list():
            for inner in value:
                yield from _texts(inner, key)
        case _:
            return
