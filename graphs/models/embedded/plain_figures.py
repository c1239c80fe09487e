"""Figures in the notations of speech and of lists, written as plain decimals.

"71 point 4", "point one five", "8 pounds 20", "2 3/4 percent", "-.03", "948 955 941 939 950", which
is a list of five and no number of fifteen digits, and "0.2 -1.4 0.8" and a figure in each line,
which are lists and no differences.
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
_DIGITS = ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
_DIGIT = rf"(?:oh|nought|{'|'.join(_DIGITS)})"
_SPOKEN = re.compile(
    r"(?<!\bthis )(?<!\bthat )(?<!\bthe )(?<!\bsome )(?<!\bat one )(?P<minus>\bminus )?"
    rf"(?:\b(?P<whole>{_DIGIT}|\d+) )?\bpoint (?P<rest>{_DIGIT}(?: {_DIGIT})*)\b"
    r"(?! (?:scale|plan|font|percent of the))",
    re.IGNORECASE,
)
_ONE = re.compile(r"(?<!\w)one(?=[,;]\s-?0\.\d)|(?<=0\.\d[,;] )one(?=\s*(?:[,;.]|$))")
"""The ones of a matrix told in words: "one, 0.8; 0.8, one"."""
_SIGNED = r"[-+−]?[€$£]?(?:\d[\d.']*\d|\d)(?:\s?[%kKmM](?!\w)|[mb]n\b)?"
_SIGNED_RUN = re.compile(rf"(?<![\w.,/*^+(-]){_SIGNED}(?:[ \t]{_SIGNED}){{2,}}(?![\w/*^-]|[.,]\d)")
_MINUS = re.compile(r"(?<=\s)[-−+](?=[\d€$£])")
_LINES = re.compile(rf"(?m)(?<![^\n]){_SIGNED}[ \t]*(?:\n[ \t]*{_SIGNED}[ \t]*){{3,}}$")
_TIGHT = re.compile(
    r"(?<![\w.,/-])(?=[\d,]{0,40}\d\.\d{1,2}(?!\d))\d{1,4}(?:\.\d{1,2})?(?:,\d{1,4}(?:\.\d{1,2})?){4,}(?![\w,]|\.\d)"
)
"""Figures parted by commas alone, decimals among them: no thousands."""
_SLASHED = re.compile(r"(?<![\w/.,])\d+(?:\.\d+)?(?:/\d+(?:\.\d+)?){3,}(?![\d/])")
"""More figures than a date or a range has: "10/14/22/30"."""
_SHARES = re.compile(
    r"(?<![\w/.,])(?P<a>\d{1,3})/(?P<b>\d{1,3})/(?P<c>\d{1,3})(?=\s?(?:%|percent\b|pct\b))"
)
_PLUS = re.compile(r"(?P<before>\d\s?(?:[%kKmM]|[mb]n)?[,;]\s?)\+(?=[€$£]?[\d.])")


def plain_figures(text: str) -> str:
    """The text with such figures in plain notation."""
    text = _SPOKEN.sub(_in_digits, text)
    text = _ONE.sub("1", _BARE.sub(r"\g<sign>0.", text))
    text = _POINT.sub(r"\g<whole>.\g<rest>", text)
    text = _COINS.sub(r"\g<whole>.\g<coins> \g<unit>", text)
    text = _MIXED.sub(_decimal, text)
    text = _TIGHT.sub(_apart, text)
    text = _SLASHED.sub(lambda match: match.group().replace("/", ", "), text)
    text = _SHARES.sub(_in_step, text)
    text = _PLUS.sub(r"\g<before>", text)
    text = _LINES.sub(_in_a_row, text)
    text = _SIGNED_RUN.sub(_parted, text)
    return _RUN.sub(lambda match: match.group().replace(" ", ", "), text)


def _in_digits(match: re.Match[str]) -> str:
    """`minus point one five` as -0.15."""
    rest = "".join(_digit(word) for word in match["rest"].lower().split())
    whole = match["whole"] or "0"
    whole = whole if whole.isdigit() else _digit(whole.lower())
    taken_from = match.string[: match.start()].rstrip()[-1:].isdigit()  # "5 minus point two"
    minus = ("minus " if taken_from else "-") if match["minus"] else ""
    return f"{minus}{whole}.{rest}"


def _digit(word: str) -> str:
    return str(_DIGITS.index(word)) if word in _DIGITS else "0"


def _apart(match: re.Match[str]) -> str:
    """Figures of one line with blanks behind their commas; the lines of a table stay."""
    before, after = match.string[: match.start()], match.string[match.end() :]
    around = (before.split("\n")[-2:-1], after.split("\n")[1:2])
    if any("," in line for lines in around for line in lines):
        return match.group()
    return match.group().replace(",", ", ")


def _in_step(match: re.Match[str]) -> str:
    """`11/7/16 %`: what does not rise is no estimate of three points but a list."""
    low, middle, high = (int(match[name]) for name in "abc")
    return match.group() if low <= middle <= high else f"{low}, {middle}, {high}"


def _in_a_row(match: re.Match[str]) -> str:
    """A column of figures, a line each, where one of them has a sign that would take away."""
    if not _MINUS.search(match.group()):
        return match.group()
    return ", ".join(match.group().split("\n"))


def _parted(match: re.Match[str]) -> str:
    """Figures parted by blanks, where one of them has a sign that would take away."""
    if not _MINUS.search(match.group()):
        return match.group()
    return re.sub(r"(?<=[\d%kKmMn])[ \t](?=[-+−]?[€$£]?\d)", ", ", match.group())


def _decimal(match: re.Match[str]) -> str:
    """`7 1/2` as 7.5; what is no part of one stays: "1 9/4"."""
    top, bottom = int(match["top"]), int(match["bottom"])
    if not 0 < top < bottom or (top % 2 == 0 and bottom > 2):
        return match.group()
    return f"{int(match['whole']) + top / bottom:g}"
