"""Choose the figure that a claim states, or find that it states none."""

from graphs.verification.claim import COUNTED, Claim
from graphs.verification.evidence import Evidence
from graphs.verification.figure import Chosen, Figure, Source
from graphs.verification.told import Told
from graphs.verification.words import DIRECT, QUANTILES, SUBJECTS, level_token

_LEVELS_SAID = frozenset(("part of", "one in", "level"))
_PREFERRED: dict[Source, int] = {"argument": 0, "user": 1, "result": 2}
_FAR = 3
"""The level of a quantile comes after every other figure."""


def choose(
    claim: Claim, told: Told, found: list[Figure], evidence: Evidence, assumed: bool, by_rule: bool
) -> Chosen | None:
    """The best source of a claim among the figures that are `fitting` it.

    None when there is none, or its words name another figure. What code wrote `by_rule` has the
    right names: any figure of its worth will do.
    """
    chosen = _choose(claim, told, found, evidence)
    if chosen is None and claim.other is not None:
        other = claim.other
        chosen = _choose(other, told, fitting(other, told, evidence, assumed), evidence)
    if chosen is None and by_rule:
        chosen = _of_its_worth(claim, told, evidence, assumed)
    return chosen


def _choose(claim: Claim, told: Told, found: list[Figure], evidence: Evidence) -> Chosen | None:
    if claim.currency and not _currency_known(claim, evidence):
        return None
    if claim.unit in _LEVELS_SAID and (level := _level(claim, evidence)):
        return level
    if not found:
        return _level_alone(claim, told, evidence) or _verbatim(claim, evidence)
    words = told.said
    best = found[0] if len(found) == 1 else _best(found, claim, words)
    speaks = told.statistics or told.labelled
    if words.isdisjoint(best.words) or (speaks and _contradicted(best, found, told, evidence)):
        kept = _kept(claim, told, found, evidence)
        if not kept:
            return _level_alone(claim, told, evidence) if words & QUANTILES else None
        if len(kept) < len(found):
            best = _best(kept, claim, words)  # otherwise the best of all is the best of those kept
    if told.named and claim.raw and not claim.in_words:
        misnamed = evidence.naming.misnames(
            claim, told, best, lambda: _kept(claim, told, found, evidence), found
        )
        if misnamed:
            return None
    is_level = best.sort == "fraction" and _is_level(best, claim)
    level = level_token(claim.level) if is_level else ""
    return Chosen(best.source, best.receipt_id, best.path, level, best.statistics)


def fitting(claim: Claim, told: Told, evidence: Evidence, assumed: bool) -> list[Figure]:
    """Every figure that the claim may state where these words are said."""
    words, listed = told.said, told.listed
    found = [
        f
        for f in evidence.worths.stated(claim, turned=told.turning and claim.raw > 0)
        if (assumed or f.source != "argument")
        and (not f.currency or _allowed(f, claim, assumed))
        and (not f.owners or _owned(f, words))
        and not (listed and f.entry and evidence.another_entry(f, told))
    ]
    if claim.unit == "level":  # a percentile is rounded where one is computed, a level never
        found = [f for f in found if f.value == claim.value or f.path.endswith("percentile")]
    if claim.unit == COUNTED:  # an amount without a currency must be named
        found = [f for f in found if f.sort != "money" or words & f.words]
    if claim.raw in evidence.lengths:
        found += _lengths(claim, words, evidence)
    return found


def _kept(claim: Claim, told: Told, found: list[Figure], evidence: Evidence) -> list[Figure]:
    """Those of the fitting figures that the words do not speak against."""
    kept = found
    if told.statistics or told.labelled:
        kept = [f for f in found if not _contradicted(f, found, told, evidence)]
    return _plausible(claim, told.said, found, kept)


def _best(kept: list[Figure], claim: Claim, words: frozenset[str]) -> Figure:
    best, most, rank = kept[0], -1, 0
    for figure in kept:
        if words.isdisjoint(figure.words):
            if most > 0:
                continue
            said = 0
        elif (said := len(words & figure.words)) < most:
            continue
        like = _PREFERRED[figure.source]
        if figure.sort == "fraction" and _is_level(figure, claim):
            like -= _FAR
        if said > most or like > rank:
            best, most, rank = figure, said, like
    return best


def _of_its_worth(claim: Claim, told: Told, evidence: Evidence, assumed: bool) -> Chosen | None:
    """Any figure that fits, whatever it is called."""
    if not _currency_known(claim, evidence):
        return None
    fitting = evidence.worths.stated(claim, turned=told.turning and claim.raw > 0)
    found = [f for f in fitting if _allowed(f, claim, assumed)]
    if not found:
        return None
    best = max(found, key=lambda f: (len(told.said & f.words), _PREFERRED[f.source]))
    return Chosen(best.source, best.receipt_id, best.path)


