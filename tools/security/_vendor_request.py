"""What a vendor is assessed from: its answers, certificates, incidents, and what hangs on it."""

from typing import Annotated, Any, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, model_validator

from tools.capability import RequestModel
from tools.errors import InvalidInput
from tools.fields import Count, Currency, Date, Finite, Flag, Identifier, Kind, Money, Share, field

Weight = Annotated[Finite, Field(gt=0, le=1000), Kind("number", "weight")]
Question = Annotated[str, Field(min_length=1, max_length=1_000), Kind("name")]
Organisation = Annotated[
    str, StringConstraints(min_length=1, max_length=200), Kind("name", "organisation")
]
_CERTIFICATE = (
    r"(?:ISO(?:/IEC)? ?\d{4,5}(?::\d{4})?|SOC ?[123](?: [Tt]ype ?(?:I{1,2}|[12]))?|PCI[ -]DSS|TISAX"
    r"|HITRUST|FedRAMP|Cyber Essentials(?: Plus)?|BSI C5)"
)
Certified = Annotated[
    str, StringConstraints(min_length=1, max_length=200), Kind("name", form=_CERTIFICATE)
]
Years = Annotated[Finite, Field(gt=0, le=50), Kind("duration", "years")]
Data = Literal["none", "public", "internal", "confidential", "restricted"]
Access = Literal["none", "indirect", "limited", "broad", "privileged"]
Replacing = Literal["immediate", "days", "weeks", "months", "impossible"]
Reply = Literal["yes", "partial", "no", "not_applicable", "unanswered"]
Severity = Literal["low", "medium", "high", "critical"]
MOST_ANSWERS = 5_000
INCIDENTS = ("incident", "breach", "leak", "hack", "ransomware", "phishing", "outage")


def _of_degree(degree: str) -> list[str]:
    """How the severity of an incident is said with it: "critical breach", "breach (critical)"."""
    return [f"{degree} {kind}" for kind in INCIDENTS] + [f"{kind} ({degree})" for kind in INCIDENTS]


_EXAMPLES: list[dict[str, Any]] = [
    {
        "vendor": "Payroll Ltd",
        "answers": [
            {"question": "Is data encrypted at rest?", "answer": "yes", "domain": "data"},
            {"question": "Is multi-factor login enforced?", "answer": "partial", "weight": 3},
            {"question": "Are backups restored as a test each year?", "answer": "no"},
            {"question": "Is there an incident plan?", "answer": "unanswered"},
            {"question": "Are cards stored?", "answer": "not_applicable"},
        ],
        "certificates": [{"name": "ISO 27001", "expires": "2027-05-31"}],
        "incidents": [{"name": "mail breach", "date": "2025-02-11", "severity": "high"}],
        "data_sensitivity": "confidential",
        "access": "limited",
        "substitutability": "months",
        "as_of": "2026-11-21",
    }
]


class Answer(BaseModel):
    """One question and what the vendor said."""

    model_config = ConfigDict(extra="forbid")

    question: Question = field(
        description="The question or control.",
        aliases=("question", "control", "requirement", "item", "topic", "asked", "q"),
    )
    answer: Reply = field(
        description="What the vendor answered; an empty cell is no answer.",
        aliases=("answer", "response", "reply", "vendor answer", "status", "a", "ans"),
        synonyms={
            "yes": (
                *("y", "true", "implemented", "in place", "fully", "compliant", "everywhere"),
                *("done", "enforced", "always", "rolled out"),
            ),
            "partial": (
                *("partially", "in progress", "partly", "planned", "partly rolled out", "half"),
                *("some of it", "sometimes", "under way", "mostly", "partially implemented"),
            ),
            "no": (
                *("n", "false", "not implemented", "missing", "non-compliant", "not in place"),
                *("not done", "nowhere"),
            ),
            "not_applicable": ("n/a", "na", "n.a.", "not applicable", "irrelevant"),
            "unanswered": (
                *("unknown", "blank", "open", "?", "no answer", "pending", "tbd", "not answered"),
                *("left blank", "left empty", "empty", "no reply", "no response", "skipped"),
                *("did not answer", "did not say", "not stated", "outstanding", "to follow"),
            ),
        },
    )
    weight: Weight = field(
        1.0,
        description="How much it counts beside the others.",
        aliases=("weight", "importance", "points", "factor", "w", "wt"),
    )
    domain: Identifier = field(
        "general",
        description="Which part of security it belongs to.",
        aliases=("domain", "section", "category", "area", "chapter"),
    )
    desired: Literal["yes", "no"] = field(
        "yes",
        description="Which answer is the good one.",
        aliases=(
            *(
                "desired",
                "desired answer",
                "good answer",
                "expected answer",
                "desired reply",
                "what we want",
            ),
            *("right answer", "we'd rather have", "we would rather have", "we'd prefer"),
            *("should be", "wanted answer", "good one", "is the good"),
        ),
    )

    @model_validator(mode="before")
    @classmethod
    def _blank(cls, data: Any) -> Any:
        """An empty cell is no answer, and never a good one."""
        if isinstance(data, dict) and data.get("answer") in (None, ""):
            return {**data, "answer": "unanswered"}
        return data


