"""What analysing a contract brings out; every statement names the words it rests on."""

from typing import Annotated, Literal

from pydantic import BaseModel, Field

from tools.capability import ResultModel
from tools.fields import Count, Date, Kind, Number, Probability
from tools.legal.found import Length, Unit

Severity = Annotated[int, Field(ge=1, le=5), Kind("number")]
Points = Annotated[float, Field(ge=0, le=100), Kind("number")]


class Citation(BaseModel):
    """Words of the contract and where they stand."""

    text: str = Field(description="The words, as they are.")
    start: Count = Field(description="Offset of the first character in the contract's text.")
    end: Count = Field(description="Offset after the last character.")
    section: str | None = Field(description="Section number as the contract counts, if near.")
    page: Count | None = Field(description="Page, from 1; None when pages are unknown.")


class ContractParty(BaseModel):
    """A party as the opening names it."""

    name: str
    roles: list[str] = Field(description="What the contract calls it from then on.")
    numbers: list[Number] = Field(description="Numbers that are part of the name.")
    redacted: bool = Field(description="Whether the name is blacked out or left blank.")
    citation: Citation


class KeyDate(BaseModel):
    """A day that the contract states, or that follows from what it states."""

    date: Date | None = Field(description="The day; None when it is blank, open-ended or unknown.")
    basis: Literal["stated", "counted", "open-ended", "blank", "counted from an unknown day"]
    counted_from: str = Field(default="", description="The event a counted end runs from.")
    ambiguous: bool = Field(
        default=False, description="Read month first where day first would be a date too."
    )
    citation: Citation


class Period(BaseModel):
    """A length of time."""

    value: Number | None = Field(description="How many units; None when none is stated.")
    unit: Unit | None
    citation: Citation


class Renewal(Period):
    """How the contract goes on after its end."""

    automatic: bool = Field(description="Whether it renews unless somebody says no.")
    successive: bool = Field(description="Whether it renews again and again.")
    excluded: bool = Field(
        default=False, description="Whether the contract says that it does not renew by itself."
    )


class EarlyExit(Period):
    """How it can be ended without a reason; `value` and `unit` are the notice it takes."""

    who: str = Field(description="Who may end it, in the contract's word.")
    earliest: Date | None = Field(
        description="Its end if notice were given on `as_of`; None when no notice is stated."
    )
    chance: Probability = Field(description="Chance that the passage is such a clause.")


class NoExit(BaseModel):
    """Words by which it cannot be ended without a reason."""

    who: str = Field(description="Who may not end it so, in the contract's word.")
    citation: Citation


class CauseExit(Period):
    """A right to end it for a reason; `value` and `unit` are the time to put it right first."""

    who: str = Field(description="Who may end it, in the contract's word.")
    cause: str = Field(description="The reason: a material breach, a default, insolvency …")


class ChosenLaw(BaseModel):
    """The law the contract is under."""

    law: str = Field(description="State or country; empty when blank.")
    known: bool = Field(description="Whether it is a jurisdiction of our list.")
    blank: bool
    citation: Citation


class LiabilityCap(BaseModel):
    """A limit on what somebody must pay."""

    amount: Number | None = Field(description="The limit, where it is an amount of money.")
    unit: str = Field(description="Currency of the amount (ISO 4217), if told.")
    basis: str = Field(description="What else the limit is measured by, in the contract's words.")
    period: Length | None = Field(description="The length of time that `basis` names, if any.")
    numbers: list[Number] = Field(description="Numbers written in `basis`, in order.")
    who: str = Field(default="", description="Whose liability it limits, in the contract's word.")
    carve_outs: str = Field(
        default="", description="What the limit does not hold for, in the contract's words."
    )
    chance: Probability = Field(description="Chance that the passage is such a clause.")
    citation: Citation


class AmountOfMoney(BaseModel):
    """An amount of money the contract names."""

    amount: Number
    unit: str = Field(description="Currency (ISO 4217) as far as the sign tells.")
    per: str = Field(description="The period it is paid for: month, year …; empty if none.")
    citation: Citation


class Deadline(BaseModel):
    """A day by which something must be done, or on which something happens."""

    what: str
    kind: Literal["stop the renewal", "renewal", "end", "duty"]
    date: Date
    days_left: Annotated[int, Kind("duration", "days")] = Field(
        description="Days from `as_of` to it; negative when it has passed."
    )
    rule: str = Field(description="How the day follows from the contract.")
    citation: Citation


class Obligation(BaseModel):
    """Who must do what, by when."""

    who: str
    duty: str = Field(description="What must (or must not) be done, in the contract's words.")
    due: str = Field(description="By when, in the contract's words; empty when nothing is said.")
    due_date: Date | None = Field(description="The day, where it follows from known dates.")
    due_period: Length | None = Field(
        default=None, description="The length of time that `due` names, if it names one."
    )
    prohibition: bool = Field(default=False, description="Whether it must not be done.")
    recurring: bool
    numbers: list[Number] = Field(description="Numbers written in the passage, in order.")
    citation: Citation


