"""What stands in an attached document is for the tool that reads files, whatever else is said."""

import re
from collections.abc import Sequence
from dataclasses import replace

from graphs.models.embedded.message import Attachment
from graphs.models.embedded.ranking import Ranked
from graphs.models.embedded.schema import Tool, slots

CERTAIN = 0.9  # the chance of the tool that reads, where nothing else was understood
_THING = (
    r"(?:(?:this|that|the|my|it|attached|enclosed)\s+){1,3}(?:[a-z]+\s)?"
    r"(?:letter|file|document|pdf|attachment|e-?mail|scan|note|text|page|paper|notice|docx?)"
)
_POINTED = rf"(?:{_THING}|it|this|that|here)\b"
_READS = re.compile(
    rf"\bwhat(?:\s?['’]?s|\s+is|\s+stands)?\s+(?:written\s+)?(?:in|inside|on)\s+{_POINTED}"
    rf"|\bwhat\s+(?:does|do)\s+{_POINTED}\s+say\b"
    rf"|\bread\s+(?:me\s+|out\s+|to\s+me\s+)?{_POINTED}",
    re.IGNORECASE,
)


def reading_files(text: str, files: Sequence[Attachment], ranked: Ranked) -> Ranked:
    """The ranking, led by the tool that reads files where a text only asks what stands in one."""
    if ranked.in_scope or not any(f.get("kind") == "document" for f in files):
        return ranked
    able = next((tool for tool, _ in ranked.tools if _only_reads(tool)), None)
    if able is None or not _READS.search(text):
        return ranked
    rest = [(tool, chance * (1 - CERTAIN)) for tool, chance in ranked.tools if tool is not able]
    return replace(ranked, tools=((able, CERTAIN), *rest), in_scope=True, margin=0.0)


def _only_reads(tool: Tool) -> bool:
    fields = slots(tool.fields)
    return len(fields) == 1 and fields[0].kind == "file" and fields[0].required
