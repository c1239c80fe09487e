"""Kinds that CUAD lacks, by the words of the text where the title is silent.

A contract is taken for such a kind where it uses most of the kind's own words, and uses them
often; where two kinds would do, or none, nothing is said.
"""

import re

_CUES = {
    "lease": (
        *(r"landlords?|lessors?", r"tenants?|lessees?", r"rents?", r"premises|flat|apartment"),
        *(r"lets?|leases?|letting", r"sublet\w*|deposit"),
    ),
    "nda": (
        *(r"confidential(?:ity)?", r"disclos\w+", r"recipient|receiving\s+party|discloser"),
        *(r"purpose", r"return|destroy", r"secre\w+|confidence|publicly\s+(?:known|available)"),
    ),
    "employment": (
        *(r"employees?", r"employ(?:er|s|ed|ment)", r"salary|wages?"),
        *(r"holidays?|vacation|annual\s+leave|sick\s+\w+", r"hours|full[\s-]time", r"duties|job"),
    ),
    "loan": (
        *(r"lenders?", r"borrowers?", r"loans?|facility|advance", r"interest"),
        *(r"repa(?:y|id|yment)\w*|instal\w+", r"principal|maturity|prepay\w*"),
    ),
    "subscription": (
        *(r"subscri\w+", r"users?|accounts?", r"platform|application|hosted|cloud|app"),
        *(r"uptime|availability|service\s+level", r"data", r"access|log\s?in"),
    ),
}
_PATTERNS = {
    kind: tuple(re.compile(rf"\b(?:{cue})\b", re.IGNORECASE) for cue in cues)
    for kind, cues in _CUES.items()
}
_DISTINCT = 4
_PER_WORD = 0.03
"""Least share of a kind's words among all; half of what short contracts of a kind have."""
_READ = 30_000


def kind_by_words(text: str) -> str | None:
    """The one kind whose words the text is full of; None where none or several are likely."""
    read = text[:_READ]
    words = max(len(read.split()), 40)
    likely: dict[str, float] = {}
    for kind, patterns in _PATTERNS.items():
        counts = [len(pattern.findall(read)) for pattern in patterns]
        share = sum(counts) / words
        if sum(map(bool, counts)) >= _DISTINCT and all(counts[:2]) and share >= _PER_WORD:
            likely[kind] = share
    best = sorted(likely, key=lambda kind: -likely[kind])
    if not best or (len(best) > 1 and likely[best[1]] > 0.7 * likely[best[0]]):
        return None
    return best[0]
