"""The intermediate figures of CVA capital as rows and steps."""

from collections.abc import Sequence
from itertools import combinations

from tools.finance._basel_steps import Step, Steps
from tools.finance._cva_basic import BasicCapital
from tools.finance._cva_result import (
    BasicResult,
    CounterpartyCva,
    CvaBucketCapital,
    CvaClassCapital,
    CvaWeighted,
    HedgeResult,
    NettingSetLine,
    StandardisedResult,
)
from tools.finance._cva_standardised import ClassCapital, Factor, joint, within
from tools.finance._cva_tables import ALPHA, BETA, HEDGE_DISALLOWANCE, RHO, SCALAR, across

MOST_SHOWN = 10
"""Factors of a bucket, and buckets, up to which their correlations are steps."""


def basic_result(found: BasicCapital) -> BasicResult:
    """The basic approach's figures."""
    hedged = found.hedged
    return BasicResult(
        sum_standalone=sum(c.standalone for c in found.counterparties.values()),
        k_reduced=found.reduced,
        index_hedge=found.index,
        k_hedged=hedged,
        k_full=None if hedged is None else found.whole,
        capital_reduced=SCALAR * found.reduced,
        capital_hedged=None if hedged is None else SCALAR * hedged,
        capital=found.capital,
        lines=[
            NettingSetLine(
                counterparty=line.counterparty,
                ead=line.ead,
                maturity=line.maturity,
                discount_factor=line.discount_factor,
                standalone=line.standalone,
            )
            for line in found.lines
        ],
        counterparties=[
            CounterpartyCva(
                name=one.name,
                risk_weight=one.weight,
                standalone=one.standalone,
                hedged=one.hedged,
                misaligned=one.misaligned,
            )
            for one in found.counterparties.values()
        ],
        hedges=[
            HedgeResult(
                name=one.name,
                counterparty=one.counterparty,
                risk_weight=one.weight,
                discount_factor=one.discount_factor,
                correlation=one.correlation,
                size=one.size,
            )
            for one in found.hedges
        ],
    )


def label(factor: Factor) -> str:
    """What tells the factor from others of its bucket."""
    years = f"{factor.tenor:g}y" if factor.tenor is not None else ""
    return " ".join(part for part in (factor.kind, years, factor.quality) if part) or factor.bucket


def standardised_result(classes: Sequence[ClassCapital], multiplier: float) -> StandardisedResult:
    """The standardised approach's figures."""
    sums = {"delta": 0.0, "vega": 0.0}
    for one in classes:
        sums[one.measure] += one.capital
    return StandardisedResult(
        multiplier=multiplier,
        delta=sums["delta"],
        vega=sums["vega"],
        capital=sums["delta"] + sums["vega"],
        risk_classes=[
            CvaClassCapital(
                risk_class=one.risk_class,
                measure=one.measure,
                before_multiplier=one.plain,
                capital=one.capital,
            )
            for one in classes
        ],
        buckets=[
            CvaBucketCapital(
                risk_class=one.risk_class,
                measure=one.measure,
                bucket=bucket.bucket,
                capital=bucket.capital,
                position=bucket.position,
            )
            for one in classes
            for bucket in one.buckets
        ],
        weighted=[
            CvaWeighted(
                risk_class=one.risk_class,
                measure=one.measure,
                bucket=held.factor.bucket,
                factor=label(held.factor),
                cva=held.cva,
                hedge=held.hedge,
                risk_weight=held.weight,
                weighted=held.net,
                paragraph=held.paragraph,
            )
            for one in classes
            for held in one.held
        ],
    )


