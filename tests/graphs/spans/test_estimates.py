"""Estimates told point by point, in phrases, sentences and tables, are one range each."""

import pytest

from graphs.spans import Triple, find_spans
from tests.graphs.spans.reading import TODAY, flat, values, whole

TOLD = [
    ("In a quiet summer that's two calls, mostly it is five, and in the worst summer, 2019, it was"
     " eleven.", "number", [2, 5, 11]),
    ("A repair is 80 euro if I'm lucky, usually 1.250, and the big ones go up to 4.800.", "money",
     [80, 1250, 4800]),
    ("decent quarter: once a month. ordinary quarter: twice a month. awful quarter: five times a"
     " month", "rate", [12, 24, 60]),
    ("each one is 25 bucks at least, 60ish, 300 if it rains", "money", [25, 60, 300]),
    ("Damage 12,000 low, 40,000 central, 650,000 high.", "number", [12_000, 40_000, 650_000]),
    ("2 to 9 outages per annum, central estimate 4", "rate", [2, 4, 9]),
    ("some 3,000 parcels a year (1,800 at least, 7,500 tops)", "rate", [1800, 3000, 7500]),
    ("cheapest 200, normal 450, priciest 1,900 euros", "money", [200, 450, 1900]),
    ("at the lower end 3, at the upper end 14, typically 6 a year", "rate", [3, 6, 14]),
    ("best case: 10k. expected: 25k. worst case: 140k.", "number", [10e3, 25e3, 140e3]),
    ("minimum 4, modal 7, maximum 19", "number", [4, 7, 19]),
    ("p5 2k, p50 6k, p95 40k", "number", [2e3, 6e3, 40e3]),
    ("between 0.2 and 0.9 times per year, likeliest 0.4", "rate", [0.2, 0.4, 0.9]),
    ("Lucky years we lose one pallet, usually three, and in a terrible one it can be eight.",
     "number", [1, 3, 8]),
    ("on a slow day 3, on a normal day 8, on a busy day 20 tickets", "number", [3, 8, 20]),
    ("a callout costs 15k, 60k or 400k at the very worst", "number", [15e3, 60e3, 400e3]),
    ("It fails 4 times in a decent month. In an ordinary month it is 7 times a month. In a"
     " nightmare month 15 times a month.", "rate", [48, 84, 180]),
    ("Bestenfalls 300 €, normalerweise 800 €, schlimmstenfalls 12.000 €", "money",
     [300, 800, 12_000]),
    ("Best case we lose 5k, worst case 90k, expected 20k.", "number", [5e3, 20e3, 90e3]),
    ("Usually four lambs are taken. In a good spring one, in a bad spring nine.", "number",
     [1, 4, 9]),
    ("lowest 12%, highest 40%, most likely 18%", "fraction", [0.12, 0.18, 0.4]),
    ("optimistic 1.1, realistic 1.6, pessimistic 3.4", "number", [1.1, 1.6, 3.4]),
    ("normally £700; at the very least £90; at a push £5,200", "money", [90, 700, 5200]),
    ("mildest 2 days, typical 5 days, worst 30 days", "duration", [2, 5, 30]),
    ("Usually it takes 9 weeks. At worst 20 weeks. At best 6 weeks.", "duration", [42, 63, 140]),
    ("worst season: 40 hives. normal season: 12 hives. best season: 3 hives", "number",
     [3, 12, 40]),
    ("from 3 to 8 a month. Most likely 5.", "rate", [36, 60, 96]),
    ("typically 2,400 dollars, at the outside 11,000, no less than 500", "money",
     [500, 2400, 11_000]),
    ("at most seven, at least two, as a rule three", "number", [2, 3, 7]),
    ("3 to 9 parcels that arrive broken per month, central estimate 5", "rate", [36, 60, 108]),
    ("2 / 5 / 11 percent", "fraction", [0.02, 0.05, 0.11]),
    ("with luck 30, on average 55, at the top end 200", "number", [30, 55, 200]),
    ("a rough winter brings 18 leaks, a mild winter 4 leaks, an average winter 7 leaks", "number",
     [4, 7, 18]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "kind", "expected"), TOLD)
def test_role_words_make_three_numbers_one_estimate(
    text: str, kind: str, expected: list[float]
) -> None:
    triples = [v for v in values(text, kind) if isinstance(v, Triple)]
    assert [flat(t) for t in triples] == [pytest.approx(expected)]


