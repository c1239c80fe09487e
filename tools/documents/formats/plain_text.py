"""Plain text in whatever encoding it came."""

from tools.documents.formats.refusal import Refused

_BOMS = (
    (b"\xef\xbb\xbf", "utf-8"),
    (b"\xff\xfe\x00\x00", "utf-32-le"),
    (b"\x00\x00\xfe\xff", "utf-32-be"),
    (b"\xff\xfe", "utf-16-le"),
    (b"\xfe\xff", "utf-16-be"),
)
_MOST_CONTROL = 0.02
"""Share of control bytes from which on bytes are no text: real text has practically none."""


def decode(content: bytes) -> str:
    """The text, or `Refused` when the bytes are none."""
    for mark, encoding in _BOMS:
        if content.startswith(mark):
            return content[len(mark) :].decode(encoding, errors="replace")
    if (encoding := _without_mark(content)) is not None:
        return content.decode(encoding, errors="replace")
    sample = content[:65_536]
    control = sum(1 for byte in sample if byte < 9 or 13 < byte < 32 or byte == 127)
    if control > _MOST_CONTROL * len(sample):
        raise Refused(
            "unknown_format",
            "this is no format that can be read; send PDF, DOCX, HTML, TXT or EML",
        )
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError:
        return content.decode("cp1252", errors="replace")


def _without_mark(content: bytes) -> str | None:
    """UTF-16 that does not say so: Latin letters leave every other byte zero."""
    sample = content[:4096]
    if len(sample) < 8:
        return None
    even, odd = sample[::2].count(0), sample[1::2].count(0)
    if odd > 0.4 * len(sample) / 2 and even < 0.05 * len(sample):
        return "utf-16-le"
    if even > 0.4 * len(sample) / 2 and odd < 0.05 * len(sample):
        return "utf-16-be"
    return None
