"""Lists told item by item: bullets, codes with their state, clauses with a word for the kind."""

from typing import Any

import pytest

from graphs.models.embedded.message import message
from graphs.models.embedded.resuming import resume
from tests.graphs.embedded.told import TODAY, decision, filled, tool

STATES, NAMES = "security.compliance_score", "finance.capital_cva"
FINDINGS, ANSWERS = "security.prioritise_vulnerabilities", "security.assess_vendor"


@pytest.mark.parametrize(
    "say",
    [
        "ISO 27001: A.5.7 in place, A.6.8 partial, A.8.2 missing.",
        "ISO 27001: A.5.7 in place; A.6.8 is partially done; A.8.2 missing",
        "Where are we with ISO 27001? A.5.7 in place, A.6.8 half done and A.8.2 not started.",
        "ISO 27001\n- A.5.7: implemented\n- A.6.8: partial\n- A.8.2: gap",
        "ISO 27001\nA.5.7 - yes\nA.6.8 - in progress\nA.8.2 - no",
        "ISO 27001. A.5.7 is in place. A.6.8 is in progress. A.8.2 is not in place.",
    ],
)
def test_codes_and_their_states(say: str) -> None:
    rows = filled(STATES, say).arguments["evidence"]
    assert [(row["control"], row["status"]) for row in rows] == [
        ("A.5.7", "implemented"),
        ("A.6.8", "partial"),
        ("A.8.2", "not_implemented"),
    ]


def test_notes_and_days_of_each() -> None:
    rows = filled(
        STATES,
        "SOC 2: CC6.1 done (Okta roll-out, tested on 2026-03-04), CC6.6 partial – firewall review "
        "outstanding, CC7.2 n/a",
    ).arguments["evidence"]
    assert rows == [
        {
            "control": "CC6.1",
            "status": "implemented",
            "evidence": "Okta roll-out",
            "date": "2026-03-04",
        },
        {"control": "CC6.6", "status": "partial", "evidence": "firewall review outstanding"},
        {"control": "CC7.2", "status": "not_applicable"},
    ]


BANK: dict[str, Any] = {"sector": "financial", "quality": "investment_grade"}


@pytest.mark.parametrize(
    "say",
    [
        "- Isar Bank, IG, EAD 12m, effective maturity 2.5y\n- Ural Mining, unrated, EAD 4.2m, 1.5y",
        "* Isar Bank: IG, EAD 12m, 2.5 years\n* Ural Mining: high yield, EAD 4.2m, 1.5 years",
        "Isar Bank, IG, EAD 12m, 2.5 years; Ural Mining, not rated, EAD 4.2m, 1.5 years",
        "1. Isar Bank (investment grade) EAD 12m, maturity 2.5y\n"
        "2. Ural Mining (HY) EAD 4.2m, maturity 1.5y",
    ],
)
def test_words_for_kinds_stand_among_the_figures(say: str) -> None:
    rows = filled(NAMES, f"CVA charge, reduced method, for two names:\n{say}").arguments[
        "exposures"
    ]
    assert rows == [
        {"name": "Isar Bank", **BANK, "ead": 12e6, "maturity": 2.5},
        {
            "name": "Ural Mining",
            "sector": "materials_energy",
            "quality": "high_yield",
            "ead": 4.2e6,
            "maturity": 1.5,
        },
    ]


def test_an_item_that_lacks_a_part_is_asked_about() -> None:
    say = "Reduced CVA.\n- Isar Bank, IG, EAD 12m, 2.5y\n- Ural Mining, EAD 4.2m, 1.5y"
    plan = decision(NAMES, say)
    assert plan.kind == "ask"
    assert plan.missing[0] == "exposures.quality"
    assert "For Ural Mining" in plan.reply


