"""Where a message lists things one by one: bullets, lines, `;` clauses, one code after another."""

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import pairwise

Item = tuple[int, int]
MOST = 400  # items of one list

_MARK = re.compile(r"^[ \t]*(?:[-–—*•·▪‣]|\(?\d{1,2}[.)]|\(?[a-h]\))[ \t]+(?=\S)", re.MULTILINE)
_LINE = re.compile(r"^[ \t]*(?=\S)", re.MULTILINE)
_LONGEST_LINE = 160  # characters; a longer one is prose
_END = re.compile(r"[.?!](?=\s|$)|\n")
_LEAD = re.compile(r"[.?!:](?=\s)|\n")
CODE = re.compile(
    r"(?<![\w./-])(?:[A-Z][A-Za-z]{0,5}[.-]?(?:[A-Z]{1,3}[.-]?)?\d[\w.-]*(?:\(\w{1,4}\))*"
    r"|(?:Art(?:icle|\.)?|Req(?:uirement|\.)?|Control|§)\s?\d[\w.-]*(?:\(\w{1,4}\))*"
    r"|\d{1,3}\.\d{1,3}(?:\.\d{1,2})*(?:\(\w{1,4}\))*)(?<![.-])(?![\w%])"
)
"""Ids of controls, findings, articles: A.5.1, CC6.1, PR.AA-01, CVE-2024-3400, Art. 32, 8.13."""
_OPENS = re.compile(r"(?:^|[\n;,:.?!(]|\band|\bplus|&)\s*(?:[-–*•]\s*)?$")


@lru_cache(maxsize=64)
def layouts(text: str) -> tuple[tuple[Item, ...], ...]:
    """Every way in which a text may be a list of two items or more, the plainest first."""
    found = (*marked(text), *_paragraphs(text), *_clauses(text))
    return tuple(dict.fromkeys(one for one in found if 1 < len(one) <= MOST))


@lru_cache(maxsize=64)
def marked(text: str) -> tuple[tuple[Item, ...], ...]:
    """Lists of items that begin with a mark of their own: a bullet, or a code."""
    found = (_bullets(text), _codes(text))
    return tuple(one for one in found if 1 < len(one) <= MOST)


def _bullets(text: str) -> tuple[Item, ...]:
    """Lines behind a mark; a line without one that is indented belongs to the one before."""
    marks = list(_MARK.finditer(text))
    if not marks:
        return ()
    ends = [*(m.start() for m in marks[1:]), len(text)]
    return tuple((m.end(), _own(text, m.end(), end)) for m, end in zip(marks, ends, strict=True))


def _own(text: str, start: int, end: int) -> int:
    """Where an item ends: with its line, and the indented lines behind it."""
    at = text.find("\n", start, end)
    while at >= 0 and text[at + 1 : at + 3].isspace() and text[at + 1 : at + 3].strip("\n") != "":
        at = text.find("\n", at + 1, end)
    return at if at >= 0 else end


def _paragraphs(text: str) -> Iterator[tuple[Item, ...]]:
    """Short lines right below one another, none of them a question."""
    run: list[Item] = []
    for match in _LINE.finditer(text):
        end = text.find("\n", match.end())
        end = len(text) if end < 0 else end
        short = end - match.end() <= _LONGEST_LINE and text[end - 1] not in "?:"
        if run and (not short or text[run[-1][1] : match.end()].count("\n") != 1):
            yield tuple(run)
            run = []
        if short:
            run.append((match.end(), end))
    yield tuple(run)


def _clauses(text: str) -> Iterator[tuple[Item, ...]]:
    """What semicolons part, from behind the words that lead in to the end of the sentence."""
    at = 0
    for line in text.split("\n"):
        cuts = [at + m.start() for m in re.finditer(";", line)]
        if cuts:
            start = max((m.end() for m in _LEAD.finditer(text, at, cuts[0])), default=at)
            colons = sum(":" in text[a:b] for a, b in pairwise([*cuts, at + len(line)]))
            if 2 * colons >= len(cuts):  # "A: 1; B: 2" — its first colon leads in to nothing
                start = _before_name(text, at, cuts[0])
            stop = _END.search(text, cuts[-1])
            end = min(stop.start() if stop else len(text), at + len(line))
            edges = [start - 1, *cuts, end]
            yield tuple(_trimmed(text, a + 1, b) for a, b in pairwise(edges))
        at += len(line) + 1


def _before_name(text: str, start: int, end: int) -> int:
    """Where the first clause begins whose name stands before a colon."""
    colon = text.rfind(":", start, end)
    return max((m.end() for m in _LEAD.finditer(text, start, max(colon, start))), default=start)


def _codes(text: str) -> tuple[Item, ...]:
    """From each code that opens a clause to the next."""
    codes = [m for m in CODE.finditer(text) if _OPENS.search(text, 0, m.start())]
    if not codes:
        return ()
    last = re.compile(r"[.?!;]\s+(?=[A-Z])|\n\s*\n|$").search(text, codes[-1].end())
    ends = [*(m.start() for m in codes[1:]), last.start() if last else len(text)]
    return tuple(_trimmed(text, m.start(), end) for m, end in zip(codes, ends, strict=True))


def _trimmed(text: str, start: int, end: int) -> Item:
    """Without blanks and the words that lead on to the next item."""
    said = text[start:end]
    return start + len(said) - len(said.lstrip()), start + len(said.rstrip(" \t\n,;:&"))
