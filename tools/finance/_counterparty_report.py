"""The intermediate figures of a netting set as rows and steps, each with its paragraph."""

from collections.abc import Iterator

from tools.finance._basel_steps import Step, Steps
from tools.finance._counterparty_agreement import Joint
from tools.finance._counterparty_exposure import Exposure, Side
from tools.finance._counterparty_parameters import BUCKETS
from tools.finance._counterparty_result import (
    JointExposure,
    NettingSetExposure,
    PartAddOn,
    TradeExposure,
)


def set_of(exposure: Exposure) -> NettingSetExposure:
    """One netting set's figures."""
    side, without = exposure.side, exposure.unmargined
    return NettingSetExposure(
        name=exposure.name,
        margined=exposure.margined,
        trades=len(exposure.positions),
        market_value=exposure.value,
        collateral=exposure.collateral,
        nica=exposure.nica,
        margin_period=exposure.margin_period,
        replacement_cost=side.replacement_cost,
        add_ons=dict(side.add_ons.by_class),
        addon_aggregate=side.add_ons.aggregate,
        multiplier=side.multiplier,
        pfe=side.pfe,
        ead_before_cap=side.ead,
        unmargined_replacement_cost=without.replacement_cost if without else None,
        unmargined_addon=without.add_ons.aggregate if without else None,
        unmargined_multiplier=without.multiplier if without else None,
        unmargined_ead=without.ead if without else None,
        capped=exposure.capped,
        ead=exposure.ead,
    )


def trades_of(exposure: Exposure) -> Iterator[TradeExposure]:
    """Each trade's figures, with the maturity factor of the netting set as it is."""
    side = exposure.side
    for position, factor, notional in zip(
        exposure.positions, side.maturity_factors, side.notionals, strict=True
    ):
        yield TradeExposure(
            name=position.name,
            netting_set=exposure.name,
            asset_class=position.asset_class,
            hedging_set=position.hedging_set,
            maturity_bucket="" if position.bucket is None else BUCKETS[position.bucket],
            start=position.times.start,
            end=position.times.end,
            maturity=position.times.maturity,
            supervisory_duration=position.duration,
            adjusted_notional=position.adjusted_notional,
            supervisory_delta=position.delta,
            maturity_factor=factor,
            effective_notional=notional,
            supervisory_factor=position.factor,
            supervisory_correlation=position.correlation or None,
            option_volatility=position.volatility,
        )


def parts_of(exposure: Exposure) -> Iterator[PartAddOn]:
    """Entities, buckets and hedging sets."""
    for part in exposure.side.add_ons.parts:
        yield PartAddOn(
            netting_set=exposure.name,
            asset_class=part.asset_class,
            hedging_set=part.hedging_set,
            part=part.part,
            effective_notional=part.effective_notional,
            add_on=part.add_on,
            paragraph=part.paragraph,
        )


def steps_of(exposure: Exposure, alpha: float) -> list[Step]:
    """Every figure from the trades to the exposure."""
    kept = [step for row in trades_of(exposure) for step in _trade_steps(row)]
    for part in exposure.side.add_ons.parts:
        whole = Steps(f"{exposure.name}: {' '.join(p for p in (part.hedging_set, part.part) if p)}")
        if part.effective_notional is not None:
            whole.money("effective notional", part.effective_notional, part.paragraph)
        if part.add_on is not None:
            whole.money("add-on", part.add_on, part.paragraph)
        kept += whole.kept
    sub = Steps(exposure.name)
    for label, amount in exposure.subsets:
        sub.money(f"add-on of the sub-netting set of {label}", amount, "CRE52.74")
    return [*kept, *sub.kept, *_set_steps(exposure, alpha)]


