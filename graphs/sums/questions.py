"""What a text asks of its figures, and words of reckoning that no rule has read."""

import re

_OVER_ALL = (
    r"(?:what(?:'s| is| was| are)|their|find|calculate|give me|work out|on|need|want|it)"
    r" (?:\w+ ){{0,2}}(?:{0})\b|^(?:(?:and|so|the|my|our) )*(?:{0})(?: [a-z]+){{0,3}} ?\??$"
    r"|\b(?:{0})(?: please| pls| of (?:that|these|those|them))? ?\??$"
)
"""A mean that is asked for, not one that is told: "average losses of 38m"."""
_ASKED = (
    (
        "left",
        r"left(?: ?over)?\b|remain(?:s|ing|ed|der)?\b|leftover"
        r"|still (?:have|got|owe|to pay|owed|due)"
        r"|(?:my|the|much|what) change\b|in change|change (?:do|will|should) (?:i|we)"
        r"|(?:new |the |my |final |closing )?balance(?: now)?(?= ?(?:\?|$|be\b))|unspent|to go\b",
    ),
    ("profit", r"profit|gain\b|make on|made on|net result|ahead|earn on"),
    ("mean", _OVER_ALL.format("average|mean|avg")),
    ("median", _OVER_ALL.format("median")),
    (
        "apart",
        r"difference|how much (?:more|less|cheaper|dearer|higher|lower|bigger|taller|longer"
        r"|better|farther|further|heavier|faster)|how many (?:more|fewer)|gap|how far apart"
        r"|by how much|what's the diff\b",
    ),
    ("max", r"(?:which|what)(?:'s| is| was)? (?:\w+ ){0,3}(?:largest|biggest|highest|greatest)"),
    ("min", r"(?:which|what)(?:'s| is| was)? (?:\w+ ){0,3}(?:smallest|lowest|least|cheapest)"),
    (
        "+",
        r"totals?|altogether|in all\b(?! )|all in\b(?! )|sums?\b"
        r"|add(?:ed|s|ing)? (?:it |them |these |those |this |that |all )*(?:up|together)"
        r"|come(?:s)? to|the lot|all together|combined|together|overall|all told|add up|tally"
        r"|how (?:much|many) (?:\w+ ){0,5}(?:cost|pay|spend|spent|owe|come|make|made|need|earn"
        r"|raise|sell|sold|take|have|paid|set (?:me|us) back|were there|are there"
        r"|is (?:that|it|this)|was (?:that|it|this)"
        r"|does (?:that|it) come)\b|how much (?:is|was) (?:that|it|this|everything)|owe"
        r"|what (?:do|did|will|does|would) (?:\w+ ){1,4}(?:cost|pay|spend|owe|come|make|take|earn)"
        r"|bill\b|price for|everything",
    ),
)
_CUES = tuple(
    (name, re.compile(words if words.startswith("(?:what(?:") else rf"\b(?:{words})"))
    for name, words in _ASKED
)
_SENTENCE = re.compile(r"[^.?!\n]*[?]|[^.?!\n]+(?=[.!\n]|$)")
_SHORT = 2  # sentences of a text that is a question as a whole
_UNREAD = re.compile(
    r"(?<!how many )(?<!what )(?<!in )(?<!a )\b(?:percent|pct)\b|\ban? (?:half|third"
    r"|quarter|fifth|sixth|eighth|tenth|hundredth)\b"
    r"|\b(?:doubled?|halved?|tripled?|squared?|squares|cubed?|roots?|minus|divided"
    r"|multiply|multiplied|factorial|diagonal|circumference|reciprocal|per hundred"
    r"|weighted|compound\w*)\b"
    r"|\bin (?:a|every|each) (?:hundred|ten|thousand)\b|\b(?:the )?same (?:pay|price|rate"
    r"|again|amount)\b|\bboth ways\b|\btwice\b|⟧ score\b|\bowes? me\b"
    r"|\b(?:ratios?|percentages?|probability|chance|odds|variance|deviation|correlation|per cent)\b"
)
"""Words of reckoning that no rule took: what they mean here is not known."""

_OF_CHANGE = re.compile(r"\b(?:per ?cent(?:age)?s?|pct)\b")


def unread(text: str, *, a_share: bool) -> bool:
    """Whether a word of reckoning is left that no rule has read.

    `a_share`: the words for percent are those that ask for what was worked out.
    """
    return _UNREAD.search(_OF_CHANGE.sub(" ", text) if a_share else text) is not None


def question(text: str) -> str | None:
    """What is asked for, by the question itself, or the last thing said."""
    said = [m[0] for m in _SENTENCE.finditer(text) if m[0].strip()]
    asked = [s for s in said if s.endswith("?")] or (said if len(said) <= _SHORT else said[-1:])
    for name, cue in _CUES:
        if any(cue.search(sentence.strip()) for sentence in asked):
            return name
    return None
