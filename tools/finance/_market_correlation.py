"""Correlations within and across buckets, for delta, vega and curvature."""

from math import exp

from tools.finance._market_factor import BASIS, INFLATION, Factor
from tools.finance._market_tables import (
    INFLATION as WITH_INFLATION,
)
from tools.finance._market_tables import (
    OTHER_CURVE,
    RATE_DECAY,
    RATE_LEAST,
    TABLES,
    VEGA_DECAY,
    Table,
    commodity_correlation,
    equity_correlation,
    sector_correlation,
)

SCENARIOS = ("low", "medium", "high")
ACROSS_RATES, ACROSS_FX = 0.5, 0.6  # MAR21.50, MAR21.89
NAME, INDEX_NAME, SPREAD_TENOR = 0.35, 0.8, 0.65  # MAR21.54, 21.55
TRANCHE, TRANCHE_TENOR = 0.4, 0.8  # MAR21.67
CTP_BASIS = 0.99  # MAR21.60
COMMODITY_TENOR = 0.99  # MAR21.83


def scaled(correlation: float, scenario: str) -> float:
    """A correlation in the low, medium or high scenario of MAR21.6."""
    if scenario == "high":
        return min(1.25 * correlation, 1.0)
    if scenario == "low":
        return max(2 * correlation - 1, 0.75 * correlation)
    return correlation


def within(a: Factor, b: Factor, table: Table | None) -> float:
    """Correlation of two factors of one bucket, medium scenario."""
    if a.measure == "curvature":
        return _names(a, b, table) ** 2  # MAR21.100
    if a.measure == "vega":
        return min(_vega(a, b, table), 1.0)
    if a.risk_class == "girr":
        return _rates(a, b)
    if a.risk_class == "fx":
        return 1.0
    return _names(a, b, table) * _tenors(a, b)


def across(risk_class: str, first: str, second: str, table: Table | None = None) -> float:
    """Correlation of two buckets, medium scenario."""
    if risk_class == "girr":
        return ACROSS_RATES
    if risk_class == "fx":
        return ACROSS_FX
    if risk_class in ("csr", "csr_ctp"):
        return sector_correlation(table or TABLES[risk_class], first, second)
    if risk_class == "equity":
        return equity_correlation(first, second)
    return commodity_correlation(first, second) if risk_class == "commodity" else 0.0


def _rates(a: Factor, b: Factor) -> float:
    kinds = [_kind(a), _kind(b)]
    if BASIS in kinds:
        return 1.0 if a == b else 0.0  # MAR21.49
    if kinds == [INFLATION, INFLATION]:
        return 1.0 if a.curve == b.curve else OTHER_CURVE
    if INFLATION in kinds:
        return WITH_INFLATION  # MAR21.48
    curve = 1.0 if a.curve == b.curve else OTHER_CURVE  # MAR21.45 and 21.47
    s, t = a.tenor or 0.0, b.tenor or 0.0
    tenor = 1.0 if s == t else max(exp(-RATE_DECAY * abs(s - t) / min(s, t)), RATE_LEAST)
    return curve * tenor


def _kind(factor: Factor) -> str:
    return next((k for k in (INFLATION, BASIS) if factor.curve.startswith(k)), "")


def _names(a: Factor, b: Factor, table: Table | None) -> float:
    """The part of a correlation that is due to name, curve and place."""
    if a.risk_class == "girr":
        return 1.0 if a.curve == b.curve else OTHER_CURVE
    if a.risk_class == "fx" or table is None:
        return 1.0
    same = a.issuer == b.issuer
    curve = 1.0 if a.curve == b.curve else OTHER_CURVE
    if a.risk_class in ("equity", "commodity"):
        place = 1.0 if a.location == b.location else OTHER_CURVE
        return (1.0 if same else table.within[a.bucket]) * curve * place
    if a.risk_class == "csr_securitisation":
        return (1.0 if same else TRANCHE) * curve
    if a.risk_class == "csr_ctp" and a.curve != b.curve:
        curve = CTP_BASIS
    other = INDEX_NAME if a.bucket in table.indices else NAME
    return (1.0 if same else other) * curve


def _tenors(a: Factor, b: Factor) -> float:
    if a.tenor == b.tenor:
        return 1.0
    if a.risk_class == "commodity":
        return COMMODITY_TENOR
    return TRANCHE_TENOR if a.risk_class == "csr_securitisation" else SPREAD_TENOR


def _vega(a: Factor, b: Factor, table: Table | None) -> float:
    option = _apart(a.option_maturity, b.option_maturity)
    if a.risk_class != "girr":
        return option * _names(a, b, table)  # MAR21.94
    if a.underlying_maturity is None or b.underlying_maturity is None:
        return option * _rates(a, b)
    return option * _apart(a.underlying_maturity, b.underlying_maturity)  # MAR21.93


def _apart(s: float | None, t: float | None) -> float:
    if s is None or t is None or s == t:
        return 1.0
    return exp(-VEGA_DECAY * abs(s - t) / min(s, t))
