"""Which questions to look at, and why.

The bounds are conventions of classroom testing (Ebel & Frisbie 1991), not laws; a note says so.
"""

from collections.abc import Iterator, Sequence

from tools.assessment._test_result import Coefficient, Flag, FlagCode, ItemReport

VERY_EASY, VERY_HARD = 0.95, 0.2  # share of points
WEAK = 0.15  # correlation with the other questions
NOTICEABLE = 0.01  # rise of alpha without the question
RARELY_CHOSEN = 0.05  # share of people
OFTEN_CHOSEN = 0.1  # share of people, from which their scores are worth comparing

ORDER: tuple[FlagCode, ...] = (
    "unfair_to_group",
    "negative_discrimination",
    "distractor_beats_key",
    "no_variance",
    "lowers_reliability",
    "weak_discrimination",
    "very_hard",
    "very_easy",
    "unused_option",
)


def flags(items: Sequence[ItemReport], alpha: Coefficient) -> list[Flag]:
    """Every flag, the most pressing kind first."""
    found = [flag for item in items for flag in _of_item(item, alpha.value)]
    return sorted(found, key=lambda flag: ORDER.index(flag.code))


def _of_item(item: ItemReport, alpha: float | None) -> Iterator[Flag]:
    yield from _difficulty(item)
    yield from _discrimination(item, alpha)
    yield from _distractors(item)
    if item.fairness and item.fairness.ets_class in ("B", "C"):
        size = "clearly" if item.fairness.ets_class == "C" else "somewhat"
        yield Flag(
            item=item.name,
            code="unfair_to_group",
            reason=f"{size} harder for {item.fairness.harder_for} at equal total score",
        )


def _difficulty(item: ItemReport) -> Iterator[Flag]:
    if item.item_total_correlation is None:
        yield Flag(item=item.name, code="no_variance", reason="everyone has the same points on it")
    elif item.difficulty > VERY_EASY:
        yield Flag(item=item.name, code="very_easy", reason="nearly everyone gets it right")
    elif item.difficulty < VERY_HARD:
        yield Flag(item=item.name, code="very_hard", reason="hardly anyone gets it right")


def _discrimination(item: ItemReport, alpha: float | None) -> Iterator[Flag]:
    related = item.item_rest_correlation
    if related is None:
        return
    if related < 0:
        reason = "those who do well on the rest tend to get it wrong: check its key and wording"
        yield Flag(item=item.name, code="negative_discrimination", reason=reason)
    elif related < WEAK:
        reason = "hardly tells those who do well on the rest from the others"
        yield Flag(item=item.name, code="weak_discrimination", reason=reason)
    without = item.alpha_if_deleted
    if related >= 0 and alpha is not None and without is not None and without > alpha + NOTICEABLE:
        reason = "the test would be more reliable without it"
        yield Flag(item=item.name, code="lowers_reliability", reason=reason)


def _distractors(item: ItemReport) -> Iterator[Flag]:
    key_scores = [o.mean_rest_score for o in item.options if o.is_key and o.mean_rest_score]
    wrong = [o for o in item.options if not o.is_key and o.option != "(blank)"]
    for option in wrong:
        often = option.count > 1 and option.share >= OFTEN_CHOSEN
        if key_scores and often and (option.mean_rest_score or 0) > max(key_scores):
            reason = (
                f"option {option.option} draws people who do better than those choosing the key"
            )
            yield Flag(item=item.name, code="distractor_beats_key", reason=reason)
    rare = [option.option for option in wrong if option.share < RARELY_CHOSEN]
    if rare:
        reason = f"hardly anyone chooses {', '.join(rare)}"
        yield Flag(item=item.name, code="unused_option", reason=reason)
