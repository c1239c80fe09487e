"""The answer in words: right figures, sensibly rounded, assumptions said, a chart that draws."""

import json
import re
from typing import Any

import pytest

from tools.risk._annual_loss_request import AnnualLossRequest
from tools.risk._annual_loss_words import Money, percent
from tools.risk.simulate_annual_loss import AnnualLossResult, simulate_annual_loss

LAPTOPS = {
    "loss_event_frequency": [3, 6, 12],
    "primary_loss": [900, 1500, 4000],
    "currency": "EUR",
}
RARE = {
    "loss_event_frequency": [0.05, 0.125, 0.25],
    "primary_loss": [2e5, 7e5, 5e6],
    "currency": "CHF",
}


def run(**request: Any) -> AnnualLossResult:
    return simulate_annual_loss(AnnualLossRequest.model_validate(request))


def figures(value: Any) -> list[float]:
    """Every number of the result's typed fields."""
    if isinstance(value, dict):
        return [
            n
            for key, part in value.items()
            if key not in ("summary", "notes", "method", "chart")
            for n in figures(part)
        ]
    if isinstance(value, list):
        return [n for part in value for n in figures(part)]
    return [float(value)] if isinstance(value, int | float) else []


def test_the_answer_reads_as_the_worked_example() -> None:
    """Expected loss first, then good and bad years, then what moves it."""
    said = run(**LAPTOPS).summary
    assert said == (
        "Expect to lose about **€11,800 a year**. Half of all years stay under €11,200; one year "
        "in ten exceeds €19,400 and one in a hundred €27,400. The worst twentieth of years "
        "averages €25,400. What one case costs moves the result a little more than how often it "
        "happens (€5,900 to €26,000 against €5,500 to €21,800)."
    )


@pytest.mark.parametrize(
    "request_",
    [
        LAPTOPS,
        RARE,
        {**RARE, "confidence": 0.975},
        {"loss_event_frequency": 0.004, "primary_loss": 120, "trials": 5000},
        {"loss_event_frequency": [2e4, 5e4, 9e4], "primary_loss": [5, 20, 90], "trials": 20000},
        {"loss_event_frequency": 3, "primary_loss": [0.01, 0.2, 0.5], "currency": "USD"},
    ],
)
def test_every_figure_said_is_a_rounding_of_a_typed_figure(request_: dict[str, Any]) -> None:
    """Summary and notes hold no number that the result's fields do not."""
    result = run(**request_)
    given = [*figures(result.model_dump()), request_.get("tolerance", 0.05)]
    for numeral in re.findall(
        r"\d[\d,]*(?:\.\d+)?(?: %)?", " ".join([result.summary, *result.notes])
    ):
        digits = numeral.removesuffix(" %").replace(",", "")
        scale = 100 if numeral.endswith("%") else 1
        places = len(digits.partition(".")[2])
        trailing = len(digits) - len(digits.rstrip("0")) if not places else 0
        step = 10.0 ** (trailing - places)
        said = float(digits)
        assert any(abs(said - n * scale) <= step * 0.5000001 for n in given), numeral
    assert result.summary.count("**") == 2
    assert 1 <= len(re.findall(r"[.!?](?:\s|$)", result.summary)) <= 4


def test_rare_losses_are_told_by_how_rare_they_are() -> None:
    """A median of nothing says nothing; the chance of a loss does."""
    said = run(**RARE).summary
    assert "Half of all years" not in said
    assert re.search(r"A loss comes in 12 % of years; one year in ten exceeds CHF \d", said)
    rarer = run(loss_event_frequency=0.02, primary_loss=[1e3, 2e3, 9e3]).summary
    assert re.search(r"A loss comes in 2 % of years; one year in a hundred exceeds \d", rarer)


def test_the_tail_is_told_at_the_level_asked_for() -> None:
    """A worst twentieth, hundredth, or so many percent of years."""
    assert "The worst hundredth of years averages" in run(**LAPTOPS, confidence=0.99).summary
    assert (
        "Beyond the 97.5 % level the worst years average €"
        in run(**LAPTOPS, confidence=0.975).summary
    )


def test_a_single_uncertain_input_is_told_alone_and_none_not_at_all() -> None:
    """Without a second there is nothing to compare with."""
    one = run(loss_event_frequency=4, primary_loss=[100, 200, 900], trials=2000).summary
    assert one.endswith("What one case costs moves the result from 400 to 3,600.")
    none = run(loss_event_frequency=4, primary_loss=100, trials=2000)
    assert none.drivers == []
    assert "moves" not in none.summary


def test_a_stronger_defence_lowers_the_loss() -> None:
    """Drivers are sorted by swing; the defence works against the attacker."""
    result = run(
        threat_event_frequency=[10, 25, 60],
        threat_capability=[0.4, 0.6, 0.9],
        resistance_strength=[0.5, 0.65, 0.8],
        primary_loss=[5e3, 2e4, 1e5],
        trials=5000,
    )
    swings = [driver.swing for driver in result.drivers]
    assert swings == sorted(swings, reverse=True)
    by_input = {driver.input: driver for driver in result.drivers}
    assert (
        by_input["resistance_strength"].loss_at_low > by_input["resistance_strength"].loss_at_high
    )
    assert by_input["threat_capability"].loss_at_low < by_input["threat_capability"].loss_at_high
    assert by_input["primary_loss"].loss_at_high == pytest.approx(
        result.exact_expectancy / result.mean_loss_per_event * 1e5
    )


