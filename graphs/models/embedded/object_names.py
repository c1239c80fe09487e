"""What an object told in a sentence is called: "an oven dies, on average every other year"."""

import re

LONGEST_NAME, LONGEST_HEADING = 3, 5  # words
_WORD = re.compile(r"[^\W\d_][\w'&-]*|[.:;,?!()]")
_QUOTED = re.compile(r"[\"'“”„‘]([^\"'“”„‘’]{2,60})[\"'“”’]")
_NO_NAME = re.compile(
    r"a|about|add|aggregate|all|also|always|an|and|annual(?:ly)?|approximately|are|around|as|assume|at|"
    r"average|be|because|between|but|by|cases?|combined?|comes?|costs?|costing|did|do|does|each|every|"
    r"exactly|expect(?:ed)?|fifth|first(?:ly)?|for|four(?:th)?|from|had|happens?|has|have|hits?|i|if|"
    r"in|incidents?|is|it|like|lose|loss(?:es)?|maybe|most(?:ly)?|my|next|normally|number|of|on|"
    r"once|one|or|our|per|perhaps|perils?|plus|probably|risks?|roughly|say|scenarios?|second(?:ly)?|"
    r"see|so|some|somebody|someone|something|suffer|that|that's|the|then|there|there's|these|they|"
    r"think|third(?:ly)?|this|those|three|times?|to|together|total|twice|two|typically|up|us|usually|"
    r"we|what|which|will|with|would|years?|yearly|you",
    re.IGNORECASE,
)


_HEADED = re.compile(
    r"(?:^|[\n.;•]|\s[-*–—]\s)\s*(?:[-*•–—]\s*)?(?P<name>[^\W\d_][^\n.;:,()\d]{1,40}):(?P<rest>[^\d:.;,\n]*)$"
)
"""What stands before a colon at the beginning of a line or sentence: "- slip and fall: twice"."""
_SENTENCE = re.compile(r"[.!?]\s")
_JOINS = ("and", "in", "of")


def name_of(said: str, behind: str = "") -> str:
    """What stands before an object's first value, else between its values, as its name."""
    quoted = [*_QUOTED.finditer(said)]
    if quoted and not _SENTENCE.search(said, quoted[-1].end()):
        return quoted[-1][1].strip(" '")
    if (headed := _HEADED.search(said)) and not _last_words(headed["rest"]):
        named = headed["name"].split()
        if len(named) <= LONGEST_HEADING and _last_words(headed["name"]).endswith(named[-1]):
            begins = next(n for n, word in enumerate(named) if not _NO_NAME.fullmatch(word))
            return " ".join(named[begins:])
    return _last_words(said) or _last_words(behind)


def _last_words(said: str) -> str:
    """The last words that can be a name; empty when there are none."""
    words: list[str] = []
    found = _WORD.findall(said)
    for at in range(len(found) - 1, -1, -1):
        word = found[at]
        if not word[0].isalpha():
            if words:
                break
            continue
        if words and word in _JOINS and at and _begins(found[:at]):
            return " ".join((found[at - 1], word, *reversed(words))).strip("'")
        if _NO_NAME.fullmatch(word) and not _is_a_letter(word, said):
            if words:
                break
            continue
        words.append(word)
        if len(words) == LONGEST_NAME:
            break
    return " ".join(reversed(words)).strip("'")


def _begins(before: list[str]) -> bool:
    """Whether a clause begins with one word that can be a name: "Breakage" of "… in transit"."""
    one = before[-1]
    named = one[0].isalpha() and len(one) > 2 and not _NO_NAME.fullmatch(one)
    return named and (len(before) == 1 or before[-2] in ".;:" or before[-2].lower() in ("a", "the"))


def _is_a_letter(word: str, said: str) -> bool:
    """Whether "A" is a letter that tells one from another: "at depot A"."""
    return word == "A" and re.search(r"[a-z]\s+A\W*$", said) is not None
