"""Where a message begins to tell of an object: the name before, or right behind, its first figure.

"Guards at 70k cut the risk by 30 %, lights at 15k by 10 %" tells of guards and of lights: a name
stands where a clause begins, and ends at a word that leads on to a figure.
"""

import re
from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

from graphs.models.embedded.enumerations import occurrences
from graphs.models.embedded.message import Message
from graphs.models.embedded.name_words import (
    JOINS,
    LONGEST,
    Said,
    is_country,
    is_link,
    is_plural,
    whole_name,
)
from graphs.models.embedded.schema import Field
from graphs.models.embedded.told_words import INTRO, NUMERALS
from graphs.models.embedded.words import stems
from graphs.spans.span import Span

FIGURES = frozenset(("number", "money", "fraction", "rate", "duration"))
CLAUSE = re.compile(
    r"[;,:(\n]|[.!?](?=\s|$)|->|→|•|\s[-–*]\s|\b(?:and|plus|or|und|while|whereas|versus|vs|if|because|although)\b",
    re.IGNORECASE,
)
_OPERAND = r"[(\s]*(?:[^\W\d]\w*(?:\([\w\s,.*/+^-]*\))?|\d+(?:[.,]\d+)*%?)(?:\s*\))*"
_NO_NAMES = (
    "of|is|the|an?|our|how|simulate|calculate|compute|model|run|with|if|for|let|and|where|that|this|my"
    "|drives|drive|what|when|does|please|simulating|estimate|get|take|use|using|given|say|our|so|then"
    "|distribution|formula|equation|carlo|whether|assume|suppose|i|we|likely|from"
)
_FORMULA = re.compile(
    rf"(?:(?:\b(?!(?:{_NO_NAMES})\s)[^\W\d]\w*\s)?\b[^\W\d]\w*\s*=\s*(?:[-+]\s*)?)?"
    rf"(?<![\w.]){_OPERAND}(?:\s*(?:\*\*|[*/+^-])\s*(?:-(?=[\w.(]))?{_OPERAND})+",
    re.IGNORECASE,
)
_VARIABLE = re.compile(r"(?<![\w.])[^\W\d]\w*(?!\w|\()")
"""A name that is no function's."""
_SUM = re.compile(r"=.*[^\W\d]\s*[-+/^]")
_BRACKETED = re.compile(r"\[[^\[\]]*\d[^\[\]]*,[^\[\]]*\]")
_DIGIT = re.compile(r"\d")
_LEAD_IN = ("on", "between", "among", "for")
_SENTENCE = re.compile(r"[.!?](?=\s|$)|\n|^\s*$")
WORD = re.compile(r"[^\W\d_][\w&'’/-]*(?:\.(?=\w)\w+)*|\d+(?=[^\W\d_])\w*|\d+")


@dataclass(frozen=True, slots=True)
class Head:
    """The name of an object and the offsets from it to the object's first figure."""

    name: str
    start: int
    figure: int


def figures(field: Field, message: Message) -> list[Span]:
    """The figures of a message one by one: ranges whole, lists apart, none of a table or a name."""
    names = [n for part in field.parts if part.kind == "enum" for n in occurrences(part, message)]
    written = [m.span() for m in _BRACKETED.finditer(message.text)]  # "[1, 0.2]" is one value
    aside = [*message.tables, *formulas(message.text), *written]
    lists = {
        (s.start, s.end) for s in message.spans if s.readings and _is_list(s) and s.within is None
    }
    return [
        s
        for s in message.spans
        if s.readings and s.readings[0].kind in FIGURES and (s.start, s.end) not in lists
        if s.within is None or s.within in lists
        if s.readings[0].kind != "number" or _DIGIT.search(s.text) or _is_large(s)
        if not any(a <= s.start < b for a, b in aside)
        if not any(n.start < s.start < n.end for n in names)  # "S&P 500"
        if not message.wonders(s)
    ]


LARGE = 1000  # from which a number told in words alone is a figure; "these two markets" has none


def _is_large(span: Span) -> bool:
    value = span.readings[0].value
    return isinstance(value, int | float) and abs(value) >= LARGE


def _is_list(span: Span) -> bool:
    return isinstance(span.readings[0].value, tuple) and span.readings[0].kind in FIGURES


