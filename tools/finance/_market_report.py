"""The intermediate figures of market-risk capital as rows and steps."""

from collections.abc import Iterator, Sequence
from itertools import combinations

from tools.finance._basel_steps import Step, Steps
from tools.finance._market_correlation import across, within
from tools.finance._market_default import DefaultCapital
from tools.finance._market_factor import Factor
from tools.finance._market_residual import Residual
from tools.finance._market_result import (
    BucketCapital,
    DefaultBucketCapital,
    JumpToDefault,
    NetJumpToDefault,
    RiskClassCapital,
    WeightedSensitivity,
)
from tools.finance._market_sbm import ClassCapital

MOST_SHOWN = 10
"""Factors of a bucket, and buckets, up to which their correlations are steps."""
RHO = {
    "girr": "MAR21.45 to 21.49",
    "csr": "MAR21.54 and 21.55",
    "csr_ctp": "MAR21.60",
    "csr_securitisation": "MAR21.67",
    "equity": "MAR21.78",
    "commodity": "MAR21.83",
    "fx": "MAR21.86",
}
GAMMA = {
    "girr": "MAR21.50",
    "csr": "MAR21.57",
    "csr_ctp": "MAR21.61",
    "csr_securitisation": "MAR21.70",
    "equity": "MAR21.80",
    "commodity": "MAR21.85",
    "fx": "MAR21.89",
}
"""Where delta's correlations stand; vega takes them by MAR21.93 to 21.95, curvature squared by
MAR21.100 and 21.101."""


def label(factor: Factor) -> str:
    """What tells the factor from others of its bucket."""
    years = {
        "": factor.tenor,
        "option ": factor.option_maturity,
        "underlying ": factor.underlying_maturity,
    }
    parts = [factor.issuer, factor.curve, factor.location]
    parts += [f"{name}{value:g}y" for name, value in years.items() if value is not None]
    return " ".join(part for part in parts if part) or factor.bucket


def weighted_rows(classes: Sequence[ClassCapital]) -> Iterator[WeightedSensitivity]:
    """Each net sensitivity with its weight."""
    for one in classes:
        curved = one.measure == "curvature"
        for held in one.weighted:
            yield WeightedSensitivity(
                risk_class=one.risk_class,
                measure=one.measure,
                bucket=held.factor.bucket,
                factor=label(held.factor),
                sensitivity=held.net,
                risk_weight=held.weight,
                weighted=held.weighted,
                up=held.up if curved else None,
                down=held.down if curved else None,
                paragraph=held.paragraph,
            )


def bucket_rows(classes: Sequence[ClassCapital]) -> Iterator[BucketCapital]:
    """Each bucket in each scenario."""
    for one in classes:
        for scenario in one.scenarios.values():
            for bucket in scenario.buckets:
                yield BucketCapital(
                    risk_class=one.risk_class,
                    measure=one.measure,
                    scenario=scenario.name,
                    bucket=bucket.bucket,
                    capital=bucket.capital,
                    position=bucket.position,
                    branch=bucket.branch,
                )


def class_rows(classes: Sequence[ClassCapital], chosen: str) -> Iterator[RiskClassCapital]:
    """Each risk class and measure."""
    for one in classes:
        yield RiskClassCapital(
            risk_class=one.risk_class,
            measure=one.measure,
            low=one.scenarios["low"].capital,
            medium=one.scenarios["medium"].capital,
            high=one.scenarios["high"].capital,
            capital=one.scenarios[chosen].capital,
            alternative=one.scenarios[chosen].alternative,
        )


def jump_rows(defaults: Sequence[DefaultCapital]) -> Iterator[JumpToDefault]:
    """Each position that may default."""
    for loss in (loss for one in defaults for loss in one.losses):
        yield JumpToDefault(
            name=loss.name,
            category=loss.category,
            bucket=loss.bucket,
            loss_given_default=loss.loss_given_default,
            gross=loss.gross,
            maturity_weight=loss.maturity_weight,
            scaled=loss.scaled,
        )


def net_rows(defaults: Sequence[DefaultCapital]) -> Iterator[NetJumpToDefault]:
    """Each obligor after offsetting."""
    for net in (net for one in defaults for net in one.nets):
        yield NetJumpToDefault(
            category=net.category,
            bucket=net.bucket,
            obligor=net.obligor,
            seniority=net.seniority,
            amount=net.amount,
            risk_weight=net.weight,
        )


def default_rows(defaults: Sequence[DefaultCapital]) -> Iterator[DefaultBucketCapital]:
    """Each bucket of default risk."""
    for bucket in (bucket for one in defaults for bucket in one.buckets):
        yield DefaultBucketCapital(
            category=bucket.category,
            bucket=bucket.bucket,
            hedge_benefit_ratio=bucket.hedge_benefit,
            weighted_long=bucket.weighted_long,
            weighted_short=bucket.weighted_short,
            capital=bucket.capital,
        )