def basic_steps(found: BasicCapital) -> list[Step]:
    """From the netting sets to the capital."""
    kept: list[Step] = []
    for line in found.lines:
        steps = Steps(line.counterparty)
        steps.money("exposure at default EAD", line.ead, "MAR50.15(3)")
        steps.add("effective maturity M", line.maturity, "years", "MAR50.15(2)")
        steps.add("discount factor DF", line.discount_factor, "factor", "MAR50.15(4)")
        steps.money("part of SCVA", line.standalone, "MAR50.15")
        kept += steps.kept
    for one in found.counterparties.values():
        steps = Steps(one.name)
        steps.share("risk weight RW", one.weight, "MAR50.16")
        steps.money("SCVA", one.standalone, "MAR50.15")
        if found.hedged is not None:
            steps.money("SNH", one.hedged, "MAR50.23")
            steps.add("HMA", one.misaligned, "money squared", "MAR50.25")
        kept += steps.kept
    kept += _hedge_steps(found)
    steps = Steps("basic approach")
    steps.add("alpha", ALPHA, "factor", "MAR50.15(1)")
    steps.share("supervisory correlation rho", RHO, "MAR50.14")
    steps.money("sum of SCVA", sum(c.standalone for c in found.counterparties.values()),
                "MAR50.14")  # fmt: skip
    steps.money("K_reduced", found.reduced, "MAR50.14")
    if found.hedged is not None:
        steps.money("index hedges IH", found.index, "MAR50.24")
        steps.money("K_hedged", found.hedged, "MAR50.21")
        steps.share("part of the unhedged charge beta", BETA, "MAR50.20")
        steps.money("K_full", found.whole, "MAR50.20")
    steps.add("scalar D", SCALAR, "factor", "MAR50.14")
    steps.money("capital", found.capital, "MAR50.14 and 50.20")
    return kept + steps.kept


def _hedge_steps(found: BasicCapital) -> list[Step]:
    kept: list[Step] = []
    for hedge in found.hedges:
        steps = Steps(hedge.name)
        steps.share("risk weight RW", hedge.weight, "MAR50.23 and 50.24")
        steps.add("discount factor DF", hedge.discount_factor, "factor", "MAR50.15(4)")
        steps.share("correlation r with the counterparty", hedge.correlation, "MAR50.26")
        steps.money("RW x M x B x DF", hedge.size, "MAR50.23 and 50.24")
        kept += steps.kept
    return kept


def standardised_steps(classes: Sequence[ClassCapital], multiplier: float) -> list[Step]:
    """From the sensitivities to the capital."""
    kept: list[Step] = []
    for one in classes:
        steps = Steps(f"{one.risk_class} {one.measure}")
        for held in one.held:
            name = f"{held.factor.bucket} {label(held.factor)}"
            steps.share(f"risk weight {name}", held.weight, held.paragraph)
            steps.money(f"weighted sensitivity {name}", held.net, "MAR50.52")
            if held.hedge:
                steps.money(f"sensitivity of CVA {name}", held.cva, "MAR50.47")
                steps.money(f"sensitivity of hedges {name}", held.hedge, "MAR50.47")
        if any(held.hedge for held in one.held):
            steps.share("hedging disallowance R", HEDGE_DISALLOWANCE, "MAR50.53(1)")
        steps.kept += _correlations(one)
        for bucket in one.buckets:
            steps.money(f"K of bucket {bucket.bucket}", bucket.capital, "MAR50.53(1)")
            steps.money(f"S of bucket {bucket.bucket}", bucket.position, "MAR50.53(2)")
        steps.add("multiplier m_CVA", multiplier, "factor", "MAR50.53(2)")
        steps.money("capital", one.capital, "MAR50.53(2)")
        kept += steps.kept
    return kept


def _correlations(one: ClassCapital) -> list[Step]:
    """Correlations within and across buckets, where there are few enough to read."""
    steps = Steps(f"{one.risk_class} {one.measure}")
    groups: dict[str, list[Factor]] = {}
    for held in one.held:
        groups.setdefault(joint(held.factor.bucket, one.risk_class), []).append(held.factor)
    for name, factors in groups.items():
        if len(factors) <= MOST_SHOWN:
            for a, b in combinations(factors, 2):
                rho = within(a, b, one.risk_class)
                pair = f"{label(a)} and {label(b)}"
                steps.share(f"correlation in bucket {name}: {pair}", rho, "MAR50.54 to 50.77")
    if len(groups) <= MOST_SHOWN:
        for first, second in combinations(groups, 2):
            gamma = across(one.risk_class, first, second)
            steps.share(f"correlation of buckets {first} and {second}", gamma, "MAR50.54 to 50.77")
    return steps.kept
