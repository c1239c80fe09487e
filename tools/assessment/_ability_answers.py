"""Match people's answers with the questions, as categories from 0 up."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from tools.assessment._ability_request import EstimateAbilityRequest
from tools.assessment._cells import is_blank, plain_header, points
from tools.assessment._columns import sort_columns
from tools.assessment._irt_curves import Floats
from tools.assessment._irt_patterns import MISSING, Codes
from tools.assessment._item_parameters import (
    ANSWERS,
    ItemBank,
    from_lists,
    from_table,
    holds_parameters,
)
from tools.assessment._scoring import score
from tools.errors import InvalidInput
from tools.fields import Cell, TableData

SOMEBODY = "the person"


@dataclass(frozen=True, slots=True)
class Answered:
    """People, their answers by question, and the questions."""

    people: tuple[str, ...]
    codes: Codes
    bank: ItemBank
    by_order: bool
    """Whether columns were matched with questions by their order, not their names."""


def answered(request: EstimateAbilityRequest) -> Answered:
    """Everything that abilities are estimated from; `InvalidInput` names what does not fit."""
    items, responses = _tables(request)
    bank = _bank(request, items)
    if request.answers is not None:
        codes = _one(request.answers, bank, "answers")
        return Answered((request.person or SOMEBODY,), codes[None, :], bank, False)
    if responses is not None:
        return _several(responses, bank)
    if not bank.answers:
        raise InvalidInput.of(
            "answers", "are needed: right or wrong for each question, in their order",
            code="missing",
        )  # fmt: skip
    codes = [_one(cells, bank, f"items.{name}") for name, cells in bank.answers.items()]
    people = tuple(
        (request.person or SOMEBODY) if plain_header(name) in ANSWERS else name
        for name in bank.answers
    )
    return Answered(people, np.array(codes, np.int16), bank, False)


def _tables(request: EstimateAbilityRequest) -> tuple[TableData | None, TableData | None]:
    """The table of parameters and that of answers, told apart by their headings."""
    given = [table for table in (request.items, request.responses) if table is not None]
    if len(given) == 2 and given[0].columns == given[1].columns:
        given.pop()
    parameters = [table for table in given if holds_parameters(table)]
    others = [table for table in given if not holds_parameters(table)]
    if len(parameters) > 1:
        raise InvalidInput.of("responses", "holds parameters; give the answers", code="unreadable")
    return (parameters or [None])[0], (others or [None])[0]


def _bank(request: EstimateAbilityRequest, items: TableData | None) -> ItemBank:
    if items is not None:
        return from_table(items)
    if request.thresholds is not None:
        return from_lists(
            request.thresholds, request.discriminations, request.guessing, "thresholds"
        )
    if request.difficulties is not None:
        places = [[place] for place in request.difficulties]
        return from_lists(places, request.discriminations, request.guessing, "difficulties")
    raise InvalidInput.of(
        "items", "needs a column b (difficulty), or b1, b2 … for graded questions", code="missing"
    )


def _one(cells: Sequence[Cell], bank: ItemBank, field: str) -> Codes:
    """One person's categories."""
    if len(cells) != len(bank.names):
        raise InvalidInput.of(
            field,
            f"has {len(cells)} answers for {len(bank.names)} questions; give one for each, null "
            "where not answered",
            code="wrong_length",
        )
    return np.array(
        [_code(cell, bank, item, f"{field}.{item}") for item, cell in enumerate(cells)], np.int16
    )


def _code(cell: Cell, bank: ItemBank, item: int, field: str) -> int:
    if is_blank(cell):
        return MISSING
    value = points(cell)
    highest = int((~np.isnan(bank.thresholds[item])).sum())
    if value is None or value != int(value) or not 0 <= value <= highest:
        wanted = "right or wrong (1 or 0)" if highest == 1 else f"whole points from 0 to {highest}"
        raise InvalidInput.of(field, f"must be {wanted}", code="unreadable")
    return int(value)


def _several(table: TableData, bank: ItemBank) -> Answered:
    """Categories of a table with a row a person."""
    scored = score(table, key=None, group=None, people=None, items=None)
    columns = sort_columns(table, people=None, group=None, items=None, keyed=set())
    places, by_order = _places(scored.items, bank)
    codes = np.full((len(scored.points), len(bank.names)), MISSING, np.int16)
    for column, item in enumerate(places):
        codes[:, item] = _column(scored.points[:, column], bank, item, scored.items[column])
    names = table.columns[columns.people] if columns.people else None
    people = tuple(
        str(names[row]).strip() if names and len(names) == len(codes) else f"person {row + 1}"
        for row in range(len(codes))
    )
    return Answered(people, codes, bank, by_order)


def _places(headers: Sequence[str], bank: ItemBank) -> tuple[list[int], bool]:
    """The question of each column: by name where names are known, else by order."""
    by_name = {plain_header(name): item for item, name in enumerate(bank.names)}
    places = [by_name.get(plain_header(header)) for header in headers]
    if bank.named and None not in places:
        return [place for place in places if place is not None], False
    if len(headers) == len(bank.names) and (not bank.named or not any(places)):
        return list(range(len(headers))), True
    if not bank.named:
        raise InvalidInput.of(
            "responses",
            f"has {len(headers)} questions, but parameters are given for {len(bank.names)}",
            code="wrong_length",
        )
    unknown = next(h for h, place in zip(headers, places, strict=True) if place is None)
    raise InvalidInput.of(
        f"responses.{unknown}", "has no parameters in the table of questions", code="missing"
    )


def _column(values: Floats, bank: ItemBank, item: int, header: str) -> Codes:
    known = ~np.isnan(values)
    highest = int((~np.isnan(bank.thresholds[item])).sum())
    wrong = known & ((values != np.floor(values)) | (values < 0) | (values > highest))
    if wrong.any():
        raise InvalidInput.of(
            f"responses.{header}",
            f"row {int(wrong.argmax()) + 1} must be whole points from 0 to {highest}",
            code="unreadable",
        )
    return np.where(known, np.nan_to_num(values), MISSING).astype(np.int16)
