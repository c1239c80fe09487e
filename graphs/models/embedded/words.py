"""A message as words: stems, sentences, and where the numbers stand between them."""

import re
from dataclasses import dataclass
from functools import lru_cache

_WORD = re.compile(r"[^\W\d_]+(?:['’][a-z]+)?|\d+(?:[.,'’]\d+)*|[?!.;:=,|()\n]")
_BREAKS = frozenset(".?!;\n|")
_ABBREVIATED = re.compile(r"\b(?:e\.g|i\.e|approx|ca|no|vs|etc|incl|max|min|avg)\.$", re.IGNORECASE)

STOPWORDS = frozenset(
    word
    for line in (
        "a an the of to in on at for and or is are was were be been by per with from that this",
        "it its we our us i my me you your they their them each every any as if so than then",
        "there here have has had do does did will would can could may might must shall should",
        "not no yes one two first how what when which who where why all some more most very",
        "also about into out up down over under between within value number amount given both",
    )
    for word in line.split()
)


@dataclass(frozen=True, slots=True)
class Word:
    """One word, number or mark of a text."""

    text: str
    stem: str
    start: int
    end: int
    sentence: int

    @property
    def mark(self) -> bool:
        """Whether it is punctuation."""
        return not self.text[0].isalnum()


def words(text: str) -> list[Word]:
    """Every word, number and mark; sentences are counted at their ends, not inside numbers."""
    found: list[Word] = []
    sentence = 0
    for match in _WORD.finditer(text):
        piece, start, end = match.group(), match.start(), match.end()
        found.append(Word(piece, stem(piece), start, end, sentence))
        if piece in _BREAKS and _ends(text, piece, start):
            sentence += 1
    return found


def _ends(text: str, mark: str, at: int) -> bool:
    if mark != ".":
        return True
    after = text[at + 1 : at + 2]
    return (not after or after.isspace()) and not _ABBREVIATED.search(text[: at + 1])


_ENDINGS = ("ies", "ing", "ed", "es", "s")


@lru_cache(maxsize=16384)
def stem(word: str) -> str:
    """A word without its commonest endings: enough to match "customers" with "customer"."""
    word = word.lower().replace("’", "'").removesuffix("'s")
    if len(word) <= 3 or word.endswith("ss"):
        return word
    if word.endswith("ly") and len(word) > 5:
        word = word[:-2]
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    if word.endswith("ing") and len(word) > 5:
        return _doubled(word[:-3])
    if word.endswith("ed") and len(word) > 4:
        return _doubled(word[:-2])
    if word.endswith("s") and not word.endswith(("us", "is")):
        word = word[:-1]
    return word.removesuffix("e") if len(word) > 3 else word


def _doubled(word: str) -> str:
    """`stopp` is `stop`; a silent e goes too."""
    if len(word) > 3 and word[-1] == word[-2] and word[-1] not in "lsz":
        return word[:-1]
    return word.removesuffix("e")


@lru_cache(maxsize=8192)
def stems(text: str) -> tuple[str, ...]:
    """The stems of a phrase, marks left out."""
    return tuple(word.stem for word in words(text) if not word.mark)


@lru_cache(maxsize=8192)
def content(text: str) -> tuple[str, ...]:
    """The stems of a phrase that carry meaning."""
    return tuple(
        word.stem for word in words(text) if not word.mark and word.text.lower() not in STOPWORDS
    )
