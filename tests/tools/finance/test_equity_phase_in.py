"""Equities during the phase-in (CRE90), developments (CRE20.90) and companies without ratings."""

from typing import Any

import pytest

from tools.errors import InvalidInput
from tools.finance._credit_request import CapitalCreditRequest
from tools.finance._credit_result import CapitalCredit
from tools.finance.capital_credit import capital_credit
from tools.validation import validate


def run(*exposures: dict[str, Any], **request: Any) -> CapitalCredit:
    rows = [{"amount": 100.0, **one} for one in exposures]
    return capital_credit(validate(CapitalCreditRequest, {"exposures": rows, **request}))


def problems(*exposures: dict[str, Any], **request: Any) -> dict[str, str]:
    with pytest.raises(InvalidInput) as refusal:
        run(*exposures, **request)
    return {problem.field: problem.message for problem in refusal.value.errors}


@pytest.mark.parametrize(
    ("day", "speculative", "other"),
    [
        ("2023-01-01", 1.0, 1.0), ("2023-12-31", 1.0, 1.0), ("2024-01-01", 1.6, 1.3),
        ("2025-06-30", 2.2, 1.6), ("2026-03-31", 2.8, 1.9), ("2027-12-31", 3.4, 2.2),
        ("2028-01-01", 4.0, 2.5), ("2035-01-01", 4.0, 2.5),
    ],
)  # fmt: skip
def test_the_weights_of_the_phase_in(day: str, speculative: float, other: float) -> None:
    """CRE90.1: 100 % at first, 60 and 30 points more at the end of each of five years."""
    kinds = ("speculative_equity", "equity", "subsidised_equity")
    found = run(*({"asset_class": kind} for kind in kinds), reporting_date=day)
    weights = [one.risk_weight for one in found.exposures]
    assert weights == [pytest.approx(speculative), pytest.approx(other), 1.0]
    paragraph = "CRE20.57" if day >= "2028" else "CRE90.1"
    assert [one.paragraph for one in found.exposures] == [paragraph, paragraph, "CRE20.59"]


def test_a_later_start() -> None:
    """The European Union's phase-in began in 2025 (Article 495a CRR)."""
    found = run({"asset_class": "equity"}, reporting_date="2026-06-30", phase_in_start=2025)
    assert found.exposures[0].risk_weight == pytest.approx(1.3)


def test_the_former_internal_ratings_are_the_least() -> None:
    """CRE90.2: the greater of the former weight and that of the phase-in; CRE20.57 after it."""
    row = {"asset_class": "equity", "former_weight": 2.0}
    weights = {
        day: run(row, reporting_date=day).exposures[0]
        for day in ("2024-06-30", "2027-06-30", "2028-06-30")
    }
    assert [one.risk_weight for one in weights.values()] == [2.0, pytest.approx(2.2), 2.5]
    assert weights["2024-06-30"].paragraph == "CRE90.2"
    assert weights["2024-06-30"].standardised_rwa == pytest.approx(130)  # RBC20.11
    said = {step.name: (step.value, step.paragraph) for step in weights["2024-06-30"].steps}
    assert said["weight after the phase-in"] == (2.5, "CRE20.57")
    assert said["weight of the phase-in"] == (1.3, "CRE90.1")
    assert said["weight by the former internal ratings"] == (2.0, "CRE90.2")


def test_without_a_date_equities_weigh_in_full() -> None:
    assert run({"asset_class": "speculative_equity"}).exposures[0].risk_weight == 4.0
    assert run({"asset_class": "equity", "pd": 0.02}).exposures[0].risk_weight == 2.5


