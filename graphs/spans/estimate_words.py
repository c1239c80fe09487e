"""Words that call a number the least, the likeliest or the most, as lists."""

import re
from bisect import bisect_left
from typing import Literal

PointRole = Literal["", "low", "likely", "high", "end"]
"""What a number is called; an `end` is the least or the most, whichever its size makes it."""

_ENDS_OF = (
    "good|better|bad|calm|quiet|slow|slack|busy|lucky|unlucky|terrible|awful|horrible|dreadful"
    "|horrendous|great|decent|best|worst|rough|tough|heavy|light|peak|rotten|disastrous|mild|easy"
    "|catastrophic|nightmare|crazy|hectic|extreme|lean|nasty|ugly|brutal|gute[nrms]?|schlechte[nrms]?"
    "|schlimmste[nrms]?|ruhige[nrms]?"
)
_USUAL = (
    "normal|usual|ordinary|average|typical|regular|standard|common|median|middling|so-so|everyday"
    "|normale[nrms]?"
)
ADJECTIVES = rf"(?:(?:very\s)?(?:{_ENDS_OF}|{_USUAL})\s)"
"""What stands before a period to say how it went: "in a bad month"."""
_OCCASION = (
    "years?|yrs?|months?|weeks?|days?|nights?|quarters?|seasons?|summers?|winters?|springs?|autumns?"
    "|cases?|scenarios?|ones?|times?|weekends?|runs?|shifts?|hours?|terms?|outcomes?|spells?|jahr"
    "|monat|tag|woche"
)
_WE = r"(?:i\sam|i'm|we\sare|we're|you\sare|you're|things\sare|all\sgoes)"
_LOW = (
    r"at\s(?:the\s)?(?:very\s)?(?:least|lowest)|min(?:imum|imal)?\b\.?|no\s(?:less|fewer)\sthan"
    r"|(?:at|on|towards?)?\s?the\s(?:low|lower|bottom|cheap)\s(?:end|side)"
    r"|lower\s(?:bound|end|limit)|low\send|lowest|low|cheapest|smallest|fewest|mildest|quietest"
    r"|calmest|slowest|least|mindestens|p0?5|p10|floor|optimistic(?:ally)?|starts?\s(?:at|from)"
    rf"|if\s{_WE}\s(?:lucky|well)|with\s(?:any\s|some\s)?luck|as\s(?:little|few|low)\sas"
    r"|never\s(?:less|fewer|below)(?:\sthan)?|at\sless|lower\sone|au\smoins|au\sminimum"
    r"|al\smenos|como\smínimo|(?:at|on)\sthe\soptimistic\s(?:end|side)"
)
_LIKELY = (
    rf"(?:{_USUAL})\s(?:{_OCCASION})|most(?:ly|\slikely|\sprobabl[ey]|\soften)|likeliest|likely"
    r"|usually|usual|normally|normal|typically|typical|typ\b\.?|generally|modal|mode|central|expected"
    r"|expect|p50|median|on\saverage|average|avg\.?|base\scase|best\s(?:guess|estimate)"
    rf"|most\s(?:of\sthe\stime|{_OCCASION})|as\sa\srule|commonly|probably|realistic(?:ally)?"
    r"|in\sthe\smiddle|middle|mid|ordinarily|ordinary|regular(?:ly)?|standard(?!\sdeviation)|in\sgeneral"
    r"|more\soften\sthan\snot|nine\stimes\sout\sof\sten|in\sder\sregel|meist(?:ens)?"
    r"|üblicherweise|normalerweise|ish\b|(?:is\s)?about\sright|(?:le\s|lo\s)?(?:plus|más)\sprobable"
    r"|en\sgénéral|généralement|normalement|d'habitude|en\smoyenne|normalmente|lo\snormal"
    r"|por\slo\sgeneral|habitualmente|habitual(?:ly)?|as\sa\shabit|in\sthe\smain"
)
_HIGH = (
    r"at\s(?:the\s)?(?:very\s)?(?:most|highest|max|outside)|max(?:imum|imal)?\b\.?|tops"
    r"|no\smore\sthan|(?:at|on|towards?)?\s?the\s(?:high|higher|upper|top)\s(?:end|side)"
    r"|upper\s(?:bound|end|limit)|high\send|top\send|highest|high|priciest|dearest|costliest"
    r"|most\sexpensive|largest|biggest|busiest|up\s?to|ceiling|p90|p95|p99|pessimistic(?:ally)?"
    rf"|höchstens|maximal|if\s{_WE}\sunlucky|at\sa\spush|as\s(?:much|many|high)\sas|record|peak"
    r"|(?:at|on)\sthe\spessimistic\s(?:end|side)|(?:at\s)?the\sextreme|upper\sone|au\smaximum"
    r"|au\splus|como\smáximo|a\slo\ssumo|jusqu'à|hasta"
)
_END = (
    rf"(?:{_ENDS_OF})\s(?:{_OCCASION})|at\s(?:its\s|the\s)?(?:very\s)?(?:best|worst)|best|worst"
    r"|au\smieux|au\spire|en\sel\s(?:mejor|peor)\scaso"
    r"|schlimmstenfalls|bestenfalls|im\sbesten\sfall|im\sschlimmsten\sfall"
)
_WORD = re.compile(
    rf"(?<![a-zäöüß])(?:(?P<likely>{_LIKELY})|(?P<end>{_END})|(?P<low>{_LOW})|(?P<high>{_HIGH}))"
    r"(?![a-zäöüß])"
)


