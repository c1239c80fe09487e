"""What the verifier costs: a dense answer held against the receipts it was written from.

There is no peer; the figures are CPU milliseconds. "Again" is an answer whose sentences were
verified when they were released, as the service does it; "first sight" is one whose sentences were
never seen, about receipts that others were about; "of new receipts" is one about receipts that none
was; "receipts" is what indexing the evidence costs when the receipts are new, and when not.
"""

import datetime
import random
import statistics
import time
from collections.abc import Callable
from itertools import cycle, islice

import prompts
from graphs.verification import Sources, check
from graphs.verification.figure import Figure
from graphs.verification.receipt_figures import receipt_figures
from tools.catalog import CATALOG
from tools.receipts import Receipt, dump, make_receipt
from tools.validation import validate

CAPABILITIES = (
    "risk.simulate_annual_loss", "venture.unit_economics", "learning.schedule_reviews",
    "assessment.analyse_test",
)  # fmt: skip
AS_OF = datetime.date(2026, 11, 21)
FIGURES = 100
ROUNDS = 60
LETTERS = "abcdefghijklmnopqrstuvwxyz"


def computed(name: str) -> tuple[str, Receipt]:
    """A question of the examples and the receipt of its answer."""
    row = next(
        r for r in prompts.examples()
        if r["tool"] == name and not r.get("missing") and not r.get("files")
    )  # fmt: skip
    capability = CATALOG[name]
    request = validate(capability.request, row["arguments"])
    receipt = make_receipt(
        capability,
        tenant="default",
        request=dump(request),
        arguments=row["arguments"],
        files=[],
        result=capability(request),
        ms=1.0,
    )
    return row["say"], receipt


def answer(figures: list[Figure], draw: random.Random) -> str:
    """A list of a hundred figures under their names; a word of its own makes every line new."""
    start = draw.randrange(len(figures))
    lines: list[str] = []
    for figure in islice(cycle(figures), start, start + FIGURES):
        name = figure.path.rpartition(".")[2].replace("_", " ")
        new = "".join(draw.choices(LETTERS, k=3))
        lines.append(f"- {new} {name}: {shown(figure)}")
    return "\n".join(lines)


def shown(figure: Figure) -> str:
    """A figure as a model would write it."""
    match figure.sort:
        case "money":
            return f"€{figure.value:,.0f}" if figure.currency == "EUR" else f"{figure.value:,.0f}"
        case "fraction":
            return f"{figure.value:.1%}"
        case _:
            return f"{figure.value:.4g}"


def cpu_ms(call: Callable[[], object]) -> float:
    """CPU time of one call."""
    began = time.process_time()
    call()
    return (time.process_time() - began) * 1e3


def twice(text: str, sources: Sources) -> tuple[float, float]:
    """CPU time of the first check of an answer, and of the next."""
    return cpu_ms(lambda: check(text, sources=sources)), cpu_ms(
        lambda: check(text, sources=sources)
    )


def first_of_all(text: str, said: list[str], receipts: list[Receipt], at: int) -> float:
    """CPU time of the first check of all that rests on these receipts."""
    copies = [receipt.model_copy(update={"id": f"r_{at}_{receipt.id}"}) for receipt in receipts]
    sources = Sources(user_texts=said, receipts=copies, as_of=AS_OF)
    _ = sources.evidence, sources.told  # the service has them before an answer begins
    return cpu_ms(lambda: check(text, sources=sources))


def main() -> None:
    """Print the table of the README."""
    asked = [computed(name) for name in CAPABILITIES]
    texts, receipts = [text for text, _ in asked], [receipt for _, receipt in asked]

    def sources() -> Sources:
        return Sources(user_texts=texts, receipts=receipts, as_of=AS_OF)

    known = sources()
    new = cpu_ms(lambda: known.evidence)
    indexed = statistics.median(cpu_ms(lambda: sources().evidence) for _ in range(ROUNDS))
    ids = iter(range(ROUNDS * len(receipts)))
    one = statistics.median(
        cpu_ms(lambda r=r: receipt_figures(r.model_copy(update={"id": f"r_{next(ids)}"})))
        for _ in range(ROUNDS) for r in receipts
    )  # fmt: skip
    figures = [
        f for receipt in receipts for f in receipt_figures(receipt)
        if f.source == "result" and not f.exact and f.sort not in ("date", "length")
    ]  # fmt: skip
    draw = random.Random(7)
    answers = [answer(figures, draw) for _ in range(ROUNDS)]
    first, again = zip(*(twice(text, known) for text in answers), strict=True)

    unseen = [first_of_all(answer(figures, draw), texts, receipts, at) for at in range(ROUNDS)]
    length = statistics.median(map(len, answers))
    print(f"{len(receipts)} receipts, {len(figures)} figures; {length:.0f} characters, ", end="")
    print(f"{FIGURES} figures an answer\n")
    print("| what | CPU ms |\n|---|---:|")
    print(f"| an answer again | {statistics.median(again):.2f} |")
    print(f"| an answer at first sight | {statistics.median(first):.2f} |")
    print(f"| an answer at first sight, of new receipts | {statistics.median(unseen):.2f} |")
    print(f"| a new receipt of a known capability | {one:.2f} |")
    print(f"| receipts, known | {indexed:.2f} |\n| receipts, new (schemas included) | {new:.1f} |")


if __name__ == "__main__":
    main()
