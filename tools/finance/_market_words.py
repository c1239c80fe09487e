"""Say market-risk capital in plain words: the summary, and what was assumed."""

from collections.abc import Iterator

from tools.finance._market_request import MarketRequest
from tools.finance._market_result import MarketResult
from tools.wording import money

CLASSES = {
    "girr": "interest rates",
    "csr": "credit spreads",
    "csr_securitisation": "spreads of securitisations",
    "csr_ctp": "spreads of the correlation trading portfolio",
    "equity": "equity",
    "commodity": "commodities",
    "fx": "foreign exchange",
}
REGIMES = {
    "basel": "the Basel Framework",
    "eu_crr3": "the EU's CRR3",
    "pra": "the UK's PRA rules",
    "us_npr": "the United States' proposal",
}
SOURCES = {
    "basel": "Basel Framework MAR20 to MAR23 (in force 2023)",
    "eu_crr3": "Regulation (EU) 575/2013 as amended by 2024/1623, Articles 325c to 325ay",
    "pra": "PRA Rulebook, Market Risk: Advanced Standardised Approach (CRR) Part",
    "us_npr": "Proposed rule of the US agencies (91 FR 14952), sections 205 to 211",
}


def summary(result: MarketResult) -> str:
    """The answer in at most four sentences."""
    return " ".join([_figure(result), *_parts(result), *_largest(result)])


def _figure(result: MarketResult) -> str:
    said = money(result.capital, result.currency)
    return (
        f"Market risk takes **{said}** of capital under {REGIMES[result.regime]}, "
        f"{money(result.rwa, result.currency)} of risk-weighted assets."
    )


def _parts(result: MarketResult) -> Iterator[str]:
    parts = {
        "sensitivities": result.sensitivities_capital if result.risk_classes else None,
        "default risk": result.default_capital if result.default_by_category else None,
        "residual risk": result.residual_add_on if result.residuals else None,
    }
    told = {name: amount for name, amount in parts.items() if amount is not None}
    if len(told) > 1:
        said = [f"{money(amount, result.currency)} for {name}" for name, amount in told.items()]
        yield f"It is the sum of {', '.join(said[:-1])} and {said[-1]}."
    if result.risk_classes:
        yield (
            f"The scenario of {result.scenario} correlations is the dearest of three and counts "
            f"({money(result.low, result.currency)} low, {money(result.medium, result.currency)} "
            f"medium, {money(result.high, result.currency)} high)."
        )


def _largest(result: MarketResult) -> Iterator[str]:
    if len(result.risk_classes) > 1:
        most = max(result.risk_classes, key=lambda one: one.capital)
        yield (
            f"Most of it comes from {CLASSES[most.risk_class]} ({most.measure}), "
            f"{money(most.capital, result.currency)}."
        )


def notes(request: MarketRequest, result: MarketResult) -> list[str]:
    """What was assumed and what to be careful of."""
    return [
        *_of_regime(request),
        *_of_weights(request),
        *_of_curvature(request),
        *_of_defaults(request, result),
        "Sensitivities are taken as computed by MAR21.15 to 21.26 and given in the reporting "
        "currency; those between two vertices must be assigned to them first.",
    ]


def _of_regime(request: MarketRequest) -> Iterator[str]:
    if request.regime == "us_npr":
        yield "The United States' rule is a proposal: this is no final capital requirement."
    rows = [*(request.sensitivities or ()), *(request.curvatures or ())]
    credit = [s for s in rows if s.risk_class.startswith("csr")]
    if request.credit_buckets == "crr" and credit:
        yield (
            "Credit-spread buckets are numbered as in Article 325ah CRR; third-country covered "
            "bonds of credit quality step 1 weigh 1.5 %: give it as their risk_weight."
        )
    elif request.regime in ("eu_crr3", "pra") and credit:
        yield (
            "Warning: credit-spread buckets are numbered as in MAR21.51; the regime's own list "
            "differs for covered bonds and its governments: set credit_buckets to crr for the "
            "European Union's, or give a risk_weight there."
        )
    if request.regime == "eu_crr3" and any(
        s.risk_class == "commodity" and s.place.strip() == "3" for s in rows
    ):
        yield "Warning: the EU weighs emission allowances apart from electricity in bucket 3."


def _of_curvature(request: MarketRequest) -> Iterator[str]:
    rows = [row for row in request.curvatures or () if row.risk_class == "fx"]
    if rows and request.fx_curvature == "all":
        yield (
            "All FX curvature was divided by 1.5, which needs the supervisor's approval and the "
            "shocks of every currency, the reporting one included (MAR21.98)."
        )
    elif any(row.pair for row in rows):
        yield "Curvature of FX pairs without the reporting currency was divided by 1.5 (MAR21.98)."


def _of_weights(request: MarketRequest) -> Iterator[str]:
    rows = [*(request.sensitivities or ()), *(request.curvatures or ())]
    liquid = any(s.risk_class in ("girr", "fx") for s in rows)
    if liquid and request.reduce_liquid:
        yield "Weights of liquid currencies were divided by the square root of 2, as banks may."
    if any(s.risk_class == "fx" for s in rows) and request.reporting_currency is None:
        yield "No reporting currency was given: taken as one of the liquid ones."
    if any(s.risk_weight for s in rows):
        yield "Some rows came with risk weights of their own."


def _of_defaults(request: MarketRequest, result: MarketResult) -> Iterator[str]:
    tranches = [p for p in request.default_positions or () if p.category != "non_securitisation"]
    if any(p.maturity < 1 for p in tranches):
        done = "were scaled" if request.tranches_scaled else "were not scaled"
        yield f"Exposures of securitisations below one year {done} to their part of the year."
    if result.default_by_category:
        yield "Between the three categories of default risk nothing offsets (MAR22.4)."
