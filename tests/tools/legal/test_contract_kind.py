"""What kind of contract a text is."""

from pathlib import Path

import numpy as np
import pytest

from tools.legal import cuad
from tools.legal.contract_kind import KINDS, kind_label, load_kinds, titled_kind

CUAD = cuad.read(Path(__file__).parents[2] / "data" / "legal" / "cuad_three.jsonl")


def test_there_are_the_25_kinds_of_cuad() -> None:
    assert len(set(KINDS)) == 25


@pytest.mark.parametrize("contract", CUAD, ids=lambda c: c.name.split("_")[0])
def test_chances_sum_to_one_and_the_known_kind_is_likeliest(contract: cuad.Contract) -> None:
    chances = load_kinds().chances(contract.text)
    kind = KINDS[int(chances.argmax())]
    assert chances.sum() == pytest.approx(1, abs=1e-5)
    assert kind.casefold() in contract.name.casefold()


def test_a_text_without_words_has_chances_too() -> None:
    chances = load_kinds().chances("…")
    assert np.isfinite(chances).all()


@pytest.mark.parametrize(
    ("title", "kind"),
    [
        ("MUTUAL NON-DISCLOSURE AGREEMENT", "nda"),
        ("Office Lease", "lease"),
        ("Employment Agreement", "employment"),
        ("Share Purchase Agreement", "purchase"),
        ("Term Loan Agreement", "loan"),
        ("Master Subscription Agreement", "subscription"),
        ("Distribution Agreement", None),
    ],
)
def test_kinds_that_cuad_lacks_are_known_by_their_title(title: str, kind: str | None) -> None:
    assert titled_kind(title) == kind


def test_kinds_are_called_as_people_call_them() -> None:
    assert kind_label("distributor") == "distribution agreement"
    assert kind_label("consulting") == "consulting agreement"
