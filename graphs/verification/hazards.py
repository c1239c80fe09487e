"""Words by which a number may say more, or that are numbers: a line with one is read as a whole.

Every word of the finders' patterns is either here or tells nothing by itself;
tests/graphs/verification/test_plain.py holds the latter and finds new ones.
"""

from itertools import product

from graphs.spans.calendar_words import MONTHS
from graphs.spans.number_words import ALL_NUMBER_WORDS
from graphs.spans.numerals import SCALES
from graphs.spans.units import ADVERBS, CURRENCIES, DURATIONS, PERIODS, SCALED_CURRENCIES

_FOREIGN_NUMBERS = (
    "dix onze douze quinze vingt trente quarante cinquante soixante cent deux trois quatre diez "
    "once doce quince veinte treinta cuarenta cincuenta sesenta cien ciento dos tres cuatro dieci "
    "dodici venti trenta quaranta cinquanta cento due tre"
)
_FOREIGN_UNITS = (
    "mille mil mila millones millions pour por cento euros jours ans mois días años meses"
)
_SAYING_MORE = (
    # how often
    "never nie once twice thrice einmal zweimal dreimal viermal fünfmal sechsmal zehnmal fois "
    "vez vec veces tous toutes chaque cada return "
    # how many times
    "double doubles doubled triple triples tripled halve halved halves "
    # which part
    "half halves third thirds quarter quarters fourth fifth fifths sixth sixths seventh eighth "
    "eighths ninth tenth tenths twentieth hundredth hundredths thousandth thousandths "
    "zero fr franc"
)
_LETTERS = "bcdefghjklmnopqrstuvwxyz"
_CODES = frozenset(("eur", "usd", "gbp", "chf"))
_SPANS = "minute minutes hour hours day days week weeks month months year years"
_LEADING = (
    "per a an each every in any pro im je jede jeden jedes the p one half last past next previous "
    "over other second few couple alle such following"
)
_MEASURING = (
    "percent percentage pct prozent per pp bp bps basis times mal fold cent cents ct pence rappen "
    "swiss us plus minus give out"
)
_NAMING = (
    "section sections sec clause clauses article articles art page pages p pp annex paragraph "
    "paragraphs chapter chapters schedule line lines question questions item items card cards row "
    "rows var cvar es q iso iec din en nist sp cvss rfc soc pci dss http gpt cve ifrs ias asc bleu "
    "kr sm pep bsi utf middle central base v cap cre lcr lev mar nsf ope rbc sco srp basel ii tier "
    "level"
)
_BESIDE = (
    "to or until through thru till à a up about around roughly maybe even perhaps say as much high "
    "many possibly in of from out every each any per over last past next previous the within dans "
    "alle en bis"
)
SPANS = frozenset(_SPANS.split())
"""Lengths of time, which say something where an article, or one of these words, leads them."""
LEADING = frozenset(_LEADING.split())
"""What leads a length of time that says how often."""
PERIODICAL = frozenset(word.rstrip(".") for word in ADVERBS if word.rstrip(".").isalpha())
"""Monthly, yearly: right before a share or an amount they say its period."""
HAZARDS = frozenset((
    *ALL_NUMBER_WORDS, *MONTHS, *SCALES, *DURATIONS, *PERIODS, *CURRENCIES, *SCALED_CURRENCIES,
    *_SAYING_MORE.split(), *_FOREIGN_UNITS.split(),
    *(a + b for a, b in product(_FOREIGN_NUMBERS.split(), _FOREIGN_UNITS.split())),
)) - SPANS - _CODES - PERIODICAL - frozenset(_LETTERS)  # fmt: skip
"""Words with which a line is not plain, wherever they stand."""
MEASURING = _CODES | SPANS | frozenset(_LETTERS) | frozenset(_MEASURING.split())
"""Words right behind a number that say what it counts."""
NAMING = _CODES | frozenset(_NAMING.split())
"""Words right before a number that make it a name or an amount."""
BESIDE = frozenset(_BESIDE.split())
"""Words right before a number that may join it to the number before."""
APART = frozenset(("and", "und"))
"""Words that, alone between two numbers, may make a range of them."""
