"""Say a fitted copula in plain words: the summary, and what to be careful of."""

from collections.abc import Iterator

from tools.risk._copula_request import FitCopulaRequest
from tools.risk._copula_result import CopulaFit, CopulaPair, FitCopulaResult
from tools.wording import percent, plain

_NAMES = {
    "gaussian": "the Gaussian copula",
    "t": "the t copula",
    "clayton": "the Clayton copula",
    "gumbel": "the Gumbel copula",
    "frank": "the Frank copula",
}
_TURNED = {90: ", turned by 90 degrees", 180: ", turned by 180 degrees",
           270: ", turned by 270 degrees"}  # fmt: skip
_CLOSE = 2.0  # difference in AIC that decides nothing
_FIRM = 0.05
_THIN = 100  # rows under which tails are guesswork


def called(fit: CopulaFit) -> str:
    """`the Clayton copula, turned by 180 degrees`."""
    return _NAMES[fit.family] + _TURNED.get(fit.rotation, "")


def summary(result: FitCopulaResult) -> str:
    """The answer in at most four sentences."""
    return " ".join([_best(result), *_tails(result), *_fit(result)])


def _parameters(fit: CopulaFit) -> str:
    words = {"correlation": "correlation", "degrees_of_freedom": "degrees of freedom"}
    parts = [
        f"{words.get(one.name, one.name)} {plain(one.value, 2)}"
        + (f" ± {plain(one.error, 2)}" if one.error is not None and one.error < 100 else "")
        for one in fit.parameters
    ]
    return f" ({', '.join(parts)})" if parts else ""


def _best(result: FitCopulaResult) -> str:
    best = result.fits[0]
    names = " and ".join([", ".join(result.variables[:-1]), result.variables[-1]])
    others = "" if len(result.fits) == 1 else " best of those tried"
    text = f"**{called(best)[0].upper()}{called(best)[1:]}**{_parameters(best)} describes {names}"
    text += others
    rival = next((one for one in result.fits[1:] if one.aic - best.aic < _CLOSE), None)
    if rival is not None:
        text += f"; {called(rival)} does as well"
    return f"{text}."


def _tails(result: FitCopulaResult) -> Iterator[str]:
    if len(result.pairs) > 1:
        yield _strongest(result.pairs)
        return
    pair, best = result.pairs[0], result.fits[0]
    strength = f"Kendall's tau is {plain(pair.kendall_tau, 2)}"
    low, high = best.lower_tail or 0.0, best.upper_tail or 0.0
    if max(low, high) < 0.005:
        yield f"{strength}; extremes come together no more often than chance in the limit."
    elif abs(low - high) < 1e-9:
        yield (
            f"{strength}; when one is at its extreme, the other is too in {percent(low)} of cases, "
            "at either end."
        )
    else:
        end, share = ("lows", low) if low > high else ("highs", high)
        yield (
            f"{strength}; extreme {end} come together ({percent(share)} of them in the limit), "
            f"extreme {'highs' if end == 'lows' else 'lows'} do not."
        )


def _strongest(pairs: list[CopulaPair]) -> str:
    most = max(pairs, key=lambda one: abs(one.kendall_tau))
    return (
        f"The closest pair is {most.first} with {most.second}: Kendall's tau "
        f"{plain(most.kendall_tau, 2)}, described best by {called(most.best)}."
    )


def _fit(result: FitCopulaResult) -> Iterator[str]:
    if result.goodness_p_value is None:
        return
    chance = percent(result.goodness_p_value)
    if result.goodness_p_value < _FIRM:
        yield (
            f"Even so it does not fit well: a right copula would look as bad in {chance} of cases "
            "only."
        )
    else:
        yield f"It fits: a right copula would look as bad in {chance} of cases."


def notes(request: FitCopulaRequest, result: FitCopulaResult) -> list[str]:
    """What was assumed and what to be careful of."""
    return [*_thin(result), *_independent(result), *_how(request, result), *_tied(result)]


def _thin(result: FitCopulaResult) -> Iterator[str]:
    if result.observations < _THIN:
        yield (
            f"Warning: {result.observations} rows say little of the tails and hardly tell families "
            "apart."
        )


def _independent(result: FitCopulaResult) -> Iterator[str]:
    loose = [one for one in result.pairs if one.tau_p_value > _FIRM]
    for one in loose[:3]:
        yield (
            f"{one.first} and {one.second} may be independent: a tau of "
            f"{plain(one.kendall_tau, 2)} or further from zero comes by chance in "
            f"{percent(one.tau_p_value)} of cases."
        )


def _how(request: FitCopulaRequest, result: FitCopulaResult) -> Iterator[str]:
    yield (
        "Only ranks are used, so the copula says nothing of how each variable is distributed by "
        "itself; rows are taken as independent of each other (returns with calm and wild times are "
        "only roughly so)."
    )
    pair = result.pairs[0]
    if len(result.pairs) == 1:
        yield (
            f"Seen in the data: of the {pair.tail_rows} lowest values of {pair.first}, "
            f"{percent(pair.seen_lower_tail)} go with the lowest of {pair.second}, of the highest "
            f"{percent(pair.seen_upper_tail)}."
        )
    else:
        yield (
            "Of more than two variables together only the Gaussian and the t copula are fitted; "
            "pairs are described by all families. Correlations of the t copula come from Kendall's "
            "tau; no standard errors are given for the whole."
        )
    if request.goodness_draws == 0:
        yield "The fit was not tested."
    elif result.goodness_rows < result.observations:
        yield f"The test of fit looked at {result.goodness_rows:,} rows drawn at random."


def _tied(result: FitCopulaResult) -> Iterator[str]:
    if result.tied > 0.02:
        yield (
            f"Warning: up to {percent(result.tied)} of the values of a variable repeat; ties make "
            "likelihoods and the test of fit less reliable."
        )
