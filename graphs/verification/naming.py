"""Which field of a result the words around a figure name best.

A word weighs the more the fewer fields it names: "gamma" tells one field of an option's, "price"
three. Where the words name one field in full and clearly better than any that the figure can stand
for, the figure stands under another's name.
"""

import re
from collections import defaultdict
from collections.abc import Callable, Sequence
from functools import lru_cache
from math import log

from graphs.verification.claim import Claim
from graphs.verification.figure import Figure, Sort
from graphs.verification.fitting import MAY_STATE
from graphs.verification.told import Field, Label, Named, Rival, Told
from graphs.verification.words import DIRECT, name_words

_POSITION = re.compile(r"\[\d+\]")
_DESCRIBED = 0.4
"""What a word of a description weighs beside one of the name."""
_UNSAID = 0.5
"""What a word of the name takes away that is not said."""
_SHARED = 0.5
"""What a word weighs that many fields of all capabilities share: "total", "rate"."""
_CLEARLY = 0.12
"""By how much another field must be named better."""
_LEAST = 0.3
"""What words must weigh at the least to name a field: one that all fields share weighs less."""
_ENTRY_SAID = 1.0
"""What the name of the entry adds that a field stands in: the row it is told of."""
_BY_PERSON = 0.6
"""What each word adds that the person said around a figure of theirs."""
_SURELY = 0.6
"""What a name of several words must weigh."""
_NO_SORTS: frozenset[Sort] = frozenset()
_NEVER_NAMED = ("date", "length")
_UNITS = frozenset(("money", "percent", "per", "currency"))

_NO_WORDS: frozenset[str] = frozenset()
_UNNAMED: list[Named] = []


class Naming:
    """The fields of all results, by the words of their names."""

    def __init__(self) -> None:
        self._of: dict[Figure, Field] = {}
        self._by_name: dict[str, list[Named]] = defaultdict(list)
        """By the word of a name that weighs most."""
        self._names: set[str] = set()
        self.vocabulary: set[str] = set()

    def add(self, figures: Sequence[Figure]) -> None:
        """Take up the figures of one receipt."""
        fields: dict[str, Field] = {}
        by_path: dict[str, Field] = {}
        weights: dict[str, float] = {}
        for figure in figures:
            trail = f"{figure.source == 'result'}{_POSITION.sub('[]', figure.path)}"
            if (known := fields.get(trail)) is None:
                names = _names_of(figure)
                words = figure.words.difference(*figure.entry).union(*names)
                known = fields[trail] = Field(dict.fromkeys(names, 0.0), words, weights)
            known.figures.append(figure)
            known.sorts.add(figure.sort)
            known.listed = known.listed or bool(figure.entry)
            by_path[figure.path] = known
        for figure in figures:
            self._of[figure] = by_path[figure.path]
        weights |= _weights(list(fields.values()))
        for known in fields.values():
            self._index(known)

    def _index(self, field: Field) -> None:
        weights = field.weights
        for name in field.names:
            field.names[name] = sum([weights[w] for w in name])
        if not any(f.source == "result" and not f.exact and f.sort not in _NEVER_NAMED
                   for f in field.figures):  # fmt: skip
            return
        for name, weight in field.names.items():
            shared = all(w[0] == "~" for w in name)
            if shared or weight >= _LEAST:
                rarest = max(name, key=lambda w: (weights[w], w))
                alone = shared and not field.listed
                long = sum(w[0] != "~" for w in name) > 1
                self._by_name[rarest].append((name, weight, field, long, alone))
        self.vocabulary |= field.words
        self._names |= _NO_WORDS.union(*field.names)

    def named(self, said: frozenset[str]) -> list[Named]:
        """Every field a name of which is said in full."""
        found: list[Named] = []
        only_shared: bool | None = None
        for word in said:
            for named in self._by_name.get(word, _UNNAMED):
                if not named[0] <= said:
                    continue
                if named[4]:
                    if only_shared is None:
                        only_shared = all(w[0] == "~" for w in said if w in self.vocabulary)
                    if not only_shared:
                        continue
                found.append(named)
        return found

    def misnames(
        self, claim: Claim, told: Told, best: Figure, kept: Callable[[], list[Figure]],
        fitting: Sequence[Figure],
    ) -> bool:  # fmt: skip
        """Whether the words name a field better that is none of those `fitting` the claim.

        `kept` are those of them that it may state, and `best` is the likeliest of these.
        """
        if (rivals := told.rivals) is None:
            rivals = told.rivals = _rivals(told, self._names)
        if not rivals:
            return False
        field = self._of.get(best)
        stated = MAY_STATE[claim.sort]
        rivals = [
            rival
            for rival in rivals
            if (rival[3] is not field or rival[3].listed)
            and not rival[3].sorts.isdisjoint(stated)
            and not any([_is_its_size(claim, figure) for figure in rival[4]])
        ]
        if not rivals:
            return False
        if field is not None:
            least = _score(field, told) + _entry(best, told) + _CLEARLY
            rivals = [rival for rival in rivals if rival[0] > least]
        return bool(rivals) and self._beaten(claim, told, rivals, kept(), fitting)

    def _beaten(
        self, claim: Claim, told: Told, rivals: list[Rival], found: list[Figure],
        fitting: Sequence[Figure],
    ) -> bool:  # fmt: skip
        """Whether a rival is named better than any figure `found`, and surely enough."""
        fit = {(f.receipt_id, f.path) for f in fitting}
        direct = DIRECT in told.said
        sorts = {f.sort for f in found}
        own = self._own(told, found, fitting) + _CLEARLY
        return any(
            score + max(_entry(figure, told) for figure in meant) > own
            and (direct or not field.sorts.isdisjoint(sorts & MAY_STATE[claim.sort]))
            and fit.isdisjoint([(f.receipt_id, f.path) for f in meant])
            and self._surely(name, score, field, meant, told, found)
            for _, score, name, field, meant in rivals
        )

    def _surely(
        self, name: Label, score: float, field: Field, meant: list[Figure], told: Told,
        found: list[Figure],
    ) -> bool:  # fmt: skip
        """Whether a field that is named in full is surely meant."""
        said = told.said
        if any("[" in f.path and _entry(f, told) for f in found) and "[" not in meant[0].path:
            return False  # the row is named that the figure stands in
        if _is_long(name, score):
            return DIRECT in said or not any(self._only_its(f, field, said) for f in found)
        return not any(self._goes_on(name, field, figure, told) for figure in found)

    def _only_its(self, figure: Figure, other: Field, said: frozenset[str]) -> bool:
        """Whether something is said that describes the figure and not the other field."""
        own = self._of.get(figure)
        return own is not None and bool((said & own.words) - other.words)

    def _goes_on(self, name: Label, field: Field, figure: Figure, told: Told) -> bool:
        """Whether a figure of a list may be told of by what the whole is called."""
        own = self._of.get(figure)
        if own and name < min(own.names, key=len, default=_NO_WORDS):
            return True  # "the average loss" beside a figure that is an average of its own
        if own is None or "[" not in figure.path or "[" in field.figures[0].path:
            return False
        return _entry(figure, told) > 0 or name <= min(own.names, key=len, default=_NO_WORDS)

    def _own(self, told: Told, found: list[Figure], fitting: Sequence[Figure]) -> float:
        """How well the best of the figures is named that the claim may state."""
        best, said = 0.0, told.said
        typed = any(f in self._of for f in fitting)
        for figure in found:
            field = self._of.get(figure)
            if field is not None:
                best = max(best, _score(field, told) + _entry(figure, told))
            elif not typed:  # the person's own words name it
                best = max(best, _BY_PERSON * len(said & figure.words))
        return best