def variables(text: str) -> dict[str, str]:
    """The names whose values a formula takes: "profit = units * price" has two."""
    said = [text[start:end].rpartition("=")[2] for start, end in formulas(text)]
    return {name.casefold(): name for one in said for name in _VARIABLE.findall(one)}


def formulas(text: str) -> list[tuple[int, int]]:
    """Where names are put together to a formula."""
    return [
        m.span()
        for m in _FORMULA.finditer(text)
        if "*" in m.group() or ("=" in m.group() and _SUM.search(m.group()))
    ]


def by_name(names: Collection[str]) -> dict[str, str]:
    """What known objects may be called: by their names, or by a last word no other ends with."""
    found = {name.casefold(): name for name in names}
    lasts = Counter(name.casefold().split()[-1] for name in names)
    for name in names:
        last = name.casefold().split()[-1]
        if lasts[last] == 1:
            found.setdefault(last, name)
    return found


def heads_before(
    field: Field,
    message: Message,
    told: Sequence[Span],
    barred: Collection[int],
    known: Mapping[str, str],
) -> Iterator[Head]:
    """Names that stand before a figure, where a clause begins; of `known` ones where they stand."""
    said, kinds = said_of_parts(field), _kinds(field)
    label = {stems(name) for name in field.parts[0].aliases}
    behind = 0
    sums = [end for _, end in formulas(message.text)] if known else []
    for number, span in enumerate(told):
        summed = max((end for end in sums if end <= span.start), default=0)
        behind, fresh = max(behind, summed), behind <= summed
        found = _before(message.text, behind, span.start, said, known, kinds, fresh=fresh)
        if number not in barred and found:
            name = _bare(found[0], said, label)
            before = found[0][: max(found[0].find(name), 0)].rstrip()
            heads_all = before.endswith("s")  # "weights A 60 %, B 40 %"
            yield Head(name, found[1] + (len(before) + 1) * heads_all, number)
        behind = span.end


def _before(
    text: str,
    behind: int,
    until: int,
    said: Said,
    known: Mapping[str, str],
    kinds: Collection[tuple[str, ...]],
    *,
    fresh: bool,
) -> tuple[str, int] | None:
    """The name in the clause right before an offset, or before its colon, bracket or comma."""
    at = until
    fallback: tuple[str, int] | None = None
    for cut in reversed([*CLAUSE.finditer(text, behind, until)]):
        begins = cut.group() == ":" or _SENTENCE.match(text, cut.start()) is not None
        if found := _name(text, cut.end(), at, said, known, anywhere=begins):
            if stems(found[0]) not in kinds or cut.group() not in ("(", ","):
                return found
            fallback = fallback or found  # "Orion (technology, high yield): 500k"
        if cut.group() not in (":", "(", ","):
            return fallback
        at = cut.start()
    fresh = fresh or at < until  # "choose among J (value 70"
    if not fresh and not known:
        return _name(text, behind, at, said, known, anywhere=False, only_led=True) or fallback
    return (_name(text, behind, at, said, known, anywhere=True) if fresh else None) or fallback


def _name(
    text: str,
    start: int,
    end: int,
    said: Said,
    known: Mapping[str, str],
    *,
    anywhere: bool,
    only_led: bool = False,
) -> tuple[str, int] | None:
    """The last words of a clause that can be a name, what leads on to a figure left out."""
    found = [m for m in WORD.finditer(text, start, end)]
    if known:
        return _known(text, start, end, known)
    rest = found
    while rest and (size := _leads_on(rest, said)):
        rest = rest[:-size]
    led = any(stems(word.group()) in said for word in found[len(rest) :])
    found, kept = rest, _last(text, rest)
    before = found[: len(found) - len(kept)]
    on = False
    if kept and not anywhere and before[-1:] and before[-1].group().lower() not in INTRO - JOINS:
        on = led and before[-1].group().lower() in _LEAD_IN
        kept = whole_name(found, said) or (kept if on else [])  # "spend 5m on dams worth 3m"
        before = found[: len(found) - len(kept)]
    opens = not only_led and (anywhere or all(w.group().lower() in INTRO for w in before))
    if not kept or not (on or opens) or kept[0].group().isdigit():
        return None
    return text[kept[0].start() : kept[-1].end()].strip("'’"), kept[0].start()


