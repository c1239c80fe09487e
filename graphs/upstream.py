"""A provider's error, told by who must act. Known by its shape: no provider is imported."""

from collections.abc import Mapping
from typing import Any

from tools.errors import ServiceError, TimedOut, Unavailable, UpstreamFailed


def as_service_error(error: Exception) -> ServiceError:
    """What a failed model call means for the run. The provider's own words stay in the cause."""
    status = getattr(error, "status_code", None)
    if "Timeout" in type(error).__name__ or isinstance(error, TimeoutError):
        return TimedOut("the model did not answer in time", code="provider-timeout")
    if status in (429, 503, 529):
        return Unavailable(
            "the model's provider is busy",
            code="provider-busy",
            retry_after_s=_retry_after(error),
        )
    if status in (401, 403):
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
    return UpstreamFailed("the model's provider failed or answered wrongly", hint="Try again.")


def _retry_after(error: Exception) -> float | None:
    response = getattr(error, "response", None)
    headers: Mapping[str, Any] = getattr(response, "headers", None) or {}
    try:
        return float(headers.get("retry-after", ""))
    except ValueError:
        return None
