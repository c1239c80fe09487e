"""The key terms of a contract as the result tells them, each with the words it rests on."""

import re
from typing import Any

from tools.legal.amounts import written_amounts
from tools.legal.analysed import (
    AmountOfMoney,
    ChosenLaw,
    Citation,
    ContractParty,
    KeyDate,
    Period,
    Renewal,
)
from tools.legal.durations import Duration, number_in_words, written_durations
from tools.legal.found import Length
from tools.legal.governing_law import governing_law
from tools.legal.parties import parties
from tools.legal.reading import Reading, numbers
from tools.legal.term import Stated, Term

SURE = 0.5
"""From here on a passage is told as the clause it is taken for."""
_LEAST_LAW = 0.15
_LONGEST_QUOTE = 600
_MOST_AMOUNTS = 24
_RULED = re.compile(r"\b(?:govern(?:ed|ing|s)|construed|interpreted)\b", re.IGNORECASE)
_LAW = re.compile(r"\blaws?\b", re.IGNORECASE)


def cite(reading: Reading, start: int, end: int) -> Citation:
    """Words and their place; long passages are cut at a word."""
    if end - start > _LONGEST_QUOTE:
        end = start + len(reading.words(start, start + _LONGEST_QUOTE).rsplit(" ", 1)[0])
    return Citation(
        text=reading.words(start, end),
        start=start,
        end=end,
        section=reading.sections.of(start),
        page=reading.contract.page(start),
    )


def sentence(reading: Reading, start: int, end: int) -> Citation:
    """The whole sentence around a value, or the value alone where a sentence is too long."""
    segments = reading.scored.segments
    row = int(segments[:, 0].searchsorted(start, side="right")) - 1
    if row >= 0:
        first, last = segments[row].tolist()
        if first <= start and end <= last <= first + _LONGEST_QUOTE:
            return cite(reading, first, last)
        if first <= start and end <= last:
            return cite(reading, max(first, start - 200), min(last, end + 200))
    return cite(reading, start, end)


def key_date(reading: Reading, stated: Stated | None) -> KeyDate | None:
    """A day of the term."""
    if stated is None:
        return None
    basis = "stated"
    if stated.perpetual:
        basis = "open-ended"
    elif stated.day and stated.computed:
        basis = "counted"
    elif stated.day is None:
        basis = "blank" if stated.blank else "counted from an unknown day"
    return KeyDate.model_validate(
        {
            "date": stated.day,
            "basis": basis,
            "counted_from": stated.counted_from,
            "ambiguous": stated.ambiguous,
            "citation": sentence(reading, stated.start, stated.end),
        }
    )


def measured(length: Duration | None) -> dict[str, Any]:
    """A length of time as the result tells it."""
    return {
        "value": None if length is None else length.count,
        "unit": None if length is None else f"{length.unit}s",
    }


def first_length(words: str) -> Length | None:
    """The first length of time in some words."""
    found = written_durations(words)
    return Length.model_validate(measured(found[0].length)) if found else None


def period(reading: Reading, stated: Stated | None) -> Period | None:
    """A length of time that was stated."""
    if stated is None or stated.length is None:
        return None
    place = sentence(reading, stated.start, stated.end)
    return Period.model_validate({**measured(stated.length), "citation": place})


def renewal(reading: Reading, term: Term) -> Renewal | None:
    """How the contract goes on."""
    stated = term.renewal
    if stated is None:
        return None
    return Renewal.model_validate(
        {
            **measured(stated.length),
            "automatic": stated.automatic,
            "successive": stated.successive,
            "excluded": stated.excluded,
            "citation": sentence(reading, stated.start, stated.end),
        }
    )


def named_parties(reading: Reading) -> list[ContractParty]:
    """The parties with the words that name them."""
    return [
        ContractParty(
            name=one.name,
            roles=list(one.roles),
            numbers=[*numbers(one.name), *in_words(one.name)],
            redacted=one.redacted,
            citation=cite(reading, one.start, one.end),
        )
        for one in parties(reading.contract.text)
    ]


def in_words(name: str) -> list[float]:
    """Numbers in words: those of the Forty Niners."""
    said = (number_in_words(word) for word in name.split() if len(word) > 1)
    return [number for number in said if number is not None]


def chosen_law(reading: Reading) -> ChosenLaw | None:
    """The law the contract is under, from its likeliest passages, else from its words."""
    text = reading.contract.text
    spans = [
        (one.start, one.end)
        for one in reading.passages("Governing Law")
        if one.chance >= _LEAST_LAW
    ]
    spans += _sentences_on_law(reading)
    for start, end in spans:
        law = governing_law(text[start:end])
        if law and not law.places and not law.blank:  # "… the State" and a page's end
            law = governing_law(text[start : end + 80]) or law
        if law:
            return ChosenLaw(
                law=str(law),
                known=bool(law.places),
                blank=law.blank,
                citation=cite(reading, start, end),
            )
    return None


def _sentences_on_law(reading: Reading) -> list[tuple[int, int]]:
    """The last sentences that speak of law and of what it governs: general clauses stand there."""
    text, starts = reading.contract.text, reading.scored.segments[:, 0]
    found: list[tuple[int, int]] = []
    for match in _RULED.finditer(text):
        row = int(starts.searchsorted(match.start(), side="right")) - 1
        start, end = reading.scored.segments[max(0, row)].tolist()
        if end - start < _LONGEST_QUOTE and _LAW.search(text, start, end):
            found.append((start, end))
    return found[-3:]


def amounts(reading: Reading) -> list[AmountOfMoney]:
    """The amounts named, each once by its sentence."""
    found: dict[tuple[float, str, str], AmountOfMoney] = {}
    for one in written_amounts(reading.contract.text):
        key = (one.amount, one.currency, one.per)
        if key not in found and len(found) < _MOST_AMOUNTS:
            found[key] = AmountOfMoney(
                amount=one.amount,
                unit=one.currency,
                per=one.per,
                citation=sentence(reading, one.start, one.end),
            )
    return list(found.values())
