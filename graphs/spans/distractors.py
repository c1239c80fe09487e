"""Numbers that name a thing rather than count it: years, rooms, sections, standards, phones."""

import re
from collections.abc import Iterator

from graphs.spans.span import Reading, Span

_NAMED = (
    r"room|floor|version|release|build|section|sections|sec\.|§§?|article|articles|art\.|clause"
    r"|clauses|chapter|ch\.|page|pages|p\.|pp\.|paragraph|para\.?|appendix|annex|exhibit|schedule"
    r"|table|figure|fig\.|line|row|column|level|phase|step|ticket|issue|pr|order|invoice|case\sno\.?"
    r"|no\.|nr\.|number|item|question|slide|exercise|unit|building|gate|platform|apartment|apt\.?"
    r"|suite|iso(?:/iec)?|iec|din|en|rfc|nist|sp|cvss(?=\s?[234](?:\.[01])?(?![\d.]))|cve|soc|pci|gdpr\sart\.|python|windows|level"
    r"|iphone|office|excel|word|adobe|id|ref\.?|reference|account|policy|claim|batch|lot|model|fy|vol\.(?=\s?\d{1,2}(?!\.\d))|volume(?=\s\d{1,2}(?!\.\d|\d))|grade|class|team|group|bus|route|flight|form|act|law|rule|sox|tier"
)
_ADDRESS = re.compile(
    r"https?://\S{1,300}|\bwww\.\S{1,300}|(?<![\w.+-])[\w.+-]{1,64}@[\w-]{1,63}\.[\w.-]{2,64}"
)
_NUMBERED = re.compile(
    rf"(?<![\w])(?:{_NAMED})\s?#?-?(\d+(?:[.\-:]\d+)*(?:\s?\(\w\))?)(?!\s?[%€$£]|[km]\b)(?![\d.,]{{0,12}}\d)(?!\sto\s\d)"
    rf"(?!\s(?:a|per|each)\s(?:year|month|week|day|quarter)\b)"
)
_RATIO = re.compile(r"0\.\d+$|(?:level|grade)\s(?:9\d|[5-8][05])(?:\.\d+)?$")
"""What names no thing: "level 0.95", "confidence level 99"."""
_CODE = re.compile(r"(?<![\w-])[a-z]{1,5}-\d{1,10}(?![\w%]|[.,]\d|-\d)(?!\s?[€$£])")
_VERSION = re.compile(
    r"(?<![\w])v\d+(?:\.\d+)*\b|\b(?!\d{1,3}(?:\.\d{3})+\b)\d+\.\d+\.\d+(?:\.\d+)*\b(?![.,/]\d)"
)
_ORDINAL = re.compile(r"(?<![\w,.])\d{1,3}(?:st|nd|rd|th)\b")
_PHONE = re.compile(
    r"(?<!\w)\+\d{1,3}[\s-]?(?:\(0\))?\d[\d\s()/-]{5,18}\d|\b0\d{2,4}[\s/-]\d{3,4}[\s-]?\d{2,5}\b"
    r"|\b\d{3}-\d{3}-\d{4}\b|\(\d{3}\)\s?\d{3}-\d{4}"
)
_MARK = re.compile(
    r"#\d+\b|\[\d{1,3}\](?!\s?[,\d])|\b24/7\b|\b\d{1,2}:\d{2}(?::\d{2})?(?:\s?[ap]m)?\b"
    r"|\b\d{1,2}\s?[ap]m\b|\b\d{1,2}\so'clock|\b(?:al\.?,?|[a-z]+,)\s\(?(?:19|20)\d\d\)"
)
_ITEM = re.compile(r"(?m)^\s{0,8}\d{1,2}[.)](?=\s+[^\W\d])|(?<=[\s;])\(?\d{1,2}\)(?=\s+[a-z])")
_TO_ONE = re.compile(
    r"(?<!\bin\s)\b(?:\d{1,3}|two|three|four|five|six|seven|eight|nine|ten|twenty|fifty)"
    r"(?:\sto\s|-to-)one\b(?!\sin\b)"
    r"(?!\s(?:hundred|thousand|million|or|and\sa)\b)"
)
_ODDS = re.compile(r"\bodds\b[a-z\s]{0,20}\b\d{1,5}:(1)\b(?![:.,]\d)")
"""The one of "odds of 30:1": the odds are thirty."""
_IDENTIFIER = re.compile(r"\b(?:cve|cwe|ghsa|rhsa|dsa|usn)-\d{2,4}[-:]\d{2,19}(?!\d)")
"""The number of a vulnerability or an advisory, whatever follows: "cve-2023-4966,9.4"."""
_ALL_OF_THEM = re.compile(
    r"(?<=\ball\s)(?:two|three|four|five|six)(?=\s(?:on|at|in|of\s(?:them|these)|are|were|sit|run)\b)"
)
_OF_THEM = re.compile(
    r"\b\d{1,4}(?=\s[a-z]+(?:\s[a-z]+)?\sand\s\d{1,4}\sof\s(?:them|those|these)\s(?:is|are|was|were)\s[a-z])"
    r"|(?<=\sand\s)\d{1,4}(?=\sof\s(?:them|those|these)\s(?:is|are|was|were)\s[a-z])"
)
_VERB = re.compile(r"(?:build|release|issue|order|claim|schedule|exercise|model|act|form|rule)\s")
_COUNTED = re.compile(r"\s[a-z]{3,}s\b")
"""What is counted behind a word that may also be a verb: "build 3000 paths"."""
_ZERO_RATES = re.compile(r"\bzero(?=\s(?:rates?|curves?|yields?|spot)\b)")
"""The rates of bonds without coupons, and none of them zero."""
_PATTERNS = (
    (_ZERO_RATES, 0.05),
    (_TO_ONE, 0.05),
    (_ODDS, 0.05),
    (_IDENTIFIER, 0.05),
    (_OF_THEM, 0.15),
    (_ALL_OF_THEM, 0.05),
    (_ADDRESS, 0.0),
    (_NUMBERED, 0.15),
    (_CODE, 0.1),
    (_VERSION, 0.05),
    (_ORDINAL, 0.1),
    (_PHONE, 0.05),
    (_MARK, 0.05),
    (_ITEM, 0.05),
)
_YEAR = re.compile(
    r"(?:\b(?:in|since|by|until|till|from|of|year|fy|during|before|after|summer|winter|spring|autumn"
    r"|fall|early|late|mid|end|q[1-4]|h[12]|through|january|february|march|april|june|july|august"
    r"|september|october|november|december|budget|anno|©)[\s-]|['(]|\b(?:years?|summer|winter|spring|autumn|season|"
    r"month|one|time),\s(?:in\s)?)"
    r"((?:19|20)\d\d(?:\s?[-/]\s?(?:19|20)?\d\d)?)(?![\d%]|[.,']\d|\s?(?:[€$£k%]|eur|usd|chf|gbp|euros?"
    r"|dollars?|times|days|customers|users|people|units|a\s|per\s|each|to\s\d))"
)
_QUANTILE = re.compile(r"(?<![\w])(?:p|var\s?|cvar\s?|es\s?)(\d{2}(?:\.\d+)?)(?![\w%]|\s%|\.\d)")

