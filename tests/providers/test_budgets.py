"""What a run spends is counted as providers report it, and ends where its budget does."""

from dataclasses import replace
from typing import Any

import pytest

from graphs.models.prices import Price, Prices, list_prices
from graphs.spending import NO_USAGE, Budget, Spending, Usage, added
from tests.providers.dialects import DIALECTS, USAGE
from tests.providers.faulty import FaultyProvider, Reply
from tests.providers.test_faults import ASKED, TOOL, WHOLE
from tools.errors import OverBudget

PRICE = {"input": 10.0, "cached": 1.0, "output": 100.0}
ONE_CALL = (100 * 10 + 20 * 1 + 30 * 100) / 1e6


@pytest.fixture(params=list(DIALECTS))
def provider(request: pytest.FixtureRequest, providers: dict[str, FaultyProvider]) -> Any:
    if request.param == "anthropic":
        pytest.importorskip("langchain_anthropic")
    return providers[request.param]


@pytest.fixture(scope="session")
def priced(start):
    """A service that knows what these models cost and lets a run use 400 tokens."""
    names = [f"{name}:priced" for name in DIALECTS]
    return start(prices=dict.fromkeys(names, PRICE), run_budget_tokens=400)


def answers(provider: FaultyProvider) -> tuple[Reply, Reply]:
    d = provider.dialect
    call = Reply([*d.call(TOOL, WHOLE), *d.end(calls=True)])
    return call, Reply([*d.text("12 * 12 is 144."), *d.end()])


def test_usage_and_cost_are_those_the_provider_reports(priced, provider):
    """Streamed usage of every call: fresh, cached, output, thoughts; priced by agent and in all."""
    provider.play("priced", *answers(provider))
    name = f"{provider.dialect.name}:priced"
    usage = priced.invoke(ASKED, agent="venture", model=name).json()["usage"]
    thought = 0 if provider.dialect.name == "anthropic" else 2 * USAGE["reasoning"]
    told = {"input": 240, "output": 60, "cached": 40, "reasoning": thought}
    assert usage["agents"]["venture"] == {**told, "cost": pytest.approx(2 * ONE_CALL)}
    assert usage["total"] == usage["agents"]["venture"]
    assert usage["cost"] == pytest.approx(2 * ONE_CALL)


def test_an_unknown_price_is_no_cost_and_is_said(strict, provider, model):
    """Null, with the model's name: not zero."""
    provider.play(model, *answers(provider))
    name = f"{provider.dialect.name}:{model}"
    usage = strict.invoke(ASKED, agent="venture", model=name).json()["usage"]
    assert usage["cost"] is None
    assert usage["unpriced"] == [name]
    assert usage["total"]["input"] == 240


def test_a_spent_budget_ends_the_run_and_keeps_what_was_found(priced, provider):
    """402, not to be tried again; the receipt and what it cost stay with the run."""
    call, _ = answers(provider)
    provider.play("priced", *[call] * 5)
    before = len(provider.asked["priced"])
    name = f"{provider.dialect.name}:priced"
    answer = priced.invoke(ASKED, agent="venture", model=name)
    problem = answer.json()
    assert answer.status_code == 402
    assert problem["code"] == "budget-exceeded"
    assert problem["retryable"] is False
    assert "400 tokens" in problem["detail"]
    assert len(provider.asked["priced"]) - before == 3  # 150 tokens each
    provider.replies["priced"].clear()
    run = priced.run(problem["run_id"])
    assert run["status"] == "failed"
    assert len(run["receipts"]) >= 1
    assert run["usage"]["total"]["input"] == 360
    assert run["usage"]["cost"] == pytest.approx(3 * ONE_CALL)


def test_the_thread_goes_on_after_a_spent_budget(priced, providers):
    """The next message has a budget of its own and may use what was found."""
    provider = providers["openai"]
    call, answer = answers(provider)
    provider.play("priced", call, call, call)
    asked = {"agent": "venture", "model": "openai:priced"}
    failed = priced.invoke(ASKED, **asked).json()
    thread = priced.run(failed["run_id"])["thread_id"]
    provider.play("priced", answer)
    again = priced.invoke("And 12 * 12 again?", thread_id=thread, **asked).json()
    assert again["status"] == "completed", again


def test_a_budget_of_money_ends_a_run(start, providers):
    """In US dollars, by the prices that are known."""
    provider = providers["openai"]
    service = start(prices={"openai:paid": PRICE}, run_budget_usd=1.5 * ONE_CALL)
    call, _ = answers(provider)
    provider.play("paid", call, call)
    answer = service.invoke(ASKED, agent="venture", model="openai:paid")
    assert answer.status_code == 402
    assert len(provider.asked["paid"]) == 2


def test_the_embedded_planner_answers_without_a_budget(priced):
    """It costs nothing, so nothing can be spent."""
    answer = priced.invoke(ASKED, agent="venture", model="embedded").json()
    assert "144" in answer["message"]["content"]
    assert answer["usage"]["cost"] == 0


def test_a_sum_is_known_when_each_part_is():
    one = Usage(input=1, output=2, cached=0, reasoning=0, cost=0.5)
    assert added([one, one])["cost"] == 1.0
    assert added([one, replace_cost(one, None)])["cost"] is None
    assert added([]) == NO_USAGE


def replace_cost(usage: Usage, cost: float | None) -> Usage:
    return Usage(**{**usage, "cost": cost})


def test_an_account_admits_until_its_budget_is_spent():
    account = Spending(Budget(tokens=10))
    account.admit()
    account.add("risk", "m", Usage(input=6, output=4, cached=0, reasoning=0, cost=None))
    with pytest.raises(OverBudget):
        account.admit()
    assert account.unpriced == {"m"}


@pytest.mark.parametrize(
    ("name", "like"),
    [
        ("openai:gpt-5-mini-2025-08-07", "openai:gpt-5-mini"),
        ("anthropic:claude-haiku-4-5-20251001", "anthropic:claude-haiku-4-5"),
        ("google_genai:gemini-2.5-flash-001", "google_genai:gemini-2.5-flash"),
    ],
)
def test_a_dated_model_costs_what_its_name_does(name, like):
    prices = list_prices()
    assert prices.of(name) == prices.of(like) is not None


def test_prices_of_ones_own_take_the_place_of_the_list():
    own = list_prices().overridden({"openai:gpt-5-mini": Price(1.0, 2.0)})
    assert own.of("openai:gpt-5-mini") == Price(1.0, 2.0)
    assert own.of("openai:gpt-5") == list_prices().of("openai:gpt-5")
    assert Prices().of("openai:nobody") is None


def test_every_listed_price_is_sane():
    """Cached input never costs more than fresh, nor input more than output; the day is given."""
    prices = list_prices()
    assert len(prices.as_of) == 10
    for name, price in prices.models.items():
        assert 0 < (price.cached or 0) <= price.input <= price.output, name
        assert replace(price) == price
