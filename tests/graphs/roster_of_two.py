"""A roster small enough to read: two agents, three capabilities, no domain of the product."""

import threading
from typing import Any

from pydantic import ConfigDict, Field

from agents.spec import AgentSpec
from tools.capability import Capability, Method, RequestModel, ResultModel
from tools.errors import Unavailable
from tools.fields import Count, Money, field

METHOD = Method(name="multiplication", source="Euclid, Elements VII")


class PriceRequest(RequestModel):
    """How many, and what one costs."""

    model_config = ConfigDict(json_schema_extra={"examples": [{"items": 3, "price": 5}]})

    items: Count = field(description="How many.", aliases=("pieces",), le=1000)
    price: Money = field(description="What one costs.", aliases=("each",))
    discount: float = field(default=0.1, description="Share taken off.", ge=0, lt=1)


class PriceResult(ResultModel):
    """What they cost together."""

    total: float = Field(description="What all cost.")
    saved: float = Field(description="How much is saved by the discount.")


RAN: list[dict[str, Any]] = []
"""Every computation, for tests that count."""


def price(request: PriceRequest) -> PriceResult:
    """What several things of one price cost together."""
    RAN.append(request.model_dump())
    full = request.items * request.price
    saved = full * request.discount
    return PriceResult(
        total=full - saved,
        saved=saved,
        summary=f"Together they cost **{full - saved:,.2f}**; {saved:,.2f} is saved.",
        method=METHOD,
        chart={"mark": "bar", "data": {"values": [{"total": full - saved}]}},
    )


class DaysRequest(RequestModel):
    """A number of weeks."""

    weeks: Count = field(description="How many weeks.")


class DaysResult(ResultModel):
    """Days."""

    days: int = Field(description="How many days.")


def days(request: DaysRequest) -> DaysResult:
    """How many days several weeks have."""
    if request.weeks == 13:
        raise Unavailable("the calendar is closed")
    if request.weeks == 14:
        raise RuntimeError("a bug")
    BUSY.wait(0.0)
    count = request.weeks * 7
    return DaysResult(days=count, summary=f"That is {count} days.", method=METHOD)


BUSY = threading.Event()


class SendRequest(RequestModel):
    """Whom to send the offer."""

    to: str = field(description="Whom.", min_length=3)


class SendResult(ResultModel):
    """That it was sent."""

    sent: bool = Field(description="Whether it was sent.")


SENT: list[str] = []


def send_offer(request: SendRequest) -> SendResult:
    """Send the offer to a customer."""
    SENT.append(request.to)
    return SendResult(sent=True, summary="The offer was sent.", method=METHOD)


def capability(function: Any, domain: str, **about: Any) -> Capability:
    """A capability outside `tools`, whose module does not name its domain."""
    import dataclasses

    return dataclasses.replace(Capability.of(function, **about), domain=domain)


PRICE = capability(price, "shop")
DAYS = capability(days, "calendar")
SEND = capability(send_offer, "shop", needs_approval=True)

ROSTER = (
    AgentSpec("risk", "Knows prices.", (PRICE, SEND), {"legal": "it is about time"}),
    AgentSpec("legal", "Knows the calendar.", (DAYS,), {"risk": "it is about money"}),
)
