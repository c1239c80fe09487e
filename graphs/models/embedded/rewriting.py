"""Notations rewritten before a message is read, so that they mean to the reader what they mean.

Only notation changes, never a figure: spaces around slashes, "every year" for "a year", small
tables as the labelled lines they stand for.
"""

import re

from graphs.models.embedded.corrections import uncorrected
from graphs.models.embedded.drawn import in_words
from graphs.models.embedded.listed_rows import listed_rows
from graphs.models.embedded.pairs import labelled_lines
from graphs.models.embedded.plain_figures import plain_figures
from graphs.models.embedded.scales import scaled
from graphs.spans.conversions import conversion_spans
from graphs.spans.told_formulas import in_signs

_SUFFIX = re.compile(r"(?<=\d[kKmM])/(?=\d)")
_TRIPLE = re.compile(r"(?<![\d/.,])(?P<a>\d{1,2})/(?P<b>\d{1,2})/(?P<c>\d{2})(?![\d/]|\.\d)")
_EVERY = re.compile(
    r"(?<=\d )(?:every|each) (?=(?:single )?(?:year|month|week|day|quarter)\b)", re.I
)
_TWICE = re.compile(
    r"\b(?P<cue>likely|mostly|usually|typically|normally|probably|mode|say) (?P<n>once|twice)"
    r"(?! as| the| a| an| in| every| per)\b",
    re.I,
)
_FORGOT = re.compile(
    r"\b(?:i|we) (?:totally |completely )?(?:forgot|forgotten)"
    r"(?: to (?:say|mention|tell|add|write)(?: you| that)?|(?= ?[,:–—-]))",
    re.I,
)
"""Forgetting to say is no forgetting of what is learnt."""
_TRADING = re.compile(r"\b(?P<n>\d+|\w+) trading[ -]days\b", re.IGNORECASE)
_MORE = re.compile(
    r"\b(?P<n>\d+|one|two|three|four|five|six|seven|eight|nine|ten) (?:more|further|additional) "
    r"(?P<what>right|wrong|correct|incorrect)\b",
    re.IGNORECASE,
)
_PIPED = re.compile(r"^(?=[^|\n]*[^|\s][^|\n]*\|[^|\n]+\|)[^|\n][^\n]*$", re.MULTILINE)
"""A line of several things parted by upright strokes: no row of a table where it stands alone."""
_TOLD = re.compile(r"[^\W\d_]{2,}[^|]*\d")
"""A name and its figure."""
_LENGTHS = re.compile(
    r"(?<![\d/.,])(?P<a>\d{1,2})/(?P<b>\d{1,2})/(?P<c>\d{2})"
    r"(?=\s?(?:hours?|hrs?|days?|weeks?|months?|years?|yrs?|times|x|%|percent|k|p\.?a\.?|a|per)\b|\s?%)"
)
"""Three figures with their unit, no day."""
_CHANCE = re.compile(
    r"\b(?:P|Pr|Prob)\s?\(\s*[^\W\d][\w ]{0,30}?\s*[>≥]=?\s*(?P<bar>[^()]{1,20})\)"
)
"""A chance as mathematicians write it: "P(x > 5)"."""
_BAR = r"[€$£]?-?\d[\d.,']*(?<![.,])(?:\s?(?:k|m|%|h|kg|days|weeks|metres|m2|bn|million)\b)?"
_BARS = re.compile(
    r"\b(?P<first>(?P<than>over|above|beyond|more than|exceeding|exceeds?|under|below|less than)"
    rf" {_BAR})"
    rf"(?:\?|,)?(?: and| or)?(?: (?:that|of|it's|it is|its?))? (?P=than) (?P<second>{_BAR})",
    re.IGNORECASE,
)
"""Two bars of one kind: "over 10k, over 20k"."""
_WORST = re.compile(
    r"(?P<lead>\b(?:worst|bottom|lowest) )(?P<of>hundredth|fiftieth|twentieth|tenth|decile)\b",
    re.IGNORECASE,
)
_SHARES = {"hundredth": 1, "fiftieth": 2, "twentieth": 5, "tenth": 10, "decile": 10}
_ONLY = re.compile(
    r"\b(?P<lead>only|just|exactly) one (?=(?!(?:of|in|more|who|that|thing|has|is|was)\b)[a-z])",
    re.I,
)
"""A "one" that counts, and is no pronoun."""
_BY = re.compile(r"\b(?P<times>once|twice|times?) by (?=(?:year|month|week|day|quarter)\b)", re.I)
_ARROW = re.compile(r"\s*(?:[=-]>|→|⇒)\s*")
_TO_STATE = re.compile(
    r"\s*(?:[=-]>|→|⇒)\s*(?=(?:yes|no|partial(?:ly)?|partly|n/?a|done|open|ok)\s*(?:[.,;(\n]|$))",
    re.IGNORECASE,
)
"""An arrow to what something is: "red team -> no"."""
_AT = re.compile(
    r"[\s,(]*(?:\band\s)?(?:\bat\b|@)\s*(?P<n>\d+(?:[.,]\d+)?)"
    r"(?=\s*(?:[?!.)]?\s*$|[,;?!)]|\bas of\b|\bon\b|\bof\b))",
    re.IGNORECASE,
)
_AMOUNT = r"[€$£]?\s?\d+(?:[.,' ]\d{3})*(?:[.,]\d+)?(?:\s?(?:k|m|mn|mio|bn|million|thousand)\b)?"
_EXCESS = re.compile(
    rf"(?P<limit>{_AMOUNT})\s*(?:xs\.?(?: of)?|x/s|in excess of|excess of)\s+(?P<first>{_AMOUNT})",
    re.IGNORECASE,
)
_YEARLY = re.compile(r"\b(?:stop loss|aggregate|layer|tower|treaty|XL|XoL)\b", re.IGNORECASE)
_ONCE_TO = re.compile(
    r"\b(?P<n>once|twice)(?P<to> (?:to|or|up to) )(?:(?P<twice>twice)|(?=[\w.-]+ times))"
    r"(?= times| a | an | per | each | every| in )?",
    re.IGNORECASE,
)
_MINUS = re.compile(
    r"\b(?P<before>got|have|is|are|was|with|at|of|from|to|stands? at|currently|rates?|correlation"
    r"|corr|rho|growth|coupon|yields?|values?|mtm|expect|worth|returns?|mark|of about|delta|drift"
    r"|skew|by|market value|earn|make|down|do) (?:minus|negative) (?=[€$£]?\.?\d)",
    re.IGNORECASE,
)
_IN_PERCENT = re.compile(
    r"(?P<n>(?<![\w.,])\d+(?:[.,]\d+)?)(?P<per>(?: (?:a|per) \w+)?),? in (?:percent|per cent|%)",
    re.IGNORECASE,
)
_TIMES_OUT = re.compile(
    r"(?<=\d) times (?=(?:in|out of) (?:\d|ten|twenty|a hundred)\w*)", re.IGNORECASE
)
_RETURNS = re.compile(
    r"\b(?:one|1)-in-(?:an?-)?(?P<n>ten|twenty|fifty|hundred|two-hundred|thousand)-(?=years?\b)",
    re.I,
)
_YEARS = {
    "ten": 10,
    "twenty": 20,
    "fifty": 50,
    "hundred": 100,
    "two-hundred": 200,
    "thousand": 1000,
}
"""Returns in words that hyphens make one of: "the one-in-a-hundred-years figure"."""
_MONTHS = "jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec"
_TODAY = re.compile(
    r"(?:\btoday(?:'s date)?(?:\s(?:is|being|=)|:|,)|\b(?:it is|it's|it’s) (?:now |today )?"
    r"|\btoday(?=\s*[(=]))[\s(]*(?:the )?"
    rf"(?=\d{{1,2}}(?:st|nd|rd|th)?(?: of)? (?:{_MONTHS})[a-z]*\b|(?:{_MONTHS})[a-z]* \d"
    r"|\d{4}-\d\d-\d\d"
    r"|\d{1,2}[./]\d{1,2}[./]\d{2,4})",
    re.IGNORECASE,
)
STATED_TODAY = re.compile(r"\bas (?:of|at) ", re.IGNORECASE)
"""What stands before the day from which everything is looked at."""
FURTHEST = 15  # years ahead of this century's 2026 that a two-digit year may lie


