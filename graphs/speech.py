"""Release a remote model's answer sentence by sentence while its provider is still sending.

A sentence goes out when the next one has begun and all its figures have a source. The first one
with a figure that has none holds back everything after it; the verifier has the last word on that.
What announces a tool call ("Let me work that out.") waits, so that it becomes no answer.
"""

import asyncio
import contextlib
import re
import sys
import time
from collections.abc import AsyncGenerator, Sequence
from itertools import takewhile

from langchain_core.messages import AnyMessage

from graphs import events
from graphs.evidence import indexed, of_the_thread, of_this_run, weighed
from graphs.inquiry import Inquiry
from graphs.sanitising import clean_text
from graphs.state import CallRecord
from graphs.verification import CheckedSentence, Sources, sentences

PAUSE_S = 0.05
"""Between two deltas: at most twenty a second."""

_ANNOUNCES = re.compile(
    r"(?:sure|okay|ok|certainly|of course|great|alright|absolutely|got it|thanks|understood"
    r"|good question|happy to help)\b[^.!?:\n]{0,40}[.!?:]?$"
    r"|(?:[^.!?\n]{0,60}[\s,—-])?(?:i['’]ll|i will|let me|let['’]s|i['’]m going to|i am going to"
    r"|i need to|i should|i can now|next, i|now i|first, i|we['’]ll|we will)\s",
    re.IGNORECASE,
)


class Speech:
    """Listens to one step's reply and releases what of it is verified."""

    def __init__(
        self,
        inquiry: Inquiry,
        speaker: str | None,
        messages: Sequence[AnyMessage],
        calls: Sequence[CallRecord],
    ) -> None:
        self._services, self._context, self._tell = inquiry.services, inquiry.context, inquiry.tell
        self._speaker, self._messages, self._calls = speaker, messages, calls
        self._heard = ""
        self._attempt = 0
        self._held = False
        self._cut_off = False
        self._wake = asyncio.Event()
        self._sources: list[Sources] = []

    def text(self, piece: str) -> None:
        """The next piece of the reply."""
        if self._cut_off:
            self._take_back()
        self._heard += piece
        self._wake.set()

    def abandoned(self) -> None:
        """The attempt broke off. When it was cancelled, what it said may stand."""
        if _cancelled():
            self._cut_off = True
        else:
            self._take_back()

    def _take_back(self) -> None:
        self._attempt += 1
        self._heard, self._held, self._cut_off = "", False, False
        spoken = self._context.spoken
        if len(spoken.text) > len(spoken.before):
            self._tell(events.reset(self._context.message_id, "failover"))
            if again := spoken.take_back():
                self._tell(events.delta(self._context.message_id, again, self._speaker))

    @contextlib.asynccontextmanager
    async def listening(self) -> AsyncGenerator["Speech"]:
        """Release while the block runs; what is left at its end is the verifier's."""
        worker = asyncio.create_task(self._work())
        try:
            yield self
        finally:
            worker.cancel()
            await asyncio.wait({worker})
            if self._cut_off and not _cancelled():
                self._take_back()

    async def _work(self) -> None:
        if self._calls:  # index the figures while the provider is still thinking
            with contextlib.suppress(Exception):  # met again at the first sentence, and told
                await indexed(await self._known(0))
        while True:
            await self._wake.wait()
            self._wake.clear()
            try:
                await self._release()
            except Exception:  # noqa: BLE001  # the verifier meets the same failure, and tells it
                self._held = True

    async def _release(self) -> None:
        spoken = self._context.spoken
        if self._held or not self._complete():
            return
        await asyncio.sleep(max(0.0, spoken.at + PAUSE_S - time.monotonic()))
        attempt, text = self._attempt, self._complete()
        good, rest = await self._verified(text)
        if attempt != self._attempt:
            return
        self._held = rest
        if good:
            new = spoken.release(text[: good[-1].end], good, time.monotonic())
            self._tell(events.delta(self._context.message_id, new, self._speaker))

    def _complete(self) -> str:
        """The message as far as it can be released: up to the sentence that is still coming in."""
        spoken = self._context.spoken
        begun = max(len(spoken.before), len(spoken.text))
        text = spoken.before + clean_text(self._heard).lstrip()
        done = [*sentences(text[begun:])][:-1]
        first = begun == len(spoken.before)
        if first and all(_ANNOUNCES.match(text, begun + a, begun + b) for a, b in done):
            return ""
        return text[: begun + done[-1][1]] if done else ""

    async def _verified(self, text: str) -> tuple[list[CheckedSentence], bool]:
        """The sentences up to the first that is not verified, and whether there is one."""
        found: list[CheckedSentence] = []
        good: list[CheckedSentence] = []
        for known in (0, 1):
            sources = await self._known(known)
            checked = await weighed(text, sources, begin=len(self._context.spoken.text))
            found = checked.sentences
            good = list(takewhile(lambda sentence: not sentence.unverified, found))
            if len(good) == len(found):
                break
        return good, len(good) < len(found)

    async def _known(self, which: int) -> Sources:
        """What this run's figures may rest on, then the whole thread's; each is read once."""
        if not self._sources:
            now = await of_this_run(self._messages, self._calls, self._services, self._context)
            self._sources.append(now)
        if which == len(self._sources):
            self._sources.append(
                await of_the_thread(self._messages, self._sources[0], self._services, self._context)
            )
        return self._sources[which]


def _cancelled() -> bool:
    """Whether a cancellation is on its way: of the run, or of an attempt that took too long."""
    return isinstance(sys.exc_info()[1], asyncio.CancelledError)