def test_assumptions_are_said_once() -> None:
    """Independence, shapes, counts, number of years and the error bar in the first note."""
    assert run(**LAPTOPS).notes[0] == (
        "Assumed: losses are independent, ranges are PERT, the number of cases is Poisson; "
        "1,000,000 simulated years (± €6)."
    )
    expected = run(**LAPTOPS, event_counts="expected", trials=2000).notes[0]
    assert "every year has the yearly rate of cases as it stands" in expected
    constant = run(loss_event_frequency=4, primary_loss=100, trials=2000).notes[0]
    assert "ranges" not in constant


def test_an_error_bar_wider_than_accepted_is_a_warning() -> None:
    """It stands first, and goes when the tolerance allows it."""
    few = {**RARE, "trials": 1000}
    assert run(**few).notes[0].startswith("Warning: the error bar of the expected loss is wider")
    assert not run(**few, tolerance=1).notes[0].startswith("Warning")
    assert "5 %" in run(**few).notes[0]


def test_a_tail_that_the_simulation_missed_is_a_warning() -> None:
    """Where the sample's own error bar is too small, the closed form gives it away."""
    wild = {"low": 0.02, "high": 3000, "distribution": "lognormal"}
    result = run(loss_event_frequency=wild, primary_loss=1000, trials=1000, currency="EUR")
    assert result.annual_loss_expectancy < 0.5 * result.exact_expectancy
    assert result.notes[0].startswith("Warning")
    assert f"{Money('EUR', result.exact_expectancy)(result.exact_expectancy)}." in result.notes[0]


def test_how_ranges_were_read_is_said() -> None:
    """A missing mode is the middle; a lognormal's ends are a 90 % interval."""
    notes = " ".join(
        run(
            loss_event_frequency=[2, 6],
            primary_loss={"low": 100, "high": 900, "distribution": "lognormal"},
            trials=2000,
        ).notes
    )
    assert "No most likely value was given for how often it happens" in notes
    assert "The range for what one case costs is read as the 90 % interval" in notes


def test_sums_by_a_limit_law_are_said_with_their_bound() -> None:
    """Very many cases a year: the bound is a typed figure and stands in a note."""
    result = run(loss_event_frequency=[2e4, 5e4, 9e4], primary_loss=[5, 20, 90], trials=20_000)
    assert result.event_sum_error is not None
    assert 0 < result.event_sum_error < 1e-4
    assert percent(result.event_sum_error) in " ".join(result.notes)
    assert run(**LAPTOPS, trials=2000).event_sum_error is None


@pytest.mark.parametrize(
    ("expected", "currency", "amount", "said"),
    [
        (11_808, "EUR", 5_850.0, "€5,900"),
        (11_808, "EUR", 5_849.999999999999, "€5,900"),
        (11_808, "USD", 27_433, "$27,400"),
        (11_808, None, 412.3, "410"),
        (11_808, "CHF", 1_351_374, "CHF 1,350,000"),
        (45.678, "GBP", 45.678, "£45.68"),
        (0.0123, "GBP", 0.0123, "£0.0123"),
        (11_808, "SEK", 0, "SEK 0"),
    ],
)
def test_amounts_have_the_digits_they_earn(
    expected: float, currency: str | None, amount: float, said: str
) -> None:
    """Three digits of the expected loss; never fewer than two of any amount; halves go up."""
    assert Money(currency, expected)(amount) == said


@pytest.mark.parametrize("request_", [LAPTOPS, RARE, {**LAPTOPS, "confidence": 0.999}])
def test_the_chart_draws(request_: dict[str, Any]) -> None:
    """Vega-Lite accepts it, its data are inline, finite and few."""
    import vl_convert

    chart = run(**request_).chart
    assert chart is not None
    text = json.dumps(chart, allow_nan=False)
    assert "<svg" in vl_convert.vegalite_to_svg(chart)
    rows = [row for view in chart["vconcat"] for row in values(view)]
    assert 20 < len(rows) < 200
    assert "url" not in text


def values(view: dict[str, Any]) -> list[dict[str, Any]]:
    """All inline rows of a view and of its layers."""
    own = view.get("data", {}).get("values", [])
    return own + [row for layer in view.get("layer", []) for row in values(layer)]


def test_the_exceedance_curve_falls() -> None:
    """Losses rise while chances fall, from any loss at all down to one year in ten thousand."""
    curve = run(**RARE).exceedance_curve
    losses, chances = [p.loss for p in curve], [p.probability for p in curve]
    assert losses == sorted(losses)
    assert chances == sorted(chances, reverse=True)
    assert chances[-1] == pytest.approx(1e-4, rel=0.2)