def rewritten(text: str) -> str:
    """The message in the notation the span finder reads best."""
    text = in_signs(uncorrected(scaled(listed_rows(plain_figures(text)))))
    text = _FORGOT.sub("also", text)
    text = _TODAY.sub("as of ", text)
    text = _TRADING.sub(r"\g<n> days", text)
    text = _TIMES_OUT.sub(" ", _MINUS.sub(r"\g<before> -", text))
    text = _IN_PERCENT.sub(r"\g<n> %\g<per>", text)
    text = _MORE.sub(r"\g<what> \g<n> times", text)
    text = _SUFFIX.sub(" / ", text)
    text = _without_arrows(text) if _ARROW.search(text) else text
    text = _with_rates(text) if _AT.search(text) else text
    text = _LENGTHS.sub(lambda match: _spaced(match, points=True), text)
    text = _without_strokes(text)
    points = _POINTS.search(text) is not None
    text = _TRIPLE.sub(lambda match: _spaced(match, points), text)
    text = _EVERY.sub("a ", text)
    text = _RETURNS.sub(lambda m: f"1-in-{_YEARS[m['n'].lower()]}-", text)
    text = _ONLY.sub(r"\g<lead> 1 ", text)
    text = _BY.sub(r"\g<times> per ", text)
    text = in_words(text)
    text = _BARS.sub(r"\g<first> and \g<second>", text)
    text = _WORST.sub(lambda m: f"{m['lead']}{_SHARES[m['of'].lower()]} %", text)
    text = _CHANCE.sub(r"the chance of more than \g<bar>", text)
    text = _TWICE.sub(lambda m: f"{m['cue']} {1 if m['n'].lower() == 'once' else 2} times", text)
    text = _ONCE_TO.sub(_counted, text)
    text = _in_excess(text)
    return labelled_lines(text)


