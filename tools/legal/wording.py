"""What was found in a contract, in plain sentences with quotes and places."""

import re
from collections.abc import Sequence

from tools.legal.clause_types import label
from tools.legal.found import AbsentClause, ClausesResult, FoundClause

SURE = 0.5
"""From here on a passage is said to be the clause; below, that it may be."""
_QUOTE = 240
_SHORT_QUOTE = 110
_ANSWERED_ONE_BY_ONE = 3
_RELIABLE = 0.8
"""Share of clauses found above which their absence means something."""
_FIRST = (
    "Termination for Convenience",
    "Expiration Date",
    "Renewal Term",
    "Notice Period to Terminate Renewal",
    "Cap on Liability",
    "Uncapped Liability",
    "Anti-Assignment",
    "Exclusivity",
    "Non-Compete",
    "Change of Control",
    "Minimum Commitment",
    "IP Ownership Assignment",
    "Liquidated Damages",
    "Audit Rights",
    "Insurance",
    "Governing Law",
)
"""What people ask first; an overview names these before the rest."""
_QUOTED = ("Termination for Convenience", "Expiration Date", "Cap on Liability")
_VALUED = ("Governing Law", "Expiration Date", "Renewal Term", "Agreement Date", "Effective Date")
"""Types whose short value is told in an overview too."""
_NAMED = 12


def summary(result: ClausesResult) -> str:
    """The answer: each type asked for when few were, else an overview."""
    best = best_by_type(result.clauses)
    if result.types_asked > _ANSWERED_ONE_BY_ONE:
        return _overview(result, best)
    said = [_found(clause, result.clauses) for clause in best]
    said += [_absent(one) for one in result.absent]
    return " ".join(said)


def best_by_type(clauses: Sequence[FoundClause]) -> list[FoundClause]:
    """The likeliest clause of each type, in the order of the list."""
    best: dict[str, FoundClause] = {}
    for clause in clauses:
        best.setdefault(clause.clause_type, clause)
    return list(best.values())


def notes(result: ClausesResult, name: str) -> list[str]:
    """Caveats of the reading as a whole."""
    said = ["Reading support, not legal advice."]
    if any(clause.score < SURE for clause in result.clauses):
        said.append("“Possibly” marks passages that are likelier no such clause: read them.")
    if result.absent:
        said.append("Not found is no proof of absence: see how often each such clause is found.")
    if result.pages is None and name.lower().endswith((".docx", ".html", ".htm", ".txt")):
        said.append("The file has no fixed pages, so passages are placed by section only.")
    if re.search(r"\[\s*\*{1,}\s*\]|\[●\]|_{4,}", " ".join(c.text for c in result.clauses)):
        said.append("Some passages have blanks or parts blacked out ([***]).")
    return said


def quoted(result: ClausesResult) -> list[FoundClause]:
    """The clauses whose words the summary quotes."""
    best = best_by_type(result.clauses)
    if result.types_asked <= _ANSWERED_ONE_BY_ONE:
        return best
    sure = sorted(
        (one for one in best if one.score >= SURE), key=lambda one: _rank(one.clause_type)
    )
    return [one for one in sure if one.clause_type in _QUOTED][:1]


def _found(clause: FoundClause, clauses: Sequence[FoundClause]) -> str:
    others = sum(1 for one in clauses if one.clause_type == clause.clause_type) - 1
    more = f"; {others} more {'passage' if others == 1 else 'passages'}" if others else ""
    says = f"{place(clause) or 'the contract'} says “{excerpt(clause.text, _QUOTE)}”"
    if clause.value:
        says = f"{clause.value.text}; {says}"
    if clause.score < SURE:
        says = f"possibly {says}"
    return f"{label(clause.clause_type)}: {says} ({_percent(clause.score)} sure{more})."


def _absent(one: AbsentClause) -> str:
    said = f"{label(one.clause_type)}: no such clause was found"
    share = _percent(one.found_when_present)
    if one.found_when_present >= _RELIABLE:
        return f"{said}; one that is there is found in {share} of contracts."
    return f"{said}, but one that is there is found in only {share}: read for it yourself."


def _overview(result: ClausesResult, best: Sequence[FoundClause]) -> str:
    found = sorted(best, key=lambda clause: _rank(clause.clause_type))
    sure = [clause for clause in found if clause.score >= SURE]
    names = ", ".join(_with_place(clause) for clause in sure[:_NAMED])
    more = " and others" if len(sure) > _NAMED else ""
    parts = [f"Found {result.types_found} of {result.types_asked} types of clauses"]
    parts[0] += f": {names}{more}" if names else ""
    if unsure := [clause for clause in found if clause.score < SURE]:
        parts[0] += f"; possibly {', '.join(_with_place(clause) for clause in unsure[:4])}"
    parts[0] += "."
    for clause in sure:
        if clause.clause_type in _QUOTED:
            parts.append(f"{label(clause.clause_type)}: “{excerpt(clause.text, _SHORT_QUOTE)}”.")
            break
    absent = sorted(result.absent, key=lambda one: _rank(one.clause_type))
    if absent:
        said = ", ".join(_inside(one.clause_type) for one in absent[:5])
        more = " and others" if len(absent) > 5 else ""
        parts.append(f"Not found: {said}{more}.")
    return " ".join(parts)


def _rank(clause_type: str) -> int:
    return _FIRST.index(clause_type) if clause_type in _FIRST else len(_FIRST)


def _with_place(clause: FoundClause) -> str:
    where = place(clause)
    name = _inside(clause.clause_type)
    if clause.value and clause.clause_type in _VALUED:
        name = f"{name}: {clause.value.text}"
    return f"{name} ({where})" if where else name


def _inside(clause_type: str) -> str:
    words = label(clause_type)
    return words if words.startswith("IP ") else words[0].lower() + words[1:]


def place(clause: FoundClause) -> str:
    """Section and page; empty when neither is known."""
    parts = [f"§ {clause.section}"] if clause.section else []
    if clause.page is not None:
        parts.append(f"page {clause.page}")
    return ", ".join(parts)


def excerpt(text: str, most: int) -> str:
    """`text` on one line, cut at a word."""
    line = " ".join(text.split()).rstrip(".;:, ")
    if len(line) <= most:
        return line
    return f"{line[:most].rsplit(' ', 1)[0].rstrip('.;:, ')} …"


def _percent(share: float) -> str:
    return f"{min(99, max(1, round(100 * share)))} %"
