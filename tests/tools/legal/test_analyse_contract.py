"""legal.analyse_contract on contracts whose terms are known, and on bad input."""

import datetime
import random
import re
from pathlib import Path
from typing import Any

import pytest

from tools.errors import InvalidInput, TooLarge
from tools.legal import cuad
from tools.legal.analyse_contract import AnalyseContractRequest, analyse_contract
from tools.legal.analysed import Citation, ContractAnalysis
from tools.legal.contract_likeness import MOST_CHARACTERS
from tools.legal.contract_topics import TOPIC_WORDS
from tools.validation import validate

DATA = Path(__file__).parents[2] / "data" / "legal"
LEASE, NDA, DISTRIBUTION, SAAS = (
    (DATA / "synthetic" / f"{name}.txt").read_text()
    for name in ("lease", "nda", "distribution", "saas")
)
CUAD = cuad.read(DATA / "cuad_three.jsonl")
TODAY = "2026-11-21"


def ask(contract: Any, *focus: str, as_of: str = TODAY) -> ContractAnalysis:
    request = {"contract": contract, "focus": list(focus), "as_of": as_of}
    return analyse_contract(validate(AnalyseContractRequest, request))


def day(text: str) -> datetime.date:
    return datetime.date.fromisoformat(text)


def dated(found: ContractAnalysis) -> list[tuple[str, str]]:
    return [(one.kind, one.date.isoformat()) for one in found.deadlines]


def citations(value: Any) -> list[Citation]:
    if isinstance(value, Citation):
        return [value]
    if isinstance(value, list):
        return [one for inner in value for one in citations(inner)]  # type: ignore[misc]
    if hasattr(value, "__dict__"):
        return [one for inner in vars(value).values() for one in citations(inner)]
    return []


@pytest.mark.parametrize(
    ("text", "kind"),
    [(LEASE, "lease"), (NDA, "nda"), (DISTRIBUTION, "distributor"), (SAAS, "subscription")],
)
def test_the_kind_is_told(text: str, kind: str) -> None:
    assert ask(text).contract_type == kind


def test_the_lease_is_read_to_the_day() -> None:
    found = ask(LEASE)
    assert [(one.name, one.roles) for one in found.parties] == [
        ("Harbour Street Properties Ltd.", ["Landlord"]),
        ("Linden Bakery Limited", ["Tenant"]),
    ]
    assert found.agreement_date is not None
    assert found.agreement_date.date == day("2025-09-15")
    assert found.effective_date is not None
    assert found.effective_date.date == day("2026-01-01")
    assert found.expiration_date is not None
    assert found.expiration_date.date == day("2027-12-31")
    assert found.expiration_date.citation.section == "3.1"
    assert found.renewal is not None
    assert (found.renewal.automatic, found.renewal.value, found.renewal.unit) == (True, 2, "years")
    assert found.governing_law is not None
    assert found.governing_law.law == "Ireland"
    assert [(one.amount, one.unit, one.per) for one in found.amounts] == [
        (2400, "EUR", "month"),
        (7200, "EUR", ""),
        (2_000_000, "EUR", ""),
    ]


def test_the_last_day_of_notice_is_counted_back_from_the_end() -> None:
    # 31 December 2027 less 90 days: 31 in December, 30 in November, 29 of October.
    assert ("stop the renewal", "2027-10-02") in dated(ask(LEASE))
    # One of three yearly terms from 1 June 2023, renewed once: 1 June 2027 less 60 days.
    assert ("stop the renewal", "2027-04-02") in dated(ask(DISTRIBUTION))
    # 12 months from 1 April 2026, less 120 days.
    assert ("stop the renewal", "2026-12-02") in dated(ask(SAAS))


@pytest.mark.parametrize(
    ("as_of", "end"),
    [
        ("2025-01-01", "2026-06-01"),
        ("2026-06-01", "2026-06-01"),
        ("2026-06-02", "2027-06-01"),
        ("2040-01-01", "2040-06-01"),
    ],
)
def test_a_contract_that_renews_by_itself_is_followed_to_the_day_of_asking(
    as_of: str, end: str
) -> None:
    assert ask(DISTRIBUTION, as_of=as_of).current_term_ends == day(end)


