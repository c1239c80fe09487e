"""Lines of a list that are rows: read as the table they stand for."""

from graphs.models.embedded.listed_rows import listed_rows
from graphs.models.embedded.said_of_all import said_of_all
from tests.graphs.embedded.told import filled
from tools.tables.matching import Sheet
from tools.tables.wanted import Part, Wanted


def test_what_every_line_calls_alike_is_the_heading() -> None:
    text = listed_rows("stock:\n * nuts   1.5k   margin 9%\n * bolts   900   margin 4%\nok?")
    assert "|  |  | margin |\n| nuts | 1.5k | 9% |\n| bolts | 900 | 4% |" in text


def test_a_currency_a_term_and_an_amount() -> None:
    text = listed_rows("swaps:\nCHF 3y: 2m\nSEK 12y = -40k\n")
    assert "| ccy | term (years) | amount |\n| CHF | 3 | 2m |\n| SEK | 12 | -40k |" in text


def test_what_stands_behind_a_hash_is_said_beside_the_line() -> None:
    assert listed_rows("rate: 4%   # flat\nn = 3") == "rate: 4%, flat\nn = 3"


def test_plain_lists_stay() -> None:
    for text in (
        "- buy milk\n- call Ann at 5\n- 3 eggs",
        "CHF 3y: 2m",
        "1. first  one\n2. second  thing",
        "issue #4 and # 5\nmore",
    ):
        assert listed_rows(text) == text


def test_a_kind_said_once_holds_for_every_row() -> None:
    kind = Part("kind", "enum", ("kind",), values={"loan": ("credit",), "bond": ("note",)})
    want = Wanted("papers", "rows", (kind, Part("amount", "money", ("amount",))))
    sheet = Sheet({"amount": [5.0, 7.0]})
    assert said_of_all(want, sheet, "notes only").columns["kind"] == ["bond", "bond"]
    assert said_of_all(want, sheet, "notes and credits") is sheet


def test_rate_sensitivities_by_currency_and_term() -> None:
    told = filled(
        "finance.capital_market",
        "sbm, reporting in EUR. delta girr:\n- CHF 3y: 2m\n- CHF 30y: -600k\nwhat is the charge?",
    ).arguments
    assert [(s["currency"], s["tenor"], s["amount"]) for s in told["sensitivities"]] == [
        ("CHF", 3, 2_000_000),
        ("CHF", 30, -600_000),
    ]
    assert {s["risk_class"] for s in told["sensitivities"]} == {"girr"}


def test_a_heading_says_what_period_its_column_is_for() -> None:
    told = filled(
        "risk.value_at_risk",
        "value at risk, 99 %, 5 days, correlation 0.3, from the vols:\n"
        " - copper   3m   ann.vol 22%\n - zinc   800k   ann.vol 27%\nhow much?",
    ).arguments
    assert told["volatility_period"] == "year"
    assert [p["amount"] for p in told["positions"]] == [3_000_000, 800_000]
    assert [p["volatility"] for p in told["positions"]] == [0.22, 0.27]


def test_a_return_in_one_word_is_a_level() -> None:
    told = filled(
        "risk.simulate_annual_loss",
        "2 to 5 break-ins a year, each costs 1000 to 9000; the one-in-a-hundred-years loss?",
    ).arguments
    assert told["confidence"] == 0.99
