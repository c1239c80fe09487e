"""Numbers, amounts and shares are read in every form people write them."""

import pytest

from graphs.spans import find_spans
from tests.graphs.spans.reading import TODAY, values, whole

NUMBERS = [
    ("1200000", 1.2e6),
    ("1,200,000", 1.2e6),
    ("1'200'000", 1.2e6),
    ("1’200’000", 1.2e6),
    ("1.200.000", 1.2e6),
    ("1 200 000", 1.2e6),
    ("1\u202f200\u202f000", 1.2e6),
    ("1\u00a0000", 1000),
    ("30 000", 30_000),
    ("2 500", 2500),
    ("1.2M", 1.2e6),
    ("1.2 million", 1.2e6),
    ("1.2mn", 1.2e6),
    ("1,5 Mio.", 1.5e6),
    ("90k", 90_000),
    ("90K", 90_000),
    ("12.4k", 12_400),
    ("12,4k", 12_400),
    ("3bn", 3e9),
    ("2 Mrd", 2e9),
    ("40 grand", 40_000),
    ("one billion six", 1.6e9),
    ("two million five", 2.5e6),
    ("one million five hundred", 1_000_500),
    ("5 hundred", 500),
    ("250 thousand", 250_000),
    ("12,00,000", 1.2e6),
    ("3 lakh", 300_000),
    ("2 crore", 2e7),
    ("1e6", 1e6),
    ("0.5", 0.5),
    (".05", 0.05),
    ("2½", 2.5),
    ("½", 0.5),
    ("1.234,56", 1234.56),
    ("1,234.56", 1234.56),
    ("-12.5", -12.5),
    ("−7", -7),
    ("two", 2),
    ("forty-two", 42),
    ("forty two", 42),
    ("fifteen hundred", 1500),
    ("a hundred", 100),
    ("a hundred and twenty", 120),
    ("one hundred and twenty thousand", 120_000),
    ("three hundred fifty", 350),
    ("two million three hundred thousand", 2.3e6),
    ("two and a half million", 2.5e6),
    ("2 and a half million", 2.5e6),
    ("one and a half", 1.5),
    ("one point five million", 1.5e6),
    ("half a million", 500_000),
    ("a quarter million", 250_000),
    ("a quarter of a million", 250_000),
    ("three quarters of a million", 750_000),
    ("a million", 1e6),
    ("a dozen", 12),
    ("half a dozen", 6),
    ("two dozen", 24),
    ("a couple of thousand", 2000),
    ("zwanzig", 20),
    ("fünfzig tausend", 50_000),
    ("a couple", 2),
]


@pytest.mark.parametrize(("text", "expected"), NUMBERS)
def test_a_number_is_read_in_digits_and_in_words(text: str, expected: float) -> None:
    assert values(text, "number") == [pytest.approx(expected)]


MONEY = [
    ("€12k", 12_000, "EUR"),
    ("12k EUR", 12_000, "EUR"),
    ("EUR 12k", 12_000, "EUR"),
    ("12 k€", 12_000, "EUR"),
    ("250 TEUR", 250_000, "EUR"),
    ("1.000,00 €", 1000, "EUR"),
    ("1.000 €", 1000, "EUR"),
    ("45.000 Euro", 45_000, "EUR"),
    ("€29,90", 29.9, "EUR"),
    ("CHF 12'000", 12_000, "CHF"),
    ("12'000.50 CHF", 12_000.5, "CHF"),
    ("CHF12000", 12_000, "CHF"),
    ("200 Swiss francs", 200, "CHF"),
    ("Fr. 250", 250, "CHF"),
    ("55 bucks", 55, "USD"),
    ("thirty thousand dollars", 30_000, "USD"),
    ("$1.2m", 1.2e6, "USD"),
    ("$1.2 m", 1.2e6, "USD"),
    ("US$ 3 bn", 3e9, "USD"),
    ("$3,000", 3000, "USD"),
    ("£250k", 250_000, "GBP"),
    ("ten quid", 10, "GBP"),
    ("20 pounds", 20, "GBP"),
    ("3 Mio Euro", 3e6, "EUR"),
    ("half a million dollars", 500_000, "USD"),
    ("50 cents", 0.5, ""),
    ("99p", 0.99, ""),
    ("¥5000", 5000, "JPY"),
    ("₹ 3 lakh", 300_000, "INR"),
    ("200 kr", 200, ""),
    ("A$400", 400, "AUD"),
    ("SEK 900", 900, "SEK"),
    ("-€500", -500, "EUR"),
]


@pytest.mark.parametrize(("text", "expected", "currency"), MONEY)
def test_money_is_known_by_sign_code_or_word(text: str, expected: float, currency: str) -> None:
    (span,) = whole(text)
    reading = span.readings[0]
    assert (reading.kind, reading.value, reading.currency) == (
        "money",
        pytest.approx(expected),
        currency,
    )


