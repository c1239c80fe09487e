"""What to do once a message has filled a tool: call it, ask for more, or explain what cannot be."""

from dataclasses import replace

from graphs.models.embedded.filled import Filled
from graphs.models.embedded.guessing import no_guess, wants_a_guess
from graphs.models.embedded.opener import currency_of
from graphs.models.embedded.plan import Plan
from graphs.models.embedded.questions import ask, explain_wrong, where_does_it_go
from graphs.models.embedded.schema import Tool
from graphs.models.embedded.uneven import uneven
from graphs.models.embedded.which_column import question, remembered


def decided(tool: Tool, filled: Filled, text: str) -> Plan:
    """Call, ask for what is missing, or explain what cannot be."""
    explain = filled.explain()
    right = {n: o for n, o in filled.origins.items() if o.inside}
    kept = replace(filled, origins=right).arguments
    if filled.wrong:
        reply = explain_wrong(filled.wrong[0], currency_of(tool, kept))
        missing = tuple(".".join(o.field.path) for o in filled.wrong) + filled.missing
        return Plan("ask", text, tool, kept, explain, missing, reply, reason="a value cannot be")
    if filled.missing and filled.doubts and not wants_a_guess(text):
        doubt = filled.doubts[0]
        missing = tuple(dict.fromkeys((doubt.field.name, *filled.missing)))
        return Plan("ask", text, tool, kept, explain, missing, question(doubt),
                    reason="a column in doubt", columns=remembered(doubt, text, {}))  # fmt: skip
    if filled.missing:
        if wants_a_guess(text):
            return no_guess(text, tool, filled, kept, explain)
        reply = ask(tool, filled, kept)
        return Plan("ask", text, tool, kept, explain, filled.missing, reply, reason="a gap")
    if pair := uneven(tool, filled.arguments):
        field, reply = pair
        kept = {name: value for name, value in kept.items() if name != field.name}
        return Plan("ask", text, tool, kept, explain, (field.name,), reply, reason="uneven lists")
    if filled.close and filled.close[0][0].required:
        reply = where_does_it_go(filled, kept)
        return Plan("ask", text, tool, kept, explain, (filled.close[0][1].name,), reply)
    figures = (one.text.strip() for one in filled.unused)
    unused = tuple(text for text in figures if any(c.isdigit() for c in text))[:3]
    return Plan(
        "call", text, tool, filled.arguments, explain, unused=unused, reason="fits the words",
        filled=filled,
    )  # fmt: skip
