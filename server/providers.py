"""Which models answer here: what the settings name, what keys there are, how providers stand."""

from typing import Any

from graphs.models.config import ModelConfig
from graphs.models.prices import Price, Prices, list_prices
from graphs.models.registry import EMBEDDED, missing_for, model_names
from graphs.services import Limits, Services
from server.settings import Settings
from tools.errors import Unavailable


def config_of(settings: Settings) -> ModelConfig:
    """Keys, addresses and patience."""
    return ModelConfig(
        openai_api_key=settings.openai_api_key,
        openai_base_url=settings.openai_base_url,
        google_api_key=settings.google_api_key,
        google_base_url=settings.google_base_url,
        anthropic_api_key=settings.anthropic_api_key,
        anthropic_base_url=settings.anthropic_base_url,
        timeout_s=settings.provider_timeout_s,
    )


def limits_of(settings: Settings) -> Limits:
    """How far a run may go, as far as it is a setting."""
    return Limits(
        attempt_s=settings.provider_timeout_s,
        silence_s=min(settings.provider_silence_s, settings.provider_timeout_s),
        model_timeout_s=2 * settings.provider_timeout_s,
    )


def prices_of(settings: Settings) -> Prices:
    """The list prices with the settings' own in their place."""
    given = {
        name: Price(entry["input"], entry["output"], entry.get("cached"))
        for name, entry in settings.prices.items()
    }
    return list_prices().overridden(given)


def order_of(settings: Settings) -> list[str]:
    """The models asked in turn when a request names none."""
    names = list(model_names(settings.model))
    if settings.embedded_fallback and EMBEDDED not in names:
        names.append(EMBEDDED)
    return names


def standing(settings: Settings) -> list[dict[str, Any]]:
    """Each model of the order: whether it can be asked, what it needs, whether its price is known.

    Never a key, nor a part of one.
    """
    config, prices = config_of(settings), prices_of(settings)
    return [
        {
            "model": name,
            "ready": not (missing := missing_for(name, config)),
            **({"missing": missing} if missing else {}),
            "priced": prices.of(name) is not None,
        }
        for name in order_of(settings)
    ]


def probe(services: Services) -> dict[str, Any]:
    """For `/health/detailed`: the breakers of providers; unwell while one is open."""
    states = services.breakers.states()
    if any(state != "closed" for state in states.values()):
        raise Failing(dict(states))
    return dict(states)


class Failing(Unavailable):
    """A provider keeps failing and is not asked for now."""

    def __init__(self, detail: dict[str, Any]) -> None:
        super().__init__("a model provider keeps failing", code="provider-busy")
        self.detail = detail
