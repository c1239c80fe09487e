"""Write the answer when the tools have run: what was understood, the result, what was assumed."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from graphs.models.embedded.lacking import lacking
from graphs.models.embedded.memory import Call
from graphs.models.embedded.opener import joined_briefly, phrases
from graphs.models.embedded.questions import described as needed_field
from graphs.models.embedded.questions import field_of
from graphs.models.embedded.saying import joined, spoken
from graphs.models.embedded.schema import Field, Tool

LONGEST = 120  # words of an answer to one question
SAME_LONGEST = 48  # characters of what stays; more is summed up as the rest
OPENER_LONGEST = 420  # characters; a longer list of what was given helps nobody

_NTH = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth")


@dataclass(frozen=True, slots=True)
class Written:
    """One answer and its parts, so that answers can be joined."""

    title: str
    opener: str
    body: str
    kind: str = "answer"
    missing: tuple[str, ...] = ()

    @property
    def alone(self) -> str:
        """As the only answer of a reply."""
        return f"{self.opener}\n\n{self.body}" if self.opener else self.body

    def among(self, others: Sequence["Written"]) -> str:
        """As one answer of several, under its title."""
        same = sum(other.title == self.title for other in others) > 1
        # In words: a digit here would be one more figure to prove.
        number = f", {_NTH[list(others).index(self) % len(_NTH)]}" if same else ""
        given = re.sub(r"^Taking (.*):$", r" (\1)", self.opener, flags=re.DOTALL)
        head = f"*{self.title}{number}*"
        if given == self.opener:
            return f"{head}: {self.alone}" if self.opener else f"{head}: {self.body}"
        return f"{head}{given}: {self.body}"


def write(call: Call, note: Mapping[str, Any], tool: Tool) -> Written:
    """The answer one call gives."""
    if call.failed:
        return _failed(call, tool)
    result = call.result or {}
    if note.get("focus"):
        return _about(call, note, tool)
    opener = _opener(call, note, tool)
    body = str(result.get("summary") or _figures(result))
    assumed = _assumed(call, tool, result, len(f"{opener} {body}".split()))
    # On one line: a figure that opens a line with its minus would be taken for a list's dash.
    unused = [f'"{" ".join(str(text).split())}"' for text in note.get("unused") or ()]
    left = f"I had no use for {joined(unused)}." if unused else ""
    left = " ".join(part for part in (_converted(note), left) if part)
    label = f", {note['label']}" if note.get("label") else ""
    return Written(
        tool.title + label, opener, "\n\n".join(part for part in (body, assumed, left) if part)
    )


def _converted(note: Mapping[str, Any]) -> str:
    """What was converted on the way from a table's columns; counts stand in the receipt."""
    told = [str(one) for row in note.get("explain") or () for one in row.get("notes") or ()]
    said = [one for one in told if not any(map(str.isdigit, re.sub(r"`[^`]*`", "", one)))]
    return f"Read {joined(said)}." if said else ""


def with_file_names(call: Call, files: Sequence[Mapping[str, Any]]) -> Call:
    """The call with its files called by name, and how many rows they have."""
    known = {str(file.get("id")): file for file in files}

    def said(value: Any) -> Any:
        if not isinstance(value, Mapping) or (file := known.get(str(value.get("file")))) is None:
            return value
        sheets: Mapping[str, Any] = file.get("sheets") or {}
        rows = sheets.get(str(value.get("sheet")), file).get("rows")
        about = {"name": str(file.get("name") or ""), "rows": rows}
        return {**value, **{key: one for key, one in about.items() if one}}

    return replace(call, arguments={name: said(value) for name, value in call.arguments.items()})


def joined_answers(answers: Sequence[Written]) -> str:
    """One reply of one or several answers."""
    if len(answers) == 1:
        return answers[0].alone
    return "\n\n".join(answer.among(answers) for answer in answers)


def _opener(call: Call, note: Mapping[str, Any], tool: Tool) -> str:
    changed = note.get("changed")
    if changed:
        now = joined_briefly(phrases(tool, call.arguments, changed))
        same = joined_briefly(
            phrases(tool, call.arguments, [n for n in call.arguments if n not in changed])
        )
        if now and same and len(same) < SAME_LONGEST:
            return f"Same {same}, now {now}:"
        rest = "; the rest as before" if same else ""
        return f"Now {now}{rest}:" if now else ""
    given = joined_briefly(phrases(tool, call.arguments))
    return f"Taking {given}:" if given and len(given) < OPENER_LONGEST else ""


def _assumed(call: Call, tool: Tool, result: Mapping[str, Any], used: int) -> str:
    """Defaults that were taken and what the result notes, as far as there is room."""
    defaults = [
        field.default_said
        for field in tool.fields
        if field.default_said and field.name not in call.arguments
    ]
    notes = [str(note) for note in result.get("notes") or ()]
    said = any(note.startswith("Assumed") for note in notes)
    parts = [f"Assumed: {joined(defaults)}."] if defaults and not said else []
    for note in notes:
        if used + len(" ".join([*parts, note]).split()) > LONGEST and parts:
            break
        parts.append(note)
    return " ".join(parts)


