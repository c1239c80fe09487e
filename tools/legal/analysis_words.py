"""What was made of a contract, in plain sentences: what was asked first, then what matters."""

import re
from collections.abc import Callable, Sequence

from tools.legal.analysed import ContractAnalysis, Deadline, KeyDate, Obligation
from tools.legal.calendar_dates import plain
from tools.legal.contract_kind import kind_label
from tools.legal.exit_words import told_exits
from tools.legal.key_terms import SURE
from tools.legal.placing import length, place

_FIGURE = re.compile(
    r"\S*[\d$€£%]|\b(?:within\s+)?(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fifteen|twenty|thirty|forty"
    r"|fifty|sixty|seventy|eighty|ninety|hundred|thousand|million|half|quarter|third|twice|double|a\s+(?:day|week|month|year))\b",
    re.IGNORECASE,
)
_WITH_ARTICLE = (
    *("United ", "People", "Netherlands", "Philippines", "Bahamas", "Cayman", "British Virgin"),
    *("Isle of", "District of", "Czech", "Dominican", "Maldives", "Seychelles", "U.S."),
)
_MOST_NAMED = 4
_MOST_WORDS = 120
_ALWAYS = ("type", "deadlines", "unusual", "missing")
"""What is told when nothing was asked in particular."""
_LONGEST_NAME = 60
_CUT = 110
_SENTENCE = re.compile(r"(?<=[.])\s+(?=[A-Z])(?<!Inc\. )(?<!Ltd\. )(?<!Corp\. )")


def summary(found: ContractAnalysis, focus: Sequence[str]) -> str:
    """The answer, asked topics first, as far as 120 words go."""
    if found.contract_type == "none" and found.risk_score is None:
        return f"This does not read like a contract: {found.type_reason}. Nothing was analysed."
    asked = list(dict.fromkeys(focus)) or list(_ALWAYS)
    lines = list(dict.fromkeys(line for topic in asked if (line := _TELLERS[topic](found))))
    said = _fitting(lines)
    if focus and (warning := _gravest(found, asked)) and _words([*said, warning]) <= _MOST_WORDS:
        said.append(warning)
    return _one_bold(" ".join(said))


def _fitting(lines: Sequence[str]) -> list[str]:
    """Every answer, or its first sentence where all together are too long."""
    heads = [_SENTENCE.split(line, maxsplit=1)[0] for line in lines]
    kept = list(lines)
    for row in range(len(lines) - 1, -1, -1):
        if _words(kept) <= _MOST_WORDS:
            break
        kept[row] = heads[row]
    while len(kept) > 1 and _words(kept) > _MOST_WORDS:
        kept.pop()
    return kept


def _words(said: Sequence[str]) -> int:
    return len(" ".join(said).split())


def _one_bold(text: str) -> str:
    """At most one figure is bold: the first."""
    head, mark, rest = text.partition("**")
    inside, end, tail = rest.partition("**")
    return f"{head}{mark}{inside}{end}{tail.replace('**', '')}"


def _type(found: ContractAnalysis) -> str:
    if found.contract_type == "none":
        head = "It is a contract, but of none of the kinds known here"
    else:
        label = kind_label(found.contract_type)
        article = "an" if label[0] in "aeiou" else "a"
        likely = "" if found.type_chance is None or found.type_chance >= SURE else "probably "
        head = f"This is {likely}{article} {label}"
    names = [
        one.name if not one.redacted else "a party whose name is blacked out"
        for one in found.parties
    ]
    between = (
        f" between {_joined([name[:_LONGEST_NAME] for name in names[:_MOST_NAMED]])}"
        if names
        else ""
    )
    law = found.governing_law
    under = f", under the law of {_the(law.law)}{place(law.citation)}" if law and law.law else ""
    return f"{head}{between}{under}."


def _the(place_name: str) -> str:
    """With the article that some names take: the United States, but Texas."""
    return f"the {place_name}" if place_name.startswith(_WITH_ARTICLE) else place_name


def _parties(found: ContractAnalysis) -> str:
    if not found.parties:
        return "The opening names no parties that could be read."
    said = [
        (one.name if not one.redacted else "a party whose name is blacked out")
        + (f" (“{one.roles[0]}”)" if one.roles else "")
        for one in found.parties[:_MOST_NAMED]
    ]
    return f"The parties are {_joined(said)}."


def _dates(found: ContractAnalysis) -> str:
    begin = found.effective_date or found.agreement_date
    parts: list[str] = []
    if begin and begin.date:
        word = "takes effect on" if found.effective_date else "is dated"
        parts.append(f"It {word} {plain(begin.date)}{place(begin.citation)}")
    elif begin:
        parts.append(f"Its starting date is left blank{place(begin.citation)}")
    parts.append(_end(found, found.expiration_date, alone=not parts))
    return f"{' and '.join(parts)}."


