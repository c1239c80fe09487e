"""Whose law governs a contract: the places named in a choice of law."""

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

_LIST = Path(__file__).parent / "jurisdictions.txt"
_COUNTRY = "United States"
_CHOICE = re.compile(
    r"\blaws?\b|\blegislation\b|\bgovern(?:ed|ing)\b|\bconstru(?:ed|ction)"
    r"\b|\binterpreted\b|\bjurisdiction\b",
    re.IGNORECASE,
)
_NOT_CHOSEN = re.compile(
    r"\b(?:without|with\s+no)\s+(?:regard|reference|giving|application|respect|recourse|prejudice)"
    r"|\bwithout\b|\bregardless\b|\birrespective\b|\bnotwithstanding\b|\bexclud(?:ing|es?|ed)\b"
    r"|\bdisregarding\b|\bexcept\b|\bas\s+applied\b|\bapplicable\s+to\s+(?:agreements|contracts)\b"
    r"|\bUnited\s+Nations\s+Convention\b|\bcourts?\b|\barbitrat|\bresident|\bincorporat|\b(?:formed|organi[sz]ed)\s+under"
    r"|\bthe\s+parties\s+(?:hereby\s+)?(?:consent|submit|agree)|\bexclusive\s+jurisdiction\b"
    r"|\bvenue\b|\b(?:both|irrevocably)\s+submit",
    re.IGNORECASE,
)
_LAWS_OF = re.compile(
    r"\b(?:laws?|legislation)\s+(?:and\s+\w+\s+)?(?:then\s+in\s+effect\s+)?(?:of|in|applicable\s+in)\s+(?:the\s+)?",
    re.IGNORECASE,
)
_BLANK = re.compile(r"_{2,}|\[[^\]\n]{0,12}\]|\*{3,}|X{4,}")
_OTHER_PLACE = re.compile(r"(?:[A-Z][\w'’.-]+)(?:\s+(?:of\s+|and\s+)?[A-Z][\w'’.-]+){0,4}")


@dataclass(frozen=True, slots=True)
class GoverningLaw:
    """The law a passage chooses."""

    places: tuple[str, ...]
    """In the order named; empty where the place is blank or not one we know."""
    unknown: str = ""
    """A place named after "laws of" that is none of the known ones, as written."""
    blank: bool = False

    def __str__(self) -> str:
        return " and ".join(self.places) or self.unknown


def governing_law(passage: str) -> GoverningLaw | None:
    """Read a choice-of-law passage; None where none is made."""
    if not _CHOICE.search(passage):
        return None
    chosen = _chosen_part(passage)
    named = _named(chosen)
    if not named and (whole := _named(passage)):
        named = whole[:1]  # "courts of Texas; its law applies": the place stands elsewhere
    if named:
        return GoverningLaw(_settled(named))
    if match := _LAWS_OF.search(chosen):
        rest = chosen[match.end() : match.end() + 80]
        if _BLANK.match(rest):
            return GoverningLaw((), blank=True)
        if place := _OTHER_PLACE.match(rest):
            return GoverningLaw((), unknown=place.group().rstrip("."))
    return None


def _chosen_part(passage: str) -> str:
    """From the first word of law up to where what is excluded, or the courts, begin."""
    flat = " ".join(passage.split())
    laws = _LAWS_OF.search(flat)
    begin = laws.start() if laws else 0
    end = _NOT_CHOSEN.search(flat, begin + (laws.end() - laws.start() if laws else 0))
    if end is None:
        return flat[begin:]
    part = flat[begin : end.start()]
    if _named(part):
        return part
    return flat[: end.start()] if _named(flat[: end.start()]) else flat[begin:]


def _settled(named: list[str]) -> tuple[str, ...]:
    """A state's law is not also told as its country's; "England" in "England and Wales" is one."""
    places = [place for place in named if place != _COUNTRY] or named
    places = [place for place in places if not any(_inside(place, other) for other in places)]
    if {"England", "Wales"} <= set(places):
        places = ["England and Wales", *(p for p in places if p not in ("England", "Wales"))]
    return tuple(places)


def _inside(place: str, other: str) -> bool:
    return place != other and (other.endswith(f", {place}") or other.startswith(f"{place} and "))


def _named(text: str) -> list[str]:
    names, pattern = _gazetteer()
    found = (names[_plain(match.group())] for match in pattern.finditer(text))
    return list(dict.fromkeys(found))


def _plain(name: str) -> str:
    return " ".join(name.replace("’", "'").casefold().split())


@cache
def _gazetteer() -> tuple[dict[str, str], re.Pattern[str]]:
    """Every way to name a place, and one pattern of all, longest first."""
    names: dict[str, str] = {}
    for line in _LIST.read_text(encoding="utf-8").splitlines():
        if not line.startswith("#"):
            suffix, _, places = line.partition(":")
            for place in places.split(";"):
                first, *others = (name.strip() for name in place.split(" = "))
                for name in (first, *others):
                    names[_plain(name)] = first + suffix
    longest = sorted(names, key=len, reverse=True)
    spelled = "|".join(
        re.escape(name).replace(r"\ ", r"\s+").replace("'", "['’]") for name in longest
    )
    return names, re.compile(rf"(?<![\w])(?:{spelled})(?![\w])", re.IGNORECASE)


def places_named(text: str) -> tuple[str, ...]:
    """Every jurisdiction of the list that a text names."""
    return tuple(_named(text))