def _plausible(
    claim: Claim, words: frozenset[str], found: list[Figure], kept: list[Figure]
) -> list[Figure]:
    """Figures of unknown kind only where nothing speaks against them."""
    if len(kept) < len(found) and any(f not in kept for f in found if f.sort != "unknown"):
        return [f for f in kept if f.sort != "unknown" or f.words & words]
    if claim.currency:
        return [f for f in kept if f.sort != "unknown" or f.words & words or f.path == "value"]
    return kept


def _currency_known(claim: Claim, evidence: Evidence) -> bool:
    return claim.sort != "money" or not claim.currency or claim.currency in evidence.currencies


def _allowed(figure: Figure, claim: Claim, assumed: bool) -> bool:
    """An argument may be named as an assumption only."""
    known = figure.currency and claim.currency and figure.sort == claim.sort
    if known and figure.currency != claim.currency:
        return False
    return figure.source != "argument" or assumed


def _lengths(claim: Claim, words: frozenset[str], evidence: Evidence) -> list[Figure]:
    """How many there are of what the words name."""
    if claim.sort not in ("number", "rate"):
        return []
    counted = evidence.lengths.get(claim.raw)
    return [f for f in counted if words & f.words] if counted else []


def _owned(figure: Figure, words: frozenset[str]) -> bool:
    """One of many in a long list must be named."""
    return not figure.owners or any(label <= words for label in figure.owners)


def _contradicted(figure: Figure, found: list[Figure], told: Told, evidence: Evidence) -> bool:
    """Whether the words clearly name its like instead, which is not among those found."""
    if said := told.statistics:
        if figure.statistics == said:
            return False
        named = said <= figure.words and any(label <= told.said for label in figure.labels)
        rivals = [] if named else evidence.rivals(figure, said)
        if rivals and not any(rival in found for rival in rivals):
            return True
    for label, by_sort in told.labelled:
        others = by_sort.get(figure.sort)
        if others is None or (label <= figure.names and label <= figure.words):
            continue
        if _names_another(figure, label, others, found, told.said):
            return True
    return False


def _names_another(
    figure: Figure,
    label: frozenset[str],
    others: list[Figure],
    found: list[Figure],
    words: frozenset[str],
) -> bool:
    """Whether a name said in full, and not this one's, is that of one of `others` beyond doubt."""
    described = label <= figure.words
    if described and not _is_telling(label, figure, words):
        return False
    own = words & figure.words
    for other in others:
        if described and other.source != "result":
            continue
        if own and (figure.receipt_id not in ("", other.receipt_id) or not own <= other.words):
            continue
        if other not in found and not _same(figure, other, own):
            return True
    return False


def _is_telling(label: frozenset[str], figure: Figure, words: frozenset[str]) -> bool:
    """Whether a name said in full is another figure's, though this one's description has it too."""
    if not figure.labels or (len(label) == 1 and SUBJECTS.isdisjoint(label)):
        return False
    return not any(named <= words and not named <= label for named in figure.labels - figure.entry)


def _same(figure: Figure, other: Figure, own: frozenset[str]) -> bool:
    """Whether the other figure says the same: a level as it was asked for, and in the result."""
    named = figure.path.rpartition(".")[2] == other.path.rpartition(".")[2]
    return other.value == figure.value and (bool(own) or named)


def _level_alone(claim: Claim, told: Told, evidence: Evidence) -> Chosen | None:
    """A quantile level, unless the sentence says that it is what another field is called."""
    token = level_token(claim.level) if claim.is_level else ""
    figure = evidence.levels.get(token)
    if (
        figure
        and DIRECT in told.said
        and evidence.naming.misnames(claim, told, figure, lambda: [figure], [figure])
    ):
        return None
    return _level(claim, evidence)


def _level(claim: Claim, evidence: Evidence) -> Chosen | None:
    """A quantile level that a field is named after or that stands beside it."""
    if not claim.is_level:
        return None
    token = level_token(claim.level)
    if (figure := evidence.levels.get(token)) is None:
        return None
    alone = figure.source != "result" or "confidence" in figure.words or claim.unit == "level"
    return Chosen(figure.source, figure.receipt_id, figure.path, "" if alone else token)


def _is_level(figure: Figure, claim: Claim) -> bool:
    """Whether it is the level of one of several quantiles, told as a share of cases."""
    told = claim.unit != "level" and figure.source == "result" and figure.sort == "fraction"
    return told and "quantiles[" in figure.path


def _verbatim(claim: Claim, evidence: Evidence) -> Chosen | None:
    """A bare number that the person wrote in just these digits: a year, a part number."""
    if claim.sort != "number" or claim.unit or claim.in_words:
        return None
    text = f"{claim.raw:.15g}"
    if text in evidence.verbatim:
        return Chosen("user")
    return Chosen("result", evidence.exact[text], "exact") if text in evidence.exact else None
