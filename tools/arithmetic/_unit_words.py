"""The words people use for units, what each measures, and where one word has several meanings.

Names on the left are pint's. A word that stands under several of them is ambiguous: the first that
fits the other side of the conversion is taken and said.
"""

from collections.abc import Mapping
from dataclasses import dataclass

_WORDS: Mapping[str, Mapping[str, str]] = {
    "length": {
        "meter": "m, metre, metres, meter, meters",
        "kilometer": "km, kms, kilometre, kilometres, kilometer, kilometers, k, klick, klicks",
        "centimeter": "cm, cms, centimetre, centimetres, centimeter, centimeters",
        "millimeter": "mm, millimetre, millimetres, millimeter, millimeters",
        "micrometer": "µm, μm, um, micron, microns, micrometre, micrometres, micrometers",
        "nanometer": "nm, nanometre, nanometres, nanometers",
        "inch": 'in, inch, inches, ", ″, ”',
        "foot": "ft, foot, feet, ', ′, ’",
        "yard": "yd, yds, yard, yards",
        "mile": "mi, mile, miles, statute mile, statute miles",
        "nautical_mile": "nmi, nautical mile, nautical miles, sea mile, sea miles",
        "furlong": "furlong, furlongs",
        "fathom": "fathom, fathoms",
        "light_year": "light year, light years, light-year, light-years, ly",
        "astronomical_unit": "au, AU, astronomical unit, astronomical units",
        "parsec": "pc, parsec, parsecs",
        "angstrom": "Å, angstrom, angstroms",
    },
    "mass": {
        "kilogram": "kg, kgs, kilo, kilos, kilogram, kilograms, kilogramme, kilogrammes",
        "gram": "g, gr, gram, grams, gramme, grammes",
        "milligram": "mg, milligram, milligrams",
        "microgram": "µg, μg, ug, mcg, microgram, micrograms",
        "pound": "lb, lbs, pound, pounds",
        "ounce": "oz, ounce, ounces",
        "troy_ounce": "troy ounce, troy ounces, ozt, troy oz",
        "stone": "st, stone, stones",
        "US_ton": "short ton, short tons, US ton, US tons, ton, tons",
        "long_ton": "long ton, long tons, imperial ton, imperial tons, ton, tons",
        "metric_ton": "t, tonne, tonnes, metric ton, metric tons, ton, tons",
        "carat": "ct, carat, carats",
        "grain": "grain, grains",
        "slug": "slug, slugs",
    },
    "volume": {
        "liter": "l, L, litre, litres, liter, liters",
        "milliliter": "ml, mL, cc, millilitre, millilitres, milliliter, milliliters",
        "centiliter": "cl, cL, centilitre, centilitres, centiliters",
        "deciliter": "dl, dL, decilitre, decilitres, deciliters",
        "gallon": "gal, gallon, gallons, US gallon, US gallons, US gal",
        "imperial_gallon": "imperial gallon, imperial gallons, UK gallon, UK gallons, imp gal, "
        "gal, gallon, gallons",
        "quart": "qt, quart, quarts, US quart, US quarts",
        "imperial_quart": "imperial quart, imperial quarts, UK quart, UK quarts, qt, quart, quarts",
        "pint": "pt, pint, pints, US pint, US pints",
        "imperial_pint": "imperial pint, imperial pints, UK pint, UK pints, pt, pint, pints",
        "cup": "cup, cups, US cup, US cups",
        "metric_cup": "metric cup, metric cups, cup, cups",
        "fluid_ounce": "fl oz, floz, fluid ounce, fluid ounces, US fluid ounce, US fluid ounces, "
        "oz, ounce, ounces",
        "imperial_fluid_ounce": "imperial fluid ounce, imperial fluid ounces, fl oz, floz, "
        "fluid ounce, fluid ounces, oz, ounce, ounces",
        "tablespoon": "tbsp, tablespoon, tablespoons",
        "teaspoon": "tsp, teaspoon, teaspoons",
        "oil_barrel": "bbl, barrel, barrels, oil barrel, oil barrels, barrel of oil, "
        "barrels of oil",
        "bushel": "bushel, bushels",
    },
    "area": {
        "square_meter": "sqm, m2",
        "square_foot": "sqft, sf",
        "square_kilometer": "sqkm",
        "hectare": "ha, hectare, hectares",
        "are": "are, ares",
        "acre": "ac, acre, acres",
    },
    "time": {
        "second": "s, sec, secs, second, seconds",
        "millisecond": "ms, millisecond, milliseconds",
        "microsecond": "µs, μs, microsecond, microseconds",
        "minute": "min, mins, minute, minutes, m",
        "hour": "h, hr, hrs, hour, hours",
        "day": "d, day, days",
        "week": "week, weeks, wk, wks",
        "fortnight": "fortnight, fortnights",
        "month": "month, months",
        "year": "yr, yrs, year, years",
        "decade": "decade, decades",
        "century": "century, centuries",
    },
    "speed": {
        "mile_per_hour": "mph",
        "kilometer_per_hour": "kph, kmh, kmph",
        "knot": "kn, kt, kts, knot, knots",
        "speed_of_light": "speed of light",
    },
    "temperature": {
        "degree_Celsius": "°C, ℃, C, degC, celsius, degree celsius, degrees celsius, "
        "centigrade, degrees centigrade, degrees C, deg C",
        "degree_Fahrenheit": "°F, ℉, F, degF, fahrenheit, degree fahrenheit, "
        "degrees fahrenheit, degrees F, deg F",
        "kelvin": "K, kelvin, kelvins",
        "degree_Rankine": "°R, degR, rankine, degrees rankine",
    },
    "pressure": {
        "pascal": "Pa, pascal, pascals",
        "hectopascal": "hPa, hectopascal, hectopascals",
        "kilopascal": "kPa, kilopascal, kilopascals",
        "megapascal": "MPa, megapascal, megapascals",
        "bar": "bar, bars",
        "millibar": "mbar, millibar, millibars",
        "standard_atmosphere": "atm, atmosphere, atmospheres",
        "psi": "psi, pounds per square inch, pound per square inch",
        "mmHg": "mmHg, mm Hg, millimetres of mercury, millimeters of mercury",
        "inHg": "inHg, in Hg, inches of mercury",
        "torr": "torr, Torr",
    },
    "energy": {
        "joule": "J, joule, joules",
        "kilojoule": "kJ, kilojoule, kilojoules",
        "megajoule": "MJ, megajoule, megajoules",
        "gigajoule": "GJ, gigajoule, gigajoules",
        "calorie": "cal, calorie, calories",
        "kilocalorie": "kcal, kilocalorie, kilocalories, Calorie, Calories, Cal, food calorie, "
        "food calories",
        "watt_hour": "Wh, watt-hour, watt-hours, watt hour, watt hours",
        "kilowatt_hour": "kWh, kwh, KWh, kilowatt-hour, kilowatt-hours, kilowatt hour, "
        "kilowatt hours",
        "megawatt_hour": "MWh, megawatt-hour, megawatt-hours, megawatt hours",
        "Btu_it": "BTU, Btu, btu, BTUs, British thermal unit, British thermal units",
        "electron_volt": "eV, electronvolt, electronvolts, electron volt, electron volts",
        "therm": "therm, therms",
        "foot_pound": "ft-lb, ft lb, foot-pound, foot-pounds, foot pound, foot pounds",
    },
    "power": {
        "watt": "W, watt, watts",
        "milliwatt": "mW, milliwatt, milliwatts",
        "kilowatt": "kW, kilowatt, kilowatts",
        "megawatt": "MW, megawatt, megawatts",
        "horsepower": "hp, HP, bhp, horsepower, horse power",
        "metric_horsepower": "PS, metric horsepower, hp, HP, horsepower, horse power",
    },
    "force": {
        "newton": "N, newton, newtons",
        "kilonewton": "kN, kilonewton, kilonewtons",
        "force_pound": "lbf, pound-force, pounds-force, pound force, pounds of force, lb, lbs, "
        "pound, pounds",
        "force_kilogram": "kgf, kilogram-force, kilogram force, kp, kilopond",
        "dyne": "dyn, dyne, dynes",
    },
    "data": {
        "bit": "bit, bits",
        "byte": "B, byte, bytes",
        "kilobyte": "kB, KB, kilobyte, kilobytes",
        "megabyte": "MB, megabyte, megabytes",
        "gigabyte": "GB, gig, gigs, gigabyte, gigabytes",
        "terabyte": "TB, terabyte, terabytes",
        "petabyte": "PB, petabyte, petabytes",
        "kibibyte": "KiB, kibibyte, kibibytes, kB, KB, kilobyte, kilobytes",
        "mebibyte": "MiB, mebibyte, mebibytes, MB, megabyte, megabytes",
        "gibibyte": "GiB, gibibyte, gibibytes, GB, gig, gigs, gigabyte, gigabytes",
        "tebibyte": "TiB, tebibyte, tebibytes, TB, terabyte, terabytes",
        "kilobit": "kb, kbit, kilobit, kilobits",
        "megabit": "Mb, Mbit, megabit, megabits",
        "gigabit": "Gb, Gbit, gigabit, gigabits",
    },
    "data rate": {
        "megabit_per_second": "Mbps, mbps",
        "gigabit_per_second": "Gbps, gbps",
        "kilobit_per_second": "kbps, Kbps",
    },
    "angle": {
        "degree": "°, deg, degree, degrees",
        "radian": "rad, radian, radians",
        "gradian": "gon, grad, gradian, gradians",
        "arcminute": "arcmin, arcminute, arcminutes, minute of arc, minutes of arc",
        "arcsecond": "arcsec, arcsecond, arcseconds, second of arc, seconds of arc",
        "turn": "turn, turns, revolution, revolutions, rev",
    },
    "frequency": {
        "hertz": "Hz, hertz",
        "kilohertz": "kHz, kilohertz",
        "megahertz": "MHz, megahertz",
        "gigahertz": "GHz, gigahertz",
        "revolutions_per_minute": "rpm, RPM",
    },
    "fuel economy": {
        "mile_per_gallon": "mpg, miles per gallon, US mpg",
        "mile_per_imperial_gallon": "mpg, miles per gallon, imperial mpg, UK mpg, imp mpg",
        "liter_per_hundred_kilometer": "l/100km, L/100km, l/100 km, L/100 km, "
        "litres per 100 km, liters per 100 km, litres per 100 kilometres, "
        "liters per 100 kilometers, litre per 100 km",
        "kilometer_per_liter": "km/l, km/L, kpl, kilometres per litre, kilometers per liter",
    },
    "electricity": {
        "ampere": "A, amp, amps, ampere, amperes",
        "volt": "V, volt, volts",
        "ohm": "Ω, ohm, ohms",
        "coulomb": "coulomb, coulombs",
        "ampere_hour": "Ah, amp hour, amp hours",
        "milliampere_hour": "mAh",
    },
    "amount": {"mole": "mol, mole, moles", "millimole": "mmol, millimole, millimoles"},
    "torque": {"newton_meter": "Nm, newton metre, newton metres, newton meter, newton meters"},
}

