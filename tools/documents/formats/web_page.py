"""Text of an HTML page, without scripts, styles and markup."""

import re
from typing import Any

from tools.documents.formats.clean import clean
from tools.documents.formats.pdf import check_length
from tools.documents.formats.refusal import Refused
from tools.documents.limits import Limits

_SKIPPED = {"script", "style", "noscript", "template", "svg", "head"}
_BLOCKS = frozenset(
    re.findall(
        r"\w+",
        "address article aside blockquote body center dd div dl dt fieldset figure footer form h1 "
        "h2 h3 h4 h5 h6 header hr li main nav ol p pre section table tbody thead tr ul",
    )
)
_DECLARED = re.compile(rb"charset\s*=\s*[\"']?\s*([\w-]+)", re.IGNORECASE)
_SPACE = re.compile(r"[ \t\r\n\f\xa0]+")


class Collector:
    """Receives a page's tags from lxml and keeps its text."""

    def __init__(self, limits: Limits) -> None:
        self.parts: list[str] = []
        self.title = ""
        self._limits = limits
        self._characters = 0
        self._skipping = 0
        self._in_title = False

    def start(self, tag: str, _attributes: Any) -> None:
        """A tag opens."""
        self._in_title = tag == "title"
        if tag in _SKIPPED:
            self._skipping += 1
        elif tag in _BLOCKS or tag == "br":
            self.parts.append("\n" if tag == "br" else "\n\n")
        elif tag in ("td", "th"):
            self.parts.append("\t")

    def end(self, tag: str) -> None:
        """A tag closes."""
        self._in_title = False
        if tag in _SKIPPED:
            self._skipping -= 1
        elif tag in _BLOCKS:
            self.parts.append("\n\n")

    def data(self, text: str) -> None:
        """Text between tags."""
        if self._in_title:
            self.title += text
        elif not self._skipping:
            self._characters += len(text)
            check_length(self._characters, self._limits)
            self.parts.append(_SPACE.sub(" ", text))

    def close(self) -> str:
        """The text, with at most one blank line between paragraphs."""
        text = re.sub(r" *\n *", "\n", "".join(self.parts))
        return clean(re.sub(r"\n{3,}", "\n\n", text)).strip()


def read(content: bytes, limits: Limits) -> dict[str, Any]:
    """The page's text and title."""
    # A C extension: loaded once in the process all children are forked from.
    import lxml.etree as etree

    collector = Collector(limits)
    parser = etree.HTMLParser(target=collector, encoding=_encoding(content), no_network=True)
    try:
        parser.feed(content)
        text = parser.close()
    except (etree.ParserError, etree.XMLSyntaxError, LookupError):
        raise Refused("damaged", "the page is damaged: it has no readable HTML") from None
    title = clean(_SPACE.sub(" ", collector.title)).strip()[:500]
    return {"pages": [text], "metadata": {"title": title} if title else {}, "pictures": []}


def _encoding(content: bytes) -> str:
    try:
        content.decode("utf-8")
    except UnicodeDecodeError:
        declared = _DECLARED.search(content[:4096])
        name = declared.group(1).decode("ascii").lower() if declared else "windows-1252"
        # Browsers read Latin-1 as its Windows superset, and UTF-8 with stray bytes as Windows too.
        return "windows-1252" if name in ("iso-8859-1", "latin1", "utf-8", "ascii") else name
    return "utf-8"
