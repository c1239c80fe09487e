"""Words that say which end of a range a number is: at least, usually, at worst."""

import re

_LOW = (
    r"at\s(?:the\s)?(?:very\s)?least|min(?:imum|imal|imally)?\.?|no\s(?:less|fewer)\sthan|>=|≥"
    r"|as\s(?:low|little|few|rarely|small)\sas|lowest|low(?:\send)?|lo|not\s(?:less|under)\sthan"
    r"|floor|mindestens|optimistic(?:ally)?|(?:in\s)?(?:a\s)?good\s(?:years?|months?|case)"
    r"|never\s(?:less|fewer|below)(?:\sthan)?|least|smallest|fewest|cheapest|from|more\sthan|p5"
)
_LIKELY = (
    r"most\slikely|most\sprobably|likely|usually|usual|typical(?:ly)?|modal(?:ly)?|normal(?:ly)?|mode|ml|mostly"
    r"|probably|most\soften|on\saverage|average|avg\.?|mean|median|commonly|generally|expected"
    r"|base\s?case|best\sguess|realistic(?:ally)?|central|meist(?:ens)?|üblich(?:erweise)?"
    r"|in\sder\sregel|more\slike|in\smost\scases|most\sof\sthe\stime|ordinarily|regularly|mid"
    r"|middle|most\s(?:years|months|days|times)|in\sgeneral|best\sestimate|as\sa\srule|p50|expect"
)
_HIGH = (
    r"at\s(?:the\s)?(?:very\s)?(?:most|max)|max(?:imum|imal|imally)?\.?|no\smore\sthan|<=|≤|tops"
    r"|as\s(?:high|much|many|often|large|big)\sas|highest|high(?:\send)?|hi|up\s?to|not\smore\sthan"
    r"|bad\s(?:years?|months?|case)|ceiling|höchstens|bis\szu|pessimistic(?:ally)?|never\smore\sthan"
    r"|never\sabove|most(?=\s*$)|largest|dearest|cap(?:ped\sat)?|p95|greatest|less\sthan|under"
)
_END = (
    r"could\s(?:also\s)?be|can\s(?:also\s)?be|might\s(?:also\s)?be|may\sbe|once\s(?:was|had|hit)"
    r"|was\sonce|best(?:\scase)?|worst(?:\scase)?|at\s(?:best|worst)|sometimes|even|occasionally"
    r"|has\sbeen|have\sseen|could\s(?:reach|hit|go\sto)|goes\sto|spikes?\sto|down\sto|rising\sto"
)
_WEAK = (
    r"~|≈|about|around|roughly|something\slike|say|i'?d\ssay|approx(?:imately|\.)?|circa|ca\.?"
    r"|perhaps|maybe|etwa|ungefähr|i\sguess|more\sor\sless|guess"
)
_FILLER = (
    r"(?:[\s:=,(]|~|≈|about|around|roughly|maybe|perhaps|say|of|is|are|was|were|would\sbe|be|it's"
    r"|a|the|only|just|some|it|for|to|case|value|estimate|number|figure|cost|year|years|being|at"
    r"|may|might|can|could|costs?|reach|reaches|hit|hits)*"
)
_BEFORE = re.compile(
    rf"(?:(?<![a-z])(?:(?P<low>{_LOW})|(?P<end>{_END})|(?P<likely>{_LIKELY})|(?P<high>{_HIGH})"
    rf"|(?P<weak>{_WEAK})))(?![a-z]){_FILLER}$"
)
_AFTER = re.compile(
    rf"\s?(?:[,(]\s?|-\s?)?(?:as\s|is\s|being\s|would\sbe\s|in\s)?(?:the\s|a\s)?"
    rf"(?:(?P<low>{_LOW})|(?P<end>{_END})|(?P<likely>{_LIKELY})|(?P<high>{_HIGH}))"
    r"(?![a-z=:])(?:\scase|\syear|\sone|\svalue|\slikely)?\s*(?=[,.;!?)]|$|and\b|but\b|or\b|\n|/)"
)
_WINDOW = 42


def role_before(low: str, start: int, floor: int) -> tuple[str, int, int]:
    """The role the words right before `start` give, how firmly (2 or 1), and where they start."""
    window = max(floor, start - _WINDOW)
    best: re.Match[str] | None = None
    for match in _STARTS.finditer(low, window, start):
        if hit := _BEFORE.match(low, match.start(), start):
            best = hit
            break
    if best is None:
        return "", 0, start
    name = best.lastgroup or ""
    if name == "weak":
        return "likely", 1, best.start()
    return name, 2, best.start()


_STARTS = re.compile(r"(?<![a-zäöü])[a-zü~≈><≥≤]")


def role_after(low: str, end: int) -> tuple[str, int]:
    """The role the words right behind `end` give, and where they end."""
    match = _AFTER.match(low, end)
    if match is None:
        return "", end
    return match.lastgroup or "", match.end()
