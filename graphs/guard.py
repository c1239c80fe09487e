"""First node: refuse what cannot be answered, read attachments, begin a new run in the state."""

from typing import Any

from langchain_core.messages import HumanMessage
from langgraph.runtime import Runtime

from graphs.attachments import describe
from graphs.data import titled
from graphs.sanitising import clean_text
from graphs.services import Services
from graphs.state import RunContext, State
from tools.errors import InvalidInput, TooLarge


class Guard:
    """Checks the newest message and resets what belongs to one run only."""

    def __init__(self, services: Services) -> None:
        self.services = services

    async def __call__(self, state: State, runtime: Runtime[RunContext]) -> dict[str, Any]:
        """The message as the thread keeps it, and empty channels."""
        message = state["messages"][-1] if state["messages"] else None
        if not isinstance(message, HumanMessage) or not message.text.strip():
            raise InvalidInput.of("message", "must not be empty")
        if len(message.text) > self.services.limits.message_characters:
            limit = self.services.limits.message_characters
            raise TooLarge(
                f"a message has at most {limit:,} characters",
                hint="Attach long texts as files.",
            )
        if runtime.context.response_schema is not None:
            titled(runtime.context.response_schema)
        update: dict[str, Any] = {
            "run_id": runtime.context.run_id,
            "assignments": [],
            "findings": None,
            "spent": {},
            "draft": "",
            "draft_kind": "",
            "answer": None,
        }
        text = clean_text(message.text)
        files = await describe(runtime.context, self.services)
        if files or text != message.content:
            kept = HumanMessage(
                content=text, id=message.id, additional_kwargs={"files": files} if files else {}
            )
            update["messages"] = [kept]
        return update
