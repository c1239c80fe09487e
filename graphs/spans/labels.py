"""Names the text itself gives its values: "arpa=49", "CAC: 600", "GM 80%", "ml 9k"."""

import re

_NAMED = re.compile(
    r"(?:^|(?<=[,;|\n(\s*•`{\"']))([a-zäöüß][\w/&äöüß.%'-]*(?: [a-zäöüß(][\w/&äöüß)'-]*){0,4})"
    r"['\"`*]{0,2}\s?(?:=|:=|:|->|=>)\s?[~≈]?\s?['\"`*]{0,2}$"
)
_TERSE = re.compile(
    r"(?:^|[,;|\n]\s*(?:and\s|&\s)?|\d[%km€$]?\s)((?:[a-zäöüß][\w/&äöüß-]*\s){0,2}[a-zäöüß][\w/&äöüß-]*)"
    r"\s(?:is\s|of\s|at\s|are\s|~\s?|about\s)?$"
)
_PLAIN_WORDS = (
    "a an and are at about all as be been between but by can could each every for from get "
    "got had has have how i if in is it its keep last lose make may me most my no not of on "
    "once one or our out over pay per say so take than that the their them then there they "
    "this to up us usually want was we were what when which who with would you spend charge "
    "need left made earn paid bis und von mit least normally usually typically likely mode ml "
    "bad good years year maybe ok okay probably mostly spent stay worst best case min max "
    "minimum maximum average low high plus minus times about roughly around hi lo note noted "
    "also but so only just thanks something like says thinks landlord won lost lose costs "
    "cost us does do did fees add get modal sometimes zwischen meistens meist alle subtract "
    "multiply divide percent every comes reckon some around oder against euro euros dollars "
    "though although anything à de lo le plus más"
)
_NO_NAME = frozenset(_PLAIN_WORDS.split())


def label_before(low: str, start: int) -> str:
    """The name right before a value, or nothing."""
    window = max(0, start - 48)
    if match := _NAMED.search(low, window, start):
        return match[1].strip(" '\"`*")
    if match := _TERSE.search(low, max(0, start - 32), start):
        words = match[1].split()
        while words and words[0] in _NO_NAME:
            words = words[1:]
        if words and not _NO_NAME.intersection(words):
            return " ".join(words)
    return ""
