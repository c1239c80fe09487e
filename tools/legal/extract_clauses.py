"""Find the clauses of a contract: which of CUAD's 41 types stand in it, where, and which do not."""

from collections.abc import Sequence

import numpy as np
from pydantic import ConfigDict

from tools.capability import Method, RequestModel
from tools.fields import Document, Probability, field
from tools.legal.clause_model import Model, Scored, load, score
from tools.legal.clause_types import CLAUSE_TYPES, ClauseType
from tools.legal.clause_values import clause_value
from tools.legal.contract_likeness import check
from tools.legal.coverage_chart import coverage_chart
from tools.legal.found import AbsentClause, ClausesResult, FoundClause
from tools.legal.reading import Passage, Reading, numbers
from tools.legal.told_figures import told_figures
from tools.legal.wording import notes, summary

_LEAST_SCORE = 0.001
"""What a minimum score of 0 means: below it stand all sentences of the contract, for every type."""
_ONE_ANSWER = ("Document Name", "Agreement Date", "Effective Date")
"""Types that name one thing, which contracts repeat: each wording is listed once."""
_METHOD = Method(
    name="hashed 1-2-gram linear model over sentences, calibrated on their surroundings",
    source="trained on CUAD v1, The Atticus Project (CC BY 4.0); Hendrycks et al., NeurIPS 2021",
)


class ExtractClausesRequest(RequestModel):
    """A contract, and which clauses to look for."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {
                    "contract": "7.2 Either party may terminate this Agreement for any reason upon "
                    "ninety (90) days' prior written notice. 11.4 This Agreement shall be governed "
                    "by the laws of the State of New York. Neither party may assign this Agreement "
                    "without the prior written consent of the other party.",
                    "clause_types": ["Termination for Convenience", "Cap on Liability"],
                }
            ]
        }
    )

    contract: Document = field(
        description="The contract to read, attached or pasted: agreement, lease, licence, NDA, "
        "terms; in English.",
        aliases=(
            *("agreement", "attached agreement", "lease", "licence agreement", "NDA", "document"),
            *("terms and conditions", "the attached file", "clause"),
        ),
        echo="{}",
    )
    clause_types: list[ClauseType] = field(
        description="Which clauses to look for; all 41 types when left out.",
        aliases=("clauses", "look for", "does it say", "is there", "what does it say about"),
        default_factory=list,
        max_length=41,
    )
    minimum_score: Probability = field(
        0.3,
        description="Least chance a passage must have of being the clause to be listed; 0 lists "
        "every candidate.",
        aliases=("minimum score", "at least this sure", "certainty", "threshold", "cut-off"),
        echo="at least {} sure",
        optional_default_said="passages at least 30 % likely to be the clause",
    )


def extract_clauses(request: ExtractClausesRequest) -> ClausesResult:
    """Find the clauses of a contract: termination, renewal, liability, assignment and 37 more.

    Use it for any question about what an agreement, lease or licence says: can we get out early,
    may it be assigned, is liability capped, which law governs, does it renew, who owns the work,
    what is missing. Says where each clause stands and which are absent.
    """
    contract = request.contract
    check(contract.text, "contract")
    asked = list(dict.fromkeys(request.clause_types)) or list(CLAUSE_TYPES)
    model = load()
    scored = score(contract.text, model)
    finder = _Finder(request, scored)
    scored = finder.scored
    clauses = [clause for name in asked for clause in finder.clauses(name)]
    held = {clause.clause_type for clause in clauses}
    result = ClausesResult(
        summary="",
        method=_METHOD,
        clauses=clauses,
        absent=_absent([name for name in asked if name not in held], scored, model, finder.least),
        types_asked=len(asked),
        types_found=len(held),
        passages=len(clauses),
        characters=len(contract.text),
        pages=len(contract.page_starts) or None,
        chart=coverage_chart(clauses, len(contract.text)),
    )
    result.told = told_figures(result)
    result.summary, result.notes = summary(result), notes(result, contract.name)
    return result


class _Finder:
    """Picks the passages of a type out of what was read."""

    def __init__(self, request: ExtractClausesRequest, scored: Scored) -> None:
        self.least = max(request.minimum_score, _LEAST_SCORE)
        self._reading = Reading(request.contract, scored, self.least)
        self.scored = self._reading.scored

    def clauses(self, clause_type: str) -> list[FoundClause]:
        """Passages of this type, likeliest first."""
        found = [self._clause(clause_type, one) for one in self._reading.passages(clause_type)]
        return _each_wording_once(found) if clause_type in _ONE_ANSWER else found

    def _clause(self, clause_type: str, passage: Passage) -> FoundClause:
        text = self._reading.words(passage.start, passage.end)
        return FoundClause.model_validate(
            {
                "clause_type": clause_type,
                "text": text,
                "start": passage.start,
                "end": passage.end,
                "page": self._reading.contract.page(passage.start),
                "section": self._reading.sections.of(passage.start),
                "score": round(passage.chance, 4),
                "value": clause_value(self._reading.contract.text, clause_type, passage),
                "numbers": numbers(text),
            }
        )


def _each_wording_once(clauses: Sequence[FoundClause]) -> list[FoundClause]:
    kept: dict[str, FoundClause] = {}
    for clause in clauses:
        kept.setdefault(" ".join(clause.text.casefold().split()), clause)
    return list(kept.values())


def _absent(names: Sequence[str], scored: Scored, model: Model, least: float) -> list[AbsentClause]:
    """What was not found, and how much that means at the score asked for."""
    best = scored.probability.max(0, initial=0)
    level = int(np.argmin(np.abs(model.thresholds - least)))
    return [
        AbsentClause.model_validate(
            {
                "clause_type": name,
                "best_score": round(float(best[column]), 4),
                "found_when_present": round(float(model.recall[level, column]), 3),
            }
        )
        for name in names
        for column in (CLAUSE_TYPES.index(name),)
    ]
