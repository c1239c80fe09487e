"""Ask a chain of models until one answers: few times in all, with growing pauses.

This is the only owner of attempts. The clients' own retries are switched off, so that one model
call reaches providers at most `Limits.attempts` times whatever went wrong, retries and failovers
counted. What may get better is tried again at the same provider; what cannot (a refused key, a used
up account, a rejected request) moves on at once.
"""

import asyncio
import math
import random
import time
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, field
from typing import Any, Generic, TypeVar

from graphs import events
from graphs.deadline import remaining
from graphs.inquiry import Inquiry
from graphs.models.breaker import Breaker
from graphs.models.chain import PLAIN, Link, links_of, understudy_of
from graphs.services import Attempted
from graphs.upstream import TRANSIENT, as_service_error
from tools.errors import ServiceError, TimedOut, Unavailable

Result = TypeVar("Result")
Call = Callable[[Link], Awaitable[Result]]

REQUESTS_OWN = frozenset({"provider-rejected", "provider-stopped-early"})
"""Codes that say something about the request, nothing about the provider's health."""

ELSEWHERE_S = 1.0
"""The longest pause before the same provider where another one could be asked at once."""


KEPT_S, KEPT_SHARE = 3.0, 0.3
"""Of the run's time for the embedded planner, should no provider answer: it needs under a second,
on a busy machine a few."""


@dataclass(slots=True)
class _Asking(Generic[Result]):
    """One model call while it looks for somebody who answers."""

    call: Call[Result]
    inquiry: Inquiry
    until: float
    """`time.monotonic()` at which all attempts must be over."""
    left: int
    refused: list[tuple[str, ServiceError]] = field(default_factory=list[tuple[str, ServiceError]])

    async def first_answer(self, links: Sequence[Link]) -> Result:
        """The first whole answer of the chain; the last error when there is none."""
        for place, link in enumerate(links):
            if not self.left:
                break
            others = [n for n in links[place + 1 :] if not self._breaker(n).refuses]
            if self.refused:
                self._tell_failover(link)
            answer = await self._of(link, others)
            if answer is not None:
                return answer
        raise _told(self.refused)

    async def _of(self, link: Link, others: Sequence[Link]) -> Result | None:
        """One link's answer, within its share of the attempts and of the time."""
        share = math.ceil(self.left / (1 + len(others)))
        end = time.monotonic() + (self.until - time.monotonic()) / (1 + len(others))
        error: ServiceError = Unavailable(
            "the model's provider failed too often just now", code="provider-busy"
        )
        for attempt in range(1, share + 1):
            breaker = self._breaker(link)
            if not breaker.admit():
                break
            self.left -= 1
            try:
                return await self._watched(link, breaker, end)
            except ServiceError as told:
                error = told
            pause = self._pause(attempt, error, others)
            if attempt == share or pause is None or time.monotonic() + pause >= end:
                break
            await asyncio.sleep(pause)
        self.refused.append((link.name, error))
        return None

    async def _watched(self, link: Link, breaker: Breaker, end: float) -> Result:
        """One attempt; the breaker and the metrics learn how it ended."""
        began, code = time.perf_counter(), "cancelled"
        longest = min(self.inquiry.services.limits.attempt_s, end - time.monotonic())
        try:
            async with asyncio.timeout(max(0.0, longest)):
                answer = await self.call(link)
            code = "ok"
            breaker.succeeded()
            return answer
        except Exception as error:
            told = error if isinstance(error, ServiceError) else as_service_error(error)
            code = told.problem_code
            _learn(breaker, told)
            raise told from error
        finally:
            if code == "cancelled":
                breaker.given_up()
            seconds = time.perf_counter() - began
            self.inquiry.services.attempted(Attempted(link.name, code, seconds))

    def _pause(self, attempt: int, error: ServiceError, others: Sequence[Link]) -> float | None:
        """Seconds to wait before the same provider is asked again; None when it shall not be."""
        if error.problem_code not in TRANSIENT:
            return None
        limits = self.inquiry.services.limits
        asked = error.retry_after_s or 0.0
        if asked > (ELSEWHERE_S if others else limits.longest_pause_s):
            return None
        grown = limits.first_pause_s * 2 ** (attempt - 1) * random.uniform(0.5, 1.0)
        return max(asked, min(grown, limits.longest_pause_s))

    def _breaker(self, link: Link) -> Breaker:
        return self.inquiry.services.breakers.of(link.name)

    def _tell_failover(self, to: Link) -> None:
        name, error = self.refused[-1]
        text = f"{name}: {error.message}. {to.name} is asked instead."
        self.inquiry.tell(events.warning("failover", text, key=f"{name}>{to.name}"))


def _learn(breaker: Breaker, error: ServiceError) -> None:
    if error.problem_code in REQUESTS_OWN:
        breaker.succeeded()
    else:
        breaker.failed(error.retry_after_s)


def _told(refused: Sequence[tuple[str, ServiceError]]) -> ServiceError:
    """Why nobody answered: the last error, with the words of everybody who was asked."""
    name, last = refused[-1]
    if name == PLAIN:
        return last
    return type(last)(
        "; ".join(f"{name}: {error.message}" for name, error in refused),
        hint=last.hint,
        code=last.problem_code,
        retry_after_s=last.retry_after_s,
    )


async def persistently(model: Any, call: Call[Result], inquiry: Inquiry) -> Result:
    """`call` of the first link of `model` that answers; the last error when none does."""
    inquiry.context.spending.admit()
    limits, deadline = inquiry.services.limits, inquiry.context.deadline
    longest = limits.model_timeout_s
    if (left := remaining(deadline)) is not None:
        # Whoever stands in needs a moment too.
        kept = min(KEPT_S, KEPT_SHARE * left) if understudy_of(model) else 0.0
        longest = min(longest, left - kept)
    asking = _Asking(call, inquiry, time.monotonic() + longest, limits.attempts)
    try:
        return await asking.first_answer(links_of(model))
    except TimedOut:
        remaining(deadline)
        raise
