"""What scores are asked of: vectors, or the metrics of one in words."""

import re
from collections.abc import Mapping
from typing import Annotated, Any, Literal, Self

from pydantic import ConfigDict, StringConstraints, model_validator

from tools.alternatives import given_fields, missing_fields, refuse_missing
from tools.capability import RequestModel
from tools.errors import InvalidInput
from tools.fields import Kind, field
from tools.security._cvss_vector import LONGEST

MOST_VECTORS = 5_000
_PAIR, _SLIPPED = r"[A-Za-z]{1,3}:[A-Za-z]*", r"/[A-Za-z]*:?[A-Za-z]*"
_WRITTEN = (
    rf"\(?(?:(?:CVSS:[^\s/]*/|CVSS2#){_PAIR}(?:{_SLIPPED}){{2,}}"
    rf"|[Aa][Vv]:[A-Za-z]*(?:{_SLIPPED}){{2,}}|{_PAIR}(?:{_SLIPPED}){{5,}})\)?"
)
"""With its head or its first metric a short one counts: it says by position what it lacks."""

CvssVector = Annotated[
    str,
    StringConstraints(min_length=1, max_length=LONGEST),
    Kind("name", "CVSS vector", form=_WRITTEN),
]
"""A vector as people write it, right or wrong: what is wrong with it is said by position."""


def _lettered(letter: str) -> Kind:
    """An impact as people write it in short: "C high", "c:h", "C=L"."""
    short = rf"{letter}|{letter.lower()}(?=\s?[:=])"
    return Kind("enum", form=rf"(?:{short})(?:\s?[:=]\s?|\s)(?P<value>(?i:none|low|high|[nlh]))")


METRICS = (
    *("attack_vector", "attack_complexity", "privileges_required", "user_interaction"),
    *("confidentiality", "integrity", "availability"),
)
_KEYS = {
    "attack_vector": "AV",
    "attack_complexity": "AC",
    "privileges_required": "PR",
    "user_interaction": "UI",
    "scope": "S",
    "confidentiality": "C",
    "integrity": "I",
    "availability": "A",
}
NEEDED: list[list[list[str]]] = [[["vectors"], [*METRICS]]]


_THREE = re.compile(r"(?:CVSS:3\.[01]/)?AV:[NALP]/AC:[LH]/PR:", re.IGNORECASE)


def _changed(vector: str, told: Mapping[str, str]) -> str:
    """A vector with other values of some metrics; it is written as before where nothing changes."""
    for key, value in told.items():
        vector = re.sub(rf"(?<![A-Za-z]){key}:[A-Za-z]", f"{key}:{value}", vector, count=1)
    return vector


def _impact(of: str, all_of_it: str, most_of_it: str, some_of_it: str) -> dict[str, list[str]]:
    """What people say for none, some and all of an impact."""
    whole = (
        "full impact",
        "total impact",
        "complete impact",
        "complete loss",
        "full compromise",
        "complete compromise",
        "complete takeover",
        "CIA high",
        "high CIA",
    )
    return {
        "none": [
            f"no {of}",
            f"no {of} impact",
            f"no impact on {of}",
            f"{of} not affected",
            f"{of} untouched",
            f"{of} unaffected",
        ],
        "low": [f"low {of}", f"some {of}", f"partial {of}", some_of_it],
        "high": [f"high {of}", f"total {of}", f"full {of}", all_of_it, most_of_it, *whole],
    }


_EXAMPLES: list[dict[str, Any]] = [
    {
        "attack_vector": "network",
        "attack_complexity": "low",
        "privileges_required": "none",
        "user_interaction": "required",
        "scope": "changed",
        "confidentiality": "low",
        "integrity": "low",
        "availability": "none",
    },
    {"vectors": ["CVSS:4.0/AV:N/AC:L/AT:N/PR:N/UI:P/VC:H/VI:L/VA:N/SC:H/SI:H/SA:H"]},
    {
        "vectors": [
            "CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H/E:P/RL:O/RC:C",
            "CVSS:3.0/AV:L/AC:L/PR:H/UI:R/S:C/C:L/I:L/A:N",
            "AV:N/AC:L/Au:N/C:N/I:N/A:C/E:F/RL:OF/RC:C/CDP:H/TD:H/CR:M/IR:M/AR:H",
        ]
    },
]


