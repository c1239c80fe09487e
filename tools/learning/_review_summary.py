"""Say in plain words when to review what."""

import datetime
from collections.abc import Sequence

from tools.learning._card_schedule import CardSchedule, NextAnswer

NAMED_AT_MOST = 5  # cards; more would not be read


def one_card(card: CardSchedule, as_of: datetime.date) -> str:
    """The answer when one card was asked about."""
    if card.state == "new":
        return (
            "This card has never been reviewed, so it is due **now**. "
            f"If you know it at once (easy), it comes back in {_wait(card.if_answered[3])}."
        )
    sentences = (_when(card, as_of), _chance(card, as_of), _next_answers(card))
    return " ".join(sentence for sentence in sentences if sentence)


def several_cards(
    cards: Sequence[CardSchedule],
    card_count: int,
    due_count: int,
    next_due: CardSchedule | None,
    as_of: datetime.date,
) -> str:
    """The answer when several were: the due ones first."""
    due = [card for card in cards if card.is_due]
    parts = [f"**{due_count} of {card_count} cards** {'is' if due_count == 1 else 'are'} due now"]
    if due:
        more = (
            f" and {due_count - len(due[:NAMED_AT_MOST])} more"
            if due_count > len(due[:NAMED_AT_MOST])
            else ""
        )
        parts.append(": " + "; ".join(_due(card) for card in due[:NAMED_AT_MOST]) + more)
    said = "".join(parts) + "."
    if next_due is not None:
        said += (
            f" Next comes {_name(next_due)}, on {_day(next_due.due_date, as_of)}"
            f"{_recall(next_due, ', recalled today with a chance of about ')}."
        )
    return said


def _when(card: CardSchedule, as_of: datetime.date) -> str:
    last = _day(card.last_review, as_of)
    if card.interval_minutes is not None:
        event = "the miss" if card.last_rating == "again" else "the review"
        wait = f"{_minutes(card.interval_minutes)} after {event} on {last}"
        if card.is_due:
            again = " again" if card.state == "relearning" else ""
            return f"It is in {card.state} and was due{again} {wait}, so **now**."
        return f"It is in {card.state} and due {wait}."
    if not card.is_due:
        return (
            f"Review it next on **{_day(card.due_date, as_of)}**, "
            f"{_days(card.interval_days)} after the last review on {last}."
        )
    if card.overdue_days:
        late = f"so it is {_days(card.overdue_days)} overdue: review it **now**"
        return f"It was due on {_day(card.due_date, as_of)}, {late}."
    return f"It is due **today**, {_days(card.interval_days)} after the last review on {last}."


def _chance(card: CardSchedule, as_of: datetime.date) -> str:
    if card.days_since_review == 0 or card.recall_now is None:
        return "Right after a review it is as good as certain to be recalled."
    said = f"By {_day(as_of, as_of)} the chance of recall is about {_percent(card.recall_now)}"
    if card.is_due or card.recall_when_due is None:
        return f"{said}."
    return f"{said}, falling to about {_percent(card.recall_when_due)} on the due day."


def _next_answers(card: CardSchedule) -> str:
    again, _, good, _ = card.if_answered
    if not card.is_due:
        return ""
    return f"Answered right, it comes back in {_wait(good)}; wrong, in {_wait(again)}."


def _due(card: CardSchedule) -> str:
    if card.state == "new":
        return f"{_name(card)} (new)"
    late = f"{_days(card.overdue_days)} overdue" if card.overdue_days else "today"
    return f"{_name(card)} ({late}{_recall(card, ', recall about ')})"


def _recall(card: CardSchedule, before: str) -> str:
    if card.recall_now is None or card.days_since_review == 0:
        return ""
    return before + _percent(card.recall_now)


def _name(card: CardSchedule) -> str:
    return card.name if card.name else f"card {card.position}"


def _wait(answer: NextAnswer) -> str:
    if answer.interval_minutes is not None:
        return _minutes(answer.interval_minutes)
    return _days(answer.interval_days)


def _days(days: float) -> str:
    return "1 day" if days == 1 else f"{days:,.0f} days"


def _minutes(minutes: float) -> str:
    return "1 minute" if minutes == 1 else f"{minutes:,.4g} minutes"


def _percent(chance: float) -> str:
    return f"{chance * 100:.0f} %"


def _day(day: datetime.date | None, as_of: datetime.date) -> str:
    """A day as people write it; the year only where it is another than today's."""
    if day is None:
        return ""
    return f"{day.day} {day:%B}" if day.year == as_of.year else f"{day.day} {day:%B %Y}"
