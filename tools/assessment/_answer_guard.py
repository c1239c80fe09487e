"""What is no answer: blanks, "I don't know", and words addressed to whoever grades."""

import re
from dataclasses import dataclass

_BLANK = re.compile(
    r"(?:[\W_]*|n/?a|none|no (?:answer|idea|clue)|idk|dunno|not sure|skip(?:ped)?|pass|blank|"
    r"(?:i )?(?:do not|don['’]?t|didn['’]?t|did not|cannot|can['’]?t) "
    r"(?:know|remember|understand|answer)(?: (?:this|it|that|the answer))?"
    r"|(?:i have )?no (?:answer|idea|clue)|left blank)[\s.!?]*",
    re.I,
)
_TO_GRADER = re.compile(
    r"\b(?:ignore|disregard|forget|override)\b.{0,40}\b(?:instruction|previous|above|rubric|key|rules?"
    r"|prompt)"
    r"|\b(?:give|award|grant|assign|grade|mark|score|rate)\b.{0,30}\b(?:me|this|answer|it|student)\b"
    r".{0,40}\b(?:full|max(?:imum)?|highest|top|perfect|100|\d+\s?/\s?\d+|correct|points?|marks?|credit)"
    r"|\b(?:give|award|grant)\b.{0,20}\b(?:full|max(?:imum)?|all)\b.{0,20}\b(?:marks?|points?|credit|score)"
    r"|\b(?:full|maximum|perfect)\s+(?:marks?|points?|credit|score)\b.{0,20}\b(?:please|pls)\b"
    r"|\bthis (?:answer|response) (?:is|should be|must be)\b.{0,30}\b(?:correct|perfect|full)"
    r"|\byou are (?:now )?(?:a|an|the)\b.{0,40}\b(?:grader|teacher|assistant|examiner)"
    r"|\b(?:system|assistant)\s*(?:prompt|message|:)|<\s*/?\s*(?:system|grade|score|instructions?)\b"
    r"|\b(?:please|pls)\b.{0,30}\b(?:pass me|let me pass|mark (?:me|this))",
    re.I | re.S,
)
_PIECE = re.compile(r"[^.!?\n]+[.!?]*|\n")


@dataclass(frozen=True, slots=True)
class Guarded:
    """An answer without what is no part of it."""

    text: str
    blank: bool
    addressed: bool
    """Whether some of it spoke to the grader and was left out."""


def guarded(answer: str) -> Guarded:
    """Leave out sentences that ask for a grade; say whether anything is left."""
    pieces = [match.group() for match in _PIECE.finditer(answer)]
    kept = [piece for piece in pieces if not _TO_GRADER.search(piece)]
    addressed = len(kept) < len(pieces) or bool(_TO_GRADER.search(answer))
    text = "".join(kept).strip() if addressed else answer.strip()
    return Guarded(text, bool(_BLANK.fullmatch(text)), addressed)
