"""What a compliance score is asked from: a framework, and what is known of its controls."""

from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, model_validator

from tools.capability import RequestModel
from tools.fields import Count, Date, Kind, Months, Share, field
from tools.security._frameworks import FrameworkName

Status = Literal["implemented", "partial", "not_implemented", "not_applicable", "not_assessed"]
Note = Annotated[str, Field(max_length=5_000), Kind("text")]
MOST_EVIDENCE = 5_000
_IDS = (
    r"(?:A\.)?[5-8]\.\d{1,2}(?!\s?(?:%|months?|years?))",  # ISO 27001 Annex A
    r"(?:CC|PI|A|C|P)\d{1,2}\.\d{1,2}|CC\d",  # SOC 2
    r"(?:GV|ID|PR|DE|RS|RC)\.[A-Z]{2}(?:-\d{1,2})?",  # NIST CSF 2.0
    r"[Aa]rt(?:icle|\.)?\s?\d{1,2}(?:\(\d\))?",  # GDPR
    r"(?:§\s?)?164\.3\d\d(?:\([A-Za-z0-9]{1,3}\)){0,4}",  # HIPAA
)
ControlId = Annotated[
    str, StringConstraints(min_length=1, max_length=200), Kind("name", form="|".join(_IDS))
]
"""A control as people write it; the shapes are those of the five frameworks."""
Heading = Annotated[
    str,
    StringConstraints(min_length=1, max_length=200),
    Kind(
        "name",
        form=r"Physical|People|Organi[sz]ational|Technological|CC[1-9]|A1|PI1|GV|ID|PR|DE|RS|RC"
        r"|A\.[5-8]",
    ),
]
"""A theme, heading or function of a framework; the shapes are those that people write."""


_EXAMPLES: list[dict[str, Any]] = [
    {
        "framework": "soc_2",
        "evidence": [
            {"control": "CC6.1", "status": "implemented", "evidence": "SSO", "date": "2026-09-01"},
            {"control": "CC6.2", "status": "partial", "evidence": "leavers by hand"},
            {"control": "CC7.4", "status": "not_implemented"},
            {"control": "CC8", "status": "implemented", "date": "2024-02-01"},
        ],
        "scope": ["CC6", "CC7", "CC8"],
        "as_of": "2026-11-21",
    }
]


class Evidence(BaseModel):
    """How far one control is in place."""

    model_config = ConfigDict(extra="forbid")

    control: ControlId = field(
        description="Id of the control, such as A.5.1, CC6.1, PR.AA-01, Art. 32 or "
        "164.312(a)(2)(i); a heading such as CC6 stands for all under it.",
        aliases=(
            *("control", "control id", "criterion", "article", "requirement", "id", "ref"),
            "safeguard",
        ),
    )
    status: Status = field(
        description="How far it is in place; an empty cell is not assessed.",
        aliases=("status", "state", "implementation", "result", "maturity", "in place"),
        synonyms={
            "implemented": (
                *("yes", "done", "in place", "complete", "compliant", "pass", "met", "ok", "fully"),
                *(
                    "finished",
                    "fully there",
                    "we have",
                    "there",
                    "in force",
                    "satisfied",
                    "covered",
                ),
                *("all good", "up and running", "we've got", "we do", "live", "established"),
            ),
            "partial": (
                *("partially", "in progress", "partly", "partially implemented", "half done"),
                *("half", "halfway", "started", "under way", "underway", "ongoing", "patchy"),
                *(
                    "in part",
                    "there in part",
                    "begun",
                    "we've begun",
                    "to some extent",
                    "some of it",
                ),
                *("half there", "partly there", "work in progress", "wip", "incompletely"),
                *("not complete", "not fully", "mostly done", "half in place", "incomplete"),
            ),
            "not_implemented": (
                *("no", "not", "missing", "gap", "fail", "not met", "not implemented"),
                *("not in place", "non-compliant", "nothing yet", "not yet", "not started"),
                *("nope", "not there", "we don't", "we do not", "we don't have", "we haven't"),
                *("do not have", "not at all", "not existing", "failed", "non-existent", "nowhere"),
                *("not done", "nothing", "absent", "lacking", "outstanding", "none"),
            ),
            "not_applicable": ("n/a", "na", "n.a.", "excluded", "out of scope", "not applicable"),
            "not_assessed": (
                *("unknown", "open", "todo", "not assessed", "pending", "?", "tbd", "not checked"),
                *("not looked at", "not assessed yet", "not reviewed", "unclear", "to be assessed"),
            ),
        },
    )
    evidence: Note | None = field(
        None,
        description="What shows it.",
        aliases=("evidence", "proof", "document", "comment", "notes", "artefact"),
    )
    date: Date | None = field(
        None,
        description="Day of the evidence.",
        aliases=("date", "evidence date", "collected", "last reviewed", "reviewed on", "tested on"),
    )

    @model_validator(mode="before")
    @classmethod
    def _blank(cls, data: Any) -> Any:
        """An empty cell says nothing of the control."""
        if isinstance(data, dict) and data.get("status") in (None, ""):
            return {**data, "status": "not_assessed"}
        return data


