"""Distributions as statisticians write them: "x ~ N(5, 1)", "cost lognormal(mean 2k, sd 500)"."""

import re

_ONE = r"[-+]?[€$£]?(?:\d+(?:[.']\d+)*|\.\d+)\s?(?:%|[kKmM](?![a-zA-Z]))?"
_SHAPES = {
    "n": "normal", "norm": "normal", "normal": "normal", "gauss": "normal", "gaussian": "normal",
    "u": "uniform", "unif": "uniform", "uniform": "uniform", "tri": "triangular",
    "triang": "triangular", "triangular": "triangular", "pert": "PERT",
    "ln": "lognormal", "lognormal": "lognormal", "logn": "lognormal", "gamma": "gamma",
    "pareto": "pareto", "exponential": "exponential",
}  # fmt: skip
_BARE = re.compile(
    rf"(?P<lead>\s*(?:~|∼|is distributed as|follows)\s*|\s+)\b(?P<shape>{'|'.join(_SHAPES)})"
    rf"\s?\(\s*(?P<of>{_ONE}(?:\s*[,;/]\s*{_ONE}){{1,2}})\s*\)",
    re.IGNORECASE,
)
_NAMED = re.compile(
    rf"(?P<lead>\s*(?:~|∼|is distributed as|follows)\s*|\s+)\b(?P<shape>{'|'.join(_SHAPES)})"
    r"\s?\(\s*(?P<of>(?:mean|mu|µ|sd|sigma|min|mode|shape|scale|alpha|average|from)[\s=][^()]{1,60})\)",
    re.IGNORECASE,
)
_PLUS_MINUS = re.compile(
    rf"\b(?P<shape>normal|gaussian|lognormal)\s+(?:around\s+|about\s+)?(?P<mean>{_ONE})"
    rf"\s?(?:/|±|\+/-|\+-)\s?(?P<sd>{_ONE})(?![\w/])",
    re.IGNORECASE,
)
_SHORT = re.compile(rf"\btri(?:ang)?\b\.?(?=\s+{_ONE}(?:\s*/\s*|\s*,\s+){_ONE})", re.IGNORECASE)


def in_words(text: str) -> str:
    """The text with such distributions told in words, by their mean and deviation or points."""
    text = _NAMED.sub(_with_names, text)
    text = _BARE.sub(_in_points, text)
    text = _PLUS_MINUS.sub(r"\g<shape> with mean \g<mean> and standard deviation \g<sd>", text)
    return _SHORT.sub("triangular", text)


def _with_names(match: re.Match[str]) -> str:
    said = re.sub(r"\s*=\s*", " ", match["of"]).strip()
    return f" {_SHAPES[match['shape'].lower()]} with {said}"


def _in_points(match: re.Match[str]) -> str:
    """Two figures are mean and deviation, or the ends; three are points."""
    tilde = bool(match["lead"].strip())
    short = len(match["shape"]) < 3
    if short and not tilde and not match["shape"].isupper():
        return match[0]
    shape = _SHAPES[match["shape"].lower()]
    figures = [one.strip() for one in re.split(r"\s*[,;/]\s*", match["of"])]
    if shape in ("normal", "lognormal", "gamma") and len(figures) == 2:
        return f" {shape} with mean {figures[0]} and standard deviation {figures[1]}"
    if shape in ("uniform", "triangular", "PERT") and len(figures) == 2:
        return f" {shape} from {figures[0]} to {figures[1]}"
    if shape in ("triangular", "PERT") and len(figures) == 3:
        return f" {shape} from {figures[0]} to {figures[2]}, most likely {figures[1]}"
    return match[0]
