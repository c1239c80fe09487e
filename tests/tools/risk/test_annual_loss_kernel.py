"""The compiled simulation against an independent NumPy twin, and its promises about bits."""

from collections.abc import Mapping
from math import lgamma

import numpy as np
import pytest
from numpy.typing import NDArray
from scipy import special, stats

from tools.fields import Estimate
from tools.risk._annual_loss_kernel import mix, poisson
from tools.risk._annual_loss_simulation import Simulation, simulate
from tools.risk._event_sums import event_sum
from tools.risk._fair_tree import FairTree
from tools.risk._quantile_tables import KNOT_BITS, SIDE, beta_half, knots, table_of

Floats = NDArray[np.float64]

LAPTOPS = {"loss_event_frequency": [3, 6, 12], "primary_loss": [900, 1500, 4000]}
FULL = {
    "contact_frequency": [100, 200, 400],
    "probability_of_action": [0.05, 0.1, 0.3],
    "vulnerability": [0.1, 0.4, 0.6],
    "primary_loss": {"low": 1e3, "high": 5e4, "distribution": "lognormal"},
    "secondary_probability": [0.05, 0.2, 0.4],
    "secondary_loss": {"values": [500.0, 2e4, 9e4], "distribution": "empirical"},
}


def tree(inputs: Mapping[str, object]) -> FairTree:
    return FairTree({name: Estimate.model_validate(given) for name, given in inputs.items()})


def twin(of: FairTree, trials: int, seed: int, *, as_counts: bool) -> Floats:
    """The same model, written with NumPy's own generators."""
    random = np.random.default_rng(seed)
    rates = np.full(trials, of.scale)
    for factor in of.factors:
        rates *= drawn(factor, trials, random)
    chance = drawn(of.chance, trials, random)
    if not as_counts:
        return rates * (
            drawn(of.primary, trials, random) + chance * drawn(of.secondary, trials, random)
        )
    counts = random.poisson(rates)
    events = np.repeat(np.arange(trials), counts)
    losses = drawn(of.primary, events.size, random)
    losses += (random.random(events.size) < chance[events]) * drawn(
        of.secondary, events.size, random
    )
    return np.bincount(events, weights=losses, minlength=trials)


def drawn(given: Estimate, size: int, random: np.random.Generator) -> Floats:
    if given.distribution == "constant":
        return np.full(size, given.mode)
    if given.values:
        return random.choice(given.values, size)
    assert given.low is not None
    assert given.high is not None
    if given.distribution == "lognormal":
        sigma = np.log(given.high / given.low) / (2 * stats.norm.ppf(0.95))
        return random.lognormal(np.log(given.low * given.high) / 2, sigma, size)
    width = given.high - given.low
    a = 1 + 4 * (given.mode - given.low) / width
    return given.low + width * random.beta(a, 6 - a, size)


@pytest.mark.parametrize("as_counts", [True, False])
@pytest.mark.parametrize("inputs", [LAPTOPS, FULL], ids=["laptops", "full tree"])
def test_it_has_the_distribution_of_its_numpy_twin(
    inputs: dict[str, object], as_counts: bool
) -> None:
    """Two samples of the two programs cannot be told apart, nor can their means."""
    ours = simulate(tree(inputs), trials=200_000, seed=5, as_counts=as_counts)
    theirs = twin(tree(inputs), 200_000, 6, as_counts=as_counts)
    assert stats.ks_2samp(ours.years.losses, theirs).pvalue > 1e-3
    spread = np.hypot(ours.standard_error, theirs.std() / np.sqrt(theirs.size))
    assert abs(ours.mean - theirs.mean()) < 4 * spread
    assert ours.deviation == pytest.approx(theirs.std(), rel=0.05)


@pytest.mark.parametrize("sobol", [True, False])
@pytest.mark.parametrize("as_counts", [True, False])
def test_the_number_of_threads_changes_no_bit(as_counts: bool, sobol: bool) -> None:
    """One, two and five threads give identical losses, mean and error."""
    results: list[Simulation] = [
        simulate(
            tree(FULL), trials=300_000, seed=9, as_counts=as_counts, sobol=sobol, threads=threads
        )
        for threads in (1, 2, 5)
    ]
    one = results[0]
    for other in results[1:]:
        assert np.array_equal(one.years.losses, other.years.losses)
        assert (one.mean, one.standard_error) == (other.mean, other.standard_error)
        assert np.array_equal(one.years.upto, other.years.upto)


