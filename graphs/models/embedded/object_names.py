"""What an object told in a sentence is called: "an oven dies, on average every other year"."""

import re

LONGEST_NAME = 3  # words
_WORD = re.compile(r"[^\W\d_][\w'&-]*|[.:;,?!()]")
_QUOTED = re.compile(r"[\"'“”„‘]([^\"'“”„‘’]{2,60})[\"'“”’]")
_NO_NAME = re.compile(
    r"a|about|add|aggregate|all|also|an|and|annual(?:ly)?|approximately|are|around|as|assume|at|"
    r"average|be|because|between|but|by|cases?|combined?|comes?|costs?|costing|did|do|does|each|every|"
    r"expect(?:ed)?|fifth|first(?:ly)?|for|four(?:th)?|from|had|happens?|has|have|hits?|i|if|"
    r"in|incidents?|is|it|like|lose|loss(?:es)?|maybe|most(?:ly)?|my|next|normally|number|of|on|"
    r"once|one|or|our|per|perhaps|perils?|plus|probably|risks?|roughly|say|scenarios?|second(?:ly)?|"
    r"see|so|some|somebody|someone|something|suffer|that|that's|the|then|there|there's|these|they|"
    r"think|third(?:ly)?|this|those|three|times?|to|together|total|twice|two|typically|up|us|usually|"
    r"we|what|which|will|with|would|years?|yearly|you",
    re.IGNORECASE,
)


def name_of(said: str, behind: str = "") -> str:
    """What stands before an object's first value, else between its values, as its name."""
    if quoted := _QUOTED.findall(said):
        return str(quoted[-1]).strip(" '")
    return _last_words(said) or _last_words(behind)


def _last_words(said: str) -> str:
    """The last words that can be a name; empty when there are none."""
    words: list[str] = []
    for word in reversed(_WORD.findall(said)):
        if not word[0].isalpha():
            if words:
                break
            continue
        if _NO_NAME.fullmatch(word) and not _is_a_letter(word, said):
            if words:
                break
            continue
        words.append(word)
        if len(words) == LONGEST_NAME:
            break
    return " ".join(reversed(words)).strip("'")


def _is_a_letter(word: str, said: str) -> bool:
    """Whether "A" is a letter that tells one from another: "at depot A"."""
    return word == "A" and re.search(r"[a-z]\s+A\W*$", said) is not None