def _last(text: str, found: Sequence[re.Match[str]]) -> list[re.Match[str]]:
    """The last words of a clause, none of which leads on to something."""
    kept: list[re.Match[str]] = []
    for word in reversed(found):
        numeral = not kept and word.group().lower() in NUMERALS and word is not found[0]
        link = is_link(word.group()) and not numeral and not is_country(word, found, kept)
        if link or len(kept) == LONGEST or _apart(text, word, kept):
            break
        kept.insert(0, word)
    if len(kept) > 1 and kept[0].group() == "A" and kept[1].group().islower():
        return kept[1:]  # "A guard"
    return kept


def _known(text: str, start: int, end: int, known: Mapping[str, str]) -> tuple[str, int] | None:
    """The first known name between two offsets."""
    longest = sorted(known, key=len, reverse=True)
    pattern = rf"(?<![\w])(?:{'|'.join(map(re.escape, longest))})(?![\w])"
    found = re.compile(pattern, re.IGNORECASE).search(text, start, end)
    return (known[found.group().casefold()], found.start()) if found else None


def _bare(name: str, said: Said, label: Collection[tuple[str, ...]]) -> str:
    """A name without the word for a part before it: "vol A" is A, "cap weights Peru" is Peru."""
    first, _, rest = name.partition(" ")
    for cut in re.finditer(r"(?<=\s)(?P<last>[a-z]+)\s+(?=[A-Z])", name):
        if stems(cut["last"]) in said:
            return name[cut.end() :]
    listed = first.islower() and first.endswith("s") and len(rest) == 1  # "items X"
    called = stems(first) in label and rest[:1].isupper() and len(rest) > 2  # "client Westbank"
    return rest if rest and (stems(first) in said or listed or called) else name


def _apart(text: str, word: re.Match[str], kept: Sequence[re.Match[str]]) -> bool:
    return bool(kept) and bool(text[word.end() : kept[0].start()].strip(" \t&"))


def _leads_on(found: Sequence[re.Match[str]], said: Said) -> int:
    """How many of the last words lead on to a figure, and name no object."""
    noun = len(found) > 1 and (found[-2].group() == "us" or not is_link(found[-2].group()))
    plural = noun and is_plural(found[-1].group(), said)
    for size in (3, 2, 1):
        last = found[-size:]
        if size == 1 and plural:
            return 0
        if len(last) == size and stems(" ".join(w.group() for w in last)) in said:
            return size
    if len(found) > 1 and found[-1].group().lower() in NUMERALS:
        return int(is_link(found[-2].group()))  # "bid two" is a name
    return int(bool(found) and is_link(found[-1].group()))


def _kinds(field: Field) -> set[tuple[str, ...]]:
    """The words for what kinds of objects there are."""
    return {
        stems(word)
        for part in field.parts
        for value, words in part.synonyms.items()
        for word in (value.replace("_", " "), *words)
    }


def said_of_parts(field: Field) -> dict[tuple[str, ...], set[str]]:
    """The words for the parts of an object, but for its name: their stems and how they are said."""
    found: dict[tuple[str, ...], set[str]] = {}
    for part in field.parts:
        if part.kind not in ("name", "series", "enum"):
            for name in (part.words, *part.aliases):
                found.setdefault(stems(name), set()).add(name.lower())
    return found


def _names_another(head: Head, heads: Sequence[Head]) -> bool:
    """Whether a name is another's and a word of what that does: "coffee falls" beside coffee."""
    said = head.name.casefold()
    return any(said.startswith(f"{one.name.casefold()} ") for one in heads)


_PARTS = re.compile(r"[;:]|[.!?](?=\s)|\n")
_MOVES = re.compile(
    r"\b(?:fall|drop|lose|decline|crash|slump|sink|tumble|plunge|rise|gain|jump|climb|shed|move|down"
    r"|up|minus|plus|fell|lost|rose)(?:s|es|ed|ing)?\b",
    re.IGNORECASE,
)


def without_statements(heads: Sequence[Head], told: Sequence[Span], text: str) -> list[Head]:
    """Without what is said of an object already told: "A beats B by 4 %" behind "A 60 %."."""
    kept: list[Head] = []
    moved = False
    for head in heads:
        rest = head.name
        stated = any(rest.casefold().startswith(one.name.casefold()) for one in kept)
        apart = any(_PARTS.search(text, one.start, head.start) for one in kept[-1:])
        moves = _MOVES.search(text, head.start, told[head.figure].start) is not None
        moved = stated and (moves or moved) and (apart or moved)
        if moved or (moves and _names_another(head, heads)):
            continue
        for one in kept:
            between = text[one.start : head.start]
            if ";" in between or _SENTENCE.search(between):
                rest = re.sub(rf"(?<!\w){re.escape(one.name)}(?!\w)", " ", rest, flags=re.I)
        words = rest.split() if rest != head.name else []
        if not words or not words[0].islower() or words[0] in NUMERALS:
            kept.append(head)
    return kept


