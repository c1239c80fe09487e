"""Read a contract as a whole: kind, parties, dates, deadlines, duties, gaps, oddities, risk."""

import datetime
import re
from collections.abc import Sequence

from pydantic import ConfigDict

from tools.capability import Method, RequestModel
from tools.errors import InvalidInput
from tools.fields import Date, Document, field
from tools.legal import key_terms
from tools.legal.analysed import (
    ContractAnalysis,
    ContractParty,
    KeyDate,
    Obligation,
    OtherKind,
    TopicClause,
)
from tools.legal.analysis_charts import analysis_chart
from tools.legal.analysis_words import summary
from tools.legal.calendar_file import calendar_file
from tools.legal.clause_model import load, score
from tools.legal.clause_risk import find, parts
from tools.legal.clause_risk import score as risk_score
from tools.legal.clause_types import label
from tools.legal.contract_likeness import check
from tools.legal.contract_topics import CLAUSES, Topic
from tools.legal.deadlines import current_end, deadlines
from tools.legal.duties import duties
from tools.legal.exits import cause_exits, early_exits, no_exits
from tools.legal.kind_of_contract import ToldKind, kind_of
from tools.legal.liability import liability_cap
from tools.legal.playbook import checks
from tools.legal.reading import Reading, numbers
from tools.legal.risk_scale import load_scale
from tools.legal.term import Term, read_term

_LEAST = 0.05
"""Least chance of a passage to be looked at at all."""
_MOST_OBLIGATIONS = 60
_TOLD = 2
"""Duties that the summary names."""
_REDACTED = re.compile(r"\[\s*\*[\s*]*\]|\[\s*[●•]\s*\]|\*{4,}|_{4,}|(?<!\w)X{5,}(?!\w)")
_METHOD = Method(
    name="hashed linear models for clauses and kind, rules for dates, parties and duties, playbook",
    source="trained on CUAD v1, The Atticus Project (CC BY 4.0); iCalendar by RFC 5545",
)
_SECRECY = re.compile(
    r"\b(?:keep|hold|maintain|protect|disclose|treat)\b[^.;]{0,120}\b(?:confiden\w+|secret)\b"
    r"|\bconfidential\s+information\b|\bconfidentiality\b",
    re.IGNORECASE,
)
"""Words of the clauses on confidentiality, a type that CUAD lacks."""
_TIMELY = frozenset(("dates", "renewal", "deadlines", "termination", "obligations"))
_KEY_TERMS = {
    "agreement_date": "date of the contract",
    "effective_date": "start",
    "expiration_date": "end",
    "renewal": "renewal",
    "notice_to_stop_renewal": "notice to stop the renewal",
    "early_exit": "ending it without a reason",
    "governing_law": "governing law",
    "liability_cap": "limit on liability",
}