def _score(field: Field, told: Told) -> float:
    """How well the words name a field."""
    if (known := told.scores.get(field)) is None:
        known = told.scores[field] = _scored(field, told.said)
    return known


def _scored(field: Field, said: frozenset[str]) -> float:
    weights = field.weights
    about = sum([weights[w] for w in said & field.words])
    best = 0.0
    for name, weight in field.names.items():
        told = weight if name <= said else sum([weights[w] for w in name & said])
        score = told - _UNSAID * (weight - told) + _DESCRIBED * (about - told)
        if score > best:
            best = score
    return best


def _rivals(told: Told, names: set[str]) -> list[Rival]:
    """Fields named in full that the words can mean a figure of, and surely, with how well.

    A long name is enough; a short one must be all that is said of any field, but of an entry.
    """
    said = told.said
    found: list[Rival] = []
    spoken = [word for word in said if word[0] != "~" and word in names]
    for name, weight, field, long, _ in told.named:
        rest = None if long else [word for word in spoken if word not in name]
        if (rest and not told.listed) or not (meant := field.meant(told)):
            continue
        weights = field.weights
        about = sum([weights[w] for w in said & field.words])
        score = weight + _DESCRIBED * (about - weight)
        if not (long and score >= _SURELY):
            rest = [word for word in spoken if word not in name]
            if DIRECT not in said or (rest and not _of_entries(meant).issuperset(rest)):
                continue
        found.append((score + field.listed * _ENTRY_SAID, score, name, field, meant))
    return found


def _of_entries(figures: list[Figure]) -> frozenset[str]:
    """The words that the entries are called by which figures stand in."""
    return _NO_WORDS.union(*(label for figure in figures for label in figure.entry))


def _is_long(name: Label, score: float) -> bool:
    """Whether a name of several words is enough by itself."""
    return score >= _SURELY and sum([word[0] != "~" for word in name]) > 1


def _is_its_size(claim: Claim, figure: Figure) -> bool:
    """Whether the figure is the same without its sign: a difference of -0.01."""
    worth = abs(figure.value)
    return abs(worth - abs(claim.value)) <= 1e-3 * worth or (
        abs(worth - abs(claim.raw)) <= 1e-3 * worth
    )


def _entry(figure: Figure, told: Told) -> float:
    """What the name of its entry adds, where that is said."""
    named = told.listed and any(label <= told.said for label in figure.entry)
    return _ENTRY_SAID if named else 0.0


def _weights(fields: list[Field]) -> dict[str, float]:
    """What each word tells: the more, the fewer names and descriptions have it."""
    named: dict[str, int] = defaultdict(int)
    described: dict[str, int] = defaultdict(int)
    for field in fields:
        names = _NO_WORDS.union(*field.names)
        for word in names:
            named[word] += 1
        for word in field.words - names:
            described[word] += 1
    most = log(1 + len(fields))
    weights: dict[str, float] = {}
    for word in {*named, *described}:
        often = named[word] + 0.25 * described[word]
        weight = log(1 + len(fields) / max(1.0, often)) / most
        weights[word] = weight * (_SHARED if word[0] == "~" else 1.0)
    return weights


def _names_of(figure: Figure) -> frozenset[Label]:
    """Its own name, with and without what it is part of."""
    names = _named_by(figure.path)
    if figure.source != "result":
        names |= figure.labels - figure.entry  # an input is told by the words people have for it
    return names


@lru_cache(maxsize=4096)  # fields of a capability come again with every receipt
def _named_by(path: str) -> frozenset[Label]:
    """What a field's path calls it."""
    parts = [part.partition("[")[0] for part in path.split(".")]
    own = name_words(parts[-1]) - _UNITS
    names = {own, own | name_words(parts[-2])} if len(parts) > 1 else {own}
    return frozenset(name for name in names if name)
