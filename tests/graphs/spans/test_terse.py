"""Three values in few words, odds, how often in words, movements, tables of names and values."""

import pytest

from graphs.spans import Triple, find_spans
from graphs.spans.exchange import stated_rates
from tests.graphs.spans.reading import TODAY, flat, values, whole

TERSE = [
    ("1-in-40 years on the optimistic side, 1-in-15 best guess, 1-in-6 pessimistic", "rate",
     [1 / 40, 1 / 15, 1 / 6]),
    ("1 time in 8 year, in the good case 1 time in 30 year, in bad case 1 time in 3 year", "rate",
     [1 / 30, 1 / 8, 1 / 3]),
    ("1 in 40 years at best, 1 in 15 usually, 1 in 6 at worst", "rate", [1 / 40, 1 / 15, 1 / 6]),
    ("monthly at worst, yearly at best, usually quarterly", "rate", [1, 4, 12]),
    ("11 % (bounds 6 % and 27 %)", "fraction", [0.06, 0.11, 0.27]),
    ("freq: 3-6-14 /yr", "rate", [3, 6, 14]),
    ("loss: 2k-9k-70k", "number", [2e3, 9e3, 70e3]),
    ("EUR 250.000 / 600.000 / 2.500.000", "money", [250e3, 600e3, 2.5e6]),
    ("{4, 11, 30}", "number", [4, 11, 30]),
    ("{2_000, 9_500, 81_000}", "number", [2e3, 9500, 81e3]),
    ("60k, 200k or 3M", "number", [60e3, 200e3, 3e6]),
    ("40 attempts a year (20 at the lower bound, 90 at the upper one)", "rate", [20, 40, 90]),
    ("4 % with 2 % and 11 % as bounds", "fraction", [0.02, 0.04, 0.11]),
    ("90k at less, 300k normal, 1.5M at most", "number", [90e3, 300e3, 1.5e6]),
    ("One big one is 9k at minimum, 21k typically, 150k at the extreme", "number",
     [9e3, 21e3, 150e3]),
    ("from seven hundred quid to twelve grand, though two thousand is about right for most",
     "money", [700, 2000, 12e3]),
    ("weekly in a bad year (52), monthly in an ordinary one (12), every other month when we had"
     " Ann (6)", "rate", [6, 12, 52]),
    ("four times a year, the broker says twice, my sister says nine", "rate", [2, 4, 9]),
    ("une fois tous les 5 ans au mieux, une fois par an en général, 4 fois par an au pire", "rate",
     [0.2, 1, 4]),
    ("mindestens alle 3 Jahre, meistens einmal im Jahr, höchstens viermal im Jahr", "rate",
     [1 / 3, 1, 4]),
    ("de 1.500 a 30.000 €, lo más probable 5.200", "money", [1500, 5200, 30e3]),
    ("1 500 à 30 000 €, le plus probable 5 200 €", "money", [1500, 5200, 30e3]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "kind", "expected"), TERSE)
def test_three_values_in_few_words_are_one_estimate(
    text: str, kind: str, expected: list[float]
) -> None:
    triples = [v for v in values(text, kind) if isinstance(v, Triple)]
    assert [flat(t) for t in triples] == [pytest.approx(expected)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [("una vez al año", 1.0), ("tous les 4 ans", 0.25), ("cada 2 años", 0.5),
     ("einmal im Jahr", 1.0), ("zweimal pro Monat", 24.0), ("dreimal jährlich", 3.0),
     ("tous les mois", 12.0)],
)  # fmt: skip
def test_how_often_in_other_languages(text: str, expected: float) -> None:
    assert values(text, "rate") == [pytest.approx(expected)]


def test_movements_are_magnitudes_named_by_the_words_behind_them() -> None:
    found = whole("+22k new, +4.5k upsell, -1.1k downgrades, -6k churned")
    assert [(s.label, s.readings[0].value) for s in found] == [
        ("new", 22e3), ("upsell", 4500.0), ("downgrades", 1100.0), ("churned", 6e3),
    ]  # fmt: skip


def test_a_price_in_words_is_one_value_and_its_echo_none() -> None:
    [price] = whole("fourteen ninety-nine a month (14.99)")
    assert price.readings[0].value == pytest.approx(14.99 * 12)


@pytest.mark.parametrize(
    "text",
    ['Metric,Value\nNew MRR,"2,460"\nLost,75', "| Metric | Value |\n|---|---|\n| New MRR | 2,460 |"
     "\n| Lost | 75 |"],
)  # fmt: skip
def test_a_table_of_names_and_values_is_its_values(text: str) -> None:
    found = find_spans(text, as_of=TODAY)
    assert [(s.label, s.readings[0].value) for s in found] == [("New MRR", 2460.0), ("Lost", 75.0)]


@pytest.mark.parametrize(
    "text", ["the odds are four to one", "9 doors and 3 of them are loose", "customers since 2018"]
)
def test_what_counts_nothing_asked_for_is_no_value(text: str) -> None:
    assert not whole(text)


@pytest.mark.parametrize("piece", ["1-in-5, ", "+3k new, ", "once (1) ", "2k-4k-9k, ", "{1, 2, 3} ",
                                   "cada 2 años ", "3 a year, he says once, "])  # fmt: skip
def test_long_texts_are_read_through(piece: str) -> None:
    assert find_spans(piece * 300, as_of=TODAY)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("claims of 12, 45, 8 and 38 thousand", (12e3, 45e3, 8e3, 38e3)),
        ("2, 3.5, 1 and 4 million euros", (2e6, 3.5e6, 1e6, 4e6)),
        ("900, 1,200 and 4k", (900, 1200, 4000)),
    ],
)
def test_a_word_behind_a_list_scales_all_of_it(text: str, expected: tuple[float, ...]) -> None:
    """Whatever the order of the members; a letter at the last one is its own."""
    assert whole(text)[0].readings[0].value == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("pnl: -1200 450 -300 980 -2150 75", (-1200, 450, -300, 980, -2150, 75)),
        ("returns 0.5% -0.3% 1.1% -0.2%", (0.005, -0.003, 0.011, -0.002)),
    ],
)
def test_numbers_in_a_row_keep_their_signs(text: str, expected: tuple[float, ...]) -> None:
    """A blank before a sign makes no range and no difference of it where more numbers follow."""
    assert whole(text)[0].readings[0].value == pytest.approx(expected)


def test_a_difference_of_several_stays_one() -> None:
    assert values("what is 120 -45 -300 -98", "expression") == ["120-45-300-98"]


def test_a_magnitude_adds_no_noise() -> None:
    assert values("tier one is 2.05bn", "number") == [2_050_000_000]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a correlation of minus zero point two", [-0.2]),
        ("what is twenty minus five", []),
        ("minimum €80,000, most likely €50,000, maximum €30,000", []),
    ],
)
def test_a_sign_in_words_is_a_sign(text: str, expected: list[float]) -> None:
    assert [v for v in values(text, "number") if v] == expected


def test_a_least_above_a_most_stays_as_it_was_told() -> None:
    """Turned round silently it would be answered; the field refuses it."""
    (triple,) = values("minimum €80,000, most likely €50,000, maximum €30,000", "money")
    assert triple == Triple(80_000, 50_000, 30_000)


def test_a_currency_at_a_price_is_a_rate() -> None:
    (rate,) = stated_rates("Treasury fixed the pound at 1.1640 euros")
    assert (rate.value, rate.over, rate.under) == (1.164, "euros", "pound")
