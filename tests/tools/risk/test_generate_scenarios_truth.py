"""Generated scenarios against the histories and moments they are made from."""

from typing import Any

import numpy as np
import pytest
from scipy import stats

from tools.risk._block_length import stationary_block
from tools.risk._scenario_request import GenerateScenariosRequest
from tools.risk._scenario_result import GenerateScenariosResult
from tools.risk._volatility_models import ewma
from tools.risk.generate_scenarios import generate_scenarios


def run(**request: Any) -> GenerateScenariosResult:
    return generate_scenarios(GenerateScenariosRequest.model_validate(request))


def columns(values: np.ndarray) -> dict[str, Any]:
    return {"columns": {f"s{k}": values[:, k].tolist() for k in range(values.shape[1])}}


def series(size: int = 500, seed: int = 1) -> np.ndarray:
    """Returns with fat tails, correlated, of different spread."""
    random = np.random.default_rng(seed)
    root = np.linalg.cholesky(np.array([[1, 0.6, 0.2], [0.6, 1, -0.1], [0.2, -0.1, 1]]))
    draws = random.standard_t(6, (size, 3)) @ root.T
    return draws * [0.01, 0.006, 0.003] + [0.001, 0.0, 0.0005]


def cells(result: GenerateScenariosResult, names: list[str]) -> np.ndarray:
    return np.column_stack([result.table[name] for name in names])


@pytest.mark.parametrize("phi", [0.3, 0.6, 0.8])
def test_block_length_of_an_autoregression(phi: float) -> None:
    """Politis and White: (2 phi / (1 - phi^2))^(2/3) n^(1/3) for an AR(1)."""
    found: list[float] = []
    for seed in range(20):
        noise = np.random.default_rng(seed).standard_normal(5_000)
        made = np.empty(noise.size)
        made[0] = noise[0]
        for t in range(1, noise.size):
            made[t] = phi * made[t - 1] + noise[t]
        found.append(stationary_block(made))
    ideal = (2 * phi / (1 - phi**2)) ** (2 / 3) * 5_000 ** (1 / 3)
    assert np.mean(found) == pytest.approx(ideal, rel=0.12)


def test_independent_rows_need_no_blocks() -> None:
    lengths = [stationary_block(np.random.default_rng(k).standard_normal(2_000)) for k in range(20)]
    assert np.median(lengths) < 4


def test_blocks_run_on_as_long_as_asked() -> None:
    """Rows that follow each other do so in the scenarios with chance 1 - 1/L, round the end."""
    rows = 500.0
    history = {"columns": {"change": [float(x * x) for x in range(500)], "pnl": [0.5] * 500}}
    result = run(
        history=history, history_holds="profits", columns=["change"], horizon=2, block_length=5,
        scenarios=20_000, shown=2_000,
    )  # fmt: skip
    following = {x * x + ((x + 1) % 500) ** 2 for x in range(500)}
    sums = np.array(result.table["change"])
    share = np.mean([round(value) in following for value in sums])
    assert share == pytest.approx(0.8 + 0.2 / rows, abs=0.03)
    assert result.unit == "money" and result.block_length == 5


def test_the_bootstrap_keeps_what_the_history_is() -> None:
    """One period ahead: means, spreads and correlations within sampling error."""
    past = series()
    result = run(history=columns(past), scenarios=50_000, shown=1)
    for k, one in enumerate(result.series):
        assert one.scenarios.mean == pytest.approx(
            past[:, k].mean(), abs=4 * past[:, k].std() / 220
        )
        assert one.scenarios.deviation == pytest.approx(past[:, k].std(), rel=0.03)
        assert one.history is not None and one.history.deviation == pytest.approx(
            past[:, k].std(ddof=1)
        )
    assert result.correlation_gap < 0.03


def test_blocks_keep_memory() -> None:
    """Over ten periods an AR(1)'s sums spread as its stretches do; single rows fall short."""
    noise = 0.01 * np.random.default_rng(2).standard_normal(4_000)
    for t in range(1, noise.size):
        noise[t] += 0.6 * noise[t - 1]
    history = {"columns": {"x": noise.tolist()}}
    common = {"history": history, "history_holds": "returns", "horizon": 10, "scenarios": 20_000}
    blocks = run(**common, shown=1).series[0]
    single = run(**common, shown=1, block_length=1).series[0]
    assert blocks.history is not None
    assert blocks.scenarios.deviation == pytest.approx(blocks.history.deviation, rel=0.08)
    assert single.scenarios.deviation < 0.6 * blocks.history.deviation


def test_filtered_starts_from_todays_volatility() -> None:
    """After a wild end the next period is as wide as EWMA says, times the shocks' own spread."""
    calm = 0.004 * np.random.default_rng(3).standard_normal(400)
    wild = 0.02 * np.random.default_rng(4).standard_normal(60)
    past = np.concatenate([calm, wild])
    result = run(
        history={"columns": {"x": past.tolist()}}, history_holds="returns", method="filtered",
        scenarios=40_000, shown=1,
    )  # fmt: skip
    off = past - past.mean()
    model = ewma(off, 0.94)
    assert result.volatility_now["x"] == pytest.approx(model.next)
    shocks = (off / model.past).std()
    assert result.series[0].scenarios.deviation == pytest.approx(model.next * shocks, rel=0.03)
    history = result.series[0].history
    assert history is not None and result.series[0].scenarios.deviation > 1.5 * history.deviation


