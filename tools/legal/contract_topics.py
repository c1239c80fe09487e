"""What people ask of a contract first, and the words they ask it in."""

from typing import Annotated, Literal

from pydantic import Field

Topic = Annotated[
    Literal[
        *("type", "parties", "dates", "termination", "renewal", "deadlines", "obligations"),
        *("payment", "liability", "law", "ip", "confidentiality", "restrictions"),
        *("missing", "unusual", "risk"),
    ],
    Field(
        json_schema_extra={
            "x-synonyms": {
                "type": ["what kind of contract", "what type of agreement", "what is this document"],
                "parties": ["who are the parties", "between whom", "who is it with", "parties",
                            "the parties", "who is involved"],
                "dates": ["when does it end", "when does it start", "how long", "expire", "end date",
                          "start date", "key dates", "dates", "term", "how long are we bound"],
                "termination": ["get out early", "get out", "leave early", "terminate", "cancel",
                                "way out", "walk away", "notice period", "quit", "end it", "exit"],
                "renewal": ["auto-renew", "renew", "renewal", "roll over", "rolls over", "extends",
                            "auto renewal"],
                "deadlines": ["must we not miss", "must not miss", "deadlines", "deadline",
                              "by when", "calendar", "calendar file", "reminders", "due dates",
                              "put in my diary", "ics"],
                "obligations": ["who must do what", "obligations", "duties", "what do we have to do",
                                "what must we do", "our duties", "to-do list", "promised"],
                "payment": ["how much", "pay", "payment", "fees", "price", "rent", "money",
                            "amounts", "costs"],
                "liability": ["liable", "liability", "cap", "damages", "how much could we owe"],
                "law": ["which law", "governing law", "jurisdiction", "whose law", "courts"],
                "ip": ["who owns", "intellectual property", "ownership", "IP", "licence", "code"],
                "confidentiality": ["confidential", "secrecy", "secret", "confidentiality"],
                "restrictions": ["non-compete", "exclusive", "exclusivity", "restrict",
                                 "restrictions", "not allowed", "tied"],
                "missing": ["missing", "what is missing", "left out", "gaps", "forgotten", "lacks"],
                "unusual": ["unusual", "anything odd", "strange", "red flags", "red flag", "nasty",
                            "traps", "catch", "gotchas", "out of the ordinary", "not standard",
                            "fine print", "one-sided"],
                "risk": ["risk", "risky", "how risky", "safe to sign", "dangers", "worry",
                         "should we worry", "risk score"],
            }
        }
    ),
]  # fmt: skip
"""A topic by its name or, in a request, by any of its synonyms."""

CLAUSES: dict[str, tuple[str, ...]] = {
    "ip": ("IP Ownership Assignment", "Joint IP Ownership", "License Grant"),
    "restrictions": ("Non-Compete", "Exclusivity", "No-Solicit of Customers",
                     "No-Solicit of Employees", "Non-Disparagement"),
}  # fmt: skip
"""Topics that are answered with whole clauses."""