def _without_arrows(text: str) -> str:
    """An arrow leads on to what follows; in "60 mph -> km/h" it stands for "to"."""
    text = _TO_STATE.sub(": ", text)
    asked = [(span.start, span.end) for span in conversion_spans(text)]
    return _ARROW.sub(lambda m: " to " if any(a <= m.start() < b for a, b in asked) else "; ", text)


def _with_rates(text: str) -> str:
    """A bare number behind a conversion is its rate: "100 bucks in pesos at 17.2"."""
    for span in reversed(list(conversion_spans(text))):
        if rate := _AT.match(text, span.end):
            text = f"{text[: span.end]} at a rate of {text[rate.start('n') :]}"
    return text


def _counted(match: re.Match[str]) -> str:
    """`once or twice` and `twice to six times` in numbers, which make one range."""
    first = 1 if match["n"].lower() == "once" else 2
    return f"{first}{match['to']}{'2 times' if match['twice'] else ''}"


def _in_excess(text: str) -> str:
    """`5M xs 1M`: the most that is paid, and what comes before it; a tower is left as it is."""
    found = list(_EXCESS.finditer(text))
    if len(found) != 1 or _YEARLY.search(text[max(0, found[0].start() - 40) : found[0].start()]):
        return text
    match = found[0]
    plain = f"a deductible of {match['first'].strip()} and a limit of {match['limit'].strip()}"
    return f"{text[: match.start()]} {plain}{text[match.end() :]}"


_POINTS = re.compile(r"(?<![\d/.,])\d[\d.,]*[km]?\s?/\s?\d{3}[\d.,]*[km]?\s?/\s?\d[\d.,]*")
"""Three figures with slashes that no calendar knows."""


def _spaced(match: re.Match[str], points: bool) -> str:
    """`8/20/50` rises and would be a date far off: three points, not a day.

    `points`: whether three points stand elsewhere in this notation; then those that rise are too.
    """
    low, middle, high = (int(match[name]) for name in "abc")
    rises = low < middle < high and (points or high > 26 + FURTHEST)
    return f"{low} / {middle} / {high}" if rises else match[0]


def _without_strokes(text: str) -> str:
    """Semicolons for the strokes of a line that is no row: the lines beside it have none."""
    lines = text.split("\n")
    for number, line in enumerate(lines):
        beside = lines[max(number - 1, 0) : number] + lines[number + 1 : number + 2]
        told = sum(_TOLD.search(cell) is not None for cell in line.split("|"))
        if told > 1 and _PIPED.match(line) and not any("|" in other for other in beside):
            lines[number] = re.sub(r"\s*\|\s*", "; ", line)
    return "\n".join(lines)