_MEDIAN = re.compile(r"(?<![\w])p50(?![\w%])")


def distractors(low: str, text: str) -> Iterator[Span]:
    """Pieces that hold a number which is hardly meant as a value, each with a low score."""
    if not any(c.isdigit() for c in low) and "to one" not in low and "all " not in low:
        return
    for pattern, score in _PATTERNS:
        for match in pattern.finditer(low):
            group = 1 if pattern.groups else 0
            if _is_meant(low, pattern, match):
                continue
            if pattern is _NUMBERED and _RATIO.search(match.group()):
                continue
            yield _span(text, match.start(group), match.end(group), score)
    for match in _YEAR.finditer(low):
        yield _span(text, match.start(1), match.end(1), 0.1)
    points = _MEDIAN.search(low) is not None
    for match in _QUANTILE.finditer(low):
        level = float(match[1]) / 100
        if 0.5 < level < 1:
            start, end = match.span()
            yield Span(
                start, end, text[start:end],
                (Reading("fraction", level, unit="tail", score=0.15 if points else 0.5,
                         converted=True),),
            )  # fmt: skip


def _is_meant(low: str, pattern: re.Pattern[str], match: re.Match[str]) -> bool:
    """Whether a number only looks like a name: "(value 50)", "build 3000 paths"."""
    if pattern is _NUMBERED and _VERB.match(low, match.start(), match.start(1)):
        return _COUNTED.match(low, match.end(1)) is not None
    return pattern is _ITEM and _closes(low, match)


def _closes(low: str, item: re.Match[str]) -> bool:
    """Whether the bracket behind a number closes one before it: "(value 50, cost 40) and"."""
    if item.group().startswith("(") or not item.group().endswith(")"):
        return False
    line = low[low.rfind("\n", 0, item.start()) + 1 : item.start()]
    return line.count("(") > line.count(")")


def _span(text: str, start: int, end: int, score: float) -> Span:
    written = text[start:end]
    plain = re.sub(r"[()\[\]#'\s]", "", written).rstrip(".")
    try:
        reading = Reading("number", float(plain), score=score, unit="name")
    except ValueError:
        reading = Reading("word", written, score=score, unit="name")
    return Span(start, end, written, (reading,))
