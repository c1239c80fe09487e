"""Mend correlations that cannot be: the nearest correlation matrix."""

from itertools import combinations
from typing import Annotated, Any, Self

import numpy as np
from numpy.typing import NDArray
from pydantic import BaseModel, ConfigDict, Field, model_validator

from tools.capability import Method, RequestModel, ResultModel
from tools.errors import InvalidInput
from tools.fields import Finite, Identifier, Kind, field
from tools.matrices import symmetric
from tools.risk._nearest_newton import nearest
from tools.wording import plain

Floats = NDArray[np.float64]
Entry = Annotated[Finite, Field(ge=-1e6, le=1e6), Kind("number", "correlation")]

MOST_SIZE, MOST_FIXED, MOST_CHANGES = 1_000, 2_000, 20
MOST_DRAWN = 60


class FixedPair(BaseModel):
    """Two variables whose correlation stays as it is."""

    model_config = ConfigDict(extra="forbid")

    first: Identifier = field(
        description="One of the two, by name, or by number from 1.",
        aliases=("first", "between", "row"),
    )
    second: Identifier = field(
        description="The other one.",
        aliases=("second", "and", "column"),
    )


class NearestCorrelationRequest(RequestModel):
    """A matrix that is meant to hold correlations, and what must stay."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {
                    "matrix": [[1, 0.9, -0.9], [0.9, 1, 0.9], [-0.9, 0.9, 1]],
                    "names": ["A", "B", "C"],
                },
                {"matrix": [[1, 1, 0], [1, 1, 1], [0, 1, 1]], "least_eigenvalue": 0.01},
            ]
        }
    )

    matrix: list[list[Entry]] = field(
        min_length=2,
        max_length=MOST_SIZE,
        description="The symmetric matrix, row by row; its diagonal becomes ones.",
        aliases=("correlation matrix", "matrix", "correlations", "invalid matrix", "not psd"),
    )
    names: list[Identifier] | None = field(
        None,
        max_length=MOST_SIZE,
        description="Names of the rows, in their order.",
        aliases=("names", "labels", "variables"),
    )
    weights: list[Annotated[Finite, Field(gt=0, le=1e6)]] | None = field(
        None,
        max_length=MOST_SIZE,
        description="How much each variable's correlations count, where some are surer.",
        aliases=("weights", "confidence weights", "importance"),
    )
    fixed: list[FixedPair] = field(
        description="Pairs whose correlation must stay as given.",
        aliases=(
            *("keep fixed", "fixed entries", "must not change", "hold", "untouched", "unchanged"),
            *("leave alone", "keep", "pinned", "frozen", "stays as it is", "sacred", "sure"),
            *("must remain", "must stay", "must not move", "must be kept", "do not change", "stay"),
            *("don't change", "do not touch", "don't touch", "fixed", "locked", "given", "stays"),
            *("certain", "known exactly", "hold fixed", "remain", "remains", "not to be changed"),
        ),
        default_factory=list,
        max_length=MOST_FIXED,
        only_named=True,
    )
    least_eigenvalue: Annotated[Finite, Field(ge=0, lt=1), Kind("number", "eigenvalue")] = field(
        0.0,
        description="Least eigenvalue the answer may have; above zero it can be inverted.",
        aliases=(
            *("least eigenvalue", "minimum eigenvalue", "positive definite by", "eigenvalue floor"),
            *("smallest eigenvalue", "min eigenvalue", "min eig", "eig floor", "floor", "eps"),
            *("floor on the spectrum", "eigenvalues at least", "eigenvalues of at least"),
            *("eigenvalue not below", "eigenvalues not under", "lowest eigenvalue", "epsilon"),
        ),
        echo="a least eigenvalue of {}",
    )

    @model_validator(mode="after")
    def _fitting(self) -> Self:
        for name, given in (("names", self.names), ("weights", self.weights)):
            if given is not None and len(given) != len(self.matrix):
                raise ValueError(f"{name} must be as many as the matrix has rows")
        if self.weights is not None and self.fixed and len(set(self.weights)) > 1:
            raise ValueError("give weights or fixed pairs, not both")
        return self


class Change(BaseModel):
    """One correlation that had to move."""

    first: str
    second: str
    given: float
    nearest: float


class NearestCorrelationResult(ResultModel):
    """The matrix, and how far it is from the one given."""

    names: list[str]
    matrix: list[list[float]] = Field(description="The nearest correlation matrix.")
    distance: float = Field(description="Frobenius norm of the difference to the matrix given.")
    largest_change: float = Field(description="Greatest change of any correlation.")
    mean_change: float = Field(description="Mean absolute change of a correlation.")
    least_eigenvalue_before: float
    least_eigenvalue_after: float
    negative_eigenvalues: int = Field(description="How many eigenvalues were below zero.")
    changes: list[Change] = Field(description="The twenty greatest changes, the greatest first.")
    steps: int = Field(description="Steps of Newton's method.")


def nearest_correlation(request: NearestCorrelationRequest) -> NearestCorrelationResult:
    """Mend a correlation matrix that is not positive semidefinite: the nearest valid one.

    Use it when correlations were typed, stressed, or estimated pair by pair and do not fit
    together (negative eigenvalues).
    """
    size = len(request.matrix)
    given = symmetric(request.matrix, size, "matrix")
    names = request.names or [str(k + 1) for k in range(size)]
    pairs = [_places(pair, names, k) for k, pair in enumerate(request.fixed)]
    found, steps = _solve(request, given, pairs)
    before = np.linalg.eigvalsh(given)
    after = float(np.linalg.eigvalsh(found)[0])
    moved = np.abs(found - given)[np.triu_indices(size, 1)]
    result = NearestCorrelationResult(
        summary="",
        method=Method(
            name="Nearest correlation matrix",
            source="Higham (2002); Newton's method by Qi and Sun (2006) and Borsdorf and Higham "
            "(2010)",
        ),
        names=names,
        matrix=found.tolist(),
        distance=float(np.linalg.norm(found - given)),
        largest_change=float(moved.max()),
        mean_change=float(moved.mean()),
        least_eigenvalue_before=float(before[0]),
        least_eigenvalue_after=after,
        negative_eigenvalues=int(np.count_nonzero(before < -1e-12 * size)),
        changes=_changes(names, given, found),
        steps=steps,
    )
    result.summary, result.notes = _summary(result), _notes(request, given, result)
    result.chart = _chart(result) if size <= MOST_DRAWN else None
    return result


def _places(pair: FixedPair, names: list[str], k: int) -> tuple[int, int]:
    found: list[int] = []
    for side, name in (("first", pair.first), ("second", pair.second)):
        if name in names:
            found.append(names.index(name))
        elif name.isdigit() and 1 <= int(name) <= len(names):
            found.append(int(name) - 1)
        else:
            raise InvalidInput.of(f"fixed.{k}.{side}", "is none of the names of the rows")
    if found[0] == found[1]:
        raise InvalidInput.of(f"fixed.{k}", "names one variable twice")
    return found[0], found[1]


def _solve(
    request: NearestCorrelationRequest, given: Floats, pairs: list[tuple[int, int]]
) -> tuple[Floats, int]:
    """With weights the matrix is scaled, with a least eigenvalue shifted; both are undone."""
    size, least = len(given), request.least_eigenvalue
    sides = np.sqrt(np.asarray(request.weights or np.ones(size), dtype=np.float64))
    sides = sides / sides.max()
    scale = np.outer(sides, sides)
    values = np.array([given[i, j] for i, j in pairs], dtype=np.float64)
    over = [k for k, value in enumerate(values) if abs(value) > 1]
    if over:
        raise InvalidInput.of(f"fixed.{over[0]}", "holds an entry beyond -1 and 1; free it")
    shift = np.diag(least * sides**2)
    answer = nearest(given * scale - shift, (1 - least) * sides**2, pairs, values)
    found = (answer.matrix + shift) / scale
    root = np.sqrt(np.diag(found))
    found = found / np.outer(root, root)
    for (i, j), value in zip(pairs, values, strict=True):
        found[i, j] = found[j, i] = value
    found = (found + found.T) / 2
    np.fill_diagonal(found, 1.0)
    return found, answer.steps


def _changes(names: list[str], given: Floats, found: Floats) -> list[Change]:
    rows, columns = np.triu_indices(len(names), 1)
    moved = np.abs(found[rows, columns] - given[rows, columns])
    order = np.argsort(-moved, kind="stable")[:MOST_CHANGES]
    return [
        Change(
            first=names[int(rows[k])],
            second=names[int(columns[k])],
            given=float(given[rows[k], columns[k]]),
            nearest=float(found[rows[k], columns[k]]),
        )
        for k in order
        if moved[k] > 1e-9
    ]


def _summary(result: NearestCorrelationResult) -> str:
    if not result.changes:
        return (
            "These correlations fit together: the matrix is a correlation matrix as it stands, "
            f"with a least eigenvalue of **{_said(result.least_eigenvalue_before)}**."
        )
    first = result.changes[0]
    text = (
        f"The nearest matrix that can hold correlations lies **{_said(result.distance)}** away "
        f"(Frobenius norm). The greatest change is {first.first} with {first.second}: "
        f"{_said(first.given)} becomes {_said(first.nearest)}; on average a correlation moves by "
        f"{_said(result.mean_change)}."
    )
    if result.negative_eigenvalues:
        text += f" The least eigenvalue was {_said(result.least_eigenvalue_before)}."
    return text


def _said(value: float) -> str:
    return plain(value, 4) if abs(value) >= 1e-3 or value == 0 else plain(float(f"{value:.2g}"), 12)


def _notes(
    request: NearestCorrelationRequest, given: Floats, result: NearestCorrelationResult
) -> list[str]:
    found = ["Nearest by the sum of squared changes; no other correlation matrix comes closer."]
    if request.fixed or request.weights or request.least_eigenvalue:
        found[0] = (
            "Nearest by the sum of squared changes among the matrices that keep what is asked."
        )
    if np.any(np.abs(np.diag(given) - 1) > 1e-9):
        found.append("The diagonal was not one and was set to one.")
    if result.least_eigenvalue_after < 1e-8:
        found.append(
            "The answer is singular: a portfolio or a simulation that must invert it needs a "
            "least_eigenvalue above zero, such as 0.001."
        )
    if request.weights:
        found.append("Changes of variables with a greater weight count for more.")
    return found


def _chart(result: NearestCorrelationResult) -> dict[str, Any]:
    values = np.array(result.matrix)
    rows = [
        {"row": result.names[i], "column": result.names[j], "correlation": round(values[i, j], 6)}
        for i, j in combinations(range(len(values)), 2)
    ]
    return {
        "$schema": "https://vega.github.io/schema/vega-lite/v5.json",
        "title": "The nearest correlations, pair by pair",
        "description": "The nearest correlations, pair by pair.",
        "data": {"values": rows},
        "mark": "rect",
        "width": {"step": 22},
        "height": {"step": 22},
        "encoding": {
            "x": {"field": "column", "type": "nominal", "sort": None, "title": None},
            "y": {"field": "row", "type": "nominal", "sort": None, "title": None},
            "color": {
                "field": "correlation",
                "type": "quantitative",
                "scale": {"domain": [-1, 1], "scheme": "redblue"},
            },
        },
    }
