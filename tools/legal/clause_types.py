"""The 41 kinds of clauses that CUAD v1 distinguishes, and the words people use for them."""

import difflib
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Any, Literal, get_args

from pydantic import BeforeValidator, Field

ClauseName = Literal[
    "Document Name",
    "Parties",
    "Agreement Date",
    "Effective Date",
    "Expiration Date",
    "Renewal Term",
    "Notice Period to Terminate Renewal",
    "Governing Law",
    "Most Favored Nation",
    "Competitive Restriction Exception",
    "Non-Compete",
    "Exclusivity",
    "No-Solicit of Customers",
    "No-Solicit of Employees",
    "Non-Disparagement",
    "Termination for Convenience",
    "Rofr/Rofo/Rofn",
    "Change of Control",
    "Anti-Assignment",
    "Revenue/Profit Sharing",
    "Price Restrictions",
    "Minimum Commitment",
    "Volume Restriction",
    "IP Ownership Assignment",
    "Joint IP Ownership",
    "License Grant",
    "Non-Transferable License",
    "Affiliate License-Licensor",
    "Affiliate License-Licensee",
    "Unlimited/All-You-Can-Eat-License",
    "Irrevocable or Perpetual License",
    "Source Code Escrow",
    "Post-Termination Services",
    "Audit Rights",
    "Uncapped Liability",
    "Cap on Liability",
    "Liquidated Damages",
    "Warranty Duration",
    "Insurance",
    "Covenant Not to Sue",
    "Third Party Beneficiary",
]
"""CUAD's own names, in CUAD's order: results can be held against its data as they are."""

CLAUSE_TYPES: tuple[str, ...] = get_args(ClauseName)


def words_of(path: Path) -> dict[str, tuple[str, ...]]:
    """A list of synonyms: a line per name, going on in lines that are indented."""
    text = path.read_text(encoding="utf-8")
    entries = re.sub(r"\n +", " ", text).splitlines()
    split = [entry.split(": ", 1) for entry in entries if not entry.startswith("#")]
    return {name: tuple(words.split(", ")) for name, words in split}


SYNONYMS: Mapping[str, tuple[str, ...]] = words_of(Path(__file__).parent / "clause_words.txt")
"""What people say for each type."""

LABELS: Mapping[str, str] = {
    "Expiration Date": "Expiry",
    "Notice Period to Terminate Renewal": "Notice to stop renewal",
    "Rofr/Rofo/Rofn": "Right of first refusal, offer or negotiation",
    "Anti-Assignment": "Assignment",
    "Termination for Convenience": "Ending it without cause",
    "Revenue/Profit Sharing": "Revenue or profit sharing",
    "IP Ownership Assignment": "IP ownership",
    "Unlimited/All-You-Can-Eat-License": "Unlimited licence",
    "Affiliate License-Licensor": "Licence from the licensor's affiliates",
    "Affiliate License-Licensee": "Licence for the licensee's affiliates",
}


def label(clause_type: str) -> str:
    """What a type is called in front of a person."""
    return LABELS.get(clause_type, clause_type[0] + clause_type[1:].lower().replace("ip ", "IP "))


def _spellings() -> dict[str, str]:
    spelled: dict[str, str] = {}
    for name in CLAUSE_TYPES:
        for words in (*SYNONYMS[name], name):
            spelled.setdefault(_plain(words), name)
    spelled.update({_plain(name): name for name in CLAUSE_TYPES})
    return spelled


def _plain(words: str) -> str:
    return "".join(letter for letter in words.casefold() if letter.isalnum())


def canonical(value: Any) -> Any:
    """CUAD's name for what was said; a `ValueError` names the nearest types."""
    if not isinstance(value, str) or value in CLAUSE_TYPES:
        return value
    if (name := _SPELLINGS.get(_plain(value))) is not None:
        return name
    near = difflib.get_close_matches(_plain(value), _SPELLINGS, n=6, cutoff=0.3)
    names = list(dict.fromkeys(_SPELLINGS[word] for word in near))[:3]
    nearest = f"; nearest: {', '.join(names)}" if names else ""
    raise ValueError(f"is none of the 41 clause types{nearest}")


_SPELLINGS = _spellings()

ClauseType = Annotated[
    ClauseName,
    BeforeValidator(canonical),
    Field(json_schema_extra={"x-synonyms": {name: list(said) for name, said in SYNONYMS.items()}}),
]
"""A clause type by CUAD's name or, in a request, by any of its synonyms."""
