"""The reader of roles: what a figure stands for, learnt from the words around figures."""

import datetime
from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from graphs.models.embedded.assignment import EVIDENCE
from graphs.models.embedded.filling import fill
from graphs.models.embedded.heads import Heads, instead, load, save
from graphs.models.embedded.message import message
from graphs.models.embedded.role_features import figure_spans, figures
from graphs.models.embedded.role_labels import labels
from graphs.models.embedded.role_training import labelled, train_roles
from graphs.models.embedded.role_weights import NOTHING, Roles
from graphs.models.embedded.roles import agreement, read_roles, with_roles
from tests.graphs.embedded.catalogue import tool

TODAY = datetime.date(2026, 11, 21)
ROUND = "ownership_after_round"


def row(say: str, **arguments: Any) -> dict[str, Any]:
    return {"say": say, "tool": ROUND, "arguments": arguments}


ROWS = [
    row(
        f"{angel} chips in {ticket}k, the shop is marked at {mark}m, {held} papers are ours",
        investment=ticket * 1000,
        pre_money=mark * 1_000_000,
        founders_shares=held,
    )
    for angel, ticket, mark, held in (
        ("Aunt Jo", 50, 2, 4000), ("A friend", 80, 3, 9000), ("Nils", 30, 1, 700),
        ("My boss", 90, 4, 1200), ("The bank", 20, 5, 5500), ("Kim", 60, 6, 800),
    )
]  # fmt: skip


@pytest.fixture(scope="module")
def roles() -> Roles:
    trained = train_roles(labelled(ROWS, [tool(ROUND)], TODAY), [tool(ROUND)])
    assert trained is not None
    return trained


def likeliest(roles: Roles, say: str) -> dict[str, str]:
    paths, read = read_roles(roles, tool(ROUND), message(say))
    return {figure.span.text: paths[int(logs.argmax())] for figure, logs in read}


def test_figures_are_labelled_by_the_values_of_the_arguments() -> None:
    said = message("Aunt Jo puts in 50k of 12 friends at 2m")
    told = {"investment": 50_000, "pre_money": 2_000_000}
    held = labels(tool(ROUND), figure_spans(said), told)
    assert held == [{"investment"}, {NOTHING}, {"pre_money"}]


def test_a_percentage_is_its_fraction_and_a_range_its_points() -> None:
    said = message("option pool 10 %")
    assert labels(tool(ROUND), figure_spans(said), {"option_pool": 0.1}) == [{"option_pool"}]
    said = message("2 to 6 spills, mostly 3")
    told = {"spills": {"low": 2, "likely": 3, "high": 6}}
    assert all(one == {"spills"} for one in labels(tool("spill_cost"), figure_spans(said), told))


def test_words_that_no_schema_lists_are_learnt(roles: Roles) -> None:
    found = likeliest(roles, "Dad chips in 70k, the shop is marked at 8m - 300 papers are ours")
    assert (found["70k"], found["8m"]) == ("investment", "pre_money")
    assert found["300"] == "founders_shares"


def test_agreement_falls_where_values_are_swapped(roles: Roles) -> None:
    said = message("Dad chips in 70k, the shop is marked at 8m - 300 papers are ours")
    right = {"investment": 70_000, "pre_money": 8_000_000, "founders_shares": 300}
    swapped = {**right, "investment": 8_000_000, "pre_money": 70_000}
    good = agreement(roles, tool(ROUND), said, right)
    bad = agreement(roles, tool(ROUND), said, swapped)
    assert len(good) == len(bad) > 2
    assert sum(bad) < sum(good) - 4


def test_a_tool_it_was_not_trained_on_is_left_alone(roles: Roles) -> None:
    said = message("base 5 and height 3")
    assert agreement(roles, tool("triangle_area"), said, {"base": 5, "height": 3}) == []
    assert not roles.knows("triangle_area")


def test_it_speaks_for_a_field_where_the_rules_have_no_word(roles: Roles, heads: Heads) -> None:
    known, say = tool(ROUND), "Dad chips in 70k, marked at 8m - 300 papers are ours"
    with instead(replace(heads, roles=roles)):
        said = with_roles(known, message(say))
        assert max(max(told.values(), default=0) for told in said.likely.values()) > EVIDENCE
        told = fill(known, message(say)).arguments
    assert (told["investment"], told["pre_money"]) == (70_000, 8_000_000)
    assert told["founders_shares"] == 300


def test_rows_without_arguments_teach_nothing() -> None:
    rows = [{"say": "we raise 1m at 4m", "tool": ROUND, "arguments": {}}]
    assert train_roles(labelled(rows, [tool(ROUND)], TODAY), [tool(ROUND)]) is None


def test_the_same_rows_give_the_same_weights_and_they_are_kept(
    roles: Roles, heads: Heads, tmp_path: Any
) -> None:
    again = train_roles(labelled(ROWS, [tool(ROUND)], TODAY), [tool(ROUND)])
    assert again is not None and np.array_equal(again.words, roles.words)
    save(replace(heads, roles=roles), tmp_path / "heads.npz")
    kept = load(tmp_path / "heads.npz").roles
    assert kept is not None and kept.places == roles.places
    assert np.array_equal(kept.words, roles.words) and np.array_equal(kept.fits, roles.fits)


def test_each_figure_has_a_row_of_fits_for_each_field() -> None:
    read = figures(tool(ROUND), message("we raise 1m at a valuation of 4m"))
    assert [one.fits.shape for one in read] == [(5, 7)] * 2
    assert all(one.fits[-1, 0] == 1 and one.fits[:-1, 1].any() for one in read)
