"""Grade a short answer in words: by rule where one decides, else by the fitted grader."""

import re

from tools.assessment._answer_features import Comparison, compare
from tools.assessment._answer_model import GradeModel, grader
from tools.assessment._answer_words import Word, content_words, stems
from tools.assessment._graded import Graded
from tools.embedding import encoder

SHORT_KEY = 2  # content words up to which a key is a name or a term: there or not there
_CLAUSE = re.compile(r"[;:.]\s+|,\s+|\s+(?:and|because|so that|which|whereas|while|but)\s+", re.I)
_HEDGE = re.compile(r"\bor\b|\?", re.I)


def grade_text(question: str, keys: list[str], answer: str, level: float) -> Graded:
    """Grade against each accepted answer; the best one counts."""
    graded = [_against(question, key, answer, level) for key in keys]
    return max(graded, key=lambda one: one.share)


def _against(question: str, key: str, answer: str, level: float) -> Graded:
    if _plain(key) == _plain(answer):
        same = Graded.ruled(1.0, "Right, word for word.")
        same.matched = [key]
        return same
    if question and _plain(answer) == _plain(question):
        return _nothing("The answer repeats the question.", key)
    asked = stems(question)
    new = [word for word in content_words(answer) if word.stem not in asked]
    if not new and not stems(answer) & (stems(key) - asked):
        repeats = bool(content_words(answer)) and bool(question)
        said = "says nothing that the question does not" if repeats else "has no word to grade"
        return _nothing(f"The answer {said}.", key)
    wanted = tuple(word for word in content_words(key) if word.stem not in asked)
    if 0 < len(wanted) <= SHORT_KEY:
        figures = tuple(word for word in wanted if word.text[0].isdigit())
        return _term(key, figures or wanted, answer)
    return _modelled(question, key, answer, level)


def _nothing(said: str, key: str) -> Graded:
    graded = Graded.ruled(0.0, f"{said} Expected: {key.rstrip('.')}.")
    graded.missing = [key]
    return graded


def _term(key: str, wanted: tuple[Word, ...], answer: str) -> Graded:
    """A key that adds one or two words to its question: they are there, misspelt or not, or not."""
    given = content_words(answer)
    near = [next((g for g in given if _same(w, g)), None) for w in wanted]
    found = [g for g in near if g is not None]
    if len(found) != len(wanted):
        graded = Graded.ruled(len(found) / len(wanted), f"Expected: {key.rstrip('.')}.")
        graded.matched, graded.missing = [g.text for g in found], [key]
        graded.high = 1.0
        graded.reasons.append("the key is a single term and the answer uses other words")
        return graded
    if any(g.denied for g in found) and not any(w.denied for w in wanted):
        graded = Graded.ruled(0.0, "The answer denies it.")
        graded.against, graded.missing = [w.text for w in wanted], [key]
        graded.reasons.append("the right term is there, but denied")
        return graded
    spelled = all(w.stem == g.stem for w, g in zip(wanted, found, strict=True))
    graded = Graded.ruled(1.0, "Right." if spelled else "Right, apart from the spelling.")
    graded.matched = [key]
    if len(given) > len(wanted) and _HEDGE.search(answer):
        graded.low = 0.0
        graded.reasons.append("the right term is one of several named")
    return graded


def _same(wanted: Word, given: Word) -> bool:
    """The same stem, or one slip of the pen in a word long enough for it to be one."""
    one, two = wanted.text.lower(), given.text.lower()
    if wanted.stem == given.stem:
        return True
    if any(character.isdigit() for character in one + two):
        return False
    return min(len(one), len(two)) >= 5 and _slips(one, two) <= 1 + (len(one) >= 9)


def _slips(one: str, two: str) -> int:
    """Edit distance with neighbours exchanged counted once (Damerau, optimal string alignment)."""
    rows = [list(range(len(two) + 1))]
    for i, a in enumerate(one, 1):
        row = [i]
        for j, b in enumerate(two, 1):
            row.append(min(row[-1] + 1, rows[-1][j] + 1, rows[-1][j - 1] + (a != b)))
            if i > 1 and j > 1 and a == two[j - 2] and one[i - 2] == b:
                row[-1] = min(row[-1], rows[-2][j - 2] + 1)
        rows.append(row)
    return rows[-1][-1]


def _modelled(question: str, key: str, answer: str, level: float) -> Graded:
    reader = encoder()
    model = grader(by_meaning=reader is not None)
    compared = compare(question, key, answer, reader)
    share = model.grade(compared.features)
    low, high = model.interval(share, level)
    matched, missing = _parts(key, compared, model)
    graded = Graded(share, low, high, "", model.confidence(share), matched=matched, missing=missing)
    graded.against = list(compared.against)
    graded.feedback = _feedback(graded)
    if compared.against:
        graded.reasons.append("it seems to say the contrary of the key")
    if reader is None:
        graded.notes.append("Graded by words alone: the sentence-embedding weights are missing.")
    return graded


def _parts(key: str, compared: Comparison, model: GradeModel) -> tuple[list[str], list[str]]:
    """The clauses of the key that the answer says, and those it does not."""
    matched: list[str] = []
    missing: list[str] = []
    at = 0
    for piece in (*_CLAUSE.finditer(key), None):
        end = piece.start() if piece else len(key)
        heard = [h for h in compared.heard if at <= h.word.start < end]
        if heard:
            text = key[at:end].strip(" ,;:.")
            weight = sum(h.weight for h in heard)
            near = sum(h.weight * h.nearness for h in heard) / weight
            (matched if near >= model.said_from else missing).append(text)
        at = piece.end() if piece else end
    return matched, missing


def _feedback(graded: Graded) -> str:
    quoted = [f"“{text}”" for text in graded.matched], [f"“{text}”" for text in graded.missing]
    parts = [f"Covered: {', '.join(quoted[0])}." if quoted[0] else ""]
    parts.append(f"Missing or unclear: {', '.join(quoted[1])}." if quoted[1] else "")
    if graded.against:
        words = ", ".join(f"“{word}”" for word in graded.against)
        parts.append(f"It seems to say the contrary on {words}.")
    return " ".join(part for part in parts if part)


def _plain(text: str) -> str:
    return " ".join(re.findall(r"[^\W_]+", text.lower()))
