"""How often something happens is a rate per year; how long it lasts is a length in days."""

import pytest

from tests.graphs.spans.reading import flat, values, whole

RATES = [
    ("twice a year", 2),
    ("once a year", 1),
    ("once in 8 years", 1 / 8),
    ("once every 8 years", 1 / 8),
    ("once every two years", 0.5),
    ("once in 4", 0.25),
    ("every 18 months", 12 / 18),
    ("every two years", 0.5),
    ("once a decade", 0.1),
    ("twice a decade", 0.2),
    ("once a century", 0.01),
    ("1.5x a year", 1.5),
    ("1.5 times per year", 1.5),
    ("once per quarter", 4),
    ("three times a month", 36),
    ("twice a week", 104),
    ("never", 0),
    ("it says never.", 0),
    ("every other year", 0.5),
    ("one in five years", 0.2),
    ("1 in 10 years", 0.1),
    ("one year in ten", 0.1),
    ("2 incidents in 3 years", 2 / 3),
    ("5 times in the last 2 years", 2.5),
    ("twice in five years", 0.4),
    ("every six weeks", 52 / 6),
    ("4 a month", 48),
    ("20/yr", 20),
    ("20 per annum", 20),
    ("6 outages a year", 6),
    ("3 lost laptops a year", 3),
    ("10 pro Monat", 120),
    ("einmal pro Jahr", 1),
    ("a couple of times a year", 2),
    ("thrice a year", 3),
    ("once yearly", 1),
    ("every single day", 365),
    ("12 calls per day", 12 * 365),
]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("once every 3 to 10 years, most likely every 5.", [0.1, 0.2, 1 / 3]),
        ("every 2 to 6 months, usually every 4, at 5k", [2, 3, 6]),
        (
            "minimum one time each two years, maximum three times by year, habitually one a year",
            [0.5, 1, 3],
        ),
    ],
)
def test_the_likely_point_of_a_rate_takes_its_unit(text: str, expected: list[float]) -> None:
    assert flat(values(text, "rate")[0]) == pytest.approx(expected)


@pytest.mark.parametrize(("text", "expected"), RATES)
def test_how_often_is_a_rate_per_year(text: str, expected: float) -> None:
    assert values(text, "rate") == [pytest.approx(expected)]


def test_a_count_per_month_keeps_the_plain_count_as_second_reading() -> None:
    (span,) = whole("4 a month")
    assert [(r.kind, r.value) for r in span.readings[:2]] == [("rate", 48), ("number", 4)]


def test_a_yearly_chance_is_also_a_rate() -> None:
    for text in ("1 in 8 per year", "12.5 % chance a year"):
        (span,) = whole(text)
        assert any(r.kind == "rate" and r.value == pytest.approx(0.125) for r in span.readings)


@pytest.mark.parametrize(
    "text", ["I never said that", "never mind", "never more than 5", "mondays are every boss's"]
)
def test_never_is_zero_only_where_a_rate_is_told(text: str) -> None:
    assert values(text, "rate") == []


LENGTHS = [
    ("26 months", 26 * 30.4375),
    ("2 years", 730.5),
    ("two-year", 730.5),
    ("a fortnight", 14),
    ("half a year", 182.625),
    ("a year and a half", 547.875),
    ("1.5 years", 547.875),
    ("90 days", 90),
    ("30d", 30),
    ("6 wks", 42),
    ("18 mths", 18 * 30.4375),
    ("5y", 5 * 365.25),
    ("2 years and 3 months", 27 * 30.4375),
    ("36 hours", 1.5),
    ("45 minutes", 45 / 1440),
    ("3 Monate", 3 * 30.4375),
    ("2½ years", 913.125),
]


@pytest.mark.parametrize(("text", "expected"), LENGTHS)
def test_a_length_of_time_is_in_days(text: str, expected: float) -> None:
    assert values(text, "duration") == [pytest.approx(expected)]


