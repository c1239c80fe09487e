"""Logs as JSON lines on standard error: ids, durations and codes, never what people wrote."""

import logging
import sys

import orjson
import structlog


def configure(level: str) -> None:
    """Send structlog and the libraries' own loggers to one place, at `level` and above."""
    number = logging.getLevelNamesMapping()[level.upper()]
    shared: list[structlog.types.Processor] = [
        structlog.stdlib.add_log_level,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
    ]
    structlog.configure(
        processors=[
            structlog.contextvars.merge_contextvars,
            *shared,
            structlog.processors.JSONRenderer(serializer=_line),
        ],
        wrapper_class=structlog.make_filtering_bound_logger(number),
        logger_factory=structlog.WriteLoggerFactory(file=sys.stderr),
        cache_logger_on_first_use=False,
    )
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(
        structlog.stdlib.ProcessorFormatter(
            foreign_pre_chain=shared,
            processors=[
                structlog.stdlib.ProcessorFormatter.remove_processors_meta,
                _without_text,
                structlog.processors.JSONRenderer(serializer=_line),
            ],
        )
    )
    root = logging.getLogger()
    root.handlers = [handler]
    root.setLevel(max(number, logging.WARNING))


def _line(event: object, **_: object) -> str:
    return orjson.dumps(event, default=str).decode()


def _without_text(
    _logger: object, _name: str, event: structlog.types.EventDict
) -> structlog.types.EventDict:
    """A library's traceback may quote what a user wrote: its type is enough to look it up."""
    if (raised := event.pop("exc_info", None)) and isinstance(raised, tuple) and raised[0]:
        event["error"] = raised[0].__name__
    return event