class MissingClause(BaseModel):
    """A clause that the playbook expects and that was not found."""

    clause: str
    severity: Severity
    why: str
    chance_absent: Probability = Field(
        description="One minus the best passage's chance; 1 where it is words that are looked for."
    )
    usual_in: Count | None = Field(
        default=None, description="Of the CUAD contracts of this kind, how many have such a clause."
    )
    compared_with: Count | None = Field(
        default=None, description="How many contracts of this kind CUAD has."
    )


class UnusualClause(BaseModel):
    """A clause that the playbook calls unusual, or that such contracts rarely have."""

    clause: str
    severity: Severity
    why: str
    chance: Probability = Field(
        description="Chance that it is what it is taken for; 1 where the words stand there."
    )
    usual_in: Count | None = Field(
        default=None, description="Of the CUAD contracts of this kind, how many have such a clause."
    )
    compared_with: Count | None = Field(
        default=None, description="How many contracts of this kind CUAD has."
    )
    citation: Citation


class TopicClause(BaseModel):
    """A clause on a topic that was asked for."""

    topic: str
    clause: str
    chance: Probability = Field(
        description="Chance that the passage is such a clause; 1 where the words stand there."
    )
    citation: Citation


class RiskPart(BaseModel):
    """What one finding adds to the risk score."""

    finding: str
    severity: Severity
    chance: Probability
    points: Points = Field(description="Its part of the score; the parts sum to it.")


class OtherKind(BaseModel):
    """Another kind the contract may be."""

    contract_type: str
    chance: Probability


class ContractAnalysis(ResultModel):
    """A contract, read as a whole."""

    contract_type: str = Field(
        description="One of CUAD's 25 kinds, or lease, nda, employment, loan, subscription, "
        "purchase, non compete; `none` when it is no contract or none of these."
    )
    type_chance: Probability | None = Field(
        description="Chance that the kind is right; None when it is read off the title or is none."
    )
    type_reason: str = Field(description="What the kind rests on.")
    other_types: list[OtherKind] = Field(default_factory=list[OtherKind])
    as_of: Date = Field(description="The day deadlines are counted from.")
    parties: list[ContractParty] = Field(default_factory=list[ContractParty])
    agreement_date: KeyDate | None = None
    effective_date: KeyDate | None = None
    expiration_date: KeyDate | None = None
    current_term_ends: Date | None = Field(
        default=None, description="End of the term running on `as_of`, renewals counted."
    )
    term: Period | None = None
    renewal: Renewal | None = None
    notice_to_stop_renewal: Period | None = None
    early_exit: EarlyExit | None = Field(
        default=None, description="The first of `early_exits`, one with a stated notice if any."
    )
    early_exits: list[EarlyExit] = Field(
        default_factory=list[EarlyExit], description="Every right to end it without a reason."
    )
    no_exits: list[NoExit] = Field(
        default_factory=list[NoExit], description="Words that rule such an end out."
    )
    cause_exits: list[CauseExit] = Field(
        default_factory=list[CauseExit], description="Rights to end it for a breach and the like."
    )
    governing_law: ChosenLaw | None = None
    liability_cap: LiabilityCap | None = None
    currency: str = Field(
        default="", description="Currency (ISO 4217) of most amounts; empty when none is named."
    )
    amounts: list[AmountOfMoney] = Field(default_factory=list[AmountOfMoney])
    not_stated: list[str] = Field(
        default_factory=list[str], description="Key terms on which nothing was found."
    )
    deadlines: list[Deadline] = Field(default_factory=list[Deadline], description="By day.")
    obligations: list[Obligation] = Field(default_factory=list[Obligation])
    first_duties: list[Obligation] = Field(
        default_factory=list[Obligation], description="Of the obligations, the first with a time."
    )
    obligations_found: Count = 0
    missing: list[MissingClause] = Field(
        default_factory=list[MissingClause], description="Gravest first."
    )
    unusual: list[UnusualClause] = Field(
        default_factory=list[UnusualClause], description="Gravest first."
    )
    topic_clauses: list[TopicClause] = Field(
        default_factory=list[TopicClause], description="Clauses on the topics of `focus`."
    )
    risk_score: Points | None = Field(
        default=None,
        description="Place of what all findings weigh among real contracts: of 100 of them, so "
        "many weigh less; None for no contract.",
    )
    risk_scale: Count = Field(default=100, description="The most points the score can have.")
    risk_compared_with: Count = Field(
        default=0, description="How many contracts of CUAD the score compares with."
    )
    risk_parts: list[RiskPart] = Field(default_factory=list[RiskPart])
    checks: Count = Field(default=0, description="Checks the playbook has for this kind.")
    redactions: Count = Field(default=0, description="Places blacked out or left blank.")
    calendar: str = Field(
        default="", description="The deadlines to come as an iCalendar file (RFC 5545)."
    )
    calendar_days: Count = Field(default=0, description="How many deadlines are in `calendar`.")
    characters: Count = 0
    pages: Count | None = None
