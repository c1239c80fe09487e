"""Controls of compliance frameworks: ids and short names of our own, and ids as people write them.

A framework is a data file in `standards/frameworks/`; no text of a standard stands in it.
"""

import difflib
import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Literal

FrameworkName = Literal["iso_27001", "soc_2", "nist_csf", "gdpr", "hipaa"]
_FOLDER = Path(__file__).parent / "standards" / "frameworks"
_CLOSE = 0.3


@dataclass(frozen=True, slots=True)
class Control:
    """One control, criterion, article or safeguard."""

    id: str
    name: str
    theme: str
    required: bool
    """False for what HIPAA calls addressable: it may be replaced by an equal measure."""


@dataclass(frozen=True, slots=True)
class Framework:
    """A framework and its controls, in its order."""

    key: str
    name: str
    source: str
    themes: Mapping[str, str]
    controls: tuple[Control, ...]

    def matching(self, written: str) -> list[Control]:
        """The control of that id, or all under that heading; none where neither is known."""
        wanted = normal(self.key, written)
        if not wanted:
            return []
        own = [one for one in self.controls if normal(self.key, one.id) == wanted]
        return own or [one for one in self.controls if _under(self.key, one, wanted)]

    def nearest(self, written: str) -> Sequence[str]:
        """Up to three ids that look most like it."""
        known = {normal(self.key, one.id): one.id for one in self.controls}
        found = difflib.get_close_matches(normal(self.key, written), known, n=3, cutoff=_CLOSE)
        return [known[one] for one in found]

    def in_theme(self, written: str) -> list[Control]:
        """Controls of a theme by its id, its name or a heading."""
        name = written.strip().casefold()
        for theme, title in self.themes.items():
            if name in (theme.casefold(), title.casefold()):
                return [one for one in self.controls if one.theme == theme]
        return self.matching(written)


def _under(key: str, control: Control, heading: str) -> bool:
    """Whether a control stands below a heading such as CC6, PR.AA or 164.308(a)(1)."""
    own = normal(key, control.id)
    if normal(key, control.theme) == heading or control.theme.casefold() == heading:
        return True
    return own.startswith(heading) and own[len(heading) : len(heading) + 1] in (".", "-", "(")


def normal(key: str, written: str) -> str:
    """An id without what people write around it."""
    text = re.sub(r"\s+", "", written).casefold()
    if key == "iso_27001":
        text = re.sub(
            r"^(?:iso(?:/iec)?27001(?::20\d\d)?[:,-]?)?(?:annexa|control)?a?[.:-]?", "", text
        )
        return re.sub(r"(?<=\.)0+(?=\d)", "", text).rstrip(".")
    if key == "soc_2":
        text = re.sub(r"^(?:soc2|tsc)[:-]?", "", text)
        return re.sub(r"^([a-z]+)-?[._]?(\d)", r"\1\2", text).rstrip(".")
    if key == "nist_csf":
        text = re.sub(r"^(?:nist)?(?:csf)?(?:2\.0)?[:-]?", "", text)
        return re.sub(r"^([a-z]{2}\.[a-z]{2})[-.]?0*(\d{1,2})$", _padded, text).rstrip(".")
    if key == "gdpr":
        match = re.match(r"^(?:gdpr)?[:-]?(?:art(?:icle|\.)?)?(\d{1,2})(?:\D.*)?$", text)
        return match[1].lstrip("0") if match else re.sub(r"^chapter", "", text)
    return _safeguard(text)


def _padded(match: re.Match[str]) -> str:
    return f"{match[1]}-{int(match[2]):02d}"


def _safeguard(text: str) -> str:
    """A standard of HIPAA is written by its own paragraph, whose specifications follow it."""
    text = re.sub(r"^(?:hipaa)?[:-]?(?:45cfr)?(?:part164)?§*", "", text)
    text = re.sub(r"^(164\.308\(a\)\(\d\))\(i\)$", r"\1", text)
    return re.sub(r"^(164\.(?:308\(b\)|31\d\([a-e]\)))\(1\)$", r"\1", text)


@cache
def framework(key: str) -> Framework:
    """Read its data file once."""
    data: dict[str, Any] = json.loads((_FOLDER / f"{key}.json").read_text(encoding="utf-8"))
    controls = [
        Control(one["id"], one["name"], theme["id"], one.get("required", True))
        for theme in data["themes"]
        for one in theme["controls"]
    ]
    themes = {theme["id"]: theme["name"] for theme in data["themes"]}
    return Framework(key, data["name"], data["source"], themes, tuple(controls))
