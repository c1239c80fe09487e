"""Rows of one or several tables as cases with items: attribute = value."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from tools.errors import InvalidInput
from tools.fields import Cell, TableData
from tools.risk._patterns_request import FindPatternsRequest
from tools.risk._scorecard_columns import column, heading, outcome_of, said, tells
from tools.tables.profiles import Profile

Flags = NDArray[np.bool_]

_MOST_ROWS, _MOST_ITEMS = 100_000, 5_000
_MOST_CELLS = 2_000_000  # about twenty seconds
_FEW_NUMBERS = 4  # so many different numbers are categories
_SHOWN = 20


@dataclass(frozen=True, slots=True)
class Cases:
    """What is mined."""

    items: list[list[int]]
    """Items of each case."""
    names: list[tuple[str, str]]
    """Attribute and value of each item."""
    happened: Flags
    outcome: str
    notes: list[str]


def cases_of(request: FindPatternsRequest) -> Cases:
    """The cases of the request's tables, joined by the key where there is one."""
    tables = [t for t in (request.records, request.second_table, request.third_table) if t]
    if any(table.rows > _MOST_ROWS for table in tables):
        message = f"at most {_MOST_ROWS:,} rows a table are taken"
        raise InvalidInput.of("records", message, code="too_many")
    if sum(table.rows * len(request.attributes or table.columns) for table in tables) > _MOST_CELLS:
        message = "too large a table; name the attributes to combine, or draw a sample"
        raise InvalidInput.of("attributes", message, code="too_many")
    _refuse_unknown(request, tables)
    key = _key(request, tables)
    ends = _ends(request, tables[0])
    notes = list(ends.notes)
    members, place = _members(tables, key, ends.kept, notes)
    items, names = _itemised(request, tables, key, ends, (len(members), place), notes)
    ended = np.array([bool(ends.happened[rows].any()) for rows in members])
    if ends.outcome and (ended.all() or not ended.any()):
        message = "every case ended alike; cases with the outcome and without it are needed"
        raise InvalidInput.of("outcome", message, code="one_class")
    return Cases(items, names, ended, ends.outcome, notes)


@dataclass(frozen=True, slots=True)
class _Ends:
    """How the rows of the first table ended, and which of them are known."""

    happened: Flags
    outcome: str
    heading: str
    kept: NDArray[np.int64]
    notes: tuple[str, ...] = ()


def _ends(request: FindPatternsRequest, table: TableData) -> _Ends:
    if request.outcome is None:
        return _Ends(np.zeros(table.rows, dtype=bool), "", "", np.arange(table.rows))
    target = heading(table, request.outcome, "outcome")
    happened, outcome = _happened(request, table.columns[target], target)
    known = np.array([said(cell) != "" for cell in table.columns[target]])
    lost = int((~known).sum())
    notes = (f"{lost:,} rows without an outcome were left out.",) if lost else ()
    return _Ends(happened, outcome, target, np.flatnonzero(known), notes)


def _itemised(
    request: FindPatternsRequest,
    tables: list[TableData],
    key: str,
    ends: _Ends,
    cases: tuple[int, dict[str, int]],
    notes: list[str],
) -> tuple[list[list[int]], list[tuple[str, str]]]:
    """Items of each case, and what each item is called."""
    named: dict[tuple[str, str], int] = {}
    found: list[set[int]] = [set() for _ in range(cases[0])]
    for at, table in enumerate(tables):
        where = [cases[1].get(w, -1) for w in _keys(table, key)] if key else _rows(ends.kept, table)
        for name, words in _words(request, table, {ends.heading, key}, notes):
            shown = f"{name} ({at + 1})" if any(name in t.columns for t in tables[:at]) else name
            for row, word in zip(where, words, strict=True):
                if row >= 0 and word:
                    found[row].add(named.setdefault((shown, word), len(named)))
    if len(named) > _MOST_ITEMS:
        message = "the columns hold too many different values; name the attributes to combine"
        raise InvalidInput.of("attributes", message, code="too_many")
    if not named:
        message = "no column can tell anything: all are constant, dates or names of the row"
        raise InvalidInput.of("records", message, code="constant")
    return [sorted(one) for one in found], list(named)


def _happened(request: FindPatternsRequest, cells: Sequence[Cell], name: str) -> tuple[Flags, str]:
    if request.outcome_above is None:
        flags, value = outcome_of(cells, request.outcome_value, "outcome", "outcome_value")
        return flags, f"{name} = {value}"
    found = column(name, cells, "outcome")
    if found is None or not found.numeric:
        message = "must hold numbers, where outcome_above is given"
        raise InvalidInput.of("outcome", message, code="not_a_number")
    above = np.nan_to_num(found.values, nan=-np.inf) > request.outcome_above
    return above, f"{name} above {request.outcome_above:g}"


