"""Put the internal models approach together, and say it (MAR33.41 to 33.46)."""

from collections.abc import Iterator

from tools.capability import Method
from tools.finance._basel_steps import Steps
from tools.finance._market_model import SURCHARGE, Zones, modelled, multiplier, unmodelled, zones
from tools.finance._market_request import MarketRequest
from tools.finance._market_result import MarketResult, ModelCapital, without_sensitivities
from tools.wording import money

TO_ASSETS = 12.5
SOURCE = "Basel Framework MAR32 and MAR33, internal models approach (in force 2023)"


def model_result(request: MarketRequest) -> MarketResult:
    """Capital of approved desks, the surcharge of amber ones and the rest by the standard."""
    steps = Steps("internal models approach")
    imcc = modelled(request.shortfalls or [], steps)
    ses = unmodelled(request.unmodellable, steps) if request.unmodellable else 0.0
    factor = multiplier(request.backtest_exceptions, steps)
    mean, stress = _averages(request, imcc, ses)
    today = steps.money("IMCC and SES of the day", imcc + ses, "MAR33.41")
    average = steps.money("m_c times average IMCC, and average SES", factor * mean + stress,
                          "MAR33.41")  # fmt: skip
    own = steps.money("capital of the factors, C_A", max(today, average), "MAR33.41")
    default = max(request.model_default_capital, request.model_default_average)
    steps.money("default risk, the larger of latest and average", default, "MAR33.22")
    eligible = steps.money("IMA of green and amber desks", own + default, "MAR33.43")
    found = zones(request.desks or [], steps)
    surcharge = _surcharge(found, eligible, steps)
    capital = _whole(request, found, eligible, surcharge, steps)
    rwa = steps.money("risk-weighted assets", TO_ASSETS * capital, "MAR33.46")
    result = without_sensitivities(
        method=Method(name="Internal models approach for market risk", source=SOURCE),
        capital=capital,
        rwa=rwa,
        model=ModelCapital(
            imcc=imcc,
            ses=ses,
            multiplier=factor,
            factors=own,
            default_risk=default,
            eligible=eligible,
            surcharge=surcharge,
            ineligible=found.red,
        ),
        steps=steps.kept,
        regime=request.regime,
        currency=request.reporting_currency,
    )
    result.summary, result.notes = _summary(result), list(_notes(request))
    return result


def _averages(request: MarketRequest, imcc: float, ses: float) -> tuple[float, float]:
    """Averages of sixty days; the day's own where they were not given."""
    mean = imcc if request.average_shortfall is None else request.average_shortfall
    return mean, ses if request.average_stress is None else request.average_stress


def _surcharge(found: Zones, eligible: float, steps: Steps) -> float:
    """K times what the standardised capital of approved desks exceeds the model's."""
    both = found.green + found.amber
    if not both:
        return 0.0
    share = steps.share("k: half the amber share", SURCHARGE * found.amber / both, "MAR33.45")
    extra = max(both - eligible, 0.0)
    return steps.money("capital surcharge of amber desks", share * extra, "MAR33.45")


def _whole(
    request: MarketRequest, found: Zones, eligible: float, surcharge: float, steps: Steps
) -> float:
    """ACR: at most the standardised capital of all desks, but for a model above the standard."""
    steps.money("standardised capital of red desks, C_U", found.red, "MAR33.43")
    whole = eligible + surcharge + found.red
    excess = 0.0
    if request.standardised_all is not None:
        whole = min(whole, steps.money("standardised capital of all desks",
                                       request.standardised_all, "MAR33.43"))  # fmt: skip
        excess = max(eligible - found.green - found.amber, 0.0)
        steps.money("model above the standard", excess, "MAR33.43")
    return steps.money("aggregate capital", whole + excess, "MAR33.43")


def _summary(result: MarketResult) -> str:
    model, currency = result.model, result.currency
    said = (
        f"Market risk takes **{money(result.capital, currency)}** of capital under the internal "
        f"models approach, {money(result.rwa, currency)} of risk-weighted assets."
    )
    if model is None:
        return said
    return (
        f"{said} The modelled capital requirement is {money(model.imcc, currency)}, factors that "
        f"cannot be modelled add {money(model.ses, currency)}, and the multiplier on averages is "
        f"{model.multiplier:g}."
    )


def _notes(request: MarketRequest) -> Iterator[str]:
    if request.average_shortfall is None:
        yield "No average of sixty days was given: the day's figures stand for it (MAR33.41)."
    if len({row.risk_class for row in request.shortfalls or ()}) == 1:
        yield (
            "Only the shortfall of all factors together was given: without the risk classes the "
            "requirement has no limit on diversification (MAR33.15)."
        )
    if request.desks:
        yield (
            "The standardised capital of several desks is taken as the sum of theirs; the standard "
            "works it out for them as one book."
        )
    if request.standardised_all is None:
        yield "The limit by the standardised capital of all desks was not applied (MAR33.43)."
