"""What the words around a figure tell of the figures of a thread, found once for like words."""

from dataclasses import dataclass
from dataclasses import field as made

from graphs.verification.figure import Figure, Sort

Label = frozenset[str]


@dataclass(slots=True, eq=False)
class Field:
    """A field of one receipt's result, in whichever entry of a list it stands."""

    names: dict[Label, float]
    """What it is called, and what each name weighs."""
    words: frozenset[str]
    """Everything it is called and described by."""
    weights: dict[str, float]
    """What each word weighs in its receipt."""
    figures: list[Figure] = made(default_factory=list[Figure])
    sorts: set[Sort] = made(default_factory=set[Sort])
    listed: bool = False
    """Whether it stands in entries that have names."""

    def meant(self, told: "Told") -> list[Figure]:
        """Its figures that the words can mean: the only one, or those of an entry that is named."""
        if "[" not in self.figures[0].path or (not self.listed and len(self.figures) == 1):
            return self.figures
        if not (told.listed and self.listed) or self.figures[0].path.count("[") > 1:
            return []
        said = told.said
        return [f for f in self.figures if any(label <= said for label in f.entry)]


Named = tuple[Label, float, Field, bool, bool]
"""A name, what it weighs, the field it is a name of, whether it has several words of its own, and
whether it tells the field only where no other word is said."""
Rival = tuple[float, float, Label, Field, list[Figure]]
"""How well a field can be named at most and by its own words, its name, and its figures."""


@dataclass(slots=True, eq=False)
class Told:
    """The words around a figure, and what is named by them."""

    said: frozenset[str]
    statistics: frozenset[str]
    """Which statistic they name."""
    labelled: list[tuple[Label, dict[Sort, list[Figure]]]]
    """Figures a label of which is said in full, by what they count."""
    named: list[Named]
    """Fields of results a name of which is said in full."""
    turning: bool
    """Whether a word carries a minus sign."""
    listed: bool
    """Whether something is said that may name an entry of a list."""
    entries: dict[tuple[str, str], dict[Label, str]]
    """Names of entries said in full, by receipt and list, and which entry each is the name of."""
    scores: dict[Field, float]
    """How well the words name the fields asked for so far."""
    rivals: list[Rival] | None = None
    """Named fields one of whose figures can be meant, once they were asked for."""
