"""Send an answer with unfounded figures back to a remote model, once."""

import re
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
from graphs.verification import sentences
from tools.errors import ServiceError
from tools.receipts import Receipt

_BLANK = re.compile(r"\s+")
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
    released = inquiry.context.spoken.text
    prompt = prompts.load("shared/correct_rest" if released else "shared/correct")
    if released:
        prompt += f"\n\nWhat the user has read:\n{released}"
    messages = [
        briefing(
            VERIFIER,
            f"{prompt}\n\nResults:\n{results or 'none'}",
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
    if reply.tool_calls or not text:
        return answer, recorded(reply, inquiry)
    return (_joined(released, text, answer) if released else text), recorded(reply, inquiry)


def _joined(released: str, text: str, answer: str) -> str:
    """The released beginning and the new rest, which may repeat the beginning or some of it."""
    if text.startswith(released):
        return text
    said = {released[start:end] for start, end in sentences(released)}
    begin = next((a for a, b in sentences(text) if text[a:b] not in said), len(text))
    between = _BLANK.match(answer, len(released))
    return f"{released}{between[0] if between else ' '}{text[begin:]}".rstrip()
