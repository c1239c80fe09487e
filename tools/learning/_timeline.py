"""Put reviews on one clock, in order, none of them in the future.

All moments are taken to the wall clock of one timezone. A bare day stands for its noon, so that
days between two reviews are whole; a bare day as "today" lasts until its end.
"""

import datetime
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from tools.errors import InvalidInput
from tools.learning._memory_model import RATINGS
from tools.learning._reviews import Moment, RatingName

NOON = datetime.time(12)


@dataclass(frozen=True, slots=True)
class Seen:
    """One review as it came in: where in the request, when, and how it went (1 to 4)."""

    path: str
    moment: Moment
    rating: int


@dataclass(frozen=True, slots=True)
class History:
    """A card's reviews in order on the clock. `timed` says whether the last has a time of day."""

    name: str | None
    moments: tuple[datetime.datetime, ...]
    ratings: tuple[int, ...]
    timed: bool
    was_unordered: bool

    def gaps(self) -> list[int]:
        """Whole days since the review before; 0 for the first."""
        pairs = zip(self.moments, self.moments[1:], strict=False)
        return [0, *((later - earlier).days for earlier, later in pairs)][: len(self.moments)]


@dataclass(frozen=True, slots=True)
class Clock:
    """Where and when the question is asked."""

    zone: datetime.tzinfo
    as_of: Moment

    @property
    def now(self) -> datetime.datetime:
        """The moment asked about, on the clock; a bare day lasts until its end."""
        if isinstance(self.as_of, datetime.datetime):
            return self.wall(self.as_of)
        return datetime.datetime.combine(self.as_of, datetime.time.max)

    def wall(self, moment: Moment) -> datetime.datetime:
        """`moment` as the clock on the wall shows it."""
        if not isinstance(moment, datetime.datetime):
            return datetime.datetime.combine(moment, NOON)
        if moment.tzinfo is None:
            return moment
        return moment.astimezone(self.zone).replace(tzinfo=None)

    def told(self, wall: datetime.datetime) -> datetime.datetime:
        """A moment on the wall clock, with its UTC offset."""
        return wall.replace(tzinfo=self.zone)


def clock(timezone: str | None, as_of: Moment) -> Clock:
    """The clock of `timezone`, or `InvalidInput` when there is no such zone."""
    if timezone is None or timezone.upper() == "UTC":
        return Clock(datetime.UTC, as_of)  # also where the system has no timezone database
    try:
        return Clock(ZoneInfo(timezone), as_of)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        raise InvalidInput.of(
            "timezone", "must be a timezone's name such as Europe/Berlin or UTC"
        ) from None


def in_order(name: str | None, seen: Sequence[Seen], time: Clock) -> History:
    """The reviews of one card, oldest first; one after `as_of` is refused by its place."""
    timed = [(time.wall(review.moment), review) for review in seen]
    for wall, review in timed:
        if wall > time.now:
            raise InvalidInput.of(
                review.path, "lies after as_of; only reviews already done count", code="future"
            )
    ordered = sorted(timed, key=lambda pair: pair[0])  # stable: same-day reviews stay as told
    return History(
        name=name,
        moments=tuple(wall for wall, _ in ordered),
        ratings=tuple(review.rating for _, review in ordered),
        timed=bool(ordered) and isinstance(ordered[-1][1].moment, datetime.datetime),
        was_unordered=[review for _, review in ordered] != list(seen),
    )


def refuse_mixed_times(seen: Iterable[Seen]) -> None:
    """Times with and without a UTC offset cannot be put in order."""
    first: dict[bool, Seen] = {}
    for review in seen:
        if isinstance(review.moment, datetime.datetime):
            first.setdefault(review.moment.tzinfo is None, review)
    if len(first) == 2:
        raise InvalidInput.of(
            first[True].path,
            "has no UTC offset while other times have one; write every time as "
            "2026-11-16T09:30:00+01:00, or give the timezone they are in",
            code="mixed_timezones",
        )


def rating_number(rating: RatingName) -> int:
    """1 (again) to 4 (easy)."""
    return RATINGS.index(rating) + 1
