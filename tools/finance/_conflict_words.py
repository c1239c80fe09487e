"""Refuse limits that cannot be kept together, each by its name and its field."""

from tools.errors import FieldProblem, InvalidInput
from tools.finance._conflicts import conflict
from tools.finance._limits import BUDGET, Program
from tools.finance._portfolio_request import OptimizePortfolioRequest
from tools.wording import signed

_BY_START = {
    "a return": "target_return",
    "the most that may be traded": "turnover",
    "the most gross": "most_gross",
    "no short sales": "allow_short",
    "at most 100 % short": "least_weight",
}


def refuse_conflict(
    request: OptimizePortfolioRequest, program: Program, best: float | None
) -> None:
    """Raise what conflicts; return where nothing does. `best` is the return within reach."""
    names = conflict(program)
    if not names:
        return
    said = "; ".join(names)
    message = f"these cannot all hold: {said}. Without any one of them the others can"
    if best is not None and any(name.startswith("a return") for name in names):
        message += f"; the greatest return within the other limits is {signed(best)}"
    fields = dict.fromkeys(_field(request, name) for name in names if name != BUDGET)
    raise InvalidInput(
        message,
        hint="Loosen one of them.",
        errors=tuple(FieldProblem(field, "conflict", message) for field in fields),
    )


def _field(request: OptimizePortfolioRequest, name: str) -> str:
    for start, field in _BY_START.items():
        if name.startswith(start):
            return field
    for k, group in enumerate(request.groups):
        if name.endswith(f" in {group.name}"):
            return f"groups.{k}"
    for k, one in enumerate(request.assets or ()):
        if name.endswith(f" {one.name}"):
            return f"assets.{k}"
    return "most_weight" if name.startswith("at most") else "least_weight"