def _about(call: Call, note: Mapping[str, Any], tool: Tool) -> Written:
    """Why the answer is what it is, or what was assumed for it."""
    result = call.result or {}
    notes = " ".join(str(one) for one in result.get("notes") or ())
    given = joined_briefly(phrases(tool, call.arguments))
    method = (result.get("method") or {}).get("name", "")
    if note["focus"] == "assumed":
        defaults = [f.default_said for f in tool.fields
                    if f.default_said and f.name not in call.arguments]  # fmt: skip
        taken = f"Assumed: {joined(defaults)}. " if defaults else ""
        nothing = "Nothing beyond what you gave." if not (taken or notes) else ""
        return Written(tool.title, "", f"You gave {given}. {taken}{notes}{nothing}".strip())
    if note["focus"] == "chart":
        title = tool.title.lower() if tool.title[1:2].islower() else tool.title
        said = f"The chart of the {title} for {given}." if given else f"The chart of the {title}."
        said = said if result.get("chart", True) else "There is no chart of this."
        return Written(tool.title, "", f"{said}\n\n{result.get('summary', '')}".strip())
    how = f" Method: {method}." if method else ""
    body = f"It follows from {given}.{how}\n\n{result.get('summary', '')}\n\n{notes}"
    return Written(tool.title, "", body.strip())


def _failed(call: Call, tool: Tool) -> Written:
    """What was wrong with a call, in the fields' own names, and what would be right."""
    problem = call.result or {}
    errors: Sequence[Mapping[str, Any]] = problem.get("errors") or ()
    said = [_error(error, tool) for error in errors]
    told = str(problem.get("message") or problem.get("detail") or problem.get("summary") or "")
    text = " ".join(dict.fromkeys(said)) or _sentence(plainly(told, tool))
    missing = tuple(str(error.get("field", "")) for error in errors if error.get("field"))
    if len(errors) == 1 and (asked := _asks(errors[0])):
        return Written(tool.title, "", plainly(asked, tool), "question", missing)
    hint = str(problem.get("hint") or "")
    ending = _sentence(plainly(hint, tool)) if hint else ("What should it be?" if missing else "")
    kind = "question" if missing else "answer"
    if errors and all(error.get("code") == "missing" for error in errors):
        wanted = lacking(errors, tool, call.arguments)
        return Written(tool.title, "", f"Could you also tell me {wanted}?", kind, missing)
    return Written(
        tool.title, "", f"I could not compute that. {text} {ending}".strip(), kind, missing
    )


def _asks(error: Mapping[str, Any]) -> str:
    """The question that a missing value's message asks itself, if it asks one."""
    message = str(error.get("message", ""))
    if error.get("code") != "missing" or "?" not in message:
        return ""
    return _sentence(re.sub(r"^is required\W*", "", message))


def _error(error: Mapping[str, Any], tool: Tool) -> str:
    name, message = str(error.get("field", "")), str(error.get("message", "is not valid"))
    field = field_of(tool, name.split(".")[0]) if name else None
    if error.get("code") == "missing" and field is not None:
        return _sentence(f"I still need {needed_field(field)}")
    message = plainly(message, tool)
    if field is None or re.match(rf"(?:the )?{re.escape(spoken(field))}\b", message, re.IGNORECASE):
        return _sentence(message)
    return _sentence(f"{_place(name, field)} {message}")


def _place(name: str, field: Field) -> str:
    """A dotted path in words: `rows.3.day` is "the day of row 4"."""
    _, *inner = name.split(".")
    index = next((int(part) for part in inner if part.isdigit()), None)
    last = next((part for part in reversed(inner) if not part.isdigit()), "")
    said = spoken(field)
    if index is not None:
        said = f"entry {index + 1} of the {field.words}"
    return f"the {last.replace('_', ' ')} of {said}" if last else said


def plainly(text: str, tool: Tool) -> str:
    """A message of a tool with its fields called as people call them."""
    for field in sorted(tool.fields, key=lambda f: -len(f.name)):
        if "_" in field.name:
            text = re.sub(rf"`?\b{re.escape(field.name)}\b`?", spoken(field), text)
    return text.replace("`", "")


def _sentence(text: str) -> str:
    """A capital at the start, a full stop at the end."""
    text = text.strip()
    if not text:
        return ""
    return text[0].upper() + text[1:] + ("" if text[-1] in ".?!" else ".")


def _figures(result: Mapping[str, Any]) -> str:
    """A result without a summary, by its plain figures."""
    said = [
        f"{name.replace('_', ' ')} {value}"
        for name, value in result.items()
        if isinstance(value, int | float | str) and name not in ("method", "chart")
    ]
    return _sentence(joined(said[:8])) or "Done."
