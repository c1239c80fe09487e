"""Work a formula out for many draws of its inputs, in independent samples for the errors."""

from dataclasses import dataclass
from math import ceil, log2, sqrt

import numpy as np
from numpy.typing import NDArray

from tools.errors import InvalidInput
from tools.matrices import checked
from tools.risk._formula import Formula, formula_of
from tools.risk._monte_carlo_request import MonteCarloRequest
from tools.risk._sampling import normal_correlations, reordered, through_copula, unit_points
from tools.risk._sobol_indices import Indices, groups_of, sobol_indices
from tools.risk._uncertain_input import UncertainInput

Floats = NDArray[np.float64]

REPEATS = 16  # independent samples; their spread is the error of any figure
LARGEST = 1e150  # its square still fits a float


@dataclass(frozen=True)
class Run:
    """The draws: inputs by row, and the result; samples one after the other."""

    columns: dict[str, Floats]
    result: Floats
    size: int
    """Trials of each sample."""

    @property
    def samples(self) -> Floats:
        """The result by sample."""
        return self.result.reshape(REPEATS, self.size)


@dataclass(frozen=True)
class Model:
    """The request made ready: formula, inputs, and the normal correlations of all of them."""

    formula: Formula
    inputs: list[UncertainInput]
    ranks: Floats | None
    normals: Floats | None


def model_of(request: MonteCarloRequest) -> Model:
    """Read the formula and the correlations; refuse what does not hold together."""
    names = [one.name for one in request.inputs]
    formula = formula_of(request.formula, names)
    for number, one in enumerate(request.inputs):
        if one.largest > LARGEST:
            raise InvalidInput.of(f"inputs.{number}", "spans more than can be computed with")
    ranks = _ranks(request, names)
    if ranks is None:
        return Model(formula, request.inputs, None, None)
    _refuse_constants(request, ranks)
    place = "correlations" if request.correlations is not None else "correlation_matrix"
    normals = normal_correlations(ranks)
    checked(normals.tolist(), len(names), place)
    return Model(formula, request.inputs, ranks, normals)


def _ranks(request: MonteCarloRequest, names: list[str]) -> Floats | None:
    size = len(names)
    if request.correlation_matrix is not None:
        return checked(request.correlation_matrix, size, "correlation_matrix")
    if request.correlations is None:
        return None
    place = {name.lower(): k for k, name in enumerate(names)}
    found = np.eye(size)
    for number, pair in enumerate(request.correlations):
        i, j = place[pair.first.lower()], place[pair.second.lower()]
        if found[i, j] not in (0.0, pair.correlation):
            raise InvalidInput.of(f"correlations.{number}", "this pair was given before, otherwise")
        found[i, j] = found[j, i] = pair.correlation
    return checked(found.tolist(), size, "correlations")


def _refuse_constants(request: MonteCarloRequest, ranks: Floats) -> None:
    for number, one in enumerate(request.inputs):
        alone = np.count_nonzero(ranks[number]) == 1
        if one.certain is not None and not alone:
            raise InvalidInput.of(
                f"inputs.{number}", "is a constant and cannot be correlated with anything"
            )


def trials_of(request: MonteCarloRequest) -> int:
    """Trials of one sample: rounded up to a power of two for Sobol's points."""
    each = ceil(request.trials / REPEATS)
    return 1 << ceil(log2(each)) if request.sampling == "sobol" else each


def draw(request: MonteCarloRequest, model: Model, seed: np.random.SeedSequence) -> Run:
    """Every sample with a stream of its own."""
    size, count = trials_of(request), len(model.inputs)
    columns = [np.empty(REPEATS * size) for _ in range(count)]
    for number, stream in enumerate(seed.spawn(REPEATS)):
        first, second = stream.spawn(2)
        points = unit_points(request.sampling, size, count, first)
        if model.normals is not None:
            copula = request.sampling == "sobol" or request.dependence == "gaussian_copula"
            if copula and request.dependence != "iman_conover":
                points = through_copula(points, model.normals)
            else:
                points = reordered(points, model.normals, second)
        rows = slice(number * size, (number + 1) * size)
        for k, one in enumerate(model.inputs):
            columns[k][rows] = one.quantiles(np.ascontiguousarray(points[:, k]))
    by_name = {one.name: column for one, column in zip(model.inputs, columns, strict=True)}
    result = model.formula(by_name)
    if float(np.max(np.abs(result))) > LARGEST:
        raise InvalidInput.of("formula", "gives results too large to compute with")
    return Run(by_name, result, size)


def influences(
    model: Model, seed: np.random.SeedSequence
) -> tuple[list[list[str]], Indices | None]:
    """Sobol indices of the inputs that vary and are used; correlated ones as one group."""
    used = [
        one
        for one in model.inputs
        if one.certain is None and (one.name not in model.formula.unused or model.ranks is not None)
    ]
    places = [k for k, one in enumerate(model.inputs) if one in used]
    if not used:
        return [], None
    ranks = np.eye(len(used)) if model.ranks is None else model.ranks[np.ix_(places, places)]
    normals = None if model.normals is None else model.normals[np.ix_(places, places)]
    groups = groups_of(ranks)
    fixed = {one.name: one.certain for one in model.inputs if one.certain is not None}
    unused = {one.name for one in model.inputs} - {one.name for one in used} - set(fixed)

    def drawn(points: Floats) -> Floats:
        if normals is not None:
            points = through_copula(points, normals)
        return np.column_stack(
            [one.quantiles(np.ascontiguousarray(points[:, k])) for k, one in enumerate(used)]
        )

    def value(rows: Floats) -> Floats:
        columns = {one.name: rows[:, k] for k, one in enumerate(used)}
        for name, constant in fixed.items():
            columns[name] = np.full(rows.shape[0], constant)
        for name in unused:
            columns[name] = np.zeros(rows.shape[0])
        return model.formula(columns)

    found = sobol_indices(value, len(used), groups, seed, inputs=drawn)
    return [[used[k].name for k in group] for group in groups], found


def error_of(by_sample: Floats) -> float:
    """Standard error of a figure from its values in the independent samples."""
    return float(np.std(by_sample, ddof=1) / sqrt(by_sample.size))