def test_filtered_by_garch_returns_to_the_mean() -> None:
    """Thirty periods after a wild end the variance is that of GARCH's own forecast."""
    random, variance = np.random.default_rng(5), 1.0
    past = np.empty(3_000)
    for t in range(past.size):
        past[t] = np.sqrt(variance) * random.standard_normal()
        variance = 0.05 + 0.08 * past[t] ** 2 + 0.87 * variance
    from tools.risk._volatility_models import garch

    off = 0.01 * past - np.mean(0.01 * past)
    model = garch(off)
    result = run(
        history={"columns": {"x": (0.01 * past).tolist()}}, history_holds="profits",
        method="filtered", volatility_model="garch", horizon=30, scenarios=40_000, shown=1,
    )  # fmt: skip
    held, long = model.alpha + model.beta, model.omega / (1 - model.alpha - model.beta)
    ahead = [long + held**k * (model.next**2 - long) for k in range(30)]
    spread = (off / model.past).std()
    assert result.series[0].scenarios.deviation == pytest.approx(
        spread * np.sqrt(sum(ahead)), rel=0.04
    )


@pytest.mark.parametrize("copula", ["gaussian", "t"])
def test_a_copula_keeps_margins_and_ranks(copula: str) -> None:
    past = series(800)
    result = run(
        history=columns(past), method="copula", copula=copula, scenarios=20_000, shown=2_000
    )
    drawn = cells(result, ["s0", "s1", "s2"])
    for k in range(3):
        low, high = past[:, k].min() - 1e-12, past[:, k].max() + 1e-12
        assert low <= drawn[:, k].min() and drawn[:, k].max() <= high
        assert stats.ks_2samp(drawn[:, k], past[:, k]).pvalue > 1e-3
    for i, j in ((0, 1), (0, 2), (1, 2)):
        ours = stats.kendalltau(drawn[:, i], drawn[:, j]).statistic
        assert ours == pytest.approx(stats.kendalltau(past[:, i], past[:, j]).statistic, abs=0.05)
    assert (result.degrees_of_freedom is None) == (copula == "gaussian")


@pytest.mark.parametrize("factors", [1, 2, 3])
def test_a_factor_model_keeps_every_spread(factors: int) -> None:
    """Variances stay whatever the number of factors; with all of them correlations do too."""
    past = series(800)
    result = run(
        history=columns(past), method="factor_model", factors=factors, scenarios=50_000, shown=1
    )
    for k, one in enumerate(result.series):
        assert one.scenarios.deviation == pytest.approx(past[:, k].std(), rel=0.04)
    if factors == 3:
        assert result.correlation_gap < 0.03
        assert result.explained == pytest.approx(1)
    scaled = np.linalg.eigvalsh(np.corrcoef(past, rowvar=False))[::-1]
    assert result.explained == pytest.approx(scaled[:factors].sum() / 3)


def test_normal_scenarios_compound() -> None:
    """Mean (1 + mu)^h and the exact variance of a product; plausibility is then uniform."""
    result = run(
        assets=[{"name": "a", "mean": 0.01, "volatility": 0.02},
                {"name": "b", "mean": 0.0, "volatility": 0.01}],
        correlation=-0.4, horizon=12, scenarios=60_000, shown=2_000,
    )  # fmt: skip
    one = result.series[0].scenarios
    variance = (1.01**2 + 0.02**2) ** 12 - 1.01**24
    assert one.mean == pytest.approx(1.01**12 - 1, abs=4 * np.sqrt(variance / 60_000))
    assert one.deviation**2 == pytest.approx(variance, rel=0.03)
    assert result.correlations[0][1] == pytest.approx(-0.4, abs=0.02)
    assert stats.kstest(result.table["chance"], "uniform").pvalue > 1e-3
    assert result.extremes[0].distance >= max(result.table["distance"])
    assert result.observations == 0


def test_ranks_and_table() -> None:
    """The rank is the share of scenarios at least as far out; the table is rectangular."""
    result = run(history=columns(series()), scenarios=300, shown=300)
    lengths = {len(column) for column in result.table.values()}
    assert lengths == {300}
    distance = np.array(result.table["distance"])
    expected = [(distance >= d).mean() for d in distance]
    assert result.table["rank"] == pytest.approx(expected)
    assert result.extremes[0].number == int(np.argmax(distance)) + 1


def test_scenarios_do_not_depend_on_how_many_are_made() -> None:
    """Chunks have streams of their own: the first full chunk is the same in a longer run."""
    past = columns(series())
    few = run(history=past, scenarios=4_096, horizon=3, shown=50)
    more = run(history=past, scenarios=9_000, horizon=3, shown=50)
    assert few.table["s0"] == more.table["s0"]
    assert run(history=past, seed=1).table["s0"] != run(history=past).table["s0"]


def test_prices_and_series_that_stand_still() -> None:
    prices = np.cumprod(1 + series(200), axis=0) * 100
    table = columns(prices)
    table["columns"]["cash"] = [100.0] * 200
    result = run(history=table, scenarios=100)
    assert result.observations == 199
    assert result.series[3].scenarios.deviation == 0
    assert all(x == 0 for x in result.table["cash"])


def test_total_losses_are_told() -> None:
    result = run(assets=[{"name": "a", "volatility": 2.0}], scenarios=1_000)
    assert any("total losses" in note for note in result.notes)
    assert min(result.table["a"]) == -1
