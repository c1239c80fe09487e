"""Figures in the notations of speech and of lists, written as plain decimals.

"71 point 4", "8 pounds 20", "2 3/4 percent", "-.03", and "948 955 941 939 950", which is a list of
five and no number of fifteen digits.
"""

import re

_BARE = re.compile(r"(?<![\w.])(?P<sign>[-−+]?)\.(?=\d)")
_POINT = re.compile(r"\b(?P<whole>\d+) point (?P<rest>\d{1,4})\b(?! (?:scale|plan|font))")
_COINS = re.compile(
    r"(?<![\d.,])(?P<whole>\d{1,4}) (?P<unit>dollars?|pounds?|euros?|francs?|bucks|quid) "
    r"(?P<coins>\d\d)(?!\w|[.,]\d|[%/]|\s?(?:%|percent|pct|years?|months?|days?|weeks?|people|times|k\b|of\b))"
)
_MIXED = re.compile(
    r"(?<![\d./-])(?P<whole>\d{1,4}) (?P<top>\d{1,2})/(?P<bottom>2|4|8|16|32)(?![\d/])"
)
_RUN = re.compile(r"(?<![\w.,/-])\d{1,4}(?: \d{1,4}){4,}(?![\d/-]|[.,]\d)")


def plain_figures(text: str) -> str:
    """The text with such figures in plain notation."""
    text = _BARE.sub(r"\g<sign>0.", text)
    text = _POINT.sub(r"\g<whole>.\g<rest>", text)
    text = _COINS.sub(r"\g<whole>.\g<coins> \g<unit>", text)
    text = _MIXED.sub(_decimal, text)
    return _RUN.sub(lambda match: match.group().replace(" ", ", "), text)


def _decimal(match: re.Match[str]) -> str:
    """`7 1/2` as 7.5; what is no part of one stays: "1 9/4"."""
    top, bottom = int(match["top"]), int(match["bottom"])
    if not 0 < top < bottom or (top % 2 == 0 and bottom > 2):
        return match.group()
    return f"{int(match['whole']) + top / bottom:g}"
