"""Turns of phrase that steer a conversation, in any domain."""

import re

_I = re.IGNORECASE

THANKS = re.compile(
    r"^\W*(?:thanks?( you| a lot| so much)?|thx|ty|cheers|great|perfect|cool|nice|awesome|"
    r"ok(?:ay)?|good|got it|danke|merci|wonderful|super)\b[\w\s,!.']{0,30}$",
    _I,
)
GREETING = re.compile(
    r"^\W*(?:hi|hey|hello|hallo|good (?:morning|evening|afternoon|day)|moin|servus|yo|bonjour|hola)"
    r"\b[\w\s,!.']{0,25}[!.?]*$",
    _I,
)
ABILITIES = re.compile(
    r"\b(?:what (?:can|do) you do|what are you (?:able|good)|how can you help|who are you"
    r"|help me\??$|what (?:can|could|may) (?:i|we|one) ask|what is this|what do you know"
    r"|your (?:skills|abilities|capabilities)|was kannst du|que sais-tu)|^\W*help\W*$",
    _I,
)
GUESS = re.compile(
    r"\b(?:just (?:guess|estimate|make|pick|assume|invent|take (?:a|some)|put (?:in )?(?:a|some))"
    r"|(?:please|can you|could you|you) (?:just )?guess|^\W*(?:please )?guess\b"
    r"|(?:make|making) (?:it|something|them|one|some\w*|numbers|figures|values) up"
    r"|make up (?:something|some|any|a|the|your|plausible|numbers)"
    r"|invent (?:something|some|any|a\b)"
    r"|(?:take|have|hazard|venture) a (?:wild |rough )?(?:guess|stab)"
    r"|(?:your|an?) (?:best|educated|wild|rough) guess|your gut|gut feel\w*"
    r"|guess(?:timate)? (?:it|our|my|the|for|some|a)\b|guesstimate|ballpark|finger in the air"
    r"|off the top of your head|out of (?:the|thin) air|out of (?:a|your) hat|you tell me"
    r"|you(?:'re| are) the (?:ai|expert|computer|machine)"
    r"|any (?:old )?(?:figure|value|one) (?:will do|is fine|works|would do)"
    r"|you (?:choose|decide|pick)|any(?:thing| number) (?:will do|is fine)"
    r"|(?:industry|market|national|global|usual|typical) (?:averages?|norms?|benchmarks?|numbers)"
    r"|(?:use|take|assume|put|fill in) (?:something|anything|whatever|some|any|typical|average)\b"
    r"|whatever you (?:think|like|want)|(?:we|i) (?:have|'ve got|got) no (?:data|figures|numbers)"
    r"|without (?:any )?(?:data|figures|numbers)|rate? (?:doch|mal|einfach)|schätz\w* einfach)",
    _I,
)
SELF_GUESSED = re.compile(
    r"\b(?:i(?:'d| would| can only|'ll)? (?:guess|guesstimate)|my (?:best |own )?guess"
    r"|at a guess|our (?:best )?guess|we guess)\b",
    _I,
)
"""The person guesses for themselves: that is a value like any other."""
UNKNOWN = re.compile(
    r"\b(?:no idea|how (?:would|should|can) (?:i|we) know|"
    r"don'?t know|do not know|not sure|can'?t say|no clue|unknown to me|haven'?t got|"
    r"dunno|keine ahnung|weiß nicht)\b",
    _I,
)
WHY = re.compile(
    r"^\W*(?:but )?(?:why|how come|how (?:did|do) you (?:get|know|work|calculate|arrive|come)|"
    r"explain(?: that| this| it)?\b|how was (?:that|this|it)|where does (?:that|this|it)|warum|"
    r"what makes (?:that|this|it))",
    _I,
)
ASSUMED = re.compile(
    r"\b(?:what (?:did|do|have) you (?:assum|tak)\w*|your assumptions|which assumptions|"
    r"what (?:is|was|are|were) (?:the )?assum\w*|assumed what)\b",
    _I,
)
FOLLOW_UP = re.compile(
    r"^\W*(?:ok(?:ay)?,?\s+)?(?:and|now|but|what if|what about|how about|same|instead|suppose|if|"
    r"make (?:it|that)|then|change|try|use|with|at|halve|double|triple|raise|lower|increase|reduce|"
    r"cut|say|rather|no,|actually|sorry|correction|oh|let'?s|assume|what (?:would|happens)|again|"
    r"also with|und|plus|minus|what'?s (?:it|the difference)|how (?:would|does|much would)|"
    r"i forgot|forgot|ah|wait|hmm|imagine|had|does (?:it|that)|would (?:it|that)|could we|redo|"
    r"only|just|this time|for|add|include|another|one more|next|(?:she|he|they|i|we) just"
    r"|since then|after that)\b",
    _I,
)
ADDS = re.compile(
    r"^\W*(?:ok(?:ay)?,?\s+|and\s+|then\s+|now\s+|please\s+|also\s+)*(?:add|plus|include"
    r"|another|one more|(?:she|he|they|i|we)(?:'ve| have| has)? (?:just |then |also )+"
    r"(?:did|got|had|answered|reviewed|add|made)"
    r"|(?:there(?:'s| is| was) )?(?:also )?a (?:second|third|fourth|fifth|sixth|further|new)"
    r"|next)\b"
    r"|\b(?:\d+|one|two|three|four|five|six|a few|another) more\b",
    _I,
)
"""Says that something comes on top of what was told before."""
REFERS = re.compile(
    r"\b(?:the same|same (?!time|day|week|month|year)\w+|(?:that|the) last (?:one|run)|redo|rerun"
    r"|re-run|once more|again(?! and)|back to (?:the|our|my)|as before|unchanged|all else|otherwise"
    r"|everything else|the rest stays?)\b",
    _I,
)
"""Words anywhere in a message that point back at what was asked before."""
SUPPOSES = re.compile(
    r"^\W*(?:ok(?:ay)?,?\s+|and\s+|but\s+)*(?:what if|if|what about|how about|now|same|suppose"
    r"|instead|rather|say|make (?:it|that)|let'?s)\b",
    _I,
)
"""Says outright that what was asked before still holds."""
SHORT = 12  # words up to which a message may be a follow-up without saying so
CANCEL = re.compile(r"^\W*(?:never ?mind|forget (?:it|that)|cancel|stop|skip (?:it|that))\b", _I)
DO_FOR_ME = re.compile(
    r"^\W*(?:please |can you |could you |would you )*(?P<verb>book|buy|order|write|send|call|play|"
    r"draw|paint|translate|sing|cook|remind|open|turn|set|find|show|tell|give|sell|pay|email)\b"
    r"(?P<rest>[^.?!\n]*)",
    _I,
)
CHART = re.compile(
    r"\b(?:show|see|draw|plot|give|send|display)\b[^.?!]{0,30}\b(?:chart|graph|plot|diagram|curve)\b"
    r"|^\W*(?:(?:the|a|as a) )?(?:chart|graph|plot|diagram)\W*(?:please)?\W*$",
    _I,
)
"""Asks to see the answer before, drawn."""
