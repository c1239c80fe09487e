"""Score cases by a trained scorecard: chance, points, reasons, and drift from training."""

import numpy as np
from numpy.typing import NDArray

from tools.capability import Method
from tools.errors import InvalidInput
from tools.fields import TableData
from tools.risk._score_request import (
    Drift,
    Reason,
    ScoreBand,
    ScoredCase,
    ScoreRequest,
    ScoreResult,
)
from tools.risk._score_words import chart, notes, summary
from tools.risk._scorecard_bins import UNPLACED, Places, places
from tools.risk._scorecard_columns import Column, column, heading, said
from tools.risk._scorecard_model import Scorecard, ScorecardFeature

Floats = NDArray[np.float64]

_MOST_ROWS = 50_000
_SOURCE = (
    "Siddiqi (2006), Credit risk scorecards (points, reasons, stability index); Yurdakul (2018) "
    "for the index by chance; trees by Shapley values, Lundberg and others (2020)"
)


def score(request: ScoreRequest) -> ScoreResult:
    """Score new cases by a trained scorecard: chance, points, reason codes, drift (PSI).

    Use it when there is a model from training and rows to apply it to.
    """
    from tools.risk._scorecard_apply import scored

    card = request.model
    columns = _columns(request.rows, card)
    found = [places(f, one) for f, one in zip(card.features, columns, strict=True)]
    each = scored(card, found)
    against = "mean" if card.kind == "gradient_boosted" else request.reasons_against or "best"
    if card.kind == "gradient_boosted" and request.reasons_against == "best":
        message = "trees have no best value of a feature; their reasons stand against the mean"
        raise InvalidInput.of("reasons_against", message, code="conflict")
    points = each.points
    bands = _bands(card, points)
    score_drift = _score_drift(card, points)
    result = ScoreResult(
        summary="",
        method=Method(name=f"{card.kind.replace('_', ' ').capitalize()} scorecard", source=_SOURCE),
        rows=request.rows.rows,
        target=card.target,
        event=card.event,
        mean_probability=float(each.probability.mean()),
        expected_events=float(each.probability.sum()),
        training_rate=card.events / card.rows,
        failing=None if request.cut_off is None else int(np.sum(points < request.cut_off)),
        cut_off=request.cut_off,
        cases=_cases(request, columns, found, each.probability, points),
        probabilities=each.probability.tolist(),
        points=points.tolist(),
        score_drift=score_drift,
        drift=_drifts(card.features, found),
        bands=bands,
        reasons_against="mean" if against == "mean" else "best",
    )
    result.summary, result.notes = summary(result), notes(result)
    result.chart = chart(result)
    return result


def _columns(table: TableData, card: Scorecard) -> list[Column]:
    """The features of the model in the table; `InvalidInput` names those it lacks."""
    if table.rows > _MOST_ROWS:
        message = f"at most {_MOST_ROWS:,} rows are scored at once"
        raise InvalidInput.of("rows", message, code="too_many")
    plain = {" ".join(name.casefold().split()) for name in table.columns}
    wanted = [one.name for one in card.features]
    gone = [name for name in wanted if " ".join(name.casefold().split()) not in plain]
    if gone:
        named = ", ".join(f"`{name[:80]}`" for name in gone)
        message = f"the table lacks {named}, which the scorecard uses"
        raise InvalidInput.of("rows", message, code="missing_column")
    return [_read(table, one) for one in card.features]


def _read(table: TableData, feature: ScorecardFeature) -> Column:
    name = heading(table, feature.name, "rows")
    cells = table.columns[name]
    if feature.holds == "categories":
        return Column(name, np.array([said(cell) for cell in cells], dtype=object), numeric=False)
    found = column(name, cells, "rows")
    if found is None and any(said(cell) for cell in cells):
        message = f"`{name[:80]}` must hold numbers, as in training"
        raise InvalidInput.of("rows", message, code="not_a_number")
    return found or Column(name, np.full(len(cells), np.nan), numeric=True)


def _cases(
    request: ScoreRequest,
    columns: list[Column],
    found: list[Places],
    probability: Floats,
    points: Floats,
) -> list[ScoredCase]:
    """The riskiest cases with their reasons."""
    from tools.risk._scorecard_apply import shortfalls

    order = np.argsort(-probability, kind="stable")[: request.list_at_most]
    names = [f"row {k + 1}" for k in range(points.size)]
    if request.name_column is not None:
        cells = request.rows.columns[heading(request.rows, request.name_column, "name_column")]
        names = [said(cell) or name for cell, name in zip(cells, names, strict=True)]
    lost = np.zeros((order.size, len(columns)))
    if request.reasons:
        lost = shortfalls(
            request.model, [one[order] for one in found], request.reasons_against or "best"
        )
    return [
        ScoredCase(
            name=names[row],
            row=int(row) + 1,
            probability=float(probability[row]),
            points=float(points[row]),
            passes=None if request.cut_off is None else bool(points[row] >= request.cut_off),
            reasons=_reasons(columns, int(row), lost[k], request.reasons),
        )
        for k, row in enumerate(order)
    ]


def _reasons(columns: list[Column], row: int, lost: Floats, most: int) -> list[Reason]:
    largest = [k for k in np.argsort(-lost, kind="stable")[:most] if lost[k] > 1e-9]
    return [
        Reason(feature=columns[k].name, value=_value(columns[k], row), points_lost=float(lost[k]))
        for k in largest
    ]


def _value(column: Column, row: int) -> str:
    value = column.values[row]
    if not column.numeric:
        return str(value)
    return "" if np.isnan(value) else f"{value:.10g}"


def _drifts(features: list[ScorecardFeature], found: list[Places]) -> list[Drift]:
    from tools.risk._stability_index import drift

    made: list[Drift] = []
    for one, where in zip(features, found, strict=True):
        unseen = int(np.sum(where == UNPLACED))
        before = np.array([*(each.rows for each in one.bins), 0.0])
        now = np.bincount(np.where(where == UNPLACED, len(one.bins), where), minlength=before.size)
        made.append(drift(one.name, before, now.astype(float), unseen))
    return sorted(made, key=lambda one: -(one.stability_index or 0.0))


def _counts(card: Scorecard, points: Floats) -> Floats:
    ends = np.array(card.score_ends)
    return np.bincount(np.searchsorted(ends, points), minlength=ends.size + 1).astype(float)


def _score_drift(card: Scorecard, points: Floats) -> Drift:
    from tools.risk._stability_index import drift

    return drift("the points", np.array(card.score_shares) * card.rows, _counts(card, points))


def _bands(card: Scorecard, points: Floats) -> list[ScoreBand]:
    shares = _counts(card, points) / points.size
    ends = card.score_ends
    names = [
        "all"
        if not ends
        else f"up to {ends[0]:.0f}"
        if k == 0
        else f"above {ends[-1]:.0f}"
        if k == len(ends)
        else f"{ends[k - 1]:.0f} to {ends[k]:.0f}"
        for k in range(len(ends) + 1)
    ]
    return [
        ScoreBand(band=name, training=before, now=float(share))
        for name, before, share in zip(names, card.score_shares, shares, strict=True)
    ]
