"""Words and signs of money, time and share, and what they stand for."""

import re
from collections.abc import Iterable

CURRENCIES = {
    "€": "EUR", "eur": "EUR", "euro": "EUR", "euros": "EUR", "us$": "USD", "$": "USD",
    "usd": "USD", "dollar": "USD", "dollars": "USD", "buck": "USD", "bucks": "USD",
    "£": "GBP", "gbp": "GBP", "pound": "GBP", "pounds": "GBP", "quid": "GBP",
    "pounds sterling": "GBP", "sterling": "GBP", "chf": "CHF", "sfr": "CHF", "sfr.": "CHF",
    "fr.": "CHF", "franken": "CHF", "franc": "CHF", "francs": "CHF", "swiss franc": "CHF",
    "swiss francs": "CHF", "¥": "JPY", "jpy": "JPY", "yen": "JPY", "₹": "INR", "inr": "INR",
    "rs": "INR", "rs.": "INR", "rupee": "INR", "rupees": "INR", "a$": "AUD", "au$": "AUD",
    "aud": "AUD", "c$": "CAD", "ca$": "CAD", "cad": "CAD", "nz$": "NZD", "nzd": "NZD",
    "hk$": "HKD", "hkd": "HKD", "s$": "SGD", "sgd": "SGD", "r$": "BRL", "brl": "BRL",
    "reais": "BRL", "sek": "SEK", "nok": "NOK", "dkk": "DKK", "kronor": "SEK", "kroner": "",
    "kr": "", "kr.": "", "zł": "PLN", "pln": "PLN", "zloty": "PLN", "czk": "CZK", "kč": "CZK",
    "huf": "HUF", "forint": "HUF", "ron": "RON", "cny": "CNY", "rmb": "CNY", "yuan": "CNY",
    "mxn": "MXN", "pesos": "", "zar": "ZAR", "rand": "ZAR", "krw": "KRW", "₩": "KRW",
    "ils": "ILS", "₪": "ILS", "aed": "AED", "₺": "TRY", "lira": "TRY", "₽": "RUB", "thb": "THB",
}  # fmt: skip
"""How people write a currency, and its ISO 4217 code where the word leaves no doubt."""

SCALED_CURRENCIES = {"k€": ("EUR", 1e3), "t€": ("EUR", 1e3), "teur": ("EUR", 1e3),
                     "keur": ("EUR", 1e3), "k$": ("USD", 1e3), "kusd": ("USD", 1e3),
                     "m€": ("EUR", 1e6), "meur": ("EUR", 1e6), "m$": ("USD", 1e6),
                     "tchf": ("CHF", 1e3), "kchf": ("CHF", 1e3)}  # fmt: skip


def alternation(words: Iterable[str]) -> str:
    """A pattern for any of `words`, longest first, so that none hides behind its beginning."""
    return "|".join(re.escape(w) for w in sorted(words, key=len, reverse=True))


_YEAR_FACTORS: dict[float, str] = {
    8760: "hour hours hr hrs stunde stunden",
    365: "day days tag tage tagen",
    52: "week weeks wk wks woche wochen",
    26: "fortnight fortnights",
    12: "month months mo mos mth mths mnth monat monate monaten",
    4: "quarter quarters qtr quartal quartale",
    2: "half-year half-years halbjahr",
    1: "year years yr yrs annum jahr jahre jahren",
    0.1: "decade decades jahrzehnt",
    0.01: "century centuries jahrhundert",
}
_NAMES = {8760: "hour", 365: "day", 52: "week", 26: "fortnight", 12: "month", 4: "quarter",
          2: "half-year", 1: "year", 0.1: "decade", 0.01: "century"}  # fmt: skip

PERIODS: dict[str, str] = {
    word: _NAMES[factor] for factor, words in _YEAR_FACTORS.items() for word in words.split()
}
"""Any word for a period, and its plain name."""

PER_YEAR: dict[str, float] = {name: factor for factor, name in _NAMES.items()}
"""How many of a period make a year."""

ADVERBS = {
    "hourly": "hour", "daily": "day", "täglich": "day", "weekly": "week", "wöchentlich": "week",
    "fortnightly": "fortnight", "monthly": "month", "monatlich": "month", "pcm": "month",
    "quarterly": "quarter", "yearly": "year", "annually": "year", "annual": "year",
    "p.a.": "year", "p.a": "year", "p. a.": "year", "pa": "year", "jährlich": "year",
    "mtl.": "month", "p.m.": "month",
}  # fmt: skip

DAYS: dict[str, float] = {
    "second": 1 / 86400, "minute": 1 / 1440, "hour": 1 / 24, "day": 1.0, "week": 7.0,
    "fortnight": 14.0, "month": 30.4375, "quarter": 91.3125, "half-year": 182.625,
    "year": 365.25, "decade": 3652.5, "century": 36525.0,
}  # fmt: skip
"""Length of a period in days; a year is 365.25 days, a month its twelfth."""

DURATIONS: dict[str, str] = {
    **PERIODS,
    **dict.fromkeys(["second", "seconds", "sec", "secs", "sekunden"], "second"),
    **dict.fromkeys(["minute", "minutes", "min", "mins", "minuten"], "minute"),
    **dict.fromkeys(("h", "std"), "hour"),
    "d": "day",
    "w": "week",
    "y": "year",
}
"""Any word for a length of time, and its plain name."""
