"""Rank the bound tools for a text: trained heads where there are any, descriptions otherwise."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from graphs.models.embedded.heads import NONE, Heads
from graphs.models.embedded.schema import Tool, slots
from graphs.models.embedded.words import content
from tools.embedding import Encoder

UNTRAINED = 0.08  # how much nearer an untrained tool's description must be than a trained one's
STRANGE = 0.2  # cosine to its description below which an untrained tool is not meant
SHARP = 12.0  # how fast chance grows with cosine, for tools known by description only


@dataclass(frozen=True, slots=True)
class Ranked:
    """Tools by how likely they are meant, and whether the text is for any of them."""

    tools: tuple[tuple[Tool, float], ...]
    in_scope: bool
    margin: float = 0.0
    """The scope score: how far inside (or outside) the text lies."""

    @property
    def top(self) -> Tool:
        """The likeliest tool."""
        return self.tools[0][0]

    @property
    def chance(self) -> float:
        """How likely the top tool is."""
        return self.tools[0][1]


def rank(text: str, tools: Sequence[Tool], heads: Heads | None, encoder: Encoder | None) -> Ranked:
    """Every tool with its chance, likeliest first."""
    trained = [t for t in tools if heads is not None and t.name in heads.names]
    others = [t for t in tools if t not in trained]
    chances: dict[str, float] = {}
    margin = 1.0
    if heads is not None and trained:
        scores = heads.score(text, encoder)
        margin = heads.in_scope(scores) if NONE in heads.names else 1.0
        chances = {t.name: float(np.exp(scores.of(t.name))) for t in trained}
    if others:
        near = described_nearness(text, tools, encoder)
        best = max((near[t.name] for t in trained), default=0.0)
        inside = margin >= 0 and bool(trained)
        for tool in others:
            ahead = near[tool.name] - best - (UNTRAINED if inside else 0.0)
            usable = near[tool.name] >= STRANGE or encoder is None
            chances[tool.name] = float(1 / (1 + np.exp(-SHARP * ahead))) if usable else 0.0
        if margin < 0 and max(chances[t.name] for t in others) > 0.5:
            margin = 0.0
        if not trained:
            margin = max(near.values()) - STRANGE
    order = sorted(tools, key=lambda t: -chances[t.name])
    total = max(sum(chances.values()), 1.0)
    return Ranked(tuple((t, chances[t.name] / total) for t in order), margin >= 0, margin)


def described_nearness(
    text: str, tools: Sequence[Tool], encoder: Encoder | None
) -> dict[str, float]:
    """How near a text is to what each tool says of itself, by meaning or else by words."""
    if encoder is None:
        said = set(content(text))
        return {t.name: _overlap(said, set(content(_whole(t)))) for t in tools}
    vector = encoder.encode([text])[0]
    return {t.name: float((encoder.remembered(_texts(t)) @ vector).max()) for t in tools}


def _texts(tool: Tool) -> list[str]:
    fields = ", ".join(field.words for field in slots(tool.fields)[:12])
    return [tool.description or tool.title, f"{tool.title}: {fields}"]


def _whole(tool: Tool) -> str:
    return " ".join([tool.title, tool.description, *(a for f in tool.fields for a in f.aliases)])


def _overlap(said: set[str], known: set[str]) -> float:
    return len(said & known) / max(len(said), 1)
