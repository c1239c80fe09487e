"""The alternative for small portfolios: CVA capital as high as that for counterparty risk."""

from typing import Any

import pytest

from tools.errors import InvalidInput
from tools.finance._cva_request import CvaRequest
from tools.finance._cva_result import CvaResult
from tools.finance.capital_cva import capital_cva
from tools.validation import validate

EXPOSURE = {"sector": "financial", "quality": "IG", "ead": 1e6, "maturity": 2}


def cva(**arguments: Any) -> CvaResult:
    return capital_cva(validate(CvaRequest, arguments))


def test_capital_is_that_of_counterparty_risk() -> None:
    """MAR50.9: 100 % of it, by capital or by risk-weighted assets."""
    result = cva(ccr_capital=4.2e6, uncleared_notional=100e9)
    assert (result.version, result.capital, result.rwa) == ("small", 4.2e6, 52.5e6)
    assert cva(ccr_rwa=52.5e6).capital == pytest.approx(4.2e6)
    assert {step.paragraph for step in result.steps} == {"MAR50.9", "MAR50.9(1)"}
    assert "100 billion" in " ".join(cva(ccr_rwa=1).notes)


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        ({"ccr_capital": 1, "uncleared_notional": 100.1e9}, "above 100 billion euros"),
        ({"ccr_capital": 1, "exposures": [EXPOSURE]}, "leave exposures out"),
        ({"ccr_capital": 1, "ccr_rwa": 1}, "not both"),
    ],
)
def test_refusals(arguments: dict[str, Any], words: str) -> None:
    with pytest.raises(InvalidInput) as refusal:
        cva(**arguments)
    assert words in " ".join(problem.message for problem in refusal.value.errors)


def test_netting_sets_of_one_counterparty_add_up_before_they_diversify() -> None:
    """MAR50.15: SCVA sums over the netting sets of a counterparty."""
    one = cva(exposures=[{**EXPOSURE, "name": "A", "ead": 3e6}])
    parts = [{**EXPOSURE, "name": "A", "ead": ead} for ead in (1e6, 2e6)]
    assert cva(exposures=parts).capital == pytest.approx(one.capital)
    apart = [{**EXPOSURE, "name": name, "ead": ead} for name, ead in (("A", 1e6), ("B", 2e6))]
    assert cva(exposures=apart).capital < one.capital
