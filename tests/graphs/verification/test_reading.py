"""Reading an answer line by line, remembered, finds what reading each text by itself finds."""

import datetime
import random
import re

import pytest

import prompts
from graphs.spans.numerals import hand, numerals
from graphs.spans.source import normalised
from graphs.verification import Sources, check, claims
from graphs.verification.claims import Stated, stated
from graphs.verification.exemptions import ORDINAL, exempt

SAID = list(dict.fromkeys(line for row in prompts.examples() for line in row["say"].splitlines()))
ALPHABET = "0123456789,. '%€$k-+eE½¼_\n abcmouthundred"


def meaning(found: Stated) -> list[object]:
    return [
        *((c.start, c.end, c.meaning) for c in found.claims),
        *sorted(found.references),
        *sorted(found.unread),
    ]


def alone(line: str) -> list[object]:
    return meaning(claims.read_whole(line, hand(normalised(line))))


def test_a_line_among_others_states_what_it_states_alone() -> None:
    """A thousand messages, many at a time, each read as if it stood alone (one writer's hand)."""
    draw = random.Random(5)
    plain = [line for line in SAID if hand(normalised(line)) == hand("")]
    for _ in range(60):
        lines = draw.sample(plain, 12)
        text = "\n".join(lines)
        if hand(normalised(text)) != hand(""):
            continue
        found, start = stated(text), 0
        for line in lines:
            end = start + len(line)
            here = [c for c in found.claims if start <= c.start < end]
            assert [(c.start - start, c.meaning) for c in here] == [
                (c.start, c.meaning) for c in stated(line).claims
            ], line
            start = end + 1


def test_what_is_remembered_is_what_is_read() -> None:
    """The second reading of a text gives the same offsets and values as the first."""
    for line in SAID[::7]:
        assert meaning(stated(line)) == meaning(stated(line)) == alone(line), line


@pytest.mark.parametrize("seed", range(4))
def test_every_row_of_digits_is_a_figure_or_told_as_unread(seed: int) -> None:
    """No digit of a random text is left out of both claims and what could not be read."""
    draw = random.Random(seed)
    for _ in range(400):
        text = "".join(draw.choices(ALPHABET, k=draw.randrange(1, 40)))
        found = stated(text)
        covered: set[int] = set()
        for claim in found.claims:
            covered.update(range(claim.start, claim.end))
        for start, end in (*found.unread, *((a, b) for a, b, _ in found.references)):
            covered.update(range(start, end))
        begin = 0
        for line in text.splitlines(keepends=True):
            for start, end in exempt(line):
                covered.update(range(begin + start, begin + end))
            for match in ORDINAL.finditer(normalised(line)):
                covered.update(range(begin + match.start(), begin + match.end()))
            begin += len(line)
        left = [m.start() for m in re.finditer(r"\d", text) if m.start() not in covered]
        assert left == [], (text, left)


def test_looking_for_a_digit_first_finds_every_number() -> None:
    """A number begins with a digit, a decimal point or a written fraction, and nothing else."""
    for text in SAID[::11]:
        low = normalised(text)
        assert all(low[n.start] in "-.½¼¾⅓⅔⅛⅕" or low[n.start].isdigit() for n in numerals(low)), (
            text
        )


@pytest.mark.parametrize("text", ["It is 1.01.", "It rose by 30.2.", "A ratio of **1.7.**"])
def test_a_decimal_at_the_end_of_a_sentence_is_no_day(text: str) -> None:
    assert [c.sort for c in stated(text).claims] == ["number"]


@pytest.mark.parametrize("said", ["due on 1.7.", "a rise of 1.7 points"])
def test_by_1_7_is_a_day_or_a_decimal_whichever_was_said(said: str) -> None:
    sources = Sources(user_texts=[said], as_of=datetime.date(2026, 11, 21))
    assert check("It rose by 1.7.", sources=sources).verified
    assert not check("It rose by 1.8.", sources=sources).verified


def test_an_amount_each_month_is_an_amount() -> None:
    (claim,) = stated("You spend CHF 240'000 each month.").claims
    assert (claim.sort, claim.value, claim.per) == ("money", 240_000, "month")
