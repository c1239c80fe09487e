"""How bad a year is looked at: "a 1-in-200 year", "the 100-year return period", ", 1 in 20?".

One in 200 years is a level of 0.995 where a year is spoken of, and a frequency where an event is:
"a 1-in-200 year flood" is left to the rates.
"""

import re
from collections.abc import Iterator

from graphs.spans.numerals import Number
from graphs.spans.quantity import Quantity, tidy

LEVEL = "level"
"""The unit of a share that can only be how bad a year is looked at."""
_NUMBER = "\ue000\ue001*"
_ONE_IN = rf"(?P<one>{_NUMBER}|once|one)[\s-]in[\s-](?:an?[\s-])?(?P<n>{_NUMBER})"
_EVENT = rf"\s*[,:;(]?\s*[^.?!\ue000]{{0,12}}{_NUMBER}"
_BEHIND = (
    r"(?:look|would|could|might|totals?|loss(?:es)?|bill|figures?|costs?|results?|outcome|levels?"
    r"|for|to|and|of|in|be|is|means?|comes?|like|together|combined|all|net|gross|t?var|amount|view"
    r"|basis|with|on|across|overall|after|before|retained|sum|aggregate|if|from|over|at|as)\b"
)
_YEAR = re.compile(rf"{_ONE_IN}[\s-]years?(?<!s)(?!{_EVENT})(?=\s*(?:[?!.,;:)]|$)|\s{_BEHIND})")
_HYPHENED = re.compile(
    rf"(?P<one>{_NUMBER}|once|one)-in-(?:an?-)?(?P<n>{_NUMBER})-years?(?=\s{_BEHIND})"
)
"""The hyphens make one word of it, which says of what kind the figure is."""
_ASKED = re.compile(
    rf"(?:[,;:(–—]\s*|\bat\s(?:the\s|a\s)?|\bthe\s){_ONE_IN}(?=(?:\slevel)?\s*[?)]*\?)"
)
_BAD = re.compile(
    rf"(?:(?P<one>{_NUMBER}|one|a)\s)?(?:really\s|very\s)?\b(?:bad|worst|terrible|awful|poor)\s"
    rf"year\s(?:in|out\sof)\s(?:an?\s)?(?P<n>{_NUMBER})(?!\s?%)"
)
_RETURN = re.compile(
    rf"(?P<n>{_NUMBER})[\s-]years?[\s-](?:return\speriod|return\slevel|pml\b)"
    rf"|\breturn\speriod\s(?:of\s)?(?P<n2>{_NUMBER})\syears?"
)


def levels(skeleton: str, numbers: dict[int, Number]) -> Iterator[tuple[Quantity, tuple[int, ...]]]:
    """Levels of a bad year, each with the numbers it used up."""
    for pattern in (_YEAR, _HYPHENED, _ASKED, _BAD, _RETURN):
        for match in pattern.finditer(skeleton):
            groups = match.groupdict()
            group = "n" if groups.get("n") else "n2"
            number = numbers[match.start(group)]
            first = numbers.get(match.start("one")) if groups.get("one") else None
            if number.value < 2 or (first is not None and first.value != 1):
                continue
            start = match.start("one") if groups.get("one") else match.start()
            level = Number(start, match.end(), tidy(1 - 1 / number.value), in_words=True)
            level.mantissa = level.value
            used = (number.start,) if first is None else (first.start, number.start)
            yield (
                Quantity(start, match.end(), "fraction", level, unit=LEVEL, reach=match.end()),
                used,
            )
