"""A provider's error, told by who must act. Known by its shape: no provider is imported."""

from collections.abc import Mapping
from typing import Any

from tools.errors import ServiceError, TimedOut, Unavailable, UpstreamFailed

BUSY = frozenset({429, 503, 529})
NOT_OURS = frozenset({401, 403})
TRANSIENT = frozenset({"provider-busy", "provider-timeout", "provider-invalid-response"})
"""Codes of errors that may be gone at the next attempt."""


def as_service_error(error: Exception) -> ServiceError:
    """What a failed model call means for the run. The provider's own words stay in the cause."""
    status = getattr(error, "status_code", None)
    if "Timeout" in type(error).__name__ or isinstance(error, TimeoutError):
        return TimedOut("the model did not answer in time", code="provider-timeout")
    if getattr(error, "code", None) == "insufficient_quota":
        return UpstreamFailed("the account at the provider is used up", code="provider-quota")
    if status in BUSY:
        return Unavailable(
            "the model's provider is busy", code="provider-busy", retry_after_s=_patience(error)
        )
    if status in NOT_OURS:
        return UpstreamFailed(
            "the model's provider refused our key",
            hint="Check the key and the base URL.",
            code="provider-refused",
        )
    if status == 404:
        return UpstreamFailed(
            "the provider does not know this model",
            hint="Check the model's name and the base URL.",
            code="provider-model-unknown",
        )
    if isinstance(status, int) and 400 <= status < 500 and status not in (408, 409):
        return UpstreamFailed("the provider did not accept the request", code="provider-rejected")
    return UpstreamFailed("the model's provider failed or answered wrongly", hint="Try again.")


def _patience(error: Exception) -> float | None:
    response = getattr(error, "response", None)
    headers: Mapping[str, Any] = getattr(response, "headers", None) or {}
    try:
        return float(headers.get("retry-after", ""))
    except ValueError:
        return None
