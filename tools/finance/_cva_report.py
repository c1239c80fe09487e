"""The intermediate figures of CVA capital as rows and steps."""

from collections.abc import Sequence

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
from tools.finance._cva_standardised import ClassCapital, Factor
from tools.finance._cva_tables import SCALAR


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
    steps = Steps("basic approach")
    steps.money("K_reduced", found.reduced, "MAR50.14")
    if found.hedged is not None:
        steps.money("index hedges IH", found.index, "MAR50.24")
        steps.money("K_hedged", found.hedged, "MAR50.21")
        steps.money("K_full", found.whole, "MAR50.20")
    steps.money("capital", found.capital, "MAR50.14 and 50.20")
    return kept + steps.kept


def standardised_steps(classes: Sequence[ClassCapital], multiplier: float) -> list[Step]:
    """From the sensitivities to the capital."""
    kept: list[Step] = []
    for one in classes:
        steps = Steps(f"{one.risk_class} {one.measure}")
        for held in one.held:
            name = f"{held.factor.bucket} {label(held.factor)}"
            steps.share(f"risk weight {name}", held.weight, held.paragraph)
            steps.money(f"weighted sensitivity {name}", held.net, "MAR50.52")
        for bucket in one.buckets:
            steps.money(f"K of bucket {bucket.bucket}", bucket.capital, "MAR50.53(1)")
            steps.money(f"S of bucket {bucket.bucket}", bucket.position, "MAR50.53(2)")
        steps.add("multiplier m_CVA", multiplier, "factor", "MAR50.53(2)")
        steps.money("capital", one.capital, "MAR50.53(2)")
        kept += steps.kept
    return kept
