"""What kind of contract a text is: one of CUAD's 25, or a kind that its own title names.

A linear model over the words of the title and of the whole text tells CUAD's kinds apart. Kinds
that CUAD lacks (a lease, a non-disclosure agreement, an employment contract …) are taken from the
title alone: nothing was learned of them.
"""

import lzma
import re
from dataclasses import dataclass
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from tools.legal.hashing import BUCKET_BITS, mixed, words

KIND_WEIGHTS = Path(__file__).parent / "weights" / "kinds.npz.xz"
KINDS = (
    *("affiliate", "agency", "co branding", "collaboration", "consulting", "development"),
    *("distributor", "endorsement", "franchise", "hosting", "ip", "joint venture"),
    *("joint venture filing", "license", "maintenance", "manufacturing", "marketing"),
    *("outsourcing", "promotion", "reseller", "service", "sponsorship", "strategic alliance"),
    *("supply", "transportation"),
)
"""CUAD's 25 kinds, as its folders name them."""
_TITLED = {
    "nda": r"non[\s-]?disclosure|confidentiality|\bNDA\b|secrecy",
    "lease": r"\blease\b|\btenancy\b|\brental\b|\bsublease\b",
    "employment": r"\bemployment\b|\bsalary\b|\bseverance\b",
    "loan": r"\bloan\b|\bcredit\s+(?:agreement|facility)\b|\bpromissory\b|\bfacility\s+agreement\b",
    "subscription": r"\bsaas\b|software\s+as\s+a\s+service|\bsubscription\b|\bcloud\b"
    r"|\bterms\s+of\s+(?:use|service)\b",
    "purchase": r"\b(?:share|stock|asset|sale\s+and)\s*(?:purchase)?\s*(?:purchase|sale)\b"
    r"|\bpurchase\s+agreement\b"
    r"|\bbill\s+of\s+sale\b",
    "non compete": r"\bnon[\s-]?compet|\bnon[\s-]?solicit",
}
"""Kinds beside CUAD's, and the words of a title that name them."""
TITLED_KINDS = tuple(_TITLED)
_LABELS = {
    "co branding": "co-branding agreement",
    "distributor": "distribution agreement",
    "ip": "intellectual property agreement",
    "joint venture filing": "joint filing agreement",
    "license": "licence agreement",
    "maintenance": "maintenance and support agreement",
    "nda": "non-disclosure agreement",
    "lease": "lease",
    "employment": "employment contract",
    "service": "services agreement",
    "non compete": "non-compete agreement",
}
_HEAD = 6_000
_TOP = 200
_THIS = re.compile(
    r"\bthis\s+((?:[A-Z][\w&,/’'-]*\s+|(?:and|of|for|to|on)\s+){0,9}"
    r"(?:agreement|lease|contract|addendum|amendment|deed))\b",
    re.IGNORECASE,
)
_MOST_NAMES = 3
_IN_TITLE = np.uint64(0xA24BAED4963EE407)
"""Sets a title's words apart from the same words in the text."""
_PAIR = np.uint64(0x9FB21C651E98DF25)
TITLE_WEIGHT = 1.5
"""How much more a title's words count than the text's; best of 1, 1.5 and 2 in cross-validation."""
LEAST_SURE = 0.15
"""Below this chance none of the kinds is named: chance alone would give 1 in 25."""

Floats = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class KindModel:
    """Int8 weights of chosen buckets, one column per kind."""

    buckets: NDArray[np.int64]
    """Ascending; the title's buckets lie above 2^18."""
    rarity: Floats
    """Logarithm of one over the share of contracts with the feature."""
    weights: NDArray[np.int8]
    scale: Floats
    bias: Floats
    sharpness: float
    """What the log-odds are multiplied by so that chances hold on contracts not learned from."""

    def chances(self, text: str) -> Floats:
        """The chance of each of `KINDS`."""
        return softmax(
            (self._features(text) @ self.weights * self.scale + self.bias) * self.sharpness
        )

    def _features(self, text: str) -> Floats:
        bucket, count = kind_features(text)
        place = np.minimum(np.searchsorted(self.buckets, bucket), len(self.buckets) - 1)
        known = self.buckets[place] == bucket
        row = np.zeros(len(self.buckets), dtype=np.float32)
        row[place[known]] = count[known]
        return scaled(row[None], self.buckets, self.rarity)[0]


def softmax(odds: NDArray[np.floating[Any]]) -> Floats:
    """Chances that sum to one along the last axis."""
    raised = np.exp(odds - odds.max(-1, keepdims=True))
    return (raised / raised.sum(-1, keepdims=True)).astype(np.float32)


def scaled(counts: Floats, buckets: NDArray[np.int64], rarity: Floats) -> Floats:
    """TF-IDF with logarithmic counts; title and text each of length one, the title weighed up."""
    values = np.log1p(counts) * rarity
    title = buckets >= 1 << BUCKET_BITS
    for part, weight in ((title, TITLE_WEIGHT), (~title, 1.0)):
        length = np.sqrt((values[:, part] ** 2).sum(1, keepdims=True))
        values[:, part] *= weight / np.maximum(length, 1e-6)
    return values.astype(np.float32)


def kind_features(text: str) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Distinct buckets of the text's words and of its title's words and pairs, with counts."""
    shift = np.uint64(64 - BUCKET_BITS)
    body = (words(text).hashes >> shift).astype(np.int64)
    top = words(_title_words(text)).hashes
    pairs = mixed(top[:-1] * _PAIR + top[1:])
    title = mixed(np.concatenate([top, pairs]) ^ _IN_TITLE) >> shift
    together = np.concatenate([body, title.astype(np.int64) + (1 << BUCKET_BITS)])
    return np.unique(together, return_counts=True)


def _title_words(text: str) -> str:
    names = [match[1] for match in _THIS.finditer(text, 0, _HEAD)]
    return "\n".join([text[:_TOP], *names[:_MOST_NAMES]])


@cache
def load_kinds(path: Path = KIND_WEIGHTS) -> KindModel:
    """The shipped model."""
    with np.load(BytesIO(lzma.decompress(path.read_bytes())), allow_pickle=False) as stored:
        return KindModel(
            np.cumsum(stored["steps"].astype(np.int64)),
            stored["rarity"].astype(np.float32),
            np.ascontiguousarray(stored["weights"].T),
            stored["scale"],
            stored["bias"],
            float(stored["sharpness"]),
        )


def titled_kind(title: str) -> str | None:
    """A kind beside CUAD's that a title names."""
    for kind, pattern in _TITLED.items():
        if re.search(pattern, title, re.IGNORECASE):
            return kind
    return None


def kind_label(kind: str) -> str:
    """What a kind is called in front of a person."""
    return _LABELS.get(kind, f"{kind} agreement")
