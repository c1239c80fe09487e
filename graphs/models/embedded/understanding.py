"""Understand a message: which questions it asks, of which tools, with which arguments."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

from graphs.models.embedded.carried import carried
from graphs.models.embedded.changes import has_rows
from graphs.models.embedded.converting import converting
from graphs.models.embedded.deciding import decided
from graphs.models.embedded.doubt import signs, weights_of
from graphs.models.embedded.doubted import answered_doubt, doubted
from graphs.models.embedded.filled import Filled
from graphs.models.embedded.followup import follow, may_follow
from graphs.models.embedded.guessing import NO, wants_a_guess
from graphs.models.embedded.handing_on import filled_before
from graphs.models.embedded.heads import Heads
from graphs.models.embedded.languages import glossed
from graphs.models.embedded.listed_rows import listed_rows
from graphs.models.embedded.lone_files import unreadable
from graphs.models.embedded.meant_files import in_files, meant, recalled, used_files
from graphs.models.embedded.memory import Call, Memory
from graphs.models.embedded.message import Message, message
from graphs.models.embedded.phrasebook import ADDS, ASSUMED, CHART, REFERS, SUPPOSES, WHY
from graphs.models.embedded.plan import Plan
from graphs.models.embedded.ranking import Ranked, rank
from graphs.models.embedded.reading_files import reading_files
from graphs.models.embedded.reckoning import reckoning
from graphs.models.embedded.resuming import resume
from graphs.models.embedded.roles import agreement
from graphs.models.embedded.schema import Tool
from graphs.models.embedded.several import by_subject, each_of, listed, twice
from graphs.models.embedded.sheets import is_file
from graphs.models.embedded.spelling import spelled
from graphs.models.embedded.splitting import halves, is_asked, is_numbered, items
from graphs.models.embedded.suiting import MOST_SUITED, only_for, suited
from graphs.models.embedded.supposing import supposed
from graphs.models.embedded.together import for_one_alone, in_items, in_one, takes_all
from tools.embedding import Encoder

TRIED = 3  # tools whose fields are filled before one is chosen
LIKELY = 0.2  # chance from which a piece of a message may be a question of its own
SURE = 0.6  # chance from which another tool ends a question that is still open
CLEAR = 0.65  # chance from which a question that lacks a value is still a question of its own
SHORT_PIECE = 3  # words
DEEPEST = 2  # cuts: at most three questions


@dataclass(frozen=True)
class Understanding:
    """What is known about a message, and how to read it."""

    tools: Sequence[Tool]
    memory: Memory
    heads: Heads | None
    encoder: Encoder | None

    @cached_property
    def by_name(self) -> Mapping[str, Tool]:
        """The tools by name."""
        return {tool.name: tool for tool in self.tools}

    def plans(self) -> list[Plan]:
        """What to do with the message: one plan for each question in it."""
        text = spelled(glossed(listed_rows(self.memory.text)), self.tools, self.encoder)
        said = self._message(text)
        for attempt in (self._resumed, self._about_before, self._followed):
            if (plan := attempt(said)) is not None:
                return [plan]
        if (plan := self._supposed(text)) is not None:
            return [plan]
        before = [*self.memory.older, *self.memory.previous]
        return [self._doubted(carried(plan, before)) for plan in self._fresh(text, said)]

    def _fresh(self, text: str, said: Message) -> list[Plan]:
        """Plans for a message that stands alone."""
        if own := self._beside_a_text(said):
            ranked = self._ranked(own)
            if ranked.in_scope and _reads(ranked.top):
                self._ranks[text] = ranked
            return self._one(text)
        if for_one_alone(self._ranked(text), said, self._fill):
            return self._one(text)
        if pieces := self._told_together(text) or listed(text, self._piece):
            return pieces
        pieces = by_subject(text, self.tools, self.heads, self._piece) or self._split(text, 0)
        ways = (self._whole, self._for_one, self._taken_by_one) if pieces else ()
        whole = next((found for way in ways if (found := way(said, pieces))), None)
        return whole or pieces or self._one(text)

    def _beside_a_text(self, said: Message) -> str:
        """The person's words beside a text pasted for the tool they ask: no clause is a question.

        Empty where no text is pasted, or none that could be taken for several questions.
        """
        if not _reads(self._ranked(said.text).top):
            return ""
        place = replace(said, may_hold_a_document=True).pasted
        if place is None or not items(said.text[slice(*place)]):
            return ""
        return f"{said.text[: place[0]]} {said.text[place[1] :]}".strip()

    def _doubted(self, plan: Plan) -> Plan:
        """A complete plan, or the question whether it is meant where it is likely wrong."""
        if plan.kind != "call" or plan.filled is None or plan.tool is None or self.heads is None:
            return plan
        if plan.tool.name not in self.heads.names:
            return plan  # the signs of a tool without examples were never learnt
        said, ranked = self._message(plan.text), self._ranked(plan.text)
        scores = self.heads.score(plan.text, self.encoder)
        likeliest = ranked.top is plan.tool
        agreed = agreement(self.heads.roles, plan.tool, said, plan.filled.arguments)
        told = signs(plan.filled, said, scores, ranked.margin, likeliest, agreed)
        plan = replace(plan, signs=told)
        weights = weights_of(self.heads)
        if weights is None or weights.chance(plan.signs) < weights.threshold:
            return plan
        return doubted(plan, said, self.tools, scores, weights)

    def _supposed(self, text: str) -> Plan | None:
        """A question with one value changed: computed so, or asked which value is meant."""
        if (parts := supposed(text)) is None:
            return None
        told, what_if = parts
        base = self._one(told)
        if len(base) != 1 or base[0].kind != "call" or base[0].tool is None:
            return None
        tool, arguments = base[0].tool, base[0].arguments
        call = Call(tool.name, arguments)
        plan = follow(self._message(what_if), call, tool, told, self.encoder)
        if plan is not None and (plan.kind == "ask" or plan.changed):
            return replace(plan, score=base[0].score)
        reply = "Which value should change, and to what?"
        return Plan("ask", text, tool, arguments, base[0].explain, tuple(arguments), reply,
                    score=base[0].score, reason="a change of something unknown")  # fmt: skip

    def _whole(self, said: Message, pieces: Sequence[Plan]) -> list[Plan] | None:
        """One plan where a piece lacks what another piece of the same message tells."""
        for plan in pieces:
            filled = self._fill(plan.tool, said) if plan.kind == "ask" and plan.tool else None
            if filled and filled.complete and not filled.unused:
                return [replace(decided(filled.tool, filled, said.text), score=plan.score)]
        return None

    def _for_one(self, said: Message, pieces: Sequence[Plan]) -> list[Plan] | None:
        """One plan where a piece asks nothing and the question of another takes all it tells."""
        asked = [plan for plan in pieces if is_asked(plan.text)]
        if is_numbered(said.text) or pieces[-1] not in asked or len(asked) == len(pieces):
            return None
        gaps = any(plan.kind == "ask" for plan in pieces)
        for plan in asked:
            if plan.tool is None:
                continue
            filled = self._fill(plan.tool, said)
            if filled.complete and (gaps or takes_all(filled)):
                return [replace(self._decided(plan.tool, filled, said.text), score=plan.score)]
        return None

    def _taken_by_one(self, said: Message, pieces: Sequence[Plan]) -> list[Plan] | None:
        """One plan where no two pieces ask and the likeliest tool takes all that is told."""
        if is_numbered(said.text) or sum(is_asked(p.text) for p in pieces) > 1:
            return None
        ranked = self._ranked(said.text)
        filled = self._fill(ranked.top, said) if ranked.in_scope else None
        if filled is None or not filled.complete or not takes_all(filled):
            return None
        return [replace(self._decided(ranked.top, filled, said.text), score=ranked.chance)]

    def _told_together(self, text: str) -> list[Plan]:
        """One plan where one tool's list takes all that a message tells."""
        ranked, said = self._ranked(text), self._message(text)
        alone = not ranked.in_scope or only_for(self.tools, said, self._fill)
        found = None if alone else in_one(ranked, said, self._fill)
        if found is None or not takes_all(found[1]):
            found = in_items(ranked, said, self._fill) if ranked.in_scope else None
        if found is None:
            return []
        return [replace(self._decided(found[0], found[1], text), score=found[2])]

    @cached_property
    def _read(self) -> dict[str, Message]:
        return {}

    @cached_property
    def _fills(self) -> dict[tuple[int, int], tuple[Tool, Message, Filled]]:
        return {}

    def _fill(self, tool: Tool, said: Message) -> Filled:
        """What a text gives a tool, worked out once."""
        key = id(tool), id(said)
        if key not in self._fills:
            self._fills[key] = (tool, said, filled_before(tool, said))
        return self._fills[key][2]

    @cached_property
    def _ranks(self) -> dict[str, Ranked]:
        return {}

    def _message(self, text: str) -> Message:
        """A text of this message, read once."""
        if text not in self._read:
            self._read[text] = self._read_with_files(text)
        return self._read[text]

    def _read_with_files(self, text: str) -> Message:
        attached = meant(text, self.memory.files)
        batches = self.memory.batches
        last = batches[-1] if batches else ()
        pointed = () if attached else recalled(text, batches, used_files(self.memory.previous))
        said = message(text, attached or pointed, self.memory.as_of, meant(text, last))
        return said if said.files else replace(said, in_files=in_files(self.memory.previous))

    def _ranked(self, text: str) -> Ranked:
        if text not in self._ranks:
            ranked = rank(text, self.tools, self.heads, self.encoder)
            ranked = reading_files(text, self.memory.files, ranked)
            self._ranks[text] = reckoning(text, converting(text, ranked))
        return self._ranks[text]

    def _resumed(self, said: Message) -> Plan | None:
        """An answer to the question that is open, unless the message asks another."""
        pending = self.memory.pending
        tool = self.by_name.get(str(pending["tool"])) if pending else None
        if pending is None or tool is None:
            return None
        if pending.get("confirm"):
            return answered_doubt(said, tool, pending, self.by_name)
        plan = resume(said, tool, pending, self.memory.batches)
        if self._answers(plan, pending, said) or not self._complete_elsewhere(said, tool):
            return plan
        return None

    def _answers(self, plan: Plan | None, pending: Mapping[str, Any], said: Message) -> bool:
        """Whether a message that asks nothing itself gives all that was asked for."""
        if plan is None or plan.kind != "call" or "?" in said.text:
            return False
        return all(str(name).split(".")[0] in plan.arguments for name in pending.get("asked", ()))

    def _complete_elsewhere(self, said: Message, tool: Tool) -> bool:
        """Whether the message is a complete question for another tool."""
        ranked = self._ranked(said.text)
        if ranked.top is tool or not ranked.in_scope or ranked.chance < SURE:
            return False
        filled = self._fill(ranked.top, said)
        if not filled.origins or len(said.text.split()) <= 4:
            return False
        plan = carried(decided(ranked.top, filled, said.text), self.memory.previous)
        return plan.kind == "call"

    def _about_before(self, said: Message) -> Plan | None:
        """A question about the answer before: computed again, so that its figures have receipts."""
        asked = (("assumed", ASSUMED), ("chart", CHART), ("why", WHY))
        focus = next((name for name, words in asked if words.search(said.text)), "")
        calls = [call for call in self.memory.previous if call.tool in self.by_name]
        if not focus or not calls or any(s.readings[0].kind == "money" for s in said.spans):
            return None
        call = calls[-1]
        tool = self.by_name[call.tool]
        explain = [
            {"field": name, "value": value, "words": "as before", "score": 1.0}
            for name, value in call.arguments.items()
        ]
        return Plan("call", said.text, tool, call.arguments, explain, score=0.9,
                    reason="asks about the answer before", focus=focus)  # fmt: skip

    def _followed(self, said: Message) -> Plan | None:
        calls = [call for call in self.memory.previous if call.tool in self.by_name]
        calls = self._gone_back_to(said) or calls
        if not calls or not may_follow(said.text):
            return None
        adds = bool(ADDS.search(said.text)) and any(has_rows(call.arguments) for call in calls)
        if not adds and any(
            self._complete_elsewhere(said, self.by_name[call.tool]) for call in calls
        ):
            return None
        if len(calls) > 1:  # the one that the words are nearest to first
            chance = {tool.name: p for tool, p in self._ranked(said.text).tools}
            calls.sort(key=lambda call: chance.get(call.tool, 0.0))
        earlier = self.memory.earlier
        found = (
            follow(said, call, self.by_name[call.tool], earlier, self.encoder)
            for call in reversed(calls)
        )
        plans = [plan for plan in found if plan is not None]
        if plans and (adds or not self._restated(said, plans[0])):
            return plans[0]
        return None

    def _gone_back_to(self, said: Message) -> list[Call]:
        """The call before the last ones that a message comes back to."""
        older = [call for call in self.memory.older if call.tool in self.by_name]
        if not older or not REFERS.search(said.text):
            return []
        top = self._ranked(said.text).top
        return [call for call in older if call.tool == top.name]

    def _restated(self, said: Message, plan: Plan) -> bool:
        """Whether the message gives all that the tool needs by itself: then nothing is kept."""
        if plan.tool is None or len(said.text.split()) <= 6 or SUPPOSES.search(said.text):
            return False
        filled = self._fill(plan.tool, said)
        return filled.complete and len(filled.origins) > 1

    def _split(self, text: str, depth: int) -> list[Plan]:
        """Plans for the pieces of a message that asks several things; empty for one question."""
        if depth >= DEEPEST or len(text.split()) < 8:
            return []
        numbered = is_numbered(text)
        best: tuple[float, list[Plan]] = (0.0, [])
        for left, right in halves(text):
            if self._same_words(left, right):
                continue
            first = self._piece(left, numbered) if self._likely(right) else None
            second = self._piece(right, numbered) if first is not None else None
            if first is None or second is None or first.tool is second.tool:
                continue
            score = first.score * second.score
            if score > best[0]:
                deeper = self._split(right, depth + 1)
                best = (score, [first, *(deeper or [second])])
        return best[1]

    def _same_words(self, left: str, right: str) -> bool:
        """A cheap look by words alone: both pieces are clearly for one tool."""
        if self.heads is None or any(t.name not in self.heads.names for t in self.tools):
            return False
        ours = [self.heads.names.index(t.name) for t in self.tools]
        one, two = (self.heads.by_words(piece)[ours] for piece in (left, right))
        return bool(one.argmax() == two.argmax()) and len(self.tools) > 1

    def _piece(self, text: str, numbered: bool) -> Plan | None:
        """A piece as a question of its own, or None."""
        if not self._likely(text):
            return None
        tool, filled, chance = self._chosen(self._ranked(text), self._message(text))
        if chance < LIKELY and not numbered:
            return None
        only_files = all(is_file(o.value) for o in filled.origins.values())
        if only_files and chance < CLEAR and not numbered:
            return None
        asking = (
            text.rstrip().endswith("?") and len(text.split()) > SHORT_PIECE and not filled.wrong
        )
        if not filled.complete and not (
            chance >= (0.5 if numbered else CLEAR) and (numbered or asking)
        ):
            return None
        return replace(self._decided(tool, filled, text), score=chance)

    def _likely(self, text: str) -> bool:
        return self._ranked(text).in_scope and self._ranked(text).chance >= LIKELY

    def _chosen(self, ranked: Ranked, said: Message) -> tuple[Tool, Filled, float]:
        """Of the likeliest tools the one whose required fields the message fills best."""
        if for_one_alone(ranked, said, self._fill):
            return ranked.top, self._fill(ranked.top, said), ranked.chance
        chances = {tool.name: chance for tool, chance in ranked.tools}
        for tool in only_for(self.tools, said, self._fill):
            return tool, self._fill(tool, said), chances.get(tool.name, 0.0)
        if (several := in_one(ranked, said, self._fill)) is not None:
            return several
        best: tuple[float, Tool, Filled, float] | None = None
        for tool, chance in ranked.tools[:TRIED]:
            if best is not None and chance + MOST_SUITED < best[0]:
                break
            filled = self._fill(tool, said)
            score = chance + suited(filled, said)
            if best is None or score > best[0]:
                best = (score, tool, filled, chance)
        if best is None:
            raise ValueError("no tool is bound")
        return best[1], best[2], best[3]

    def _one(self, text: str) -> list[Plan]:
        ranked = self._ranked(text)
        if not ranked.in_scope:
            if wants_a_guess(text):
                return [Plan("refuse", text, reply=NO, guessing=True)]
            return [Plan("refuse", text, score=max(0.0, 1 - ranked.chance))]
        said = self._message(text)
        tool, filled, chance = self._chosen(ranked, said)
        if several := each_of(filled, said):
            return [replace(self._decided(tool, one, text), score=chance) for one in several]
        both = twice(text, tool, filled, lambda tool, half: self._fill(tool, self._message(half)))
        if both:
            return [
                replace(self._decided(tool, one, half), score=chance, label=name)
                for half, one, name in both
            ]
        return [replace(self._decided(tool, filled, text), score=chance)]

    def _decided(self, tool: Tool, filled: Filled, text: str) -> Plan:
        plan = decided(tool, filled, text)
        broken = unreadable(self.memory.files) if plan.kind == "ask" else ""
        return replace(plan, reply=f"{broken} {plan.reply}") if broken else plan


def _reads(tool: Tool) -> bool:
    return any(field.kind == "document" for field in tool.fields)
