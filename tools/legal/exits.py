"""How a contract can be left early: without a reason, for a breach, or not at all."""

import datetime
import re

from tools.legal.analysed import CauseExit, EarlyExit, NoExit
from tools.legal.durations import Duration, moved, written_durations
from tools.legal.key_terms import SURE, cite, measured
from tools.legal.reading import Passage, Reading
from tools.legal.statements import statements

_MOST = 4
_WHO = (
    r"(?P<who>(?:[Ee]ither|[Ee]ach|[Bb]oth|[Aa]ny|[Aa]|[Tt]he|[Nn]either|[Nn]o)\s+(?:of\s+the\s+)?(?:[Oo]ther\s+)?[Pp]art(?:y|ies)"
    r"|(?:[Tt]he\s+)?(?!(?:Agreement|Notwithstanding|This|Such|If|In|It|Term|Termination|Contract|Lease|Section)\b)"
    r"[A-Z][\w&.'’-]*(?:\s+(?:&\s+)?[A-Z][\w&.'’-]*){0,3}|[Yy]ou|[Ww]e)"
)
_MAY = re.compile(
    rf"(?<!\w){_WHO}\s+(?:(?!not\b)\w+\s+){{0,3}}?(?:may|shall(?:\s+not)?\s+(?:have\s+the\s+right|be\s+entitled)|can|will\s+have\s+the"
    r"\s+right|(?:has|have)\s+(?:the|no|a)\s+right|is\s+(?:not\s+)?entitled|reserves|waives?|cannot|does\s+not\s+have)"
)
_CAUSES = (
    ("a material breach", re.compile(r"material(?:ly)?\s+(?:\w+\s+)?breach", re.I)),
    ("a breach", re.compile(r"\bbreach\w*|\bviolat\w*", re.I)),
    ("a default", re.compile(r"\bdefault\w*|\barrears\b", re.I)),
    ("non-payment", re.compile(r"\bnon-?payment|fail\w*\s+to\s+(?:make\s+\w*\s*)?pay", re.I)),
    ("insolvency", re.compile(r"\binsolven\w*|\bbankrupt\w*", re.I)),
    ("gross misconduct", re.compile(r"\bmisconduct", re.I)),
    ("good cause", re.compile(r"\b(?:for|with)\s+(?:good\s+|just\s+)?cause\b", re.I)),
)  # fmt: skip
_CURE = re.compile(
    r"\b(?:cur(?:e|es|ed|able)|remed(?:y|ies|ied)|rectif\w+|correct(?:s|ed)?|put\s+right|made\s+good|continues|grace)\b",
    re.IGNORECASE,
)
_NOTICE = re.compile(r"notice|prior|advance|written|before|notif", re.IGNORECASE)
_CONDITION = re.compile(
    r"\b(?:breach|default|insolven|bankrupt|fails?\s+to|failure)\b", re.IGNORECASE
)


def early_exits(reading: Reading, as_of: datetime.date) -> list[EarlyExit]:
    """Every right to end it without a reason; those with a stated notice first."""
    text = reading.contract.text
    by_words = reading.stated("Termination for Convenience")
    by_model = [
        one
        for one in reading.passages("Termination for Convenience")
        if one.chance >= SURE and not _only_for_cause(text[one.start : one.end])
    ]
    places: dict[int, Passage] = {}
    for one in [*by_model, *by_words]:
        places.setdefault(one.start, one)
    found = [_exit(reading, one, as_of) for one in sorted(places.values(), key=lambda p: p.start)]
    return sorted(found, key=lambda one: one.value is None)[:_MOST]


def _only_for_cause(sentence: str) -> bool:
    known = statements()
    if known["Termination for Convenience"].stated(sentence):
        return False
    return bool(known["Termination for breach"].stated(sentence))


def _exit(reading: Reading, passage: Passage, as_of: datetime.date) -> EarlyExit:
    text = reading.contract.text
    notice = exit_notice(text, passage)
    # What is denied to one side in the same sentence is blanked, so that the other is named.
    left = statements()["Termination for Convenience"].blanked(text[passage.start : passage.end])
    return EarlyExit.model_validate(
        {
            **measured(notice),
            "who": _who(left),
            "earliest": moved(as_of, notice) if notice else None,
            "chance": round(passage.chance, 4),
            "citation": cite(reading, passage.start, passage.end),
        }
    )


def exit_notice(text: str, passage: Passage) -> Duration | None:
    """The notice after which it ends without a reason; None for an end that needs a cause."""
    said = text[passage.start : passage.end]
    if _CONDITION.search(said) and not statements()["Termination for Convenience"].stated(said):
        return None
    lengths = [
        written.length
        for written in written_durations(text, passage.start, passage.end)
        if _NOTICE.search(text, written.end, min(passage.end, written.end + 60))
        or _NOTICE.search(text, max(passage.start, written.start - 40), written.start)
    ]
    return lengths[0] if lengths else None


def _who(sentence: str) -> str:
    match = _MAY.search(sentence)
    who = " ".join(match["who"].split()) if match else ""
    return re.sub(r"^(?:The|the)\s+(?=[A-Z])", "the ", who)


def no_exits(reading: Reading) -> list[NoExit]:
    """Sentences that rule an end without a reason out, and for whom."""
    return [
        NoExit(
            who=_who(reading.words(one.start, one.end)), citation=cite(reading, one.start, one.end)
        )
        for one in reading.denials("Termination for Convenience")
    ][:_MOST]


def cause_exits(reading: Reading) -> list[CauseExit]:
    """Every right to end it because the other side broke it, and the time to put it right."""
    found: list[CauseExit] = []
    for one in reading.stated("Termination for breach"):
        said = reading.words(one.start, one.end)
        cause = next((name for name, words in _CAUSES if words.search(said)), "")
        if cause and (
            _MAY.search(said) or re.search(r"\bmay\s+(?:be\s+)?(?:\w+\s+)?terminat", said)
        ):
            found.append(
                CauseExit.model_validate(
                    {
                        **measured(_cure(said)),
                        "who": _who(said),
                        "cause": cause,
                        "citation": cite(reading, one.start, one.end),
                    }
                )
            )
    return found[:_MOST]


def _cure(sentence: str) -> Duration | None:
    """The length of time nearest to words of curing; None where nothing can be cured."""
    words = [match.start() for match in _CURE.finditer(sentence)]
    lengths = written_durations(sentence)
    if not words or not lengths:
        return None
    return min(lengths, key=lambda one: min(abs(one.start - at) for at in words)).length
