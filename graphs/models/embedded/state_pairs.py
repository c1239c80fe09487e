"""Things with the state right behind each: "daily backup yes (weight 3); red team: no".

The plainest way to tell a questionnaire. Where two clauses or more are told so, what stands before
the first or behind the last of them is talk around the list.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise
from typing import Any

from graphs.models.embedded.enumerations import outcome
from graphs.models.embedded.message import Message
from graphs.models.embedded.schema import Field
from graphs.models.embedded.told_row import KINDS

LONGEST = 12  # words of a name; more are a story
LONGEST_CLAUSE = 300  # characters
_YES, _NO = ("yes", "yep", "y", "ok", "✓", "✔"), ("no", "nope", "n", "✗", "✘")
_CUT = re.compile(
    r"[;\n]|\|\||,(?!\d)|[.!](?=\s|$)|(?<=[a-z)])\s*\?(?=\s+[A-Z])|(?<=[a-z]\s)(?=\d{1,2}[.)]\s+[^\W\d])"
)
_NUMBER = r"\d+(?:\.\d+)?"
_OPENS = re.compile(
    r"^(?:[-*•–|\s]+|\(?\d{1,2}[.)]\s+|\(?[a-h]\)\s+|[Qq]\d{1,3}[.:)]?\s+|[Qq][.:]\s+)+"
)
_ANSWER = re.compile(r"\s*(?:A|Ans|Answer|Reply|Response)\d{0,3}\s*[:.)=-]", re.IGNORECASE)
_ASKED = re.compile(r"\?\s*(?:A|Ans|Answer|Reply|Response)\d{0,3}$", re.IGNORECASE)
"""What stands between a question and its answer: "Q: is there a plan? A: yes"."""
_ASKS = re.compile(r"^(?:do|does|is|are|has|have|can|will|did|was|were)\s", re.IGNORECASE)
_INTRO = re.compile(
    r"^.*\b(?:(?:came|come) back(?: with)?"
    r"|(?:answers?|replies|results?|responses?) (?:was|were|are|is)"
    r"|replied|answered|said|says|reported|reports|confirmed|told us|wrote(?: back)?)\b[:,]?\s*"
    r"(?:that\s)?",
    re.IGNORECASE,
)
_LEADS = re.compile(
    r"^(?:(?:and|but|also|then|plus|they|we|it|she|he|our|the|their|its|do|does|have|has|is|are|for|on|"
    r"as|still|left)\s+)+",
    re.IGNORECASE,
)
_TRAILS = re.compile(
    r"(?:\s+(?:is|are|was|were|has|have|been|being|only|just|still|a|an|the))+$", re.IGNORECASE
)
_NO_NAME = re.compile(
    r"^(?:when|if|whether|because|since|that|so|how|what|which|"
    r"(?:rate|score|assess|tell|give|check)\s(?:me|us|this|that|the|our|my|them|it|him|residual|how)|"
    r"please|can you|could|should|i'd|i|you|nothing|there)\b|\bforget\b"
    r"|\b(?:not|never|isn't|aren't|wasn't)$",
    re.IGNORECASE,
)
_AND = re.compile(r",?\s(?:and|&|as well as)\s(?:the\s|our\s|their\s)?")
_BRACKET = re.compile(r"\([^()]*\)")
_TAG = re.compile(r"^\[(?P<name>[^\[\]]{1,40})\]\s*")


@dataclass(frozen=True, slots=True)
class Pair:
    """A thing, its state, what else is told of it, and where."""

    name: str
    value: str
    start: int
    end: int
    more: Mapping[str, Any] = field(default_factory=dict[str, Any])
    beside: str = ""
    """What stands right behind the state: "(weight 3, we want no)"."""
    ahead: bool = False
    """Whether the state stands before the name: "yes to hardening"."""


def state_pairs(records: Field, label: Field, state: Field, message: Message) -> list[Pair]:
    """Every clause of a message that is a name and its state; those of a table tell none."""
    return _Reader(records, label, state).read(message)


class _Reader:
    """Reads the clauses of one list."""

    def __init__(self, records: Field, label: Field, state: Field) -> None:
        self.meant = _meanings(state)
        words = "|".join(re.escape(said) for said in sorted(self.meant, key=len, reverse=True))
        state_ = rf"['\"‘’“”]?(?P<state>{words})['\"‘’“”]?"
        self.behind = re.compile(
            rf"^(?P<name>.*?[^\W_].*?)(?P<mark>\s*(?:->|→|=>|[:=?]|(?<=\s)[–—-])\s*|\s+){state_}(?!\w)"
            r"(?P<rest>(?:\s*\([^()]*\)|\s*,?\s*[^\W\d]{1,10}\s*[:=]?\s*\d+(?:\.\d+)?)?)[\s.]*$",
            re.IGNORECASE | re.DOTALL,
        )
        self.ahead = re.compile(
            rf"^(?P<head>.*?)(?<![\w-]){state_}\s+(?:to|for|on)\s+(?P<name>[^\n]+)$", re.IGNORECASE
        )
        self.judged = [p for p in records.parts if p.kind == "enum" and p is not state]
        self.figure = next((p for p in records.parts if p.kind in KINDS and p.aliases), None)
        self.group = next(
            (p for p in records.parts if p.kind == "name" and p is not label and p.aliases), None
        )

    def read(self, message: Message) -> list[Pair]:
        """The pairs from left to right, with the group each stands in and its figure."""
        found: list[Pair] = []
        group = ""
        for start, end in self._clauses(message):
            one = self._pair(message.text, start, end)
            group = self._heading(message.text[start:end]) or group
            if one is None:
                self._add(found, message.text, start, end)
                continue
            more = dict(one.more)
            if group and self.group and self.group.name not in more:
                more[self.group.name] = group
            names = _AND.split(one.name) if one.ahead else [one.name]
            found += [replace(one, name=name, more=more) for name in names]
        return self._weighed(self._judged(found, message.text), message.text)

    def _add(self, found: list[Pair], text: str, start: int, end: int) -> None:
        """The figure that a clause tells of the pair before: "access reviews - no, weight 3"."""
        more = self._more(text[start:end], alone=True)
        if found and more and not text[found[-1].end : start].strip(" ,"):
            found[-1] = replace(found[-1], end=end, more={**found[-1].more, **more})

    def _clauses(self, message: Message) -> Iterator[tuple[int, int]]:
        text = message.text
        borders = [0, *(m.end() for m in _CUT.finditer(text)), len(text)]
        for start, stop in self._answered(text, [*pairwise(borders)]):
            if not text[start:stop].strip() or message.aside(start):
                continue
            at = start
            for joint in re.finditer(r"\s(?:and|&|but)\s", text[start:stop]):
                left = self._pair(text, at, start + joint.start())
                if left and not (left.ahead and not self._pair(text, start + joint.end(), stop)):
                    yield at, start + joint.start()
                    at = start + joint.end()
            yield at, stop

    def _answered(self, text: str, places: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
        """A question and what is marked as its answer as one: "Q: is there a plan? A: yes"."""
        found: list[tuple[int, int]] = []
        for start, end in places:
            if found and "?" in text[slice(*found[-1])] and _ANSWER.match(text, start, end):
                found[-1] = (found[-1][0], end)
            else:
                found.append((start, end))
        return found

    def _pair(self, text: str, start: int, end: int) -> Pair | None:
        said = text[start:end].strip(" \t\n,;|!")
        if len(said) > LONGEST_CLAUSE:
            return None
        said = said[:-1] if said.endswith(".") else said
        if ahead := self.ahead.match(said):
            name, mark, rest = ahead["name"], "", ""
            match = ahead
        else:
            match = self.behind.match(said)
            if match is None:
                return None
            name, mark, rest = match["name"], match["mark"].strip(), match["rest"]
        if _ASKED.search(name):
            name, mark = _ASKED.sub("", name), "?"
        value = self.meant[match["state"].lower()]
        more = self._more(rest)
        if (tag := _TAG.match(_OPENS.sub("", name.rpartition(": ")[2]))) and self.group:
            more[self.group.name] = tag["name"]
        name = self._plain(name, mark)
        if not name or len(name.split()) > LONGEST or _NO_NAME.search(name):
            return None
        opens = match.start("state") - 1 if ahead else said.rfind(": ", 0, match.end("name"))
        begin = start + text[start:end].find(said) + opens + 1
        return Pair(name, value, begin, end, more, rest, ahead=bool(ahead))

    def _plain(self, name: str, mark: str) -> str:
        """A name without what leads to it: a heading, a number, "the answers were"."""
        name = _OPENS.sub("", name.rpartition(": ")[2].rpartition("? ")[2])
        name = _INTRO.sub("", _BRACKET.sub(" ", _TAG.sub("", name)))
        again = self.behind.match(name)
        if again and not again["state"].isalnum():  # "2fa ✔ yes"
            name = again["name"]
        name = " ".join(name.split()).strip(" ,;:=–—-'\"‘’“”")
        if not (mark and _ASKS.match(name) and name[0].isupper()):
            name = _TRAILS.sub("", _LEADS.sub("", name)).strip()
        return f"{name}?" if mark == "?" else name

    def _more(self, rest: str, *, alone: bool = False) -> dict[str, Any]:
        """A figure of the thing beside its state: "yes (weight 3)"; `alone`: and nothing else."""
        if self.figure is None:
            return {}
        names = "|".join(re.escape(n) for n in (self.figure.words, *self.figure.aliases))
        match = re.search(rf"\b(?:{names})\s*[:=]?\s*(?P<n>{_NUMBER})", rest, re.IGNORECASE)
        if alone and match and (match[0] != rest.strip(" \t\n,;.!|")):
            return {}
        return {self.figure.name: _number(match["n"])} if match else {}

    def _heading(self, said: str) -> str:
        """The group that a clause opens: "domain identity: SSO yes"."""
        if self.group is None:
            return ""
        names = "|".join(re.escape(n) for n in (self.group.words, *self.group.aliases))
        quotes = "['\"‘’“”]?"
        match = re.search(
            rf"\b(?:{names})\s+{quotes}(?P<name>[\w &-]{{1,40}}?){quotes}\s*:", said, re.IGNORECASE
        )
        return match["name"] if match else ""

    def _judged(self, pairs: list[Pair], text: str) -> list[Pair]:
        """With what is said between two of them: "no, which is the desired reply"."""
        found: list[Pair] = []
        for at, pair in enumerate(pairs):
            stop = pairs[at + 1].start if at + 1 < len(pairs) else len(text)
            said, more = f"{pair.beside}{text[pair.end : stop]}".lower(), dict(pair.more)
            for part in self.judged:
                if any(alias.lower() in said for alias in part.aliases):
                    word = next(
                        (v for v in part.synonyms if re.search(rf"\b{v}\b", said)), pair.value
                    )
                    if word in part.synonyms and word != part.default:
                        more[part.name] = word
            found.append(replace(pair, more=more))
        return found

    def _weighed(self, pairs: list[Pair], text: str) -> list[Pair]:
        """With the figures told for all before them: "weights 5/3/1: …"."""
        if self.figure is None or len(pairs) < 2:
            return pairs
        names = "|".join(re.escape(n) for n in (self.figure.words, *self.figure.aliases))
        row = re.compile(
            rf"\b(?:{names})s?\s*(?:are|were|of|[:=])?\s*(?P<row>{_NUMBER}(?:\s*(?:[/,]|and)\s*{_NUMBER})+)",
            re.IGNORECASE,
        )
        match = row.search(text)
        values = [_number(n) for n in re.findall(_NUMBER, match["row"])] if match else []
        if len(values) != len(pairs):
            return pairs
        return [
            replace(p, more={**p.more, self.figure.name: value})
            for p, value in zip(pairs, values, strict=True)
        ]


def _meanings(state: Field) -> dict[str, str]:
    """By what people say, the state it means."""
    found = {
        said.lower(): value
        for value, words in state.synonyms.items()
        for said in (value.replace("_", " "), *words)
    }
    for words, right in ((_YES, True), (_NO, False)):
        if value := outcome(state, right):
            found = {**dict.fromkeys(words, value), **found}
    return found


def _number(said: str) -> float | int:
    return float(said) if "." in said else int(said)


def around(pairs: Sequence[Pair], start: int, end: int) -> bool:
    """Whether a clause stands before the first pair or behind the last."""
    return end <= pairs[0].start or start >= pairs[-1].end
