"""How long blocks of a bootstrap should be, from how far a series remembers.

Politis and White (2004), Automatic block-length selection for the dependent bootstrap, Econometric
Reviews 23(1), with the correction of Patton, Politis and White (2009), 28(4): for the stationary
bootstrap b = (2 g^2 / D)^(1/3) n^(1/3), D = 2 s^2, with s the spectrum at zero and g the sum of
|k| R(k), both through a flat-top window whose width is where autocorrelation ends.
"""

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]

FEWEST = 10  # observations under which every block has one row


def stationary_block(series: Floats) -> float:
    """The mean block length for one series, at least 1."""
    size = series.size
    if size < FEWEST or float(np.ptp(series)) == 0:
        return 1.0
    reach = max(5, int(np.sqrt(np.log10(size))))
    most = int(np.ceil(np.sqrt(size))) + reach
    covariances = _autocovariances(series, min(most + reach, size - 1))
    lag = _last_lag(covariances / covariances[0], size, reach, most)
    width = min(2 * lag, most, covariances.size - 1)
    if width < 1:
        return 1.0
    lags = np.arange(1, width + 1)
    window = _flat_top(lags / width)
    sharp = 2 * float(np.sum(window * lags * covariances[1 : width + 1]))
    spectrum = float(covariances[0] + 2 * np.sum(window * covariances[1 : width + 1]))
    longest = float(np.ceil(min(3 * np.sqrt(size), size / 3)))
    if spectrum <= 0:
        return longest
    return float(np.clip((sharp**2 / spectrum**2 * size) ** (1 / 3), 1.0, longest))


def _autocovariances(series: Floats, lags: int) -> Floats:
    off = series - series.mean()
    whole = [float(off[: off.size - k] @ off[k:]) for k in range(lags + 1)]
    return np.array(whole) / off.size


def _last_lag(correlations: Floats, size: int, reach: int, most: int) -> int:
    """The lag after which `reach` autocorrelations in a row are nothing."""
    bound = 2 * np.sqrt(np.log10(size) / size)
    small = np.abs(correlations[1:]) < bound
    for lag in range(min(most, small.size - reach) + 1):
        if np.all(small[lag : lag + reach]):
            return max(lag, 1)
    large = np.flatnonzero(~small[:most])
    return int(large[-1]) + 1 if large.size else 1


def _flat_top(t: Floats) -> Floats:
    return np.clip(2 * (1 - np.abs(t)), 0.0, 1.0)