def test_a_contract_that_does_not_renew_has_ended() -> None:
    found = ask(NDA, "deadlines", as_of="2030-01-01")
    assert found.current_term_ends == day("2029-03-03")
    assert "have all passed" in found.summary


def test_duties_have_their_days_where_the_dates_are_known() -> None:
    due = {one.due_date for one in ask(LEASE).obligations if one.due_date}
    assert due == {day("2026-01-15"), day("2028-01-30")}  # deposit in, deposit back
    rent = next(one for one in ask(LEASE).obligations if "rent" in one.duty)
    assert rent.who == "Tenant"
    assert rent.recurring


def test_getting_out_early_is_answered_first_with_its_day() -> None:
    found = ask(LEASE, "termination", "deadlines")
    assert found.early_exit is not None
    assert found.early_exit.earliest == day("2027-05-21")
    assert found.summary.startswith(
        "Yes: either party may end it without a reason with 6 months' notice (§ 7.1)"
    )
    assert "Without notice by **2 October 2027** it renews for 2 years (§ 3.1)" in found.summary


def test_a_right_of_one_side_is_not_told_as_everybodys() -> None:
    text = LEASE.replace("7.1 Either party may", "7.1 The Landlord may")
    said = ask(text, "termination").summary
    assert said.startswith("Only one side is given the right: the Landlord may end it")


def test_a_termination_for_breach_is_no_early_exit() -> None:
    found = ask(DISTRIBUTION, "termination")
    assert found.early_exit is None
    assert found.summary.startswith("No clause was found that lets a side end it early")


def test_the_law_is_named_when_it_is_asked_for() -> None:
    assert ask(DISTRIBUTION, "law").summary.startswith("The law of Switzerland governs it (§ 5.2)")


def test_a_limit_is_told_by_amount_or_by_what_it_is_measured_by() -> None:
    amount = ask(DISTRIBUTION).liability_cap
    assert amount is not None
    assert (amount.amount, amount.unit, amount.citation.section) == (500_000, "USD", "4.1")
    measured = ask(SAAS).liability_cap
    assert measured is not None
    assert measured.amount is None
    assert measured.basis.startswith("the fees paid in the twelve (12) months")


def test_what_is_unusual_depends_on_the_kind() -> None:
    in_nda = {one.clause for one in ask(NDA).unusual}
    assert {"IP ownership", "Secrecy for ever", "No-solicit of employees"} <= in_nda
    assert {"Unilateral change", "Price increase"} <= {one.clause for one in ask(SAAS).unusual}
    assert "Uncapped liability" in {one.clause for one in ask(LEASE).unusual}


def test_what_is_missing_is_said_to_be_missing() -> None:
    shorter = LEASE.replace("insurance", "cover").replace("in default", "late")
    assert "Default" not in {one.clause for one in ask(LEASE).missing}
    found = ask(re.sub(r"(?m)^8\.2.*$", "", shorter), "missing", "law")
    assert "Governing law" in {one.clause for one in found.missing}
    assert found.governing_law is None
    assert "governing law" in found.not_stated
    assert "No clause was found that says which law governs." in found.summary


def test_blanks_are_flagged_and_never_filled() -> None:
    found = ask(NDA.replace("March 3, 2026", "March __, 2026"), "parties", "dates")
    assert [one.redacted for one in found.parties] == [False, True]
    assert found.redactions >= 1
    assert found.effective_date is not None
    assert (found.effective_date.date, found.effective_date.basis) == (None, "blank")
    assert found.expiration_date is None or found.expiration_date.date is None
    assert not found.calendar


def test_an_end_counted_from_an_event_is_not_dated() -> None:
    text = DISTRIBUTION.replace("years from the Effective Date", "years from the Launch Date")
    found = ask(text, "dates")
    assert found.expiration_date is not None
    assert found.expiration_date.date is None
    assert "Launch Date" in found.expiration_date.counted_from
    assert "3 years after the Launch Date, a day it does not state" in found.summary.replace(
        "after Launch", "after the Launch"
    )
    assert not found.deadlines


