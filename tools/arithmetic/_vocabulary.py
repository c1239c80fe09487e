"""What a calculation may hold beside numbers, names and operators: currencies and units."""

from tools.arithmetic._units import CURRENCIES, CURRENCY_SYMBOLS, NAMES
from tools.expressions.lexer import Vocabulary

VOCABULARY = Vocabulary(symbols=CURRENCY_SYMBOLS, units=NAMES, currencies=CURRENCIES)
