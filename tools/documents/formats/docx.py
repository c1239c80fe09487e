"""Text of a Word file, read paragraph by paragraph from its XML.

python-docx leaves out tracked insertions, footnotes and text boxes; a contract under negotiation is
full of them. Tracked deletions are left out.
"""

from io import BytesIO
from typing import Any

from tools.documents.formats.archive import member, open_archive
from tools.documents.formats.clean import clean
from tools.documents.formats.pdf import check_length
from tools.documents.formats.refusal import Refused
from tools.documents.limits import Limits

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_DC = "{http://purl.org/dc/elements/1.1/}"
_TERMS = "{http://purl.org/dc/terms/}"
_BREAKS = {f"{_W}tab": "\t", f"{_W}br": "\n", f"{_W}cr": "\n", f"{_W}noBreakHyphen": "-"}


def read(content: bytes, limits: Limits) -> dict[str, Any]:
    """The text of the body and the notes, and the metadata."""
    with open_archive(content, limits.inflated_bytes) as archive:
        names = set(archive.namelist())
        pieces = [_paragraphs(member(archive, "word/document.xml", limits.inflated_bytes), limits)]
        for notes in ("word/footnotes.xml", "word/endnotes.xml"):
            if notes in names:
                pieces.append(_paragraphs(member(archive, notes, limits.inflated_bytes), limits))
        core = "docProps/core.xml"
        metadata = _metadata(member(archive, core, limits.inflated_bytes)) if core in names else {}
    text = "\n\n".join(piece for piece in pieces if piece.strip())
    return {"pages": [text], "metadata": metadata, "pictures": []}


def _events(xml: bytes, *tags: str) -> Any:
    # A C extension: loaded once in the process all children are forked from.
    import lxml.etree as etree

    events = etree.iterparse(
        BytesIO(xml), events=("end",), tag=tags, resolve_entities=False, no_network=True
    )
    try:
        for _, element in events:
            yield element
    except etree.XMLSyntaxError:
        raise Refused("damaged", "the Word file is damaged: its text is not valid XML") from None


def _paragraphs(xml: bytes, limits: Limits) -> str:
    lines: list[str] = []
    current: list[str] = []
    characters = 0
    for element in _events(xml, f"{_W}t", f"{_W}p", f"{_W}tr", *_BREAKS):
        if element.tag == f"{_W}t":
            current.append(element.text or "")
        elif element.tag in _BREAKS:
            # Tab stops of a paragraph's style share the tag of a tab in its text.
            if element.getparent() is not None and element.getparent().tag == f"{_W}r":
                current.append(_BREAKS[element.tag])
        else:
            lines.append(clean("".join(current)))
            characters += len(lines[-1]) + 1
            check_length(characters, limits)
            current.clear()
            element.clear()
    return "\n".join(lines)


def _metadata(xml: bytes) -> dict[str, str]:
    names = {
        f"{_DC}title": "title",
        f"{_DC}creator": "author",
        f"{_DC}subject": "subject",
        f"{_TERMS}created": "created",
        f"{_TERMS}modified": "modified",
    }
    return {
        names[element.tag]: clean(element.text)[:500]
        for element in _events(xml, *names)
        if element.text
    }
