"""Buckets, risk weights and correlations of the sensitivities-based method (MAR21.41 to 21.95)."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from math import sqrt
from types import MappingProxyType
from typing import Literal

RiskClass = Literal["girr", "csr", "csr_securitisation", "csr_ctp", "equity", "commodity", "fx"]
Regime = Literal["basel", "eu_crr3", "pra", "us_npr"]

RATE_TENORS = (0.25, 0.5, 1.0, 2.0, 3.0, 5.0, 10.0, 15.0, 20.0, 30.0)
RATE_WEIGHTS = MappingProxyType(
    dict(
        zip(
            RATE_TENORS,
            (0.017, 0.017, 0.016, 0.013, 0.012, 0.011, 0.011, 0.011, 0.011, 0.011),
            strict=True,
        )
    )
)
"""Table 1, MAR21.42."""
CURVE_WEIGHT = 0.016  # of inflation and cross-currency basis, MAR21.43
SPREAD_TENORS = (0.5, 1.0, 3.0, 5.0, 10.0)
COMMODITY_TENORS = (0.0, 0.25, 0.5, 1.0, 2.0, 3.0, 5.0, 10.0, 15.0, 20.0, 30.0)
OPTION_TENORS = (0.5, 1.0, 3.0, 5.0, 10.0)

LIQUID_RATES = frozenset(["EUR", "USD", "GBP", "AUD", "JPY", "SEK", "CAD"])
"""Currencies whose weights may be divided by the square root of 2, MAR21.44."""
LIQUID_PAIRS = frozenset(
    [
        *("USD", "EUR", "JPY", "GBP", "AUD", "CAD", "CHF", "MXN", "CNY", "NZD"),
        *("RUB", "HKD", "SGD", "TRY", "KRW", "SEK", "ZAR", "INR", "NOK", "BRL"),
    ]
)
"""Any two of them are a specified pair with the dollar or a first-order cross, MAR21.88."""
FX_WEIGHT = 0.15  # MAR21.87
FX_CURVATURE_SCALAR = 1.5  # MAR21.98
LIQUID = sqrt(2)

RATE_DECAY, RATE_LEAST = 0.03, 0.4  # MAR21.46 and its footnote
VEGA_DECAY = 0.01  # MAR21.93
OTHER_CURVE = 0.999  # MAR21.45
INFLATION = 0.4  # MAR21.48


@dataclass(frozen=True, slots=True)
class Table:
    """The numbered buckets of a risk class."""

    names: Mapping[str, str]
    weights: Mapping[str, float]
    paragraph: str
    other: str = ""
    """The bucket of what fits no other; its weighted sensitivities add up in absolute terms."""
    summed: bool = False
    """Whether that bucket is added to the rest without any diversification."""
    within: Mapping[str, float] = field(default_factory=dict[str, float])
    """Correlation of two names of one bucket."""
    sectors: Mapping[str, int] = field(default_factory=dict[str, int])
    """Of credit spreads: the row of each bucket in Table 5 of MAR21.57."""
    high_yield: frozenset[str] = frozenset()
    """Of credit spreads: rated buckets below investment grade; `graded` are the others."""
    graded: frozenset[str] = frozenset()
    indices: frozenset[str] = frozenset()
    """Buckets of indices, whose names correlate more."""


def _numbered(values: tuple[float, ...]) -> dict[str, float]:
    return {str(n): value for n, value in enumerate(values, 1)}


def _named(names: str) -> dict[str, str]:
    return {str(n): name.strip() for n, name in enumerate(names.split(";"), 1)}


_SECTORS = (
    "sovereigns; local government; financials; materials, energy and industrials; consumer and "
    "transport; technology; health care and utilities"
)
_CREDIT = _named(
    "; ".join(f"IG {name.strip()}" for name in _SECTORS.split(";"))
    + "; covered bonds; "
    + "; ".join(f"HY {name.strip()}" for name in _SECTORS.split(";"))
    + "; other sector; IG indices; HY indices"
)
_CREDIT_WEIGHTS = _numbered(
    (
        *(0.005, 0.01, 0.05, 0.03, 0.03, 0.02, 0.015, 0.025),
        *(0.02, 0.04, 0.12, 0.07, 0.085, 0.055, 0.05, 0.12, 0.015, 0.05),
    )
)
_CTP_WEIGHTS = _numbered(
    (
        *(0.04, 0.04, 0.08, 0.05, 0.04, 0.03, 0.02, 0.06),
        *(0.13, 0.13, 0.16, 0.1, 0.12, 0.12, 0.12, 0.13),
    )
)
_SECTOR_OF = {str(n): (n - 9 if 9 <= n <= 15 else n - 8 if n >= 16 else n - 1)
              for n in range(1, 19)}  # fmt: skip
_GRADED = frozenset(str(n) for n in range(1, 9))
_HIGH_YIELD = frozenset(str(n) for n in range(9, 16))
_TRANCHES = (
    "RMBS prime; RMBS mid-prime; RMBS sub-prime; CMBS; ABS student loans; ABS credit cards; "
    "ABS auto; CLO"
)
_TRANCHE_WEIGHTS = (0.009, 0.015, 0.02, 0.02, 0.008, 0.012, 0.012, 0.014)
_EQUITY = _named(
    "large emerging consumer; large emerging telecom and industrials; large emerging materials "
    "and energy; large emerging financials and technology; large advanced consumer; large "
    "advanced telecom and industrials; large advanced materials and energy; large advanced "
    "financials and technology; small emerging; small advanced; other sector; large advanced "
    "indices; other indices"
)
_EQUITY_WEIGHTS = (0.55, 0.6, 0.45, 0.55, 0.3, 0.35, 0.4, 0.5, 0.7, 0.5, 0.7, 0.15, 0.25)
_EQUITY_WITHIN = (
    *(0.15, 0.15, 0.15, 0.15, 0.25, 0.25, 0.25, 0.25),
    *(0.075, 0.125, 0.0, 0.8, 0.8),
)
_COMMODITY = _named(
    "solid energy; liquid energy; electricity and carbon; freight; non-precious metals; gaseous "
    "energy; precious metals; grains and oilseed; livestock and dairy; softs; other commodity"
)
_COMMODITY_WEIGHTS = (0.3, 0.35, 0.6, 0.8, 0.4, 0.45, 0.2, 0.35, 0.25, 0.35, 0.5)
_COMMODITY_WITHIN = (0.55, 0.95, 0.4, 0.8, 0.6, 0.65, 0.55, 0.45, 0.15, 0.4, 0.15)

_TIERS = (("senior IG", 1.0), ("non-senior IG", 1.25), ("HY", 1.75))
_TRANCHE_TABLE = [
    (f"{tier} {name.strip()}", weight * scale)
    for tier, scale in _TIERS
    for name, weight in zip(_TRANCHES.split(";"), _TRANCHE_WEIGHTS, strict=True)
] + [("other sector", 0.035)]

TABLES: Mapping[str, Table] = MappingProxyType(
    {
        "csr": Table(
            _CREDIT,
            _CREDIT_WEIGHTS,
            "MAR21.53",
            other="16",
            sectors=_SECTOR_OF,
            high_yield=_HIGH_YIELD,
            graded=_GRADED,
            indices=frozenset(["17", "18"]),
        ),
        "csr_ctp": Table(
            {n: _CREDIT[n] for n in _CTP_WEIGHTS},
            _CTP_WEIGHTS,
            "MAR21.59",
            other="16",
            sectors=_SECTOR_OF,
            high_yield=_HIGH_YIELD,
            graded=_GRADED,
        ),
        "csr_securitisation": Table(
            {str(n): name for n, (name, _) in enumerate(_TRANCHE_TABLE, 1)},
            {str(n): weight for n, (_, weight) in enumerate(_TRANCHE_TABLE, 1)},
            "MAR21.65 and 21.66",
            other="25",
            summed=True,
        ),
        "equity": Table(
            _EQUITY,
            _numbered(_EQUITY_WEIGHTS),
            "MAR21.77",
            other="11",
            within=_numbered(_EQUITY_WITHIN),
        ),
        "commodity": Table(
            _COMMODITY,
            _numbered(_COMMODITY_WEIGHTS),
            "MAR21.82",
            within=_numbered(_COMMODITY_WITHIN),
        ),
    }
)
US_COMMODITY = Table(
    {**_COMMODITY, "12": "commodity indices"},
    {**_numbered(_COMMODITY_WEIGHTS), "12": 0.3},
    "US proposal, section 209",
    within={**_numbered(_COMMODITY_WITHIN), "12": 0.5},
)
"""The United States propose a bucket of commodity indices beside the eleven."""
REPO = 0.01  # weight of a repo rate as a part of the spot's, MAR21.77
SMALL_EQUITY = frozenset(["9", "10", "11"])
VEGA_LARGE = 0.55 * sqrt(20 / 10)  # large caps and indices, MAR21.92 Table 13: 77.78 %

_SECTOR_ROWS = (
    (0.75, 0.1, 0.2, 0.25, 0.2, 0.15, 0.1, 0.0, 0.45, 0.45),
    (0.05, 0.15, 0.2, 0.15, 0.1, 0.1, 0.0, 0.45, 0.45),
    (0.05, 0.15, 0.2, 0.05, 0.2, 0.0, 0.45, 0.45),
    (0.2, 0.25, 0.05, 0.05, 0.0, 0.45, 0.45),
    (0.25, 0.05, 0.15, 0.0, 0.45, 0.45),
    (0.05, 0.2, 0.0, 0.45, 0.45),
    (0.05, 0.0, 0.45, 0.45),
    (0.0, 0.45, 0.45),
    (0.0, 0.0),
    (0.75,),
)
"""Table 5 of MAR21.57, above the diagonal, by sector."""


def sector_correlation(table: Table, first: str, second: str) -> float:
    """Correlation across two buckets of credit spreads, MAR21.57."""
    one, two = sorted((table.sectors[first], table.sectors[second]))
    across = 1.0 if one == two else _SECTOR_ROWS[one][two - one - 1]
    rated = {first, second} <= table.high_yield | table.graded
    apart = rated and (first in table.high_yield) != (second in table.high_yield)
    return across * (0.5 if apart else 1.0)


def equity_correlation(first: str, second: str) -> float:
    """Correlation across two equity buckets, MAR21.80."""
    if "11" in (first, second):
        return 0.0
    indices = sum(bucket in ("12", "13") for bucket in (first, second))
    return {0: 0.15, 1: 0.45, 2: 0.75}[indices]


def commodity_correlation(first: str, second: str) -> float:
    """Correlation across two commodity buckets, MAR21.85."""
    return 0.0 if "11" in (first, second) else 0.2
