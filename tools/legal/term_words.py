"""The words by which contracts say when they begin, end and renew."""

import re

DEFINED_AFTER = re.compile(
    r"[^.;\n]{0,40}?\(\s*(?:the|this|such\s+date|being)?[^()\"“”]{0,30}"
    r"[\"“]\s*([A-Z][\w ]{2,28}Date)\s*[\"”]"
)
DEFINED_BEFORE = re.compile(
    r"[\"“]?\b((?:Effective|Commencement|Start|Execution|Launch|Closing|Expiration|Expiry|End|Initial"
    r"|Agreement|Signing|Lease\s+Commencement|Termination)\s+Date|Contract\s+(?:start|end))[\"”]?\s*"
    r"(?:\)|\(\w*\))?\s*(?::|-|–|\bmeans\b|\bshall\s+mean\b|\bshall\s+be\b|\bis\b|\bof\b|\)|,)[^.;]{0,60}?$",
    re.IGNORECASE,
)
DATED = re.compile(
    r"(?:dated|made|given|entered\s+into|executed|effective|as)\b[^.;]{0,60}?\b(?:as\s+of|on|of|this|the|dated)\W*(?:the\s+)?$"
    r"|\bas\s+of\s+(?:the\s+)?$|\bdated?:?\s+(?:the\s+)?$|\beffective\s+(?:the\s+)?$",
    re.IGNORECASE,
)
HEAD = 8_000
ENDS = re.compile(
    r"\b(?:expir\w*|terminat\w*|end(?:s|ing|ed)?|until|through|thru|conclud\w*|up\s+to|remain\w*|continu\w*|no\s+event\s+later\s+than|to)\b",
    re.IGNORECASE,
)
ENDS_ON = re.compile(
    r"\b(?:agreement|term|undertaking|duties|obligations|contract|licen[cs]e|lease|employment)\s+(?:\w+\s+){0,3}?"
    r"(?:ends?|expires?|terminates?|(?:continues?|runs?)\s+until)\s+(?:on\s+)?$",
    re.IGNORECASE,
)
FOREVER = re.compile(
    r"\b(?:perpetual(?:ly)?|perpetuity|indefinite(?:ly)?(?!,|\s+period\s+there)|unlimited\s+(?:period|duration|term)|evergreen)\b"
    r"|\b(?:until|unless)\s+(?:it\s+is\s+)?(?:earlier\s+|sooner\s+|otherwise\s+)?terminated\s+(?:by|in|as|pursuant|upon|under|for)\b"
    r"|\buntil\s+(?:it\s+is\s+|the\s+)?(?:earlier\s+|expiration\s+or\s+)?terminat(?:ed|ion)\b"
    r"|\buntil\s+(?:the\s+)?(?:expir\w+|completion|expiration)\s+or\s+(?:earlier\s+)?terminat\w+"
    r"|\buntil\s+(?:either|one|any|a)\s+party\s+(?:\w+\s+){0,3}?(?:informs?|notif\w+|gives?|terminates?|cancels?|elects?|provides?)"
    r"|\bend\s+when\s+terminated|\bfollowing\s+a\s+written\s+notice\b[^.;]{0,80}\bterminate\b"
    r"|\buntil\s+(?:\w+\s+){1,4}ceases?\b|\bas\s+long\s+as\b",
    re.IGNORECASE,
)
COUNTED_FROM = re.compile(
    r"\b(?:from|following|after|of|commenc\w+\s+(?:on|upon|as\s+of|from)|begin\w*\s+(?:on|upon|as\s+of|with|from)"
    r"|start\w*\s+(?:on|from))\s+(?:and\s+after\s+)?(?:the\s+)?(?P<what>[^,.;()]{3,80})",
    re.IGNORECASE,
)
CONTRACTS_OWN = re.compile(
    r"^(?:(?:said|such|this|its|date\s+of)\s+)*(?:effective\s*date|date\s+(?:hereof|of\s+(?:this|the|its|execution|signing|last|signature)"
    r"|first|on\s+which\s+it|above|set\s+forth)|agreement|execution|signing|signature|commencement|hereof|date\b)"
    r"|first\s+(?:written|set\s+forth|above)|commencement\s+date|start\s+date|effective\s*date|date\s+hereof",
    re.IGNORECASE,
)
FROM_HERE = re.compile(
    r"\beffective(?:\s+(?:as\s+of|on|from|date\s*(?:is|of|:)?))?\W{1,4}(?:the\s+)?$", re.IGNORECASE
)
ANNIVERSARY = re.compile(
    r"(?:\b(?P<words>[a-z-]+))?\s*\(?(?P<digits>\d{1,2})?\s?(?:st|nd|rd|th)?\)?\s+(?:year\s+)?anniversary",
    re.IGNORECASE,
)
ENDS_RENEWAL = re.compile(
    r"\b(?:unless|until|non-?\s?renew\w*|not\s+(?:to\s+|be\s+)?renew\w*|terminat\w*|cancel\w*|contrary|expire\w*)\b",
    re.IGNORECASE,
)
NOT_A_TERM = re.compile(
    r"(?:prior\s+)?(?:\w+\s+){0,2}?(?:written\s+)?notice|\bprior\s+to\b|\bbefore\b|\bin\s+advance\b|\badvance\b"
    r"|(?:\w+\s+)?(?:preceding|(?:after|following)\s+(?:(?:its|the|such|any)\s+)?(?:expir|terminat))",
    re.IGNORECASE,
)
GOES_ON = re.compile(r"\bcontinues?\s+thereafter\b", re.IGNORECASE)
"""Of a first term too: "shall commence on … and continue thereafter for …"; no word of renewing."""
RENEWS = re.compile(
    r"\b(?:renew\w*|extend\w*|extension\w*|additional|successive|further|subsequent|consecutive|thereafter"
    r"|(?:year|month)[\s-]to[\s-](?:year|month)|rolls?\s+over)\b",
    re.IGNORECASE,
)
BY_ITSELF = re.compile(
    r"\bautomatic(?:ally)?\b|\bshall\s+(?:be\s+)?(?:deemed\s+)?renew|\bwill\s+(?:be\s+)?renew|\brenewed?\s+tacitly"
    r"|\brenew\w*\s+(?:itself|by\s+itself)|\bfrom\s+year\s+to\s+year|\brolls?\s+over|\bevergreen"
    r"|\bmonth[\s-]to[\s-]month|\bunless\s+(?:either|one|a|any)\s+party",
    re.IGNORECASE,
)
BY_CHOICE = re.compile(
    r"\b(?:may\s+(?:be\s+)?(?:renew|extend)|option|right\s+to\s+(?:renew|extend)|mutual(?:ly)?\s+(?:agree|written|consent)"
    r"|agree\s+in\s+writing|by\s+(?:written\s+)?agreement|request)",
    re.IGNORECASE,
)
AGAIN = re.compile(
    r"\b(?:successive|consecutive|each|thereafter|any\s+renew|renewal\s+terms|then[\s-]current"
    r"|year\s+to\s+year|periods|terms|additional\s+one-year|annual\s+renewals)\b",
    re.IGNORECASE,
)
AHEAD = re.compile(
    r"\s*['’]?\s*(?:(?!unless|if|until|provided|or\b)\w+\s+){0,3}?(?:prior|before|in\s+advance|advance|preceding|notice|written|previous)",
    re.IGNORECASE,
)
LEAST_TIME = re.compile(r"\b(?:least|less\s+than|later\s+than|upon|within)\s+$", re.IGNORECASE)
OF_TERM = re.compile(
    r"\b(?:agreement|term|contract|lease|licen[cs]e|subscriptions?|it)\b", re.IGNORECASE
)
RUNS = re.compile(
    r"\b(?:this|the)\s+(?:\w+\s+){0,2}?(?:agreement|contract|lease|licen[cs]e|appointment)\s+(?:shall|will|is|may|becomes?"
    r"|commences?|continues?|remains?|runs?)\b[^.;]{0,120}\b(?:continu|remain|for\s+a\s+(?:period|term)|until|in\s+effect|in\s+force)"
    r"|\bterm\s+of\s+(?:this|the)\s+(?:\w+\s+)?(?:agreement|contract|lease|licen[cs]e|appointment)\s+(?:shall|will|is|commences?|begins?)"
    r"|\b(?:initial\s+)?term[\"”]?\s+(?:shall\s+mean|means|is|shall\s+be|will\s+be)\b",
    re.IGNORECASE,
)
"""A sentence that says how long a contract runs."""
LONGEST_SENTENCE = 1_500
LONGEST_YEARS = 999
"""A larger number before "annual" or "years" is a calendar year."""
BEYOND = 8
"""Characters after a passage in which a date that was cut in two may go on."""
SURE = 0.15
"""Least chance of a passage to be read for a value."""