def test_findings_in_bullets() -> None:
    given = filled(
        FINDINGS,
        "What first?\n* CVE-2024-1111 on gw-1, CVSS 9.8, EPSS 40 %\n* CVE-2023-2222 on db-2, CVSS "
        "7.5, EPSS 2 %\na breach costs us 800k",
    ).arguments
    assert given["findings"] == [
        {"name": "CVE-2024-1111", "host": "gw-1", "score": 9.8, "epss": 0.4},
        {"name": "CVE-2023-2222", "host": "db-2", "score": 7.5, "epss": 0.02},
    ]
    assert given["loss"] == 800_000


def test_small_words_that_stand_alone_are_answers() -> None:
    rows = filled(
        ANSWERS,
        "Vendor answers: MFA enforced - yes; pen test this year - no; staff screening - n/a.",
    ).arguments["answers"]
    assert [(row["question"], row["answer"]) for row in rows] == [
        ("MFA enforced", "yes"),
        ("pen test this year", "no"),
        ("staff screening", "not_applicable"),
    ]


def test_settings_between_semicolons_are_no_objects() -> None:
    given = filled("finance.leverage_ratio", "tier 1: 2bn; total assets 50bn; PFE 420m; RC 310m")
    assert "off_balance" not in given.arguments
    assert given.arguments["tier_1"] == 2e9


@pytest.mark.parametrize(
    "say",
    [
        "ISO 27001. Done: A.5.1, A.5.15. Half done: A.6.3. Missing: A.8.8 and A.8.9.",
        "ISO 27001: A.5.1 and A.5.15 are done; A.6.3 in progress; A.8.8 and A.8.9 missing",
        "ISO 27001\nin place - A.5.1, A.5.15\npartly - A.6.3\nnot in place - A.8.8, A.8.9",
    ],
)
def test_groups_of_one_state(say: str) -> None:
    rows = filled(STATES, say).arguments["evidence"]
    assert [(row["control"], row["status"]) for row in rows] == [
        ("A.5.1", "implemented"),
        ("A.5.15", "implemented"),
        ("A.6.3", "partial"),
        ("A.8.8", "not_implemented"),
        ("A.8.9", "not_implemented"),
    ]


def test_groups_of_names_in_plain_words() -> None:
    rows = filled(ANSWERS, "vendor: yes: MFA, encryption at rest; no: SSO, staff screening")
    assert [(row["question"], row["answer"]) for row in rows.arguments["answers"]] == [
        ("MFA", "yes"),
        ("encryption at rest", "yes"),
        ("SSO", "no"),
        ("staff screening", "no"),
    ]


def test_bullets_need_no_name_for_their_list_where_the_tool_needs_it() -> None:
    rows = filled(
        "finance.capital_credit",
        "RWA?\n- Muller GmbH, corporate, 5m\n- City of Lyon, public sector, 2m\n"
        "- Jane Doe, retail, 300k",
    ).arguments["exposures"]
    assert [(row["name"], row["asset_class"], row["amount"]) for row in rows] == [
        ("Muller GmbH", "corporate", 5_000_000),
        ("City of Lyon", "public_sector", 2_000_000),
        ("Jane Doe", "retail", 300_000),
    ]


def test_ranges_in_the_cells_of_a_table() -> None:
    rows = filled(
        "risk.aggregate_loss",
        "risk | per year | cost each\nphishing | 4 | 20k-90k\nfire | 0.02 | 1m-8m\nin total?",
    ).arguments["scenarios"]
    assert [row["loss"] for row in rows] == [
        {"low": 20_000, "high": 90_000},
        {"low": 1_000_000, "high": 8_000_000},
    ]


def test_an_answer_about_one_item_joins_it() -> None:
    say = "Reduced CVA.\n- Isar Bank, IG, EAD 12m, 2.5y\n- Ural Mining, EAD 4.2m, 1.5y"
    plan = decision(NAMES, say)
    pending = {
        "tool": NAMES,
        "said": say,
        "asked": list(plan.missing),
        "arguments": plan.arguments,
        "explain": plan.explain,
    }
    resumed = resume(message("high yield", [], TODAY), tool(NAMES), pending)
    assert resumed is not None
    assert resumed.kind == "call"
    assert [row["quality"] for row in resumed.arguments["exposures"]] == [
        "investment_grade",
        "high_yield",
    ]