def test_more_trials_continue_the_same_stream() -> None:
    """A trial depends on its number, not on how many there are; another seed gives other years."""
    few = simulate(tree(LAPTOPS), trials=1_000, seed=3, as_counts=True).years.losses
    many = simulate(tree(LAPTOPS), trials=70_000, seed=3, as_counts=True).years.losses
    other = simulate(tree(LAPTOPS), trials=1_000, seed=4, as_counts=True).years.losses
    assert np.array_equal(few, many[:1_000])
    assert not np.array_equal(few, other)


def test_the_counter_is_splitmix64() -> None:
    """The first outputs of the published generator for the seed 0."""
    golden = 0x9E3779B97F4A7C15
    outputs = [int(mix(np.uint64(golden * k % 2**64))) for k in (1, 2, 3)]
    assert outputs == [0xE220A8397B1DCDAF, 0x6E789E6AA1B965F4, 0x06C45D188009454F]


@pytest.mark.parametrize("mean", [0.02, 0.9, 6.5, 9.99, 10.0, 31.0, 4e3, 2e6])
def test_poisson_counts_follow_their_law(mean: float) -> None:
    """Inversion below ten and rejection above, each by a chi-square over some thirty cells."""
    starts = np.arange(1, 60_001, dtype=np.uint64) * np.uint64(0xD1342543DE82EF95)
    counts = np.array([poisson(mean, np.uint64(mix(start))) for start in starts])
    law = stats.poisson(mean)
    edges = np.unique(law.ppf(np.linspace(0.02, 0.98, 30)))
    cells = np.searchsorted(edges, counts)
    chances = np.diff(np.concatenate(([0.0], law.cdf(edges), [1.0])))
    expected = chances * counts.size
    keep = expected > 5
    assert (
        stats.chisquare(
            np.bincount(cells, minlength=edges.size + 1)[keep],
            expected[keep]
            * np.bincount(cells, minlength=edges.size + 1)[keep].sum()
            / expected[keep].sum(),
        ).pvalue
        > 1e-3
    )


@pytest.mark.parametrize(("a", "b"), [(1.8, 4.2), (4.2, 1.8), (1.0, 5.0), (5.0, 1.0), (3.0, 3.0)])
def test_knots_are_the_exact_beta_quantiles(a: float, b: float) -> None:
    """From 2^-42 to 1/2, against the inverse of the incomplete beta function."""
    ours = np.empty(SIDE)
    beta_half(a, b, lgamma(a) + lgamma(b) - lgamma(a + b), 0.0, 1.0, ours)
    assert np.max(np.abs(ours / special.betaincinv(a, b, knots()) - 1)) < 5e-8


@pytest.mark.parametrize(
    "given",
    [
        {"low": 900, "likely": 1500, "high": 4000},
        {"low": 0, "likely": 0.2, "high": 1},
        {"low": 1e3, "high": 1e6, "distribution": "lognormal"},
        {"low": 5, "likely": 5, "high": 90, "distribution": "triangular"},
    ],
    ids=["pert", "skewed pert", "lognormal", "triangular"],
)
def test_between_knots_the_error_stays_under_a_millionth(given: dict[str, object]) -> None:
    """Also at the 99.99 % quantile, where one even table is wrong by percents."""
    estimate = Estimate.model_validate(given)
    most = 2e-6 if estimate.distribution == "lognormal" else 1e-6
    table = table_of(estimate)
    v = 10.0 ** np.linspace(-9, np.log10(0.5) - 1e-9, 4001)
    for below in (True, False):
        exact = exact_quantile(estimate, v if below else 1 - v)
        tabled = between_knots(table[:SIDE] if below else table[SIDE:], v)
        assert np.max(np.abs(tabled - exact) / np.maximum(exact, 1e-3 * exact.max())) < most
    far = between_knots(table[SIDE:], np.array([1e-4]))[0]
    assert far == pytest.approx(exact_quantile(estimate, np.array([0.9999]))[0], rel=1e-6)


def between_knots(half: Floats, v: Floats) -> Floats:
    """What the kernel reads: a straight line in v between neighbouring knots."""
    assert half.size == SIDE
    assert 2**KNOT_BITS == 512
    return np.interp(v, knots(), half)


