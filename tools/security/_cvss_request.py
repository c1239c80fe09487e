"""What scores are asked of: vectors."""

from typing import Annotated, Any

from pydantic import ConfigDict, StringConstraints

from tools.capability import RequestModel
from tools.fields import Kind, field
from tools.security._cvss_vector import LONGEST

MOST_VECTORS = 5_000
_WRITTEN = r"\(?(?:CVSS:[^\s/]*/|CVSS2#)?[A-Za-z]{1,3}:[A-Za-z]*(?:/[A-Za-z]*:?[A-Za-z]*){2,}\)?"

CvssVector = Annotated[
    str,
    StringConstraints(min_length=1, max_length=LONGEST),
    Kind("name", "CVSS vector", form=_WRITTEN),
]
"""A vector as people write it, right or wrong: what is wrong with it is said by position."""

_EXAMPLES: list[dict[str, Any]] = [
    {"vectors": ["CVSS:4.0/AV:N/AC:L/AT:N/PR:N/UI:P/VC:H/VI:L/VA:N/SC:H/SI:H/SA:H"]},
    {
        "vectors": [
            "CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H/E:P/RL:O/RC:C",
            "CVSS:3.0/AV:L/AC:L/PR:H/UI:R/S:C/C:L/I:L/A:N",
            "AV:N/AC:L/Au:N/C:N/I:N/A:C/E:F/RL:OF/RC:C/CDP:H/TD:H/CR:M/IR:M/AR:H",
        ]
    },
]


class ScoreCvssRequest(RequestModel):
    """The vectors to score."""

    model_config = ConfigDict(json_schema_extra={"examples": _EXAMPLES})  # type: ignore[dict-item]

    vectors: list[CvssVector] = field(
        min_length=1,
        max_length=MOST_VECTORS,
        description="CVSS vectors of version 2.0, 3.0, 3.1 or 4.0, as they are written in "
        "advisories and scan reports.",
        aliases=(
            *("vectors", "vector", "vector string", "CVSS vector", "CVSS string", "CVSS"),
            *("cvss3_vector", "cvss_vector", "base vector"),
        ),
        echo="{}",
    )