_BETWEEN = re.compile(r"\s+(?P<name>[A-Z][\w&'’-]*(?:\s[A-Z][\w&'’-]*){0,2})\s+")
_RIGHT_BEFORE = re.compile(r"\b(?P<name>[A-Z][\w&'’-]*(?:\s[A-Z][\w&'’-]*){0,2})\s*[(:=]\s*$")
_NAMED = re.compile(r"\s*(?:worth\s+)?(?:(?:in|of|into|to)\s+)?(?:(?:the|our|my)\s+)?(?=[^\W\d_])")
_IN = re.compile(r"\b(?:in|of|into)\b")
_ENDS = re.compile(r"\s*(?:$|[;,.:(\n!?]|/\s|(?:and|plus|with|at|or|for)\b|\d)", re.IGNORECASE)


def heads_around(
    field: Field,
    message: Message,
    told: Sequence[Span],
    barred: Collection[int],
    known: Mapping[str, str],
) -> Iterator[Head]:
    """Known names that stand before a figure, and behind one for those that stand before none."""
    before = [*heads_before(field, message, told, barred, known)] if known else []
    taken, named = {head.figure for head in before}, {head.name for head in before}
    others = heads_behind(field, message, told, barred, known) if known else ()
    free = [head for head in others if head.figure not in taken and head.name not in named]
    yield from sorted([*before, *free], key=lambda head: head.start)


def heads_alike(
    field: Field,
    message: Message,
    told: Sequence[Span],
    barred: Collection[int],
    known: Mapping[str, str],
) -> Iterator[Head]:
    """Names before a figure, and those that stand between two with no mark: "P 9/18 Q 6/14"."""
    before = {head.figure: head for head in heads_before(field, message, told, barred, known)}
    for number, span in enumerate(told):
        if number in before:
            begin = told[number - 1].end if number else 0
            yield _nearest(before[number], message.text[: span.start], begin)
        elif number and min(before, default=number) < number:
            between = _BETWEEN.fullmatch(message.text, told[number - 1].end, span.start)
            if (
                between
                and not is_link(between["name"])
                and stems(between["name"]) not in said_of_parts(field)
            ):
                yield Head(between["name"], between.start("name"), number)


def _nearest(head: Head, text: str, begin: int) -> Head:
    """The head, or a proper name that stands nearer to its figure: "max Sharpe of Momentum (9"."""
    found = _RIGHT_BEFORE.search(text, begin)
    if found is None or found.start("name") <= head.start + len(head.name):
        return head
    return Head(found["name"], found.start("name"), head.figure)


def heads_behind(
    field: Field,
    message: Message,
    told: Sequence[Span],
    barred: Collection[int],
    known: Mapping[str, str],
) -> Iterator[Head]:
    """Names that stand right behind a figure: "45 % global equity (vol 15 %)"."""
    said = said_of_parts(field)
    text = message.text
    for number, span in enumerate(told):
        lead = _NAMED.match(text, span.end)
        if number in barred or lead is None or "\n" in lead.group():
            continue
        kept: list[re.Match[str]] = []
        at = lead.end()
        held = bool(_IN.search(lead.group()))
        while (word := WORD.match(text, at)) and word.group() == "us" and not kept:
            kept.append(word)  # nobody's "us" stands behind a figure
            at = word.end() + 1
        stop = told[number + 1].start if number + 1 < len(told) else len(text)
        while (word := WORD.match(text, at, stop)) and len(kept) < LONGEST:
            part = not held and stems(word.group()) in said
            if is_link(word.group()) or (part and not (kept and is_plural(word.group(), said))):
                break
            kept.append(word)
            at = word.end() + (text[word.end() : word.end() + 1] == " ")
        kept = [] if kept and kept[-1].group() == "us" else kept
        if kept and _ENDS.match(text, kept[-1].end()):
            name = text[kept[0].start() : kept[-1].end()].strip("'’")
            if not known or (name := known.get(name.casefold(), "")):
                yield Head(name, span.start, number)
