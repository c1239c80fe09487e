"""The metrics of each version of CVSS: their names, groups, values and what each value says.

Written from the tables of the specifications: version 2.0, sections 2 and 2.4 (FIRST, June 2007);
3.0 and 3.1, sections 2 to 4 and 6; 4.0, sections 2 to 5 and 7. Where the first value of a metric
is `X` or `ND`, the metric may be left out.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

Group = Literal["base", "threat", "environmental", "supplemental"]
GROUPS: tuple[Group, ...] = ("base", "threat", "environmental", "supplemental")
Version = Literal["2.0", "3.0", "3.1", "4.0"]
VERSIONS: tuple[Version, ...] = ("2.0", "3.0", "3.1", "4.0")
Values = Mapping[str, str]
"""The value of each metric of a vector, every metric present."""


@dataclass(frozen=True, slots=True)
class Metric:
    """One metric of a version."""

    key: str
    name: str
    group: Group
    values: Mapping[str, str]
    """What each value says, by its letters."""

    @property
    def mandatory(self) -> bool:
        """Whether a vector without it scores nothing."""
        return self.group == "base"


_TWO = """
base AV Access Vector: L local, A adjacent network, N network
base AC Access Complexity: H high, M medium, L low
base Au Authentication: M several times, S once, N none
base C Confidentiality Impact: N none, P partial, C complete
base I Integrity Impact: N none, P partial, C complete
base A Availability Impact: N none, P partial, C complete
threat E Exploitability: ND not defined, U unproven, POC proof of concept, F functional, H high
threat RL Remediation Level: ND not defined, OF official fix, TF temporary fix, W workaround, \
U unavailable
threat RC Report Confidence: ND not defined, UC unconfirmed, UR uncorroborated, C confirmed
environmental CDP Collateral Damage Potential: ND not defined, N none, L low, LM low to medium, \
MH medium to high, H high
environmental TD Target Distribution: ND not defined, N none, L low, M medium, H high
environmental CR Confidentiality Requirement: ND not defined, L low, M medium, H high
environmental IR Integrity Requirement: ND not defined, L low, M medium, H high
environmental AR Availability Requirement: ND not defined, L low, M medium, H high
"""
_THREE = """
base AV Attack Vector: N network, A adjacent network, L local, P physical
base AC Attack Complexity: L low, H high
base PR Privileges Required: N none, L low, H high
base UI User Interaction: N none, R required
base S Scope: U unchanged, C changed
base C Confidentiality: H high, L low, N none
base I Integrity: H high, L low, N none
base A Availability: H high, L low, N none
threat E Exploit Code Maturity: X not defined, H high, F functional, P proof of concept, U unproven
threat RL Remediation Level: X not defined, U unavailable, W workaround, T temporary fix, \
O official fix
threat RC Report Confidence: X not defined, C confirmed, R reasonable, U unknown
environmental CR Confidentiality Requirement: X not defined, H high, M medium, L low
environmental IR Integrity Requirement: X not defined, H high, M medium, L low
environmental AR Availability Requirement: X not defined, H high, M medium, L low
environmental MAV Modified Attack Vector: X not defined, N network, A adjacent network, L local, \
P physical
environmental MAC Modified Attack Complexity: X not defined, L low, H high
environmental MPR Modified Privileges Required: X not defined, N none, L low, H high
environmental MUI Modified User Interaction: X not defined, N none, R required
environmental MS Modified Scope: X not defined, U unchanged, C changed
environmental MC Modified Confidentiality: X not defined, H high, L low, N none
environmental MI Modified Integrity: X not defined, H high, L low, N none
environmental MA Modified Availability: X not defined, H high, L low, N none
"""
_FOUR = """
base AV Attack Vector: N network, A adjacent network, L local, P physical
base AC Attack Complexity: L low, H high
base AT Attack Requirements: N none, P present
base PR Privileges Required: N none, L low, H high
base UI User Interaction: N none, P passive, A active
base VC Confidentiality of the Vulnerable System: H high, L low, N none
base VI Integrity of the Vulnerable System: H high, L low, N none
base VA Availability of the Vulnerable System: H high, L low, N none
base SC Confidentiality of Subsequent Systems: H high, L low, N none
base SI Integrity of Subsequent Systems: H high, L low, N none
base SA Availability of Subsequent Systems: H high, L low, N none
threat E Exploit Maturity: X not defined, A attacked, P proof of concept, U unreported
environmental CR Confidentiality Requirement: X not defined, H high, M medium, L low
environmental IR Integrity Requirement: X not defined, H high, M medium, L low
environmental AR Availability Requirement: X not defined, H high, M medium, L low
environmental MAV Modified Attack Vector: X not defined, N network, A adjacent network, L local, \
P physical
environmental MAC Modified Attack Complexity: X not defined, L low, H high
environmental MAT Modified Attack Requirements: X not defined, N none, P present
environmental MPR Modified Privileges Required: X not defined, N none, L low, H high
environmental MUI Modified User Interaction: X not defined, N none, P passive, A active
environmental MVC Modified Confidentiality of the Vulnerable System: X not defined, H high, L low, \
N none
environmental MVI Modified Integrity of the Vulnerable System: X not defined, H high, L low, N none
environmental MVA Modified Availability of the Vulnerable System: X not defined, H high, L low, \
N none
environmental MSC Modified Confidentiality of Subsequent Systems: X not defined, H high, L low, \
N negligible
environmental MSI Modified Integrity of Subsequent Systems: X not defined, S safety, H high, L low,\
 N negligible
environmental MSA Modified Availability of Subsequent Systems: X not defined, S safety, H high, \
L low, N negligible
supplemental S Safety: X not defined, N negligible, P present
supplemental AU Automatable: X not defined, N no, Y yes
supplemental R Recovery: X not defined, A automatic, U user, I irrecoverable
supplemental V Value Density: X not defined, D diffuse, C concentrated
supplemental RE Response Effort: X not defined, L low, M moderate, H high
supplemental U Provider Urgency: X not defined, Clear clear, Green green, Amber amber, Red red
"""


def _read(table: str) -> Mapping[str, Metric]:
    found: dict[str, Metric] = {}
    for line in table.strip().splitlines():
        head, _, tail = line.partition(": ")
        group, key, name = head.split(" ", 2)
        pairs = (part.strip().split(" ", 1) for part in tail.split(","))
        named: Group = next(one for one in GROUPS if one == group)
        found[key] = Metric(key, name, named, {letters: said for letters, said in pairs})
    return found


_THREES = _read(_THREE)
METRICS: Mapping[Version, Mapping[str, Metric]] = {
    "2.0": _read(_TWO),
    "3.0": _THREES,
    "3.1": _THREES,
    "4.0": _read(_FOUR),
}
"""By version, in the order in which the specification writes a vector."""
UNDEFINED: Mapping[Version, str] = {"2.0": "ND", "3.0": "X", "3.1": "X", "4.0": "X"}
"""The value that says nothing, which a metric left out has."""


def severity(score: float, version: Version) -> str:
    """The name of a score: section 5 of 3.0 and 3.1, section 6 of 4.0; NVD's names for 2.0."""
    if version == "2.0":
        return "low" if score < 4 else "medium" if score < 7 else "high"
    if score == 0:
        return "none"
    return "low" if score < 4 else "medium" if score < 7 else "high" if score < 9 else "critical"
