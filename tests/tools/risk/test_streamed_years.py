"""More years than fit in memory: the figures of the years kept in memory, wherever computed."""

from collections.abc import Iterator, Sequence
from typing import Any

import numpy as np
import pytest

from tools.computing import LocalCompute, OneThread
from tools.errors import Cancelled, InvalidInput
from tools.risk import _annual_loss_streamed
from tools.risk._annual_loss_request import AnnualLossRequest
from tools.risk._order_statistics import BINS, LEAST_BIN, OrderStatistics
from tools.risk._streamed_years import RESOLUTION, Fine, StreamedYears, count_finely, edge
from tools.risk.simulate_annual_loss import simulate_annual_loss as annual_loss
from tools.validation import validate

TREE: dict[str, Any] = {
    "loss_event_frequency": {"low": 0.1, "likely": 0.4, "high": 2},
    "primary_loss": {"low": 5e3, "likely": 2e4, "high": 1e5},
    "trials": 300_000,
}


@pytest.fixture
def small_parts(monkeypatch: pytest.MonkeyPatch) -> None:
    """Stream what would fit, in five parts, so that both ways can be compared."""
    monkeypatch.setattr(_annual_loss_streamed, "PART", 1 << 16)
    module = __import__("sys").modules["tools.risk.simulate_annual_loss"]
    monkeypatch.setattr(module, "MOST_IN_MEMORY", 0)


def request(**changed: Any) -> AnnualLossRequest:
    return validate(AnnualLossRequest, {**TREE, **changed})


@pytest.mark.parametrize("counts", ["poisson", "expected"])
def test_the_figures_are_those_of_years_in_memory(
    counts: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept = annual_loss(request(event_counts=counts))
    module = __import__("sys").modules["tools.risk.simulate_annual_loss"]
    monkeypatch.setattr(module, "MOST_IN_MEMORY", 0)
    monkeypatch.setattr(_annual_loss_streamed, "PART", 1 << 16)
    streamed = annual_loss(request(event_counts=counts), OneThread())
    assert streamed.annual_loss_expectancy == kept.annual_loss_expectancy
    assert streamed.standard_error == kept.standard_error
    assert streamed.exceedance_curve == kept.exceedance_curve
    assert streamed.chance_of_any_loss == kept.chance_of_any_loss
    for was, now in zip(kept.quantiles, streamed.quantiles, strict=True):
        found = [now.low, now.loss, now.high]
        assert found == pytest.approx([was.low, was.loss, was.high], rel=RESOLUTION)
    assert streamed.expected_shortfall == pytest.approx(kept.expected_shortfall, rel=1e-6)
    assert streamed.expected_shortfall_error == pytest.approx(
        kept.expected_shortfall_error, rel=1e-4
    )


@pytest.mark.usefixtures("small_parts")
def test_one_thread_and_several_give_the_same_bits() -> None:
    alone = annual_loss(request(), OneThread())
    together = annual_loss(request(), LocalCompute(3))
    assert alone.model_dump_json() == together.model_dump_json()


class Told:
    """Notes the progress, and cancels when told to."""

    def __init__(self, stop_at: int = 0) -> None:
        self.steps: list[tuple[int, int]] = []
        self.stop_at = stop_at

    def advance(self, done: int, total: int, note: str = "") -> None:
        self.steps.append((done, total))
        if done == self.stop_at:
            raise Cancelled("the run was cancelled")


class Counting:
    """One thread that notes the parts it computes."""

    def __init__(self) -> None:
        self.computed = 0

    def map(self, task: Any, parts: Sequence[Any], *, holds_gil: bool = False) -> Iterator[Any]:
        for part in parts:
            self.computed += 1
            yield task(part)

    def close(self) -> None:
        pass


@pytest.mark.usefixtures("small_parts")
def test_progress_is_told_and_cancelling_stops_the_parts() -> None:
    told = Told()
    annual_loss(request(), OneThread(), told)
    assert told.steps == [(done, 10) for done in range(1, 11)]
    compute = Counting()
    with pytest.raises(Cancelled):
        annual_loss(request(), compute, Told(stop_at=3))
    assert compute.computed == 3


def test_sobol_is_for_what_fits_in_memory() -> None:
    with pytest.raises(InvalidInput, match="sobol"):
        request(trials=20_000_000, sampling="sobol")


def test_ranks_and_tails_of_any_losses() -> None:
    """Against the exact order statistics, with zeros, ties and a heavy tail."""
    random = np.random.default_rng(5)
    losses = np.where(random.random(50_000) < 0.3, 0.0, random.lognormal(10, 2, 50_000))
    losses[:500] = 123456.0
    number = np.float64(losses).view(np.uint64) >> np.uint64(43)
    place = np.maximum(number, np.uint64(LEAST_BIN)) - np.uint64(LEAST_BIN)
    bins = np.bincount(np.minimum(place, np.uint64(BINS - 1)).astype(np.int64), minlength=BINS)

    def again(wanted: Sequence[int], floor: float) -> Iterator[Fine]:
        for part in np.array_split(losses, 3):
            fine = np.zeros((len(wanted), 1 << 13), np.int64)
            count_finely(part, np.asarray(wanted), fine)
            over = part[part > floor] - floor
            yield Fine(fine, float(over.sum()), float((over**2).sum()))

    years = StreamedYears(bins, losses.size, again)
    ranks = [0, 20_000, 35_000, 45_000, 49_500, 49_999]
    years.prepare(ranks, 47_500)
    exact = OrderStatistics(losses, bins.astype(np.int32))
    assert years.ranks(ranks) == pytest.approx(exact.ranks(ranks), rel=RESOLUTION)
    threshold = float(years.ranks([47_500])[0])
    assert years.tail_mean(0.95, threshold) == pytest.approx(
        exact.tail_mean(0.95, float(exact.ranks([47_500])[0])), rel=1e-5
    )
    assert years.share_above_zero() == exact.share_above_zero()
    assert edge(0) == 0.0


def test_the_capability_asks_for_its_ports() -> None:
    from tools.catalog import CATALOG
    from tools.ports import Compute, Progress

    ports = CATALOG["risk.simulate_annual_loss"].ports
    assert set(ports.values()) == {Compute, Progress}
