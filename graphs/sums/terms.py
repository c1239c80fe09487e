"""A term of an expression, and how two of them are joined with the brackets they need."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

LONGEST = 2000  # characters of an expression; more was joined again and again
SUM, PRODUCT, SIGN, POWER, ATOM = 1, 2, 3, 4, 5
_BINDS = {"+": SUM, "-": SUM, "*": PRODUCT, "/": PRODUCT, "of": PRODUCT, "mod": PRODUCT,
          "^": POWER}  # fmt: skip
MONEY, PERCENT, NUMBER, UNIT, PART = "m", "p", "n", "u", "f"


@dataclass(frozen=True, slots=True)
class Term:
    """A piece of the expression to be, with where its figures stand in the text."""

    said: str
    """As the calculator reads it, units and currencies kept."""
    bare: str
    """The same without units of measure."""
    kind: str = NUMBER
    tight: int = ATOM
    """How tightly its loosest operator binds."""
    places: tuple[tuple[int, int], ...] = ()
    unit: str = ""
    """The unit of measure of a single figure: "h", "ml"."""
    in_words: bool = False
    """Whether it is a figure that is spelt: "two"."""
    value: float | None = None
    """What a single figure is worth."""
    share_of: "tuple[Term, Term] | None" = None
    """The share and the amount, where the term is one of the other."""

    @property
    def joined(self) -> bool:
        """Whether something is reckoned in it."""
        return self.value is None


class TooLong(ValueError):
    """An expression that no message tells."""


def infix(sign: str, left: Term, right: Term) -> Term:
    """`left sign right`, in brackets where their own operators bind less."""
    if sign in {"+", "-"} and right.value is not None and right.value < 0:
        return infix("-" if sign == "+" else "+", left, _opposite(right))
    binds = _BINDS[sign]
    loose_left, loose_right = binds, binds + (sign in {"-", "/", "^", "of", "mod"})
    if sign == "^":
        loose_left = binds + 1
    said = f"{_in(left.said, left, loose_left)} {sign} {_in(right.said, right, loose_right)}"
    bare = f"{_in(left.bare, left, loose_left)} {sign} {_in(right.bare, right, loose_right)}"
    if len(said) > LONGEST:
        raise TooLong
    kind = _kind(sign, left, right)
    pair = (left, right) if sign == "of" and left.kind == PERCENT else None
    return Term(said, bare, kind, binds, (*left.places, *right.places), share_of=pair)


def call(name: str, terms: Sequence[Term]) -> Term:
    """`name(a, b, c)`."""
    said, bare = (f"{name}({', '.join(parts)})" for parts in _texts(terms))
    return Term(said, bare, terms[0].kind, ATOM, tuple(p for t in terms for p in t.places))


def chained(sign: str, terms: Sequence[Term]) -> Term:
    """All terms with one sign between them."""
    first, *others = terms
    for other in others:
        first = infix(sign, first, other)
    return first


def plain(value: str, near: Term | None = None) -> Term:
    """A figure that the words imply: the 2 of "double"."""
    return Term(value, value, value=float(value), places=near.places if near else ())


def without_unit(term: Term) -> Term:
    """The term as a plain number: hours that are multiplied by a price an hour."""
    return replace(term, said=term.bare) if term.unit else term


def _opposite(term: Term) -> Term:
    """A single negative figure as a positive one."""
    said, bare = term.said.replace("-", "", 1), term.bare.replace("-", "", 1)
    return replace(term, said=said, bare=bare, tight=ATOM, value=-(term.value or 0.0))


def _texts(terms: Sequence[Term]) -> tuple[list[str], list[str]]:
    return [t.said for t in terms], [t.bare for t in terms]


def _in(text: str, term: Term, least: int) -> str:
    return f"({text})" if term.tight < least else text


def _kind(sign: str, left: Term, right: Term) -> str:
    if sign == "/" and left.kind == right.kind:
        return NUMBER
    kinds = {left.kind, right.kind}
    for kind in (MONEY, UNIT):
        if kind in kinds:
            return kind
    return PERCENT if kinds == {PERCENT} or (sign == "of" and right.kind == PERCENT) else NUMBER
