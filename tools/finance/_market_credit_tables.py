"""Credit-spread buckets as the European Union numbers them: Articles 325ah and 325ak CRR.

Member States stand apart from third countries, and so do their covered bonds; sectors and their
correlations are those of MAR21.57 (Articles 325aj and 325al).
"""

from collections.abc import Mapping
from types import MappingProxyType

from tools.finance._market_tables import Table

_SECTORS = [
    "local government",
    "financials",
    "materials, energy and industrials",
    "consumer and transport",
    "technology",
    "health care and utilities",
]
_NAMES = [
    "Member States' governments",
    "IG third-country governments",
    *(f"IG {name}" for name in _SECTORS),
    "Member States' covered bonds",
    "third-country covered bonds",
    "HY third-country governments",
    *(f"HY {name}" for name in _SECTORS),
    "other sector",
    "IG indices",
    "HY indices",
]
_WEIGHTS = (
    *(0.005, 0.005, 0.01, 0.05, 0.03, 0.03, 0.02, 0.015, 0.01, 0.025),
    *(0.02, 0.04, 0.12, 0.07, 0.085, 0.055, 0.05, 0.12, 0.015, 0.05),
)
_CTP_WEIGHTS = (
    *(0.04, 0.04, 0.04, 0.08, 0.05, 0.04, 0.03, 0.02, 0.06, 0.06),
    *(0.13, 0.13, 0.16, 0.1, 0.12, 0.12, 0.12, 0.13),
)
FINEST_COVERED = 0.015
"""Bucket 10 at credit quality step 1, where the list's 2.5 % is for steps 2 and 3."""


def _table(weights: tuple[float, ...], paragraph: str) -> Table:
    numbers = [str(n) for n in range(1, len(weights) + 1)]
    sectors = [0, 0, 1, 2, 3, 4, 5, 6, 7, 7, 0, 1, 2, 3, 4, 5, 6, 8, 9, 10]
    return Table(
        dict(zip(numbers, _NAMES, strict=False)),
        dict(zip(numbers, weights, strict=True)),
        paragraph,
        other="18",
        sectors=dict(zip(numbers, sectors, strict=False)),
        graded=frozenset(numbers[:10]),
        high_yield=frozenset(numbers[10:17]),
        indices=frozenset(numbers[18:20]),
    )


CRR_TABLES: Mapping[str, Table] = MappingProxyType(
    {
        "csr": _table(_WEIGHTS, "Article 325ah CRR"),
        "csr_ctp": _table(_CTP_WEIGHTS, "Article 325ak CRR"),
    }
)
