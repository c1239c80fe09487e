"""Where an answer says the contrary of its reference: denials, opposites, things exchanged."""

import re
from collections import Counter

from tools.assessment._answer_words import Word, content_words, stem, stems

_PAIRS = """
increase decrease; increase reduce; rise fall; rise drop; grow shrink; high low; higher lower;
faster slower; fast slow; speed slow; more less; more fewer; large small; larger smaller;
big small; first last; before after; above below; top bottom; start end; begin end;
same different; equal unequal; inside outside; open closed; accept donate; accept give;
attract repel; gain lose; win lose; create destroy; build break; build divide; push pull;
near far; close far; closer further; closer apart; hot cold; warm cool; heavy light;
dense sparse; strong weak; weaken strengthen; positive negative; plus minus; rich poor; wet dry;
absorb emit; release absorb; expand contract; accelerate decelerate; allocate free; read write;
input output; import export; static dynamic; fixed variable; public private; direct indirect;
linear nonlinear; sorted unsorted; ascending descending; male female; left right; up down;
north south; east west; day night; summer winter; supply demand; buy sell; legal illegal;
valid invalid; true false; always never; all none; maximum minimum; internal external;
parent child; synchronous asynchronous; exothermic endothermic; anode cathode; oxidise reduce;
dominant recessive; homogeneous heterogeneous; convex concave; active passive; soluble insoluble;
binding nonbinding
"""
_LESS = ("less", "fewer", "least", "lower")
_DEGREE = re.compile(
    r"\b(?P<how>less|more|fewer|most|least)\s+(?P<word>[a-z]+)"
    r"|\b(?P<more>[a-z]{3,}er)\b(?=.{0,40}\bthan\b)",
    re.IGNORECASE,
)


def _opposites(pairs: str) -> dict[str, frozenset[str]]:
    table: dict[str, set[str]] = {}
    for pair in pairs.split(";"):
        one, two = (stem(word) for word in pair.split())
        table.setdefault(one, set()).add(two)
        table.setdefault(two, set()).add(one)
    return {word: frozenset(others) for word, others in table.items()}


OPPOSITES = _opposites(_PAIRS)
"""By stem: stems that say the contrary."""


def contradictions(reference: str, answer: str) -> list[str]:
    """Words of the reference that the answer denies, reverses or says the opposite of.

    A denial and an opposite cancel each other: "not closed" for "open" contradicts nothing. That
    two things are exchanged is noticed only around "than"; a reader must judge the rest.
    """
    wanted, given = content_words(reference), content_words(answer)
    denied = _denied(wanted, given)
    opposed = list(dict.fromkeys(_opposed(wanted, given) + _graded_otherwise(reference, answer)))
    exchanged = _exchanged(reference, answer)
    # "Ice is less dense than water" and "water is denser than ice" say the same.
    turned = opposed[len(exchanged) :] + exchanged[len(opposed) :]
    return denied[len(turned) :] + turned[len(denied) :]


def _denied(wanted: tuple[Word, ...], given: tuple[Word, ...]) -> list[str]:
    affirmed = {word.stem: word for word in wanted if not word.denied}
    never = affirmed.keys() - {word.stem for word in wanted if word.denied}
    against = [w.text for w in given if w.head and w.stem in never]
    if not any(word.denied for word in given):
        plain = {word.stem for word in given}
        against += [w.text for w in wanted if w.head and w.stem in plain and w.stem not in affirmed]
    return against[:1]


def _opposed(wanted: tuple[Word, ...], given: tuple[Word, ...]) -> list[str]:
    """Words said less often than in the reference, while their opposite is said more often."""
    need = Counter((word.stem, word.denied) for word in wanted)
    have = Counter((word.stem, word.denied) for word in given)
    text = {(word.stem, word.denied): word.text for word in wanted}
    return [
        text[name, denied]
        for name, denied in need
        if have[name, denied] < need[name, denied]
        and not have[name, not denied]
        and any(
            have[other, denied] > need[other, denied] and not need[other, not denied]
            for other in OPPOSITES.get(name, ())
        )
    ]


def _graded_otherwise(reference: str, answer: str) -> list[str]:
    """Words that one side lessens and the other heightens: "less dense", "denser"."""
    wanted, given = _degrees(reference), _degrees(answer)
    return [text for name, (text, way) in wanted.items() if given.get(name, ("", way))[1] != way]


def _degrees(text: str) -> dict[str, tuple[str, int]]:
    found: dict[str, tuple[str, int]] = {}
    for match in _DEGREE.finditer(text):
        word = match["word"] or match["more"]
        found[stem(word.lower())] = word, -1 if (match["how"] or "").lower() in _LESS else 1
    return found


def _exchanged(reference: str, answer: str) -> list[str]:
    """Two things compared by "than" that have changed places."""
    sides = [re.split(r"\bthan\b", text, flags=re.IGNORECASE) for text in (reference, answer)]
    if any(len(parts) != 2 for parts in sides):
        return []
    (less, more), (left, right) = ([stems(part) for part in parts] for parts in sides)
    crossed = (less - more) & (right - left), (more - less) & (left - right)
    return (
        [w.text for w in content_words(reference) if w.stem in crossed[0]] if all(crossed) else []
    )