@pytest.mark.parametrize(
    ("row", "request_", "field", "words"),
    [
        ({"asset_class": "equity"}, {"reporting_date": "2022-12-31"}, "", "before 2023"),
        ({"asset_class": "equity"}, {"reporting_date": "2024-12-31", "phase_in_start": 2025}, "",
         "before 2025"),
        ({"asset_class": "equity"}, {"reporting_date": "2024-12-31", "regime": "basel_ii"}, "",
         "basel_iii"),
        ({"asset_class": "equity", "former_weight": 3.0}, {}, "reporting_date", "CRE90.2"),
        ({"asset_class": "corporate", "former_weight": 3.0}, {}, "exposures.0", "equities"),
        ({"asset_class": "corporate", "residential": True}, {}, "exposures.0", "development"),
    ],
)  # fmt: skip
def test_refusals(row: dict[str, Any], request_: dict[str, Any], field: str, words: str) -> None:
    found = problems(row, **request_)
    assert words in (found[field] if field else " ".join(found.values()))


@pytest.mark.parametrize(
    ("row", "weight", "paragraph", "words"),
    [
        ({}, 1.5, "CRE20.90", None),
        ({"qualifying": True, "residential": True}, 1.0, "CRE20.91", None),
        ({"qualifying": True}, 1.0, "CRE20.91", "set residential"),
        ({"qualifying": True, "residential": False}, 1.5, "CRE20.90", "homes are built"),
        ({"qualifying": False, "residential": True}, 1.5, "CRE20.90", None),
        ({"residential": True}, 1.5, "CRE20.90", "set qualifying"),
    ],
)
def test_developments(row: dict[str, Any], weight: float, paragraph: str, words: str) -> None:
    """CRE20.90 and 20.91: 150 %, and 100 % for homes alone."""
    found = run({"asset_class": "development", **row})
    assert (found.exposures[0].risk_weight, found.exposures[0].paragraph) == (weight, paragraph)
    assert words is None or any(words in note for note in found.notes)
    alone = {"asset_class": "development", "amount": 100.0, **row}
    single = capital_credit(validate(CapitalCreditRequest, alone))
    assert single.exposures[0].risk_weight == weight


@pytest.mark.parametrize(
    ("row", "without", "with_"),
    [
        ({"asset_class": "corporate"}, (1.0, "CRE20.45"), (1.0, "CRE20.43")),
        ({"asset_class": "corporate", "qualifying": True}, (0.65, "CRE20.46"), (1.0, "CRE20.43")),
        ({"asset_class": "investment_grade"}, (0.65, "CRE20.46"), (1.0, "CRE20.43")),
        ({"asset_class": "large_financial", "qualifying": True}, (0.65, "CRE20.46"),
         (1.0, "CRE20.43")),
        ({"asset_class": "sme"}, (0.85, "CRE20.47"), (0.85, "CRE20.47")),
        ({"asset_class": "sme", "qualifying": True}, (0.65, "CRE20.46"), (0.85, "CRE20.47")),
        ({"asset_class": "sme", "turnover": 6e7}, (1.0, "CRE20.45"), (1.0, "CRE20.43")),
        ({"asset_class": "corporate", "turnover": 4e7}, (0.85, "CRE20.47"), (0.85, "CRE20.47")),
        ({"asset_class": "corporate", "turnover": 4e7, "rating": "A"}, (0.85, "CRE20.47"),
         (0.5, "CRE20.43")),
        ({"asset_class": "project_finance", "phase": "operational", "rating": "A"},
         (1.0, "CRE20.51"), (0.5, "CRE20.50")),
        ({"asset_class": "object_finance", "rating": "BB"}, (1.0, "CRE20.51"), (1.0, "CRE20.50")),
    ],
)  # fmt: skip
def test_companies_with_and_without_external_ratings(
    row: dict[str, Any], without: tuple[float, str], with_: tuple[float, str]
) -> None:
    """65 % is for investment grade where ratings may not be used, never for specialised lending."""
    one = run(row, external_ratings=False).exposures[0]
    assert (one.risk_weight, one.paragraph) == without
    one = run(row).exposures[0]
    assert (one.risk_weight, one.paragraph) == with_
