"""What an event does to the cash: costs by kind and month, present value, break-even."""

from dataclasses import dataclass
from math import sqrt

import numpy as np
from numpy.typing import NDArray

from tools.capability import Method
from tools.draws import draw
from tools.errors import InvalidInput
from tools.risk._impact_request import CostLine, FinancialImpactRequest
from tools.risk._impact_result import (
    FinancialImpact,
    ImpactMonth,
    ImpactPart,
    ImpactQuantile,
)
from tools.risk._impact_words import chart, notes, summary

Floats = NDArray[np.float64]

DAYS_A_MONTH = 365 / 12
LEVELS = (0.05, 0.25, 0.5, 0.75, 0.9, 0.95, 0.99)
LOST = "lost sales"
MOST_CELLS = 40_000_000  # numbers of trials by months that are held at once: 320 MB
METHOD = Method(
    name="Monte Carlo of discounted cash flows",
    source="PERT after Malcolm et al. (1959); business impact analysis after ISO 22317:2021, 8.4",
)


@dataclass(frozen=True)
class _Simulated:
    by_part: dict[str, Floats]
    months: Floats
    """Costs before insurance, trials by months."""
    days: Floats | None


def financial_impact(request: FinancialImpactRequest) -> FinancialImpact:
    """Work out what an event would cost: by kind and month, in a bad case, and what to spend on it.

    Use it when one event is described by its cost lines, lost sales and recovery time, with or
    without a chance, and someone asks for its cash-flow impact, present value or break-even.
    """
    found = _simulated(request)
    gross = found.months.sum(axis=1)
    if not np.any(gross > 0):
        raise InvalidInput.of("cost_lines", "come to nothing: give an amount above zero")
    recovered = np.zeros_like(gross)
    if request.insurance_limit is not None:
        above = np.maximum(gross - request.insurance_deductible, 0.0)
        recovered = np.minimum(above, request.insurance_limit)
    kept = 1 - recovered / np.maximum(gross, 1e-300)
    monthly = found.months * kept[:, None]
    result = _result(request, found, gross, recovered, monthly)
    result.summary, result.notes = summary(request, result), notes(request, result)
    result.chart = chart(result)
    return result


def _simulated(request: FinancialImpactRequest) -> _Simulated:
    random, trials = np.random.default_rng(request.seed), request.trials
    days = draw(request.recovery_days, random, trials) if request.recovery_days else None
    lines = list(request.cost_lines or [])
    last = max([x.first_month + x.months - 1 if x.timing == "per_month" else x.first_month
                for x in lines] or [0])  # fmt: skip
    if days is not None:
        last = max(last, int(np.ceil(float(days.max()) / DAYS_A_MONTH)) - 1)
    if trials * (last + 1) > MOST_CELLS:
        raise InvalidInput.of(
            "trials", f"are too many for {last + 1} months: at most {MOST_CELLS // (last + 1):,}"
        )
    months = np.zeros((trials, last + 1))
    by_part: dict[str, Floats] = {}
    for line in lines:
        amounts = draw(line.amount, random, trials)
        by_part[line.name] = _booked(months, line, amounts, days)
    if request.revenue_per_day is not None and days is not None:
        sales = draw(request.revenue_per_day, random, trials) * request.margin
        by_part[LOST] = _by_day(months, sales, days)
    return _Simulated(by_part, months, days)


def _booked(months: Floats, line: CostLine, amounts: Floats, days: Floats | None) -> Floats:
    """Put one line into its months; its total by trial."""
    if line.timing == "per_day" and days is not None:
        return _by_day(months, amounts, days)
    count = line.months if line.timing == "per_month" else 1
    months[:, line.first_month : line.first_month + count] += amounts[:, None]
    return amounts * count


def _by_day(months: Floats, amounts: Floats, days: Floats) -> Floats:
    for month in range(months.shape[1]):
        within = np.clip(days - month * DAYS_A_MONTH, 0.0, DAYS_A_MONTH)
        months[:, month] += amounts * within
    return amounts * days


def _result(
    request: FinancialImpactRequest,
    found: _Simulated,
    gross: Floats,
    recovered: Floats,
    monthly: Floats,
) -> FinancialImpact:
    net = gross - recovered
    discounts = (1 + request.discount_rate) ** (-np.arange(monthly.shape[1]) / 12)
    present = monthly @ discounts
    bad = float(np.quantile(net, request.confidence))
    worth, chance = float(present.mean()), request.probability
    prevention = request.prevention_cost
    pays_from = prevention / worth if prevention is not None and worth > 0 else None
    return FinancialImpact(
        summary="",
        method=METHOD,
        expected_cost=float(net.mean()),
        standard_error=float(net.std(ddof=1)) / sqrt(net.size),
        expected_gross_cost=float(gross.mean()),
        expected_recovered=float(recovered.mean()),
        net_present_value=-worth,
        quantiles=[
            ImpactQuantile(
                probability=one,
                cost=float(np.quantile(net, one)),
                net_present_value=-float(np.quantile(present, one)),
            )
            for one in sorted({*LEVELS, request.confidence})
        ],
        confidence=request.confidence,
        bad_case=bad,
        expected_shortfall=float(net[net >= bad].mean()),
        probability=chance,
        expected_annual_cost=None if chance is None else chance * float(net.mean()),
        break_even_prevention=None if chance is None else chance * worth,
        break_even_probability=pays_from if pays_from is not None and pays_from <= 1 else None,
        mean_recovery_days=None if found.days is None else float(found.days.mean()),
        parts=_parts(found, float(gross.mean())),
        months=_months(monthly, request.confidence),
        currency=request.currency,
    )


def _parts(found: _Simulated, total: float) -> list[ImpactPart]:
    parts = [
        ImpactPart(
            name=name,
            expected=float(amounts.mean()),
            share=float(amounts.mean()) / total,
            low=float(np.quantile(amounts, 0.05)),
            high=float(np.quantile(amounts, 0.95)),
        )
        for name, amounts in found.by_part.items()
    ]
    return sorted(parts, key=lambda part: -part.expected)


def _months(monthly: Floats, confidence: float) -> list[ImpactMonth]:
    means, course = monthly.mean(axis=0), np.cumsum(monthly, axis=1)
    return [
        ImpactMonth(
            month=month,
            cash_flow=-float(means[month]),
            cumulative=-float(course[:, month].mean()),
            cumulative_bad=-float(np.quantile(course[:, month], confidence)),
        )
        for month in range(monthly.shape[1])
    ]
