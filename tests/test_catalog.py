"""What every capability must keep to. A new one is covered the moment it is listed."""

import json
import re
from pathlib import Path
from typing import Any

import pytest

import prompts
from server.readme import documented
from tests.outside import ports_of
from tools.catalog import CATALOG, DOMAINS
from tools.errors import InvalidInput
from tools.receipts import digest, dump
from tools.validation import validate

ROOT = Path(__file__).parents[1]
every_capability = pytest.mark.parametrize(
    "capability", CATALOG.values(), ids=lambda c: c.full_name
)


def examples(capability: Any) -> list[dict[str, Any]]:
    return capability.request.model_config["json_schema_extra"]["examples"]


SHARED = {"expressions", "tables"}
"""Part of the contract: how the columns of a table become the fields of a request."""


def test_every_domain_is_a_folder_and_every_folder_a_domain() -> None:
    """`tools/` holds domains and the contract, nothing else."""
    folders = {f.name for f in (ROOT / "tools").iterdir() if f.is_dir() and f.name[0] not in "_."}
    assert folders - SHARED == set(DOMAINS)


@every_capability
def test_its_examples_run_and_run_alike(capability: Any) -> None:
    """The same request gives the same bits, and the result survives a round trip."""
    for example in examples(capability):
        request = validate(capability.request, example)
        result = capability(request, **ports_of(capability))
        assert type(result) is capability.result
        assert digest(dump(result)) == digest(dump(capability(request, **ports_of(capability))))
        assert dump(capability.result.model_validate_json(result.model_dump_json())) == dump(result)


@every_capability
def test_its_result_says_what_how_and_from_where(capability: Any) -> None:
    """Each result has a summary, a method with its source, and no NaN."""
    for example in examples(capability):
        result = capability(validate(capability.request, example), **ports_of(capability))
        assert result.summary.strip()
        assert result.summary.count("**") in (0, 2)
        assert result.method.name
        assert result.method.source
        json.dumps(dump(result), allow_nan=False)


@every_capability
def test_an_unknown_field_is_named(capability: Any) -> None:
    """A misspelt field is refused by its name, without repeating its value."""
    with pytest.raises(InvalidInput) as refusal:
        validate(capability.request, {**examples(capability)[0], "no_such_field": "s3cret"})
    assert "no_such_field" in [problem.field for problem in refusal.value.errors]
    assert "s3cret" not in refusal.value.message


@every_capability
def test_its_docstring_opens_with_a_short_sentence(capability: Any) -> None:
    """The first line is the catalogue's row."""
    assert capability.summary.endswith(".")
    assert len(capability.summary) <= 120
    assert re.fullmatch(r"[a-z][a-z0-9_]*", capability.name)
    assert len(capability.tool_name) <= 64


@every_capability
def test_its_fields_are_described(capability: Any) -> None:
    """The planner, the forms and the documents read only the schema."""
    for name, schema in capability.request.model_json_schema()["properties"].items():
        assert len(schema.get("description", "")) >= 8, name


@every_capability
def test_people_ask_for_it_in_plain_words(capability: Any) -> None:
    """At least five examples, whose arguments are valid unless they say what is missing."""
    rows = [row for row in prompts.examples() if row.get("tool") == capability.full_name]
    assert len(rows) >= 5
    for row in rows:
        if not row.get("missing") and not row.get("files"):
            validate(capability.request, row["arguments"])


def test_the_readme_lists_every_agent_and_capability() -> None:
    """`make readme` was run after the catalogue changed."""
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    assert documented(readme) == readme
