"""What a field of a request or result counts, read off its JSON schema, else off its name."""

import re
from collections.abc import Mapping
from functools import cache
from typing import Any

from graphs.spans.units import DAYS, PERIODS
from graphs.verification.figure import Sort
from tools.catalog import CATALOG

Schema = Mapping[str, Any]
NO_SCHEMA: Schema = {}
_OF_KIND: dict[str, Sort] = {
    "money": "money",
    "rate": "rate",
    "probability": "fraction",
    "share": "fraction",
    "confidence": "fraction",
    "count": "count",
    "duration": "duration",
    "number": "number",
    "ratio": "number",
    "seed": "number",
}
_NAMED_TIME = re.compile(r"(?:^|_)(minute|hour|day|week|month|quarter|year)s$")
_PERIOD = re.compile(
    r"\b(?:per|a|an|each|every|in a)[ _](day|week|month|quarter|year)\b|\b(monthly|annual|annually"
    r"|yearly|annualised|annualized|weekly|daily|quarterly|mrr|arr|arpa|arpu|ale)\b"
)
_ADVERBS = {
    "month": "monthly mrr arpa arpu",
    "year": "annual annually yearly annualised annualized arr ale",
    "week": "weekly",
    "day": "daily",
    "quarter": "quarterly",
}
_PERIOD_OF = {word: period for period, words in _ADVERBS.items() for word in words.split()}


@cache
def schemas_of(capability: str) -> tuple[Schema, Schema]:
    """Request and result schema of a capability; empty ones when it is not in the catalogue."""
    if capability not in CATALOG:
        return NO_SCHEMA, NO_SCHEMA
    found = CATALOG[capability]
    return found.request.model_json_schema(), found.result.model_json_schema()


def resolved(schema: Schema, root: Schema) -> Schema:
    """A schema with its reference followed and its null alternative dropped."""
    kept: dict[str, Any] = {}
    for _ in range(8):
        kept = {**{k: v for k, v in schema.items() if k not in ("$ref", "anyOf")}, **kept}
        if "$ref" in schema:
            schema = root.get("$defs", {}).get(str(schema["$ref"]).rpartition("/")[2], NO_SCHEMA)
        elif "anyOf" in schema:
            options = [o for o in schema["anyOf"] if o.get("type") != "null"]
            schema = next((o for o in options if "x-kind" in o or "$ref" in o), None) or (
                options[0] if options else NO_SCHEMA
            )
        elif schema.get("allOf"):
            schema = schema["allOf"][0]
        else:
            break
    return {**{k: v for k, v in schema.items() if k not in kept}, **kept}


def sort_of(name: str, schema: Schema, inherited: Schema) -> tuple[Sort, float]:
    """What a figure counts, and for a duration the days of its unit."""
    kind = str(schema.get("x-of") or schema.get("x-kind") or inherited.get("x-of") or "")
    unit = str(
        schema.get("x-unit") or (inherited.get("x-unit") if "x-of" in inherited else "") or ""
    )
    sort = _OF_KIND.get(kind)
    if sort is None or (sort in ("number", "count") and unit):
        sort = _of_unit(unit) or sort
    if sort is None:
        sort = _of_words(name, str(schema.get("description", "")))
    if sort != "duration":
        return sort, 0.0
    return sort, _days(unit) or _days(name.rpartition("_")[2]) or 0.0


def unit_of(schema: Schema, inherited: Schema) -> str:
    """The unit of a field, else that of the estimate it is part of."""
    return str(schema.get("x-unit") or inherited.get("x-unit") or "")


def _of_unit(unit: str) -> Sort | None:
    if unit == "fraction":
        return "fraction"
    if unit.startswith("currency"):
        return "money"
    if unit.startswith("per "):
        return "rate"
    return "duration" if _days(unit) else None


_MONEY_NAMES = frozenset(
    ("loss", "cost", "price", "revenue", "ltv", "cac", "arpa", "arpu", "spend", "income", "amount",
     "budget", "profit", "cash", "burn", "mrr", "arr", "premium", "fee", "payment", "balance")
)  # fmt: skip
_SHARE_NAMES = frozenset(
    ("probability", "share", "churn", "margin", "retention", "percent", "fraction", "confidence",
     "recall", "chance")
)  # fmt: skip
_COUNT_NAMES = frozenset(
    ("count", "page", "index", "position", "rank", "trials", "seed", "version")
)


def _of_name(name: str) -> Sort:
    """What a field of an unknown capability counts, by the last telling word of its name."""
    if _NAMED_TIME.search(name):
        return "duration"
    for word in reversed(name.lower().split("_")):
        for names, sort in _BY_NAME:
            if word in names:
                return sort
    return "unknown"


_BY_NAME: tuple[tuple[frozenset[str], Sort], ...] = (
    (_MONEY_NAMES, "money"), (_SHARE_NAMES, "fraction"), (_COUNT_NAMES, "count")
)  # fmt: skip


def _of_words(name: str, description: str) -> Sort:
    if not description:
        return _of_name(name)
    if "fraction" in description.lower():
        return "fraction"
    if "in currency" in description.lower():
        return "money"
    if _NAMED_TIME.search(name):
        return "duration"
    return "money" if name.rpartition("_")[2] in _MONEY_NAMES else "unknown"


def _days(unit: str) -> float:
    return DAYS.get(PERIODS.get(unit, unit.rstrip("s")), 0.0)


def period_of(*texts: str) -> str:
    """The period that a unit, name or description says a figure stands for."""
    for text in texts:
        if match := _PERIOD.search(text.lower().replace("_", " ")):
            return match[1] or _PERIOD_OF[match[2]]
    return ""
