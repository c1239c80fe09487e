"""What English words before a value say of the field it is meant for."""

from collections.abc import Mapping

_SAID = {
    "from": "from origin start source departure depart begin sender pickup initial old base",
    "to": "to destination end target arrival arrive receiver recipient dest new",
    "into": "to target language format unit",
    "in": (
        "location city country region place state area where town language unit database "
        "county venue currency genre field"
    ),
    "at": "location place venue time school university site restaurant store",
    "near": "location city place area near",
    "around": "location city place area",
    "on": "topic subject date day platform instrument",
    "about": "topic subject query keyword",
    "by": "author artist actor by composer painter creator writer director",
    "for": "name company topic item product purpose team player species reason",
    "of": "name subject item topic company species object element compound",
    "with": "method model with friend name tool algorithm",
    "using": "method model algorithm tool engine technique approach unit",
    "via": "method platform channel transportation mode",
    "called": "name title label",
    "named": "name title label",
    "titled": "name title",
    "against": "opponent team defendant rival",
    "starring": "actor star cast",
    "between": "origin start source first from",
    "and": "destination end second target to",
    "versus": "defendant second team opponent",
}
CUES: Mapping[str, frozenset[str]] = {
    before: frozenset(fields.split()) for before, fields in _SAID.items()
}
"""The word before a value, and words in the names of fields that it speaks for."""

NAMED = frozenset(
    word
    for line in (
        "name city location country company person actor artist author team player title",
        "state region place school university brand species celebrity director composer",
        "destination origin",
    )
    for word in line.split()
)
"""Words in the names of fields whose values are proper names."""

_CODED = "id code symbol ticker number key isbn sku zip email url path file"
CODED = frozenset(_CODED.split())
"""Words in the names of fields whose values are codes."""

FORMULAS = frozenset({"function", "expression", "equation", "formula", "polynomial"})
