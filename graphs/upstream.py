"""A provider's error, told by who must act. Known by its shape: no provider is imported.

Clients wrap errors: the status may stand on the error or on its cause, and so do the headers and
the body that say how long to wait.
"""

from collections.abc import Iterator
from typing import Any

from graphs.patience import asked_for
from tools.errors import Declined, ServiceError, TimedOut, Unavailable, UpstreamFailed

BUSY = frozenset({429, 503, 529})
TRANSIENT = frozenset({"provider-busy", "provider-timeout", "provider-invalid-response"})
"""Codes of errors that may be gone at the next attempt."""

_USED_UP = ("insufficient_quota", "billing_hard_limit_reached", "billing_error", "PerDay")
_WRONG_KEY = ("API_KEY_INVALID", "invalid_api_key", "authentication_error")
_LONGEST_BODY = 20_000


def as_service_error(error: Exception) -> ServiceError:
    """What a failed model call means for the run. The provider's own words stay in the cause."""
    chain = tuple(_chain(error))
    if any("Timeout" in type(one).__name__ or isinstance(one, TimeoutError) for one in chain):
        return TimedOut("the model did not answer in time", code="provider-timeout")
    status, body = _status(chain), _body(chain)
    if status == 402 or (status in (400, 403, 429) and any(word in body for word in _USED_UP)):
        return Declined("the account at the provider is used up", code="provider-quota")
    if status in BUSY:
        return Unavailable(
            "the model's provider is busy", code="provider-busy", retry_after_s=asked_for(chain)
        )
    if status in (401, 403) or (status == 400 and any(word in body for word in _WRONG_KEY)):
        return Declined(
            "the model's provider refused our key",
            hint="Check the key and the base URL.",
            code="provider-refused",
        )
    if status == 404:
        return Declined(
            "the provider does not know this model",
            hint="Check the model's name and the base URL.",
            code="provider-model-unknown",
        )
    if status is not None and 400 <= status < 500 and status not in (408, 409):
        return Declined("the provider did not accept the request", code="provider-rejected")
    return UpstreamFailed("the model's provider failed or answered wrongly", hint="Try again.")


def _chain(error: BaseException) -> Iterator[BaseException]:
    """The error and what caused it."""
    seen: BaseException | None = error
    for _ in range(8):
        if seen is None:
            return
        yield seen
        seen = seen.__cause__ or seen.__context__


def _status(chain: tuple[BaseException, ...]) -> int | None:
    """The first HTTP status of the chain; `code` is one too where it is a number."""
    for error in chain:
        for name in ("status_code", "code"):
            value = getattr(error, name, None)
            if isinstance(value, int) and 100 <= value < 600:
                return value
    return None


def _body(chain: tuple[BaseException, ...]) -> str:
    """What the provider said, to look for its own codes in; never shown to anybody."""
    told: list[Any] = []
    for error in chain:
        told += [getattr(error, name, None) for name in ("body", "details", "code", "type")]
    return " ".join(str(part)[:_LONGEST_BODY] for part in told if part is not None)
