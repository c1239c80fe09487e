"""Grade a choice: which options were chosen, and what each is worth."""

import re
from collections.abc import Sequence

from tools.assessment._grade_request import GradeAnswerRequest
from tools.assessment._graded import Graded
from tools.errors import InvalidInput

_LETTER = r"(?<![\w'’])\(?([A-Za-z]|\d{1,2})\)?(?![\w'’])"
_BEFORE = re.compile(
    r"\b(?:not|isn't|never|neither|nor|except|but not|rather than)\s+(?:option\s+)?$", re.I
)
_AFTER = re.compile(
    r"\s+(?:is|are|was|were|can)(?:\s+(?:not|wrong|false|incorrect)|n['’]t)\b", re.I
)
_ARTICLE = re.compile(r"\s+(?!and\b|or\b|is\b|are\b|because\b|as\b|since\b)[A-Za-z]{2,}", re.I)
_EXCEPT = re.compile(r"\b(?:all|everything|every option)\b.*\b(?:but|except)\b", re.I)
_DOUBT = re.compile(r"\b(?:or|maybe|perhaps|not sure|unsure|guess|either)\b|\?", re.I)
_BOOLEAN = {
    **dict.fromkeys(("true", "t", "yes", "y", "right", "correct"), "true"),
    **dict.fromkeys(("false", "f", "no", "n", "wrong", "incorrect", "untrue"), "false"),
}
_SEPARATORS = re.compile(r"\s*(?:,|;|/|&|\+|\band\b|\bund\b|\s)\s*", re.I)


def grade_choice(request: GradeAnswerRequest, answer: str) -> Graded:
    """Compare the options chosen with those of the key, by letter, number or wording."""
    key = request.key or ""
    right = _key(key, request.options)
    chosen = _chosen(answer, right, request.options)
    if not chosen:
        graded = Graded.ruled(0.0, f"No option was recognised; the key is {_listed(right)}.")
        graded.high, graded.reasons = 1.0, ["no option could be read from the answer"]
        return graded
    hits, wrong, missed = right & chosen, chosen - right, right - chosen
    graded = Graded.ruled(_share(request, right, chosen), _feedback(hits, wrong, missed))
    graded.matched, graded.missing = sorted(hits), sorted(missed)
    if _DOUBT.search(answer) and len(chosen) > len(right):
        graded.high = 1.0 if hits else graded.high
        graded.reasons.append("the answer leaves open which option is meant")
    if len(right) == 1:
        graded.notes.append("One right option: any other choice beside it counts as wrong.")
    return graded


def looks_like_choice(key: str | list[str] | None) -> bool:
    """Whether a key is one or several options: `B`, `A, C`, `true`."""
    parts = key if isinstance(key, list) else [key or ""]
    letters = [p for part in parts for p in _SEPARATORS.split(part.strip().strip("().")) if p]
    return bool(letters) and all(
        re.fullmatch(r"\(?[A-Ha-h]\)?", p) or p.lower() in ("true", "false", "yes", "no")
        for p in letters
    )


def _share(request: GradeAnswerRequest, right: set[str], chosen: set[str]) -> float:
    if len(right) == 1 or request.partial_credit == "all_or_nothing":
        return float(chosen == right)
    if request.partial_credit == "right_minus_wrong":
        return max(0.0, (len(right & chosen) - len(chosen - right)) / len(right))
    if request.options is None:
        raise InvalidInput.of("options", "are needed to count each option chosen or left")
    return 1 - len(right ^ chosen) / len(request.options)


def _key(key: str | list[str], options: Sequence[str] | None) -> set[str]:
    parts = key if isinstance(key, list) else [key]
    right: set[str] = set()
    for part in parts:
        if (known := _by_wording(part, options)) is not None:
            right.add(known)
        else:
            right |= _labels(part, None)
    if not right:
        raise InvalidInput.of(
            "key", "must name options by letter, by number or, with `options`, by their wording"
        )
    if options is not None and (beyond := right - set(_names(options)) - set(_BOOLEAN.values())):
        raise InvalidInput.of("key", f"names {_listed(beyond)}, which is none of the options")
    return right


def _chosen(answer: str, right: set[str], options: Sequence[str] | None) -> set[str]:
    if (known := _by_wording(answer, options)) is not None:
        return {known}
    if right <= set(_BOOLEAN.values()):
        words = [_BOOLEAN[w] for w in re.findall(r"\w+", answer.lower()) if w in _BOOLEAN]
        denied = re.search(r"\bnot\s+(?:true|right|correct)\b", answer, re.I)
        return {"false"} if denied else set(words)
    if options is not None:
        names = _names(options)
        if re.search(r"\ball (?:of )?(?:the above|them|options)\b", answer, re.I):
            return set(names)
        worded = {n for n, text in zip(names, options, strict=True) if _says(answer, text)}
        if worded and not _labels(answer, names):
            return worded
        if _EXCEPT.search(answer):
            return set(names) - _labels(_EXCEPT.sub("", answer), names)
    return _labels(answer, _names(options) if options else None)


def _labels(text: str, allowed: Sequence[str] | None) -> set[str]:
    """Option letters or numbers named in a text, those denied left out."""
    bare = text.strip().strip("().").replace(" ", "")
    if re.fullmatch(r"[A-Z]{2,8}|[a-h]{2,8}", bare) and len(set(bare)) == len(bare):
        letters = set(bare.upper())
        if letters <= set(allowed or "ABCDEFGH"):
            return letters
    found: set[str] = set()
    for match in re.finditer(_LETTER, text):
        label = match.group(1)
        after = text[match.end() :]
        # Before another word "a" is an article and "I" a person.
        if label in ("a", "I", "i") and match.group() == label and _ARTICLE.match(after):
            continue
        name = label.upper()
        if allowed is not None and label.isdigit() and 1 <= int(label) <= len(allowed):
            name = allowed[int(label) - 1]
        if (allowed is None or name in allowed) and not _denied(text[: match.start()], after):
            found.add(name)
    return found


def _denied(before: str, after: str) -> bool:
    return bool(_BEFORE.search(before) or _AFTER.match(after))


def _by_wording(text: str, options: Sequence[str] | None) -> str | None:
    plain = _plain(text)
    for name, option in zip(_names(options or ()), options or (), strict=True):
        if plain and plain == _plain(option):
            return name
    return _BOOLEAN.get(plain) if not options and len(plain) > 1 else None


def _says(answer: str, option: str) -> bool:
    place = _plain(answer).find(_plain(option))
    return place >= 0 and not _BEFORE.search(_plain(answer)[:place])


def _plain(text: str) -> str:
    return " ".join(re.findall(r"[^\W_]+", text.lower()))


def _names(options: Sequence[str]) -> list[str]:
    return [chr(ord("A") + place) for place in range(len(options))]


def _feedback(hits: set[str], wrong: set[str], missed: set[str]) -> str:
    parts = [f"Right: {_listed(hits)}." if hits else ""]
    parts.append(f"Wrong: {_listed(wrong)}." if wrong else "")
    parts.append(f"Not chosen: {_listed(missed)}." if missed else "")
    return " ".join(part for part in parts if part)


def _listed(names: set[str]) -> str:
    ordered = sorted(names)
    return ordered[0] if len(ordered) == 1 else f"{', '.join(ordered[:-1])} and {ordered[-1]}"
