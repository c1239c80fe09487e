"""What a message says once of every row of a pasted table: "all swaps", "delta only"."""

from collections.abc import Mapping
from dataclasses import replace

from tools.tables.headings import words
from tools.tables.matching import Sheet, match
from tools.tables.wanted import Part, Wanted


def said_of_all(want: Wanted, sheet: Sheet, text: str) -> Sheet:
    """The sheet with a column for each kind that no column tells and the text names just once.

    Only where every row needs a kind that is not in the table: else the words are another's.
    """
    if want.shape != "rows":
        return sheet
    matched = match(want.parts, sheet, None, text)
    lacking = [p for p in want.parts if p.kind == "enum" and p.name in matched.missing]
    if not lacking or len(lacking) < len(matched.missing):
        return sheet
    rows = max((len(cells) for cells in sheet.columns.values()), default=0)
    found: Mapping[str, str] = {p.name: said for p in lacking if (said := _only(p, text))}
    if len(found) < len(lacking):
        return sheet
    others = [p for p in want.parts if p.kind == "enum" and p.name not in matched.choices]
    found = {**{p.name: said for p in others if (said := _only(p, text))}, **found}
    added = {name: [value] * rows for name, value in found.items() if name not in sheet.columns}
    return replace(sheet, columns={**sheet.columns, **added})


def _only(part: Part, text: str) -> str:
    """The one value of an enumeration whose words stand in a text; empty for none or several."""
    told = f" {' '.join(words(text))} "
    said = {
        value
        for value, others in part.values.items()
        if any(f" {' '.join(words(one))} " in told for one in (value, *others))
    }
    return said.pop() if len(said) == 1 else ""
