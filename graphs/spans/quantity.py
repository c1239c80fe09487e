"""A number with what it counts: an amount of money, a share, a rate, a length of time."""

from collections.abc import Callable
from dataclasses import dataclass, replace

from graphs.spans.numerals import Number
from graphs.spans.span import Reading, ReadingKind, Role, Triple, Value


@dataclass(slots=True)
class Quantity:
    """One numeral in its surroundings, before ranges and lists are joined."""

    start: int
    end: int
    kind: ReadingKind
    number: Number
    factor: float = 1.0
    """What the numeral is multiplied by to give the value in the kind's unit."""
    inverse: bool = False
    """Whether the value is `factor` divided by the numeral: once in 8 years."""
    unit: str = ""
    currency: str = ""
    per: str = ""
    score: float = 1.0
    extra: tuple[Reading, ...] = ()
    reach: int = 0
    """Where the words that belong to it end: "3 laptops a year" reaches to "year"."""
    role: Role = ""
    role_strength: int = 0
    label: str = ""
    parts: tuple[int, ...] = ()
    """Where numerals start that may also be meant by themselves: "12 breaches over 750 days"."""

    @property
    def bare(self) -> bool:
        """Whether nothing says what it counts."""
        return self.kind == "number" and not self.unit

    def convert(self, raw: float) -> float:
        """A numeral in this quantity's unit."""
        if self.inverse:
            return self.factor / raw if raw else 0.0
        return tidy(raw * self.factor) if self.factor != 1 else raw

    @property
    def value(self) -> float:
        """The value in the kind's unit."""
        return self.convert(self.number.value)

    def as_in(self, other: "Quantity") -> "Quantity":
        """The same numeral in the unit of `other`."""
        return replace(
            self,
            kind=other.kind,
            factor=other.factor,
            inverse=other.inverse,
            unit=other.unit,
            currency=self.currency or other.currency,
            per=other.per,
            extra=(),
        )


def tidy(value: float) -> float:
    """A product of decimals without the noise of binary fractions: 4.1 % is 0.041."""
    return float(f"{value:.15g}")


def each(value: Value, change: Callable[[float], float]) -> Value:
    """`change` applied to every number of a value."""
    if isinstance(value, Triple):
        likely = None if value.likely is None else change(value.likely)
        return Triple(change(value.low), likely, change(value.high))
    if isinstance(value, tuple):
        return tuple(each(v, change) for v in value)
    return change(value) if isinstance(value, float) else value


def readings(kind: Quantity, value: Value, *, score: float | None = None) -> tuple[Reading, ...]:
    """What `value`, already in the unit of `kind`, may mean, likeliest first."""
    score = kind.score if score is None else score
    main = Reading(
        kind=kind.kind,
        value=value,
        unit=kind.unit,
        currency=kind.currency,
        score=score,
        converted=kind.inverse or kind.factor != 1,
        per=kind.per,
    )
    found = [main]
    if kind.kind == "rate" and kind.per and not kind.inverse:
        plain = each(value, lambda v: tidy(v / kind.factor))
        found.append(replace(main, kind="number", value=plain, score=score * 0.8, converted=False))
    if kind.bare:
        found += _as_fraction(main)
    return tuple(found)


def _as_fraction(main: Reading) -> list[Reading]:
    """A bare number may be a share: 0.8, or 80 where percent is understood."""
    values = list(_flat(main.value))
    if not values or min(values) < 0:
        return []
    if max(values) <= 1 and any(0 < v < 1 for v in values):
        return [replace(main, kind="fraction", score=main.score * 0.8)]
    if 0 < max(values) <= 100 and min(values) > 0:
        share = each(main.value, lambda v: tidy(v / 100))
        likely = 0.35 if max(values) > 50 else 0.25
        return [replace(main, kind="fraction", value=share, score=main.score * likely,
                        unit="percent understood", converted=True)]  # fmt: skip
    return []


def _flat(value: Value) -> list[float]:
    if isinstance(value, Triple):
        return [v for v in (value.low, value.likely, value.high) if v is not None]
    if isinstance(value, tuple):
        return [v for part in value for v in _flat(part)]
    return [value] if isinstance(value, float) else []
