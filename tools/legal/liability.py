"""The limit a contract puts on what somebody must pay, however it is measured."""

import re

from tools.legal.amounts import written_amounts
from tools.legal.analysed import LiabilityCap
from tools.legal.key_terms import SURE, cite, first_length, in_words
from tools.legal.reading import Passage, Reading, numbers
from tools.legal.statements import statements

_LIMITS = re.compile(
    r"\b(?:(?:not|nor|never)\b[^.;]{0,60}?\bexceed|(?:neither|no)\b[^.;]{0,200}?\b(?:exceed|be\s+liable\b[^.;]{0,80}?\b(?:more|greater)\s+than)"
    r"|in\s+no\s+event\b[^.;]{0,300}?\bexceed|limited\s+(?:in\s+(?:the\s+)?aggregate\s+)?(?:in\s+amount\s+)?to|maximum(?:\s+\w+){0,3}\s+(?:of|is|be)"
    r"|liable\b[^.;]{0,60}?\bmore\s+than|up\s+to|(?:no|not)\s+(?:be\s+)?(?:more|greater|higher)\s+than|capped\s+at|(?:is|are|be)\s+limited\s+at"
    r"|not\s+be\s+liable\b[^.;]{0,120}?\bin\s+excess\s+of|cap\s+(?:of|on\s+liability\s+is)|excess\s+of)"
    r"\s*(?:in\s+(?:the\s+)?aggregate\s*,?\s*)?(?P<basis>[^;]{1,260})",
    re.IGNORECASE,
)
_LIABILITY = re.compile(r"\bliab(?:le|ility|ilities)\b|\bdamages\b", re.IGNORECASE)
_STOP = re.compile(
    r"\.\s|\.$|,?\s+(?:except|provided|other\s+than|save|and\s+(?:shall|in\s+no)|nor)\b|\s+under\s+this\b|,\s*(?:whether|regardless)\b",
    re.IGNORECASE,
)
_CARVED = re.compile(
    r"\b(?:except\s+(?:for|in\s+(?:the\s+)?cases?\s+of|with\s+respect\s+to|as\s+to)|other\s+than|save\s+(?:for|in\s+respect\s+of)|excluding)\s+"
    r"(?P<what>[^.;]{3,160}?)(?=,\s*(?:neither|in\s+no|the|each|either|no)\b|,\s*[A-Z]|[.;]|$)"
    r"|\b(?:limit\w*|cap|exclusions?)\b[^.;]{0,80}\b(?:(?:shall|does|do|will)\s+not\s+(?:apply|limit|extend)\w*(?:\s+to|\s+in\s+the\s+case\s+of)?)\s+(?P<after>[^.;]{3,200})",
    re.IGNORECASE,
)
_NO_CAP = re.compile(
    r"\binsur\w+\b|\bpolic(?:y|ies)\b|\bper\s+occurrence\b|\bcoverage\b", re.IGNORECASE
)
_WHOSE = re.compile(
    r"(?P<who>(?:[Nn]either|[Ee]ither|[Ee]ach|[Nn]o)\s+[Pp]arty|(?:[Tt]he\s+)?[A-Z][\w&.-]*)['’]s?\s+(?:\w+\s+){0,4}?liabilit"
    r"|liability\s+of\s+(?P<of>(?:[Ee]ither|[Ee]ach)\s+[Pp]arty|(?:[Tt]he\s+)?[A-Z][\w&.-]*)"
    r"|(?P<liable>(?:[Nn]either\s+[Pp]arty)|(?:[Tt]he\s+)?[A-Z][\w&.-]*)\s+(?:shall|will)\s+(?:not\s+)?be\s+liable"
)


def liability_cap(reading: Reading) -> LiabilityCap | None:
    """The likeliest passage that limits how much must be paid."""
    text = reading.contract.text
    by_model = reading.passages("Cap on Liability")
    known = {one.start for one in by_model}
    by_words = [one for one in reading.stated("Cap on Liability") if one.start not in known]
    for passage in [*by_model, *by_words]:
        said = statements()["Cap on Liability"].blanked(text[passage.start : passage.end])
        match = _LIMITS.search(said)
        unsure = passage.chance < SURE or passage.chance == 1
        if match is None or (unsure and (not _LIABILITY.search(said) or _NO_CAP.search(said))):
            continue
        return _cap(reading, passage, match)
    return None


def _cap(reading: Reading, passage: Passage, match: re.Match[str]) -> LiabilityCap:
    text = reading.contract.text
    stop = _STOP.search(match["basis"])
    basis = match["basis"][: stop.start()] if stop else match["basis"]
    amounts = written_amounts(basis)
    # "the greater of $ 1,000,000 and the fees paid": an amount that something else may exceed.
    plain = bool(amounts) and not re.search(
        r"\b(?:greater|higher|lower|lesser|times|fees)\b", basis, re.I
    )
    said = "" if plain else " ".join(basis.split()).strip(" ,.:")
    return LiabilityCap(
        amount=amounts[0].amount if amounts else None,
        unit=amounts[0].currency if amounts else "",
        basis=said,
        period=first_length(said),
        numbers=[*numbers(said), *in_words(said)],
        who=_whose(text[passage.start : passage.end]),
        carve_outs=_carved(reading, passage),
        chance=round(passage.chance, 4),
        citation=cite(reading, passage.start, passage.end),
    )


def _whose(sentence: str) -> str:
    match = _WHOSE.search(sentence)
    return " ".join((match["who"] or match["of"] or match["liable"]).split()) if match else ""


def _carved(reading: Reading, passage: Passage) -> str:
    """What the limit does not hold for: said in its sentence or in one of the next two."""
    segments = reading.scored.segments
    row = int(segments[:, 0].searchsorted(passage.start, side="right")) - 1
    for start, end in segments[max(0, row - 1) : row + 3].tolist():
        words = reading.words(start, end)
        match = _CARVED.search(words)
        if match and (match["after"] or _LIABILITY.search(words)):
            return " ".join((match["what"] or match["after"]).split())[:200]
    return ""
