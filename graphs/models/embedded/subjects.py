"""What a message is about: "If the boiler bursts: …", "Impact of a flood, 3 to 9 days …".

A field marked `{"subject_of": "message"}` takes it where the message names nothing for it: the
words in which the first clause that tells of something says what that is.
"""

import re
from collections.abc import Mapping, Sequence

from graphs.models.embedded.filled import Origin
from graphs.models.embedded.message import Message
from graphs.models.embedded.schema import Field
from graphs.models.embedded.told_claims import own_names
from graphs.models.embedded.words import STOPWORDS, stems

CLAUSES, LONGEST = 3, 7  # clauses that are looked at, and words of what one is about
_BREAK = re.compile(r"(?<!\bvs)[.!?](?=\s|$)|[:;,()\n=|→•]|\s[-–—]+\s|->|\d")
_GREETING = re.compile(
    r"(?:hi|hello|hey|dear|good (?:morning|afternoon|evening)|please|pls|ok|okay|quick one|so|well)"
    r"\b(?:\s(?:all|there|everyone|team|colleagues|again))?[\s,!]*",
    re.IGNORECASE,
)
_ABOUT = re.compile(
    r"(?:\b(?:what\s+(?:if|happens\s+if|would|does|do|will)|how\s+(?:bad|much|costly|dear)\s[^,.:;]{0,30}?"
    r"\b(?:is|are|would|does|if)|in\s+case|assuming|assume|suppose|imagine|say|if|should|when"
    r"|(?:financial\s+)?(?:impacts?|effects?|consequences|price)(?:\s+assessment)?(?:\s+wanted)?"
    r"|(?:the\s+)?(?:costs?|damage|hit|sum|bill)|assess|quantify|model|simulate|estimate|calculate"
    r"|chance\s(?:per\syear\s|a\syear\s)?that)\b\s*(?:of\b|from\b|for\b|that\b|if\b)?\s*)+",
    re.IGNORECASE,
)
_ARTICLE = re.compile(
    r"(?:(?:the|a|an|our|my|your|its|their|some|there(?:'s| is))\s+)+", re.IGNORECASE
)
_ENDS = re.compile(
    r"\s+(?:for|would|will|could|should|might|may|costs?|take[sn]?|lasts?|lasting|mean[st]?|bring\w*"
    r"|with|so|which|because|while|until|again|what|how|we|i|it|from\s+which|scenario|in\s+numbers"
    r"|impact|p\.a\.|per|at|about|at\s+least|between|once|every|and\s+(?:we|i|it|then))\b",
    re.IGNORECASE,
)
_NO_SUBJECT = re.compile(
    r"(?:i|we|you|they|he|she|it|for|\w+\s+gave|this|that|these|those|here|there|how|what|which|who|why|where|can"
    r"|could|need|want|looking|help|let|give|show|tell|run|work|find|compute|event|as|at|in|on|by|per"
    r"|from|between|around|roughly|over|up|no|yes|not|and|or|but|also|then|total|only|all|both|each"
    r"|plus|with|without|after|before|during|to|of|using|use|ask|asked|question|dear|thanks)\b",
    re.IGNORECASE,
)


def subjects(
    fields: Sequence[Field], message: Message, there: Mapping[str, Origin]
) -> dict[str, Origin]:
    """Fields for what a message is about, where its first clauses say so."""
    open_fields = [f for f in fields if f.subject_of == "message" and f.name not in there]
    if not open_fields or not there:
        return {}
    said = _subject(message, {one for f in open_fields for one in own_names(f, fields)})
    return {f.name: Origin(f, said, said, 0.7) for f in open_fields} if said else {}


def _subject(message: Message, taken: set[tuple[str, ...]]) -> str:
    text, at = message.text, 0
    for _ in range(CLAUSES):
        while found := _GREETING.match(text, at):
            at = found.end()
        stop = _BREAK.search(text, at)
        end = stop.start() if stop else len(text)
        if said := _told(text[at:end], taken):
            return said
        if stop is None or stop.group().isdigit():
            return ""
        at = stop.end() + len(text[stop.end() :]) - len(text[stop.end() :].lstrip())
    return ""


def _told(clause: str, taken: set[tuple[str, ...]]) -> str:
    """What a clause is about: a noun and what befalls it; nothing where it only asks."""
    about = _ABOUT.search(clause)
    said = clause[about.end() :] if about else clause
    if article := _ARTICLE.match(said):
        said = said[article.end() :]
    if ends := _ENDS.search(said):
        said = said[: ends.start()]
    said = said.strip(" \t\"'’‘“”*#-–—")
    words = said.split()
    named = [word for word in words if word.lower() not in STOPWORDS]
    if not named or len(words) > LONGEST or len(said) < 4 or _NO_SUBJECT.match(said):
        return ""
    return "" if stems(said) in taken else said
