"""Paragraphs of the Basel Framework and its tiers and levels are names, figures beside them not."""

import pytest

from graphs.verification.checking import Sources, check


@pytest.mark.parametrize(
    "text",
    [
        "The weight follows from its function (CRE31.5).",
        "Losses do not count in the first bucket (OPE25.11), nor do gains (LCR40.64(3)).",
        "Tier 1 capital is enough; Level 2A assets are not.",
        "The scaling factor stands in the older rules (Basel II 272).",
    ],
)
def test_names_of_the_framework_state_nothing(text: str) -> None:
    assert check(text, sources=Sources(user_texts=["what is it?"])).verified


@pytest.mark.parametrize(
    "text",
    [
        "The weight is 31.5 % by CRE31.",
        "You need 25 million under OPE25.",
        "It is CRE31.5 % of the exposure.",
        "Level 3 assets come to 40 million.",
        "Basel II 272 million is the capital.",
        "You need CRE31.5 million for it.",
        "Tier 2 million is what you lack.",
    ],
)
def test_figures_beside_them_are_weighed(text: str) -> None:
    assert not check(text, sources=Sources(user_texts=["what is it?"])).verified
