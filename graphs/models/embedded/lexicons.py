"""The words of each tool's fields, with those mined for it, collected once."""

from graphs.models.embedded.heads import Heads, trained
from graphs.models.embedded.identity import MOST
from graphs.models.embedded.lexicon import Lexicon
from graphs.models.embedded.schema import Tool, slots

_LEXICONS: dict[tuple[int, ...], tuple[Tool, Heads | None, Lexicon]] = {}


def lexicon(tool: Tool) -> Lexicon:
    """The lexicon of a tool, made once for its fields, also of a copy that has them."""
    heads = trained()
    key = (id(heads), *map(id, tool.fields))
    kept = _LEXICONS.get(key)
    if kept is None or kept[0].name != tool.name:
        mined = heads.mined.get(tool.name) if heads else None
        if len(_LEXICONS) > MOST:
            _LEXICONS.clear()
        kept = _LEXICONS[key] = (tool, heads, Lexicon(slots(tool.fields), mined))
    return kept[2]
