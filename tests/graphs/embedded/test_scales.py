"""A scale that is said once for all amounts of a message."""

import pytest

from graphs.models.embedded.scales import scaled
from tests.graphs.embedded.told import filled


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("kiln 35 worth 60 (all in thousand euros)", "kiln 35000 worth 60000 (all in euros)"),
        ("own funds 62, exposure 1,480 (EUR m)", "own funds 62000000, exposure 1480000000 (EUR)"),
        ("income = 85 TCHF p.m.; rent 118 TCHF", "income = 85000 CHF p.m.; rent 118000 CHF"),
        ("sites (k GBP): Hove 310/455", "sites (GBP): Hove 310000/455000"),
        ("gain in k vs cost in k:\n- lift 220 for 40", "gain  vs cost :\n- lift 220000 for 40000"),
        ("in k: lines 650\nreceipts: 95", ": lines 650000\nreceipts: 95000"),
        ("caps (bn): Elm 140, Ash 8.", "caps (): Elm 140000000000, Ash 8000000000."),
    ],
)  # fmt: skip
def test_figures_are_written_out(said: str, meant: str) -> None:
    assert scaled(said) == meant


def test_only_the_column_under_the_scale() -> None:
    said = "name;EAD k$;M\nLoom Ltd;2100;2\nKiln Co;800;6\nfor 3 years"
    assert scaled(said) == "name;EAD $;M\nLoom Ltd;2100000;2\nKiln Co;800000;6\nfor 3 years"


@pytest.mark.parametrize(
    "said",
    [
        "Tier 1, 30-day stress, 2027-04-01, 12 %, 3 years, 2 sites and 0.4 (EUR m)",
        "In 2026 we lend for 7 years at 4 % (USD m)",
    ],
)
def test_what_is_no_amount_keeps_its_figure(said: str) -> None:
    assert scaled(said) == said.replace(" m)", ")")


@pytest.mark.parametrize(
    "said",
    [
        "we raise 3 million in May and burn 40k",
        "a 5 EUR meal and 3 km in 20 minutes",
        "in millions of cases nothing is found 7 times",
        "x,y\n0.4,-0.1\n-0.7,0.3\nchanges in million euro",
    ],
)
def test_no_scale_for_all(said: str) -> None:
    assert scaled(said) == said


def test_the_amounts_of_a_ratio() -> None:
    given = filled(
        "finance.leverage_ratio", "Tier 1 = 62, total exposure = 1 480 (both in millions of euros)"
    ).arguments
    assert (given["tier_1"], given["total_exposure"]) == (62_000_000, 1_480_000_000)
    assert given["currency"] == "EUR"
