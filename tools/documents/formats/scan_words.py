"""What scanners write, brought into one form."""

import re
from collections.abc import Iterable
from typing import Any

from tools.scans import EVIDENCE, SEVERITIES

_SPACE = re.compile(r"\s+")
_CVE = re.compile(r"\bCVE-\d{4}-\d{4,19}\b", re.IGNORECASE)
_PORT = re.compile(r"^(?:.*?\()?(?P<port>\d{1,5})\s*/\s*(?P<protocol>[a-z]+)\)?$", re.IGNORECASE)
_MOST_CVES, _LONG = 2_000, 500


def short(text: str, most: int = _LONG) -> str:
    """On one line, cut at a length."""
    return _SPACE.sub(" ", text).strip()[:most]


def excerpt(text: str) -> str:
    """What is kept of a long text."""
    plain = _SPACE.sub(" ", text).strip()
    return plain if len(plain) <= EVIDENCE else f"{plain[:EVIDENCE]} …"


def cves(texts: Iterable[str]) -> list[str]:
    """The CVE identifiers in some texts, once each, in order."""
    found = (match[0].upper() for text in texts for match in _CVE.finditer(text))
    return list(dict.fromkeys(found))[:_MOST_CVES]


def number(text: str, low: float, high: float) -> float | None:
    """A figure within bounds; scanners write -1 or nothing for what they do not know."""
    try:
        value = float(text)
    except ValueError:
        return None
    return value if low <= value <= high else None


def port_of(text: str) -> tuple[int | None, str]:
    """`443/tcp`, `https (443/tcp)`, `general/tcp` as port and protocol."""
    plain = text.strip()
    if match := _PORT.match(plain):
        port = int(match["port"])
        return (port if 0 < port <= 65_535 else None), match["protocol"].lower()
    return None, plain.rpartition("/")[2].lower() if "/" in plain else ""


def severity_of(score: float | None) -> str:
    """The name of a score on the scale of CVSS 3 and 4."""
    if score is None or score <= 0:
        return "none"
    return "low" if score < 4 else "medium" if score < 7 else "high" if score < 9 else "critical"


def named_severity(text: str) -> str:
    """A severity as scanners name it; `none` for log, debug and information."""
    word = text.strip().lower()
    return word if word in SEVERITIES else "none"


def finding(**told: Any) -> dict[str, Any]:
    """A finding without what is unknown or empty."""
    return {key: value for key, value in told.items() if value not in (None, "", [], False)}
