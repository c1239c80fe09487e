"""Find every typed span of a text."""

import datetime
import re
from collections.abc import Iterable
from dataclasses import replace

from graphs.spans.addressed import addressed
from graphs.spans.answer_keys import answer_keys
from graphs.spans.bills import bills
from graphs.spans.bindings import bound
from graphs.spans.context import alternative_readings
from graphs.spans.conversions import conversion_spans
from graphs.spans.dates import dates
from graphs.spans.distractors import distractors
from graphs.spans.estimate_tables import estimate_rows
from graphs.spans.estimate_words import names_a_point
from graphs.spans.estimates import with_estimates
from graphs.spans.everyday_sums import everyday_sums
from graphs.spans.expressions import expressions
from graphs.spans.first_ones import first_ones
from graphs.spans.intervals import Intervals
from graphs.spans.invoices import invoices
from graphs.spans.lists import lists
from graphs.spans.mark_rows import MarkRows, mark_rows
from graphs.spans.negations import negations
from graphs.spans.numbered_outcomes import numbered_outcomes
from graphs.spans.outcome_runs import counted_runs, outcome_runs
from graphs.spans.outcomes import outcomes
from graphs.spans.quantities import counted
from graphs.spans.quantity import Quantity, readings
from graphs.spans.quotes import quotes
from graphs.spans.ranges import Range, ranges
from graphs.spans.restated import without_restated
from graphs.spans.rows_of_three import rows_of_three
from graphs.spans.source import hidden, normalised
from graphs.spans.span import Reading, Span, Value
from graphs.spans.tables import Block, tables
from graphs.spans.told_places import told_places
from graphs.spans.worded_sums import worded_sums

_COUNTED = re.compile(
    r"\d|\b(?:two|three|four|five|six|seven|eight|nine|ten|once|twice|thrice)\b", re.IGNORECASE
)
_SMALL_TABLE = 16
"""Cells up to which each cell is also a span of its own, labelled by its heading."""


def find_spans(text: str, *, as_of: datetime.date) -> list[Span]:
    """Every number, amount, share, rate, duration, date, range, list, table … of `text`.

    Spans are in order of their start, longer ones first. A member of a range, list or expression
    is also a span by itself, with `within` telling the larger one. Distractors (years, section
    numbers) are kept with scores of .15 and less.
    """
    found: list[Span] = []
    low = normalised(text)
    marked = mark_rows(text)
    found += [_mark_table(text, rows) for rows in marked]
    places = Intervals((m.start, m.end) for m in marked)
    for table, block in tables(text, _cell):
        if not places.overlaps(table.start, table.end):
            found += (
                estimate_rows(text, block)
                or _key_values(block, as_of)
                or (table, *_cell_spans(table, block, as_of))
            )
    low = hidden(low, ((s.start, s.end) for s in found))
    keys = list(answer_keys(low, text))
    found += keys
    low = hidden(low, ((s.start, s.end) for s in keys))
    days = dates(low, text, as_of)
    low = hidden(low, ((s.start, s.end) for s in days))
    placed = _placed(low, text)
    low = hidden(low, ((s.start, s.end) for s in placed))
    names = _separate(distractors(low, text))
    low = hidden(low, ((s.start, s.end) for s in names))
    found += (*days, *placed, *names, *quotes(text), *negations(low, text))
    graded = list(bound(low, days, list(outcomes(low, text))))
    low = hidden(low, ((s.start, s.end) for s in graded if _COUNTED.search(s.text)))
    found += (*graded, *_numeric(low, text))
    return without_restated(sorted(found, key=lambda s: (s.start, -s.end)), text)


def _placed(low: str, text: str) -> list[Span]:
    """Outcomes told by their places: as they follow one another, else by number and total."""
    if runs := [*counted_runs(low, text)] or [*outcome_runs(low, text)]:
        return runs
    if whole := [*told_places(low, text)]:
        return whole
    near = list(addressed(low, text))
    if any(span.readings[0].kind == "boolean" for span in near):
        return near
    return list(first_ones(low, text)) or list(numbered_outcomes(low, text)) or near


def _mark_table(text: str, rows: MarkRows) -> Span:
    columns: dict[str, list[Value]] = {name: [*cells] for name, cells in rows.columns.items()}
    return Span(rows.start, rows.end, text[rows.start : rows.end], (Reading("table", columns),))


def _separate(spans: Iterable[Span]) -> list[Span]:
    kept: list[Span] = []
    for span in sorted(spans, key=lambda s: (s.start, -s.end)):
        if not kept or span.start >= kept[-1].end:
            kept.append(span)
    return kept