def exact_quantile(given: Estimate, u: Floats) -> Floats:
    assert given.low is not None
    assert given.high is not None
    width = given.high - given.low
    if given.distribution == "lognormal":
        sigma = np.log(given.high / given.low) / (2 * stats.norm.ppf(0.95))
        return np.exp(np.log(given.low * given.high) / 2 + sigma * special.ndtri(u))
    peak = (given.mode - given.low) / width
    if given.distribution == "triangular":
        return given.low + width * stats.triang(peak).ppf(u)
    return given.low + width * special.betaincinv(1 + 4 * peak, 5 - 4 * peak, u)


@pytest.mark.parametrize(
    "loss",
    [
        [5, 20, 90],
        {"low": 2, "high": 400, "distribution": "lognormal"},
        {"values": [1.0, 1.0, 50.0, 900.0], "distribution": "empirical"},
        12,
    ],
    ids=["pert", "lognormal", "empirical", "constant"],
)
def test_sums_of_very_many_events_equal_drawing_each(loss: object) -> None:
    """The split into large losses and a limit law agrees with the twin, which draws all of them."""
    inputs = {
        "loss_event_frequency": [500, 900, 1500],
        "primary_loss": loss,
        "secondary_probability": [0.1, 0.2, 0.5],
        "secondary_loss": [10, 30, 200],
    }
    ours = simulate(tree(inputs), trials=60_000, seed=2, as_counts=True)
    theirs = twin(tree(inputs), 20_000, 8, as_counts=True)
    assert 0 < ours.event_sum_error < 2e-2 * ours.mean
    assert stats.ks_2samp(ours.years.losses, theirs).pvalue > 1e-3
    assert abs(ours.mean - tree(inputs).expectancy) < 4 * ours.standard_error
    assert ours.deviation == pytest.approx(theirs.std(), rel=0.05)


def test_the_largest_count_a_year_is_still_answered() -> None:
    """A million events a year in a million years: mean and deviation of the compound law."""
    inputs = {"loss_event_frequency": 1e6, "primary_loss": [1, 2, 6]}
    ours = simulate(tree(inputs), trials=100_000, seed=1, as_counts=True)
    second = 2.5**2 + (2.5 - 1) * (6 - 2.5) / 7
    assert abs(ours.mean - 2.5e6) < 4 * ours.standard_error
    assert ours.deviation == pytest.approx(np.sqrt(1e6 * second), rel=0.02)


def test_moments_below_the_cut_are_those_of_the_truncated_law() -> None:
    """Mean, deviation and skewness of the body against a large sample's."""
    estimate = Estimate.model_validate({"low": 1e2, "high": 1e5, "distribution": "lognormal"})
    body = event_sum(estimate, table_of(estimate), 0.97)
    u = (np.arange(1_000_000) + 0.5) / 1_000_000 * 0.97
    values = exact_quantile(estimate, u)
    assert body.mean == pytest.approx(values.mean(), rel=1e-5)
    assert body.deviation == pytest.approx(values.std(), rel=1e-4)
    assert body.skewness == pytest.approx(stats.skew(values), rel=1e-3)


def test_order_statistics_are_those_of_a_full_sort() -> None:
    """Ranks, exceedance and tail mean against plain sorting, with many equal losses."""
    inputs = {"loss_event_frequency": [0.2, 0.5, 3], "primary_loss": {"values": [1, 2, 2, 5, 800]}}
    inputs["primary_loss"]["distribution"] = "empirical"
    years = simulate(tree(inputs), trials=30_011, seed=7, as_counts=True).years
    ordered = np.sort(years.losses)
    ranks = [0, 5, 15_000, 29_000, 29_990, 30_010]
    assert np.array_equal(years.ranks(ranks), ordered[ranks])
    assert years.share_above_zero() == np.count_nonzero(ordered) / ordered.size
    for loss, chance in years.exceedance((1.0, 0.3, 0.1, 0.01)):
        assert chance == np.count_nonzero(ordered >= loss) / ordered.size
    level = 0.95
    threshold = float(np.quantile(ordered, level, method="inverted_cdf"))
    tail, _ = years.tail_mean(level, threshold)
    worst = (1 - level) * ordered.size
    above = ordered[ordered > threshold]
    assert tail == pytest.approx((above.sum() + (worst - above.size) * threshold) / worst)
