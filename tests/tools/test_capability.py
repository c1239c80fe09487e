"""Figures of a request that lead out of the numbers there are, by a capability's own call."""

import pytest
from pydantic import Field, ValidationError

from tools.capability import Capability, Method, RequestModel, ResultModel
from tools.catalog import CATALOG
from tools.errors import InvalidInput
from tools.fields import Finite
from tools.validation import validate


class Ask(RequestModel):
    part: Finite


class Share(ResultModel):
    share: float = Field(allow_inf_nan=False, le=1e300)


def divide(request: Ask) -> Share:
    """A part of ten."""
    method = Method(name="division", source="none")
    share = request.part * 1e300
    return Share(summary="", method=method, share=share)


DIVIDE = Capability.of(divide)


def test_a_result_that_is_not_finite_is_the_requests_doing() -> None:
    with pytest.raises(InvalidInput, match="too large or too small to compute with: share of"):
        DIVIDE(Ask(part=1e10))


def test_any_other_broken_result_is_a_bug_and_stays_one() -> None:
    with pytest.raises(ValidationError):
        DIVIDE(Ask(part=2.0))


@pytest.mark.parametrize(
    ("name", "arguments", "field", "figure"),
    [
        (
            "finance.capital_operational",
            {"business_indicator": 4e9, "losses": [1e15] * 10}, "loss_component", 15e15,
        ),
        (
            "finance.capital_cva",
            {"ccr_capital": 1e15, "uncleared_notional": 1e9}, "rwa", 12.5e15,
        ),
    ],
)  # fmt: skip
def test_sums_may_exceed_the_bound_of_one_amount(
    name: str, arguments: dict[str, object], field: str, figure: float
) -> None:
    capability = CATALOG[name]
    result = capability(validate(capability.request, arguments))
    assert getattr(result, field) == pytest.approx(figure)
