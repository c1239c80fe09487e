"""What a patch order comes to."""

from pydantic import BaseModel, Field

from tools.capability import ResultModel
from tools.fields import Count, Currency, Probability
from tools.scans import Score, Severity
from tools.security._ssvc import TableName
from tools.sums import Total


class PlanStep(BaseModel):
    """One thing to mend, on all the hosts that have it."""

    name: str = Field(description="The vulnerability, as the scanner or the list calls it.")
    place: Count = Field(description="Its place in the plan, from 1.")
    decision: str = Field(description="What to do, as urgent as what is known allows it to be.")
    at_least: str = Field(description="What to do if all that is not known turns out harmless.")
    hosts: list[str] = Field(description="Hosts that have it, up to 100.")
    hosts_count: Count = Field(description="How many hosts have it.")
    cves: list[str] = Field(description="Its CVE identifiers.")
    score: Score | None = Field(
        description="Highest CVSS score stated or computed; may be unknown."
    )
    severity: Severity = Field(description="The name of that score; none where it is unknown.")
    known_exploited: bool = Field(description="Whether exploitation is known to go on.")
    exploitation: list[str] = Field(
        description="What exploitation may be: none, public poc, active."
    )
    exposure: list[str] = Field(description="What exposure may be: small, controlled, open.")
    automatable: list[str] = Field(description="Whether attacks can be automated, as may be.")
    impact: list[str] = Field(
        description="What the impact on people and mission may be (for CISA's tables the technical "
        "impact)."
    )
    epss_low: Probability | None = Field(
        description="Least chance of exploitation anywhere in 30 days; none without a CVE."
    )
    epss_high: Probability | None = Field(
        description="Greatest: 1 where the EPSS of a CVE is not known."
    )
    year_low: Probability = Field(description="Least chance of exploitation anywhere in a year.")
    year_high: Probability = Field(description="Greatest chance of it.")
    expected_loss_low: Total | None = Field(
        description="Expected loss a year over its hosts, at least; none where no loss is known."
    )
    expected_loss_high: Total | None = Field(description="The same, at most.")
    reasons: list[str] = Field(description="Why it stands where it stands.")
    unknown: list[str] = Field(description="What is not known of it and widens the decision.")
    solution: str = Field(description="What the scanner advises; may be empty.")


class DecisionCount(BaseModel):
    """How many vulnerabilities come to a decision."""

    name: str = Field(description="The decision, the most urgent first.")
    count: Count = Field(description="Steps with it, taking what is unknown at its worst.")
    certain: Count = Field(description="Steps for which it holds whatever is unknown.")


class PrioritiseResult(ResultModel):
    """A ranked plan, and what is not known."""

    steps: list[PlanStep] = Field(description="The plan, the most urgent first.")
    steps_total: Count = Field(description="Steps in all; a step is a vulnerability on its hosts.")
    vulnerabilities: Count = Field(description="Vulnerabilities counted on every host.")
    hosts: Count = Field(description="Hosts that have any.")
    decisions: list[DecisionCount] = Field(description="Steps by decision.")
    table: TableName = Field(description="The decision table used.")
    exploited: Count = Field(description="Steps known to be exploited.")
    without_epss: Count = Field(description="Steps with a CVE whose EPSS is not known.")
    open_decisions: Count = Field(description="Steps whose decision depends on what is unknown.")
    left_out: Count = Field(description="Findings that only inform, not ranked.")
    expected_loss_low: Total | None = Field(
        description="Expected loss a year of all hosts, at least; none where no loss is known."
    )
    expected_loss_high: Total | None = Field(description="The same, at most.")
    currency: Currency | None = Field(description="Currency of the amounts.")
