"""Words by which a figure is named, so that a standard error is not told as the mean."""

import re

_TOKEN = re.compile(r"[a-zäöüß][a-zäöüß0-9]*(?:'[a-z]+)?")
_SYNONYMS = {
    "mean": "mean average averages averaged averaging expected expect expects expectation",
    "median": "median",
    "likely": "likely mode usually usual typical typically normally mostly probably",
    "minimum": "minimum min lowest smallest least low lower fewest floor",
    "maximum": "maximum max highest largest greatest high upper most ceiling",
    "error": "error errors",
    "deviation": "deviation sd spread stdev",
    "worst": "worst tail shortfall cvar tvar",
    "churn": "churn leave leaves leaving churned",
    "margin": "margin margins",
    "cac": "cac acquisition",
    "ltv": "ltv clv",
    "arpa": "arpa arpu",
    "payback": "payback",
    "mrr": "mrr",
    "arr": "arr",
    "recall": "recall recalled retrievability",
    "retention": "retention",
    "confidence": "confidence level",
    "difficulty": "difficulty",
    "alpha": "alpha",
    "omega": "omega",
    "trials": "trials trial simulated simulations runs",
    "due": "due next",
    "last": "last latest",
    "first": "first earliest",
    "probability": "probability chance likelihood odds",
    "frequency": "frequency often",
}
_CANONICAL = {word: name for name, words in _SYNONYMS.items() for word in words.split()}
_PHRASES = (
    (re.compile(r"\bmost (likely|often|probabl)"), r"\1"),
    (re.compile(r"\blifetime value\b|\bvalue over (?:their|its) life(?:time)?\b"), "ltv"),
    (re.compile(r"\bstandard errors?\b|±"), "error"),
    (re.compile(r"\bpa(?:ys?|id) back\b|\bpaying back\b"), "payback"),
    (re.compile(r"\b(?:to|costs? to) win\b|\bcost of winning\b"), "cac"),
)
_GENERIC = frozenset(
    [
        "a",
        "an",
        "and",
        "are",
        "as",
        "at",
        "be",
        "been",
        "but",
        "by",
        "for",
        "from",
        "if",
        "in",
        "into",
        "is",
        "it",
        "its",
        "of",
        "on",
        "or",
        "per",
        "so",
        "than",
        "that",
        "the",
        "then",
        "they",
        "this",
        "to",
        "under",
        "was",
        "were",
        "what",
        "when",
        "which",
        "while",
        "who",
        "will",
        "with",
        "would",
        "you",
        "your",
        "we",
        "our",
        "us",
        "i",
        "he",
        "she",
        "their",
        "them",
        "there",
        "here",
        "have",
        "has",
        "had",
        "do",
        "does",
        "not",
        "no",
        "about",
        "around",
        "roughly",
        "some",
        "any",
        "each",
        "all",
        "one",
        "two",
        "more",
        "less",
        "over",
        "very",
        "just",
        "also",
        "only",
        "can",
        "could",
        "may",
        "might",
        "should",
        "must",
        "value",
        "values",
        "number",
        "numbers",
        "figure",
        "figures",
        "amount",
        "total",
        "count",
        "counts",
        "result",
        "results",
        "item",
        "items",
        "list",
        "month",
        "months",
        "monthly",
        "year",
        "years",
        "yearly",
        "annual",
        "annually",
        "day",
        "days",
        "week",
        "weeks",
        "daily",
        "given",
        "used",
        "share",
        "rate",
        "fraction",
        "currency",
        "now",
        "how",
        "many",
        "much",
        "out",
        "up",
        "down",
        "between",
        "said",
    ]
)
_LEVEL_NAME = re.compile(r"^(?:p|q|var|es|cvar|tvar|tail|quantile|percentile|pct)_?(\d{2,3})$")


def tokens(text: str) -> list[str]:
    """Content words of a text, plural and synonym folded into one form."""
    low = text.lower().replace("_", " ")
    for pattern, name in _PHRASES:
        low = pattern.sub(name, low)
    return [folded(word) for word in _TOKEN.findall(low) if word not in _GENERIC]


def folded(word: str) -> str:
    """One form for a word and its plural, and for synonyms."""
    if word in _CANONICAL:
        return _CANONICAL[word]
    if len(word) > 3 and word.endswith("s") and not word.endswith("ss"):
        word = word[:-1]
    return _CANONICAL.get(word, word)


def level_named(key: str) -> float | None:
    """The quantile a field is named after: `p95` is .95, `q975` is .975."""
    match = _LEVEL_NAME.match(key.lower())
    return float(f"0.{match[1]}") if match else None


def level_token(level: float) -> str:
    """A quantile level as a word of a vocabulary; 5 % and 95 % are one level."""
    return f"level:{max(level, 1 - level):.4g}"
