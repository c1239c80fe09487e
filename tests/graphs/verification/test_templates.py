"""Every capability with examples: fields under their own names pass, under another's they do not.

Nobody wrote answers about most of these results; the sentences are made from the receipts. The
share of either that goes wrong is reported in docs/verification.md.
"""

import datetime
import random
from functools import cache

import prompts
from graphs.verification import Sources, check
from tests.graphs.verification.templates import honest, lies
from tools.catalog import CATALOG
from tools.errors import InvalidInput, Unavailable
from tools.receipts import dump, make_receipt
from tools.validation import validate

TODAY = datetime.date(2026, 11, 21)
A_CAPABILITY = 2
"""Examples computed of each: some take seconds."""
STRUCK, PASSED = 0.01, 0.03


@cache
def threads() -> list[Sources]:
    """What was asked and computed, a few times for every capability."""
    found: list[Sources] = []
    taken = dict.fromkeys(CATALOG, 0)
    for row in prompts.examples():
        name = row["tool"]
        if row.get("missing") or row.get("files") or taken.get(name, A_CAPABILITY) >= A_CAPABILITY:
            continue
        capability = CATALOG[name]
        try:
            request = validate(capability.request, row["arguments"])
            result = capability(request)
        except (InvalidInput, Unavailable):
            continue
        taken[name] += 1
        receipt = make_receipt(
            capability, tenant="default", request=dump(request), arguments=row["arguments"],
            files=[], result=result, ms=1.0,
        )  # fmt: skip
        found.append(Sources(user_texts=[row["say"]], receipts=[receipt], as_of=TODAY))
    return found


def test_figures_under_their_own_names_pass() -> None:
    told = [
        (text, sources)
        for at, sources in enumerate(threads())
        for text in honest(sources.receipts[0], random.Random(at))
    ]
    struck = [text for text, sources in told if not check(text, sources=sources).verified]
    assert len(told) > 1_000
    assert len(struck) <= STRUCK * len(told), struck


def test_figures_under_another_fields_name_are_caught() -> None:
    told = [
        (text, sources)
        for at, sources in enumerate(threads())
        for text, *_ in lies(sources.receipts[0], random.Random(at))
    ]
    passed = [text for text, sources in told if check(text, sources=sources).verified]
    assert len(told) > 1_000
    assert len(passed) <= PASSED * len(told), passed