COMPOUND: Mapping[str, str] = {
    "square_meter": "meter ** 2",
    "square_foot": "foot ** 2",
    "square_kilometer": "kilometer ** 2",
    "mile_per_hour": "mile / hour",
    "kilometer_per_hour": "kilometer / hour",
    "megabit_per_second": "megabit / second",
    "gigabit_per_second": "gigabit / second",
    "kilobit_per_second": "kilobit / second",
    "mile_per_gallon": "mile / gallon",
    "mile_per_imperial_gallon": "mile / imperial_gallon",
    "liter_per_hundred_kilometer": "liter / hectokilometer",
    "kilometer_per_liter": "kilometer / liter",
    "newton_meter": "newton * meter",
    "metric_cup": "quartliter",
    "revolutions_per_minute": "count / minute",
    "milliampere_hour": "milliampere * hour",
}
"""Names of ours in pint's."""

SAID = {
    "US_ton": "the US short ton",
    "long_ton": "the British long ton",
    "metric_ton": "the metric tonne",
    "gallon": "the US liquid gallon",
    "imperial_gallon": "the imperial gallon",
    "quart": "the US liquid quart",
    "imperial_quart": "the imperial quart",
    "pint": "the US liquid pint",
    "imperial_pint": "the imperial pint",
    "cup": "the US cup",
    "metric_cup": "the metric cup",
    "fluid_ounce": "the US fluid ounce",
    "imperial_fluid_ounce": "the imperial fluid ounce",
    "ounce": "the avoirdupois ounce",
    "pound": "the avoirdupois pound",
    "force_pound": "the pound-force",
    "horsepower": "mechanical horsepower",
    "metric_horsepower": "metric horsepower",
    "mile_per_gallon": "miles per US gallon",
    "mile_per_imperial_gallon": "miles per imperial gallon",
    "meter": "the metre",
    "minute": "the minute",
    "kibibyte": "the binary kibibyte",
    "mebibyte": "the binary mebibyte",
    "gibibyte": "the binary gibibyte",
    "tebibyte": "the binary tebibyte",
    "kilobyte": "the decimal kilobyte",
    "megabyte": "the decimal megabyte",
    "gigabyte": "the decimal gigabyte",
    "terabyte": "the decimal terabyte",
    "degree": "the degree of an angle",
}
"""Which meaning was taken, as it is said."""

