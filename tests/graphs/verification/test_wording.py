"""What is remembered of words between blanks is what a scan of the whole gap finds."""

import random
import re

from graphs.verification.wording import _SCAN, _telling, spelled, spoken
from graphs.verification.words import MAY_BE_PHRASE, PHRASE_BEGINNINGS, PHRASES

_SAID = (
    "most likely|at the very least|no fewer than|at most|no more than|up to|lifetime value"
    "|value over their life|standard error|standard deviations|pays back|paying back|costs to win"
    "|cost of winning|after the acquisition costs|net of cac|less cac|leaves you|beyond that level"
    "|those worst years|such years|value at risk|months this bad|years that bad|most probably"
)
SAID = _SAID.split("|")
_OTHERS = "and but while which with than or churn median loss, auto into 5 €7 3.2 % ± – - -x"
_MARKED = "(the least): risk; **most** loss: ltv:cac x/y at, to, (at | |to +/- . … \ue003 _to"
PIECES = [
    *(word for phrase in SAID for word in phrase.split()), *sorted(PHRASE_BEGINNINGS),
    *_OTHERS.split(), *_MARKED.split(),
]  # fmt: skip
BLANKS = [*[" "] * 8, "  ", "\t", "\u00a0", "\n", ""]


def test_every_phrase_of_several_words_begins_with_a_word_that_may_open_one() -> None:
    for phrase in SAID:
        assert any(pattern.search(phrase) for pattern, _ in PHRASES), phrase
        assert MAY_BE_PHRASE.match(phrase), phrase


def test_pieces_tell_what_a_scan_tells() -> None:
    draw = random.Random(3)
    joined = 0
    for _ in range(8_000):
        parts = draw.choices([*PIECES, *SAID], k=draw.randint(1, 7))
        text = spelled("".join(part + draw.choice(BLANKS) for part in parts))
        start, end = sorted(draw.choices(range(len(text) + 1), k=2))
        start = draw.choice((0, start))
        scanned = [_telling(written) for written in _SCAN.findall(text, start, end)]
        assert spoken(text, start, end) == [one for one in scanned if one], (text, start, end)
        joined += any(re.search(r"\s\S", written) for written in _SCAN.findall(text, start, end))
    assert joined > 800, "few phrases were drawn"
