"""Answers as remote models write them, and the real results that they are written about."""

import datetime
import json
from functools import cache
from pathlib import Path
from typing import Any

from graphs.verification import Sources
from tools.catalog import CATALOG
from tools.receipts import Receipt, dump, make_receipt
from tools.validation import validate

DATA = Path(__file__).parent / "data"
TODAY = datetime.date(2026, 11, 21)


def rows(name: str) -> list[dict[str, Any]]:
    """One file of answers."""
    return [json.loads(line) for line in (DATA / f"{name}.jsonl").read_text().splitlines()]


@cache
def cases() -> dict[str, dict[str, Any]]:
    """What was asked, by short names."""
    return {row["case"]: row for row in rows("cases")}


@cache
def receipt(case: str) -> Receipt:
    """What was computed for a question."""
    asked = cases()[case]
    capability = CATALOG[asked["tool"]]
    arguments = dict(asked["arguments"])
    if "as_of" in capability.request.model_fields:
        arguments = {"as_of": TODAY.isoformat(), **arguments}
    request = validate(capability.request, arguments)
    return make_receipt(
        capability,
        tenant="default",
        request=dump(request),
        arguments=arguments,
        files=[],
        result=capability(request),
        ms=1.0,
    )


@cache
def sources(*names: str) -> Sources:
    """A thread in which these questions were asked and computed."""
    return Sources(
        user_texts=[
            text
            for name in names
            for text in (cases()[name]["say"], *cases()[name].get("files", ()))
        ],
        receipts=[receipt(name) for name in names],
        as_of=TODAY,
    )
