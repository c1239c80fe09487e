"""The risk weight of an equity investment in a fund: look-through, mandate, fall-back (CRE60)."""

from tools.errors import InvalidInput
from tools.finance._basel_steps import Steps
from tools.finance._credit_exposure import Exposure
from tools.finance._credit_exposure_value import standardised
from tools.finance._credit_protection import Notes
from tools.finance._credit_request import CapitalCreditRequest
from tools.finance._credit_standardised import Place
from tools.finance._fund_row import Fund, FundApproach, FundHolding

HIGHEST = 12.5  # CRE60.8 and the cap of CRE60.14
ALPHA, ADD_ON = 1.4, 0.15  # exposure of derivatives that is not known (CRE60.7(3))
FOR_CVA = 1.5  # CRE60.4
THIRD_PARTY = 1.2  # CRE60.5
CLOSE = 1e-9


class Investment:
    """A fund on its way to a weight."""

    def __init__(self, fund: Fund, path: str, request: CapitalCreditRequest, steps: Steps,
                 notes: Notes) -> None:  # fmt: skip
        self.fund, self.path, self.request = fund, path, request
        self.steps, self.notes = steps, notes

    @property
    def approach(self) -> FundApproach:
        """The approach named, or what the fields allow (CRE60.1)."""
        fund = self.fund
        if fund.approach is not None:
            return fund.approach
        if fund.holdings is None:
            return "fall_back" if fund.average_risk_weight is None else "look_through"
        limited = any(one.limit is not None for one in fund.holdings)
        return "mandate" if limited else "look_through"

    def weight(self) -> tuple[float, str]:
        """The weight of the investment, and its paragraph."""
        fund, approach = self.fund, self.approach
        if approach == "fall_back":
            return self.steps.share("risk weight", HIGHEST, "CRE60.8"), "CRE60.8"
        paragraph = "CRE60.6" if approach == "mandate" else "CRE60.2"
        average, assets = self._average(paragraph)
        if fund.third_party:
            average = self.steps.share("1.2 times, by a third party", THIRD_PARTY * average,
                                       "CRE60.5")  # fmt: skip
        leverage = self.steps.add("leverage", self._leverage(assets), "ratio", "CRE60.13")
        raw = self.steps.share("average weight times leverage", average * leverage, "CRE60.14")
        return self.steps.share("risk weight", min(raw, HIGHEST), "CRE60.14"), paragraph

    def _average(self, paragraph: str) -> tuple[float, float | None]:
        """Risk-weighted assets of the fund over its assets, and the assets."""
        fund, steps = self.fund, self.steps
        if fund.average_risk_weight is not None:
            given = steps.share("average risk weight", fund.average_risk_weight, paragraph)
            return given, fund.assets
        if not fund.holdings:
            raise InvalidInput.of(
                f"{self.path}holdings", "say what the fund holds or may hold", code="missing"
            )
        amounts, assets = self._amounts(fund.holdings)
        total = sum(
            self._holding(one, amount, at, paragraph)
            for at, (one, amount) in enumerate(zip(fund.holdings, amounts, strict=True))
        )
        steps.money("risk-weighted assets of the fund", total, paragraph)
        steps.money("total assets of the fund", assets, paragraph)
        return steps.share("average risk weight", total / assets, "CRE60.14"), assets

    def _amounts(self, holdings: list[FundHolding]) -> tuple[list[float], float]:
        """Amounts of the holdings; limits are used up from the heaviest weight on (CRE60.7(1))."""
        if all(one.limit is None for one in holdings):
            on = sum(one.amount or 0.0 for one in holdings if one.kind == "asset")
            assets = self.fund.assets if self.fund.assets is not None else on
            if assets <= 0:
                raise InvalidInput.of(f"{self.path}assets", "must be more than 0")
            return [one.amount or 0.0 for one in holdings], assets
        assets = self.fund.assets
        if assets is None:
            assets = (self.fund.equity or 0.0) * (self.fund.leverage or 1.0) or 1.0
        room = assets - sum(one.amount or 0.0 for one in holdings if one.kind == "asset")
        found = [one.amount or 0.0 for one in holdings]
        limited = [at for at, one in enumerate(holdings) if one.limit is not None]
        for at in limited:
            if holdings[at].kind == "derivative":
                found[at] = (holdings[at].limit or 0.0) * assets
        on_sheet = [at for at in limited if holdings[at].kind == "asset"]
        for at in sorted(on_sheet, key=lambda at: -self._plain(holdings[at], at)):
            found[at] = max(min((holdings[at].limit or 0.0) * assets, room), 0.0)
            room -= found[at]
        if room > CLOSE * assets:
            raise InvalidInput.of(
                f"{self.path}holdings", "the limits do not add up to the whole of the fund's assets"
            )
        return found, assets

    def _plain(self, one: FundHolding, at: int) -> float:
        """The standardised weight of a holding held directly."""
        if one.risk_weight is not None:
            return one.risk_weight
        direct = Exposure.model_validate(
            {"asset_class": one.asset_class, "amount": 1.0, "rating": one.rating}
            | {"grade": one.grade, "ltv": one.ltv}
        )
        place = Place(self.request, Steps(), self.notes, f"{self.path}holdings.{at}.")
        return standardised(direct, place).risk_weight

    def _holding(self, one: FundHolding, amount: float, at: int, paragraph: str) -> float:
        steps, name = self.steps, one.name or f"holding {at + 1}"
        weight = steps.share(f"risk weight of {name}", self._plain(one, at), paragraph)
        total = steps.money(f"risk-weighted assets of {name}", weight * amount, paragraph)
        if one.kind == "asset":
            return total
        return total + self._counterparty(one, amount, at, name)

    def _counterparty(self, one: FundHolding, notional: float, at: int, name: str) -> float:
        """Counterparty risk of derivatives, half as much again for CVA unless cleared."""
        steps = self.steps
        if one.counterparty_weight is None:
            raise InvalidInput.of(
                f"{self.path}holdings.{at}.counterparty_weight",
                "derivatives need the weight of their counterparty: 0.02 for a qualifying CCP",
                code="missing",
            )
        exposure = one.counterparty_exposure
        if exposure is None:
            cost = notional if one.replacement_cost is None else one.replacement_cost
            potential = ADD_ON * notional if one.add_on is None else one.add_on
            steps.money(f"replacement cost of {name}", cost, "CRE60.7(3)")
            steps.money(f"potential future exposure of {name}", potential, "CRE60.7(3)")
            exposure = ALPHA * (cost + potential)
        steps.money(f"counterparty exposure of {name}", exposure, "CRE60.7(3)")
        if not one.cleared:
            exposure = steps.money(f"with CVA risk, {name}", FOR_CVA * exposure, "CRE60.4")
        weighed = one.counterparty_weight * exposure
        return steps.money(f"counterparty risk of {name}", weighed, "CRE60.4")

    def _leverage(self, assets: float | None) -> float:
        fund = self.fund
        if fund.leverage is not None:
            return fund.leverage
        if fund.equity is not None and assets is not None:
            if assets < fund.equity * (1 - CLOSE):
                raise InvalidInput.of(f"{self.path}equity", "cannot exceed the fund's assets")
            return max(assets / fund.equity, 1.0)
        raise InvalidInput.of(
            f"{self.path}leverage",
            "is needed: assets over equity, or give the fund's equity and assets",
            code="missing",
        )
