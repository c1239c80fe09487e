"""The README's tables of agents and capabilities; `python -m server.readme README.md`."""

import sys
from pathlib import Path

from agents.roster import ROSTER
from tools.catalog import CATALOG

OPENING, CLOSING = "<!-- capabilities -->", "<!-- /capabilities -->"


def tables() -> str:
    """Who does what, and every capability with who holds it."""
    agents = ["| Agent | What for | Hands over to |", "|---|---|---|"]
    agents += [f"| {s.name} | {s.role} | {', '.join(s.hands_over) or '–'} |" for s in ROSTER]
    rows = ["| Capability | What it does | Held by |", "|---|---|---|"]
    for name, capability in CATALOG.items():
        holders = [spec.name for spec in ROSTER if capability in spec.tools]
        held = "every agent" if len(holders) == len(ROSTER) else ", ".join(holders)
        rows.append(f"| `{name}` | {capability.summary} | {held} |")
    return "\n".join([*agents, "", *rows])


def documented(text: str) -> str:
    """`text` with what stands between the two markers replaced by the tables of today."""
    before, _, rest = text.partition(OPENING)
    _, _, after = rest.partition(CLOSING)
    return f"{before}{OPENING}\n{tables()}\n{CLOSING}{after}"


if __name__ == "__main__":
    readme = Path(sys.argv[1])
    readme.write_text(documented(readme.read_text(encoding="utf-8")), encoding="utf-8")
