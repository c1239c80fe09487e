"""What a text gave a tool, handed on from who chooses an agent to the agent.

Both read the same words for the same tool, the second a moment after the first. What is handed on
is taken once: arguments that leave in a call are nobody else's.
"""

from threading import Lock

from graphs.models.embedded.filled import Filled
from graphs.models.embedded.filling import fill
from graphs.models.embedded.heads import Heads, trained
from graphs.models.embedded.message import Message
from graphs.models.embedded.schema import Tool

KEPT = 64  # messages under way at once, by the few tools that are tried for each
LONGEST = 20_000  # characters; longer texts are read again rather than kept

_kept: dict[tuple[int, str], tuple[Tool, Message, Heads | None, Filled]] = {}
_keeping = Lock()


def filled_before(tool: Tool, said: Message) -> Filled:
    """`fill`, or what it gave for the same message a moment ago."""
    if said.files or said.earlier or len(said.text) > LONGEST:
        return fill(tool, said)
    key, heads = (id(tool), said.text), trained()
    with _keeping:
        kept = _kept.pop(key, None)
    if kept is not None and kept[0] is tool and kept[1] == said and kept[2] is heads:
        return kept[3]
    filled = fill(tool, said)
    with _keeping:
        _kept[key] = (tool, said, heads, filled)
        if len(_kept) > KEPT:
            del _kept[next(iter(_kept))]
    return filled
