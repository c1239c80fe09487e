"""Say in plain words how volatile something is now, and draw it."""

from collections.abc import Iterator
from typing import Any

import numpy as np
from numpy.typing import NDArray

from tools.alternatives import changed_fields
from tools.finance._volatility_request import FitVolatilityRequest
from tools.finance._volatility_result import VolatilityFit
from tools.wording import percent, plain

SCHEMA = "https://vega.github.io/schema/vega-lite/v5.json"
NAMES = {"ewma": "EWMA", "garch": "GARCH(1,1)", "gjr_garch": "GJR-GARCH(1,1)"}
_MOST_POINTS = 500
_LEFT = 0.05


def summary(result: VolatilityFit, period: str | None) -> str:
    """The answer in at most four sentences."""
    return " ".join(_said(result, period))


def _said(result: VolatilityFit, period: str | None) -> Iterator[str]:
    row = period or "row"
    now = f"Volatility now is **{percent(result.current_volatility)} a {row}**"
    if result.current_annual_volatility is not None and period != "year":
        now += f", {percent(result.current_annual_volatility)} a year"
    usual = result.long_run_volatility or result.sample_volatility
    word = "above" if result.current_volatility > usual else "below"
    against = "what it returns to" if result.long_run_volatility else "that of the whole history"
    yield f"{now}, {word} {against}, {percent(usual)}."
    if result.half_life is not None:
        yield f"Half of a shock is gone after {plain(result.half_life, 1)} {row}s."
    elif result.model != "ewma":
        yield "A shock does not die out: the variance does not return to a level."
    steps = len(result.forecast)
    if steps > 1:
        yield (
            f"Over the next {steps} {row}s together a standard deviation of "
            f"{percent(result.horizon_volatility)} is expected."
        )


def notes(
    request: FitVolatilityRequest, result: VolatilityFit, read: list[str], held: list[str]
) -> list[str]:
    """Warnings first, then what was assumed."""
    found: list[str] = []
    if held:
        found.append(
            f"Warning: {' and '.join(held)} stand at the end of the range allowed; their errors "
            "mean little, and a simpler model may do."
        )
    if result.observations < 500 and request.model != "ewma":
        found.append(
            f"Warning: {result.observations} rows are few for {NAMES[result.model]}; several "
            "hundred to a thousand are usual."
        )
    if result.left_in_squares < _LEFT:
        found.append(
            "Warning: the squared residuals are still correlated, so the model leaves part of the "
            "clustering unexplained."
        )
    found += read
    given = changed_fields(request)
    left = [
        words
        for name, words in (("model", NAMES["garch"]), ("distribution", "normal shocks"),
                            ("mean", "a constant mean"))
        if name not in given and not (name != "model" and request.model == "ewma")
    ]  # fmt: skip
    if left:
        found.append(f"Assumed: {', '.join(left)}.")
    found.append(f"Parameters are in the unit of the returns ({result.unit}).")
    return found


def chart(result: VolatilityFit, deviations: NDArray[np.float64]) -> dict[str, Any]:
    """Volatility of the past rows and of those to come."""
    step = max(1, -(-deviations.size // _MOST_POINTS))
    start = deviations.size - 1
    rows = [
        {"row": int(k - start), "volatility": float(deviations[k]), "what": "past"}
        for k in range(start % step, deviations.size, step)
    ]
    rows += [
        {"row": one.step, "volatility": one.volatility, "what": "forecast"}
        for one in result.forecast
    ]
    encoding: dict[str, Any] = {
        "x": {"field": "row", "type": "quantitative", "title": "Rows from the last one"},
        "y": {
            "field": "volatility",
            "type": "quantitative",
            "title": "Volatility",
            "axis": {"format": ".2%"},
        },
        "color": {"field": "what", "type": "nominal", "title": None},
    }
    layers: list[dict[str, Any]] = [{"mark": "line", "encoding": encoding}]
    if result.long_run_volatility is not None:
        layers.append(
            {
                "data": {"values": [{"volatility": result.long_run_volatility}]},
                "mark": {"type": "rule", "strokeDash": [4, 4]},
                "encoding": {"y": {"field": "volatility", "type": "quantitative"}},
            }
        )
    return {
        "$schema": SCHEMA,
        "title": "Volatility row by row, and what is expected",
        "description": "Volatility row by row, and what is expected.",
        "data": {"values": rows},
        "layer": layers,
        "width": 460,
        "height": 220,
    }
