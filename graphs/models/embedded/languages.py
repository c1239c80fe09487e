"""Messages in other languages: recognised, and said so in half a sentence."""

import re
from collections.abc import Mapping

_WORDS: Mapping[str, re.Pattern[str]] = {
    name: re.compile(rf"\b(?:{words})\b", re.IGNORECASE)
    for name, words in {
        "German": "und|oder|wir|uns|ist|sind|nicht|der|das|dem|den|eine?[nmrs]?|wie|wann|kostet|bei"
        "|pro|je|im|jahr|mit|für|auf|von|zu|bis|haben|unser[e]?[nmrs]?|mein[e]?[nmrs]?|kunden?"
        "|monat|meist(?:ens)?|jeweils|viel|wenn|ich|was|prozent|fälle|soll|wieder",
        "French": "et|ou|nous|est|sont|pas|le|les|des|une|du|combien|quand|quel(?:le)?s?|par|chez"
        "|avec|pour|sur|dans|coûte|notre|nos|mes|ans?|mois|souvent|chacun|plus|je|fois|si|entre|à",
        "Spanish": "y|nosotros|es|son|el|los|las|una|del|cu[aá]nto|cu[aá]ndo|qu[eé]|por|con|para"
        "|cuesta|nuestr[oa]s?|mis|años?|mes|veces|cada|m[aá]s|si|entre|al|en|perdemos|clientes?",
    }.items()
}
_ENGLISH = re.compile(
    r"\b(?:the|and|is|are|of|to|we|our|my|what|how|when|if|with|for|each|year|month|lose|cost|it"
    r"|do|does|in|on|at|was|please)\b",
    re.IGNORECASE,
)
FEWEST = 3  # words of another language


def language(text: str) -> str:
    """The language a message is in when it is clearly not English; else nothing."""
    counts = {name: len(words.findall(text)) for name, words in _WORDS.items()}
    name = max(counts, key=lambda one: counts[one])
    if counts[name] < FEWEST or counts[name] <= 2 * len(_ENGLISH.findall(text)):
        return ""
    return name


def noted(text: str, asked: str) -> str:
    """A reply that says it is in English, where the question was not."""
    said = language(asked)
    return f"I read the {said} and answer in English. {text}" if said else text


_GLOSSES: Mapping[str, Mapping[str, str]] = {
    "German": {
        "im jahr": "a year", "pro jahr": "a year", "jährlich": "a year", "im monat": "a month",
        "pro monat": "a month", "monatlich": "a month", "bis": "to", "meistens": "mostly",
        "meist": "mostly", "am wahrscheinlichsten": "most likely", "am ehesten": "most likely",
        "frühestens": "at least", "schlimmstenfalls": "at worst", "jeweils": "each", "je": "each",
        "fälle": "cases", "mal": "times", "und": "and", "oder": "or",
        "was kostet uns": "what costs us",
        "wie viel": "how much", "wie oft": "how often", "wann": "when", "diebstahl": "theft",
        "kosten": "costs", "kostet": "costs", "verlieren": "lose", "kunden": "customers",
        "wir": "we", "marge": "margin", "abwanderung": "churn", "zwischen": "between",
        "betrug": "fraud", "ausfälle": "outages", "schaden": "damage", "preis": "price",
        "wiederholen": "review", "karte": "card", "richtig": "right", "falsch": "wrong",
        "ist": "is", "von": "of", "mindestens": "at least", "höchstens": "at most",
    },
    "French": {
        "par an": "a year", "par mois": "a month", "le plus souvent": "mostly", "à": "to",
        "chacun": "each", "chacune": "each", "cas": "cases", "fois": "times", "et": "and",
        "combien coûte": "what costs us", "combien": "how much",
        "quand": "when", "entre": "between",
        "fraude": "fraud", "vol": "theft", "vols": "thefts", "coûte": "costs",
        "clients": "customers",
        "marge": "margin", "perdons": "lose", "nous": "we", "est": "is", "de": "of",
        "carte": "card",
        "réviser": "review", "prix": "price", "pannes": "outages",
    },
    "Spanish": {
        "al año": "a year", "por año": "a year", "al mes": "a month", "por mes": "a month",
        "casi siempre": "mostly", "normalmente": "mostly", "cada uno": "each", "cada una": "each",
        "casos": "cases", "veces": "times", "y": "and", "cuánto cuesta": "what costs us",
        "cuánto": "how much", "cuándo": "when", "entre": "between", "fraude": "fraud",
        "robo": "theft", "robos": "thefts", "cuesta": "costs", "clientes": "customers",
        "margen": "margin", "perdemos": "lose", "es": "is", "de": "of", "tarjeta": "card",
        "repasar": "review", "precio": "price", "a": "to",
    },
}  # fmt: skip
"""The small words around figures, and a few frequent nouns: enough to know what a figure is."""


def glossed(text: str) -> str:
    """A message in another language with its commonest words in English; others stay."""
    words = _GLOSSES.get(language(text))
    if words is None:
        return text
    known = "|".join(re.escape(one) for one in sorted(words, key=len, reverse=True))
    text = re.sub(r"(?<=\d)[\u00a0\u202f ](?=\d{3}\b)", "", text)
    return re.sub(rf"\b(?:{known})\b", lambda m: words[m[0].lower()], text, flags=re.IGNORECASE)