@pytest.mark.parametrize("text", [LEASE, NDA, DISTRIBUTION, SAAS, *(one.text for one in CUAD)])
def test_every_statement_stands_at_its_offsets(text: str) -> None:
    found = citations(ask(text, *TOPIC_WORDS))
    assert len(found) > 5
    for one in found:
        assert text[one.start : one.end] == one.text


def test_pages_are_cited_where_known() -> None:
    half = LEASE.index("4. REPAIRS")
    found = ask({"text": LEASE, "name": "lease.pdf", "page_starts": [0, half]}, "law")
    assert found.governing_law is not None
    assert found.governing_law.citation.page == 2
    assert "(§ 8.2, page 2)" in found.summary


@pytest.mark.parametrize("topic", sorted(TOPIC_WORDS))
def test_every_topic_is_answered_in_few_words(topic: str) -> None:
    for text in (LEASE, NDA, DISTRIBUTION, SAAS):
        said = ask(text, topic).summary
        assert 3 < len(said.split()) <= 120
        assert said.count("**") in (0, 2)


def test_advice_is_disclaimed_once() -> None:
    assert sum("not legal advice" in note for note in ask(LEASE).notes) == 1


def test_what_is_no_contract_is_of_no_kind_with_the_reason() -> None:
    found = ask("A cake needs four eggs, some flour and a hot oven. Stir well. " * 30, "risk")
    assert found.contract_type == "none"
    assert found.type_reason
    assert found.risk_score is None
    assert not found.parties + found.deadlines + found.missing + found.unusual
    assert "does not read like a contract" in found.summary


@pytest.mark.parametrize(
    ("request_", "field"),
    [
        ({}, "contract"),
        ({"contract": ""}, "contract.text"),
        ({"contract": " \n "}, "contract"),
        ({"contract": "too short"}, "contract"),
        ({"contract": LEASE, "focus": ["astrology"]}, "focus.0"),
        ({"contract": LEASE, "focus": "risk"}, "focus"),
        ({"contract": LEASE, "as_of": "2026-02-30"}, "as_of"),
        ({"contract": LEASE, "as_of": 7}, "as_of"),
        ({"contract": LEASE, "as_of": "0900-01-01"}, "as_of"),
        ({"contract": LEASE, "as_of": "9999-12-31"}, "as_of"),
        ({"contract": LEASE, "question": "?"}, "question"),
    ],
)
def test_bad_input_is_named(request_: dict[str, Any], field: str) -> None:
    with pytest.raises(InvalidInput) as caught:
        analyse_contract(validate(AnalyseContractRequest, request_))
    assert caught.value.errors[0].field == field


def test_a_text_that_is_too_long_is_refused() -> None:
    with pytest.raises(TooLarge, match="one contract at a time"):
        ask("This Agreement shall end. " * (MOST_CHARACTERS // 20))


def test_strange_text_never_breaks_the_reader() -> None:
    draw = random.Random(7)
    words = [
        *'aB1 .;:"“”()[]_*§$%\u00a0é漢🙂\n',
        " shall ",
        " 31 ",
        " days ",
        "2027",
        " and ",
        "(the ",
    ]
    for length in (5, 50, 500, 5000):
        noise = "".join(draw.choice(words) for _ in range(length))
        found = ask(f"This agreement between A Inc. and {noise} shall be governed by law.", "risk")
        assert found.summary


def test_the_same_contract_gives_the_same_bits() -> None:
    assert ask(LEASE, "risk").model_dump_json() == ask(LEASE, "risk").model_dump_json()


def test_the_chart_follows_what_was_asked() -> None:
    by_time, by_risk = ask(LEASE, "deadlines").chart, ask(LEASE).chart
    assert by_time is not None
    assert by_risk is not None
    assert "day" in by_time["data"]["values"][0]
    points = [row["points"] for row in by_risk["data"]["values"]]
    assert points == sorted(points, reverse=True)
