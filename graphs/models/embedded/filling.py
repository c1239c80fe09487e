"""Fill a tool's fields from a message: words first, then files, then one optimal assignment."""

import datetime
from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace

from graphs.models.embedded.amounts_by_kind import by_kind
from graphs.models.embedded.answered import answered
from graphs.models.embedded.arrays import (
    arrays,
    better_as_objects,
    by_objects,
    for_all,
    held,
    left_over,
)
from graphs.models.embedded.assignment import EVIDENCE, NO_FIELDS, NOTHING, Pair, Solved, solve
from graphs.models.embedded.assignment import NAMES as OUTRIGHT
from graphs.models.embedded.attachments import from_data, from_files
from graphs.models.embedded.candidates import views
from graphs.models.embedded.cells import in_tables
from graphs.models.embedded.clauses import in_clauses, told_again
from graphs.models.embedded.counted_of import counted_of
from graphs.models.embedded.each_alone import each_alone
from graphs.models.embedded.each_period import each_period
from graphs.models.embedded.entries import entered, with_entries
from graphs.models.embedded.exchanged import exchanged
from graphs.models.embedded.families import in_families
from graphs.models.embedded.file_lines import file_lines
from graphs.models.embedded.filled import Filled, Origin, as_json
from graphs.models.embedded.formed import formed
from graphs.models.embedded.formed_rows import formed_rows
from graphs.models.embedded.free_text import free_text
from graphs.models.embedded.impossible import impossible
from graphs.models.embedded.labelled import labelled
from graphs.models.embedded.lexicon import Mention
from graphs.models.embedded.lexicons import lexicon
from graphs.models.embedded.literals import literal_lists
from graphs.models.embedded.matrices import matrices
from graphs.models.embedded.message import Message, faint
from graphs.models.embedded.message import message as read
from graphs.models.embedded.name_figures import without_names
from graphs.models.embedded.named_formulas import named_formulas
from graphs.models.embedded.named_parts import with_named_parts
from graphs.models.embedded.named_series import named_series
from graphs.models.embedded.one_or_several import one_or_several
from graphs.models.embedded.other_shapes import (
    rather_one_object,
    rather_single,
    with_unnamed_lists,
)
from graphs.models.embedded.pair_lists import pair_lists
from graphs.models.embedded.periods import periods
from graphs.models.embedded.plainly import plainly
from graphs.models.embedded.relations import in_relation, of_what_grows, ordered, shaped
from graphs.models.embedded.requirements import (
    any_way,
    called_for,
    doubled,
    irreplaceable,
    missing,
    orphans,
    partners,
    rivals,
    wanted,
    ways,
)
from graphs.models.embedded.roles import with_roles
from graphs.models.embedded.run_topics import run_topics
from graphs.models.embedded.schema import Field, Tool, slots
from graphs.models.embedded.second import with_second
from graphs.models.embedded.sheets import (
    NO_COLUMNS,
    Chosen,
    from_sheets,
    is_file,
    lists_in_files,
    shut_by_doubts,
)
from graphs.models.embedded.spoilt import spoilt
from graphs.models.embedded.subjects import subjects
from graphs.models.embedded.table_ways import other_way
from graphs.models.embedded.timed_values import timed_values
from graphs.models.embedded.told_each import told_each
from graphs.models.embedded.told_of_known import told_of_known
from graphs.models.embedded.told_states import told_states
from graphs.models.embedded.told_sums import told_sums
from graphs.models.embedded.unused_figures import unused_figures
from graphs.models.embedded.useful import useful
from graphs.models.embedded.worded import worded
from tools.embedding import encoder as weights

ORPHAN, DOUBLED = 2.5, 1.5  # lost for a field of a way not taken, and for a thing said twice
NAMED, COMPLETE = 0.7, 1.5  # nearness that is a name beyond doubt; gain for a field needed
DENIED, RENAMED = 1.2, 1.5  # for a value whose own field is shut out; more in an unnamed one


