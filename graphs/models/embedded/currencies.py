"""The currency that the amounts of a message are in."""

import re
from collections import Counter
from collections.abc import Sequence

from graphs.models.embedded.enumerations import OUTRIGHT
from graphs.models.embedded.lexicon import Mention
from graphs.models.embedded.message import Message
from graphs.spans.units import CURRENCIES

_ALSO_SMALL = ("usd", "eur", "gbp", "chf", "jpy")
_FARTHEST = 3  # words between a currency and the name of what is in it


def named_currency(mentions: Sequence[Mention], message: Message) -> str:
    """The currency beside a field's own name of several words: "dollars as reporting currency"."""
    for mention in mentions:
        if mention.weight < OUTRIGHT or mention.first == mention.last:
            continue
        inside = message.words[mention.first : mention.last + 1]
        behind = message.words[mention.last + 1 : mention.last + 2 + _FARTHEST]
        before = message.words[max(mention.first - _FARTHEST, 0) : mention.first][::-1]
        for side in (inside, behind, before):
            for word in side:
                code = CURRENCIES.get(word.text.lower(), "")
                if word.text in ",;:.?!()" and side is not inside and word.text not in ":":
                    break
                if code and (word.text.isupper() or len(word.text) > 3 or word.text in _ALSO_SMALL):
                    return code
    return ""


_NO_AMOUNT = re.compile(
    r"(?:'s?)?\s(?:interest\s)?(?:rates?|interest|yields?)\b|\s?/\s?[a-z]{3}\b", re.IGNORECASE
)
"""What makes a word for a currency tell of its interest, or of its price in another."""


def currency(message: Message) -> str:
    """The currency that the message's amounts are in: the one named most, beside them or apart."""
    named = Counter(r.currency for span in message.spans for r in span.readings[:1] if r.currency)
    if not named:
        plain = (
            w
            for w in message.words
            if w.text.isupper() or w.text.endswith("s") or w.text in _ALSO_SMALL
        )
        said = (
            CURRENCIES.get(word.text.lower(), "")
            for word in plain
            if not _NO_AMOUNT.match(message.text, word.end)
        )
        named = Counter(code for code in said if code)
    return named.most_common(1)[0][0] if named else ""
