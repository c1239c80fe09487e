"""Figures by their worth: those that a claim may state are looked up, not searched for."""

from bisect import bisect_left, bisect_right
from collections import defaultdict
from operator import itemgetter

from graphs.verification.claim import Claim
from graphs.verification.figure import Figure, Sort
from graphs.verification.fitting import Form, Terms, fits, form, rounded_to, same_day
from graphs.verification.rounding import COARSE_LIMIT

Bucket = tuple[Sort, float, str, bool, bool, bool]
"""Figures that are compared in the same terms: sort, days of the unit, period, exactness, whether
the person gave them, and whether they are in a currency."""
Entry = tuple[float, Figure]
"""A figure behind its size, by which its bucket is sorted."""
Comparable = tuple[Form, list[float], list[Figure]]
"""Figures that a claim is compared with, by size, and in which terms."""
Key = tuple[Sort, str, str, bool, bool]
"""What of a claim decides which buckets it can be compared with, and how."""
_SIZE = itemgetter(0)
_MANY = 8
_MOST = COARSE_LIMIT * 1.1


class Worths:
    """The figures of a thread that have a worth or are a day."""

    def __init__(self) -> None:
        self._buckets: dict[Bucket, list[Entry]] = defaultdict(list)
        self._comparisons: dict[Key, list[Comparable]] = {}
        self._rounded_to: dict[tuple[object, ...], list[Figure]] = {}
        self._days: list[Figure] = []

    def add(self, figure: Figure) -> None:
        """Take up a figure."""
        if figure.sort == "date":
            self._days.append(figure)
            return
        key = (figure.sort, figure.days, figure.per, figure.exact, figure.source == "user",
               bool(figure.currency))  # fmt: skip
        self._buckets[key].append((abs(figure.value), figure))

    def stated(self, claim: Claim, *, turned: bool) -> list[Figure]:
        """Every figure the claim may state; `turned` when the words carry a minus sign."""
        if claim.sort == "date":
            return [figure for figure in self._days if same_day(claim, figure)]
        scale = claim.scale
        key = (claim.sort, claim.unit, claim.per, claim.inverse, scale != 1.0)
        if (comparable := self._comparisons.get(key)) is None:
            comparable = self._comparisons[key] = self._comparable(claim)
        # What a duration or a multiple may state is told by more than its worth.
        by_worth = claim.unit != "times" and claim.sort != "duration" and not claim.inverse
        found: list[Figure] = []
        for (factor, scaled), sizes, figures in comparable:
            terms = factor, scale if scaled else 1.0
            low, high = _window(claim, terms)
            at = bisect_left(sizes, low)
            if at == len(sizes) or sizes[at] > high:
                continue
            near = figures[at : bisect_right(sizes, high, at)]
            if by_worth and len(near) < _MANY:
                found += rounded_to(claim, near, terms, turned=turned)
            elif by_worth:
                found += self._rounded(claim, near, terms, turned=turned)
            else:
                found += [f for f in near if fits(claim, f, terms, turned=turned)]
        return found

    def _rounded(
        self, claim: Claim, near: list[Figure], terms: Terms, *, turned: bool
    ) -> list[Figure]:
        """Those of many figures near by of which the claim is a rounding.

        What many are near of, nought and one, an answer tells more often than once.
        """
        key = (
            terms,
            claim.sort,
            claim.unit,
            claim.per,
            claim.raw,
            claim.step,
            claim.coarse,
            turned,
        )
        if (known := self._rounded_to.get(key)) is None:
            known = self._rounded_to[key] = rounded_to(claim, near, terms, turned=turned)
        return known

    def _comparable(self, claim: Claim) -> list[Comparable]:
        """Buckets the claim can be compared with, and in which terms; the same for its like."""
        by_form: dict[Form, list[Entry]] = defaultdict(list)
        for bucket in self._buckets.values():
            if (found := form(claim, bucket[0][1])) is not None:
                by_form[found] += bucket
        return [_sorted(form, entries) for form, entries in by_form.items()]


def _sorted(form: Form, entries: list[Entry]) -> Comparable:
    entries.sort(key=_SIZE)
    return form, [size for size, _ in entries], [figure for _, figure in entries]


def _window(claim: Claim, terms: Terms) -> tuple[float, float]:
    """Sizes of figures that may be meant, a little wider than what is then checked."""
    factor, scale = terms
    scale = abs(scale)
    shown = abs(claim.raw) * scale
    around, half = claim.coarse * scale / 2, claim.step * scale / 2
    if around > (most := shown * _MOST):
        around = most
    around = (around if around > half else half) * 1.001 + shown * 1e-8
    low, high = shown - around, shown + around
    if claim.inverse:
        worth = claim.value * claim.raw
        return worth / high, worth / low if low > 0 else float("inf")
    if factor == 1.0:
        return low, high
    factor = abs(factor) or 1.0
    return low / factor, high / factor
