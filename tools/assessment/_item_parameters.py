"""Read the parameters of questions: from lists, or from a table such as a calibration gives."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from tools.assessment._cells import is_blank, plain_header, points
from tools.assessment._columns import BYSTANDERS
from tools.assessment._irt_curves import Floats, ItemCurves, from_difficulties
from tools.errors import InvalidInput
from tools.fields import Cell, TableData

NAMES = {"item", "itemid", "itemname", "question", "questionid", "name", "id", "task", "no", "nr"}
SLOPES = {"a", "discrimination", "discriminations", "slope", "alpha", "discr", "disc"}
PLACES = {"b", "difficulty", "difficulties", "location", "beta", "diff"}
FLOORS = {"c", "guessing", "guess", "asymptote", "lowerasymptote", "pseudoguessing", "chance"}
ERRORS = {"se", "sea", "seb", "sec", "fit", "pvalue", "discriminationerror", "difficultyerror",
          "guessingerror", "infit", "outfit", "content", "topic"}  # fmt: skip
ANSWERS = {"answer", "answers", "response", "responses", "result", "score", "correct", "right",
           "outcome", "x", "u"}  # fmt: skip
"""Headings of answers that name nobody."""
_STEP = re.compile(r"(?:b|beta|threshold|tau|step|difficulty|bstep)(\d{1,2})")


@dataclass(frozen=True, slots=True)
class ItemBank:
    """Questions with their parameters, b by step, NaN beyond a question's last one."""

    names: tuple[str, ...]
    discrimination: Floats
    thresholds: Floats
    guessing: Floats
    answers: dict[str, list[Cell]]
    """Columns of the table that hold people's answers, a row a question."""
    named: bool
    """Whether the names were given, so that columns of answers are found by them."""

    def curves(self, scale: float) -> ItemCurves:
        """Response curves for a scale factor D."""
        return from_difficulties(self.discrimination, self.thresholds, self.guessing, scale)


def holds_parameters(table: TableData) -> bool:
    """Whether a table's headings name difficulties."""
    plain = [plain_header(header) for header in table.columns]
    return any(name in PLACES or _STEP.fullmatch(name) for name in plain)


def from_lists(
    places: Sequence[Sequence[float]],
    discriminations: Sequence[float] | None,
    guessing: Sequence[float] | None,
    field: str,
) -> ItemBank:
    """Questions in order, from one list a parameter; `field` is the one that `places` came from."""
    count = len(places)
    longest = max(len(steps) for steps in places)
    if longest == 0:
        raise InvalidInput.of(field, "each question needs at least one threshold", code="missing")
    thresholds = np.full((count, longest), np.nan)
    for item, steps in enumerate(places):
        if not steps or list(steps) != sorted(set(steps)):
            raise InvalidInput.of(
                f"{field}.{item}", "must hold rising difficulties, one a step", code="not_ordered"
            )
        thresholds[item, : len(steps)] = steps
    slopes = _spread(discriminations, 1.0, count, "discriminations")
    floors = _spread(guessing, 0.0, count, "guessing")
    bank = ItemBank(
        names=tuple(f"question {number}" for number in range(1, count + 1)),
        discrimination=slopes,
        thresholds=thresholds,
        guessing=floors,
        answers={},
        named=False,
    )
    return _checked(bank, "guessing")


def _spread(values: Sequence[float] | None, default: float, count: int, field: str) -> Floats:
    """One value a question; a single one goes for all."""
    given = [default] if values is None else list(values)
    if len(given) not in (1, count):
        raise InvalidInput.of(
            field, f"has {len(given)} values for {count} questions; give one for each or for all",
            code="wrong_length",
        )  # fmt: skip
    return np.broadcast_to(np.array(given, np.float64), (count,)).copy()


def from_table(table: TableData) -> ItemBank:
    """Questions of a table; its other columns are people's answers."""
    by_role = _roles(table)
    if not by_role["b"]:
        raise InvalidInput.of(
            "items", "needs a column b (difficulty), or b1, b2 … for graded questions",
            code="missing",
        )  # fmt: skip
    names = table.columns[by_role["name"][0]] if by_role["name"] else None
    thresholds = np.array([_numbers(table, header, None) for header in by_role["b"]]).T
    bank = ItemBank(
        names=tuple(
            str(names[row]).strip() if names and not is_blank(names[row]) else f"question {row + 1}"
            for row in range(table.rows)
        ),
        discrimination=_column(table, by_role["a"], 1.0),
        thresholds=thresholds,
        guessing=_column(table, by_role["c"], 0.0),
        answers={header: table.columns[header] for header in by_role["answers"]},
        named=names is not None,
    )
    _rising(bank)
    return _checked(bank, "items")


def _roles(table: TableData) -> dict[str, list[str]]:
    """The headings of a parameter table by what they hold; steps in their order."""
    roles: dict[str, list[str]] = {role: [] for role in ("name", "a", "b", "c", "answers")}
    steps: list[tuple[int, str]] = []
    for header in table.columns:
        plain = plain_header(header)
        if match := _STEP.fullmatch(plain):
            steps.append((int(match[1]), header))
        elif plain not in ERRORS | BYSTANDERS:
            roles[_role(plain, bool(roles["name"]))].append(header)
    if steps:
        roles["b"] = [header for _, header in sorted(steps)]
    return roles


def _role(plain: str, named: bool) -> str:
    for role, words in (("a", SLOPES), ("b", PLACES), ("c", FLOORS)):
        if plain in words:
            return role
    return "name" if plain in NAMES and not named else "answers"


def _column(table: TableData, headers: Sequence[str], default: float) -> Floats:
    if not headers:
        return np.full(table.rows, default)
    return _numbers(table, headers[0], default)


def _numbers(table: TableData, header: str, default: float | None) -> Floats:
    """A column of numbers; a blank is the default, NaN where there is none."""
    found = np.full(table.rows, np.nan if default is None else default)
    for row, cell in enumerate(table.columns[header]):
        if is_blank(cell):
            continue
        value = points(cell)
        if value is None or abs(value) > 30:
            raise InvalidInput.of(
                f"items.{header}",
                f"row {row + 1} must be a number from -30 to 30",
                code="unreadable",
            )
        found[row] = value
    return found


def _rising(bank: ItemBank) -> None:
    """Refuse steps that do not rise, gaps between them, and questions without any."""
    known = ~np.isnan(bank.thresholds)
    for item, name in enumerate(bank.names):
        steps = bank.thresholds[item][known[item]]
        if not len(steps) or not known[item, : len(steps)].all():
            raise InvalidInput.of("items", f"{name} lacks a difficulty", code="missing")
        if (np.diff(steps) <= 0).any():
            raise InvalidInput.of(
                "items", f"the steps of {name} must rise in difficulty", code="not_ordered"
            )


def _checked(bank: ItemBank, field: str) -> ItemBank:
    """Refuse parameters that no model has."""
    steps = (~np.isnan(bank.thresholds)).sum(axis=1)
    for item, name in enumerate(bank.names):
        if bank.discrimination[item] <= 0:
            raise InvalidInput.of(
                field, f"the discrimination of {name} must be above zero; turn its marks round or "
                "leave it out", code="greater_than",
            )  # fmt: skip
        if not 0 <= bank.guessing[item] < 1:
            raise InvalidInput.of(field, f"the guessing of {name} must be from 0 to below 1")
        if bank.guessing[item] > 0 and steps[item] > 1:
            raise InvalidInput.of(
                field, f"{name} is graded, so it has no guessing", code="not_together"
            )
    return bank
