"""A short document told in the same breath as the question: which sentences are the document's.

Pasted behind a question on one line, a clause bears neither title nor empty line. What tells the
two apart is who speaks: a person asks, or says "I" and "our"; a document states what parties do.
"""

import re
from collections.abc import Sequence
from itertools import pairwise

from graphs.models.embedded.splitting import is_asked

_END = re.compile(
    r"(?<=[.?!])(?<!\b[A-Z]\.)(?<!\bno\.)(?<!\bMr\.)(?<!\bMs\.)(?<!\bDr\.)(?<!\bp\.)\s+(?=\S)|\n+|:\s+(?=\S)"
    r"|(?<=[a-z])\s(?=(?:All|The|This|These|Each|Either|Any|No|For|Upon|If|Where|In|By)\s[^\W\d])"
    r"|(?<=[a-z0-9])\s(?=[A-Z]{4,}\s[A-Z]{3,})|(?<=\bpls)\s(?=[A-Z])|(?<=\bplease)\s(?=[A-Z])"
)
"""Where one sentence may end: at its mark, behind a heading's colon, before a new opening."""
_PERSON = re.compile(
    r"\b(?:i|i'm|i've|i'd|we|we're|we've|me|my|mine|our|ours|us|you|your|pls|plz|please)\b"
    r"|\b(?:this thing|in here|only show|show only|list only|can't|don't|what's|whats)\b",
    re.IGNORECASE,
)
_ASKING = re.compile(
    r"\?|(?:^|[,;]\s*|\b(?:and|then|or|plus)\s+)(?:then\s+)?"
    r"(?:what|which|who|whose|when|whether|how|why|where)\b(?!\s+(?:shall|may)\b)",
    re.IGNORECASE,
)
_MODAL = re.compile(
    r"\b(?:shall|must|may|will|is|are|was|were|has|have|bears?|pays?|grants?|licenses?|delivers?"
    r"|terminates?|renews?|remains?|covers?|receives?|provides?|assists?|keeps?|starts?|ends?)\b",
    re.IGNORECASE,
)
_OF_PARTIES = re.compile(
    r"\bshall\b|\bhere(?:by|in|to|under|of)\b|\bthereafter\b"
    r"|\b(?:either|each|neither) (?:party|side)\b"
    r"|\bpart(?:y|ies)\b|\bagreements?\b|\bcontract\b|\blease\b|\bleasing\b|\bdeed\b|\bgoverned\b"
    r"|\bliab|\btenant|\blandlord|\bsupplier\b|\bbuyer\b|\bprovider\b|\bcustomer\b|\blicen[sc]"
    r"|\bcontractor\b|\bemploy(?:er|ee)\b|\bsubscri|\bterminat|\bnotice\b|\bwithin \w+ days\b"
    r"|\bterm\b|\bmay not\b|\bundertakes\b|\bwarrant|\bindemni|\bconfidential",
    re.IGNORECASE,
)
_PARTY = re.compile(
    r"\b(?!(?:It|This|That|He|She|They|There|Who|What|Which|Here|Page|Version)\b)[A-Z][a-z]{2,}\s"
    r"(?:[a-z]{2,}s|shall|may|must|will|has)\b|\b(?:the|by|to|its|each)\s[A-Z][a-z]{2,}\b(?!\s[A-Z])"
)
"""A party as documents name it: "Dealer buys", "property of the Client"."""
_WORDS = re.compile(r"[^\W\d_][\w'’-]*")
_NUMBERED = re.compile(r"^\s*\w+\s#?\d+\W*$")
"""Something's number by itself: "Site 22."."""
_FEWEST_WORDS, _SHORT_REMARK = 8, 6
_MOST = 6_000  # characters; longer texts are pasted in paragraphs


def document_sentences(text: str) -> tuple[int, int] | None:
    """Where a document's sentences stand beside a person's; None where there are none."""
    if len(text) > _MOST:
        return None
    places = _sentences(text)
    told = [not _is_own(text[slice(*place)], at == 0) for at, place in enumerate(places)]
    while told and places and not told[-1]:
        told.pop()
        places.pop()
    if len(places) > 1 and _is_remark(text[slice(*places[-1])]):
        places.pop()
        told.pop()
    first = next((at for at, one in enumerate(told) if one), None)
    if (
        first is not None
        and first + 1 < len(told)
        and _NUMBERED.search(text[slice(*places[first])])
    ):
        first += 1
    if first is None or not all(told[first:]):
        return None
    start, end = places[first][0], places[-1][1]
    said = text[start:end]
    if len(_WORDS.findall(said)) < _FEWEST_WORDS or not _states(said):
        return None
    return (start, end) if _MODAL.search(said) or _is_titled(said) else None


def _sentences(text: str) -> list[tuple[int, int]]:
    ends = [0, *(match.end() for match in _END.finditer(text)), len(text)]
    found: list[tuple[int, int]] = []
    for a, b in pairwise(ends):
        if len(found) > 1 and text[slice(*found[-1])].rstrip().endswith(":"):
            found[-1] = (found[-1][0], b)  # only before the first sentence does a colon lead to it
        elif text[a:b].strip():
            found.append((a, b))
    return found


def _states(said: str) -> bool:
    """Whether sentences speak of parties and what binds them."""
    return bool(_OF_PARTIES.search(said) or _PARTY.search(said))


def _is_own(sentence: str, first: bool) -> bool:
    """Whether a sentence is the person's: it asks, says "I", or leads to the text by a colon."""
    said = sentence.strip()
    if said.startswith("(") and len(said.split()) <= _SHORT_REMARK:
        return True
    if _PERSON.search(said) or _ASKING.search(said):
        return True
    return first and (is_asked(said) or (said.endswith(":") and not _MODAL.search(said)))


def _is_remark(sentence: str) -> bool:
    """A few words behind a document that say nothing of what anybody does."""
    words: Sequence[str] = _WORDS.findall(sentence)
    if sentence.strip()[:1].islower():
        return True
    return len(words) < _SHORT_REMARK and not _MODAL.search(sentence) and ":" not in sentence


def _is_titled(said: str) -> bool:
    """Whether it opens as documents do: "Agency agreement, A Ltd and B, 11 November"."""
    return len(said.split(",")) > 1 or any(word.isupper() for word in said.split()[:2])
