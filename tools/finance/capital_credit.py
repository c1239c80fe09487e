"""How much capital a loan book needs: Basel II and final Basel III, credit risk."""

from dataclasses import dataclass
from itertools import groupby

from tools.capability import Method
from tools.finance._basel_steps import Steps
from tools.finance._credit_book import weigh
from tools.finance._credit_chart import chart
from tools.finance._credit_classes import INTERNAL
from tools.finance._credit_floor import Floor, output_floor
from tools.finance._credit_protection import Notes
from tools.finance._credit_request import CapitalCreditRequest
from tools.finance._credit_result import CapitalCredit, ClassTotal, WeighedExposure
from tools.finance._credit_structured import FUND, TRANCHE
from tools.finance._credit_words import notes, summary

SCALING = 1.06  # Basel II, paragraph 14
MOST_EXCESS = 0.006  # of internal risk-weighted assets that counts as Tier 2 (CAP10.19)
MOST_GENERAL = 0.0125  # of standardised risk-weighted assets (CAP10.18)
SOURCES = {
    "basel_ii": "Basel Committee, International Convergence of Capital Measurement and Capital "
    "Standards, comprehensive version (June 2006), paragraphs 50 to 384",
    "basel_iii": "Basel Framework, chapters RBC20, CRE20 to CRE22, CRE30 to CRE35, CRE40 "
    "to CRE45, CRE54, CRE56, CRE60 and CRE70, in force "
    "since 1 January 2023",
}


def capital_credit(request: CapitalCreditRequest) -> CapitalCredit:
    """Compute risk-weighted assets and capital for a loan book or a single credit exposure.

    Use it for "how much capital for this loan book", risk weights under Basel II or III (internal
    ratings from PD and LGD, or the standardised approach from ratings and loan to value), expected
    loss against provisions, and the output floor; also for tranches of securitisations (SEC-SA,
    SEC-ERBA, SEC-IRBA), investments in funds, repos and central counterparties.
    """
    remarks = Notes()
    exposures = weigh(request, remarks)
    result = _totals(request, exposures)
    result.summary = summary(result)
    result.notes = [*remarks.kept, *notes(request, result)]
    result.chart = chart(result)
    return result


def _totals(request: CapitalCreditRequest, exposures: list[WeighedExposure]) -> CapitalCredit:
    steps = Steps()
    internal = [one for one in exposures if one.approach in INTERNAL]
    internal_rwa = steps.money(
        "internal-ratings risk-weighted assets",
        sum(one.risk_weighted_assets for one in internal),
        "CRE31.5",
    )
    scaling = SCALING if request.regime == "basel_ii" else 1.0
    if request.regime == "basel_ii":
        steps.add("scaling factor", scaling, "ratio", "Basel II 14")
    plain = sum(one.risk_weighted_assets for one in exposures if one.approach not in INTERNAL)
    tranches = sum(one.risk_weighted_assets for one in exposures if one.asset_class == TRANCHE)
    funds = sum(one.risk_weighted_assets for one in exposures if one.asset_class == FUND)
    if request.securitisations:
        steps.money("risk-weighted assets of securitisations", tranches, "CRE40.37")
    if request.funds:
        steps.money("risk-weighted assets of investments in funds", funds, "CRE60.14")
    steps.money("standardised-approach risk-weighted assets", plain - tranches - funds, "CRE20.1")
    before = plain + scaling * internal_rwa + (request.model_rwa or 0.0)
    steps.money("risk-weighted assets before the output floor", before, "RBC20.4")
    base = _standardised(request, exposures)
    floor = _floor(request, before, base, steps)
    rwa = floor.floored if floor else before
    steps.money("risk-weighted assets", rwa, "RBC20.4")
    owed = sum(one.exposure_at_default for one in exposures)
    capital = steps.money("capital", request.capital_ratio * rwa, "RBC20.1")
    losses = _losses(request, exposures, scaling * internal_rwa, steps)
    return CapitalCredit(
        summary="",
        method=Method(name="Capital for credit risk", source=SOURCES[request.regime]),
        capital=capital,
        capital_ratio=request.capital_ratio,
        risk_weighted_assets=rwa,
        exposure_at_default=owed,
        average_risk_weight=rwa / owed if owed and request.model_rwa is None else None,
        pre_floor_rwa=before,
        internal_rwa=internal_rwa,
        scaling_factor=scaling,
        standardised_rwa=base,
        floor_level=floor.level if floor else None,
        floor_rwa=floor.least if floor else None,
        floor_binds=floor.binds if floor else None,
        floor_adds=floor.floored - before if floor else None,
        regime=request.regime,
        exposures=exposures,
        classes=_classes(exposures),
        currency=request.currency,
        expected_loss=losses.expected,
        provisions=losses.provisions,
        provision_shortfall=losses.shortfall,
        provision_excess=losses.excess,
        excess_counted=losses.counted,
        general_provisions_counted=losses.general,
        net_provisions=losses.provisions - losses.expected,
        steps=steps.kept,
    )