class PointWords:
    """Where a text calls something the least, the likeliest or the most."""

    def __init__(self, low: str) -> None:
        self._found: list[tuple[int, int, PointRole]] = [
            (m.start(), m.end(), _role(m.lastgroup)) for m in _WORD.finditer(low)
        ]
        self._starts = [start for start, _, _ in self._found]

    def __bool__(self) -> bool:
        return len(self._found) > 0

    def first(self, start: int, end: int) -> PointRole:
        """The first role named between two offsets."""
        at = bisect_left(self._starts, start)
        inside = at < len(self._found) and self._found[at][1] <= end
        return self._found[at][2] if inside else ""

    def last(self, start: int, end: int) -> PointRole:
        """The last role named between two offsets."""
        at = bisect_left(self._starts, end) - 1
        inside = at >= 0 and self._found[at][0] >= start and self._found[at][1] <= end
        return self._found[at][2] if inside else ""


def _role(group: str | None) -> PointRole:
    match group:
        case "low" | "likely" | "high" | "end":
            return group
        case _:
            return ""


def names_a_point(label: str) -> bool:
    """Whether a label only says which point of an estimate a number is."""
    return _WORD.search(label.lower()) is not None


_COLUMNS: tuple[tuple[Literal["low", "likely", "high"], re.Pattern[str]], ...] = (
    ("low", re.compile(r"(?:lo|low\w*|min\w*|least|best(?:[ -]case)?|at least|from|p0?5|p10|floor"
                       r"|optimistic|cheap\w*|lower(?: bound)?|5 ?%|10 ?%)")),
    ("likely", re.compile(r"(?:(?:most )?(?:likely|probable)|likeliest|mode|modal|ml|usual\w*"
                          r"|typical|normal|expected|exp|base(?:[ -]case)?|central|mid(?:dle)?"
                          r"|median|p50|average|avg|best (?:guess|estimate)|50 ?%)")),
    ("high", re.compile(r"(?:hi|high\w*|max\w*|most|worst(?:[ -]case)?|at most|to|p95|p90|ceiling"
                        r"|pessimistic|upper(?: bound)?|9[05] ?%)")),
)  # fmt: skip


def column_role(heading: str) -> Literal["", "low", "likely", "high"]:
    """Which point of an estimate a table's heading names."""
    bare = re.sub(r"\s*(?:\(.*\)|estimate|value|case|scenario)\s*$", "", heading).strip(" *:.")
    for role, pattern in _COLUMNS:
        if pattern.fullmatch(bare):
            return role
    return ""
