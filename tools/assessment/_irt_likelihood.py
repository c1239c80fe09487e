"""The marginal likelihood of response patterns, its slope and its curvature.

Ability is integrated out over equally spaced points under a standard normal population. All sums
over people are matrix products over chunks of patterns.

References: Bock & Aitkin (1981); Louis (1982) for the observed information.
"""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from tools.assessment._irt_curves import (
    SMALLEST,
    Floats,
    ItemCurves,
    Steps,
    category_bends,
    category_chances,
    category_slopes,
    step_curves,
)
from tools.assessment._irt_patterns import MISSING, Patterns

EDGE = 6.0  # standard deviations on either side of the mean


@dataclass(frozen=True, slots=True)
class Grid:
    """Points of ability and the population's weight at each."""

    theta: Floats
    log_weights: Floats


def grid(items: int, points: int | None = None) -> Grid:
    """Points close enough together for a test of that many questions, unless their number is given.

    Equally spaced points integrate a smooth peak almost exactly while they lie no further apart
    than its standard deviation (Trefethen & Weideman 2014).
    """
    if points is None:
        spacing = min(0.3, 1.2 / np.sqrt(1 + 0.4 * items))
        points = 2 * int(np.ceil(EDGE / spacing)) + 1
    theta = np.linspace(-EDGE, EDGE, points)
    weights = np.exp(-(theta**2) / 2)
    return Grid(theta, np.log(weights / weights.sum()))


@dataclass(frozen=True, slots=True)
class Derivatives:
    """Chances at the grid's points with derivatives by slope, intercepts and logit of guessing."""

    chances: Floats
    """Shape (J, K + 1, Q)."""
    inner: Floats
    """Derivative of the log chance by intercepts and, where there is one, logit of guessing:
    shape (J, K + 1, V, Q)."""
    steps: Steps


def derivatives(curves: ItemCurves, theta: Floats, guessing: bool) -> Derivatives:
    """Everything the likelihood needs of the curves."""
    steps = step_curves(curves, theta)
    chances = category_chances(curves, steps)
    inner = category_slopes(steps)
    if guessing:
        c = curves.guessing[:, None]
        lifted = (c * (1 - c) * steps.below[:, 0])[:, None, None]
        inner = np.concatenate([inner, np.concatenate([-lifted, lifted], axis=1)], axis=2)
    return Derivatives(chances, inner / np.maximum(chances, SMALLEST)[:, :, None], steps)


@dataclass(frozen=True, slots=True)
class Likelihood:
    """What one pass over all patterns yields."""

    value: float
    """Log-likelihood."""
    expected: Floats
    """Expected answers by question, category and point, shape (J, K + 1, Q)."""
    gradient: Floats
    """By the questions' own parameters, shape (J width,)."""


Part = tuple[slice, Floats, Floats]
"""Which patterns, their posterior over the points, their log-likelihoods."""


def posteriors(chances: Floats, patterns: Patterns, points: Grid) -> Iterator[Part]:
    """Chunk by chunk, how likely each pattern's people are at each point."""
    summed = patterns.summing(np.log(np.maximum(chances, SMALLEST)))
    for part in patterns.chunks():
        joint = summed(part)
        joint += points.log_weights
        highest = joint.max(axis=1, keepdims=True)
        joint -= highest
        np.exp(joint, out=joint)
        total = joint.sum(axis=1, keepdims=True)
        joint /= total
        yield part, joint, (highest + np.log(total))[:, 0]


def likelihood(curves: ItemCurves, patterns: Patterns, points: Grid, guessing: bool) -> Likelihood:
    """Log-likelihood, expected answers and, by Fisher's identity, the gradient."""
    found = derivatives(curves, points.theta, guessing)
    value, expected = 0.0, np.zeros(found.chances.shape)
    chosen = np.zeros((patterns.marks.shape[1], len(points.theta)))
    for part, posterior, logs in posteriors(found.chances, patterns, points):
        value += float(patterns.counts[part] @ logs)
        posterior *= patterns.counts[part][:, None]
        chosen += patterns.marks[part].astype(np.float64).T @ posterior
        if patterns.answered is None:
            expected[:, 0] += posterior.sum(axis=0)
        else:
            expected[:, 0] += patterns.answered[part].astype(np.float64).T @ posterior
    expected[:, 1:] = chosen.reshape(expected[:, 1:].shape)
    expected[:, 0] = np.maximum(expected[:, 0] - expected[:, 1:].sum(axis=1), 0.0)
    gradient = np.einsum("jkq,jkpq->jp", expected, with_slopes(found.inner, points.theta))
    return Likelihood(value, expected, gradient.ravel())


def with_slopes(inner: Floats, theta: Floats) -> Floats:
    """Derivatives by slope, intercepts and guessing: the slope's is theta times the steps' sum."""
    longest = inner.shape[1] - 1
    by_slope = inner[:, :, :longest].sum(axis=2, keepdims=True) * theta
    return np.concatenate([by_slope, inner], axis=2)