CURRENCY_WORDS = {
    "€": "EUR", "euro": "EUR", "euros": "EUR", "$": "USD", "dollar": "USD", "dollars": "USD",
    "us dollar": "USD", "us dollars": "USD", "us$": "USD", "buck": "USD", "bucks": "USD",
    "£": "GBP", "pound": "GBP", "pounds": "GBP", "pound sterling": "GBP",
    "pounds sterling": "GBP", "british pounds": "GBP", "sterling": "GBP", "quid": "GBP",
    "¥": "JPY", "yen": "JPY", "₹": "INR", "rupee": "INR", "rupees": "INR", "franc": "CHF",
    "francs": "CHF", "swiss franc": "CHF", "swiss francs": "CHF", "yuan": "CNY",
    "renminbi": "CNY", "zloty": "PLN", "canadian dollars": "CAD", "australian dollars": "AUD",
    "canadian dollar": "CAD", "australian dollar": "AUD", "c$": "CAD", "ca$": "CAD",
    "a$": "AUD", "au$": "AUD", "nz$": "NZD", "hk$": "HKD", "s$": "SGD", "r$": "BRL",
    "swedish kronor": "SEK", "kronor": "SEK", "norwegian kroner": "NOK",
    "norwegian krone": "NOK", "danish kroner": "DKK", "danish krone": "DKK",
    "swedish krona": "SEK", "zlotys": "PLN", "zł": "PLN", "forint": "HUF", "forints": "HUF",
    "koruna": "CZK", "kč": "CZK", "rs": "INR", "rs.": "INR", "indian rupees": "INR",
    "fr": "CHF", "fr.": "CHF", "sfr": "CHF", "sfr.": "CHF", "franken": "CHF",
    "schweizer franken": "CHF", "rmb": "CNY", "lira": "TRY", "₺": "TRY", "rand": "ZAR",
    "reais": "BRL", "brazilian reais": "BRL", "₩": "KRW", "korean won": "KRW", "₪": "ILS",
    "shekel": "ILS", "shekels": "ILS", "₽": "RUB", "rouble": "RUB", "roubles": "RUB",
    "ruble": "RUB", "rubles": "RUB", "baht": "THB", "ringgit": "MYR", "mexican pesos": "MXN",
    "dirham": "AED", "dirhams": "AED", "greenback": "USD", "greenbacks": "USD",
    "kr": "kr", "kr.": "kr", "kroner": "kroner", "krone": "kroner", "krona": "kr",
    "crowns": "crowns", "peso": "pesos", "pesos": "pesos",
}  # fmt: skip
"""The code of a currency as people write it; the word itself where several countries use it."""


@dataclass(frozen=True, slots=True)
class Meaning:
    """One meaning of a word: pint's name and the dimension."""

    name: str
    dimension: str


def _meanings() -> dict[str, tuple[Meaning, ...]]:
    found: dict[str, tuple[Meaning, ...]] = {}
    for dimension, units in _WORDS.items():
        for name, words in units.items():
            for word in words.split(", "):
                found[word] = (*found.get(word, ()), Meaning(name, dimension))
    return found


MEANINGS = _meanings()
"""Every word, with its meanings in order of preference; case counts."""

LOWER: dict[str, tuple[Meaning, ...]] = {}
for _word, _meaning in MEANINGS.items():
    if len(_word) > 2:
        LOWER.setdefault(_word.lower(), _meaning)
"""The same without case, for words long enough not to be taken for another."""