class ScoreCvssRequest(RequestModel):
    """Vectors to score, or what a vulnerability needs and does, metric by metric."""

    model_config = ConfigDict(
        json_schema_extra={"examples": _EXAMPLES, "x-required-any": NEEDED}  # type: ignore[dict-item]
    )

    vectors: list[CvssVector] | None = field(
        None,
        min_length=1,
        max_length=MOST_VECTORS,
        description="CVSS vectors of version 2.0, 3.0, 3.1 or 4.0, as they are written in "
        "advisories and scan reports.",
        aliases=(
            *("vectors", "vector", "vector string", "CVSS vector", "CVSS string", "CVSS"),
            *("cvss3_vector", "cvss_vector", "base vector"),
        ),
        echo="{}",
    )
    attack_vector: Literal["network", "adjacent", "local", "physical"] | None = field(
        None,
        description="From where it can be attacked, where no vector is written.",
        relations={"changes": "vectors"},
        aliases=("attack vector", "AV", "access vector", "attacked from", "attack"),
        synonyms={
            "network": (
                *("over the network", "remote", "remotely", "over the internet", "from anywhere"),
                *("network attack", "from the internet", "remotely exploitable", "on the internet"),
            ),
            "adjacent": ("adjacent network", "same network", "same subnet", "bluetooth", "wifi"),
            "local": (
                *("local access", "locally", "local attack", "on the machine itself", "shell"),
                *("local user", "local attacker", "local exploit", "local only"),
            ),
            "physical": ("physical access", "physically", "hands on the device", "usb stick"),
        },
        echo="attack vector {}",
    )
    attack_complexity: Literal["low", "high"] | None = field(
        None,
        description="Whether an attack needs conditions that the attacker does not control.",
        relations={"changes": "vectors"},
        aliases=("attack complexity", "AC", "complexity", "access complexity", "difficulty"),
        synonyms={
            "low": (
                *("low complexity", "easy to exploit", "trivial", "easy", "not complex", "simple"),
                *("straightforward", "no special conditions", "easily exploited"),
            ),
            "high": (
                *("high complexity", "hard to exploit", "race condition", "difficult", "complex"),
                *("tricky", "hard to pull off", "special conditions", "needs luck"),
            ),
        },
        echo="attack complexity {}",
    )
    privileges_required: Literal["none", "low", "high"] | None = field(
        None,
        description="Rights that an attacker must have before the attack.",
        relations={"changes": "vectors"},
        aliases=("privileges required", "privileges", "PR", "rights", "authentication"),
        synonyms={
            "none": (
                *("no privileges", "unauthenticated", "no authentication", "without logging in"),
                *("no login", "without authentication", "without privileges", "no account"),
                *("anonymous", "pre-auth", "no rights", "no privileges required", "no credentials"),
            ),
            "low": (
                *("low privileges", "ordinary user", "normal user", "any user", "user account"),
                *("regular account", "authenticated user", "low privileged", "normal account"),
                *("ordinary account", "basic privileges", "logged-in user", "ordinary rights"),
                *("normal rights", "user rights", "standard user", "basic account", "basic user"),
                *("low-privileged", "regular user", "ordinary privileges", "user privileges"),
            ),
            "high": (
                *("high privileges", "administrator", "admin rights", "as admin", "root rights"),
                *("admin account", "high privileged", "admin privileges", "admin rights needed"),
                *("domain admin", "root access needed", "must be admin", "needs admin"),
            ),
        },
        echo="privileges required {}",
    )
    user_interaction: Literal["none", "required"] | None = field(
        None,
        description="Whether another person must do something, such as open a file.",
        relations={"changes": "vectors"},
        aliases=("user interaction", "UI", "interaction", "victim"),
        synonyms={
            "none": (
                *("no user interaction", "no interaction", "zero click", "zero-click", "no UI"),
                *("without user interaction", "nobody has to click", "no click", "by itself"),
                *("without interaction", "no clicks", "nobody needs to click", "nobody clicks"),
                *("no user action", "nobody has to do anything", "no one has to", "no action by"),
            ),
            "required": (
                *("user must click", "must open", "has to open", "has to click", "needs a click"),
                *("victim clicks", "must click", "interaction required", "interaction needed"),
                *("needs user interaction", "requires user interaction", "opens a file"),
                *("user interaction needed", "user interaction required", "user has to"),
                *("user clicks", "click a link", "clicks a link", "victim must", "victim has to"),
                *("opens an attachment", "open an attachment", "tricked into", "lured"),
            ),
        },
        echo="user interaction {}",
    )
    scope: Literal["unchanged", "changed"] | None = field(
        None,
        description="Whether it reaches beyond what the vulnerable component may do.",
        relations={"changes": "vectors"},
        aliases=("scope",),
        synonyms={
            "unchanged": (
                *("scope unchanged", "same scope", "no scope change", "unchanged scope"),
                *("scope stays", "scope does not change", "no change of scope", "stays in scope"),
            ),
            "changed": (
                *("scope changed", "scope change", "changed scope", "breaks out", "sandbox escape"),
                *("escapes the container", "container escape", "guest to host"),
            ),
        },
        echo="scope {}",
    )
    confidentiality: Annotated[Literal["none", "low", "high"], _lettered("C")] | None = field(
        None,
        description="How much of what is secret it gives away.",
        relations={"changes": "vectors"},
        aliases=("confidentiality", "confidentiality impact", "secrecy"),
        synonyms=_impact("confidentiality", "reads everything", "all data leaks", "reads a little"),
        echo="confidentiality {}",
    )
    integrity: Annotated[Literal["none", "low", "high"], _lettered("I")] | None = field(
        None,
        description="How much it lets an attacker change.",
        relations={"changes": "vectors"},
        aliases=("integrity", "integrity impact"),
        synonyms=_impact("integrity", "changes everything", "writes anything", "changes some data"),
        echo="integrity {}",
    )
    availability: Annotated[Literal["none", "low", "high"], _lettered("A")] | None = field(
        None,
        description="How much of the service it stops.",
        relations={"changes": "vectors"},
        aliases=("availability", "availability impact", "outage"),
        synonyms=_impact("availability", "takes it down", "crashes the service", "slows it down"),
        echo="availability {}",
    )
    version: Literal["2.0", "3.0", "3.1", "4.0"] = field(
        "3.1",
        description="The version by which metrics in words are scored: 3.1 or 3.0. A vector says "
        "its own.",
        aliases=("CVSS version", "version of CVSS"),
        synonyms={
            "2.0": ("CVSS 2", "CVSS v2", "CVSSv2", "CVSS 2.0", "CVSS v2.0"),
            "3.0": ("CVSS 3.0", "CVSS v3.0", "CVSSv3.0"),
            "3.1": ("CVSS 3.1", "CVSS v3.1", "CVSSv3.1", "CVSS 3", "CVSS v3", "CVSSv3"),
            "4.0": ("CVSS 4", "CVSS v4", "CVSSv4", "CVSS 4.0", "CVSS v4.0"),
        },
        optional_default_said="CVSS 3.1, where no vector is written",
    )

    @model_validator(mode="after")
    def _one_way(self) -> Self:
        refuse_missing(self, missing_fields(given_fields(self), NEEDED))
        told = {name: key for name, key in _KEYS.items() if key in self._told}
        old = [text for text in self.vectors or () if not _THREE.match(text.strip("( "))]
        if told and old:
            message = f"changes vectors of CVSS 3.0 and 3.1 only; write {old[0]} as you mean it"
            raise InvalidInput.of(next(iter(told)), message)
        if told and not self.vectors and self.version not in ("3.0", "3.1"):
            message = (
                f"must be 3.1 or 3.0 for metrics in words; write the vector of CVSS {self.version}"
            )
            raise InvalidInput.of("version", message)
        return self

    @property
    def _told(self) -> dict[str, str]:
        """The metrics in words, by their letters; the scope where it is named."""
        found = {name: getattr(self, name) for name in METRICS}
        found["scope"] = self.scope
        return {_KEYS[name]: value[0].upper() for name, value in found.items() if value}

    @property
    def written(self) -> list[str]:
        """The vectors with what is changed in words, or the one that the words make."""
        told = self._told
        if self.vectors is not None:
            return [_changed(text, told) for text in self.vectors]
        given = {"S": "U", **told}
        pairs = [f"{key}:{given[key]}" for key in _KEYS.values()]
        return [f"CVSS:{self.version}/{'/'.join(pairs)}"]