def _trade_steps(row: TradeExposure) -> list[Step]:
    steps = Steps(row.name)
    steps.add("start S", row.start, "years", "CRE52.31(2)")
    steps.add("end E", row.end, "years", "CRE52.31(3)")
    steps.add("maturity M", row.maturity, "years", "CRE52.48")
    if row.supervisory_duration is not None:
        steps.add("supervisory duration SD", row.supervisory_duration, "years", "CRE52.34")
    where = {"foreign_exchange": "CRE52.35", "equity": "CRE52.36", "commodity": "CRE52.36"}
    steps.money(
        "adjusted notional d", row.adjusted_notional, where.get(row.asset_class, "CRE52.34")
    )
    if row.option_volatility is not None:
        steps.share("supervisory option volatility", row.option_volatility, "CRE52.72")
    steps.add("supervisory delta", row.supervisory_delta, "factor", "CRE52.38 to 52.41")
    steps.add("maturity factor MF", row.maturity_factor, "factor", "CRE52.48 or 52.52")
    steps.money("effective notional D", row.effective_notional, "CRE52.30(1)")
    steps.share("supervisory factor SF", row.supervisory_factor, "CRE52.72 and 52.73")
    if row.supervisory_correlation is not None:
        steps.share("supervisory correlation", row.supervisory_correlation, "CRE52.72")
    return steps.kept


def _set_steps(exposure: Exposure, alpha: float) -> list[Step]:
    steps = Steps(exposure.name)
    steps.money("market value V", exposure.value, "CRE52.10")
    steps.money("net collateral C", exposure.collateral, "CRE52.10 and 52.18")
    if exposure.margined:
        steps.money("NICA", exposure.nica, "CRE52.17")
        steps.money("TH + MTA - NICA", exposure.trigger, "CRE52.19")
        steps.add("margin period of risk", exposure.margin_period or 0.0, "days", "CRE52.50")
    _side_steps(steps, exposure.side, "", "CRE52.18" if exposure.margined else "CRE52.10")
    if exposure.unmargined is not None:
        _side_steps(steps, exposure.unmargined, " without margin", "CRE52.10")
    steps.add("alpha", alpha, "factor", "CRE52.1")
    if exposure.most is not None:
        steps.money("premium still to come", exposure.most, "CRE52.1")
    steps.money("exposure at default EAD", exposure.ead, "CRE52.1 and 52.2")
    return steps.kept


def _side_steps(steps: Steps, side: Side, suffix: str, cost: str) -> None:
    steps.money(f"replacement cost RC{suffix}", side.replacement_cost, cost)
    for name, amount in side.add_ons.by_class.items():
        steps.money(f"add-on {name.replace('_', ' ')}{suffix}", amount, "CRE52.55")
    steps.money(f"aggregate add-on{suffix}", side.add_ons.aggregate, "CRE52.25")
    steps.share(f"multiplier{suffix}", side.multiplier, "CRE52.23")
    steps.money(f"potential future exposure PFE{suffix}", side.pfe, "CRE52.20")
    steps.money(f"alpha x (RC + PFE){suffix}", side.ead, "CRE52.1")


def joint_of(joint: Joint) -> JointExposure:
    """One margin agreement over several netting sets."""
    return JointExposure(
        name=joint.name,
        netting_sets=[one.name for one in joint.members],
        positive_value=joint.positive,
        negative_value=joint.negative,
        collateral=joint.collateral,
        replacement_cost=joint.replacement_cost,
        pfe=joint.pfe,
        ead=joint.ead,
    )


def joint_steps(joint: Joint) -> list[Step]:
    """From the netting sets of an agreement to its exposure."""
    steps = Steps(joint.name)
    steps.money("sum of positive values", joint.positive, "CRE52.75")
    steps.money("sum of negative values", joint.negative, "CRE52.75")
    steps.money("collateral C of the agreement", joint.collateral, "CRE52.75")
    steps.money("owed beyond collateral held", joint.owed, "CRE52.75")
    steps.money("collateral posted beyond what is owed", joint.posted, "CRE52.75")
    steps.money("replacement cost RC of the agreement", joint.replacement_cost, "CRE52.75")
    steps.money("potential future exposure PFE of the agreement", joint.pfe, "CRE52.76")
    steps.add("alpha", joint.alpha, "factor", "CRE52.1")
    steps.money("exposure at default EAD", joint.ead, "CRE52.1")
    return steps.kept
