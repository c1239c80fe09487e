"""Whether a sentence says what a kind of clause is about, or denies it.

The clause model knows the words of a clause, not which way they point: "may not terminate for
convenience" has all the words of a right to. So what denies a clause is blanked out, and only what
is left can say it. The patterns stand in `statements.json`.
"""

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

import numpy as np

from tools.legal.clause_model import Scored
from tools.legal.clause_types import CLAUSE_TYPES

PATTERNS = Path(__file__).parent / "statements.json"
_GAP = (
    r"(?:(?!\b(?:but|however|except|unless|provided|save|although|whereas|other\s+than|may|shall|will)\b)"
    r"[^.;]){0,110}?(?<!\w)"
)
"""Some words that turn nothing round: a denial does not reach beyond a "but" or another verb."""
_LOOSE = r"[^.;]{0,160}?(?<!\w)"


@dataclass(frozen=True, slots=True)
class Statement:
    """What says a kind of clause, and what denies it."""

    says: re.Pattern[str]
    denies: re.Pattern[str]
    weak: re.Pattern[str] | None = None
    unless: re.Pattern[str] | None = None

    def blanked(self, text: str) -> str:
        """The text with what denies it blanked out, every offset as before."""
        return self.denies.sub(lambda match: match["keep"] or " " * len(match.group()), text)

    def stated(self, text: str) -> re.Match[str] | None:
        """What says it, in a sentence; None where nothing does."""
        if not self.says.search(text) and not (self.weak and self.weak.search(text)):
            return None
        left = self.blanked(text)
        if found := self.says.search(left):
            return found
        if self.weak and self.unless and not self.unless.search(text):
            return self.weak.search(left)
        return None

    def denied(self, text: str) -> re.Match[str] | None:
        """What denies it, in a sentence of which nothing else says it."""
        found = (match for match in self.denies.finditer(text) if not match["keep"])
        first = next(found, None)
        return first if first and not self.stated(text) else None


def compiled(patterns: Sequence[str], keep: Sequence[str] | None = None) -> re.Pattern[str]:
    """One pattern of several: blanks are any white space, "…" is some words.

    With `keep`, the patterns are those of a denial, which matches of the group `keep` forestall.
    """
    gap = _LOOSE if keep is None else _GAP
    whole = "|".join(_expanded(one, gap) for one in patterns)
    if keep is not None:
        kept = "|".join(_expanded(one, gap) for one in keep) or "(?!)"
        whole = f"(?P<keep>{kept})|{whole}"
    return re.compile(whole, re.IGNORECASE)


def _expanded(pattern: str, gap: str) -> str:
    for _ in range(3):  # macros hold macros
        pattern = re.sub(r"\{([A-Z]+)\}", lambda match: _macros()[match[1]], pattern)
    pattern = re.sub(r" ?… ?", "…", pattern).replace(" ", r"\s+").replace("…", rf"\b{gap}")
    # A look-behind has one length, so the white space in it is a single character.
    pattern = re.sub(r"\(\?<!([^()]*)\)", lambda m: m.group().replace(r"\s+", r"\s"), pattern)
    return rf"(?<!\w)(?:{pattern})(?!\w)"


@cache
def _macros() -> dict[str, str]:
    return json.loads(PATTERNS.read_text(encoding="utf-8"))["macros"]


@cache
def statements() -> dict[str, Statement]:
    """By kind of clause."""
    said = json.loads(PATTERNS.read_text(encoding="utf-8"))["clauses"]
    return {
        name: Statement(
            compiled(one["says"]),
            compiled(one["denies"], one.get("keep", ())),
            compiled(one["weak"]) if "weak" in one else None,
            compiled(one["unless"]) if "unless" in one else None,
        )
        for name, one in said.items()
    }


def denied(clause: str, text: str) -> bool:
    """Whether a sentence denies such a clause; never where nothing is known of the kind."""
    known = statements().get(clause)
    return bool(known and known.denied(text))


def pointed(scored: Scored, text: str, least: float) -> Scored:
    """Scores without the passages that deny what they are taken for."""
    chance = scored.probability.copy()
    rows, columns = np.nonzero(chance >= least)
    places = scored.spans[rows].tolist()
    for row, column, (start, end) in zip(rows.tolist(), columns.tolist(), places, strict=True):
        if denied(CLAUSE_TYPES[column], text[start:end]):
            chance[row, column] = 0
    return replace(scored, probability=chance)