class Certificate(BaseModel):
    """An independent attestation."""

    model_config = ConfigDict(extra="forbid")

    name: Certified = field(
        description="Which: ISO 27001, SOC 2 type II, SOC 2 type I, PCI DSS, ISO 22301 …",
        aliases=("certificate", "certification", "report", "standard", "name", "attestation"),
    )
    expires: Date | None = field(
        None,
        description="Last day on which it holds; for a report, until when it is relied on.",
        aliases=("expires", "expiry", "valid until", "expiry date", "valid to", "until"),
    )
    domains: list[Identifier] | None = field(
        None,
        max_length=100,
        description="Domains of the questionnaire that it covers; without, all of them.",
        aliases=("covers", "scope", "domains covered"),
    )


class VendorIncident(BaseModel):
    """A security incident at the vendor."""

    model_config = ConfigDict(extra="forbid")

    name: Identifier = field(
        description="What happened.",
        aliases=("what", "event", "name", *INCIDENTS),
    )
    date: Date = field(
        description="When.", aliases=("date", "when", "day", "happened on", "occurred")
    )
    severity: Severity = field(
        "high",
        description="How severe.",
        aliases=("severity", "impact", "how severe", "class"),
        synonyms={
            "low": ("minor", "small", *_of_degree("low")),
            "medium": ("moderate", *_of_degree("medium")),
            "high": ("major", "severe", "serious", *_of_degree("high")),
            "critical": ("catastrophic", "huge", *_of_degree("critical")),
        },
    )
    disclosed: Flag | None = field(
        None,
        description="Whether the vendor told you of it by itself.",
        aliases=("disclosed", "reported to us", "told us", "notified", "came clean"),
    )