def test_points_of_an_estimate_are_spans_of_their_own_with_their_role_and_no_label() -> None:
    text = "calm week: 2 faults. usual week: 5 faults. awful week: 11 faults"
    members = [s for s in find_spans(text, as_of=TODAY) if s.within]
    assert [(s.text, s.role, s.label) for s in members] == [
        ("2", "low", ""), ("5", "likely", ""), ("11", "high", ""),
    ]  # fmt: skip


@pytest.mark.parametrize(
    "text",
    [
        "I have 3 cats. At best we earn 200.",
        "Churn is 3% at worst. Margin is 70% at best. Fee usually 300.",
        "We sold 40 pens, 12 rulers and 7 lamps.",
        "usually 9, mostly 4, normally 6",
    ],
)
def test_numbers_of_different_things_or_with_clashing_roles_are_no_estimate(text: str) -> None:
    triples = [s.readings[0].value for s in whole(text)]
    assert not any(isinstance(t, Triple) and t.likely is not None for t in triples)


TABLES = [
    ("\tmin\tmode\tmax\nfrequency\tonce in 30 yrs\tonce in 15 yrs\tonce in 6 yrs\n"
     "cost per case\t0.8M\t2.5M\t11M",
     {"frequency": [1 / 30, 1 / 15, 1 / 6], "cost per case": [8e5, 2.5e6, 1.1e7]}),
    ('item,best,expected,worst\ndelays,2,5,14\ncost of each,€300,"€1,200","€9,000"',
     {"delays": [2, 5, 14], "cost of each": [300, 1200, 9000]}),
    ("           P5     P50    P95\nbreaches   0.1    0.4    1.5\nloss (k€)  20     75     600",
     {"breaches": [0.1, 0.4, 1.5], "loss (k€)": [20e3, 75e3, 600e3]}),
    ("| what | low | high |\n|---|---|---|\n| tickets a month | 3 | 12 |\n| cost | $40 | $500 |",
     {"tickets a month": [36, 144], "cost": [40, 500]}),
    ("risk;most likely;minimum;maximum\nflood;6%;2%;15%",
     {"flood": [0.02, 0.06, 0.15]}),
    ("thing | optimistic | pessimistic | base case\nfaults a year | 1 | 9 | 3",
     {"faults a year": [1, 3, 9]}),
]  # fmt: skip


@pytest.mark.parametrize(("text", "rows"), TABLES)
def test_a_table_of_estimates_is_a_range_a_row_under_its_label(
    text: str, rows: dict[str, list[float]]
) -> None:
    for said in (text, f"from the sheet:\n{text}\n\nwhat now?"):
        spans = [s for s in whole(said) if isinstance(s.readings[0].value, Triple)]
        found = {s.label: s.readings[0].value for s in spans}
        assert {label: flat(v) for label, v in found.items()} == {
            label: pytest.approx(v) for label, v in rows.items()
        }
        assert not values(said, "table")


def test_a_table_row_out_of_order_is_no_range() -> None:
    text = "what,low,high\ncost,90,20\nfaults,1,4"
    spans = [s for s in whole(text) if isinstance(s.readings[0].value, Triple)]
    assert [s.label for s in spans] == ["faults"]


THOUSANDS = [
    ("Reparatur: 750 Euro, 1.325 Euro oder 6.480 Euro", [750, 1325, 6480]),
    ("Kosten 1.325 bis 6.480 €", [1325, 6480]),
    ("rents of 1.100 and 2.300", [1100, 2300]),
    ("12.500 against 340 euros", [12_500, 340]),
    ("$1.250 per seat", [1250]),
    ("the invoice of 2.340,00 €", [2340]),
    ("1.400", [1.4]),
    ("the value is 1.250 and the slope 0.35", [1.25, 0.35]),
    ("diesel costs €1.459 per litre", [1.459]),
]


@pytest.mark.parametrize(("text", "expected"), THOUSANDS)
def test_a_dot_groups_thousands_where_the_writing_shows_it(
    text: str, expected: list[float]
) -> None:
    found = [n for s in whole(text) for n in flat(s.readings[0].value)]
    assert found == pytest.approx(expected)


def test_a_grouped_number_keeps_its_decimal_reading_as_the_lesser_one() -> None:
    (span,) = whole("4.500 Euro")
    assert [r.value for r in span.readings] == [4500, 4.5]
