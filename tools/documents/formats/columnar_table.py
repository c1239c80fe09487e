"""Tables in Parquet, read by Polars within bounds that the file's own claims cannot lift."""

import datetime
from decimal import Decimal
from io import BytesIO
from typing import Any

from tools.documents.formats.clean import clean
from tools.documents.formats.headed import check_size
from tools.documents.formats.refusal import Refused
from tools.documents.limits import Limits

_DAMAGED = "the Parquet file is damaged and cannot be read; write it again, or send CSV"
_MAGIC = b"PAR1"
_EXACT = 2**53


def read(content: bytes, limits: Limits, sheet: str = "") -> dict[str, Any]:
    """Columns by name; dates are ISO text, categories and decimals plain. There are no `sheet`s."""
    del sheet
    if len(content) < 12 or content[-4:] != _MAGIC:
        raise Refused("damaged", _DAMAGED)
    # Heavy, and it starts threads: loaded here, in the child, never in the process it is forked
    # from.
    import polars

    try:
        frame = _within(polars, content, limits)
        return {
            "columns": {_name(s.name): _cells(s.to_list()) for s in frame},
            "notes": [],
            "units": {},
        }
    except Refused:
        raise
    except polars.exceptions.PolarsError:
        raise Refused("damaged", _DAMAGED) from None
    except (OSError, ValueError, TypeError, OverflowError):
        raise Refused("damaged", _DAMAGED) from None
    except BaseException as error:  # a panic of Polars' engine is no `Exception`
        if isinstance(error, MemoryError | KeyboardInterrupt | SystemExit):
            raise
        raise Refused("damaged", _DAMAGED) from None


def _within(polars: Any, content: bytes, limits: Limits) -> Any:
    """The frame, refused by what its footer says and again by what it turns out to hold."""
    schema = polars.read_parquet_schema(BytesIO(content))
    for name, kind in schema.items():
        if kind.is_nested() or kind in (polars.Binary, polars.Object):
            message = f"the column {name[:80]!r} holds lists, objects or bytes; cells are values"
            raise Refused("damaged", message)
    lazy = polars.scan_parquet(BytesIO(content))
    rows = lazy.select(polars.len()).collect().item()
    check_size(rows, len(schema), limits)
    frame = lazy.head(limits.cells // max(1, len(schema)) + 1).collect()
    check_size(frame.height, frame.width, limits)
    return frame


def _name(name: str) -> str:
    return clean(name).strip()[:200] or "column_1"


def _cells(values: list[Any]) -> list[Any]:
    return [_cell(value) for value in values]


def _cell(value: Any) -> str | float | int | bool | None:
    if value is None or isinstance(value, bool):
        return value
    if isinstance(value, int):
        return value if abs(value) <= _EXACT else float(value)
    if isinstance(value, float):
        return value if value - value == 0 else None  # not a number, or infinite
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    if isinstance(value, datetime.datetime) and value.time() == datetime.time():
        return value.date().isoformat()
    if isinstance(value, datetime.datetime | datetime.date | datetime.time):
        return value.isoformat()
    if isinstance(value, datetime.timedelta):
        return value.total_seconds()
    return clean(str(value)).strip() or None
