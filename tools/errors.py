"""Errors raised on purpose, named by who must act.

    ServiceError
    ├── InvalidInput     422  the caller can mend the request; the model may try again
    ├── OverBudget       402  what may be spent is spent: asking again costs again
    ├── NotFound         404  the thing asked for does not exist, or is not the caller's
    ├── NotAllowed       403  the caller may not do it
    ├── Conflict         409  it collides with something under way
    ├── TooLarge         413  more than is accepted
    ├── Unavailable      503  an optional part is missing or busy: try later
    ├── UpstreamFailed   502  another service answered wrongly
    │   └── Declined          and would answer the same again
    ├── TimedOut         504  the time allowed is over
    └── Cancelled             the run was cancelled; nobody's fault, never shown as an error

A `ServiceError` is told to the model as a failed tool call. Any other exception is a bug: it ends
the run and reaches the logs, never the user. Messages never repeat the caller's input.
"""

from dataclasses import dataclass
from typing import ClassVar


@dataclass(frozen=True, slots=True)
class FieldProblem:
    """What is wrong with one field of a request."""

    field: str
    """Dotted path: `primary_loss.low`."""

    code: str
    """Stable and short: `greater_than_equal`, `missing`, `not_ordered`."""

    message: str
    """What is wrong and what would be right, in plain words."""


class ServiceError(Exception):
    """Base of every error this service raises on purpose."""

    status: ClassVar[int] = 500
    code: ClassVar[str] = "internal"
    retryable: ClassVar[bool] = False

    def __init__(
        self,
        message: str,
        *,
        hint: str = "",
        code: str = "",
        errors: tuple[FieldProblem, ...] = (),
        retry_after_s: float | None = None,
    ) -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint
        self.problem_code = code or type(self).code
        self.errors = errors
        self.retry_after_s = retry_after_s


class InvalidInput(ServiceError):
    """The request is well-formed but makes no sense; `errors` names the fields."""

    status, code = 422, "validation"

    @classmethod
    def of(cls, field: str, message: str, *, code: str = "value", hint: str = "") -> "InvalidInput":
        """One field is wrong."""
        return cls(f"{field}: {message}", hint=hint, errors=(FieldProblem(field, code, message),))


class OverBudget(ServiceError):
    """What may be spent is spent; trying again would spend more."""

    status, code = 402, "budget-exceeded"


class NotFound(ServiceError):
    """The thing asked for does not exist."""

    status, code = 404, "not-found"


class NotAllowed(ServiceError):
    """The caller may not do it."""

    status, code = 403, "not-allowed"


class Conflict(ServiceError):
    """It collides with something under way."""

    status, code, retryable = 409, "conflict", True


class TooLarge(ServiceError):
    """More than is accepted."""

    status, code = 413, "body-too-large"


class Unavailable(ServiceError):
    """An optional part is missing or busy."""

    status, code, retryable = 503, "unavailable", True


class UpstreamFailed(ServiceError):
    """Another service answered wrongly or not at all."""

    status, code, retryable = 502, "provider-invalid-response", True


class Declined(UpstreamFailed):
    """Another service answered, and would answer the same again."""

    retryable = False


class TimedOut(ServiceError):
    """The time allowed is over."""

    status, code, retryable = 504, "deadline-exceeded", True


class Cancelled(ServiceError):
    """The run was cancelled while a capability worked for it."""

    status, code = 499, "cancelled"
