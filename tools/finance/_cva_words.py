"""Say CVA capital in plain words: the summary, and what was assumed."""

from collections.abc import Iterator

from tools.finance._cva_request import CvaRequest
from tools.finance._cva_result import BasicResult, CvaResult, StandardisedResult
from tools.wording import money, percent

VERSIONS = {
    "small": "the alternative for small portfolios, as much as counterparty credit risk takes",
    "reduced": "the reduced basic approach",
    "full": "the full basic approach",
    "standardised": "the standardised approach",
    "reduced and standardised": "the standardised approach and, for the exposures carved out, the "
    "reduced basic one",
    "full and standardised": "the standardised approach and, for the exposures carved out, the "
    "full basic one",
}
CLASSES = {
    "interest_rate": "interest rates",
    "fx": "foreign exchange",
    "counterparty_spread": "counterparty credit spreads",
    "reference_spread": "reference credit spreads",
    "equity": "equity",
    "commodity": "commodities",
}


def summary(result: CvaResult) -> str:
    """The answer in at most four sentences."""
    said = money(result.capital, result.currency)
    first = (
        f"CVA risk takes **{said}** of capital by {VERSIONS[result.version]}, "
        f"{money(result.rwa, result.currency)} of risk-weighted assets."
    )
    parts = [first]
    if result.basic is not None:
        parts += _basic(result.basic, result.currency)
    if result.standardised is not None:
        parts += _standardised(result.standardised, result.currency)
    return " ".join(parts[:4])


def _basic(basic: BasicResult, currency: str | None) -> Iterator[str]:
    if basic.k_hedged is not None and basic.capital_reduced:
        saved = 1 - basic.capital / basic.capital_reduced
        yield (
            f"Without hedges it would be {money(basic.capital_reduced, currency)}; they take "
            f"{percent(saved)} away, a quarter of the unhedged charge being a floor."
        )
    if len(basic.counterparties) > 1:
        most = max(basic.counterparties, key=lambda one: one.standalone)
        yield (
            f"The largest counterparty is {most.name} with {money(most.standalone, currency)} on "
            f"its own, at a risk weight of {percent(most.risk_weight)}."
        )


def _standardised(found: StandardisedResult, currency: str | None) -> Iterator[str]:
    if len(found.risk_classes) > 1:
        most = max(found.risk_classes, key=lambda one: one.capital)
        yield (
            f"Most of the standardised part comes from {CLASSES[most.risk_class]} "
            f"({most.measure}), {money(most.capital, currency)}."
        )


def notes(request: CvaRequest, result: CvaResult) -> list[str]:
    """What was assumed and what to be careful of."""
    return [*_of_small(request, result), *_of_basic(request), *_of_standardised(request),
            *_of_both(result)]  # fmt: skip


def _of_small(request: CvaRequest, result: CvaResult) -> Iterator[str]:
    if result.version != "small":
        return
    if request.uncleared_notional is None:
        yield (
            "The alternative is open only to banks with at most 100 billion euros of derivatives "
            "that are not cleared centrally; the supervisor may withhold it (MAR50.9)."
        )
    yield "It covers the whole portfolio, and hedges of CVA are not recognised (MAR50.9)."


def _of_basic(request: CvaRequest) -> Iterator[str]:
    rows = request.exposures or []
    if any(row.discount_factor is None and not row.internal_model for row in rows):
        yield "Discount factors are the supervisory ones at 5 % (MAR50.15)."
    if request.hedges:
        yield "The hedges are taken as eligible: single-name or index CDS held for CVA (MAR50.18)."
    if rows and result_is_reduced(request):
        yield "No hedges: the reduced version, which every bank of the basic approach computes."


def result_is_reduced(request: CvaRequest) -> bool:
    """Whether the exposures go by the reduced version."""
    return request.method == "reduced" or (request.method is None and not request.hedges)


def _of_standardised(request: CvaRequest) -> Iterator[str]:
    rows = request.sensitivities or []
    if not rows:
        return
    yield "The standardised approach needs the supervisor's approval (MAR50.7)."
    if any(row.role == "hedge" for row in rows):
        yield "Hedges are deducted, less the disallowance of one per cent (MAR50.53)."
    rates = any(row.risk_class == "interest_rate" for row in rows)
    if rates and request.currency is None:
        yield "No reporting currency was given: only the seven specified ones have vertices."


def _of_both(result: CvaResult) -> Iterator[str]:
    if result.basic is not None and result.standardised is not None:
        yield "The two parts cover different netting sets and add up (MAR50.8)."
    yield "CVA here is the regulatory one, without the bank's own default (MAR50.3)."