class AssessVendorRequest(RequestModel):
    """Answers of a questionnaire, and what is known of the vendor beside them."""

    model_config = ConfigDict(json_schema_extra={"examples": _EXAMPLES})  # type: ignore[dict-item]

    answers: list[Answer] = field(
        min_length=1,
        max_length=MOST_ANSWERS,
        description="The questionnaire: each question with the vendor's answer, and perhaps its "
        "weight and domain; as a list or a file.",
        aliases=(
            *("questionnaire", "answers", "vendor questionnaire", "responses", "assessment"),
            *("security questionnaire", "supplier answers", "questionnaire answers"),
        ),
    )
    vendor: Organisation | None = field(
        None,
        description="Name of the vendor.",
        aliases=(
            *("vendor", "supplier", "provider", "third party", "service provider", "firm"),
            *("contractor", "subcontractor", "subprocessor", "agency", "company", "reseller"),
        ),
        echo="vendor {}",
    )
    certificates: list[Certificate] | None = field(
        None,
        max_length=100,
        description="Certificates and reports with the day on which they expire.",
        aliases=(
            *("certificates", "certifications", "attestations", "audit reports", "certificate"),
            *("certified", "attestation"),
        ),
        only_named=True,
    )
    incidents: list[VendorIncident] | None = field(
        None,
        max_length=1_000,
        description="Security incidents of the vendor; an empty list says that there were none.",
        aliases=(
            *("incidents", "breaches", "security incidents", "incident history", "incident"),
            *("breach", "leak", "hacked", "hack", "phished", "ransomware", "compromised"),
        ),
        synonyms={
            "none": (
                *("no breaches", "no incidents", "no security incidents", "never breached"),
                *("no breach", "no incident", "never hacked", "never been hacked"),
                *("never been breached", "clean record", "without incidents", "no known breaches"),
            )
        },
        only_named=True,
    )
    incident_years: Years = field(
        3.0,
        description="How many years back the incidents are known.",
        aliases=("years back", "incident history of", "look back", "lookback"),
        optional_default_said="incidents of the last 3 years",
    )
    data_sensitivity: Data | None = field(
        None,
        description="The most sensitive data that the vendor holds or sees.",
        aliases=("data", "data sensitivity", "data class", "kind of data", "holds data"),
        synonyms={
            "none": ("no data", "no data of ours", "none of our data"),
            "public": ("public data",),
            "internal": ("internal data", "business data"),
            "confidential": ("confidential data", "personal data", "customer data"),
            "restricted": (
                *("health data", "payment data", "special categories", "secrets", "card data"),
                "strictly confidential",
            ),
        },
        echo="{} data",
    )
    access: Access | None = field(
        None,
        description="The farthest access that it has to your systems.",
        aliases=("access", "system access", "access level", "access to our systems"),
        synonyms={
            "none": ("no access", "no system access", "without access", "no logins"),
            "indirect": ("through an interface", "by file exchange", "api only"),
            "limited": ("one system", "limited access", "user access"),
            "broad": ("many systems", "network access", "vpn access", "broad access"),
            "privileged": ("admin access", "administrator", "root access", "privileged access"),
        },
        echo="{} access",
    )
    substitutability: Replacing | None = field(
        None,
        description="How long it takes to replace the vendor.",
        aliases=("replace", "substitutability", "to replace", "switching", "swap", "dependency"),
        synonyms={
            "immediate": ("at once", "same day", "instantly", "easy to replace"),
            "days": ("a few days", "within days"),
            "weeks": ("some weeks", "within weeks"),
            "months": ("several months", "hard to replace", "within months"),
            "impossible": ("irreplaceable", "cannot be replaced", "no alternative", "sole source"),
        },
        echo="{} to replace",
    )
    spend: Money | None = field(
        None,
        description="What is spent on the vendor in a year.",
        aliases=("spend", "we pay", "contract value", "annual spend", "costs us"),
        echo="{} a year",
    )
    total_spend: Money | None = field(
        None,
        description="What is spent on all vendors in a year, to see the share of this one.",
        aliases=("total spend", "spend on all vendors", "all suppliers", "procurement budget"),
        relations={"at_least": "spend"},
    )
    partial_counts: Share = field(
        0.5,
        description="How much of a question a partial answer fulfils.",
        aliases=("partial counts", "partial answer counts", "credit for partial"),
        optional_default_said="a partial answer as half",
    )
    listed: Annotated[Count, Field(ge=1, le=500)] = field(
        20,
        description="How many open questions are listed.",
        aliases=("top", "list the first", "how many gaps"),
        optional_default_said="the 20 heaviest gaps listed",
    )
    as_of: Date | None = field(
        None,
        description="Day of the assessment; needed to tell expired certificates and old incidents.",
        aliases=(
            *("as of", "today", "date of assessment", "assessed on", "evaluation date"),
            *("reference date", "assessment date"),
        ),
    )
    currency: Currency | None = field(None, description="Currency of the amounts.")

    @model_validator(mode="after")
    def _consistent(self) -> Self:
        if self.spend is not None and self.total_spend is not None:
            if self.total_spend <= 0:
                raise InvalidInput.of("total_spend", "must be above zero")
            if self.spend > self.total_spend:
                raise InvalidInput.of("spend", "must be at most total_spend")
        dated = self.incidents or [one for one in self.certificates or () if one.expires]
        if dated and self.as_of is None:
            message = "is needed where certificates expire or incidents have dates"
            raise InvalidInput.of("as_of", message, code="missing")
        return self
