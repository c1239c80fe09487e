"""How variables hang together apart from their own laws: a copula fitted to their ranks."""

from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from tools.capability import Method
from tools.risk._copula_chart import chart
from tools.risk._copula_request import FitCopulaRequest
from tools.risk._copula_result import CopulaFit, CopulaPair, CopulaParameter, FitCopulaResult
from tools.risk._copula_words import notes, summary

if TYPE_CHECKING:
    from tools.risk._copula_fit import Fit
    from tools.risk._copula_many import ManyFit

Floats = NDArray[np.float64]

METHOD = Method(
    name="Canonical maximum likelihood on ranks, families compared by AIC",
    source="Genest, Ghoudi and Rivest (1995); Demarta and McNeil (2005); Genest, Remillard and "
    "Beaudoin (2009) for the test of fit",
)


def fit_copula(request: FitCopulaRequest) -> FitCopulaResult:
    """Fit copulas to two or more series and say which describes their dependence best.

    Use it for dependence beyond correlation: Gaussian, t, Clayton, Gumbel and Frank copulas, tail
    dependence, whether extremes come together.
    """
    # SciPy's distributions take a while to load: not before they are used.
    from tools.risk._copula_data import data_of
    from tools.risk._copula_fit import pseudo_observations

    data = data_of(request)
    ranks = pseudo_observations(data.values)
    several = len(data.names) > 2
    pairs = [
        _pair(request, ranks, data.names, i, j)
        for j in range(len(data.names))
        for i in range(j)
    ]  # fmt: skip
    seed = np.random.SeedSequence(request.seed)
    if several:
        fits, matrix, tested = _many(request, ranks, seed)
    else:
        fits, matrix, tested = _two(request, ranks, seed)
    result = FitCopulaResult(
        summary="",
        method=METHOD,
        variables=data.names,
        observations=ranks.shape[0],
        best=fits[0].family,
        fits=fits,
        pairs=[found for found, _ in pairs],
        correlations=matrix,
        goodness_statistic=tested[0],
        goodness_p_value=tested[1],
        goodness_rows=tested[2],
        goodness_draws=request.goodness_draws,
        tied=data.tied,
    )
    result.summary, result.notes = summary(result), [*data.notes, *notes(request, result)]
    result.chart = chart(result, ranks)
    return result


Tested = tuple[float | None, float | None, int]


def _fitted(request: FitCopulaRequest, u: Floats, v: Floats, tau: float) -> "list[Fit]":
    from tools.risk._copula_fit import candidates, fit

    tried = [
        (name, turn)
        for name, turn in candidates(request.tried, tau)
        if request.rotations or turn in (0, 90)
    ]
    return sorted((fit(u, v, name, turn, tau) for name, turn in tried), key=lambda one: one.aic)


def _pair(
    request: FitCopulaRequest, ranks: Floats, names: list[str], i: int, j: int
) -> tuple[CopulaPair, "list[Fit]"]:
    from tools.risk._copula_fit import kendall

    u, v = np.ascontiguousarray(ranks[:, i]), np.ascontiguousarray(ranks[:, j])
    tau, chance = kendall(u, v)
    fits = _fitted(request, u, v, tau)
    rows = max(2, round(float(np.sqrt(u.size))))
    low, high = rows / (u.size + 1) + 1e-12, 1 - rows / (u.size + 1) - 1e-12
    found = CopulaPair(
        first=names[i],
        second=names[j],
        kendall_tau=tau,
        tau_p_value=chance,
        spearman=float(np.corrcoef(u, v)[0, 1]),
        best=_said(fits[0], u, v),
        seen_lower_tail=min(1.0, float(np.sum((u <= low) & (v <= low))) / rows),
        seen_upper_tail=min(1.0, float(np.sum((u >= high) & (v >= high))) / rows),
        tail_rows=rows,
    )
    return found, fits


def _two(
    request: FitCopulaRequest, ranks: Floats, seed: np.random.SeedSequence
) -> tuple[list[CopulaFit], list[list[float]], Tested]:
    from tools.risk._copula_fit import kendall
    from tools.risk._copula_goodness import goodness

    u, v = np.ascontiguousarray(ranks[:, 0]), np.ascontiguousarray(ranks[:, 1])
    fits = _fitted(request, u, v, kendall(u, v)[0])
    tested: Tested = (None, None, 0)
    if request.goodness_draws:
        tested = goodness(u, v, fits[0], request.goodness_draws, seed)
    return [_said(one, u, v) for one in fits], [], tested


def _said(found: "Fit", u: Floats, v: Floats) -> CopulaFit:
    from tools.risk._copula_families import FAMILIES
    from tools.risk._copula_fit import errors

    family = FAMILIES[found.family]
    off = errors(u, v, found)
    lower, upper = found.tails
    return CopulaFit(
        family=found.family,
        rotation=found.rotation,
        parameters=[
            CopulaParameter(
                name=name,
                value=float(value),
                error=_error(float(value), float(off[k]), family.bounds[k]),
                by_tau=found.by_tau if k == 0 else None,
            )
            for k, (name, value) in enumerate(zip(family.names, found.parameters, strict=True))
        ],
        log_likelihood=found.log_likelihood,
        aic=found.aic,
        kendall_tau=found.tau,
        lower_tail=lower,
        upper_tail=upper,
    )


def _error(value: float, error: float, bounds: tuple[float, float]) -> float | None:
    """None at a bound, or where the likelihood is flat."""
    width = bounds[1] - bounds[0]
    at_bound = min(value - bounds[0], bounds[1] - value) < 1e-4 * width
    return None if at_bound or not np.isfinite(error) else error


def _many(
    request: FitCopulaRequest, ranks: Floats, seed: np.random.SeedSequence
) -> tuple[list[CopulaFit], list[list[float]], Tested]:
    from tools.risk._copula_goodness import MOST_ROWS
    from tools.risk._copula_many import all_taus, fit_gaussian, fit_t, goodness_of_many

    found: list[tuple[str, ManyFit]] = []
    elliptical = [name for name in request.tried if name in ("gaussian", "t")]
    for name in elliptical or ["gaussian", "t"]:
        one = fit_gaussian(ranks) if name == "gaussian" else fit_t(ranks, all_taus(ranks))
        found.append((name, one))
    found.sort(key=lambda pair: pair[1].aic)
    best = found[0][1]
    tested: Tested = (None, None, 0)
    if request.goodness_draws:
        tested = goodness_of_many(ranks, best, request.goodness_draws, MOST_ROWS, seed)
    fits = [
        CopulaFit(
            family=name,
            rotation=0,
            parameters=[]
            if one.freedom is None
            else [CopulaParameter(name="degrees_of_freedom", value=one.freedom)],
            log_likelihood=one.log_likelihood,
            aic=one.aic,
        )
        for name, one in found
    ]
    matrix = [[float(x) for x in row] for row in best.correlations]
    return fits, matrix, tested