class AnalyseContractRequest(RequestModel):
    """A contract, the day to count from, and what to say first."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {
                    "contract": 'LEASE AGREEMENT between Alder Property LLC (the "Landlord") and '
                    'Birch Cafe Inc. (the "Tenant"), effective as of 1 January 2026. 2. Term. '
                    "This lease ends on 31 December 2027 and shall automatically renew for "
                    "successive periods of two (2) years unless either party gives written notice "
                    "of non-renewal at least ninety (90) days before the end of the term. 5. "
                    "Either party may terminate this lease for convenience upon sixty (60) "
                    "days' prior written notice. 9. This lease is governed by the laws of the "
                    "State of Texas.",
                    "focus": ["termination", "deadlines"],
                    "as_of": "2026-11-21",
                }
            ]
        }
    )

    contract: Document = field(
        description="The contract to analyse, attached or pasted: agreement, lease, licence, NDA, "
        "terms; in English.",
        aliases=(
            *("agreement", "attached agreement", "lease", "licence agreement", "NDA", "document"),
            *("terms and conditions", "the attached file"),
        ),
        echo="{}",
    )
    focus: list[Topic] = field(
        description="What to say first: early termination, deadlines, parties, dates, liability, "
        "unusual or missing clauses, risk …; an overview when left out.",
        aliases=("focus", "tell me about", "what about", "look at", "interested in", "especially"),
        echo="{} first",
        default_factory=list,
        max_length=16,
    )
    as_of: Date = field(
        default_factory=datetime.date.today,
        description="The day deadlines are counted from: today unless another is named.",
        aliases=(
            *("as of", "today is", "counted from", "looking from", "Stand", "reference date"),
            *("as though today were", "as if today were", "evaluation date"),
        ),
        echo="as of {}",
        ge=datetime.date(1900, 1, 1),
        le=datetime.date(2200, 1, 1),
        optional_default_said="today",
    )


def analyse_contract(request: AnalyseContractRequest) -> ContractAnalysis:
    """Analyse a contract as a whole: get out early and by when, parties, dates, deadlines, risk.

    Use it to judge an agreement, lease, licence or NDA: can we get out and what must we not miss,
    who are the parties and when does it end, who must do what by when, what is unusual or missing,
    how risky is it, what kind of contract is it. Gives deadlines as a calendar file. To look up
    particular clauses and quote them, use extract_clauses.
    """
    contract = request.contract
    try:
        check(contract.text, "contract")
    except InvalidInput as error:
        if error.errors[0].code != "not_a_contract":
            raise
        return _no_contract(request)
    reading = Reading(contract, score(contract.text, load()), _LEAST)
    told = kind_of(reading)
    term = read_term(reading)
    result = _terms(request, reading, told, term)
    _add_time(result, reading, term, request)
    rules = checks(told.kind)
    found = find(reading, result, rules)
    result.missing, result.unusual = found.missing, found.unusual
    result.risk_parts = parts(found)
    result.risk_score, result.checks = risk_score(result.risk_parts), len(rules)
    result.risk_compared_with = load_scale().contracts
    result.topic_clauses = _on_topics(reading, request.focus)
    result.summary = summary(result, request.focus)
    result.notes = _notes(result, contract.name, request.focus)
    result.chart = analysis_chart(result, request.focus)
    return result


def _no_contract(request: AnalyseContractRequest) -> ContractAnalysis:
    result = ContractAnalysis(
        summary="",
        method=_METHOD,
        contract_type="none",
        type_chance=None,
        type_reason="it has too few of the words that contracts in English are made of",
        as_of=request.as_of,
        characters=len(request.contract.text),
        pages=len(request.contract.page_starts) or None,
        notes=["Send the contract itself, in English, if this was the wrong text."],
    )
    result.summary = summary(result, request.focus)
    return result


def _terms(
    request: AnalyseContractRequest, reading: Reading, told: ToldKind, term: Term
) -> ContractAnalysis:
    """Everything that is read off single passages."""
    text = request.contract.text
    result = ContractAnalysis(
        summary="",
        method=_METHOD,
        contract_type=told.kind,
        type_chance=told.chance,
        type_reason=told.reason,
        other_types=[OtherKind(contract_type=name, chance=c) for name, c in told.others],
        as_of=request.as_of,
        parties=key_terms.named_parties(reading),
        agreement_date=key_terms.key_date(reading, term.agreement),
        effective_date=key_terms.key_date(reading, term.effective),
        expiration_date=key_terms.key_date(reading, term.expiry),
        term=key_terms.period(reading, term.length),
        renewal=key_terms.renewal(reading, term),
        notice_to_stop_renewal=key_terms.period(reading, term.notice),
        early_exits=early_exits(reading, request.as_of),
        no_exits=no_exits(reading),
        cause_exits=cause_exits(reading),
        governing_law=key_terms.chosen_law(reading),
        liability_cap=liability_cap(reading),
        amounts=key_terms.amounts(reading),
        redactions=sum(1 for _ in _REDACTED.finditer(text)),
        characters=len(text),
        pages=len(request.contract.page_starts) or None,
    )
    result.early_exit = next(iter(result.early_exits), None)
    result.currency = _currency(result)
    result.not_stated = [said for name, said in _KEY_TERMS.items() if getattr(result, name) is None]
    return result


def _currency(result: ContractAnalysis) -> str:
    """The currency of the limit on liability, else of most amounts."""
    if result.liability_cap and result.liability_cap.unit:
        return result.liability_cap.unit
    units = [one.unit for one in result.amounts]
    return max(units, key=units.count, default="")


def _add_time(
    result: ContractAnalysis, reading: Reading, term: Term, request: AnalyseContractRequest
) -> None:
    """Duties, the term that runs on the day of asking, and the deadlines."""
    first_end = term.expiry.day if term.expiry else None
    end, renewed = current_end(first_end, term.renewal, request.as_of)
    result.current_term_ends = end
    result.obligations, result.obligations_found = _obligations(reading, result, end)
    result.first_duties = [one for one in result.obligations if one.due][:_TOLD]
    notice = result.notice_to_stop_renewal
    stated = term.notice.length if term.notice else None
    result.deadlines = deadlines(
        request.as_of,
        end=end,
        renewed=renewed,
        expiry=result.expiration_date,
        renewal=result.renewal,
        notice=(stated, notice.citation) if stated and notice else None,
        duties=result.obligations,
    )
    result.calendar = calendar_file(result.deadlines, request.as_of, request.contract.name)
    result.calendar_days = sum(one.days_left >= 0 for one in result.deadlines)


def _obligations(
    reading: Reading, result: ContractAnalysis, end: datetime.date | None
) -> tuple[list[Obligation], int]:
    """Those with a time first, then the others, in the contract's order; and how many in all."""
    begin = _day(result.effective_date) or _day(result.agreement_date)
    found = duties(
        reading.contract.text,
        reading.scored.segments,
        _roles(result.parties),
        {"start": begin, "end": end},
    )
    ranked = sorted(found, key=lambda one: (not one.due, one.start))[:_MOST_OBLIGATIONS]
    said = [
        Obligation(
            who=one.who,
            duty=one.duty,
            prohibition=one.prohibition,
            due=one.due,
            due_date=one.due_date,
            due_period=key_terms.first_length(one.due),
            recurring=one.recurring,
            numbers=numbers(one.duty),
            citation=key_terms.cite(reading, one.start, one.end),
        )
        for one in ranked
    ]
    return said, len(found)


