"""Which of the claims on each amount hold, so that together they leave nothing open."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from graphs.models.embedded.kind_clauses import Clause
from graphs.models.embedded.requirements import doubled, missing, orphans
from graphs.models.embedded.schema import Field, Tool
from graphs.spans.span import Span


@dataclass(frozen=True, slots=True)
class Claim:
    """Words that say what an amount is: a kind of a list, or a field of its own."""

    start: int
    end: int
    field: Field
    value: str
    weight: float
    """How many words of meaning it has."""


@dataclass(frozen=True, slots=True)
class Told:
    """An amount, its clause, and what it may be, by what is worth most."""

    span: Span
    clause: Clause
    claims: tuple[Claim, ...]
    heading: str
    """The list that stands above it."""


def chosen_claims(
    tool: Tool, told: Sequence[Told], lists: Sequence[Field], others: set[str]
) -> list[Claim] | None:
    """One claim for each amount: of equal ones those that together leave nothing open."""
    told = _without_unnamed(_without_taken(told))
    sure = Counter(one.claims[0].field.name for one in told if len(_fields(one.claims)) == 1)
    order = sorted(lists, key=lambda field: (-sure[field.name], field.only_named))
    names = [field.name for field in order]
    best: tuple[tuple[int, int], list[Claim]] | None = None
    for liked in ([], *([name] for name in names), *(names[:n] for n in range(2, len(names) + 1))):
        chosen = [_preferred(one.claims, [*liked, *(n for n in names if sure[n])]) for one in told]
        given = {claim.field.name for claim in chosen} | others
        single = Counter(claim.field.name for claim in chosen if not claim.value)
        if missing(tool, given) or any(times > 1 for times in single.values()):
            continue
        faults = len(orphans(tool, given)) + doubled(tool, given), -_surely(chosen, sure)
        if best is None or faults < best[0]:
            best = faults, chosen
    if best is None or best[0][0]:
        return None
    return best[1]


def _without_taken(told: Sequence[Told]) -> list[Told]:
    """The amounts without claims of fields that another amount alone can have."""
    lone = [one.claims[0].field.name for one in told if len(_fields(one.claims)) == 1]
    taken = {
        name
        for name in lone
        if any(c.field.name == name and not c.value for one in told for c in one.claims)
    }
    kept: list[Told] = []
    for one in told:
        free = tuple(c for c in one.claims if c.value or c.field.name not in taken)
        kept.append(replace(one, claims=free) if free and len(free) < len(one.claims) else one)
    return kept


def _without_unnamed(told: Sequence[Told]) -> list[Told]:
    """The amounts without claims of lists that only share the names of single fields."""
    lone = {name for one in told if len(names := _fields(one.claims)) == 1 for name in names}
    lone |= {one.heading for one in told}
    kept: list[Told] = []
    for one in told:
        single = any(not claim.value for claim in one.claims)
        named = tuple(c for c in one.claims if not c.value or c.field.name in lone)
        kept.append(replace(one, claims=named) if single else one)
    return kept


def _fields(claims: Sequence[Claim]) -> set[str]:
    return {claim.field.name for claim in claims}


def _surely(chosen: Sequence[Claim], sure: Counter[str]) -> int:
    """How many amounts go where another goes beyond doubt."""
    return sum(sure[claim.field.name] > 0 for claim in chosen)


def _preferred(claims: Sequence[Claim], liked: Sequence[str]) -> Claim:
    """The claim of the first list that is liked, else that of a field of its own."""

    def rank(claim: Claim) -> tuple[int, bool]:
        place = liked.index(claim.field.name) if claim.field.name in liked else len(liked)
        return place, bool(claim.value)

    return min(claims, key=rank)
