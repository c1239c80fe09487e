"""A sensitivity's risk factor: its bucket, weight and key, or what is wrong with it."""

from collections.abc import Collection
from dataclasses import dataclass
from math import sqrt

from tools.errors import InvalidInput
from tools.finance._market_credit_tables import CRR_TABLES
from tools.finance._market_sensitivity import Curvature, RiskFactor, Sensitivity
from tools.finance._market_tables import (
    COMMODITY_TENORS,
    CURVE_WEIGHT,
    FX_CURVATURE_SCALAR,
    FX_WEIGHT,
    LIQUID,
    LIQUID_PAIRS,
    LIQUID_RATES,
    OPTION_TENORS,
    RATE_TENORS,
    RATE_WEIGHTS,
    REPO,
    SMALL_EQUITY,
    SPREAD_TENORS,
    TABLES,
    US_COMMODITY,
    VEGA_LARGE,
    Table,
)

INFLATION, BASIS = "inflation", "basis"
CLOSE = 0.01  # years within which a tenor is the vertex: 0.08 is a month, 0.33 four
_BOTH = {"csr": ("bond", "cds"), "csr_ctp": ("bond", "cds"), "csr_securitisation": ("bond", "cds")}


@dataclass(frozen=True, slots=True)
class Factor:
    """What tells two weighted sensitivities apart."""

    risk_class: str
    measure: str
    bucket: str
    curve: str = ""
    issuer: str = ""
    location: str = ""
    tenor: float | None = None
    option_maturity: float | None = None
    underlying_maturity: float | None = None


@dataclass(frozen=True, slots=True)
class Setting:
    """What weights depend on besides the sensitivity."""

    regime: str
    reporting: str | None
    liquid: bool
    """Whether weights of liquid currencies are divided by the square root of 2."""
    scaled_curvature: bool = False
    """Whether all FX curvature is divided by 1.5, MAR21.98."""
    credit_buckets: str = "mar21"
    """Whose list of credit-spread buckets: the Basel Framework's or the CRR's."""


def table_of(risk_class: str, regime: str, credit_buckets: str = "mar21") -> Table:
    """The buckets of a risk class that numbers them."""
    if risk_class == "commodity" and regime == "us_npr":
        return US_COMMODITY
    if risk_class in CRR_TABLES and credit_buckets == "crr":
        return CRR_TABLES[risk_class]
    return TABLES[risk_class]


def factor_of(row: Sensitivity, place: str, setting: Setting) -> tuple[Factor, float, str]:
    """Factor, risk weight and paragraph of a delta or vega sensitivity.

    Raises InvalidInput naming the field and what it may be.
    """
    bucket = _bucket(row, place, setting)
    if row.measure == "vega":
        factor = _vega(row, place, bucket)
        weight, paragraph = _vega_weight(row.risk_class, bucket), "MAR21.92"
    else:
        factor = _delta(row, place, bucket)
        weight, paragraph = _delta_weight(row, factor, setting)
    return factor, row.risk_weight or weight, paragraph


def curvature_factor(row: Curvature, place: str, setting: Setting) -> tuple[Factor, float, str]:
    """Factor of a curvature row, and the size of its shock (MAR21.98 and 21.99)."""
    bucket = _bucket(row, place, setting)
    curve = (row.curve or "").lower() if row.risk_class == "girr" else ""
    issuer = "" if row.risk_class in ("girr", "fx") else _issuer(row, place)
    # One curve a commodity: where it is delivered plays no part in curvature, MAR21.13(3), 21.100.
    factor = Factor(row.risk_class, "curvature", bucket, curve, issuer)
    if row.risk_class == "girr":
        shock = max(RATE_WEIGHTS.values()) / _liquid_rate(bucket, setting)
    elif row.risk_class == "fx":
        shock = _fx_weight(bucket, setting)
    else:
        shock = table_of(row.risk_class, setting.regime, setting.credit_buckets).weights[bucket]
    return factor, row.risk_weight or shock, "MAR21.98 and 21.99"


def curvature_scalar(row: Curvature, place: str, setting: Setting) -> float:
    """What the curvature of an FX row is divided by: 1.5 or 1 (MAR21.98)."""
    if row.risk_class != "fx":
        return 1.0
    if row.pair is not None:
        letters = "".join(c for c in row.pair if c.isalpha()).upper()
        if setting.reporting in (letters[:3], letters[3:]):
            raise InvalidInput.of(
                f"{place}.pair", "holds the reporting currency: its curvature is not divided by 1.5"
            )
        if row.place.strip().upper() not in (letters[:3], letters[3:]):
            raise InvalidInput.of(f"{place}.pair", "does not hold the currency of the row")
    return FX_CURVATURE_SCALAR if row.pair is not None or setting.scaled_curvature else 1.0


def _bucket(row: RiskFactor, place: str, setting: Setting) -> str:
    field, text = f"{place}.bucket", row.place.strip()
    if row.risk_class in ("girr", "fx"):
        field = f"{place}.currency"
        if not text:
            raise InvalidInput.of(field, "is needed: it is the bucket", code="missing")
        code = text.upper()
        if row.risk_class == "fx":
            code = _foreign(code, field, setting)
        if len(code) != 3 or not code.isalpha():
            raise InvalidInput.of(field, "must be a currency such as EUR")
        return code
    table = table_of(row.risk_class, setting.regime, setting.credit_buckets)
    known = text.lower().removeprefix("bucket").strip().removesuffix(".0")
    if known in table.weights:
        return known
    by_name = {name.lower(): number for number, name in table.names.items()}
    if known in by_name:
        return by_name[known]
    allowed = "; ".join(f"{number} {name}" for number, name in table.names.items())
    raise InvalidInput.of(field, f"must be one of {allowed}")


