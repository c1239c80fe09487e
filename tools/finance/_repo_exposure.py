"""The exposure E* of securities financing under one master netting agreement (CRE22.68)."""

from dataclasses import dataclass, field
from math import sqrt

from tools.finance._basel_steps import Steps
from tools.finance._credit_classes import Regime
from tools.finance._credit_haircuts import CURRENCY, Security, haircut, scaled
from tools.finance._credit_protection import NOT_ELIGIBLE, Notes
from tools.finance._haircut_floors import OUT_OF_SCOPE, Net, floor_of, left_out
from tools.finance._repo_row import RepoPosition, RepoSet

NET_PART, GROSS_PART = 0.4, 0.6
LEAST_SHARE = 0.1  # of the largest position, below which an issue is not counted in N


@dataclass(slots=True)
class Issue:
    """One security: what was lent of it less what was received, and its haircut."""

    cut: float
    row: RepoPosition
    net: float = 0.0


@dataclass(slots=True)
class Book:
    """The securities and currencies of a netting set, net."""

    issues: dict[str, Issue] = field(default_factory=dict[str, Issue])
    currencies: dict[str, float] = field(default_factory=dict[str, float])
    lent: float = 0.0
    received: float = 0.0


def netted_exposure(one: RepoSet, regime: Regime, steps: Steps, notes: Notes) -> float:
    """E* = max(0; E - C + 0.4 net + 0.6 gross / sqrt(N) + sum of Efx Hfx)."""
    book = _book(one, regime, steps, notes)
    if one.haircut_floors:
        _leave_out(book, steps, notes)
    paragraph = "CRE22.68" if regime == "basel_iii" else "Basel II 176"
    steps.money("securities and cash lent", book.lent, paragraph)
    steps.money("securities and cash received", book.received, paragraph)
    weighted = [issue.net * issue.cut for issue in book.issues.values()]
    net = steps.money("net exposure", abs(sum(weighted)), paragraph)
    gross = steps.money("gross exposure", sum(abs(x) for x in weighted), paragraph)
    currency = scaled(CURRENCY, one.holding_days, one.revaluation_days)
    foreign = sum(abs(amount) for amount in book.currencies.values())
    steps.money("net positions in other currencies", foreign, paragraph)
    if regime == "basel_ii":  # the whole of each position counts, paragraph 176
        raised = book.lent - book.received + gross + foreign * currency
    else:
        count = _count(book)
        steps.add("number of issues N", count, "count", paragraph)
        spread = GROSS_PART * gross / sqrt(count) if count else 0.0
        raised = book.lent - book.received + NET_PART * net + spread + foreign * currency
    if foreign:
        steps.share("haircut for another currency", currency, "CRE22.52")
    return steps.money("exposure E*", max(raised, 0.0), paragraph)


def _leave_out(book: Book, steps: Steps, notes: Notes) -> None:
    """Drop securities received at less than the minimum haircut: CRE56.7 and 56.12."""
    nets = [
        Net(name, issue.net, floor_of(issue.row.kind, issue.row.maturity, issue.row.floating),
            issue.row.kind not in OUT_OF_SCOPE)
        for name, issue in book.issues.items()
    ]  # fmt: skip
    for name in left_out(nets, steps):
        issue = book.issues[name]
        book.received += issue.net
        if issue.row.currency is not None:
            book.currencies[issue.row.currency] -= issue.net
        steps.money(f"{name}, received below the floor: does not count", -issue.net, "CRE56.7")
        issue.net = 0.0
        notes.add(
            "Securities received at less than the minimum haircut floor do not count: the rest is "
            "lent unsecured (CRE56.7)."
        )


def _count(book: Book) -> int:
    sizes = [abs(issue.net) for issue in book.issues.values() if issue.cut > 0]
    largest = max(sizes, default=0.0)
    return sum(size >= LEAST_SHARE * largest for size in sizes if size > 0)


def _book(one: RepoSet, regime: Regime, steps: Steps, notes: Notes) -> Book:
    book = Book()
    for number, row in enumerate(one.positions):
        name = row.name or (row.kind if row.kind == "cash" else f"security {number + 1}")
        book.lent += row.lent
        book.received += row.received
        net = row.lent - row.received
        if row.currency is not None:
            book.currencies[row.currency] = book.currencies.get(row.currency, 0.0) + net
        held = book.issues.get(name)
        if held is None:
            held = book.issues[name] = Issue(_cut(row, one, regime, name, steps, notes), row)
        held.net += net
    return book


def _cut(
    row: RepoPosition, one: RepoSet, regime: Regime, name: str, steps: Steps, notes: Notes
) -> float:
    found = haircut(Security(row.kind, row.rating, row.maturity), regime)
    if found is None:
        notes.add(
            "Securities that would be no eligible collateral take the haircut of other listed "
            "equities (CRE22.58)."
        )
        found = NOT_ELIGIBLE, "CRE22.58"
    cut = scaled(found[0], one.holding_days, one.revaluation_days)
    return steps.share(f"haircut of {name} for {one.holding_days:g} business days", cut, found[1])
