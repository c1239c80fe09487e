"""What the capabilities themselves say passes the verifier, whatever people were seen to ask."""

import datetime
from typing import Any

import pytest

import prompts
from graphs.verification import Sources, check
from tools.catalog import CATALOG
from tools.receipts import dump, make_receipt
from tools.validation import validate

TODAY = datetime.date(2026, 11, 21)
ROWS = [
    row
    for row in prompts.examples()
    if row["tool"] in CATALOG and not row.get("missing") and not row.get("files")
]


@pytest.mark.parametrize("name", CATALOG)
def test_no_true_figure_is_refused(name: str) -> None:
    """A false alarm strikes a true sentence out of an answer, so there is none here."""
    capability = CATALOG[name]
    refused: list[Any] = []
    for row in (row for row in ROWS if row["tool"] == name):
        request = validate(capability.request, row["arguments"])
        result = capability(request)
        receipt = make_receipt(
            capability,
            tenant="default",
            request=dump(request),
            arguments=row["arguments"],
            files=[],
            result=result,
            ms=1.0,
        )
        sources = Sources(user_texts=[row["say"]], receipts=[receipt], as_of=TODAY)
        text = "\n".join([result.summary, *result.notes])
        refused += [
            (s.text, s.unverified) for s in check(text, sources=sources).sentences if s.unverified
        ]
    assert refused == []


def test_a_section_of_three_parts_is_no_day() -> None:
    """It was taken for a day in April."""
    sources = Sources(user_texts=["10.4.12 The Buyer shall pay."], receipts=[], as_of=TODAY)
    sentences = check("The buyer pays (§ 10.4.12, page 15).", sources=sources).sentences
    assert [s.unverified for s in sentences] == [["page 15"]]


def test_a_day_the_calendar_lacks_can_be_asked_about() -> None:
    """Repeating "31 November" to ask which day was meant breaks nothing."""
    sources = Sources(user_texts=["good on 31.11."], receipts=[], as_of=TODAY)
    text = "There is no 31 November 2026. Which day was it? 29 February 2026 is none either."
    assert not any(s.unverified for s in check(text, sources=sources).sentences)