def _end(found: ContractAnalysis, end: KeyDate | None, *, alone: bool) -> str:
    head = "It " if alone else ""
    if end is None:
        return "no end was found in it" if not alone else "No end was found in it"
    where = place(end.citation)
    if end.date is None:
        if end.basis == "open-ended":
            return f"{head}runs on without a fixed end{where}"
        if end.basis == "blank":
            return f"{head}leaves its end blank{where}"
        period = f"{length(found.term)} after" if found.term else "counted from"
        what = end.counted_from or "a start that is not dated"
        return f"{head}ends {period} {_short(what, _CUT)}, a day it does not state{where}"
    renewed = found.current_term_ends
    if renewed and renewed != end.date:
        now = f"renewed since, it now runs to **{plain(renewed)}**"
        return f"{head}first ended on {plain(end.date)}{where}; {now}"
    return f"{head}{'ended' if end.date < found.as_of else 'ends'} on **{plain(end.date)}**{where}"


def _renewal(found: ContractAnalysis) -> str:
    renewal = found.renewal
    if renewal is None:
        return "No clause was found by which it renews."
    much = f" for {length(renewal)}" if renewal.value else ""
    again = " at a time" if renewal.successive and renewal.value else ""
    if renewal.excluded:
        return f"It does not renew by itself{place(renewal.citation)}."
    if not renewal.automatic:
        return f"It can be renewed{much}{again}, but not by itself{place(renewal.citation)}."
    notice = found.notice_to_stop_renewal
    unless = ""
    if notice:
        last = next((one for one in found.deadlines if one.kind == "stop the renewal"), None)
        by = f"by **{plain(last.date)}**, " if last else ""
        unless = f", unless notice is given {by}{length(notice)} before{place(notice.citation)}"
    where = (
        ""
        if notice and place(notice.citation) == place(renewal.citation)
        else place(renewal.citation)
    )
    return f"It renews by itself{much}{again}{where}{unless}."


def _deadlines(found: ContractAnalysis) -> str:
    coming = [one for one in found.deadlines if one.days_left >= 0]
    if not coming:
        return _no_deadline(found)
    notice = next((one for one in coming if one.kind == "stop the renewal"), None)
    said = [_without_notice(found, notice)] if notice else []
    missed = [
        one for one in found.deadlines if one.kind == "stop the renewal" and one.days_left < 0
    ]
    if missed and not notice:
        late = missed[-1]
        said.append(
            f"The last day to stop the renewal, {plain(late.date)}, has passed"
            f"{place(late.citation)}."
        )
    others = [
        one
        for one in coming
        if one.kind != "stop the renewal" and not (notice and one.kind == "renewal")
    ]
    if others:
        said.append(_other(others[0]))
    return " ".join(said)


def _no_deadline(found: ContractAnalysis) -> str:
    if found.deadlines:
        last = found.deadlines[-1]
        return f"Its dates have all passed; the last was {plain(last.date)}{place(last.citation)}."
    notice = found.notice_to_stop_renewal
    if notice and found.renewal and found.renewal.automatic:
        return (
            f"Notice {length(notice)} before the end stops its renewal{place(notice.citation)}; "
            "the day cannot be told, since its end is not dated."
        )
    return "No dated deadline follows from it."


def _without_notice(found: ContractAnalysis, notice: Deadline) -> str:
    much = f" for {length(found.renewal)}" if found.renewal and found.renewal.value else ""
    return f"Without notice by **{plain(notice.date)}** it renews{much}{place(notice.citation)}."


def _other(one: Deadline) -> str:
    if one.kind == "end":
        return f"It ends on **{plain(one.date)}**{place(one.citation)}."
    if one.kind == "renewal":
        return f"It renews by itself on **{plain(one.date)}**{place(one.citation)}."
    what = _unfigured(one.what)
    return (
        f"By **{plain(one.date)}**{place(one.citation)}: {what}{'' if what.endswith('…') else '.'}"
    )


def _obligations(found: ContractAnalysis) -> str:
    timed = found.first_duties
    if not timed:
        return "No duty with a time to it was found." if not found.obligations else _counted(found)
    return f"{_counted(found)} First with a time: {'; '.join(_duty(one) for one in timed)}."


def _duty(one: Obligation) -> str:
    """A duty up to its first figure, and its time from what was read of it."""
    when = ""
    if one.due_date:
        when = f", by {plain(one.due_date)}"
    elif one.due_period and not one.recurring:
        unit = one.due_period.unit[:-1] if one.due_period.value == 1 else one.due_period.unit
        when = f" (time: {one.due_period.value:g} {unit})"
    return f"{one.who} {_unfigured(one.duty)}{when}{place(one.citation)}"


def _unfigured(words: str, most: int = _CUT) -> str:
    """Words up to the first figure: what is left is in the citation."""
    figure = _FIGURE.search(words)
    head = words[: figure.start()].rstrip(" ,;:(") if figure else words
    return _short(head, most) + (" …" if figure else "")


def _counted(found: ContractAnalysis) -> str:
    count = found.obligations_found
    return f"{count} {'duty was' if count == 1 else 'duties were'} found."


