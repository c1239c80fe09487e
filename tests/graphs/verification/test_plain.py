"""The reader of plain lines finds what the whole reader finds, or leaves the line to it."""

import random
import re
from types import ModuleType

import pytest

import prompts
from graphs.spans import (
    context,
    dates,
    lengths,
    levels,
    more_rates,
    movements,
    number_words,
    numerals,
    ranges,
    rates,
    shares,
)  # fmt: skip
from graphs.spans.numerals import hand
from graphs.spans.source import normalised
from graphs.verification import claims, disguise, exemptions, hazards
from graphs.verification.plain import plain, usual
from tests.graphs.verification.answers import DATA, rows

FINDERS = (
    context, numerals, number_words, levels, rates, more_rates, shares, lengths, movements, ranges,
    dates, exemptions, disguise, claims,
)  # fmt: skip
JUDGED = (
    hazards.HAZARDS | hazards.MEASURING | hazards.NAMING | hazards.BESIDE | hazards.APART
    | hazards.SPANS | hazards.LEADING | hazards.PERIODICAL
)  # fmt: skip
_CONTENT = (
    "expected annual loss median margin churn price portfolio net retention cash deposit bond the "
    "of and to in is at for a an with that over from up about due remain again year month"
)
_BETWEEN = ",  :  (  )  ;  | . - – / = and to of in or € → × + ±"
BETWEEN = [
    *[" "] * 12, *(f" {sign} " for sign in _BETWEEN.split()), *(f"{s} " for s in ",:;).?"),
    "**", "-", "/", "\n", "%", "€", "$", " a year", " per month", "'", "~", "#", "[", "]", " (",
]  # fmt: skip
BEHIND = [
    " months", " years", " day", "k", " million", " a year", "/month", " %", "th", " thousand",
    "th percentile", "rd quantile", " x", " basis points", " percent", ".pdf", "%",
]  # fmt: skip
FORMS = [
    "{0}", "{0:,}", "€{0:,}", "{1}", "{1}%", "{1:.1f} %", "€{2:.1f}k", "${2:.3f}", "{0} days",
    "CHF {0:,.2f}", "{2:.3f}", "P95", "-{0}", "-{1} %", "+{0}", "({0})", "{0}.{0}.",
]  # fmt: skip


def words_of(module: ModuleType) -> set[str]:
    """Every word that a module's patterns look for, with and without an optional last letter."""
    found: set[str] = set()
    for pattern in vars(module).values():
        if isinstance(pattern, re.Pattern):
            text = re.sub(r"\\[a-zA-Z]|\(\?P<\w+>", " ", str(pattern.pattern)).replace("\\", "")
            for word in re.findall(r"[a-zäöüßà]+\??", text.lower()):
                found |= {word.rstrip("?"), word[:-2] if word.endswith("?") else ""}
    return {word for word in found if len(word) > 1}


def test_every_word_of_the_finders_is_judged() -> None:
    """A word that a finder learns is a hazard, or is listed as saying nothing by itself."""
    harmless = set((DATA / "harmless_words.txt").read_text().split())
    new = set[str]().union(*map(words_of, FINDERS)) - JUDGED - harmless
    assert new == set(), "add each to hazards.py, or to harmless_words.txt"


def agrees(line: str) -> bool:
    """Whether the line was plain; fails where the whole reader reads it otherwise."""
    low = normalised(line)
    written = hand(low)
    if written.comma_is_decimal or written.dots_group or not usual(line, low):
        return False
    if (found := plain(low, 0, len(low))) is None:
        return False
    whole = claims.read_whole(line, written)
    assert [(c.start, c.end, c.core, c.meaning) for c in found] == [
        (c.start, c.end, c.core, c.meaning) for c in whole.claims
    ], line
    assert not whole.references, line
    assert not whole.unread, line
    return True


def test_plain_lines_of_answers_and_questions_are_read_alike() -> None:
    told = [row["answer"] for name in ("honest", "lies") for row in rows(name)]
    lines = {line for text in told for line in text.splitlines(keepends=True)}
    lines |= {line for row in prompts.examples() for line in row["say"].splitlines()}
    assert sum(map(agrees, sorted(lines))) > 200


@pytest.mark.parametrize("seed", range(3))
def test_random_plain_lines_are_read_alike(seed: int) -> None:
    """Numbers in many forms among all words that finders know: a thousand plain ones a seed."""
    draw = random.Random(seed)
    harmless = (DATA / "harmless_words.txt").read_text().split()
    rest = sorted(JUDGED)
    plain_ones = 0
    for _ in range(5_000):
        text = draw.choice(["", "- ", "* ", "| ", "1. ", "  - **"])
        for _ in range(draw.randrange(1, 12)):
            pick = draw.random()
            if pick < 0.4:
                size = draw.choice([10, 100, 1_000, 1_000_000])
                value = draw.randrange(size)
                text += draw.choice(FORMS).format(value, value / 10, value / 1_000)
                text += draw.choice(BEHIND) if draw.random() < 0.15 else ""
            else:
                known = harmless if pick < 0.7 else rest if pick < 0.72 else _CONTENT.split()
                text += draw.choice(known)
            text += draw.choice(BETWEEN)
        plain_ones += sum(map(agrees, text.splitlines(keepends=True)))
    assert plain_ones > 800


@pytest.mark.parametrize(
    "line", ["| 95th percentile (VaR) | €49,939 |", "- **Churn**: 2.5 % a month", 
             "LTV: 1,568 (3.9)",
             "Monthly churn is 3.0 %.", "Profit: -1,200", "35 × 0.76", "It takes 10.2 months."],
)  # fmt: skip
def test_what_answers_are_full_of_is_plain(line: str) -> None:
    assert agrees(line)


@pytest.mark.parametrize(
    "line", ["5 to 14 accidents", "between 5 and 6", "3 in 5", "twenty", 
             "due on 4.2.",
             "section 5", "12 laptops a year", "every 10 years", "1.230", "ISO 27001", "5 / 6"],
)  # fmt: skip
def test_what_only_the_whole_reader_reads_is_left_to_it(line: str) -> None:
    low = normalised(line)
    assert not usual(line, low) or plain(low, 0, len(low)) is None
