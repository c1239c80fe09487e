"""Time allowed: for one call, and for the whole run."""

import asyncio
import time
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager

from tools.errors import TimedOut


def remaining(deadline: float | None) -> float | None:
    """Seconds until `deadline` (`time.monotonic()`); `TimedOut` when it has passed."""
    if deadline is None:
        return None
    if (left := deadline - time.monotonic()) <= 0:
        raise TimedOut("the time allowed for this run is over")
    return left


@asynccontextmanager
async def within(limit: float, deadline: float | None, late: TimedOut) -> AsyncGenerator[None]:
    """Raise `late` after `limit` seconds, or the run's own `TimedOut` at its deadline."""
    left = remaining(deadline)
    try:
        async with asyncio.timeout(limit if left is None else min(limit, left)):
            yield
    except TimeoutError as error:
        remaining(deadline)
        raise late from error
