"""The words of an answer: content words by their stems, whether they are denied, and opposites."""

import re
from dataclasses import dataclass
from functools import lru_cache

_STOP_WORDS = """
a an the this that these those it its it's they them their there he she his her him we us our
you your i me my is are was were be been being am do does did done has have had having will
would can could shall should may might must of in on at to from by for with into onto over under
about as than then so if when while where which who whom whose what how why and or but nor also
just only very too more most much many some any each every all both either such same other
another one thing things something way ways up down out off s t re ve ll d m because since
therefore thus hence however e.g i.e etc called call means mean like get gets got make makes
made use used uses using between different difference example answer due able new well even own
kind type
"""
_STOP = frozenset(_STOP_WORDS.split())
_NEGATING_WORDS = """
not no never none neither nor without cannot can't cant don't dont doesn't doesnt isn't isnt
aren't arent won't wont wouldn't didn't didnt hasn't haven't wasn't weren't needn't shouldn't
couldn't hardly unless lack lacks lacking instead fails
"""
_NEGATIONS = frozenset(_NEGATING_WORDS.split())
_CLAUSE_WORDS = """
but whereas while although however though because so
"""
_STARTS_CLAUSE = frozenset(_CLAUSE_WORDS.split())
_REACH = 4  # words that a negation reaches forward, in its clause
_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*", re.UNICODE)
_SHORT = 3


@dataclass(frozen=True, slots=True)
class Word:
    """A content word where it stands."""

    stem: str
    text: str
    start: int
    denied: bool
    """Whether a negation reaches it."""
    head: bool
    """Whether it is the first word that a negation reaches: what is denied above all."""


@lru_cache(maxsize=4096)
def content_words(text: str) -> tuple[Word, ...]:
    """Content words in order, each with whether a negation before it in its clause reaches it."""
    found: list[Word] = []
    reach, first = 0, False
    for match in _WORD.finditer(text):
        word = match.group().lower().replace("’", "'")
        before = text[max(0, match.start() - 2) : match.start()]
        if any(mark in before for mark in ".,;:!?") or word in _STARTS_CLAUSE:
            reach = 0
        if word in _NEGATIONS or word.endswith("n't"):
            reach, first = _REACH + 1, True
        elif word not in _STOP:
            denied = reach > 0
            found.append(Word(stem(word), match.group(), match.start(), denied, denied and first))
            first = first and not denied
        reach = max(0, reach - 1)
    return tuple(found)


def stems(text: str) -> frozenset[str]:
    """The stems of a text's content words."""
    return frozenset(word.stem for word in content_words(text))


@lru_cache(maxsize=65536)
def stem(word: str) -> str:
    """A word without its English endings; crude, and the same for both texts compared."""
    word = word.removesuffix("'s")
    for ending, put in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= _SHORT:
            word = word.removesuffix(ending) + put
            break
    if len(word) > _SHORT and word[-1] == word[-2] and word[-1] not in "lsz":
        word = word[:-1]
    return word.removesuffix("e") if len(word) > _SHORT + 1 else word


_ENDINGS = (
    *(("ization", "iz"), ("isation", "iz"), ("ational", "at"), ("fulness", "ful")),
    *(("iveness", "iv"), ("ating", "at"), ("ation", "at"), ("ators", "at"), ("ator", "at")),
    *(("ising", "iz"), ("izing", "iz"), ("ised", "iz"), ("ized", "iz"), ("ises", "iz")),
    *(("izes", "iz"), ("ise", "iz"), ("ize", "iz"), ("ities", "iti"), ("ility", "il")),
    *(("ement", ""), ("ments", ""), ("ment", ""), ("ness", ""), ("ences", "enc")),
    *(("ence", "enc"), ("ances", "anc"), ("ance", "anc"), ("ably", "abl"), ("ible", "ibl")),
    *(("sses", "ss"), ("ies", "i"), ("ied", "i"), ("ying", "i"), ("ions", ""), ("ion", "")),
    *(("ings", ""), ("ing", ""), ("edly", ""), ("ed", ""), ("ers", ""), ("er", "")),
    *(("ally", "al"), ("ly", ""), ("es", ""), ("ss", "ss"), ("us", "us"), ("s", ""), ("y", "i")),
)
