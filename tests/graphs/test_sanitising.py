"""What may enter the state."""

import datetime
import json

import numpy as np
import ormsgpack
import pytest

from graphs.sanitising import clean, clean_text


@pytest.mark.parametrize(
    ("value", "kept"),
    [
        (np.float64(1.5), 1.5),
        (np.int64(3), 3),
        (np.bool_(True), True),
        (np.array([[1, 2], [3, 4]]), [[1, 2], [3, 4]]),
        (float("nan"), None),
        (float("inf"), None),
        (np.float64("nan"), None),
        (2**63, float(2**63)),
        (-(2**63), -(2**63)),
        (10**400, None),
        (True, True),
        (None, None),
        ("a\x00b\ud800c", "a\ufffdb\ufffdc"),
        ((1, 2), [1, 2]),
        ({1: np.float32(0.5)}, {"1": 0.5}),
        ({"a\x00": [{"b": float("nan")}]}, {"a\ufffd": [{"b": None}]}),
        (datetime.date(2026, 11, 21), "2026-11-21"),
    ],
)
def test_a_value_becomes_plain_storable_data(value, kept):
    """As Python data, as strict JSON and as the saver's bytes."""
    cleaned = clean(value)
    assert cleaned == kept
    assert type(cleaned) is type(kept)
    json.dumps(cleaned, allow_nan=False)
    ormsgpack.packb(cleaned)


def test_text_keeps_everything_storable():
    """Emoji, accents and control characters other than NUL are text."""
    text = "naïve €5 \U0001f600\n\t\x07"
    assert clean_text(text) == text
