"""JSON as the standard has it, and no more than can be kept: checked before anything is done.

Python reads NaN, Infinity, 1e400, duplicate keys, lone surrogates and numbers of a thousand digits
without complaint; each of them breaks something further in. What is wrong is named by its field.
"""

import json
import math
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, NoReturn

from server.errors import Malformed
from tools.errors import FieldProblem, InvalidInput

MAX_DEPTH = 64
MAX_INTEGER = 2**63 - 1


@dataclass(frozen=True, slots=True)
class _Refused:
    """Stands in the parsed document where something must not be."""

    code: str
    message: str
    malformed: bool = True


_NOT_A_NUMBER = _Refused("finite_number", "must be a number; NaN and Infinity are not JSON")
_TOO_BIG = _Refused("finite_number", "is too large for a number", malformed=False)


def parse(body: bytes) -> Any:
    """The document, or `Malformed` or `InvalidInput` with the field or position named."""
    try:
        document = json.loads(
            body.decode("utf-8"),
            object_pairs_hook=_object,
            parse_constant=lambda _: _NOT_A_NUMBER,
            parse_float=_float,
            parse_int=_int,
        )
    except UnicodeDecodeError as error:
        _malformed(f"byte {error.start}", "encoding", "must be UTF-8")
    except json.JSONDecodeError as error:
        place = f"line {error.lineno} column {error.colno}"
        _malformed(place, "syntax", "is not JSON from here on")
    except RecursionError:
        _malformed("body", "depth", f"must not be nested deeper than {MAX_DEPTH} levels")
    for field, refused in _wrongs(document):
        raise _error(field or "body", refused)
    return document


def _malformed(field: str, code: str, message: str) -> NoReturn:
    raise _error(field, _Refused(code, message))


def _error(field: str, refused: _Refused) -> Malformed | InvalidInput:
    if not refused.malformed:
        return InvalidInput.of(field, refused.message, code=refused.code)
    errors = (FieldProblem(field, refused.code, refused.message),)
    return Malformed(f"{field}: {refused.message}", errors=errors)


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        seen: set[str] = set()
        for key, _ in pairs:
            if key in seen:
                found[key] = _Refused("duplicate", "stands twice in one object")
            seen.add(key)
    return found


def _float(literal: str) -> float | _Refused:
    number = float(literal)
    return number if math.isfinite(number) else _TOO_BIG


def _int(literal: str) -> int | _Refused:
    if len(literal) > 20:
        return _TOO_BIG
    number = int(literal)
    return number if abs(number) <= MAX_INTEGER else _TOO_BIG


def _wrongs(node: Any, path: str = "", depth: int = 0) -> Iterator[tuple[str, _Refused]]:
    if isinstance(node, _Refused):
        yield path, node
    elif isinstance(node, str):
        yield from ((path, wrong) for wrong in _wrong_text(node))
    elif depth > MAX_DEPTH:
        yield path[:200], _Refused("depth", f"is nested deeper than {MAX_DEPTH} levels")
    elif isinstance(node, dict):
        for key, value in node.items():
            yield from ((path, wrong) for wrong in _wrong_text(key))
            yield from _wrongs(value, f"{path}.{_short(key)}" if path else _short(key), depth + 1)
    elif isinstance(node, list):
        for index, value in enumerate(node):
            yield from _wrongs(value, f"{path}.{index}" if path else str(index), depth + 1)


def _wrong_text(text: str) -> Iterator[_Refused]:
    if "\0" in text:
        yield _Refused("nul", "must not contain the character NUL", malformed=False)
    if not text.isascii() and any("\ud800" <= character <= "\udfff" for character in text):
        yield _Refused("surrogate", "contains half of a character pair", malformed=False)


def _short(key: str) -> str:
    return key.encode("utf-8", "replace").decode()[:80]
