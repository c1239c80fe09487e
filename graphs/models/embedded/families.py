"""Labels that leave out what their fields have in common: "staff: +9 new, +3 returned"."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from graphs.models.embedded.schema import Field
from graphs.models.embedded.words import stems
from graphs.spans.span import Span

FEWEST = 2  # labels that must name fields of one family


def in_families(spans: Sequence[Span], fields: Sequence[Field]) -> list[Span]:
    """The spans, a label made whole by the last word that the fields of the others share.

    "new" beside "returned" and "lost" is the field of new staff where these are of returned staff
    and of lost staff.
    """
    named: dict[tuple[str, ...], list[Field]] = {}
    for field in fields:
        for words in (field.words, *field.aliases):
            named.setdefault(stems(words), []).append(field)
    labels = {span.label for span in spans if span.label}
    known = {label: named.get(stems(label), []) for label in labels}
    count = Counter(
        word
        for word in {w for found in known.values() for f in found for w in f.words.split()[1:][-1:]}
        for found in known.values()
        if any(f.words.split()[-1] == word for f in found)
    )
    families = [word for word, times in count.items() if times >= FEWEST]
    whole = {
        label: f"{label} {word}"
        for label, found in known.items()
        for word in families
        if not found and stems(f"{label} {word}") in {stems(f.words) for f in fields}
    }
    return [replace(s, label=whole[s.label]) if s.label in whole else s for s in spans]
