"""Train the embedded planner: `polymath train planner`, or `python -m` this module.

Reads `prompts/examples/*.jsonl`, `prompts/practice/*.jsonl` and what the catalogue says of itself,
writes `weights/heads.npz` and the model card. Ten to twenty minutes on two cores, most of
them reading examples again for the doubt; the same weights every time.
"""

import sys
import time
from collections import Counter
from collections.abc import Sequence
from itertools import chain

import numpy as np

import prompts
from graphs.models.embedded.bound import read
from graphs.models.embedded.corpus import Example, digest
from graphs.models.embedded.heads import FILE, FOLDER, NONE, Heads, save
from graphs.models.embedded.schema import Tool
from graphs.models.embedded.training import train
from tools.catalog import CATALOG


def catalogued() -> list[Tool]:
    """Every capability as a tool, named as it is bound."""
    return [
        read(
            {
                "name": capability.tool_name,
                "description": capability.description,
                "parameters": capability.request.model_json_schema(),
            }
        )
        for capability in CATALOG.values()
    ]


def examples() -> list[Example]:
    """Every example and practice row whose tool exists, its tool named as it is bound."""
    known = {tool.name for tool in catalogued()} | {NONE}
    rows = [
        {**row, "tool": str(row.get("tool") or NONE).replace(".", "_")}
        for row in chain(prompts.examples(), prompts.practice())
    ]
    return [row for row in rows if row["tool"] in known]


def main(arguments: Sequence[str] = ()) -> int:
    """Train, write, and say how well the heads know messages they were not trained on."""
    began = time.perf_counter()
    rows, tools = examples(), catalogued()
    heads = train(rows, tools, doubt=True)
    FOLDER.mkdir(exist_ok=True)
    save(heads, FILE)
    (FOLDER / "README.md").write_text(card(heads, rows, tools), encoding="utf-8")
    seconds = time.perf_counter() - began
    quiet = "--quiet" in arguments
    if not quiet:
        sys.stdout.write(f"{len(rows)} examples, {len(tools)} tools, {seconds:.0f} s: {FILE}\n")
    return 0


def card(heads: Heads, rows: Sequence[Example], tools: Sequence[Tool]) -> str:
    """The model card."""
    counts = Counter(str(row["tool"]) for row in rows)
    lines = "\n".join(f"| {name} | {counts[name]} |" for name in heads.names)
    size = FILE.stat().st_size if FILE.is_file() else 0
    held_out = heads.scope.get("held_out", [float("nan")])[0]
    mined = sum(len(words) for fields in heads.mined.values() for words in fields.values())
    return f"""# Model card: the embedded planner's heads

Which tool a message asks for. Two multinomial logistic heads, one over hashed TF-IDF features
(letters 2 to 5, words 1 and 2, numbers masked), one over MiniLM-L6 sentence embeddings; the mean
of their log-probabilities ranks the tools. A logistic score over nearness, p(none) and p(top)
refuses what is out of scope; its threshold refuses 2 % of the examples held out from the heads.
A conditional logistic says which field of a tool each figure stands for, from hashed words around
it and from how it fits each field; it speaks beside the rules and for the doubt.

- Trained on: `prompts/examples/*.jsonl` and `prompts/practice/*.jsonl` ({len(rows)} rows), their
  clauses, and the descriptions of {len(tools)} tools and their fields; nothing else. No user's
  messages.
- Examples' hash: `{heads.digest}`. A test fails when the examples changed and the weights did not.
- Right tool first, on whole messages that the heads of their fold had not seen: {held_out:.3f}.
- Words mined beside values: {mined}. File: {size // 1024} kB, arrays only, no code.
- Made by `polymath train planner`; L-BFGS from zero, no randomness, so it is repeatable.
- Limits: English first; other languages are matched by the words they share. Wording unlike any
  example is asked back or refused rather than guessed.

| class | examples |
|---|---|
{lines}
"""


def stale(heads: Heads | None) -> bool:
    """Whether the examples changed since the weights were made."""
    return heads is None or heads.digest != digest(examples())


if __name__ == "__main__":
    np.seterr(all="raise", under="ignore")
    raise SystemExit(main(sys.argv[1:]))