def steps_of(
    classes: Sequence[ClassCapital],
    totals: dict[str, float],
    defaults: Sequence[DefaultCapital],
    rest: Sequence[Residual],
) -> list[Step]:
    """Every figure from the sensitivities to the capital, with its paragraph."""
    kept: list[Step] = []
    for one in classes:
        kept += _class_steps(one)
    whole = Steps("sensitivities-based method")
    for name, amount in totals.items():
        whole.money(f"sum, {name} correlations", amount, "MAR21.7(2)")
    kept += whole.kept
    for one in defaults:
        kept += _default_steps(one)
    added = Steps("residual risk")
    for residual in rest:
        added.share(f"weight {residual.name}", residual.weight, "MAR23.8")
        added.money(f"add-on {residual.name}", residual.add_on, "MAR23.8")
    return kept + added.kept


def _class_steps(one: ClassCapital) -> list[Step]:
    steps = Steps(f"{one.risk_class} {one.measure}")
    for held in one.weighted:
        name = f"{held.factor.bucket} {label(held.factor)}"
        if one.measure == "curvature":
            for row, up, down in held.divided:
                steps.money(f"CVR+ {name}, {row}, before division by 1.5", up, "MAR21.98")
                steps.money(f"CVR- {name}, {row}, before division by 1.5", down, "MAR21.98")
            steps.money(f"CVR+ {name}", held.up, "MAR21.5(2)")
            steps.money(f"CVR- {name}", held.down, "MAR21.5(2)")
            continue
        steps.money(f"net sensitivity {name}", held.net, "MAR21.4(1)")
        steps.share(f"risk weight {name}", held.weight, held.paragraph)
        steps.money(f"weighted sensitivity {name}", held.weighted, "MAR21.4(2)")
    steps.kept += _correlations(one)
    curved = one.measure == "curvature"
    for scenario in one.scenarios.values():
        for bucket in scenario.buckets:
            said = f"{bucket.bucket}, {scenario.name}"
            paragraph = "MAR21.5(3)" if curved else "MAR21.4(4)"
            steps.money(f"K of bucket {said}", bucket.capital, paragraph)
            steps.money(f"S of bucket {said}", bucket.position, "MAR21.4(5)")
        paragraph = "MAR21.5(4) and 21.6" if curved else "MAR21.4(5) and 21.6"
        steps.money(f"capital, {scenario.name} correlations", scenario.capital, paragraph)
    return steps.kept


def _correlations(one: ClassCapital) -> list[Step]:
    """Medium correlations within and across buckets, where there are few enough to read."""
    steps = Steps(f"{one.risk_class} {one.measure}")
    groups: dict[str, list[Factor]] = {}
    for held in one.weighted:
        groups.setdefault(held.factor.bucket, []).append(held.factor)
    for name, factors in groups.items():
        if len(factors) > MOST_SHOWN or (one.table and name == one.table.other):
            continue
        for a, b in combinations(factors, 2):
            rho = within(a, b, one.table)
            pair = f"{label(a)} and {label(b)}"
            steps.share(f"correlation in bucket {name}: {pair}", rho, RHO[one.risk_class])
    if len(groups) <= MOST_SHOWN:
        for first, second in combinations(groups, 2):
            gamma = across(one.risk_class, first, second, one.table)
            gamma = gamma**2 if one.measure == "curvature" else gamma
            steps.share(
                f"correlation of buckets {first} and {second}", gamma, GAMMA[one.risk_class]
            )
    return steps.kept


def _default_steps(one: DefaultCapital) -> list[Step]:
    steps = Steps(f"default risk, {one.category}")
    for loss in one.losses:
        steps.share(f"loss given default {loss.name}", loss.loss_given_default, "MAR22.12")
        steps.money(f"gross jump-to-default {loss.name}", loss.gross, "MAR22.11 and 22.27")
        steps.share(f"maturity weight {loss.name}", loss.maturity_weight, "MAR22.15")
        steps.money(f"scaled jump-to-default {loss.name}", loss.scaled, "MAR22.15")
    for net in one.nets:
        steps.money(f"net jump-to-default {net.obligor} {net.seniority}", net.amount, "MAR22.19")
        steps.share(f"risk weight {net.obligor} {net.seniority}", net.weight, "MAR22.24 and 22.34")
    for bucket in one.buckets:
        steps.share(f"hedge benefit ratio {bucket.bucket}", bucket.hedge_benefit, "MAR22.23")
        steps.money(f"weighted long {bucket.bucket}", bucket.weighted_long, "MAR22.25 and 22.44")
        steps.money(f"weighted short {bucket.bucket}", bucket.weighted_short, "MAR22.25 and 22.44")
        steps.money(f"capital of bucket {bucket.bucket}", bucket.capital, "MAR22.25 and 22.44")
    steps.money("capital", one.capital, "MAR22.26 and 22.45")
    return steps.kept
