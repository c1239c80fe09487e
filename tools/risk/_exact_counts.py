"""Exact tests of counts, and how many false discoveries they would bring."""

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Counts = NDArray[np.int64]


def fisher(cases: int, events: int, inside: Counts, both: Counts, side: str = "more") -> Floats:
    """One-sided p of Fisher's exact test: `both` of `inside` cases have one of `events`.

    Hypergeometric tail; `side` "more" or "less". Arrays of any equal shape.
    """
    return tail(np.full(inside.shape, cases), np.full(inside.shape, events), inside, both, side)


def tail(cases: Counts, events: Counts, inside: Counts, both: Counts, side: str) -> Floats:
    """The same with a table of its own for each entry."""
    from scipy.stats import hypergeom

    law = hypergeom(cases, events, inside)
    found = law.sf(both - 1) if side == "more" else law.cdf(both)
    return np.clip(np.asarray(found, dtype=np.float64), 0.0, 1.0)


def adjusted(p: Floats, correction: str) -> Floats:
    """Adjust by Benjamini and Hochberg (1995) or Benjamini and Yekutieli (2001)."""
    if not p.size:
        return p
    order = np.argsort(p, kind="stable")
    factor = 1.0
    if correction == "benjamini_yekutieli":
        factor = float(np.sum(1 / np.arange(1, p.size + 1)))
    raised = p[order] * p.size * factor / np.arange(1, p.size + 1)
    lowest = np.minimum.accumulate(raised[::-1])[::-1]
    found = np.empty_like(p)
    found[order] = np.minimum(lowest, 1.0)
    return found


def share_interval(events: int, cases: int, level: float = 0.95) -> tuple[float, float]:
    """Exact interval of a share (Clopper and Pearson 1934)."""
    from scipy.special import betaincinv

    rest = (1 - level) / 2
    low = float(betaincinv(events, cases - events + 1, rest)) if events else 0.0
    high = float(betaincinv(events + 1, cases - events, 1 - rest)) if events < cases else 1.0
    return low, high
