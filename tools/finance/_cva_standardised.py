"""The standardised approach to CVA capital (MAR50.42 to 50.77)."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import sqrt

from tools.errors import InvalidInput
from tools.finance._cva_rows import CvaSensitivity
from tools.finance._cva_tables import (
    DELTA_WEIGHTS,
    EQUITY_VEGA_LARGE,
    FX_WEIGHT,
    HEDGE_DISALLOWANCE,
    INFLATION_WEIGHT,
    LARGE_EQUITY,
    OTHER_RATE_WEIGHT,
    RATE_WEIGHTS,
    SPECIFIED,
    SPREAD_TENORS,
    SPREAD_WEIGHTS,
    WITH_INFLATION,
    across,
    rate_correlation,
)

CLOSE = 0.01  # years
RELATED, UNRELATED, UNRELATED_INDEX = 0.9, 0.5, 0.8  # names, MAR50.65(4) and (5)
OTHER_TENOR, OTHER_QUALITY = 0.9, 0.8
INDEX_BUCKET = "8"
MOST_FACTORS = 2_000  # of one bucket


@dataclass(frozen=True, slots=True)
class Factor:
    """One risk factor."""

    bucket: str
    kind: str = ""
    """Rates: vertex, inflation or parallel; spreads: entity."""
    tenor: float | None = None
    group: str = ""
    quality: str = ""


@dataclass(slots=True)
class Held:
    """Weighted sensitivities to one factor."""

    factor: Factor
    weight: float
    paragraph: str
    cva: float = 0.0
    hedge: float = 0.0

    @property
    def net(self) -> float:
        """WS, MAR50.52(2): the hedge is deducted, CVA being a loss."""
        return self.weight * (self.cva - self.hedge)


@dataclass(frozen=True, slots=True)
class CvaBucket:
    """One bucket."""

    bucket: str
    capital: float
    position: float


@dataclass(frozen=True, slots=True)
class ClassCapital:
    """Delta or vega of one risk class."""

    risk_class: str
    measure: str
    held: tuple[Held, ...]
    buckets: tuple[CvaBucket, ...]
    plain: float
    """Before the multiplier."""
    capital: float


def standardised_capital(
    rows: Sequence[CvaSensitivity], multiplier: float, reporting: str | None
) -> list[ClassCapital]:
    """Capital of each risk class and measure; they add up (MAR50.42)."""
    groups: dict[tuple[str, str], dict[Factor, Held]] = {}
    for number, row in enumerate(rows):
        place = f"sensitivities.{number}"
        factor, weight, paragraph = _factor(row, place, reporting)
        known = groups.setdefault((row.risk_class, row.measure), {})
        held = known.setdefault(factor, Held(factor, weight, paragraph))
        if held.weight != weight:
            raise InvalidInput.of(f"{place}.risk_weight", "must be one for all rows of a factor")
        if row.role == "hedge":
            held.hedge += row.amount
        else:
            held.cva += row.amount
    return [_class(*key, list(known.values()), multiplier) for key, known in groups.items()]


def _class(risk_class: str, measure: str, held: list[Held], multiplier: float) -> ClassCapital:
    groups: dict[str, list[Held]] = {}
    for one in held:
        groups.setdefault(joint(one.factor.bucket, risk_class), []).append(one)
    buckets = tuple(_bucket(name, members, risk_class) for name, members in groups.items())
    square = sum(b.capital**2 for b in buckets)
    for i, one in enumerate(buckets):
        for two in buckets[:i]:
            gamma = across(risk_class, one.bucket, two.bucket)
            square += 2 * gamma * one.position * two.position
    plain = sqrt(max(square, 0.0))
    return ClassCapital(risk_class, measure, tuple(held), buckets, plain, multiplier * plain)


def joint(bucket: str, risk_class: str) -> str:
    """Sub-buckets 1a and 1b of counterparty spreads are one bucket."""
    return bucket.rstrip("ab") if risk_class == "counterparty_spread" else bucket


def _bucket(name: str, members: list[Held], risk_class: str) -> CvaBucket:
    """K_b with the hedging disallowance, and S_b bounded by it: MAR50.53."""
    if len(members) > MOST_FACTORS:
        raise InvalidInput.of("sensitivities", f"at most {MOST_FACTORS:,} factors in one bucket")
    square = 0.0
    for i, one in enumerate(members):
        square += one.net**2 + HEDGE_DISALLOWANCE * (one.weight * one.hedge) ** 2
        for two in members[:i]:
            square += 2 * within(one.factor, two.factor, risk_class) * one.net * two.net
    capital = sqrt(max(square, 0.0))
    total = sum(one.net for one in members)
    return CvaBucket(name, capital, max(-capital, min(total, capital)))


def within(a: Factor, b: Factor, risk_class: str) -> float:
    """Correlation of two factors of one bucket."""
    if risk_class == "interest_rate":
        if a.tenor is not None and b.tenor is not None:
            return rate_correlation(a.tenor, b.tenor)
        return WITH_INFLATION
    tenor = 1.0 if a.tenor == b.tenor else OTHER_TENOR
    quality = 1.0 if a.quality == b.quality else OTHER_QUALITY
    if a.kind == b.kind:
        return tenor * quality
    if a.group and a.group == b.group:
        return RELATED * tenor * quality
    apart = UNRELATED_INDEX if a.bucket == INDEX_BUCKET else UNRELATED
    return apart * tenor * quality


def _factor(row: CvaSensitivity, place: str, reporting: str | None) -> tuple[Factor, float, str]:
    """The factor, its weight and where that stands."""
    if row.risk_class == "interest_rate":
        factor, weight, paragraph = _rate(row, place, reporting)
    elif row.risk_class == "fx":
        bucket = _currency(row, place)
        if bucket == reporting:
            raise InvalidInput.of(
                f"{place}.currency", "must not be the reporting currency, which has no FX risk"
            )
        vega = row.measure == "vega"
        factor, weight = Factor(bucket), 1.0 if vega else FX_WEIGHT
        paragraph = "MAR50.62" if vega else "MAR50.61"
    elif row.risk_class == "counterparty_spread":
        factor, weight, paragraph = _spread(row, place)
    else:
        factor, weight, paragraph = _numbered(row, place)
    return factor, row.risk_weight or weight, paragraph


def _currency(row: CvaSensitivity, place: str) -> str:
    if row.currency is None:
        raise InvalidInput.of(
            f"{place}.currency", "is needed here: a currency such as EUR", code="missing"
        )
    return row.currency


def _rate(row: CvaSensitivity, place: str, reporting: str | None) -> tuple[Factor, float, str]:
    bucket = _currency(row, place)
    kind = "inflation" if row.inflation else "rates"
    if row.measure == "vega":
        return Factor(bucket, kind), 1.0, "MAR50.58"
    specified = bucket in SPECIFIED or bucket == reporting
    if row.inflation:
        weight = INFLATION_WEIGHT if specified else OTHER_RATE_WEIGHT
        return Factor(bucket, kind), weight, "MAR50.56 and 50.57"
    if not specified:
        if row.tenor is not None:
            said = ", ".join(sorted(SPECIFIED))
            raise InvalidInput.of(
                f"{place}.tenor",
                "is left out here: only the reporting currency and "
                f"{said} have vertices; others one parallel shift of the whole curve",
            )
        return Factor(bucket, "parallel"), OTHER_RATE_WEIGHT, "MAR50.57"
    tenor = _vertex(row.tenor, tuple(RATE_WEIGHTS), f"{place}.tenor")
    return Factor(bucket, kind, tenor), RATE_WEIGHTS[tenor], "MAR50.56"


def _spread(row: CvaSensitivity, place: str) -> tuple[Factor, float, str]:
    if row.measure == "vega":
        raise InvalidInput.of(f"{place}.measure", "counterparty spreads have no vega (MAR50.45)")
    bucket = (row.bucket or "").strip().lower()
    if bucket not in SPREAD_WEIGHTS:
        raise InvalidInput.of(f"{place}.bucket", f"must be one of {', '.join(SPREAD_WEIGHTS)}")
    for name in ("entity", "quality"):
        if getattr(row, name) is None:
            raise InvalidInput.of(f"{place}.{name}", "is needed for a spread", code="missing")
    quality = row.quality or ""
    tenor = _vertex(row.tenor, SPREAD_TENORS, f"{place}.tenor")
    weight = SPREAD_WEIGHTS[bucket][0 if quality == "investment_grade" else 1]
    factor = Factor(bucket, row.entity or "", tenor, row.group or "", quality)
    return factor, weight, "MAR50.65"


def _numbered(row: CvaSensitivity, place: str) -> tuple[Factor, float, str]:
    """Reference spreads, equity and commodities have one factor a bucket."""
    weights = DELTA_WEIGHTS[row.risk_class]
    bucket = (row.bucket or "").strip().removesuffix(".0")
    if bucket not in weights:
        raise InvalidInput.of(f"{place}.bucket", f"must be 1 to {len(weights)}")
    delta, vega = {
        "reference_spread": ("MAR50.68", "MAR50.69"),
        "equity": ("MAR50.72", "MAR50.73"),
        "commodity": ("MAR50.76", "MAR50.77"),
    }[row.risk_class]
    if row.measure == "delta":
        return Factor(bucket), weights[bucket], delta
    large = row.risk_class == "equity" and bucket in LARGE_EQUITY
    return Factor(bucket), EQUITY_VEGA_LARGE if large else 1.0, vega


def _vertex(years: float | None, allowed: Sequence[float], field: str) -> float:
    said = ", ".join(f"{vertex:g}" for vertex in allowed)
    if years is None:
        raise InvalidInput.of(field, f"is needed: one of {said} years", code="missing")
    nearest = min(allowed, key=lambda vertex: abs(vertex - years))
    if abs(nearest - years) > CLOSE:
        raise InvalidInput.of(field, f"must be one of {said} years")
    return nearest