def _payment(found: ContractAnalysis) -> str:
    named = [one for one in found.amounts if one.unit == found.currency]
    if not named:
        return "It names no amount of money."
    said = [
        f"{_money(one.unit, one.amount)}{_each(one.per)}{place(one.citation)}" for one in named[:3]
    ]
    if len(found.amounts) > len(said):
        return f"It names {', '.join(said)} and others."
    return f"It names {_joined(said)}."


def _money(currency: str, amount: float) -> str:
    return f"{currency} {amount:,.2f}".removesuffix(".00")


def _each(period: str) -> str:
    return f" {'an' if period.startswith('hour') else 'a'} {period}" if period else ""


def _liability(found: ContractAnalysis) -> str:
    cap = found.liability_cap
    open_ended = next((one for one in found.unusual if one.clause == "Uncapped liability"), None)
    warning = f" Some of it has no limit{place(open_ended.citation)}." if open_ended else ""
    if cap is None:
        return f"No limit on liability was found.{warning}"
    limit = f"**{_money(cap.unit, cap.amount)}**" if cap.amount is not None else ""
    if cap.basis:
        limit = (_short if cap.numbers else _unfigured)(cap.basis, _CUT) or "what the clause says"
    whose = f"The liability of {cap.who}" if cap.who else "Liability"
    both = re.match(r"(?:neither|either|each|no)\b", cap.who, re.IGNORECASE)
    whose = "Each side's liability" if both else whose
    carved = f", but not for {_unfigured(cap.carve_outs)}" if cap.carve_outs else ""
    said = f"{whose} is limited to {limit}{place(cap.citation)}{carved}".rstrip(".")
    return f"{said}.{warning}"


def _law(found: ContractAnalysis) -> str:
    law = found.governing_law
    if law is None:
        return "No clause was found that says which law governs."
    if law.blank:
        return f"The law that governs it is left blank or blacked out{place(law.citation)}."
    sure = "" if law.known else ", a place not on our list of jurisdictions"
    return f"The law of {_the(law.law)} governs it{place(law.citation)}{sure}."


def _missing(found: ContractAnalysis) -> str:
    named = [f"{_small(one.clause)} ({one.why})" for one in found.missing[:3]]
    if not named:
        return "Nothing that such a contract is expected to hold is missing."
    more = " and others" if len(found.missing) > 3 else ""
    return f"Not found: {'; '.join(named)}{more}."


def _unusual(found: ContractAnalysis) -> str:
    named = [f"{_small(one.clause)}{place(one.citation)}: {one.why}" for one in found.unusual[:3]]
    if not named:
        return "Nothing in it is on our list of unusual clauses."
    return f"Unusual: {'; '.join(named)}."


def _risk(found: ContractAnalysis) -> str:
    if found.risk_score is None:
        return ""
    top = [f"{_small(one.finding)} ({one.points:.1f})" for one in found.risk_parts[:3]]
    led = f", most from {_joined(top)}" if top else ""
    return f"Risk: **{found.risk_score:.0f}** of {found.risk_scale} points on our checklist{led}."


def _clauses(found: ContractAnalysis, topic: str) -> str:
    held = [
        f"{_small(one.clause)}{place(one.citation)}"
        for one in found.topic_clauses
        if one.topic == topic
    ]
    name = {"ip": "intellectual property", "restrictions": "what one may not do"}.get(topic, topic)
    if not held:
        return f"No clause was found on {name}."
    return f"On {name} it has: {'; '.join(held)}."


def _gravest(found: ContractAnalysis, asked: Sequence[str]) -> str:
    """Something grave that was not asked for is told all the same."""
    if {"unusual", "risk", "liability"} & set(asked):
        return ""
    grave = [one for one in found.unusual if one.severity >= 4]
    if not grave:
        return ""
    return f"Also note: {_small(grave[0].clause)}{place(grave[0].citation)}, {grave[0].why}."


def _small(words: str) -> str:
    return words if words.startswith(("IP ", "Rofr")) else words[:1].lower() + words[1:]


def _joined(said: Sequence[str]) -> str:
    return said[0] if len(said) == 1 else f"{', '.join(said[:-1])} and {said[-1]}"


def _short(text: str, most: int) -> str:
    flat = re.sub(r"\s+", " ", text).strip(" .,;:")
    return flat if len(flat) <= most else f"{flat[:most].rsplit(' ', 1)[0].rstrip(' .,;:')} …"


_TELLERS: dict[str, Callable[[ContractAnalysis], str]] = {
    "type": _type,
    "parties": _parties,
    "dates": _dates,
    "termination": told_exits,
    "renewal": _renewal,
    "deadlines": _deadlines,
    "obligations": _obligations,
    "payment": _payment,
    "liability": _liability,
    "law": _law,
    "missing": _missing,
    "unusual": _unusual,
    "risk": _risk,
    "ip": lambda found: _clauses(found, "ip"),
    "restrictions": lambda found: _clauses(found, "restrictions"),
    "confidentiality": lambda found: _clauses(found, "confidentiality"),
}
