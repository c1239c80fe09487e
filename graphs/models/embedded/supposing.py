"""A question and a "what if" in one message: "…, what would a 10 % price rise do?"."""

import re

from graphs.models.embedded.changes import factor, step

_SENTENCE = re.compile(r"[^.?!;\n]*(?:[.](?=\d)[^.?!;\n]*)*[.?!;\n]*")
_SUPPOSES = re.compile(
    r"^\s*(?:and |but |so |now |also )?(?:what if\b|what happens (?:if|when|with|to)\b|suppose\b"
    r"|(?:what|how) (?:would|will|does|could|might|is)\b.{0,60}?"
    r"\b(?:if|do|change|mean|with|after)\b"
    r"|(?:what|how) (?:would|will|does|could) (?:an?|another|the|\w+ing)\b)",
    re.IGNORECASE,
)
LEAST = 4  # words that ask a question of their own


def supposed(text: str) -> tuple[str, str] | None:
    """The question, and what is changed about it; None where nothing is supposed."""
    sentences = [m[0] for m in _SENTENCE.finditer(text) if m[0].strip()]
    if len(sentences) < 2:
        return None
    what_if = sentences[-1]
    if not _SUPPOSES.search(what_if) or not (factor(what_if) or step(what_if)):
        return None
    rest = text[: text.rindex(what_if)].strip()
    told = len(rest.split()) >= LEAST and any(c.isdigit() for c in rest)
    return (rest, what_if.strip()) if told else None
