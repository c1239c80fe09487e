"""Say in a teacher's words how good a test is."""

from collections.abc import Sequence

from tools.assessment._test_result import Coefficient, Flag, GroupPair

FEW_PEOPLE = 30  # below it intervals are too wide to judge a test by
NAMED_AT_MOST = 3  # questions with one reason; the flags list them all
NARROW = 0.01  # an interval that two digits do not show
REASONS = 2  # kinds of trouble in the summary
VERDICTS = (
    (0.9, "precise enough for decisions about single people"),
    (0.8, "good for a class test"),
    (0.7, "fair: enough for feedback, thin for marks that count"),
    (0.5, "weak: the scores are too uncertain for marks that count"),
    (-9.0, "low: the questions hardly measure one thing together"),
)
"""From this alpha on: common bars (Nunnally & Bernstein 1994), not laws."""


def reliability(alpha: Coefficient, people: int, confidence: float) -> str:
    """What alpha says, and how sure that is."""
    if alpha.value is None or alpha.low is None or alpha.high is None:
        return f"Reliability cannot be computed for these {people:,} people: {alpha.reason}."
    between = _between(alpha.low, alpha.high)
    if people < FEW_PEOPLE and alpha.high - alpha.low < NARROW:
        return (
            f"With only {people} people this says little, although reliability (Cronbach's alpha) "
            f"comes out at **{alpha.value:.2f}**."
        )
    if people < FEW_PEOPLE:
        return (
            f"With only {people} people this says little: reliability (Cronbach's alpha) comes "
            f"out at **{alpha.value:.2f}**, yet anything from {between} fits these answers."
        )
    verdict = next(words for bar, words in VERDICTS if alpha.value >= bar)
    return (
        f"Reliability (Cronbach's alpha) is **{alpha.value:.2f}** "
        f"({confidence * 100:.4g} % interval {between}), {verdict}."
    )


def _between(low: float, high: float) -> str:
    """An interval; below zero alpha has no meaning beyond that."""
    digits = 2 if high - low >= NARROW else 3
    return f"{'below zero' if low < 0 else f'{low:.{digits}f}'} to {high:.{digits}f}"


def scores(mean: float, full: float, share: float, error: float | None) -> str:
    """What people scored, and how far a score may be off."""
    said = f"The average score is {mean:.3g} of {full:g} points ({share * 100:.0f} %)"
    if error is None:
        return f"{said}."
    return f"{said}; one person's score is uncertain by about {error:.2g} points (standard error)."


def to_look_at(flags: Sequence[Flag], enough: bool) -> str:
    """The questions that stand out, the most pressing first; few people earn fewer words."""
    pressing = [flag for flag in flags if flag.code not in ("unused_option", "unfair_to_group")]
    if not pressing:
        return "No question stands out as bad." if enough else ""
    by_reason: dict[str, list[str]] = {}
    named: set[str] = set()
    for flag in pressing:
        if flag.item not in named:
            named.add(flag.item)
            by_reason.setdefault(flag.reason, []).append(flag.item)
    told = "; ".join(
        f"{listed(items)} ({reason})" for reason, items in list(by_reason.items())[:REASONS]
    )
    if enough:
        return f"Look at {told}."
    return f"With so few people it may be chance, but look at {told}."


def listed(items: Sequence[str]) -> str:
    """A few names, and that there are others."""
    if len(items) > NAMED_AT_MOST:
        return f"{', '.join(items[:NAMED_AT_MOST])} and others"
    return " and ".join((", ".join(items[:-1]), items[-1])) if len(items) > 1 else items[0]


def fairness(flags: Sequence[Flag], pair: GroupPair | None) -> str:
    """Whether questions treat the groups alike."""
    if pair is None:
        return ""
    unfair = [flag for flag in flags if flag.code == "unfair_to_group"]
    if not unfair and min(pair.reference_count, pair.focal_count) < FEW_PEOPLE:
        return (
            f"{pair.reference_count} and {pair.focal_count} people are too few to tell whether "
            f"questions treat {pair.reference} and {pair.focal} alike."
        )
    if not unfair:
        return (
            f"At equal scores no question shows a clear difference between {pair.reference} "
            f"and {pair.focal}."
        )
    named = "; ".join(f"{flag.item} is {flag.reason}" for flag in unfair[:NAMED_AT_MOST])
    return f"Fairness: {named}{', among others' if len(unfair) > NAMED_AT_MOST else ''}."
