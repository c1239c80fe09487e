"""What is configured is said: by the doctor, by `/info`, and by name where it is wrong."""

import pytest
from pydantic import SecretStr, ValidationError

from graphs.models import ModelConfig
from graphs.models.registry import LONGEST, model_chain, model_names
from server.providers import config_of, limits_of, order_of, prices_of, standing
from server.settings import Settings
from server.terminal.diagnosis import BAD, NOTE, OK, _model
from tools.errors import InvalidInput

KEYS = ("OPENAI_API_KEY", "OPENAI_BASE_URL", "GEMINI_API_KEY", "GOOGLE_API_KEY")


@pytest.fixture(autouse=True)
def _no_keys(monkeypatch):
    for name in (*KEYS, "ANTHROPIC_API_KEY", "POLYMATH_MODEL"):
        monkeypatch.delenv(name, raising=False)


def settings(**about) -> Settings:
    return Settings(_env_file=None, **about)


def test_the_order_always_ends_at_the_embedded_planner():
    assert order_of(settings()) == ["embedded"]
    assert order_of(settings(model="openai:a, google_genai:b")) == [
        "openai:a",
        "google_genai:b",
        "embedded",
    ]


def test_unless_a_setting_says_otherwise():
    assert order_of(settings(model="openai:a", embedded_fallback=False)) == ["openai:a"]
    named = settings(model="openai:a,embedded", embedded_fallback=False)
    assert order_of(named) == ["openai:a", "embedded"]


def test_what_is_missing_is_named_and_no_key_is_shown():
    told = standing(settings(model="openai:gpt-5,google_genai:x", openai_api_key="sk-secret"))
    assert told[0] == {"model": "openai:gpt-5", "ready": True, "priced": True}
    assert told[1]["ready"] is False
    assert "GEMINI_API_KEY" in told[1]["missing"]
    assert told[1]["priced"] is False
    assert told[2] == {"model": "embedded", "ready": True, "priced": True}
    assert "secret" not in repr(told)


def test_the_doctor_says_the_order_and_what_is_missing():
    findings = list(_model(settings(model="openai:a,google_genai:b", openai_api_key="sk-secret")))
    levels = {text: level for level, text in findings}
    assert levels["model in force: openai:a, then google_genai:b, then embedded"] == OK
    assert levels["google_genai:b needs GEMINI_API_KEY (or GOOGLE_API_KEY)"] == BAD
    assert levels["OPENAI_API_KEY is set"] == OK
    assert any(level == NOTE and "price unknown" in text for level, text in findings)
    assert "secret" not in repr(findings)


def test_the_doctor_names_a_list_that_cannot_be_meant():
    (level, text), *_ = _model(settings(model="embedded,openai:a"))
    assert level == BAD
    assert "POLYMATH_MODEL" in text


def test_keys_that_are_not_used_are_noted():
    findings = list(_model(settings(openai_api_key="sk-secret")))
    assert (NOTE, "OPENAI_API_KEY is set but not used: POLYMATH_MODEL names the model") in findings


@pytest.mark.parametrize(
    "prices", [{"openai:x": {"input": 1}}, {"openai:x": {"input": -1, "output": 1}}, {"x": {}}]
)
def test_a_wrong_price_is_refused_by_name(prices):
    with pytest.raises(ValidationError) as told:
        settings(prices=prices)
    assert told.value.errors()[0]["loc"] == ("prices",)


def test_prices_and_patience_follow_the_settings():
    own = settings(prices={"openai:x": {"input": 1, "output": 2}}, provider_timeout_s=10)
    price = prices_of(own).of("openai:x")
    assert price is not None
    assert (price.input, price.cached, price.output) == (1, None, 2)
    limits = limits_of(own)
    assert (limits.attempt_s, limits.silence_s, limits.model_timeout_s) == (10, 10, 20)
    assert config_of(own).timeout_s == 10


def test_names_are_read_as_people_write_them():
    assert model_names(" openai:a , openai:b,openai:a") == ("openai:a", "openai:b")
    with pytest.raises(InvalidInput, match=str(LONGEST)):
        model_names(",".join(f"openai:{n}" for n in range(LONGEST + 1)))


def test_each_missing_key_is_named():
    config = ModelConfig(openai_api_key=SecretStr("k"))
    with pytest.raises(InvalidInput, match="GEMINI_API_KEY"):
        model_chain("openai:a,google_genai:b", config)
    with pytest.raises(InvalidInput, match=r"ANTHROPIC_API_KEY|requirements-anthropic"):
        model_chain("anthropic:a", config)
