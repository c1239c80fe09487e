"""What a model is shown of the thread, and the thread's bounds."""

import json
from collections.abc import Sequence
from typing import Any

from langchain_core.messages import AnyMessage, HumanMessage, SystemMessage

PREVIEW_COLUMNS = 40


def last_question(messages: Sequence[AnyMessage]) -> int:
    """The index of the newest message of the person; -1 when there is none."""
    for index in range(len(messages) - 1, -1, -1):
        if isinstance(messages[index], HumanMessage):
            return index
    return -1


def earlier_turns(messages: Sequence[AnyMessage], turns: int) -> list[AnyMessage]:
    """The last `turns` turns before the newest question, whole: calls keep their results."""
    before = messages[: max(0, last_question(messages))]
    starts = [i for i, message in enumerate(before) if isinstance(message, HumanMessage)]
    if not starts:
        return []
    return [m for m in before[starts[-turns:][0] :] if not isinstance(m, SystemMessage)]


def attached(message: AnyMessage) -> list[dict[str, Any]]:
    """The files that came with a message."""
    return list(message.additional_kwargs.get("files", ()))


def for_remote(messages: Sequence[AnyMessage]) -> list[AnyMessage]:
    """The same messages with attached files listed in the text: all that a remote model reads."""
    return [_with_files_listed(message) for message in messages]


def _with_files_listed(message: AnyMessage) -> AnyMessage:
    if not isinstance(message, HumanMessage) or not (files := attached(message)):
        return message
    lines = "\n".join(_line(file) for file in files)
    listed = f'{message.text}\n\n[Attached files; pass one to a tool as {{"file": id}}]\n{lines}'
    return HumanMessage(content=listed, additional_kwargs=message.additional_kwargs, id=message.id)


def _line(file: dict[str, Any]) -> str:
    about = [f"{file['name']} ({file['media_type']}, {file['bytes']} bytes)"]
    if columns := file.get("columns"):
        names = ", ".join(list(columns)[:PREVIEW_COLUMNS])
        about.append(f"{file.get('rows', '?')} rows, columns {names}")
    if data := file.get("data"):
        about.append(json.dumps(data, ensure_ascii=False)[:2000])
    if problem := file.get("problem"):
        about.append(f"cannot be read: {problem}")
    return f"- {file['id']}: {'; '.join(about)}"