def _foreign(code: str, field: str, setting: Setting) -> str:
    """Of a pair the currency that is not the reporting one."""
    letters = "".join(c for c in code if c.isalpha())
    if len(letters) == 6:
        pair = {letters[:3], letters[3:]}
        if setting.reporting not in pair:
            raise InvalidInput.of(
                field, "a pair must hold the reporting currency; give one row for each currency"
            )
        code = next(iter(pair - {setting.reporting}), letters[:3])
    if code == setting.reporting:
        raise InvalidInput.of(field, "must not be the reporting currency, which has no FX risk")
    return code


def _issuer(row: RiskFactor, place: str) -> str:
    if row.issuer is None:
        what = "commodity" if row.risk_class == "commodity" else "issuer or tranche"
        raise InvalidInput.of(f"{place}.issuer", f"say which {what} it is on", code="missing")
    return row.issuer.strip()


def _delta(row: Sensitivity, place: str, bucket: str) -> Factor:
    kind = row.risk_class
    if kind == "fx":
        return Factor(kind, "delta", bucket)
    if kind == "girr":
        curve = (row.curve or "").strip().lower()
        if curve.startswith((INFLATION, BASIS)):
            return Factor(kind, "delta", bucket, curve)
        tenor = _vertex(row.tenor, RATE_TENORS, f"{place}.tenor")
        return Factor(kind, "delta", bucket, curve, tenor=tenor)
    issuer = _issuer(row, place)
    if kind == "equity":
        curve = _one_of(row.curve, ("spot", "repo"), f"{place}.curve")
        return Factor(kind, "delta", bucket, curve, issuer)
    if kind == "commodity":
        tenor = _vertex(row.tenor, COMMODITY_TENORS, f"{place}.tenor")
        return Factor(kind, "delta", bucket, "", issuer, (row.location or "").strip(), tenor)
    curve = _one_of(row.curve, _BOTH[kind], f"{place}.curve")
    tenor = _vertex(row.tenor, SPREAD_TENORS, f"{place}.tenor")
    return Factor(kind, "delta", bucket, curve, issuer, tenor=tenor)


def _vega(row: Sensitivity, place: str, bucket: str) -> Factor:
    option = _vertex(row.option_maturity, OPTION_TENORS, f"{place}.option_maturity")
    kind = row.risk_class
    if kind == "girr":
        curve = (row.curve or "").strip().lower()
        if curve.startswith((INFLATION, BASIS)):
            return Factor(kind, "vega", bucket, curve, option_maturity=option)
        given = row.underlying_maturity if row.underlying_maturity is not None else row.tenor
        under = _vertex(given, OPTION_TENORS, f"{place}.underlying_maturity")
        return Factor(kind, "vega", bucket, option_maturity=option, underlying_maturity=under)
    issuer = "" if kind == "fx" else _issuer(row, place)
    return Factor(kind, "vega", bucket, issuer=issuer, option_maturity=option)


def _one_of(text: str | None, allowed: tuple[str, ...], field: str) -> str:
    plain = (text or allowed[0]).strip().lower()
    if plain not in allowed:
        raise InvalidInput.of(field, f"must be {' or '.join(allowed)}")
    return plain


def _vertex(years: float | None, allowed: Collection[float], field: str) -> float:
    """The vertex; sensitivities between vertices are for the bank to assign (MAR21.8)."""
    said = ", ".join(f"{vertex:g}" for vertex in sorted(allowed))
    if years is None:
        raise InvalidInput.of(field, f"is needed: one of {said} years", code="missing")
    nearest = min(allowed, key=lambda vertex: abs(vertex - years))
    if abs(nearest - years) > CLOSE:
        raise InvalidInput.of(field, f"must be one of {said} years")
    return nearest


def _delta_weight(row: Sensitivity, factor: Factor, setting: Setting) -> tuple[float, str]:
    if row.risk_class == "girr":
        plain = CURVE_WEIGHT if factor.tenor is None else RATE_WEIGHTS[factor.tenor]
        return plain / _liquid_rate(factor.bucket, setting), "MAR21.42 to 21.44"
    if row.risk_class == "fx":
        return _fx_weight(factor.bucket, setting), "MAR21.87 and 21.88"
    table = table_of(row.risk_class, setting.regime, setting.credit_buckets)
    weight = table.weights[factor.bucket]
    return weight * (REPO if factor.curve == "repo" else 1.0), table.paragraph


def _vega_weight(risk_class: str, bucket: str) -> float:
    large = risk_class == "equity" and bucket not in SMALL_EQUITY
    return VEGA_LARGE if large else 1.0


def _liquid_rate(currency: str, setting: Setting) -> float:
    liquid = currency in LIQUID_RATES or currency == setting.reporting
    return LIQUID if setting.liquid and liquid else 1.0


def _fx_weight(currency: str, setting: Setting) -> float:
    home = setting.reporting is None or setting.reporting in LIQUID_PAIRS
    liquid = setting.liquid and home and currency in LIQUID_PAIRS
    return FX_WEIGHT / (sqrt(2) if liquid else 1.0)
