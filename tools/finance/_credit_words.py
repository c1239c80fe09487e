"""Say a capital requirement for credit risk in plain words."""

from collections.abc import Iterator

from tools.finance._credit_classes import INTERNAL, said
from tools.finance._credit_request import CapitalCreditRequest
from tools.finance._credit_result import CapitalCredit
from tools.wording import money, percent, plain

RULES = {"basel_ii": "Basel II", "basel_iii": "the final Basel III rules"}
APPROACHES = {
    "standardised": "the standardised approach",
    "foundation": "foundation internal ratings",
    "advanced": "internal ratings with own estimates",
    "slotting": "supervisory slotting",
    "sec_sa": "the standardised approach for securitisations, SEC-SA",
    "sec_erba": "the external ratings-based approach for securitisations, SEC-ERBA",
    "sec_iaa": "the internal assessment approach for securitisations, SEC-IAA",
    "sec_irba": "the internal ratings-based approach for securitisations, SEC-IRBA",
    "fallback": "the fall-back of securitisations",
    "look_through": "the look-through approach",
    "mandate": "the mandate-based approach",
    "fall_back": "the fall-back approach",
    "qualifying": "the rules for qualifying central counterparties",
    "dvp": "the rules for trades that failed to settle",
    "free": "the rules for free deliveries",
    "not_qualifying": "the rules for central counterparties that do not qualify",
}


def summary(result: CapitalCredit) -> str:
    """The answer in at most four sentences."""
    return " ".join([_figure(result), *_one(result), *_largest(result), *_floor(result), *_loss(
        result)])  # fmt: skip


def weight(value: float) -> str:
    """A risk weight, to the hundredth of a per cent as the tables have it."""
    return f"{plain(100 * value, 2)} %"


def _figure(result: CapitalCredit) -> str:
    said_money = [
        money(amount, result.currency)
        for amount in (result.capital, result.risk_weighted_assets, result.exposure_at_default)
    ]
    ratio = percent(result.capital_ratio)
    head = f"Under {RULES[result.regime]} you need **{said_money[0]}** of capital"
    of = f"{ratio} of {said_money[1]} risk-weighted assets"
    if result.exposures:
        return f"{head} for exposures of {said_money[2]}: {of}."
    return f"{head}: {of}."


def _one(result: CapitalCredit) -> Iterator[str]:
    if len(result.exposures) == 1:
        one = result.exposures[0]
        yield (
            f"The risk weight is {weight(one.risk_weight)} by {APPROACHES[one.approach]} "
            f"({one.paragraph})."
        )
    elif result.average_risk_weight is not None:
        yield f"That is an average risk weight of {weight(result.average_risk_weight)}."


def _largest(result: CapitalCredit) -> Iterator[str]:
    if len(result.classes) > 1 and result.classes[0].capital > 0:
        first = result.classes[0]
        name = said(first.asset_class)
        yield (
            f"{name[0].upper() + name[1:]} take {percent(first.share_of_capital)} of it, at an "
            f"average weight of {weight(first.average_risk_weight)}."
        )


def _floor(result: CapitalCredit) -> Iterator[str]:
    if result.floor_binds is None or result.floor_rwa is None or result.floor_adds is None:
        return
    least = money(result.floor_rwa, result.currency)
    if result.floor_binds:
        yield (
            f"The output floor decides: it asks for at least {least} of risk-weighted assets and "
            f"adds {money(result.floor_adds, result.currency)}."
        )
    else:
        yield f"The output floor of {least} is met."


def _loss(result: CapitalCredit) -> Iterator[str]:
    if result.expected_loss <= 0:
        return
    loss = money(result.expected_loss, result.currency)
    if result.provision_shortfall > 0 and result.provisions > 0:
        gap = money(result.provision_shortfall, result.currency)
        yield f"A year's expected loss is {loss}, {gap} more than the provisions."
    else:
        yield f"A year's expected loss is {loss}."


def notes(request: CapitalCreditRequest, result: CapitalCredit) -> list[str]:
    """What was assumed, beside what each exposure brought up."""
    return [
        *_scaling(result),
        *_shortfall(result),
        *_general(result),
        *_floor_notes(request, result),
        *_scope(result),
    ]


def _scaling(result: CapitalCredit) -> Iterator[str]:
    if result.scaling_factor != 1:
        yield (
            "Risk weights and the exposures' own figures are before the scaling factor of 1.06, "
            "which multiplies the total under internal ratings (Basel II 14)."
        )


def _shortfall(result: CapitalCredit) -> Iterator[str]:
    if result.provision_shortfall > 0:
        yield (
            "Expected loss beyond provisions is deducted from Common Equity Tier 1, on top of the "
            "capital named (CAP30.13, CRE35.4)."
        )
    elif result.provision_excess > 0:
        yield (
            "Provisions beyond the expected loss count as Tier 2 up to 0.6 % of risk-weighted "
            "assets under internal ratings (CAP10.19)."
        )


def _general(result: CapitalCredit) -> Iterator[str]:
    if result.general_provisions_counted > 0:
        yield (
            "General provisions count as Tier 2 up to 1.25 % of risk-weighted assets under the "
            "standardised approach (CAP10.18)."
        )


def _floor_notes(request: CapitalCreditRequest, result: CapitalCredit) -> Iterator[str]:
    modelled = INTERNAL | {"sec_irba", "sec_iaa"}
    internal = any(one.approach in modelled for one in result.exposures)
    if result.regime != "basel_iii" or not (internal or request.model_rwa is not None):
        return
    lacking = sum(one.standardised_rwa is None for one in result.exposures)
    if lacking:
        yield (
            f"The output floor was not worked out: {lacking} of the exposures lack what the "
            "standardised approach needs (a loan to value, a bank's rating or grade, a project's "
            "phase, a pool's K_SA or a tranche's rating)."
        )
    elif result.floor_binds is None and result.standardised_rwa is not None:
        yield (
            "The output floor holds for a whole bank and is not applied here; name floor_year or "
            "floor_level to apply it. Under the standardised approach the book has "
            f"{money(result.standardised_rwa, result.currency)} of risk-weighted assets."
        )


def _scope(result: CapitalCredit) -> Iterator[str]:
    if result.exposures:
        yield (
            "The exposure of derivatives is worked out apart (CRE52); national rules may differ "
            "from Basel's."
        )
