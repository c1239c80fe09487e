"""What a log comes to: templates, what is unusual, and attacks found in it."""

from typing import Literal

from pydantic import BaseModel, Field

from tools.capability import ResultModel
from tools.fields import Count

DetectionKind = Literal[
    "brute force",
    "distributed brute force",
    "password guessing",
    "password spraying",
    "scan",
    "impossible travel",
    "privilege escalation",
]


class TemplateCount(BaseModel):
    """One wording of message."""

    id: int = Field(description="Its number; lines refer to it.")
    template: str = Field(description="The wording; `<ip>`, `<num>`, `<*>` … stand for values.")
    count: Count = Field(description="Lines that have it.")
    first_line: int = Field(description="Number of the first such line, from 1.")
    last_line: int = Field(description="Number of the last such line.")
    level: str = Field(description="Level of the first such line, where the header states one.")
    example: str = Field(description="The message of the first such line.")


class Burst(BaseModel):
    """A time in which far more lines came than before."""

    template: int | None = Field(description="Which template; none for all lines together.")
    start: str = Field(description="Begin of the interval.")
    end: str = Field(description="Its end.")
    count: Count = Field(description="Lines in it.")
    expected: float = Field(description="Lines that the intervals before lead to expect.")
    p_value: float = Field(description="Chance of as many, if the rate had not changed.")
    first_line: int = Field(description="Number of its first line.")


class Account(BaseModel):
    """How often one account was tried by the source of a detection."""

    name: str = Field(description="The account; empty where the log names none.")
    failures: Count = Field(description="Failed logins.")


class Detection(BaseModel):
    """A pattern of an attack."""

    kind: DetectionKind = Field(description="Which pattern.")
    technique: str = Field(description="MITRE ATT&CK id.")
    technique_name: str = Field(description="MITRE ATT&CK's name of it.")
    also_fits: list[str] = Field(description="Other techniques that would look alike.")
    source: str = Field(description="Address it came from; several are counted instead.")
    sources: Count = Field(description="Different sources.")
    account: str = Field(description="The account, where it is one.")
    accounts: list[Account] = Field(description="The accounts tried most, at most 20.")
    accounts_total: Count = Field(description="Different accounts.")
    count: Count = Field(description="Events that belong to it.")
    peak: Count = Field(description="Most of what the threshold counts, within one window.")
    threshold: float = Field(description="The threshold that it reached.")
    threshold_on: str = Field(description="What the threshold counts, and within which time.")
    first: str | None = Field(description="Time of the first event; none where lines have none.")
    last: str | None = Field(description="Time of the last event.")
    success_after: bool = Field(
        description="Whether a login succeeded after failures: then an account is likely lost."
    )
    success_line: int | None = Field(description="Number of the line with that login.")
    lines: list[int] = Field(description="Numbers of the first lines of evidence, at most 50.")
    last_line: int = Field(description="Number of the last line of evidence.")
    what: str = Field(description="What was seen, in one sentence.")
    distance_km: float | None = Field(None, description="For travel: least distance.")
    speed: float | None = Field(
        None, description="For travel: least speed in km/h; none where no time passed."
    )


class AnalyseLogsResult(ResultModel):
    """Templates, anomalies and detections of a log."""

    lines: Count = Field(description="Lines read, without empty ones.")
    formats: dict[str, int] = Field(description="Header formats that were recognised, and lines.")
    first: str | None = Field(description="Time of the first line; none where lines have none.")
    last: str | None = Field(description="Time of the last line.")
    timed_lines: Count = Field(description="Lines whose time could be read.")
    templates_total: Count = Field(description="Different templates.")
    templates: list[TemplateCount] = Field(
        description="The templates, the most frequent first, at most 500."
    )
    line_templates: list[int] = Field(
        description="For each line that is not empty, in order, the id of its template."
    )
    rare: list[TemplateCount] = Field(description="Templates seen once, at most 50.")
    rare_total: Count = Field(description="How many templates were seen once.")
    unseen_share: float = Field(
        description="Estimated chance that the next line has a template never seen here "
        "(Good and Turing: lines with a template seen once, divided by all lines)."
    )
    error_lines: Count = Field(description="Lines whose level is error or worse.")
    failed_logins: Count = Field(description="Failed logins.")
    successful_logins: Count = Field(description="Successful logins.")
    bursts: list[Burst] = Field(description="Bursts, the least likely first, at most 50.")
    interval_s: float | None = Field(description="Seconds of the intervals tested for bursts.")
    detections: list[Detection] = Field(description="Attacks found, the gravest first.")
    travel_judged: bool = Field(
        description="Whether logins carry places, so that travel could be judged."
    )
