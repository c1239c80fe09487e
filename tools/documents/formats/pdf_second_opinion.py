"""Text of a PDF by pypdf: asked when PDFium could not open it, or died of it."""

import logging
import signal
from io import BytesIO
from typing import Any

from tools.documents.formats.clean import clean
from tools.documents.formats.pdf import DAMAGED, ENCRYPTED, check_length, check_page_count
from tools.documents.formats.refusal import Refused
from tools.documents.limits import Limits


def read(content: bytes, limits: Limits) -> dict[str, Any]:
    """Pages and metadata, or `Refused` with what pypdf found wrong."""
    # Heavy, and only needed for the few files PDFium does not take.
    from pypdf import PdfReader
    from pypdf.errors import DependencyError, FileNotDecryptedError, LimitReachedError, PyPdfError

    logging.disable()
    signal.setitimer(signal.ITIMER_PROF, limits.page_cpu_s)
    try:
        return _read(PdfReader(BytesIO(content)), limits)
    except LimitReachedError:
        raise Refused(
            "too_large", "the PDF unpacks to far more than its size; it is not read"
        ) from None
    except (FileNotDecryptedError, DependencyError):
        raise Refused("encrypted", ENCRYPTED) from None
    except Refused:
        raise
    except RecursionError:
        raise Refused("damaged", DAMAGED) from None
    except MemoryError:
        raise
    except (PyPdfError, ValueError, TypeError, KeyError, IndexError, AttributeError) as error:
        raise Refused("damaged", DAMAGED) from error
    except (AssertionError, OSError, ArithmeticError, NotImplementedError, LookupError) as error:
        raise Refused("damaged", DAMAGED) from error


def _read(reader: Any, limits: Limits) -> dict[str, Any]:
    if reader.is_encrypted and not reader.decrypt(""):
        raise Refused("encrypted", ENCRYPTED)
    check_page_count(len(reader.pages), limits)
    pages: list[str] = []
    characters = 0
    for page in reader.pages:
        signal.setitimer(signal.ITIMER_PROF, limits.page_cpu_s)
        text = clean(page.extract_text() or "")
        characters += len(text)
        check_length(characters, limits)
        pages.append(text)
    information = reader.metadata or {}
    metadata = {
        name: clean(str(information[key]))[:500]
        for key, name in (("/Title", "title"), ("/Author", "author"), ("/Producer", "producer"))
        if information.get(key)
    }
    return {"pages": pages, "metadata": metadata, "pictures": []}
