"""Every capability by its full name. `python -m tools.catalog README.md` documents them."""

import sys
from collections.abc import Iterable, Mapping
from importlib import import_module
from pathlib import Path
from types import MappingProxyType

from tools.capability import Capability

DOMAINS = (
    "arithmetic",
    "assessment",
    "documents",
    "learning",
    "legal",
    "risk",
    "venture",
)


def index(capabilities: Iterable[Capability]) -> Mapping[str, Capability]:
    """Index capabilities by full name, refusing duplicates."""
    by_name: dict[str, Capability] = {}
    for capability in capabilities:
        if capability.full_name in by_name:
            raise ValueError(f"two capabilities are called {capability.full_name!r}")
        by_name[capability.full_name] = capability
    return MappingProxyType(by_name)


CATALOG = index(
    capability for domain in DOMAINS for capability in import_module(f"tools.{domain}").CAPABILITIES
)
BY_TOOL_NAME: Mapping[str, Capability] = MappingProxyType(
    {capability.tool_name: capability for capability in CATALOG.values()}
)


def markdown_table() -> str:
    """The catalogue as a Markdown table."""
    rows = ["| Domain | Capability | What it does |", "|---|---|---|"]
    rows += [f"| {c.domain} | `{c.full_name}` | {c.summary} |" for c in CATALOG.values()]
    return "\n".join(rows)


def documented(text: str) -> str:
    """`text` with what stands between its two `capabilities` markers replaced."""
    before, _, rest = text.partition("<!-- capabilities -->")
    _, _, after = rest.partition("<!-- /capabilities -->")
    return f"{before}<!-- capabilities -->\n{markdown_table()}\n<!-- /capabilities -->{after}"


if __name__ == "__main__":
    readme = Path(sys.argv[1])
    readme.write_text(documented(readme.read_text(encoding="utf-8")), encoding="utf-8")