def crossed_gradients(
    curves: ItemCurves, patterns: Patterns, points: Grid, guessing: bool
) -> Floats:
    """Sum of the outer products of each person's gradient, over (J width) parameters."""
    found = derivatives(curves, points.theta, guessing)
    full = with_slopes(found.inner, points.theta)
    items, _, width, count = full.shape
    lowest = full[:, 0].reshape(-1, count).T
    contrasts = (full[:, 1:] - full[:, :1]).reshape(-1, count).T
    crossed = np.zeros((items * width, items * width))
    for part, posterior, _ in posteriors(found.chances, patterns, points):
        own = (posterior @ lowest).reshape(-1, items, width)
        if patterns.answered is not None:
            own *= patterns.answered[part][:, :, None]
        marks = patterns.marks[part].astype(np.float64)
        above = (posterior @ contrasts).reshape(len(marks), items, -1, width)
        above *= marks.reshape(len(marks), items, -1, 1)
        own += above.sum(axis=2)
        own *= np.sqrt(patterns.counts[part])[:, None, None]
        flat = own.reshape(len(own), -1)
        crossed += flat.T @ flat
    return crossed


def observed_information(
    curves: ItemCurves, patterns: Patterns, points: Grid, guessing: bool, expected: Floats
) -> Floats:
    """Observed information over the questions' own parameters (J width), by Louis' identity.

    `expected` are the expected answers that `likelihood` found at these curves.
    """
    found = derivatives(curves, points.theta, guessing)
    items, _, inner, count = found.inner.shape
    longest = curves.intercepts.shape[1]
    size = items * inner
    moments = np.zeros((3, size, size))
    powers = points.theta ** np.arange(3)[:, None]
    rows = np.concatenate([found.inner, np.zeros((items, 1, inner, count))], axis=1)
    where = np.arange(items) * rows.shape[1]
    flat = np.ascontiguousarray(rows.reshape(-1, inner, count).transpose(2, 0, 1))
    for part, posterior, _ in posteriors(found.chances, patterns, points):
        codes = patterns.codes[part].astype(np.int64)
        picked = where + np.where(codes == MISSING, rows.shape[1] - 1, codes)
        weights = np.sqrt(posterior * patterns.counts[part][:, None])
        for point in range(count):
            scores = flat[point].take(picked, axis=0).reshape(len(codes), size)
            scores *= weights[:, point, None]
            moments += powers[:, point, None, None] * (scores.T @ scores)
    complete = _moments_with_slopes(moments.reshape(3, items, inner, items, inner), longest)
    own = np.arange(items)
    complete[own, :, own] = _second_by_item(curves, found, expected, points.theta, guessing)
    width = items * (inner + 1)
    crossed = crossed_gradients(curves, patterns, points, guessing)
    return crossed - complete.reshape(width, width)


def _moments_with_slopes(moments: Floats, longest: int) -> Floats:
    """Add the slopes: theta times the sum over a question's intercepts."""
    plain, once, twice = moments
    items, inner = plain.shape[:2]
    full = np.zeros((items, inner + 1, items, inner + 1))
    full[:, 1:, :, 1:] = plain
    full[:, 0, :, 1:] = once[:, :longest].sum(axis=1)
    full[:, 1:, :, 0] = once[:, :, :, :longest].sum(axis=3)
    full[:, 0, :, 0] = twice[:, :longest, :, :longest].sum(axis=(1, 3))
    return full


def _second_by_item(
    curves: ItemCurves, found: Derivatives, expected: Floats, theta: Floats, guessing: bool
) -> Floats:
    """Expected second derivative of each chance over the chance, shape (J, width, width)."""
    ratio = expected / np.maximum(found.chances, SMALLEST)
    bends = np.einsum("jkq,jksq->jsq", ratio, category_bends(found.steps))
    items, longest, _ = bends.shape
    blocks = np.zeros((items, longest + 1 + guessing, longest + 1 + guessing))
    steps = 1 + np.arange(longest)
    blocks[:, steps, steps] = bends.sum(axis=2)
    blocks[:, 0, steps] = blocks[:, steps, 0] = bends @ theta
    blocks[:, 0, 0] = (bends @ theta**2).sum(axis=1)
    if guessing:
        c = curves.guessing[:, None]
        gain = ratio[:, 1] - ratio[:, 0]
        mixed = -c * (1 - c) * found.steps.above[:, 0] * found.steps.below[:, 0] * gain
        blocks[:, -1, 1] = blocks[:, 1, -1] = mixed.sum(axis=1)
        blocks[:, -1, 0] = blocks[:, 0, -1] = mixed @ theta
        lifted = c * (1 - c) * (1 - 2 * c) * found.steps.below[:, 0] * gain
        blocks[:, -1, -1] = lifted.sum(axis=1)
    return blocks


def cost(patterns: Patterns, points: Grid, inner: int) -> float:
    """Multiplications that the observed information takes."""
    people, items = patterns.codes.shape
    return float(people) * (items * inner) ** 2 * len(points.theta)
