"""What the playbook finds in a contract, and the score its findings add up to.

Every check gives at most as many points as the gravest severity, weighed by the chance that the
finding is true: `points = 100 * severity * chance / (5 * checks)`. The score is the sum, so it
grows with each severity and with each chance, and 100 means that every check failed at its worst.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from tools.legal.analysed import MissingClause, RiskPart, UnusualClause
from tools.legal.clause_types import CLAUSE_TYPES, label
from tools.legal.key_terms import SURE, cite, sentence
from tools.legal.playbook import WORST, Checks, Rule, usual
from tools.legal.reading import Reading

_RARE = 0.05
"""Share of a kind's contracts below which a clause is told as rare."""
_ENOUGH = 10
"""Contracts of a kind from which on shares mean something."""
_DIGITS = 2


@dataclass(frozen=True, slots=True)
class Findings:
    """What the playbook finds."""

    missing: list[MissingClause]
    unusual: list[UnusualClause]


def find(reading: Reading, kind: str, rules: Checks) -> Findings:
    """Apply the rules; gravest first, then likeliest."""
    missing = [one for rule in rules.expected if (one := _missing(reading, kind, rule))]
    unusual = [one for rule in rules.unusual if (one := _unusual(reading, kind, rule))]
    unusual += _rare(reading, kind, rules)
    return Findings(
        sorted(missing, key=lambda one: (-one.severity, -one.chance_absent)),
        sorted(unusual, key=lambda one: (-one.severity, -one.chance)),
    )


def parts(found: Findings, checks: int) -> list[RiskPart]:
    """What each finding adds to the score, most first."""
    said = [(f"missing: {one.clause}", one.severity, one.chance_absent) for one in found.missing]
    said += [(one.clause, one.severity, one.chance) for one in found.unusual]
    return risk_parts(said, checks)


def risk_parts(findings: Sequence[tuple[str, int, float]], checks: int) -> list[RiskPart]:
    """Points of findings told as name, severity, chance."""
    most = WORST * max(checks, len(findings), 1)
    return sorted(
        (
            RiskPart(
                finding=name,
                severity=severity,
                chance=chance,
                points=round(100 * severity * chance / most, _DIGITS),
            )
            for name, severity, chance in findings
        ),
        key=lambda part: -part.points,
    )


def score(said: Sequence[RiskPart]) -> float:
    """The sum of the parts."""
    return round(sum(part.points for part in said), _DIGITS)


def _missing(reading: Reading, kind: str, rule: Rule) -> MissingClause | None:
    if any(pattern.search(reading.contract.text) for pattern in rule.words):
        return None
    known = rule.clause in CLAUSE_TYPES
    best = reading.best_chance(rule.clause) if known else 0.0
    if best >= SURE:
        return None
    seen = usual(kind, rule.clause)
    return MissingClause(
        clause=label(rule.clause) if known else rule.clause,
        severity=rule.severity,
        why=rule.why,
        chance_absent=round(1 - best, 4),
        usual_in=seen.holding if seen else None,
        compared_with=seen.of if seen else None,
    )


def _unusual(reading: Reading, kind: str, rule: Rule) -> UnusualClause | None:
    known = rule.clause in CLAUSE_TYPES
    if known and (held := _held(reading, kind, rule.clause, rule.severity, rule.why)):
        return held
    found = (pattern.search(reading.contract.text) for pattern in rule.words)
    match = next((one for one in found if one), None)
    if match is None:
        return None
    seen = usual(kind, rule.clause)
    return UnusualClause(
        clause=label(rule.clause) if known else rule.clause,
        severity=rule.severity,
        why=rule.why,
        chance=1.0,
        usual_in=seen.holding if seen else None,
        compared_with=seen.of if seen else None,
        citation=sentence(reading, *match.span()),
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
