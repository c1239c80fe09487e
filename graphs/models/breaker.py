"""Stop asking a provider that keeps failing, and notice within a second when it is back.

closed ──5 failures in a row, or half of the last 20──► open ──0.5 s──► half-open: one probe
   ▲                                                     ▲                     │
   └───────────────── the probe succeeds ────────────────┴── the probe fails ──┘
"""

import time
from collections import OrderedDict, deque
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Literal

Clock = Callable[[], float]
State = Literal["closed", "open", "half-open"]

KEPT = 64
"""Breakers remembered at once: a model's name may come from a request."""


@dataclass(frozen=True, slots=True)
class Rules:
    """When a breaker opens, and for how long."""

    in_a_row: int = 5
    """More than one call's attempts: one unlucky message does not shut a provider out."""
    window: int = 20
    share: float = 0.5
    """Of a full window."""
    cooldown_s: float = 0.5
    """Until one probe may pass; half of the second within which a recovery must be noticed."""
    longest_s: float = 60.0
    """A provider that asks for more patience than this is probed all the same."""


@dataclass(slots=True)
class Breaker:
    """Whether one model of one provider may be asked."""

    rules: Rules = field(default_factory=Rules)
    clock: Clock = time.monotonic
    _outcomes: "deque[bool]" = field(init=False)
    _row: int = 0
    _open_until: float | None = None
    _probing: bool = False

    def __post_init__(self) -> None:
        self._outcomes = deque(maxlen=self.rules.window)

    @property
    def state(self) -> State:
        """Closed: asked. Open: not asked. Half-open: one probe may pass, or is under way."""
        if self._open_until is None:
            return "closed"
        return "half-open" if self._probing or self.clock() >= self._open_until else "open"

    @property
    def refuses(self) -> bool:
        """Whether an attempt now would be turned away."""
        return self._probing or self.state == "open"

    def admit(self) -> bool:
        """Whether an attempt may be made; one that may is followed by `succeeded`, `failed` or
        `given_up`.
        """
        if self.refuses:
            return False
        self._probing = self._open_until is not None
        return True

    def succeeded(self) -> None:
        """The provider answered."""
        if self._probing:
            self._outcomes.clear()
            self._open_until, self._probing = None, False
        self._row = 0
        self._outcomes.append(True)

    def failed(self, retry_after_s: float | None = None) -> None:
        """The provider did not answer, or wrongly; it may have said how long to leave it alone."""
        self._row += 1
        self._outcomes.append(False)
        full = len(self._outcomes) == self.rules.window
        often = full and self._outcomes.count(False) >= self.rules.share * self.rules.window
        if self._probing or often or self._row >= self.rules.in_a_row:
            asked = min(retry_after_s or 0.0, self.rules.longest_s)
            self._open_until = self.clock() + max(self.rules.cooldown_s, asked)
        self._probing = False

    def given_up(self) -> None:
        """Nobody waited for the outcome: it says nothing about the provider."""
        self._probing = False


@dataclass(slots=True)
class Breakers:
    """A breaker for each `provider:model`, shared by every run of this process."""

    rules: Rules = field(default_factory=Rules)
    clock: Clock = time.monotonic
    _of: OrderedDict[str, Breaker] = field(default_factory=OrderedDict[str, Breaker])

    def of(self, name: str) -> Breaker:
        """The breaker of a model."""
        if name not in self._of:
            self._of[name] = Breaker(self.rules, self.clock)
        self._of.move_to_end(name)
        while len(self._of) > KEPT:
            self._of.popitem(last=False)
        return self._of[name]

    def states(self) -> dict[str, State]:
        """How each model asked so far stands."""
        return {name: breaker.state for name, breaker in self._of.items()}
