"""What several risks together may cost in a year, before and after insurance."""

from typing import TYPE_CHECKING

from tools.capability import Method
from tools.errors import InvalidInput
from tools.risk._aggregate_request import AggregateLossRequest
from tools.risk._aggregate_result import AggregateLossResult, Contribution, View
from tools.risk._aggregate_words import notes, summary
from tools.risk._annual_loss_chart import exceedance_chart
from tools.risk._annual_loss_result import Exceedance, Quantile
from tools.risk.simulate_annual_loss import CURVE, LEVELS

if TYPE_CHECKING:
    from tools.risk._aggregate_figures import Figures
    from tools.risk._aggregate_run import Run

TRANSFORM = Method(
    name="Compound distributions by fast Fourier transform with exponential tilting",
    source="Klugman, Panjer and Willmot, Loss Models, section 9.6; Grubel and Hermesmeier (1999); "
    "Embrechts and Frei (2009); Euler allocation of the tail mean after Tasche (1999)",
)
SIMULATION = Method(
    name="Monte Carlo of compound distributions",
    source="Klugman, Panjer and Willmot, Loss Models, chapter 20; copulas after McNeil, Frey and "
    "Embrechts, Quantitative Risk Management, chapter 7; Euler allocation after Tasche (1999)",
)


def aggregate_loss(request: AggregateLossRequest) -> AggregateLossResult:
    """Add up several risks: what a year costs, what a bad year costs, who contributes what.

    Use it where there is more than one scenario, line or peril, or insurance on top: deductibles,
    limits, quota shares and layers of reinsurance, dependence between risks, capital.
    """
    # SciPy's special functions take a while to load: not before they are used.
    from tools.risk._aggregate_run import run

    done = run(request, sorted({*LEVELS, request.confidence}), CURVE)
    figures = done.figures
    if figures.mean == 0:
        raise InvalidInput.of(
            "perspective" if request.perspective == "insurer" else "trials",
            "the loss looked at is zero in every year; check deductibles, attachments and trials",
        )
    result = _result(request, done)
    result.summary, result.notes = summary(result), notes(request, result)
    result.chart = exceedance_chart(
        result.exceedance_curve,
        expected=result.annual_loss_expectancy,
        quantile=result.value_at_risk,
        confidence=result.confidence,
        currency=result.currency,
    )
    return result


def _result(request: AggregateLossRequest, done: "Run") -> AggregateLossResult:
    figures = done.figures
    levels = sorted({*LEVELS, request.confidence})
    quantiles = [
        Quantile(probability=level, low=low, loss=loss, high=high)
        for level, (low, loss, high) in zip(levels, figures.quantiles, strict=True)
    ]
    step, points, alias = figures.grid or (None, None, None)
    return AggregateLossResult(
        summary="",
        method=TRANSFORM if figures.grid else SIMULATION,
        annual_loss_expectancy=figures.mean,
        standard_error=figures.mean_error,
        standard_deviation=figures.deviation,
        median=next(q.loss for q in quantiles if q.probability == 0.5),
        quantiles=quantiles,
        confidence=request.confidence,
        tail_share=round(1 - request.confidence, 12),
        value_at_risk=figures.value_at_risk,
        value_at_risk_error=figures.value_at_risk_error,
        tail_value_at_risk=figures.tail_mean,
        tail_value_at_risk_error=figures.tail_error,
        chance_of_any_loss=min(max(figures.chance, 0.0), 1.0),
        mean_frequency=sum(done.frequencies),
        contributions=_contributions(done),
        views=[_view(name, one, done.years is None or bool(one.grid)) for name, one in done.views],
        exceedance_curve=[
            Exceedance(loss=loss, probability=chance) for loss, chance in figures.curve
        ],
        perspective=request.perspective if request.all_layers else "gross",
        engine="transform" if figures.grid else "simulation",
        grid_step=step,
        grid_points=points,
        alias_bound=alias,
        trials=done.years,
        currency=request.currency,
    )


def _contributions(done: "Run") -> list[Contribution]:
    figures = done.figures
    whole = sum(figures.parts)
    found = [
        Contribution(
            scenario=name,
            frequency=done.frequencies[k],
            loss_per_event=done.severities[k],
            expected_loss=figures.means[k],
            tail_contribution=figures.parts[k],
            tail_share=min(figures.parts[k] / whole, 1.0) if whole else 0.0,
            tail_contribution_error=figures.part_errors[k],
        )
        for k, name in enumerate(done.names)
    ]
    return sorted(found, key=lambda one: -one.tail_contribution)


def _view(name: str, figures: "Figures", exact: bool) -> View:
    return View(
        name=name,
        expected=figures.mean,
        standard_deviation=figures.deviation,
        value_at_risk=figures.value_at_risk,
        tail_value_at_risk=figures.tail_mean,
        chance=min(max(figures.chance, 0.0), 1.0),
        exact=exact,
    )
