"""Kinds of fields of a derivative, and the steps of a notional that varies."""

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from tools.fields import Finite, Kind, Money, Whole, field
from tools.finance._basel_ratings import FORM

AssetClass = Literal["interest_rate", "foreign_exchange", "credit", "equity", "commodity"]
Years = Annotated[Finite, Field(ge=0, le=100), Kind("duration", "years")]
ExerciseYears = Annotated[Finite, Field(gt=0, le=100), Kind("duration", "years")]
Level = Annotated[Finite, Field(ge=-1e9, le=1e9), Kind("number")]
Units = Annotated[Finite, Field(gt=0, le=1e15), Kind("number", "units")]
Price = Annotated[Finite, Field(gt=0, le=1e12), Kind("money", "currency")]
Names = Annotated[Whole, Field(ge=1, le=10_000), Kind("count", "names")]
Point = Annotated[Finite, Field(ge=0, le=1), Kind("share", "fraction")]
Pair = Annotated[
    str,
    StringConstraints(pattern=r"^[A-Za-z]{3}[/ \-]?[A-Za-z]{3}$"),
    Kind("name", "currencies", form=r"[A-Z]{3}[/-][A-Z]{3}"),
]
CreditQuality = Annotated[
    str, StringConstraints(min_length=1, max_length=30), Kind("name", form=f"{FORM}|IG|SG|HY")
]

INDEX_GRADES = {
    "IG": "IG",
    "INVESTMENT GRADE": "IG",
    "SG": "SG",
    "HY": "SG",
    "SPECULATIVE GRADE": "SG",
    "HIGH YIELD": "SG",
}
"""How the two grades of credit indices are written, and their name in Table 2 of CRE52.72."""


class NotionalStep(BaseModel):
    """The notional of a swap until a time."""

    model_config = ConfigDict(extra="forbid")

    until: Years = field(
        description="Years until which this notional holds.", aliases=("until", "to year", "end")
    )
    amount: Money = field(
        description="Notional until then.", aliases=("amount", "notional", "outstanding")
    )
