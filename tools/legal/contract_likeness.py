"""Whether a text reads like a contract at all; the clause model would find clauses in any text."""

import re
from collections import Counter

from tools.errors import InvalidInput, TooLarge

MOST_CHARACTERS = 3_000_000
"""Over a thousand pages; the longest contract of CUAD has 340,000 characters."""
_FEWEST_WORDS = 5
_READ = 12_000
"""Characters by which a text is judged: four pages of a contract show what it is."""
_MARKS = ".,;:!?()[]\"'“”‘’*_-–§$%&/0123456789"
_CUES = frozenset(
    re.findall(
        r"\w+",
        "agreement agreements amendment assign assignment buyer clause clauses confidential "
        "consent contract contracts contractor covenant customer damages effective exclusive "
        "governed governing hereby herein hereinafter hereof hereto hereunder hereafter indemnify "
        "indemnification insurance landlord law laws lease lessee lessor liability liable licence "
        "license licensee licensor licensed notice obligation obligations parties party pursuant "
        "purchaser renew renewal renewed royalty seller shall supplier tenant term terminate "
        "terminated termination thereof vendor warranty warrants warrant whereas",
    )
)


def check(text: str, field: str) -> None:
    """Raise what is wrong with a text that is no contract to read."""
    if len(text) > MOST_CHARACTERS:
        raise TooLarge(
            f"{field}: is longer than {MOST_CHARACTERS:,} characters; send one contract at a time"
        )
    said = Counter(text[:_READ].lower().split())
    bare = {word: word.strip(_MARKS) for word in said}
    words = sum(times for word, times in said.items() if bare[word])
    if words < _FEWEST_WORDS:
        raise InvalidInput.of(
            field,
            "holds too few words to read; paste at least one whole clause or attach the contract",
            code="too_short",
        )
    cues = _CUES.intersection(bare.values())
    if len(cues) < (1 if words < 60 else 3 if words < 300 else 5):
        raise InvalidInput.of(
            field,
            "does not read like a contract in English; send the contract itself",
            code="not_a_contract",
        )
