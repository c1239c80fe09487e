"""The answer to "can we get out early?": with a reason, without one, or not at all."""

import re

from tools.legal.analysed import CauseExit, ContractAnalysis, EarlyExit
from tools.legal.calendar_dates import plain
from tools.legal.placing import length, place

_EITHER = re.compile(
    r"(?:either|each|both|any|a|the|neither|no)\s+(?:of\s+the\s+)?part(?:y|ies)\b", re.IGNORECASE
)
_MOST = 2
_POSSESSIVE = {True: "'s", False: "'"}


def told_exits(found: ContractAnalysis) -> str:
    """Rights to end it without a reason, what rules such an end out, ends for a breach."""
    said = [*_free(found), *_barred(found)]
    if not said:
        said = ["No clause was found that lets a side end it early without a reason."]
    cause = _causes(found.cause_exits)
    return " ".join([*said, cause] if cause else said)


def general(who: str) -> bool:
    """Whether "who" is every party rather than one."""
    return not who or bool(_EITHER.match(who))


def one_sided(exits: list[EarlyExit]) -> bool:
    """Whether only one side may end it without a reason."""
    holders = {one.who for one in exits}
    return len(holders) == 1 and not general(next(iter(holders)))


def _free(found: ContractAnalysis) -> list[str]:
    exits = found.early_exits[:_MOST]
    if not exits:
        return []
    head = "Only one side is given the right: " if one_sided(found.early_exits) else "Yes: "
    first = exits[0]
    if general(first.who):
        exits = exits[:1]
    said = [f"{head}{_holder(first.who)} may end it without a reason{_notice(found, first)}"]
    said += [
        f"{_holder(one.who)}{_notice(found, one)}" for one in exits[1:] if one.who != first.who
    ]
    return [f"{'; '.join(said)}."]


def _holder(who: str) -> str:
    if who in ("You", "We") or (who and general(who)):
        return f"{who[:1].lower()}{who[1:]}"
    return who or "a party"


def _notice(found: ContractAnalysis, one: EarlyExit) -> str:
    if one.value is None or one.earliest is None:
        return f"{place(one.citation)}; read the conditions there"
    return (
        f" with {length(one)}{_POSSESSIVE[one.value == 1]} notice{place(one.citation)}; "
        f"given on {plain(found.as_of)}, it would end on {plain(one.earliest)}"
    )


def _barred(found: ContractAnalysis) -> list[str]:
    if not found.no_exits:
        return []
    first = found.no_exits[0]
    if not found.early_exits:
        who = "" if general(first.who) else f" {first.who}"
        barred = (
            f": the contract rules that out for{who}" if who else ": the contract rules that out"
        )
        return [f"No, not without a reason{barred}{place(first.citation)}."]
    who = "neither side" if general(first.who) else first.who
    return [f"{who[:1].upper()}{who[1:]} may not{place(first.citation)}."]


def _causes(exits: list[CauseExit]) -> str:
    if not exits:
        return ""
    said = [_cause(one) for one in exits[:_MOST]]
    return f"{'; '.join(said)}."


def _cause(one: CauseExit) -> str:
    who = "either party" if general(one.who) and one.who else one.who or "it can be ended"
    head = f"{who} may end it for" if one.who else "It can be ended for"
    cured = f" not put right within {length(one)}" if one.value is not None else ""
    return f"{head[:1].upper()}{head[1:]} {one.cause}{cured}{place(one.citation)}"
