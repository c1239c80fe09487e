"""Requests that run as they stand, shown beside the fields of portfolio optimisation."""

from typing import Any

_CLOSES = [
    (100.0, 50.0, 20.0), (101.2, 50.1, 19.7), (99.4, 50.2, 20.1), (100.9, 50.1, 20.4),
    (101.3, 50.0, 20.0), (99.7, 50.2, 20.3), (100.2, 50.1, 20.6), (101.6, 50.0, 20.1),
    (100.8, 50.2, 20.4), (100.1, 50.3, 19.9), (101.4, 50.1, 20.2), (100.2, 50.2, 20.5),
    (101.1, 50.0, 20.1), (100.5, 50.1, 20.3), (100.9, 50.2, 20.1),
]  # fmt: skip

EXAMPLES: list[dict[str, Any]] = [
    {
        "assets": [
            {"name": "equities", "expected_return": 0.07, "volatility": 0.18},
            {"name": "bonds", "expected_return": 0.03, "volatility": 0.06},
            {"name": "gold", "expected_return": 0.04, "volatility": 0.15},
        ],
        "correlation": 0.1,
        "objective": "max_sharpe",
        "risk_free": 0.02,
        "most_weight": 0.6,
    },
    {
        "history": {
            "columns": {
                "date": [f"2026-09-{day:02d}" for day in (1, 2, 3, 4, 7, 8, 9, 10, 11, 14, 15,
                                                          16, 17, 18, 21)],
                "stocks": [row[0] for row in _CLOSES],
                "bonds": [row[1] for row in _CLOSES],
                "gold": [row[2] for row in _CLOSES],
            }
        },
        "history_holds": "prices",
        "objective": "min_variance",
        "groups": [{"name": "risky", "assets": ["stocks", "gold"], "least": 0.3}],
    },
    {
        "assets": [
            {"name": "A", "volatility": 0.1},
            {"name": "B", "volatility": 0.2},
            {"name": "C", "volatility": 0.3},
            {"name": "D", "volatility": 0.4},
        ],
        "correlations": [
            [1.0, 0.8, 0.0, 0.0],
            [0.8, 1.0, 0.0, 0.0],
            [0.0, 0.0, 1.0, -0.5],
            [0.0, 0.0, -0.5, 1.0],
        ],
        "objective": "risk_parity",
    },
]  # fmt: skip
