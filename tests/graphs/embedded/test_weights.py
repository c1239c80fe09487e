"""The weights in the repository."""

import numpy as np

from graphs.models.embedded.heads import FILE, trained
from graphs.models.embedded.train import examples, stale
from graphs.models.embedded.training import train
from tests.graphs.embedded.catalogue import EXAMPLES, MODELS, tool


def test_the_weights_were_trained_on_the_examples_as_they_are() -> None:
    """Change `prompts/examples/` and run `polymath train planner` again."""
    assert not stale(trained())


def test_the_weights_are_small_and_have_a_card() -> None:
    """Arrays only, and a text that says what they were made from."""
    assert FILE.stat().st_size < 5_000_000
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
    first, second = train(EXAMPLES, tools, meaning=False), train(EXAMPLES, tools, meaning=False)
    assert np.array_equal(first.words, second.words)
    assert first.scope == second.scope
