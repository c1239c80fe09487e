"""Which of a tool's tables a table is, told by what else the message says of one of them."""

from collections.abc import Mapping, Sequence

from graphs.models.embedded.cells import in_tables
from graphs.models.embedded.filled import Origin
from graphs.models.embedded.lexicon import Mention
from graphs.models.embedded.message import Message
from graphs.models.embedded.schema import Field, Tool


def other_way(
    tool: Tool,
    fields: Sequence[Field],
    mentions: Sequence[Sequence[Mention]],
    message: Message,
    given: Mapping[str, Origin],
) -> dict[str, Origin]:
    """The tables as they were given, or in the way to give them that the message completes.

    A log of events and a table of cases look alike; who names an event of the log means the log.
    """
    tables = {f.name: f for f in fields if f.kind == "table" and len(f.path) == 1}
    for group in tool.groups:
        used = [n for way in group for n in way if n in tables and n in given]
        for way in group:
            there = [n for n in way if n in tables]
            if len(used) != 1 or len(there) != 1 or len(way) < 2 or there[0] in given:
                continue
            other = Origin(tables[there[0]], given[used[0]].value, given[used[0]].words, 1.0)
            tried = {n: o for n, o in given.items() if n != used[0]} | {there[0]: other}
            told = in_tables(fields, mentions, message, tried)
            as_it_was = in_tables(fields, mentions, message, given)
            if set(way) <= {*tried, *told} and len(told) >= len(as_it_was):
                return tried
    return dict(given)
