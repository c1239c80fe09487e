"""Text of an e-mail: its headers as metadata, its body as text, its attachments by name."""

import email
import email.policy
from email.errors import MessageError
from email.message import EmailMessage
from typing import Any

from tools.documents.formats import web_page
from tools.documents.formats.clean import clean
from tools.documents.formats.pdf import check_length
from tools.documents.formats.refusal import Refused
from tools.documents.limits import Limits


def read(content: bytes, limits: Limits) -> dict[str, Any]:
    """Subject, sender, receivers, date; the plain body, else the HTML body as text."""
    try:
        message = email.message_from_bytes(content, policy=email.policy.default)
        metadata = {
            name: clean(str(value))[:500]
            for name in ("subject", "from", "to", "cc", "date")
            if (value := message.get(name))
        }
        text = _body(message, limits)
        attachments = [
            clean(part.get_filename() or "unnamed")[:200] for part in message.iter_attachments()
        ]
    except (MessageError, ValueError, LookupError, TypeError, AttributeError, IndexError):
        raise Refused("damaged", "the e-mail is damaged and cannot be read") from None
    check_length(len(text), limits)
    if attachments:
        metadata["attachments"] = ", ".join(attachments)[:500]
    return {"pages": [clean(text)], "metadata": metadata, "pictures": []}


def _body(message: EmailMessage, limits: Limits) -> str:
    part = message.get_body(preferencelist=("plain", "html"))
    if part is None:
        return ""
    payload = part.get_payload(decode=True)
    if part.get_content_subtype() == "html" and isinstance(payload, bytes):
        return str(web_page.read(payload, limits)["pages"][0])
    return str(part.get_content())