def fill(
    tool: Tool,
    message: Message,
    pending: Mapping[str, float] = NO_FIELDS,
    known: Collection[str] = (),
    chosen: Chosen = NO_COLUMNS,
) -> Filled:
    """The tool's arguments as far as `message` gives them.

    `pending` names fields the message is likely about, and by how much; `known` those that are
    filled already; `chosen` columns that the person named. What the message leaves open, files of
    earlier messages may give.
    """
    filled = _with_lines(tool, message, pending, known, chosen)

    def again(other: Tool) -> Filled:
        return _filled(other, message, pending, known)

    filled = with_unnamed_lists(rather_single(filled, known, again), message, again)
    filled = rather_one_object(filled, message, again)
    if not (known or pending):
        filled = each_alone(filled, message, lambda one, said: _filled(one, said, NO_FIELDS, ()))
    if not filled.missing or filled.doubts or message.files or not message.earlier:
        return filled
    before = replace(message, files=message.earlier, earlier=())
    other = _with_lines(tool, before, pending, known, chosen)
    nearer = len(other.missing) - len(other.doubts) < len(filled.missing)
    return other if nearer else filled


def _with_lines(
    tool: Tool,
    message: Message,
    pending: Mapping[str, float],
    known: Collection[str],
    chosen: Chosen,
) -> Filled:
    """The arguments that a text and its files give, the files' figures as text where they lack."""
    filled = _filled(tool, message, pending, known, chosen)
    whole = _with_files(filled, message) if filled.missing else message
    if whole is message:
        return filled
    other = _filled(tool, whole, pending, known, chosen)
    return other if len(other.missing) < len(filled.missing) else filled


def _filled(
    tool: Tool,
    message: Message,
    pending: Mapping[str, float],
    known: Collection[str],
    chosen: Chosen = NO_COLUMNS,
) -> Filled:
    """The arguments that one text gives."""
    fields = slots(tool.fields)
    message = replace(message, may_hold_a_document=any(f.kind == "document" for f in fields))
    message = with_named_parts(fields, with_roles(tool, plainly(message, fields)))
    mentions = lexicon(tool).mentions(message.words)
    given = other_way(tool, fields, mentions, message, _given(tool, fields, message))
    sheets = from_sheets(fields, message, any_way(tool, fields) - set(known), given, chosen)
    given = {n: o for n, o in given.items() if n not in sheets.replaced} | sheets.origins
    shut = shut_by_doubts(tool, fields, sheets.doubts) | lists_in_files(fields, message)
    fields, mentions = _besides(shut - set(given), fields, mentions)
    origins = _without_figures(tool, fields, mentions, message, given)
    needed = wanted(tool, fields) - set(known)
    likely = {**called_for(fields, origins), **pending}
    solved = _settled(tool, fields, mentions, message, origins, needed, likely, known)
    solved = _possible(with_second(tool, fields, solved), {*needed, *pending})
    origins |= {".".join(p.field.path): _origin(p) for p in of_what_grows(solved, fields, message)}
    origins |= periods(fields, message, origins) | spoilt(solved.pairs, message)
    if not (known or pending):
        origins |= subjects(fields, message, origins) | run_topics(fields, message, origins)
    origins = one_or_several(fields, message, useful(tool, origins, known, message, pending))
    origins = ordered(tool, shaped(in_relation(origins), message))
    unused = unused_figures(solved.unused, origins, held(fields, origins, message))
    filled = Filled(tool, origins, unused, solved.close, solved.worth)
    filled.missing = missing(tool, {*origins, *known})
    filled.doubts = tuple(
        doubt for name, doubt in sheets.doubts.items() if filled.missing and name not in known
    )
    return filled


def _settled(
    tool: Tool,
    fields: Sequence[Field],
    mentions: Sequence[Sequence[Mention]],
    message: Message,
    origins: Mapping[str, Origin],
    needed: Collection[str],
    pending: Mapping[str, float],
    known: Collection[str],
) -> Solved:
    """The assignment; tried again for what only goes with each other, and without rivals."""
    solved = _assigned(tool, fields, mentions, message, origins, needed, pending, known)
    sure = {".".join(pair.field.path): pair.score for pair in solved.pairs}
    if solved.unused and (halves := partners(tool, {*origins, *sure, *known})):
        whole = {*needed, *halves}
        again = _assigned(tool, fields, mentions, message, origins, whole, pending, known)
        if len(again.unused) < len(solved.unused):
            solved = again
            sure = {".".join(pair.field.path): pair.score for pair in solved.pairs}
    if spare := rivals(tool, {**dict.fromkeys(origins, 1.0), **sure}, for_all(origins)):
        kept = [i for i, field in enumerate(fields) if field.path[0] not in spare]
        left, named = [fields[i] for i in kept], [mentions[i] for i in kept]
        solved = _assigned(tool, left, named, message, origins, needed, pending, known)
    return solved


