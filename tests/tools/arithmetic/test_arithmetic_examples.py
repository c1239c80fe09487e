"""The examples the planner learns from say what the capability takes."""

import json
from pathlib import Path

import pytest

from tools.catalog import CATALOG
from tools.errors import InvalidInput
from tools.validation import validate

ROWS = [
    json.loads(line)
    for line in Path("prompts/examples/arithmetic.jsonl").read_text(encoding="utf-8").splitlines()
    if line
]


@pytest.mark.parametrize("row", ROWS, ids=[row["say"][:40] for row in ROWS])
def test_an_example_runs_or_lacks_exactly_what_it_says(row: dict) -> None:
    capability = CATALOG[row["tool"]]
    if "missing" in row:
        with pytest.raises(InvalidInput) as caught:
            validate(capability.request, row["arguments"])
        assert [problem.field for problem in caught.value.errors] == row["missing"]
    else:
        result = capability(validate(capability.request, row["arguments"]))
        assert result.summary.count("**") == 2
