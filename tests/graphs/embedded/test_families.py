"""Movements whose labels leave out what their fields have in common."""

import pytest

from tests.graphs.embedded.told import filled


@pytest.mark.parametrize(
    "say",
    [
        "MRR bridge: +18k new, +6k expansion, −2k contraction, −5k cancellations.",
        "new +18k; upsell +6k; downgrades -2k; cancellations -5k",
        "| movement | EUR |\n|---|---|\n| new | +18000 |\n| expansion | +6000 |\n"
        "| contraction | -2000 |\n| cancellations | -5000 |",
    ],
)
def test_signed_changes_by_their_short_names(say: str) -> None:
    given = filled("venture.unit_economics", f"{say}\nQuick ratio?").arguments
    given.pop("currency", None)
    assert given == {
        "new_mrr": 18000,
        "expansion_mrr": 6000,
        "contraction_mrr": 2000,
        "churned_mrr": 5000,
    }
