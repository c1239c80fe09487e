"""What there is in each period, for a tool that takes one figure or a list of them.

"We get 3m now, 2m next year", "the budget is 200k, 150k and 150k": where a tool has a field for one
value and another for several of them, figures told one for each period are the several.
"""

import re
from collections.abc import Iterator, Mapping, Sequence

from graphs.models.embedded.assignment import NAMES
from graphs.models.embedded.compatibility import fit
from graphs.models.embedded.filled import Origin, as_json
from graphs.models.embedded.identity import once_for_all
from graphs.models.embedded.lexicon import Mention
from graphs.models.embedded.message import Message
from graphs.models.embedded.schema import Field
from graphs.models.embedded.words import stems
from graphs.spans.span import Span

FEWEST = 2  # periods
FAR = 60  # characters between a field's name and its figures
_PERIOD = r"(?:year|quarter|month|week|period|phase|round|season)"
_NTH = r"(?:first|second|third|fourth|fifth|sixth|1st|2nd|3rd|4th|5th|6th|last|following|next)"
_WHEN = (
    rf"(?:now|today|right away|at once|this {_PERIOD}|next {_PERIOD}|the {_NTH} {_PERIOD}"
    rf"|the {_PERIOD} (?:after(?: that| next)?|thereafter)|the (?:one|{_PERIOD}) after|the next"
    r"|after that|thereafter|afterwards|later"
    rf"|(?:(?:in|for|during) )?(?:the )?{_NTH}(?: {_PERIOD})?"
    rf"|(?:(?:in|for|during) )?{_PERIOD} \d{{1,2}}"
    r"|(?:in|for|during) (?:19|20)\d\d|[QH][1-4]|Y\d)"
)
_BEHIND = re.compile(rf"[\s(]*{_WHEN}\b\)?", re.IGNORECASE)
_BEFORE = re.compile(
    rf"\b{_WHEN}(?:\s?[:=]|,)?\s?(?:[a-z']+\s){{0,3}}"
    r"[€$£]?\s?$",
    re.IGNORECASE,
)
_PERIODS = re.compile(_WHEN, re.IGNORECASE)
_BETWEEN = re.compile(
    r"[\s,;]*(?:\b(?:and|then|another|plus|but|only)\b[\s,]*){0,3}[€$£]?\s?", re.IGNORECASE
)
_ENDS = re.compile(r"[.!?](?=\s|$)|[;\n]")


def each_period(
    fields: Sequence[Field],
    mentions: Sequence[Sequence[Mention]],
    message: Message,
    there: Mapping[str, Origin],
) -> dict[str, Origin]:
    """The lists of figures for each period, where their name, or that of the one, stands before."""
    found: dict[str, Origin] = {}
    for one, several in _twins(fields):
        if one.name in there or several.name in there:
            continue
        named = [
            m for f, ms in zip(fields, mentions, strict=True) if f in (one, several) for m in ms
        ]
        for run in _runs(message):
            fits = [fit(one, span.readings[0]) for span in run]
            values = [as_json(f.value, one) for f in fits if f is not None and f.inside]
            if len(values) == len(run) and _led(named, run[0].start, message):
                places = ((run[0].start, run[-1].end),)
                words = message.text[run[0].start : run[-1].end]
                found[several.name] = Origin(several, values, words, 0.9, places=places)
                break
    return found


@once_for_all
def _twins(fields: Sequence[Field]) -> list[tuple[Field, Field]]:
    """Fields for one value beside those for several of the same name and kind."""
    lists = [f for f in fields if f.kind == "series" and len(f.path) == 1]
    return [
        (one, many)
        for many in lists
        for one in fields
        if one.path != many.path and (one.kind, stems(one.words)) == (many.of, stems(many.words))
    ]


def _runs(message: Message) -> Iterator[list[Span]]:
    """Figures that stand in a list, or each beside a word for its period."""
    spans = [s for s in message.spans if s.readings]
    for whole in spans:
        members = [s for s in spans if s.within == (whole.start, whole.end)]
        if isinstance(whole.readings[0].value, tuple) and len(members) >= FEWEST:
            yield members
    yield from _dated(spans, message.text)


def _dated(spans: Sequence[Span], text: str) -> Iterator[list[Span]]:
    """Figures each beside a word for its period."""
    run: list[Span] = []
    stop = 0
    for span in spans:
        if isinstance(span.readings[0].value, tuple) or span.start < stop:
            continue
        behind = _BEHIND.match(text, span.end)
        before = _BEFORE.search(text[max(0, span.start - FAR) : span.start]) is not None
        if run and (not (behind or before) or not _goes_on(text, run[-1], stop, span, before)):
            if len(run) >= FEWEST:
                yield run
            run = []
        if behind or before:
            run.append(span)
            stop = behind.end() if behind else span.end
    if len(run) >= FEWEST:
        yield run


def _goes_on(text: str, last: Span, stop: int, span: Span, before: bool) -> bool:
    """Whether nothing but what tells the period stands between two figures."""
    if before:
        return _ENDS.search(text, last.end, span.start) is None and span.start - stop < FAR // 2
    return _BETWEEN.fullmatch(text, stop, span.start) is not None


def _led(named: Sequence[Mention], start: int, message: Message) -> bool:
    """Whether a name stands right before figures, in their sentence."""
    words, text = message.words, message.text
    return any(
        m.weight >= NAMES
        and words[m.last].end <= start
        and start - words[m.last].end <= FAR
        and not re.search(r"\d", _PERIODS.sub("", text[words[m.last].end : start]))
        and not re.search(r"[.!?;\n](?=\s)", text[words[m.last].end : start])
        for m in named
    )
