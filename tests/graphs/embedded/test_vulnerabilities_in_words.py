"""Vulnerabilities told in prose, read by what the requests say of themselves."""

from typing import Any

import pytest

from graphs.models.embedded.bound import described, read
from graphs.models.embedded.filling import fill
from graphs.models.embedded.message import message
from graphs.models.embedded.schema import Tool
from tools.security._cvss_request import ScoreCvssRequest
from tools.security._priority_request import PrioritiseRequest


def _tool(request: Any) -> Tool:
    return read({**described(request), "name": "look", "description": "Look at it."})


SCORE, ORDER = _tool(ScoreCvssRequest), _tool(PrioritiseRequest)
V = "CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:N"


def told(say: str, tool: Tool = SCORE) -> dict[str, Any]:
    return fill(tool, message(say)).arguments


@pytest.mark.parametrize(
    ("say", "impacts"),
    [
        ("local attack, easy, admin rights, no user interaction, C high I low A high", "HLH"),
        ("local attack, easy, admin rights, no user interaction; impact: C=N I=H A=L", "NHL"),
        ("local, low complexity, admin rights, no clicks, changed scope, and confidentiality, "
         "integrity and availability are all high", "HHH"),
        ("local attack, easy, admin rights, no clicks, confidentiality high, integrity high and "
         "no availability impact", "HHN"),
    ],
)  # fmt: skip
def test_metrics_in_words_are_each_their_own(say: str, impacts: str) -> None:
    """Letters, a list that shares a value behind other clauses, a denial behind another value."""
    found = told(say)
    assert found["attack_vector"] == "local"
    assert found["privileges_required"] == "high"
    given = [found[name][0].upper() for name in ("confidentiality", "integrity", "availability")]
    assert "".join(given) == impacts


def test_what_is_lacking_of_metrics_mostly_told_is_asked_for() -> None:
    filled = fill(SCORE, message("remote, easy, no login, no clicks. How bad?"))
    assert filled.missing == ("confidentiality", "integrity", "availability")
    assert fill(SCORE, message("how bad is a remote bug?")).missing == ("vectors",)


@pytest.mark.parametrize(
    ("say", "changes"),
    [
        (f"{V}, read it with attack vector adjacent", {"attack_vector": "adjacent"}),
        (f"a remote bug, {V}. Does that change much?", {}),
    ],
)
def test_only_what_is_called_by_its_name_changes_a_vector(
    say: str, changes: dict[str, str]
) -> None:
    assert told(say) == {"vectors": [V], **changes}


def test_an_identifier_is_no_amount_whatever_follows() -> None:
    found = told("CVE-2023-4966,9.4 and CVE-2021-44228,10 which first?", ORDER)
    assert found == {
        "findings": [
            {"name": "CVE-2023-4966", "score": 9.4},
            {"name": "CVE-2021-44228", "score": 10},
        ]
    }


@pytest.mark.parametrize(
    ("say", "hosts"),
    [
        ("- mail01: CVE-2024-21410, 9.8\n- file02: CVE-2022-37967, 7.2", ["mail01", "file02"]),
        ("CVE-2021-22893 on vpn1 CVSS 10, KEV. CVE-2019-10915 on hmi2 CVSS 8.8", ["vpn1", "hmi2"]),
        ("three on the same box (nas): CVE-2023-50358 5.8 / CVE-2024-21899 9.8", ["nas", "nas"]),
        ("CVE-2024-4577 9.8 on gw1, CVE-2024-38475: apache on portal, 9.1", ["gw1", "portal"]),
    ],
)
def test_findings_in_prose_have_their_hosts(say: str, hosts: list[str]) -> None:
    assert [row.get("host") for row in told(say, ORDER)["findings"]] == hosts


def test_exploited_and_exploit_are_two_things() -> None:
    first, second = told("CVE-2024-4577 exploited, 9.8; CVE-2024-38475 with exploit, 9.1", ORDER)[
        "findings"
    ]
    assert first["known_exploited"] is True and "exploit_available" not in first
    assert second["exploit_available"] is True and "known_exploited" not in second
