"""Read XML as a stream: only the elements that matter are kept, one at a time.

A document type with declarations of its own, any entity and anything outside the file are refused
by name before they can do harm; Expat is never asked to fetch or to expand. A file that is cut off
gives what came before the cut.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from xml.parsers import expat

from tools.documents.formats.refusal import Refused

_CHUNK = 2**16
_DEEPEST = 60
_MOST_NODES = 50_000
"""Of one kept element."""
_LONGEST_TEXT = 20_000
"""Characters kept of one element's text."""
_CUT = frozenset(
    [
        expat.errors.codes[expat.errors.XML_ERROR_NO_ELEMENTS],
        expat.errors.codes[expat.errors.XML_ERROR_UNCLOSED_TOKEN],
        expat.errors.codes[expat.errors.XML_ERROR_PARTIAL_CHAR],
        expat.errors.codes[expat.errors.XML_ERROR_UNCLOSED_CDATA_SECTION],
    ]
)


@dataclass(slots=True)
class Node:
    """An element that is kept, with all that stands in it."""

    tag: str
    attributes: dict[str, str]
    text: str = ""
    children: list["Node"] = field(default_factory=list["Node"])

    def all(self, tag: str) -> list["Node"]:
        """Its own elements of that name."""
        return [child for child in self.children if child.tag == tag]

    def one(self, *path: str) -> "Node | None":
        """The first element down that path."""
        here: Node | None = self
        for tag in path:
            here = next((c for c in here.children if c.tag == tag), None) if here else None
        return here

    def told(self, *path: str) -> str:
        """The text of the first element down that path, without space around it."""
        found = self.one(*path)
        return found.text.strip() if found else ""


Keeps = Callable[[Sequence[str]], bool]
"""Whether the element at this path, from the root on, is kept."""
Opens = Callable[[Sequence[str], dict[str, str]], None]
"""Told of every element that opens and is not inside a kept one."""


class Stream:
    """One reading of one file. `keeps` and `takes` are set once the root is known."""

    def __init__(self, opens: Opens) -> None:
        self.keeps: Keeps = lambda _: False
        self.takes: Callable[[Node, Sequence[str]], None] = lambda *_: None
        self._opens = opens
        self._path: list[str] = []
        self._nodes: list[Node] = []
        self._kept = 0
        self._parser = parser = expat.ParserCreate()
        parser.buffer_text = True
        parser.SetParamEntityParsing(expat.XML_PARAM_ENTITY_PARSING_NEVER)
        parser.StartDoctypeDeclHandler = _doctype
        parser.EntityDeclHandler = _entity
        parser.ExternalEntityRefHandler = _outside
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._text

    def read(self, content: bytes) -> bool:
        """Whether the file is whole; False where it is cut off. Broken XML is refused."""
        try:
            for at in range(0, len(content), _CHUNK):
                self._parser.Parse(content[at : at + _CHUNK], False)
            self._parser.Parse(b"", True)
        except expat.ExpatError as error:
            if error.code in _CUT:
                return False
            message = f"the XML is broken at line {error.lineno}, column {error.offset + 1}"
            raise Refused("damaged", message) from None
        except LookupError:
            raise Refused("damaged", "the XML names an encoding that is not known") from None
        return True

    def _start(self, tag: str, attributes: dict[str, str]) -> None:
        self._path.append(tag)
        if len(self._path) > _DEEPEST:
            raise Refused("damaged", f"the XML is nested more than {_DEEPEST} elements deep")
        if not self._nodes:
            self._opens(self._path, attributes)
            if not self.keeps(self._path):
                return
            self._kept = 0
        self._kept += 1
        if self._kept > _MOST_NODES:
            raise Refused("too_large", f"one {self._nodes[0].tag} of the report is too large")
        node = Node(tag, attributes)
        if self._nodes:
            self._nodes[-1].children.append(node)
        self._nodes.append(node)

    def _text(self, text: str) -> None:
        if self._nodes and len(self._nodes[-1].text) < _LONGEST_TEXT:
            self._nodes[-1].text += text[:_LONGEST_TEXT]

    def _end(self, _tag: str) -> None:
        if self._nodes:
            node = self._nodes.pop()
            if not self._nodes:
                self.takes(node, self._path)
        self._path.pop()


def _doctype(_name: str, system: str | None, public: str | None, internal: int) -> None:
    if system or public or internal:
        raise Refused(
            "doctype",
            "the XML declares a document type (DTD) of its own or from outside, which may hide "
            "entities and is refused; export the report again without it",
        )


def _entity(*_: object) -> None:
    raise Refused("entities", "the XML declares entities, which is refused")


def _outside(*_: object) -> int:
    raise Refused("entities", "the XML refers to something outside the file, which is refused")
