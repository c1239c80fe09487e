"""A scale said once for all amounts: "(all in thousand dollars)", "EUR m", "k GBP", "735 MCHF".

The figures it stands for are written out, so that nothing behind has to know of it. What is no
amount keeps its figure: percentages, lengths of time, years, what is counted, and all below one.
"""

import re

_TIMES = {"k": 3, "t": 3, "thousand": 3, "m": 6, "mn": 6, "mln": 6, "mio": 6, "million": 6,
          "bn": 9, "billion": 9}  # fmt: skip
_CODE = r"(?:EUR|USD|GBP|CHF|JPY|AUD|CAD|SEK|NOK|DKK|PLN|CZK|HUF|INR|CNY|SGD|ZAR|BRL|NZD)"
_SIGN = rf"(?:{_CODE}\b|[$€£]|(?:euro|dollar|pound|franc|rupee|zloty|krone)s?\b)"
_WORD = r"(?:thousand|million|billion)s?"
_ENDS = r"(?=\s*(?:$|[|)\],;:.]|\n|per\b|vs\b|and\b))"
_SAID = re.compile(
    rf"(?:(?<=[(|,:;\n ])|^)(?P<cur1>{_CODE}|[$€£])\s?(?P<a>k|m|mn|mln|mio|bn)\b{_ENDS}"
    rf"|(?<![\d.,] )(?<!\w)(?P<b>[kmM])(?: (?={_CODE}\b)|(?=[$€£]))(?P<cur2>{_CODE}|[$€£]){_ENDS}"
    rf"|(?<!\w)(?P<c>[kTM])(?P<cur3>{_CODE})\b"
    rf"|(?<!\w)in (?P<d>{_WORD}|k|mn|bn)\b(?: of)?(?: (?P<cur4>{_SIGN}))?{_ENDS}"
    rf"|(?<=\()(?:(?P<cur5>{_CODE}) )?(?P<e>{_WORD}|k|mn|bn|m)(?=\))",
)
_NUMBER = r"\d{1,3}(?P<mark>[ ,'’])\d{3}(?:(?P=mark)\d{3})*(?:\.\d+)?|\d+(?:\.\d+)?|\d+,\d{1,2}"
_UNITS = (
    r"%|percent|pct|per cent|k|mn?|mio|bn|grand|thousand|million|billion|years?|yrs?|y|months?|mo"
    r"|days?|weeks?|quarters?|times|x|bps?|basis|points?"
)
_FIGURE = re.compile(
    rf"(?<![\w.,'’%#])(?<!\d[-.])(?P<n>{_NUMBER})"
    rf"(?![\w%]|[.,'’-]\d|[-–][^\W\d]|\s?(?:{_UNITS})(?!\w))"
)
_COUNTED = re.compile(
    r"[ \t]+(?!(?:for|and|worth|value|in|to|per|vs|of|with|then|or|at|is|are|was|cost|costs|gives"
    r"|brings|makes|earns|against|plus|minus|both|all|each|from|as|on|by|comes?|out)\b)[a-z]{3,}s?\b"
)
_NUMBERED = re.compile(
    r"(?:\b(?:tier|level|basel|bucket|stage|article|art|section|chapter|top|page|exercise|at|crr|case"
    r"|least|most|only|than|class|part|question|no|article|q|l|t|pillar|cet|week|day|year|month)\.?\s?)$",
    re.IGNORECASE,
)
_DATE = re.compile(r"\d{1,4}[-/.]\d{1,2}[-/.]\d{1,4}")
_YEAR = re.compile(r"199\d|20[0-4]\d")
_PLURAL = re.compile(r"[ \t]+(?!euros|dollars|pounds|francs)[a-z]{3,}s\b")
"""What is counted stands in the same line: the next may begin with any word."""
_TIGHT = re.compile(r"\d,-?\d+\.\d")
"""Figures parted by bare commas: a table that has a scale of its own or none."""
_CELLS = re.compile(r"[|;\t]")
SMALL = 12  # up to which a whole number before a noun counts things


def scaled(text: str) -> str:
    """The text with the figures written out for which it says one scale."""
    found = list(_SAID.finditer(text))
    powers = {_power(match) for match in found}
    if not found or len(powers) > 1 or _TIGHT.search(text):
        return text
    power = powers.pop()
    columns = _column(text, found[0])
    told = _SAID.sub(_currency, text)
    if columns is None:
        return _FIGURE.sub(lambda match: _written_out(match, power), told)
    return _in_column(told, found[0].start(), columns, power)


def _power(match: re.Match[str]) -> int:
    said = next(match[name] for name in "abcde" if match[name])
    return _TIMES[said.lower().removesuffix("s")]


def _currency(match: re.Match[str]) -> str:
    """What is left of the words for a scale: the currency they were said with."""
    code = next((match[f"cur{n}"] for n in range(1, 6) if match[f"cur{n}"]), "")
    return f"in {code}" if match["d"] and code else code


def _column(text: str, match: re.Match[str]) -> int | None:
    """The column of a table that a scale in its heading is for; None where it is for all."""
    begin = text.rfind("\n", 0, match.start()) + 1
    end = text.find("\n", match.end())
    head = text[begin : end if end >= 0 else len(text)].strip()
    cells = [cell for cell in _CELLS.split(head.strip("|")) if cell.strip()]
    if end < 0 or len(cells) < 3:
        return None
    before = text[begin : match.start()].lstrip(" |")
    return len(_CELLS.findall(before))


def _in_column(text: str, at: int, column: int, power: int) -> str:
    """With the figures of one column of the table around an offset written out."""
    lines = text.split("\n")
    first = text.count("\n", 0, at)
    for number in range(first + 1, len(lines)):
        line = lines[number]
        if not _CELLS.search(line):
            break
        marks = [m.start() for m in _CELLS.finditer(line)]
        marks = marks[1:] if line.lstrip().startswith("|") else marks
        edges = [line.find("|") if line.lstrip().startswith("|") else -1, *marks, len(line)]
        if column + 1 >= len(edges):
            break
        start, end = edges[column] + 1, edges[column + 1]
        cell = _FIGURE.sub(lambda match: _written_out(match, power), line[start:end])
        lines[number] = f"{line[:start]}{cell}{line[end:]}"
    return "\n".join(lines)


def _written_out(match: re.Match[str], power: int) -> str:
    """A figure times its scale, unless it is no amount."""
    text, said = match.string, match["n"]
    whole = re.sub(r"[ ,'’](?=\d{3})", "", said).replace(",", ".")
    value = float(whole)
    around = text[max(0, match.start() - 6) : match.end() + 6]
    listed = re.match(r",\s?\d", text[match.end() : match.end() + 3])
    dated = _DATE.search(around) is not None or (_YEAR.fullmatch(said) and not listed)
    small = value <= SMALL and value == int(value)
    counted = (small and _COUNTED.match(text, match.end())) or _PLURAL.match(text, match.end())
    numbered = _NUMBERED.search(text, 0, match.start()) and value <= SMALL
    ordered = re.match(r"[.)]\s", text[match.end() : match.end() + 2]) and _opens(
        text, match.start()
    )
    if value < 1 or dated or counted or numbered or ordered:
        return match.group()
    return f"{value * 10**power:.10g}" if value * 10**power < 1e10 else f"{value * 10**power:.0f}"


def _opens(text: str, at: int) -> bool:
    """Whether an offset begins a line."""
    return not text[text.rfind("\n", 0, at) + 1 : at].strip()
