"""Read a CVSS vector as it is written, and name by position what is wrong with it."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from tools.errors import FieldProblem, InvalidInput
from tools.security._cvss_metrics import METRICS, UNDEFINED, VERSIONS, Group, Metric, Version

LONGEST = 400
"""Characters; the longest vector of version 4.0 with every metric has 188."""
_PREFIX = re.compile(r"CVSS:(?P<version>[^/]*)(?P<slash>/?)|(?P<nessus>CVSS2#)")
_PLAIN = re.compile(r"[A-Za-z0-9:.]{1,14}")
_QUOTED = "what stands there"


@dataclass(frozen=True, slots=True)
class Vector:
    """A vector that is whole."""

    version: Version
    given: Mapping[str, str]
    """Its metrics as written, those that say nothing left out, in the standard's order."""
    in_order: bool
    """Whether they were written in the standard's order."""

    @property
    def values(self) -> dict[str, str]:
        """Every metric of the version; those not given are undefined."""
        undefined = UNDEFINED[self.version]
        return {key: self.given.get(key, undefined) for key in METRICS[self.version]}

    def has(self, group: Group) -> bool:
        """Whether a metric of the group was given."""
        return any(METRICS[self.version][key].group == group for key in self.given)

    def with_value(self, key: str, value: str) -> "Vector":
        """The same vector with one metric changed."""
        changed = {**self.given, key: value}
        metrics = METRICS[self.version]
        return Vector(self.version, {k: changed[k] for k in metrics if k in changed}, True)

    def __str__(self) -> str:
        parts = "/".join(f"{key}:{value}" for key, value in self.given.items())
        return parts if self.version == "2.0" else f"CVSS:{self.version}/{parts}"


@dataclass(frozen=True, slots=True)
class Part:
    """What stands between two slashes."""

    text: str
    at: int
    """The position of its first character, from 1."""


def parse(text: str, field: str) -> Vector:
    """The vector that `text` writes; `InvalidInput` names `field`, the character and the part."""
    start = len(text) - len(text.lstrip())
    body, at = text.strip(), start + 1
    if body.startswith("(") and body.endswith(")"):
        body, at = body[1:-1], at + 1
    version, skipped = _version(body, at, field)
    problems: list[str] = []
    found: dict[str, Part] = {}
    given: dict[str, str] = {}
    for part in _parts(body[skipped:], at + skipped):
        _take(part, version, found, given, problems)
    if not problems:
        problems.extend(_missing(given, version))
    if problems:
        raise InvalidInput(
            f"{field}: {'; '.join(problems)}",
            errors=tuple(FieldProblem(field, "cvss", problem) for problem in problems),
        )
    undefined, metrics = UNDEFINED[version], METRICS[version]
    order = [key for key in metrics if key in given]
    kept = {key: given[key] for key in order if given[key] != undefined}
    return Vector(version, kept, order == list(given))


def _version(body: str, at: int, field: str) -> tuple[Version, int]:
    """The version, and how many characters its prefix has."""
    match = _PREFIX.match(body)
    if match is None:
        if body.startswith("AV:") and "/Au:" in body:
            return "2.0", 0
        raise InvalidInput.of(field, _no_prefix(body, at), code="cvss")
    if match["nessus"]:
        return "2.0", match.end()
    named: list[Version] = [one for one in VERSIONS if one == match["version"]]
    if not named:
        raise InvalidInput.of(
            field,
            f"character {at + 5}: the version must be 2.0, 3.0, 3.1 or 4.0, as in CVSS:4.0/AV:N/…",
            code="cvss",
        )
    if not match["slash"]:
        raise InvalidInput.of(
            field,
            f"character {at + match.end()}: after the version come / and metrics",
            code="cvss",
        )
    return named[0], match.end()


def _no_prefix(body: str, at: int) -> str:
    if re.match(r"CVSS:", body, re.IGNORECASE):
        return f"character {at}: the prefix is written in capitals, CVSS:"
    if body.startswith("AV:"):
        return (
            f"character {at}: the version is missing in front; write CVSS:3.1/ or CVSS:4.0/ before "
            "AV (only version 2.0, which has the metric Au, does without)"
        )
    return f"character {at}: a vector begins with CVSS:4.0/, CVSS:3.1/, CVSS:3.0/ or, in 2.0, AV:"


def _parts(body: str, at: int) -> Iterator[Part]:
    for text in body.split("/"):
        yield Part(text, at)
        at += len(text) + 1


def _take(
    part: Part,
    version: Version,
    found: dict[str, Part],
    given: dict[str, str],
    problems: list[str],
) -> None:
    key, colon, value = part.text.partition(":")
    here = f"character {part.at}, {_shown(part.text)}"
    metric = METRICS[version].get(key)
    if not part.text:
        problems.append(f"character {part.at}: nothing stands between two slashes or at the end")
    elif not colon:
        problems.append(f"{here}: a metric and its value are written with a colon, as AV:N")
    elif metric is None:
        problems.append(f"{here}: {_unknown(key, version)}")
    elif value not in metric.values:
        where = part.at + len(key) + 1
        problems.append(f"character {where}, {_shown(part.text)}: {_choices(metric)}")
    elif key in found:
        problems.append(
            f"{here}: {metric.name} ({key}) stands twice, first at character {found[key].at}"
        )
    else:
        found[key], given[key] = part, value


def _shown(text: str) -> str:
    """A part as it is quoted; what is no plain letters and digits is not repeated."""
    return f'"{text}"' if _PLAIN.fullmatch(text) else _QUOTED


def _unknown(key: str, version: Version) -> str:
    others = [v for v, metrics in METRICS.items() if key in metrics]
    if others:
        return f"version {version} has no such metric; it belongs to {' and '.join(others)}"
    capital = next((k for k in METRICS[version] if k.lower() == key.lower()), None)
    if capital:
        return f"capitals matter; write {capital}"
    return f"version {version} has no such metric"


def _choices(metric: Metric) -> str:
    choices = [f"{value} ({said})" for value, said in metric.values.items()]
    listed = f"{', '.join(choices[:-1])} or {choices[-1]}"
    return f"{metric.name} ({metric.key}) must be {listed}"


def _missing(given: Mapping[str, str], version: Version) -> Iterator[str]:
    """One sentence that names every base metric left out."""
    left_out = [m for m in METRICS[version].values() if m.mandatory and m.key not in given]
    if left_out:
        names = ", ".join(f"{metric.name} ({metric.key})" for metric in left_out)
        yield f"base metrics are missing: {names}"