RANGES = [
    ("between 2 and 6, most likely 3", "number", [2, 3, 6]),
    ("3 to 12, usually 6", "number", [3, 6, 12]),
    ("3 to 12", "number", [3, 12]),
    ("5-10 %", "fraction", [0.05, 0.1]),
    ("5% to 20%, most likely 10", "fraction", [0.05, 0.1, 0.2]),
    ("a 5 to 20 percent chance", "fraction", [0.05, 0.2]),
    ("vuln 5-20% mode 10%", "fraction", [0.05, 0.1, 0.2]),
    ("2k..60k ml 9k", "number", [2000, 9000, 60_000]),
    ("20-80 (mode 35)", "number", [20, 35, 80]),
    ("20-80 (mode 35)/yr", "rate", [20, 35, 80]),
    ("could be 4'000 and once was 95'000, normally 12'000", "number", [4000, 12_000, 95_000]),
    ("about 40, give or take 10", "number", [30, 40, 50]),
    ("5±2", "number", [3, 5, 7]),
    ("100 plus or minus 15 percent", "number", [85, 100, 115]),
    ("at least 5, at most 30, probably 10", "number", [5, 10, 30]),
    ("no more than 12 but at least 3, I'd guess 5", "number", [3, 5, 12]),
    ("least 4, most likely 6, most 9", "number", [4, 6, 9]),
    ("best case 2k, worst case 50k, usually 10k", "number", [2000, 10_000, 50_000]),
    ("at worst 1.2 million, at best 80 thousand, realistically 300 thousand", "number",
     [8e4, 3e5, 1.2e6]),
    ("12/48/90", "number", [12, 48, 90]),
    ("min 1 mode 2 max 5", "number", [1, 2, 5]),
    ("min=0.2, mode=1, max=4 per year", "rate", [0.2, 1, 4]),
    ("0.2 (min), 1 (mode), 4 (max)", "number", [0.2, 1, 4]),
    ("up to 5, typically 2", "number", [0, 2, 5]),
    ("usually 3, between 1 and 8", "number", [1, 3, 8]),
    ("10 (5-20)", "number", [5, 10, 20]),
    ("30 to 250 thousand", "number", [30_000, 250_000]),
    ("five to ten thousand pounds, most likely seven", "money", [5000, 7000, 10_000]),
    ("$30-50k", "money", [30_000, 50_000]),
    ("$4,000-$12,000 each", "money", [4000, 12_000]),
    ("900 to 4k", "number", [900, 4000]),
    ("900 to 4,000 euros all in, usually 1,500", "money", [900, 1500, 4000]),
    ("4000-12000 USD per incident, mode 7000", "money", [4000, 7000, 12_000]),
    ("low 10k / likely 25k / high 120k", "number", [10_000, 25_000, 120_000]),
    ("£250k-£2m, most probably £600k", "money", [250_000, 600_000, 2e6]),
    ("from €2k up to €9k", "money", [2000, 9000]),
    ("10 bis 20 pro Monat, meist 15", "rate", [120, 180, 240]),
    ("zwischen 3 und 7", "number", [3, 7]),
    ("2-3x per month", "rate", [24, 36]),
    ("two or three times a year", "rate", [2, 3]),
    ("once every five to ten years", "rate", [0.1, 0.2]),
    ("every 2-3 years", "rate", [1 / 3, 0.5]),
    ("once in 4 to once in 20 years, say once in 8", "rate", [0.05, 0.125, 0.25]),
    ("at least once every two years, normally 1.5x a year, bad years 5", "rate", [0.5, 1.5, 5]),
    ("once a decade, the landlord says never, I say one in five years as the worst", "rate",
     [0, 0.1, 0.2]),
    ("something like thirty thousand, at most a quarter million, at the very least five thousand"
     " dollars", "money", [5000, 30_000, 250_000]),
    ("~ CHF 12'000 but could be 4'000 and once was 95'000", "money", [4000, 12_000, 95_000]),
    ("3 to 12 laptops a year, usually 6", "rate", [3, 6, 12]),
    ("€30-50 per month", "money", [30, 50]),
    ("5.000 - 40.000 EUR, modal 12.000", "money", [5000, 12_000, 40_000]),
    ("0.1..0.5/yr", "rate", [0.1, 0.5]),
    ("once every fifty to a hundred years", "rate", [0.01, 0.02]),
    ("0.5 to 2 per year, 0.8 most likely", "rate", [0.5, 0.8, 2]),
    ("anywhere from a dozen to fifty", "number", [12, 50]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "kind", "expected"), RANGES)
def test_a_range_is_low_likely_high_in_one_unit(
    text: str, kind: str, expected: list[float]
) -> None:
    (value,) = values(text, kind)
    assert flat(value) == pytest.approx(expected)


def test_members_of_a_range_are_spans_of_their_own_with_a_role() -> None:
    spans = whole("between 2 and 6, most likely 3")
    assert len(spans) == 1
    text = "between 2 and 6, most likely 3"
    from graphs.spans import find_spans
    from tests.graphs.spans.reading import TODAY

    members = [s for s in find_spans(text, as_of=TODAY) if s.within]
    assert [(s.text, s.role) for s in members] == [("2", "low"), ("6", "high"), ("3", "likely")]
    assert {s.within for s in members} == {(spans[0].start, spans[0].end)}


def test_two_ranges_in_one_sentence_stay_apart() -> None:
    text = (
        "We lose 3 to 12 laptops a year, usually 6, and each one costs us 900 to 4,000 euros all"
        " in, usually 1,500."
    )
    assert [flat(v) for v in values(text, "rate")] == [[3, 6, 12]]
    assert [flat(v) for v in values(text, "money")] == [[900, 1500, 4000]]


LISTS = [
    ("200k, 700k, 5M", "number", [2e5, 7e5, 5e6]),
    ("12, 15, 9, 22 and 31 out of 40", "number", [12, 15, 9, 22, 31]),
    ("12 15 9 22 31", "number", [12, 15, 9, 22, 31]),
    ("12,15,9,22", "number", [12, 15, 9, 22]),
    ("€10, €20 and €35", "money", [10, 20, 35]),
    ("200 300 400", "number", [200, 300, 400]),
    ("30, 40 and 45 %", "fraction", [0.3, 0.4, 0.45]),
]


@pytest.mark.parametrize(("text", "kind", "expected"), LISTS)
def test_values_in_a_row_are_a_list(text: str, kind: str, expected: list[float]) -> None:
    assert flat(values(text, kind)[0]) == pytest.approx(expected)


def test_three_rising_values_may_be_a_range() -> None:
    (span,) = whole("200k, 700k, 5M")
    assert any(flat(r.value) == [2e5, 7e5, 5e6] and r.score == 0.6 for r in span.readings)


def test_different_things_in_a_row_are_no_list() -> None:
    assert values("churn 3%, arpa 80, gm 75%, cac 600", "fraction") == [0.03, 0.75]
    assert values("MRR 12,450 USD; 83 paying", "money") == [12_450]


@pytest.mark.parametrize(
    ("text", "days"), [("it runs another quarter of a year", 91.3125), ("in half a year", 182.625)]
)
def test_a_part_of_a_year_is_no_whole_one(text: str, days: float) -> None:
    (found,) = whole(text)
    assert (found.readings[0].kind, found.readings[0].value) == ("duration", days)


@pytest.mark.parametrize("text", ["lines 2,100m\n- deposits under a year", "40 loans under a year"])
def test_what_lasts_less_than_a_period_is_no_rate(text: str) -> None:
    assert not values(text, "rate")