class ComplianceScoreRequest(RequestModel):
    """A framework, evidence on its controls, and how it counts."""

    model_config = ConfigDict(json_schema_extra={"examples": _EXAMPLES})  # type: ignore[dict-item]

    framework: FrameworkName = field(
        description="Which framework.",
        aliases=("framework", "standard", "regulation", "against", "compliance with"),
        synonyms={
            "iso_27001": (
                "ISO 27001",
                "ISO27001",
                "ISO/IEC 27001",
                "Annex A",
                "ISMS",
                "27001",
                "ISO",
            ),
            "soc_2": ("SOC 2", "SOC2", "trust services criteria", "TSC", "SOC 2 type II"),
            "nist_csf": ("NIST CSF", "CSF 2.0", "NIST cybersecurity framework", "CSF", "NIST"),
            "gdpr": ("GDPR", "DSGVO", "data protection regulation", "General Data Protection"),
            "hipaa": ("HIPAA", "HIPAA security rule", "HIPAA safeguards"),
        },
        echo="against {}",
    )
    evidence: list[Evidence] = field(
        min_length=1,
        max_length=MOST_EVIDENCE,
        description="The controls with their status, and perhaps what shows it and when; as a list "
        "or a file. Controls that are not listed are not assessed.",
        aliases=(
            *(
                "evidence",
                "control list",
                "statement of applicability",
                "controls",
                "evidence list",
            ),
            *("gap analysis", "control status", "assessment"),
        ),
    )
    scope: list[Heading] | None = field(
        None,
        min_length=1,
        max_length=200,
        description="Themes or headings that are in scope (CC6, Physical, PR, Chapter III); all "
        "without.",
        aliases=(
            *("scope", "in scope", "limited to", "restricted to", "only the theme", "restrict to"),
            *("theme only", "theme", "counts this year", "count this year", "confined to"),
            *("nothing but", "only look at", "just look at"),
        ),
        only_named=True,
    )
    partial_counts: Share = field(
        0.5,
        description="How much of a control a partial implementation fulfils.",
        aliases=("partial counts", "partial implementation counts", "credit for partial"),
        optional_default_said="a partial control as half",
    )
    max_age: Months = field(
        12.0,
        description="Age in months above which evidence is stale.",
        aliases=("evidence older than", "max age", "stale after", "valid for"),
        echo="evidence stale after {}",
        optional_default_said="evidence stale after 12 months",
    )
    listed: Annotated[Count, Field(ge=1, le=500)] = field(
        25,
        description="How many steps of the roadmap are listed.",
        aliases=("top", "list the first", "roadmap steps", "how many gaps"),
        optional_default_said="the first 25 steps listed",
    )
    as_of: Date | None = field(
        None,
        description="Day of the assessment; needed to tell stale evidence.",
        aliases=(
            *("as of", "today", "assessed on", "audit date", "reference date", "Stichtag"),
            *("evaluation date", "assessment date", "key date"),
        ),
    )
