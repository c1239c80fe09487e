"""Send an answer with unfounded figures back to a remote model, once."""

from collections.abc import Sequence

from langchain_core.language_models import BaseChatModel
from langchain_core.messages import AIMessage, HumanMessage

import prompts
from graphs.briefing import briefed
from graphs.conversation import briefing
from graphs.inquiry import Inquiry
from graphs.model_calls import ask
from graphs.sanitising import clean, clean_text
from graphs.spending import NO_USAGE, Usage
from graphs.usage import recorded
from tools.errors import ServiceError
from tools.receipts import Receipt

VERIFIER = "verifier"
SHOWN_CHARACTERS = 4000  # of each result: its figures, not its tables


async def corrected(
    model: BaseChatModel,
    question: str,
    answer: str,
    wrong: Sequence[str],
    receipts: Sequence[Receipt],
    inquiry: Inquiry,
) -> tuple[str, Usage]:
    """The answer written again; the old one when the provider fails: its sentences are struck."""
    results = "\n".join(
        f"{r.capability}: {briefed(clean(r.result), SHOWN_CHARACTERS)}" for r in receipts
    )
    listed = "\n".join(f"- {sentence}" for sentence in wrong)
    messages = [
        briefing(
            VERIFIER,
            f"{prompts.load('shared/correct')}\n\nResults:\n{results or 'none'}",
            inquiry.context,
        ),
        HumanMessage(question),
        AIMessage(answer),
        HumanMessage(f"These sentences hold figures without a source:\n{listed}"),
    ]
    if inquiry.context.spending.stand_in:
        return answer, NO_USAGE
    try:
        reply = await ask(model, messages, inquiry)
    except ServiceError as error:
        if not error.problem_code.startswith("provider-"):
            raise
        return answer, NO_USAGE
    text = clean_text(reply.text).strip()
    return (answer if reply.tool_calls or not text else text), recorded(reply, inquiry)
