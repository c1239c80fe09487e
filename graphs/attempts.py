"""Try a provider again when it may get better: few times in all, with growing pauses.

The clients' own retries are switched off, so that one model call reaches the provider at most
`Limits.attempts` times whatever went wrong. Nothing of a reply is released before it is whole, so
that a broken stream can be asked for again without taking words back.
"""

import asyncio
import random
from collections.abc import Awaitable, Callable
from typing import TypeVar

from graphs.services import Limits
from graphs.upstream import TRANSIENT, as_service_error
from tools.errors import ServiceError

Result = TypeVar("Result")


async def persistently(call: Callable[[], Awaitable[Result]], limits: Limits) -> Result:
    """The call's result; the last error when it stays, told by who must act."""
    attempt = 1
    while True:
        try:
            return await call()
        except Exception as error:
            told = error if isinstance(error, ServiceError) else as_service_error(error)
            pause = _pause(attempt, told, limits)
            if pause is None:
                raise told from error
        await asyncio.sleep(pause)
        attempt += 1


def _pause(attempt: int, error: ServiceError, limits: Limits) -> float | None:
    """Seconds to wait before the next attempt; None when there is to be none."""
    if attempt >= limits.attempts or error.problem_code not in TRANSIENT:
        return None
    asked = error.retry_after_s or 0.0
    if asked > limits.longest_pause_s:
        return None
    grown = limits.first_pause_s * 2 ** (attempt - 1) * random.uniform(0.5, 1.0)
    return max(asked, min(grown, limits.longest_pause_s))
