"""Twelve short contracts of different kinds, whose every key term, deadline and oddity is known."""

from dataclasses import dataclass, field
from pathlib import Path

import pytest

from tools.legal.analyse_contract import AnalyseContractRequest, analyse_contract
from tools.legal.analysed import ContractAnalysis
from tools.legal.parties import parties

DATA = Path(__file__).parents[2] / "data" / "legal" / "synthetic"
Exit = tuple[str, float | None, str | None]


@dataclass(frozen=True, slots=True)
class Known:
    """What a contract says."""

    name: str
    kind: str
    parties: list[str]
    law: str
    end: str | None
    exits: list[Exit]
    """Who may end it without a reason, with what notice."""
    causes: list[Exit]
    """Who may end it for a breach, and the time to put it right."""
    barred: list[str]
    renews: tuple[bool, float | None] | None
    """Whether by itself, and for how many units; None where nothing is said."""
    cap: float | str | None
    days: list[tuple[str, str]]
    odd: set[str] = field(default_factory=set[str])


KNOWN = [
    Known(
        "employment", "employment", ["Mersey Boats Limited", "Anna Petrova"], "England and Wales",
        None, [("Either party", 3, "months")], [("the Employer", None, None)], [], None, None, [],
        {"Broad restraint"},
    ),
    Known(
        "consulting", "consulting", ["Redwood Analytics, Inc.", "Quill Advisory LLC"], "Oregon",
        "2026-12-31", [("Client", 10, "days")], [("Consultant", 30, "days")], ["Consultant"],
        (False, None), None, [("duty", "2026-07-09"), ("end", "2026-12-31")],
        {"Uncapped liability", "Broad handover of IP", "One-sided end", "Long time to pay",
         "One-sided indemnity"},
    ),
    Known(
        "nda_one_way", "nda", ["Kestrel Labs Limited", "Osprey Energy plc"], "Scotland",
        "2029-05-05", [], [], [], None, None, [("end", "2029-05-05")], {"Audit without notice"},
    ),
    Known(
        "loan", "loan", ["Fen Capital Limited", "Marsh Foods Limited"], "England and Wales",
        None, [], [("the Lender", 14, "days")], [], None, None, [("duty", "2029-06-30")],
        {"One-sided assignment", "High late interest"},
    ),
    Known(
        "licence", "license", ["Basalt Software AB", "Dune Retail BV"], "Sweden", None, [],
        [("Licensor", 60, "days")], ["Neither party"], None, "two (2) times the fees paid",
        [("duty", "2026-02-11")], {"Irrevocable or perpetual license", "Courts abroad"},
    ),
    Known(
        "supply", "supply", ["Corvo Metals S.p.A.", "Tarn Engineering Limited"], "Italy",
        "2027-12-01", [], [], [], (True, 1), 750_000,
        [("stop the renewal", "2027-06-01"), ("renewal", "2027-12-01")],
        {"Liquidated damages", "Long notice to stop the renewal"},
    ),
    Known(
        "franchise", "franchise", ["Golden Crust Franchising, Inc.", "Bayview Bakes LLC"],
        "California", "2036-02-28", [], [("Franchisor", 15, "days")], [], None, None,
        [("end", "2036-02-28")], {"Non-compete", "One-sided assignment", "Jury trial given up"},
    ),
    Known(
        "hosting", "hosting", ["Nimbus Rechenzentrum GmbH", "Heath Pottery Limited"], "Germany",
        None, [("Either party", 30, "days")], [], [], (True, 1),
        "the fees paid in the preceding three (3) months", [],
    ),
    Known(
        "terms_of_service", "subscription", ["Pixelpond Inc."], "Delaware", None,
        [("You", None, None), ("We", None, None)], [], [], (True, None), 100, [],
        {"Unilateral change", "Ended at once without a reason", "Class action given up",
         "No refund"},
    ),
    Known(
        "lease_flat", "lease", ["Rosa Lindgren", "Tomas Becker"], "Austria", "2028-08-31",
        [("the Landlord", 1, "months")], [("the Landlord", None, None)], ["the Tenant"],
        (False, None), None, [("end", "2028-08-31")], {"One-sided end"},
    ),
    Known(
        "distribution_open", "distributor", ["Pomona Ciders Limited", "Fjord Drinks AS"],
        "Norway", "2028-10-01", [("Either party", 90, "days")], [("Either party", 30, "days")], [],
        (False, None), 40_000, [("end", "2028-10-01")], {"Long time to pay"},
    ),
    Known(
        "saas_capped", "subscription", ["Lantern Cloud Limited", "Orchard Schools Trust"],
        "Ireland", "2029-03-03", [("Customer", 60, "days")], [], ["Provider"], (False, None),
        "150 % of the fees paid in the preceding twelve (12) months", [("end", "2029-03-03")],
        {"One-sided end"},
    ),
]  # fmt: skip


def read(name: str) -> ContractAnalysis:
    text = (DATA / f"{name}.txt").read_text()
    request = {"contract": text, "focus": ["termination"], "as_of": "2026-11-21"}
    return analyse_contract(AnalyseContractRequest.model_validate(request))


@pytest.mark.parametrize("known", KNOWN, ids=lambda one: one.name)
def test_every_key_term_is_read(known: Known) -> None:
    found = read(known.name)
    assert found.contract_type == known.kind
    assert [one.name for one in found.parties] == known.parties
    assert found.governing_law is not None
    assert found.governing_law.law == known.law
    end = found.expiration_date.date if found.expiration_date else None
    assert (end.isoformat() if end else None) == known.end
    assert [(one.who, one.value, one.unit) for one in found.early_exits] == known.exits
    assert [(one.who, one.value, one.unit) for one in found.cause_exits] == known.causes
    assert [one.who for one in found.no_exits] == known.barred
    renewal = found.renewal
    assert (renewal and (renewal.automatic, renewal.value)) == known.renews
    cap = found.liability_cap
    assert (cap and (cap.basis or cap.amount)) == known.cap


@pytest.mark.parametrize("known", KNOWN, ids=lambda one: one.name)
def test_every_deadline_and_oddity_is_told_and_no_other(known: Known) -> None:
    found = read(known.name)
    assert [(one.kind, one.date.isoformat()) for one in found.deadlines] == known.days
    assert {one.clause for one in found.unusual} == known.odd


def test_the_parties_are_read_off_the_signatures_where_the_opening_names_none() -> None:
    found = parties(
        "SUPPORT TERMS\n\n1. Support is given by mail.\n\nSigned for and on behalf of Acme Tools "
        "Limited\n\nSigned for and on behalf of Birch GmbH\n"
    )
    assert [one.name for one in found] == ["Acme Tools Limited", "Birch GmbH"]


def test_every_topic_asked_is_answered() -> None:
    text = (DATA / "supply.txt").read_text()
    focus = ["termination", "renewal", "liability", "law", "parties", "dates"]
    asked = AnalyseContractRequest.model_validate({"contract": text, "focus": focus})
    said = analyse_contract(asked).summary
    for words in ("end it early", "renews by itself", "EUR 750,000", "Italy", "Corvo", "effect"):
        assert words in said