def _standardised(request: CapitalCreditRequest, exposures: list[WeighedExposure]) -> float | None:
    """The base of the output floor; None where an exposure lacks what it needs."""
    found = [one.standardised_rwa for one in exposures]
    known = [x for x in found if x is not None]
    return sum(known) + (request.standardised_rwa or 0.0) if len(known) == len(found) else None


def _floor(
    request: CapitalCreditRequest, before: float, base: float | None, steps: Steps
) -> Floor | None:
    """The output floor, where one was asked for and its base is known."""
    named = (request.floor_year, request.floor_level, request.model_rwa)
    if base is None or all(x is None for x in named):
        return None
    return output_floor(request, before, base, steps)


def _losses(
    request: CapitalCreditRequest, exposures: list[WeighedExposure], rwa: float, steps: Steps
) -> "Losses":
    """Expected loss against provisions (CRE35)."""
    internal = [one for one in exposures if one.approach in INTERNAL]
    if not internal:
        return _general(request, exposures, steps)
    loss = steps.money(
        "expected loss", sum(one.expected_loss or 0.0 for one in internal), "CRE35.2"
    )
    pairs = zip(request.book, exposures, strict=False)  # what follows the loans has no provisions
    own = sum(one.provisions for one, weighed in pairs if weighed.approach in INTERNAL)
    provisions = own + request.provisions
    steps.money("eligible provisions", provisions, "CRE35.4")
    excess = max(0.0, provisions - loss)
    counted = min(excess, MOST_EXCESS * rwa)
    steps.money("excess of provisions that counts as Tier 2", counted, "CAP10.19")
    shortfall = steps.money("shortfall of provisions", max(0.0, loss - provisions), "CAP30.13")
    return Losses(loss, provisions, shortfall, excess, counted)


def _general(
    request: CapitalCreditRequest, exposures: list[WeighedExposure], steps: Steps
) -> "Losses":
    """General provisions of a book under the standardised approach alone (CAP10.18)."""
    if not request.provisions or not exposures:
        return Losses()
    rwa = sum(one.risk_weighted_assets for one in exposures)
    most = steps.money("most general provisions that count", MOST_GENERAL * rwa, "CAP10.18")
    counted = steps.money("general provisions counted", min(request.provisions, most), "CAP10.18")
    return Losses(general=counted)


@dataclass(frozen=True, slots=True)
class Losses:
    """Expected loss and provisions; nothing under the standardised approach."""

    expected: float = 0.0
    provisions: float = 0.0
    shortfall: float = 0.0
    excess: float = 0.0
    counted: float = 0.0
    general: float = 0.0


def _classes(exposures: list[WeighedExposure]) -> list[ClassTotal]:
    whole = sum(one.capital for one in exposures)
    ordered = sorted(exposures, key=lambda one: one.asset_class)
    found: list[ClassTotal] = []
    for name, group in groupby(ordered, key=lambda one: one.asset_class):
        members = list(group)
        owed = sum(one.exposure_at_default for one in members)
        rwa = sum(one.risk_weighted_assets for one in members)
        capital = sum(one.capital for one in members)
        found.append(
            ClassTotal(
                asset_class=name,
                exposures=len(members),
                exposure_at_default=owed,
                risk_weighted_assets=rwa,
                capital=capital,
                average_risk_weight=rwa / owed if owed else 0.0,
                share_of_capital=capital / whole if whole else 0.0,
            )
        )
    return sorted(found, key=lambda one: -one.capital)
