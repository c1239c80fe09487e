"""What the capabilities themselves say passes the verifier, whatever people were seen to ask."""

import datetime
from functools import cache

import pytest

import prompts
from graphs.verification import CheckedSentence, Sources, check
from tools.catalog import CATALOG
from tools.errors import InvalidInput, Unavailable
from tools.receipts import dump, make_receipt
from tools.validation import validate

TODAY = datetime.date(2026, 11, 21)
ROWS = [
    row
    for row in prompts.examples()
    if row["tool"] in CATALOG and not row.get("missing") and not row.get("files")
]


@cache
def told(name: str) -> list[CheckedSentence]:
    """The sentences of all results of a capability's examples that can be computed here."""
    capability = CATALOG[name]
    found: list[CheckedSentence] = []
    for row in (row for row in ROWS if row["tool"] == name):
        try:
            request = validate(capability.request, row["arguments"])
            result = capability(request)
        except (InvalidInput, Unavailable):  # an example of a bad value, a service not set up
            continue
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
        found += check(text, sources=sources).sentences
    return found


@pytest.mark.parametrize("name", CATALOG)
def test_no_true_figure_is_refused(name: str) -> None:
    """A false alarm strikes a true sentence out of an answer, so there is none here."""
    assert [(s.text, s.unverified) for s in told(name) if s.unverified] == []


def test_nearly_all_that_is_told_stands_in_typed_fields() -> None:
    """Only constants and what is worked out while writing rest on the words of the code."""
    cited = [c for name in CATALOG for s in told(name) for c in s.citations]
    only_told = [c for c in cited if str(c.get("path")).startswith(("summary", "notes["))]
    assert len(only_told) <= 0.075 * len(cited)


def test_a_sentence_of_a_result_stands_only_as_it_is() -> None:
    """Its constants are the code's own; in other words they are a claim like any other."""
    name = "finance.price_bond"
    sentence = next(s for s in told(name) if "one percentage point" in s.text)
    row = next(row for row in ROWS if row["tool"] == name)
    capability = CATALOG[name]
    request = validate(capability.request, row["arguments"])
    receipt = make_receipt(
        capability, tenant="default", request=dump(request), arguments=row["arguments"], files=[],
        result=capability(request), ms=1.0,
    )  # fmt: skip
    sources = Sources(user_texts=[row["say"]], receipts=[receipt], as_of=TODAY)
    assert check(receipt.result["summary"], sources=sources).verified
    changed = sentence.text.replace("one percentage point", "seven percentage points")
    assert not check(changed, sources=sources).verified


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


def test_a_title_before_a_sentence_of_a_result_takes_nothing_from_it() -> None:
    """The planner sets the answers of one message apart by titles; nobody else may borrow it."""
    capability = CATALOG["security.analyse_logs"]
    log = "\n".join(
        f'203.0.113.77 - - [03/Oct/2026:07:00:{second:02d} +0000] "GET /p{second} HTTP/1.1" 404 10'
        for second in range(48)
    )
    result = capability(validate(capability.request, {"log": log}))
    receipt = make_receipt(
        capability, tenant="default", request={"log": log}, arguments={"log": log}, files=[],
        result=result, ms=1.0,
    )  # fmt: skip
    text = f"*Log analysis* (ferry_access.log): {result.summary}"
    assert "07:00" in text

    sources = Sources(user_texts=["what stands out?"], receipts=[receipt], as_of=TODAY, own=True)
    assert not any(sentence.unverified for sentence in check(text, sources=sources).sentences)
