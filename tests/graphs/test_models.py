"""Chat models by name."""

import pytest
from pydantic import SecretStr

from graphs.models import ModelConfig, chat_model
from graphs.models.origin import is_in_process
from tools.errors import InvalidInput

KEY = ModelConfig(openai_api_key=SecretStr("k"))


@pytest.mark.parametrize(
    "name", ["", "oracle", "openai", "openai:", "gpt-4o", "anthropic:", "mistral:x"]
)
def test_an_unknown_name_is_refused_with_the_right_ones(name):
    """The field is `model` and the message lists what is understood."""
    with pytest.raises(InvalidInput) as refused:
        chat_model(name, KEY)
    assert refused.value.errors[0].field == "model"
    assert "openai:<model>" in refused.value.message


def test_openai_without_a_key_is_refused():
    """The setting that is missing is named."""
    with pytest.raises(InvalidInput, match="OPENAI_API_KEY"):
        chat_model("openai:gpt-4o", ModelConfig())


def test_a_server_of_ones_own_needs_no_key():
    """vLLM and Ollama ask for none."""
    model = chat_model("openai:llama", ModelConfig(openai_base_url="http://127.0.0.1:9/v1"))
    assert not is_in_process(model)


def test_a_model_is_built_once():
    """The same name and settings give the same object; other settings another."""
    assert chat_model("openai:gpt-4o", KEY) is chat_model("openai:gpt-4o", KEY)
    other = ModelConfig(openai_api_key=SecretStr("k"), timeout_s=5)
    assert chat_model("openai:gpt-4o", other) is not chat_model("openai:gpt-4o", KEY)


def test_the_embedded_planner_is_known_as_in_process():
    """It is shown the full vocabulary, also once tools are bound."""
    planner = chat_model("embedded")
    assert is_in_process(planner)
    assert is_in_process(planner.bind_tools([]))


def test_keys_do_not_show():
    """Neither in the settings nor in the model."""
    assert "'k'" not in repr(KEY)
    assert "SecretStr('**********')" in repr(KEY)
