"""Minimum haircut floors of securities financing with counterparties nobody supervises (CRE56).

Where less collateral is taken than the floors ask for, the securities received do not count and
the cash is lent unsecured.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from tools.finance._basel_steps import Steps
from tools.finance._credit_classes import Collateral

YEARS = (1.0, 5.0, 10.0)
BONDS = (0.005, 0.015, 0.03, 0.04)
TRANCHES = (0.01, 0.04, 0.06, 0.07)
MAIN_INDEX, OTHER = 0.06, 0.10
OUT_OF_SCOPE: frozenset[Collateral] = frozenset(["cash", "sovereign_bond"])
CLOSE = 1e-12


@dataclass(frozen=True, slots=True)
class Net:
    """What is lent (positive) or received (negative) of one security, net, and its floor."""

    name: str
    amount: float
    floor: float
    in_table: bool


def floor_of(kind: Collateral, years: float | None, floating: bool) -> float:
    """The floor of CRE56.6; the longest maturity's where none was said."""
    if kind in OUT_OF_SCOPE:
        return 0.0
    if kind == "main_index_equity":
        return MAIN_INDEX
    row = {"other_bond": BONDS, "securitisation": TRANCHES}.get(kind)
    if row is None:
        return OTHER
    if floating:
        return row[0]
    return row[-1] if years is None else row[sum(years > end for end in YEARS)]


def left_out(nets: Sequence[Net], steps: Steps) -> list[str]:
    """Names of the securities that do not count, because the set breaches its floor (CRE56.12)."""
    lent = [net for net in nets if net.amount > 0]
    received = [net for net in nets if net.amount < 0]
    if not lent or not any(net.in_table for net in received):
        return []
    for net in (*lent, *received):
        steps.share(f"haircut floor of {net.name}", net.floor, "CRE56.6")
    given = steps.money("net lent", sum(net.amount for net in lent), "CRE56.10")
    taken = steps.money("net received", -sum(net.amount for net in received), "CRE56.10")
    floor = steps.share("haircut floor of the set", _mean(lent) / _mean(received) - 1, "CRE56.10")
    haircut = steps.share("haircut of the set", taken / given - 1, "CRE56.11")
    if haircut >= floor - CLOSE:
        return []
    return [net.name for net in received if net.in_table]


def _mean(nets: Sequence[Net]) -> float:
    """The weighted mean of 1 / (1 + f)."""
    whole = sum(abs(net.amount) for net in nets)
    return sum(abs(net.amount) / (1 + net.floor) for net in nets) / whole