def _day(known: KeyDate | None) -> datetime.date | None:
    return known.date if known else None


def _roles(named: Sequence[ContractParty]) -> list[str]:
    """What duties call the parties: their roles, and their names without the legal form."""
    roles = [role for one in named for role in one.roles]
    return [*roles, *(one.name for one in named if not one.redacted)]


def _on_topics(reading: Reading, focus: Sequence[str]) -> list[TopicClause]:
    held = [
        TopicClause(
            topic=topic,
            clause=label(clause),
            chance=round(found[0].chance, 4),
            citation=key_terms.cite(reading, found[0].start, found[0].end),
        )
        for topic in focus
        for clause in CLAUSES.get(topic, ())
        if (found := reading.passages(clause)) and found[0].chance >= key_terms.SURE
    ]
    secret = _SECRECY.search(reading.contract.text) if "confidentiality" in focus else None
    if secret:
        held.append(
            TopicClause(
                topic="confidentiality",
                clause="Confidentiality",
                chance=1.0,
                citation=key_terms.sentence(reading, *secret.span()),
            )
        )
    return held


def _notes(result: ContractAnalysis, name: str, focus: Sequence[str]) -> list[str]:
    """Caveats of what was told: of all terms in an overview, of those asked for otherwise."""
    said = ["Reading support, not legal advice."]
    ends = (result.agreement_date, result.effective_date, result.expiration_date)
    timely = not focus or not _TIMELY.isdisjoint(focus)
    if timely and any(one and one.basis == "counted" for one in ends):
        said.append(
            "An end that is only counted is taken to fall on the anniversary of the start; where "
            "the first day counts, it and its notice fall a day earlier."
        )
    if timely and any(one and one.ambiguous for one in ends):
        said.append("A date in figures alone was read month first, as in the United States.")
    if any(
        p and p.unit == "business days" for p in (result.notice_to_stop_renewal, result.early_exit)
    ):
        said.append("Business days are Monday to Friday; holidays are not known.")
    if result.redactions:
        said.append(
            f"{result.redactions} {'place is' if result.redactions == 1 else 'places are'} blacked "
            "out or left blank; nothing was filled in."
        )
    if result.not_stated and (not focus or "missing" in focus):
        said.append(
            f"Nothing was found on: {', '.join(result.not_stated)}. "
            "Not found is no proof of absence."
        )
    if "risk" in focus:
        said.append("The severities behind the points are the playbook's judgement, not measured.")
    if result.risk_score is not None and (not focus or "risk" in focus):
        said.append(
            f"Risk {result.risk_score:.0f} of {result.risk_scale}: its findings weigh more than "
            f"those of so many in {result.risk_scale} of the {result.risk_compared_with} "
            "commercial contracts compared with; the points of a finding are its share."
        )
    if result.pages is None and name.lower().endswith((".docx", ".html", ".htm", ".txt")):
        said.append("The file has no fixed pages, so passages are placed by section only.")
    return said