def _key(request: FindPatternsRequest, tables: list[TableData]) -> str:
    """The heading of the key in the first table; "" where every row is a case."""
    if request.key is not None:
        for table, field in zip(tables, ("records", "second_table", "third_table"), strict=False):
            heading(table, request.key, "key" if field == "records" else field)
        return heading(tables[0], request.key, "key")
    if len(tables) == 1:
        return ""
    shared = [n for n in tables[0].columns if all(n in other.columns for other in tables[1:])]
    if len(shared) != 1:
        there = ", ".join(f"`{one[:80]}`" for one in shared[:_SHOWN]) or "none is in all of them"
        message = f"say which column the tables are joined by ({there})"
        raise InvalidInput.of("key", message, code="missing")
    return shared[0]


def _keys(table: TableData, key: str) -> list[str]:
    return [said(cell) for cell in table.columns[heading(table, key, "key")]]


def _rows(kept: NDArray[np.int64], table: TableData) -> list[int]:
    where = np.full(table.rows, -1)
    where[kept] = np.arange(kept.size)
    return where.tolist()


def _members(
    tables: list[TableData], key: str, kept: NDArray[np.int64], notes: list[str]
) -> tuple[list[list[int]], dict[str, int]]:
    """The rows of the first table in each case, and the case of each key."""
    if not key:
        return [[int(k)] for k in kept], {}
    words = _keys(tables[0], key)
    rows: dict[str, list[int]] = defaultdict(list)
    for k in kept:
        if words[k]:
            rows[words[k]].append(int(k))
    for table, name in zip(tables[1:], ("second", "third"), strict=False):
        lost = sum(word not in rows for word in _keys(table, key))
        if lost == table.rows:
            message = "no row has a key that stands in the first table"
            raise InvalidInput.of(f"{name}_table", message, code="no_match")
        if lost:
            notes.append(f"{lost:,} rows of the {name} table belong to no case and were left out.")
    return list(rows.values()), {word: k for k, word in enumerate(rows)}


def _words(
    request: FindPatternsRequest, table: TableData, not_these: set[str], notes: list[str]
) -> Iterator[tuple[str, list[str]]]:
    """Columns as words: numbers as ranges, "" for missing."""
    wanted = {" ".join(name.casefold().split()) for name in request.attributes or ()}
    left: list[str] = []
    for name, cells in table.columns.items():
        plain = " ".join(name.casefold().split())
        if name in not_these or (wanted and plain not in wanted):
            continue
        found = None if Profile(name, cells).counts else column(name, cells, "records")
        if found is None or not tells(found):
            left.append(f"`{name[:80]}`")
        elif found.numeric and np.unique(found.values[~np.isnan(found.values)]).size > _FEW_NUMBERS:
            yield name, _ranges(found.values, request.number_bins)
        else:
            yield name, [said(cell) for cell in cells]
    if left:
        shown = ", ".join(left[:_SHOWN])
        notes.append(f"Left out, as constant, dates or a name of the row: {shown}.")


def _refuse_unknown(request: FindPatternsRequest, tables: list[TableData]) -> None:
    there = {" ".join(name.casefold().split()) for table in tables for name in table.columns}
    if any(" ".join(name.casefold().split()) not in there for name in request.attributes or ()):
        columns = ", ".join(f"`{n[:80]}`" for n in list(tables[0].columns)[:_SHOWN])
        message = f"there is no such column; the columns are {columns}"
        raise InvalidInput.of("attributes", message, code="missing_column")


def _ranges(values: NDArray[np.float64], bins: int) -> list[str]:
    held = values[~np.isnan(values)]
    distinct = np.unique(held)
    cuts = np.unique(np.quantile(held, np.arange(1, bins) / bins, method="inverted_cdf"))
    above = np.searchsorted(distinct, cuts, side="right")
    ends = [float(distinct[k - 1]) for k in above if k < distinct.size]
    names = [
        "any number"
        if not ends
        else f"up to {ends[0]:.4g}"
        if k == 0
        else f"above {ends[-1]:.4g}"
        if k == len(ends)
        else f"above {ends[k - 1]:.4g} to {ends[k]:.4g}"
        for k in range(len(ends) + 1)
    ]
    found = np.searchsorted(ends, values, side="left")
    return ["" if np.isnan(x) else names[k] for x, k in zip(values, found, strict=True)]