SHARES = [
    ("4 %", 0.04),
    ("4%", 0.04),
    ("4,1 %", 0.041),
    ("4 percent", 0.04),
    ("four per cent", 0.04),
    ("4 pct", 0.04),
    ("12 Prozent", 0.12),
    ("3 bps", 0.0003),
    ("25 basis points", 0.0025),
    ("5 ‰", 0.005),
    ("2 percentage points", 0.02),
    ("-5 %", -0.05),
    ("140 %", 1.4),
    ("half a percent of sales", 0.5),
    ("78 cents of each euro", 0.78),
    ("71 cents on the dollar", 0.71),
    ("40p in the pound", 0.4),
    ("3 in a hundred", 0.03),
    ("3 out of 100", 0.03),
    ("1 in 20", 0.05),
    ("one in five customers", 0.2),
    ("one out of every ten", 0.1),
    ("two out of three", 2 / 3),
    ("a quarter of the users", 0.25),
    ("a third of them", 1 / 3),
    ("two thirds of the pupils", 2 / 3),
    ("half of our customers", 0.5),
    ("2/3 of users", 2 / 3),
    ("88 of 1500 users", 88 / 1500),
]


@pytest.mark.parametrize(("text", "expected"), [s for s in SHARES if "a percent" not in s[0]])
def test_a_share_is_a_fraction(text: str, expected: float) -> None:
    assert values(text, "fraction") == [pytest.approx(expected)]


@pytest.mark.parametrize(
    ("text", "level"),
    [("1 in 20", 0.95), ("one in a hundred", 0.99), ("exceeded in 1 % of years", 0.99)],
)
def test_a_small_chance_is_also_the_level_it_leaves(text: str, level: float) -> None:
    readings = [r for s in whole(text) for r in s.readings]
    assert any(r.unit == "tail" and r.value == pytest.approx(level) for r in readings)


@pytest.mark.parametrize(("text", "share"), [("97.5", 0.975), ("80", 0.8), ("0.35", 0.35)])
def test_a_bare_number_may_be_a_share(text: str, share: float) -> None:
    (span,) = whole(text)
    assert span.readings[0].kind == "number"
    assert any(r.kind == "fraction" and r.value == pytest.approx(share) for r in span.readings)


def test_five_m_is_metres_or_millions() -> None:
    (span,) = whole("5m")
    found = {(r.kind, r.value, r.unit) for r in span.readings}
    assert ("number", 5e6, "") in found
    assert ("number", 5.0, "m") in found


def test_letters_that_begin_the_next_name_are_no_magnitude() -> None:
    assert values("a=1.3 b=0.4 c=0.2 m=5", "number") == [1.3, 0.4, 0.2, 5]


@pytest.mark.parametrize(
    "text",
    [
        "in 2024 we moved",
        "room 12",
        "3rd floor",
        "§ 14.2",
        "section 3.1",
        "ISO 27001",
        "version 2.3",
        "v1.2.3",
        "page 6",
        "call +41 44 123 45 67",
        "at 10:30",
        "see https://example.org/a/2024/17",
        "ask joe99@example.org",
        "since 2019",
        "(Smith et al., 2015)",
        "ticket #4521",
        "24/7 support",
        "Q3 was fine",
        "B2B",
        "COVID19",
    ],
)
def test_numbers_that_name_a_thing_score_low(text: str) -> None:
    spans = find_spans(text, as_of=TODAY)
    assert all(r.score <= 0.15 for s in spans for r in s.readings if s.text != "24/7 support")


@pytest.mark.parametrize(
    ("text", "kind", "value", "per"),
    [
        ("€49 a month", "money", 49, "month"),
        ("$120k/mo", "money", 120_000, "month"),
        ("€29,90/Monat", "money", 29.9, "month"),
        ("$1,200 annually", "money", 1200, "year"),
        ("55 bucks per month", "money", 55, "month"),
        ("3 Mio Euro pro Jahr", "money", 3e6, "year"),
        ("4,1 % monthly", "fraction", 0.041, "month"),
        ("2.5%/mo", "fraction", 0.025, "month"),
        ("7 % p.a.", "fraction", 0.07, "year"),
        ("monthly churn 3 %", "fraction", 0.03, "month"),
    ],
)
def test_amounts_and_shares_keep_their_period(text: str, kind: str, value: float, per: str) -> None:
    (span,) = whole(text)
    reading = span.readings[0]
    assert (reading.kind, reading.value, reading.per) == (kind, pytest.approx(value), per)


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ("difficulties 0.9, 1.4, 1.1. She answered", (0.9, 1.4, 1.1)),
        ("b: -0.7 0.1 0.5 1.9. He got", (-0.7, 0.1, 0.5, 1.9)),
    ],
)
def test_a_decimal_that_ends_a_sentence_is_no_day(said: str, expected: tuple[float, ...]) -> None:
    readings = [r for s in find_spans(said, as_of=TODAY) for r in s.readings]
    assert expected in [r.value for r in readings]
    assert "date" not in {r.kind for r in readings}


@pytest.mark.parametrize("said", ["pattern 11100", "she answered 1000", "responses: 100"])
def test_noughts_and_ones_behind_a_word_for_answers_are_answers(said: str) -> None:
    readings = [r for s in find_spans(said, as_of=TODAY) for r in s.readings]
    assert "boolean" in {r.kind for r in readings if r.score > 0.8}
