"""Residual risk add-on (MAR23): gross notional times one per cent or a tenth of it."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal, get_args

from pydantic import BaseModel, ConfigDict

from tools.errors import InvalidInput
from tools.fields import Identifier, Money, field

EXOTIC, OTHER = 0.01, 0.001  # MAR23.8

Exclusion = Literal[
    "listed",
    "clearable",
    "vanilla",
    "back_to_back",
    "index_correlation",
    "deliverable",
    "government_debt",
    "fallback",
]
EVERYWHERE = frozenset(["listed", "clearable", "vanilla", "back_to_back", "index_correlation"])
"""Reasons of MAR23.6 and 23.7; the others are of the United States' proposal alone."""


class ResidualPosition(BaseModel):
    """An instrument that bears residual risk."""

    model_config = ConfigDict(extra="forbid")

    name: Identifier | None = field(
        None,
        description="What it is called.",
        aliases=("name", "instrument", "position", "position id"),
    )
    kind: Literal["exotic", "other"] = field(
        description="exotic: an underlying outside all risk classes, such as longevity, weather, "
        "realised volatility; other: gap, correlation or behavioural risk.",
        aliases=("kind", "type", "residual risk", "risk type", "classification"),
        synonyms={
            "exotic": ["exotic", "longevity", "weather", "catastrophe", "realised volatility"],
            "other": ["gap risk", "correlation risk", "behavioural", "barrier", "path dependent"],
        },
    )
    notional: Money = field(
        description="Gross notional.",
        aliases=("notional", "gross notional", "gross effective notional", "nominal"),
    )
    excluded: Exclusion | None = field(
        None,
        description="Why it is left out: listed, clearable centrally, vanilla with at most two "
        "underlyings, matched back to back, correlation of an index option.",
        aliases=("excluded", "exclusion", "exclusion reason", "exempt"),
        synonyms={
            "listed": ["listed", "exchange-traded"],
            "clearable": ["cleared", "eligible for clearing", "CCP"],
            "vanilla": ["vanilla", "plain option"],
            "back_to_back": ["back-to-back", "matched"],
        },
    )


@dataclass(frozen=True, slots=True)
class Residual:
    """One instrument's add-on."""

    name: str
    kind: str
    notional: float
    weight: float
    add_on: float
    excluded: str


def residuals(positions: Sequence[ResidualPosition], regime: str) -> list[Residual]:
    """The add-on of each instrument; excluded ones carry none."""
    found: list[Residual] = []
    for number, one in enumerate(positions):
        if one.excluded is not None and one.excluded not in EVERYWHERE and regime != "us_npr":
            allowed = ", ".join(r for r in get_args(Exclusion) if r in EVERYWHERE)
            raise InvalidInput.of(
                f"residual_positions.{number}.excluded", f"must be one of {allowed} in this regime"
            )
        weight = EXOTIC if one.kind == "exotic" else OTHER
        weight = 0.0 if one.excluded else weight
        name = one.name or f"instrument {number + 1}"
        found.append(
            Residual(
                name, one.kind, one.notional, weight, one.notional * weight, one.excluded or ""
            )
        )
    return found
