"""People a message speaks of by their first names: "Mia on fractions", "my pupil Ines".

A capital letter alone tells a name from a noun nowhere that a sentence begins. So a word is held
against some first names and some nouns, as the encoder's vocabulary knows them: it is a name where
it lies nearer to the names.
"""

import re
from functools import cache, lru_cache

import numpy as np

from graphs.models.embedded.enumerations import Named
from graphs.models.embedded.message import Message
from graphs.models.embedded.words import STOPWORDS
from graphs.spans.calendar_words import MONTHS
from tools.embedding import Floats, encoder

PERSON = "person"  # the unit of a field that takes a person's name
FAR = 0.12  # how far on the nouns' side a word may lie where the words before it announce a name
_NAMES = (
    "anna ben maria john tom lisa paul julia peter sara david emma lukas sofia ahmed fatima"
    " mohammed ivan olga carlos elena pierre marie hans greta luca giulia jan eva omar priya wei"
    " mei kofi amina erik ingrid nina max noah lily oscar ella maja anja cleo jakub siobhan piotr"
    " chiara ayse nils bjorn arjun sunita hassan leila dmitri tatiana hiroshi ming juan pilar"
)
_NOUNS = (
    "fractions verbs algebra geometry grammar spelling reading chemistry anatomy loops commas piano"
    " decimals multiplication vocabulary chess driving history biology physics ratios equations"
    " probability statistics listening phonics syntax pronunciation swimming programming recursion"
    " navigation safety capitals tenses articles adjectives nouns angles graphs percentages results"
    " answers data student learner next skill english french chinese arabic russian german dutch"
    " sonata tempo hiragana arpeggios hello hi hey please today she we they may friday mark kanji"
    " osmosis mitosis trigonometry python java swahili bach katakana question difficulty item"
)
_NAME = r"(?P<name>[A-ZÀ-Þ][a-zß-ÿ]+(?:-[A-ZÀ-Þ][a-zß-ÿ]+)?)"
_ANY = re.compile(rf"(?<![\w'’.@-]){_NAME}(?![\w@])(?:['’]s\b)?")
_KIND = (
    r"student|pupil|learner|tutee|trainee|apprentice|candidate|applicant|participant|patient|client"
    r"|daughter|son|child|kid|boy|girl|colleague|friend|nephew|niece|brother|sister|cousin|husband"
    r"|wife|mother|father|tutor|coach|mentor|named|called"
)
_ANNOUNCED = re.compile(
    rf"\b(?:{_KIND}),?\s(?:(?:is\s)?(?:called|named)\s)?{_NAME}(?![\w@])", re.MULTILINE
)
_TELLER = re.compile(
    r"(?:\b(?:I\sam|I['’]m|my\sname\sis|this\sis|it['’]s|regards,?|thanks,?|cheers,?|dear|from"
    r"|teacher|professor|prof\.?|dr\.?|mrs?\.?|ms\.?|hi|hello|hey)\s+|@)$",
    re.IGNORECASE,
)
"""Before the name of who writes, or is written to."""
_GOES_ON = re.compile(
    r"['’]s\b|\s*[:,;.?!)(\n–—-]|\s*$"
    r"|\s(?:on|in|at|got|did|had|has|was|is|tried|answered|solved|scored|passed|failed|missed|knew"
    r"|managed|took|sat|went|does|can|should|will|this|and|who|with|for|right|wrong|correct|yes|no"
    r"|made|wrote|said|chose|just|keeps?|know[ns]?|been|last|today|\d|(?!red)[a-z]+ed)\b"
)
"""Behind a name at the beginning of a sentence."""
_OPENS = re.compile(r"(?:^|[.!?:;\n•*]|\s[-–—]|^-)\s*[\"'“(]?$", re.MULTILINE)
_DAYS = frozenset(["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"])


@cache
def _side() -> tuple[Floats, float] | None:
    """The direction from nouns to names and where it is crossed; None without an encoder."""
    weights = encoder()
    if weights is None:
        return None
    names, nouns = (
        np.stack([weights.word(word) for word in some.split()]).mean(axis=0)
        for some in (_NAMES, _NOUNS)
    )
    direction = names - nouns
    return direction, float(direction @ (names + nouns)) / 2


@lru_cache(maxsize=4096)
def like_a_name(word: str) -> float:
    """How much nearer a word lies to first names than to nouns; below zero: to nouns."""
    side = _side()
    weights = encoder()
    if side is None or weights is None:
        return -1.0
    direction, middle = side
    return float(direction @ weights.word(word)) - middle


def people(message: Message) -> list[Named]:
    """Where first names of people stand, but for those who write or are written to."""
    text = message.text
    announced = {
        match.start("name")
        for match in _ANNOUNCED.finditer(text)
        if like_a_name(match["name"]) > -FAR and _may_be(match["name"])
    }
    found: list[Named] = []
    for match in _ANY.finditer(text):
        start, end = match.span("name")
        if message.aside(start) or not _may_be(match["name"]) or _TELLER.search(text[:start]):
            continue
        opens = _OPENS.search(text[:start]) is not None
        if start in announced or (
            like_a_name(match["name"]) > 0 and (not opens or _GOES_ON.match(text, end))
        ):
            found.append(Named(match["name"], start, end))
    return found


def person(message: Message) -> Named | None:
    """The one person a message speaks of; none where it speaks of several."""
    found = people(message)
    return found[0] if len({one.value for one in found}) == 1 else None


def _may_be(word: str) -> bool:
    low = word.lower()
    return low not in STOPWORDS and low not in MONTHS and low not in _DAYS