def _numeric(low: str, text: str) -> list[Span]:
    seen = counted(low)
    joined = with_estimates(low, text, seen.quantities, [*ranges(low, text, seen.quantities)])
    joined = rows_of_three(low, text, seen.quantities, joined)
    in_range = {id(m) for r in joined for m in r.members}
    invoiced = [*invoices(seen.skeleton, text, seen.by_number)]
    invoice = Intervals((s.start, s.end) for s in invoiced)
    billed = [
        *invoiced,
        *(
            s
            for s in bills(seen.skeleton, text, seen.by_number)
            if not invoice.overlaps(s.start, s.end)
        ),
    ]
    bill = Intervals((s.start, s.end) for s in billed)
    rows = lists(low, text, [q for q in seen.quantities if id(q) not in in_range])
    joined += [r for r in rows if bill.around(r.span.start, r.span.end) is None]
    within = {id(m): (r.span.start, r.span.end) for r in joined for m in r.members}
    places = Intervals(within.values())
    estimated = Intervals((r.span.start, r.span.end) for r in joined if len(r.members) > 2)
    sums = [
        s for s in expressions(seen.skeleton, text, seen.by_number)
        if not places.overlaps(s.start, s.end)
        or (s.readings[0].score > 0.5 and not estimated.around(s.start, s.end))
    ]  # fmt: skip
    turned = [*conversion_spans(text)]
    worded = worded_sums(seen.skeleton, text, seen.by_number)
    asked = [*turned, *billed, *(s for s in worded if not invoice.overlaps(s.start, s.end))]
    known = Intervals((s.start, s.end) for s in asked)
    plain = Intervals((s.start, s.end) for s in sums if s.readings[0].score > 0.5)
    asked += [
        s
        for s in everyday_sums(seen.skeleton, text, seen.by_number)
        if not known.overlaps(s.start, s.end) and plain.around(s.start, s.end) is None
    ]
    told = Intervals((s.start, s.end) for s in asked)
    sums = [*asked, *(s for s in sums if told.around(s.start, s.end) is None)]
    certain = Intervals((s.start, s.end) for s in sums if s.readings[0].score > 0.5)
    exact = {(r.span.start, r.span.end) for r in joined}
    spans = [_labelled(r) for r in joined]
    for q in seen.quantities:
        place = within.get(id(q)) or certain.around(q.start, q.end)
        if (q.start, q.end) not in exact:
            spans.append(_span(text, q, place))
        for part in q.parts:
            spans.append(_span(text, seen.by_number[part], (q.start, q.end)))
    return [*spans, *sums]


def _labelled(joined: Range) -> Span:
    span = joined.span
    label = min(joined.members, key=lambda m: m.start).label
    label = "" if names_a_point(label) else label
    return Span(span.start, span.end, span.text, span.readings, label=label)


def _span(text: str, q: Quantity, within: tuple[int, int] | None) -> Span:
    found = (*readings(q, q.value), *q.extra, *alternative_readings(q), *_answers(text, q))
    ordered = tuple(sorted(found, key=lambda r: -r.score))
    return Span(q.start, q.end, text[q.start : q.end], ordered, label=q.label, role=q.role,
                within=within)  # fmt: skip


_ANSWERS = re.compile(r"0[01]{2,64}|(?!1+0+$)[01]{4,64}")


_MARKED = re.compile(r"[01]{3,64}")
_MARKS = re.compile(
    r"\b(?:pattern|responses?|answers?|answered|marks?|scored?|outcomes?|string|vector)\b[^\d.;\n]*$",
    re.IGNORECASE,
)
"""Words before noughts and ones that are answers, whatever number they would make."""


def _answers(text: str, q: Quantity) -> tuple[Reading, ...]:
    """`0110` may be four answers, wrong, right, right, wrong."""
    written = text[q.start : q.end]
    named = _MARKS.search(text, max(0, q.start - 24), q.start)
    if not q.bare or not (_ANSWERS.fullmatch(written) or (named and _MARKED.fullmatch(written))):
        return ()
    score = 0.9 if written.startswith("0") or named else 0.5
    return (Reading("boolean", tuple(c == "1" for c in written), score=score),)


_TRUTH = {"true": True, "false": False, "right": True, "wrong": False, "yes": True, "no": False,
          "correct": True, "incorrect": False, "✓": True, "✗": False, "pass": True,
          "fail": False}  # fmt: skip


def _cell(cell: str) -> Value | None:
    """A cell's number or truth value, when the whole cell is one."""
    low = normalised(cell.strip())
    if low in _TRUTH:
        return _TRUTH[low]
    if not any(c.isdigit() for c in low):
        return None
    whole = counted(low).quantities
    if len(whole) == 1 and whole[0].start == 0 and whole[0].end == len(low):
        return whole[0].value
    return None


def _cell_spans(table: Span, block: Block, as_of: datetime.date) -> list[Span]:
    cells = sum(len(row) for row in block.rows)
    if cells > _SMALL_TABLE:
        return []
    columns = table.readings[0].value
    names = list(columns) if isinstance(columns, dict) else []
    headed = bool(names) and not names[0].startswith("column_")
    spans: list[Span] = []
    for row, places in zip(block.rows[headed:], block.offsets[headed:], strict=True):
        for index, (cell, start) in enumerate(zip(row, places, strict=True)):
            paired = len(row) == 2 and index == 1 and _cell(row[0]) is None
            label = row[0] if paired else names[index] if headed else ""
            spans += _shifted(cell, start, label, as_of, (table.start, table.end))
    return spans


_NAME_HEADS = frozenset(
    ("metric", "metrics", "measure", "kpi", "key", "field", "parameter", "variable", "input")
)
_VALUE_HEADS = frozenset(
    ("value", "values", "amount", "figure", "number", "wert", "betrag", "valeur", "valor")
)


def _key_values(block: Block, as_of: datetime.date) -> list[Span]:
    """Each value of a table of names and values, labelled by its name."""
    heads = [normalised(head.strip()) for head in block.rows[0]]
    if len(heads) != 2 or heads[0] not in _NAME_HEADS or heads[1] not in _VALUE_HEADS:
        return []
    if any(_cell(row[0]) is not None for row in block.rows[1:]):
        return []
    return [
        replace(span, label=row[0], within=None)
        for row, places in zip(block.rows[1:], block.offsets[1:], strict=True)
        for span in _shifted(row[1], places[1], row[0], as_of, None)
    ]


def _shifted(
    cell: str, start: int, label: str, as_of: datetime.date, within: tuple[int, int] | None
) -> list[Span]:
    if "\n" in cell:
        return []
    return [
        Span(s.start + start, s.end + start, s.text, s.readings, label=s.label or label,
             role=s.role, within=within)
        for s in find_spans(cell, as_of=as_of)
    ]  # fmt: skip