def _origin(pair: Pair) -> Origin:
    """What an assigned figure gives its field."""
    value = as_json(pair.fit.value, pair.field)
    converted = bool(pair.fit.reading and pair.fit.reading.converted)
    return Origin(pair.field, value, pair.candidate.text, min(1.0, pair.score / 3), pair.fit.inside,
                  converted, pair.near, pair.fit.score)  # fmt: skip


def _possible(solved: Solved, needed: Collection[str]) -> Solved:
    """Without values that no bound of an optional field allows and no word calls its own."""
    odd = [
        p
        for p in solved.pairs
        if not p.fit.inside and p.near < OUTRIGHT and ".".join(p.field.path) not in needed
    ]
    if not odd:
        return solved
    kept = tuple(pair for pair in solved.pairs if pair not in odd)
    return replace(solved, pairs=kept, unused=(*solved.unused, *(pair.candidate for pair in odd)))


def _besides(
    shut: Collection[str], fields: Sequence[Field], mentions: Sequence[Sequence[Mention]]
) -> tuple[list[Field], list[Sequence[Mention]]]:
    """The fields that are not shut, each with where it is named."""
    pairs = [(f, m) for f, m in zip(fields, mentions, strict=True) if f.path[0] not in shut]
    return [f for f, _ in pairs], [m for _, m in pairs]


def _given(tool: Tool, fields: Sequence[Field], message: Message) -> dict[str, Origin]:
    """What data and files fill as they are."""
    if not message.files and (series := named_series(fields, message)):
        return series
    origins = from_files(fields, message, tool.groups, from_data(fields, message))
    for name in better_as_objects(fields, origins):
        del origins[name]
    return origins


def _without_figures(
    tool: Tool,
    fields: Sequence[Field],
    mentions: Sequence[Sequence[Mention]],
    message: Message,
    given: Mapping[str, Origin],
) -> dict[str, Origin]:
    """What files, lists, tables and words fill before any single figure is assigned."""
    origins = dict(given)
    origins |= in_tables(fields, mentions, message, origins)
    origins |= matrices(fields, mentions, message, origins)
    origins |= pair_lists(fields, message, origins)
    origins |= timed_values(fields, message, origins)
    origins |= literal_lists(fields, mentions, message, origins)
    origins |= each_period(fields, mentions, message, origins) | formed(fields, message, origins)
    origins |= formed_rows(fields, message, origins, fill)
    origins |= told_of_known(fields, message, origins, fill)
    origins |= told_states(fields, message, origins)
    origins |= labelled(fields, mentions, message, origins)
    origins |= counted_of(fields, message, origins)
    origins |= worded(fields, mentions, message, origins)
    origins |= answered(fields, mentions, message, origins)
    origins |= named_formulas(fields, message, origins)
    origins |= told_sums(fields, message, origins)
    origins |= arrays(fields, message, origins, any_way(tool, fields), irreplaceable(tool))
    origins |= pair_lists(fields, message, origins)
    told = in_clauses(fields, message, origins, fill)
    again = told_again(told, origins)
    origins = {name: origin for name, origin in origins.items() if name not in again} | told
    listed = entered(fields, message, origins, fill)
    again = told_again(listed, origins)
    origins = {name: origin for name, origin in origins.items() if name not in again}
    origins = by_kind(tool, fields, message, with_entries(fields, origins, listed), fill)
    origins |= told_each(fields, message, origins, any_way(tool, fields), fill)
    origins |= impossible(fields, message, origins)
    origins |= exchanged(fields, message)
    origins |= free_text(tool, fields, mentions, message, origins, weights())
    return origins


