"""How leveraged a bank is: Tier 1 capital over all its exposures, LEV20 to LEV40."""

from math import ceil

from tools.capability import Method
from tools.errors import InvalidInput
from tools.finance._basel_steps import Steps
from tools.finance._leverage_exposure import derivatives, financing, off_balance, on_balance
from tools.finance._leverage_request import LeverageRatioRequest
from tools.finance._leverage_result import LeverageRatio
from tools.finance._leverage_words import chart, notes, summary

ROUNDING = 1e-12  # a ratio of exactly 3.5 % meets 3.5 %
LEAST_RATIO = 0.03  # LEV20.7
CONSERVATION = (1.0, 0.8, 0.6, 0.4)
"""Share of earnings to retain, by quarter of the leverage buffer that is filled (LEV40.4)."""
BUFFER_SHARE = 0.5  # of the risk-based surcharge (LEV40.2)


def leverage_ratio(request: LeverageRatioRequest) -> LeverageRatio:
    """Compute a bank's Basel III leverage ratio and what it has beyond the requirement.

    Use it for Tier 1 capital against total exposure: balance sheet, derivatives, securities
    financing and off-balance items, with the 3 % minimum and the buffer of a global systemically
    important bank.
    """
    steps = Steps()
    steps.money("Tier 1 capital", request.tier_1, "LEV20.4")
    parts: list[float | None] = [None] * 4
    if request.total_exposure is None:
        parts = [
            on_balance(request, steps),
            derivatives(request, steps),
            financing(request, steps),
            off_balance(request, steps),
        ]
    measure = request.total_exposure or sum(part or 0.0 for part in parts)
    if measure <= 0:
        raise InvalidInput.of("on_balance", "the exposures add up to nothing; give what is owed")
    steps.money("exposure measure", measure, "LEV20.5")
    buffer = BUFFER_SHARE * request.higher_loss_absorbency
    steps.share("leverage buffer", buffer, "LEV40.2")
    required = steps.share("required ratio", request.minimum + buffer, "LEV20.7")
    value = steps.share("leverage ratio", request.tier_1 / measure, "LEV20.3")
    result = LeverageRatio(
        summary="",
        method=Method(
            name="Basel III leverage ratio",
            source="Basel Framework, LEV20, LEV30 and LEV40, in force since 1 January 2023",
        ),
        leverage_ratio=value,
        tier_1=request.tier_1,
        exposure_measure=measure,
        on_balance_exposure=parts[0],
        derivative_exposure=parts[1],
        financing_exposure=parts[2],
        off_balance_exposure=parts[3],
        minimum=request.minimum,
        buffer=buffer,
        required=required,
        required_tier_1=steps.money("required Tier 1 capital", required * measure, "LEV20.7"),
        surplus=request.tier_1 - required * measure,
        meets_minimum=value >= request.minimum - ROUNDING,
        meets_required=value >= required - ROUNDING,
        steps=steps.kept,
        currency=request.currency,
    )
    result.conservation_ratio = _retained(result, steps)
    if request.reserves_exempt:
        whole = (measure + request.reserves_exempt) / measure
        result.offsetting_minimum = steps.share(
            "minimum that offsets the exempt reserves", LEAST_RATIO * whole, "LEV30.7"
        )
    result.steps = steps.kept
    result.summary, result.notes = summary(result), notes(request, result)
    result.chart = chart(result)
    return result


def _retained(result: LeverageRatio, steps: Steps) -> float | None:
    """The conservation ratio of the quarter of the buffer the leverage ratio stands in.

    A quarter includes its upper end, so that a ratio at the very top still retains 40 %.
    """
    if not result.buffer:
        return None
    filled = (result.leverage_ratio - result.minimum) / result.buffer
    steps.share("part of the leverage buffer that is filled", filled, "LEV40.4")
    quarter = max(0, ceil(4 * filled - ROUNDING) - 1)
    ratio = CONSERVATION[quarter] if quarter < len(CONSERVATION) else 0.0
    return steps.share("earnings to retain", ratio, "LEV40.4")
