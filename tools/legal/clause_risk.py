"""What the playbook finds in a contract, and the score its findings add up to.

A finding weighs its severity times the chance that it is true. The score is the place of their
sum among real contracts (`risk_scale`), so it grows with each severity and with each chance; the
points of a finding are its share of the score, and they sum to it.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from tools.legal.analysed import (
    Citation,
    ContractAnalysis,
    MissingClause,
    RiskPart,
    UnusualClause,
)
from tools.legal.clause_types import CLAUSE_TYPES, label
from tools.legal.key_terms import SURE, cite, sentence
from tools.legal.oddities import CHECKS
from tools.legal.playbook import Checks, Rule, usual
from tools.legal.reading import Reading
from tools.legal.risk_scale import load_scale
from tools.legal.statements import statements

_RARE = 0.05
"""Share of a kind's contracts below which a clause is told as rare."""
_ENOUGH = 10
"""Contracts of a kind from which on shares mean something."""
_DIGITS = 6
_SCORE_DIGITS = 6
_READ = {
    "Cap on Liability": "liability_cap",
    "Termination for Convenience": "early_exits",
    "Termination for breach": "cause_exits",
    "Expiration Date": "expiration_date",
    "Governing Law": "governing_law",
}
"""Key terms that, once read, show that the clause is not missing."""


@dataclass(frozen=True, slots=True)
class Findings:
    """What the playbook finds."""

    missing: list[MissingClause]
    unusual: list[UnusualClause]


def find(reading: Reading, result: ContractAnalysis, rules: Checks) -> Findings:
    """Apply the rules to a contract and what was read of it; gravest first, then likeliest."""
    kind = result.contract_type
    missing = [one for rule in rules.expected if (one := _missing(reading, result, rule))]
    unusual = [one for rule in rules.unusual if (one := _unusual(reading, result, rule))]
    unusual += _rare(reading, kind, rules)
    told = {one.clause for one in unusual}
    less = {
        _said(clause)
        for rule in rules.unusual
        if _said(rule.clause) in told
        for clause in rule.instead_of
    }
    unusual = [one for one in unusual if one.clause not in less]
    return Findings(
        sorted(missing, key=lambda one: (-one.severity, -one.chance_absent)),
        sorted(unusual, key=lambda one: (-one.severity, -one.chance)),
    )


def parts(found: Findings) -> list[RiskPart]:
    """What each finding adds to the score, most first."""
    said = [(f"missing: {one.clause}", one.severity, one.chance_absent) for one in found.missing]
    said += [(one.clause, one.severity, one.chance) for one in found.unusual]
    return risk_parts(said)


def risk_parts(findings: Sequence[tuple[str, int, float]]) -> list[RiskPart]:
    """Points of findings told as name, severity, chance."""
    weight = sum(severity * chance for _, severity, chance in findings)
    whole = load_scale().place(weight)
    return sorted(
        (
            RiskPart(
                finding=name,
                severity=severity,
                chance=chance,
                points=round(whole * severity * chance / weight, _DIGITS) if weight else 0.0,
            )
            for name, severity, chance in findings
        ),
        key=lambda part: -part.points,
    )


def score(said: Sequence[RiskPart]) -> float:
    """The sum of the parts."""
    return round(sum(part.points for part in said), _SCORE_DIGITS)


def _said(clause: str) -> str:
    return label(clause) if clause in CLAUSE_TYPES else clause


def _words(reading: Reading, rule: Rule) -> re.Match[str] | None:
    """The first of a rule's words, where nothing denies what they say."""
    text = reading.contract.text
    if rule.words and (statement := statements().get(rule.clause)):
        text = statement.blanked(text)
    return rule.found(text)


def _missing(reading: Reading, result: ContractAnalysis, rule: Rule) -> MissingClause | None:
    kind = result.contract_type
    if _words(reading, rule) or getattr(result, _READ.get(rule.clause, ""), None):
        return None
    known = rule.clause in CLAUSE_TYPES
    best = reading.best_chance(rule.clause) if known else 0.0
    if best >= SURE:
        return None
    seen = usual(kind, rule.clause)
    return MissingClause(
        clause=_said(rule.clause),
        severity=rule.severity,
        why=rule.why,
        chance_absent=round(1 - best, 4),
        usual_in=seen.holding if seen else None,
        compared_with=seen.of if seen else None,
    )


def _unusual(reading: Reading, result: ContractAnalysis, rule: Rule) -> UnusualClause | None:
    kind = result.contract_type
    if rule.check:
        place = CHECKS[rule.check](reading, result, rule.limit)
        return _stands(kind, rule, place) if place else None
    if rule.clause in CLAUSE_TYPES and (
        held := _held(reading, kind, rule.clause, rule.severity, rule.why)
    ):
        return held
    if rule.stated and (said := reading.stated(rule.clause)):
        return _stands(kind, rule, cite(reading, said[0].start, said[0].end))
    match = _words(reading, rule)
    return _stands(kind, rule, sentence(reading, *match.span())) if match else None


def _stands(kind: str, rule: Rule, place: Citation) -> UnusualClause:
    """A finding that rests on words or on a measure rather than on the model."""
    seen = usual(kind, rule.clause)
    return UnusualClause(
        clause=_said(rule.clause),
        severity=rule.severity,
        why=rule.why,
        chance=1.0,
        usual_in=seen.holding if seen else None,
        compared_with=seen.of if seen else None,
        citation=place,
    )


def _held(
    reading: Reading, kind: str, clause: str, severity: int, why: str
) -> UnusualClause | None:
    passages = reading.passages(clause)
    if not passages or passages[0].chance < SURE:
        return None
    seen = usual(kind, clause)
    return UnusualClause(
        clause=label(clause),
        severity=severity,
        why=why,
        chance=round(passages[0].chance, 4),
        usual_in=seen.holding if seen else None,
        compared_with=seen.of if seen else None,
        citation=cite(reading, passages[0].start, passages[0].end),
    )


def _rare(reading: Reading, kind: str, rules: Checks) -> list[UnusualClause]:
    """Clauses that hardly any contract of the kind has, and that no rule speaks of."""
    spoken = {rule.clause for rule in (*rules.expected, *rules.unusual)}
    found: list[UnusualClause] = []
    for clause in CLAUSE_TYPES:
        seen = usual(kind, clause)
        rare = seen is not None and seen.of >= _ENOUGH and seen.holding < _RARE * seen.of
        if clause in spoken or not rare:
            continue
        if one := _held(reading, kind, clause, 1, "contracts of this kind rarely have it"):
            found.append(one)
    return found