def _with_files(filled: Filled, message: Message) -> Message:
    """The message and what the files say that filled no field, as one text."""
    used = {str(o.value["file"]) for o in filled.origins.values() if is_file(o.value)}
    used |= {doubt.source.file for doubt in filled.doubts}
    rest = [file for file in message.files if str(file.get("id")) not in used]
    if not rest or not (lines := file_lines(rest)):
        return message
    today = datetime.date.fromisoformat(message.today) if message.today else None
    files = [f for f in message.files if isinstance(f.get("data"), Mapping)]
    return read(f"{message.text}\n{lines}", files, today)


def _assigned(
    tool: Tool,
    fields: Sequence[Field],
    mentions: Sequence[Sequence[Mention]],
    message: Message,
    origins: Mapping[str, Origin],
    needed: Collection[str],
    pending: Mapping[str, float],
    known: Collection[str],
) -> Solved:
    """The best view's assignment."""
    told, shared = set(by_objects(origins)), for_all(origins)
    free = [
        i for i, f in enumerate(fields) if ".".join(f.path) not in origins and f.name not in told
    ]
    open_fields = [fields[i] for i in free]
    named = [mentions[i] for i in free]

    def separates(start: int, end: int) -> bool:
        first, last = message.place(start, end)
        return any(
            m.weight >= OUTRIGHT and first < m.first and m.last <= last and _between(m, start, end)
            for one in named
            for m in one
        )

    def _between(mention: Mention, start: int, end: int) -> bool:
        words = message.words
        return words[mention.first].start >= start and words[mention.last].end <= end

    weighed: dict[tuple[int, int, bool], Pair | None] = {}

    def attempt(wanted_now: Collection[str], shut: Collection[str]) -> Solved:
        best: Solved | None = None
        names_open = [(f, m) for f, m in zip(open_fields, named, strict=True) if f.name not in shut]
        for candidates in options:
            solved = solve(
                [f for f, _ in names_open],
                [m for _, m in names_open],
                candidates,
                message,
                wanted_now,
                pending,
                weighed,
            )
            names = {".".join(pair.field.path) for pair in solved.pairs}
            solved = replace(
                solved, worth=solved.worth - _faults(tool, {*origins, *names, *known}, shared)
            )
            if best is None or solved.worth > best.worth:
                best = solved
        return best or Solved((), (), -NOTHING)

    estimates = any(f.kind == "estimate" for f in open_fields)
    left = without_names(
        left_over(message, held(open_fields, origins, message), named), tool.fields, message.text
    )
    quoted = {origin.value for origin in origins.values() if isinstance(origin.value, str)}
    usable = in_families(
        [s for s in left if s.readings[0].kind != "text" or s.readings[0].value not in quoted],
        open_fields,
    )
    options = views(usable, message.text, separates, estimates)
    if any(faint(span) for span in usable):
        plain = [span for span in usable if not faint(span)]
        options = [*views(plain, message.text, separates, estimates), *options]
    first = attempt(needed, ())
    given = {*origins, *(".".join(pair.field.path) for pair in first.pairs), *known}
    if not (first.unused or _faults(tool, given, shared)):
        return first
    others = [_denying(first, attempt(names, shut), shut) for names, shut in ways(tool)]
    return max([first, *others], key=lambda solved: solved.worth)


def _faults(tool: Tool, given: Collection[str], shared: Collection[str]) -> float:
    """What a view loses for fields it leaves empty, half-fills or fills twice over."""
    return (
        COMPLETE * len(missing(tool, given))
        + ORPHAN * len(orphans(tool, given))
        + DOUBLED * doubled(tool, given, shared)
    )


def _denying(first: Solved, other: Solved, shut: Collection[str]) -> Solved:
    """`other`, worth less for each value that the words call by the name of a field shut out."""
    named = {pair.candidate.start for pair in first.pairs if pair.near >= NAMED}
    outright = [
        pair for pair in first.pairs if pair.field.name in shut and pair.candidate.start in named
    ]
    nameless = {pair.candidate.start for pair in other.pairs if pair.near < EVIDENCE}
    renamed = sum(pair.candidate.start in nameless for pair in outright)
    return replace(other, worth=other.worth - DENIED * len(outright) - RENAMED * renamed)
