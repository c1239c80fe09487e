"""Grade a number: its value within a tolerance, its unit, its significant figures."""

from dataclasses import dataclass
from fractions import Fraction

from tools.assessment._grade_request import GradeAnswerRequest
from tools.assessment._grade_result import NumberRead
from tools.assessment._graded import Graded
from tools.errors import InvalidInput
from tools.numerals import Numeral, numerals
from tools.units import convert, leading_unit, symbol, units

_ROUNDING = 1e-9  # of the key: what binary fractions may be off by
_FEWEST = 2  # figures below which a rounded number says too little to be compared


@dataclass(frozen=True, slots=True)
class Measured:
    """A number with the units its text may name."""

    numeral: Numeral
    value: float
    units: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Expected:
    """The key: value, unit, and how far off an answer may be."""

    value: float
    unit: str | None
    percent: bool
    allowed: float
    text: str
    coarser: bool
    """Whether the key rounded to fewer figures is right but for its form: no tolerance is given."""


def grade_numeric(request: GradeAnswerRequest, answer: str) -> Graded:
    """Hold the number of an answer against the key's, each in its unit."""
    found = measured(answer)
    expected = _expected(request, found)
    if not found:
        graded = Graded.ruled(0.0, f"No number was found; {expected.text} was expected.")
        graded.missing = [expected.text]
        return graded
    right = [one for one in found if _matches(one, expected)]
    final = _final(found, answer)
    chosen = final if final in right or not right else right[-1]
    if chosen in right and not chosen.units:
        same = [one for one in right if one.units and one.numeral.value == chosen.numeral.value]
        chosen = same[-1] if same else chosen
    graded = _graded(request, expected, chosen)
    if right and final not in right:
        graded.reasons.append("the right number is there, but another one stands last")
        graded.low = 0.0
    return graded


def looks_numeric(key: str | list[str] | None) -> bool:
    """Whether a key is a number, with or without a unit."""
    if not isinstance(key, str):
        return False
    found = list(numerals(key))
    if not found or found[0].start > 2 or any(c.isalpha() for c in key[: found[0].start]):
        return False
    rest = key[found[0].end :].strip()
    return not rest or bool(units(rest))


def measured(text: str) -> list[Measured]:
    """The numbers of a text with their units; the digits inside a unit are none of them."""
    found: list[Measured] = []
    past = 0
    for numeral in numerals(text):
        if numeral.start < past:
            continue
        names, length = leading_unit(text[numeral.end :])
        if not names and (before := text[: numeral.start].rstrip()[-1:]) in "€$£¥₹" and before:
            names = units(before)
        past = numeral.end + length
        found.append(Measured(numeral, float(numeral.value), () if numeral.percent else names))
    return found


def _expected(request: GradeAnswerRequest, answered: list[Measured]) -> Expected:
    key = request.key if isinstance(request.key, str) else ""
    found = measured(key)
    if not found:
        raise InvalidInput.of("key", "must be one number, with its unit if it has one")
    one = found[0]
    unit = _comparable(one, answered)
    if request.unit is not None and not one.numeral.percent:
        named = units(request.unit)
        if not named and request.unit.strip() not in ("%", "percent"):
            raise InvalidInput.of("unit", "is no unit known here; write it as m/s^2, kg, EUR")
        unit = _comparable(Measured(one.numeral, one.value, named), answered)
    percent = one.numeral.percent or (request.unit or "").strip() in ("%", "percent")
    value = one.value / 100 if percent and not one.numeral.percent else one.value
    text = key.strip() + (f" {request.unit}" if request.unit and not one.units else "")
    allowed = _allowed(request, one.numeral, value, percent)
    strict = request.tolerance is not None or request.relative_tolerance is not None
    return Expected(value, unit, percent, allowed, text, not strict and _decimal(one.numeral))


def _comparable(key: Measured, answered: list[Measured]) -> str | None:
    """The likeliest reading of the key's unit that an answer's unit measures too: `C` may be
    coulombs, and degrees beside an answer in `F` or `K`.
    """
    given = {unit for one in answered for unit in one.units}
    shared = (
        mine for mine in key.units if any(convert(1.0, unit, mine) is not None for unit in given)
    )
    return next(shared, key.units[0] if key.units else None)


def _allowed(request: GradeAnswerRequest, key: Numeral, value: float, percent: bool) -> float:
    given = (
        [abs(value) * request.relative_tolerance] if request.relative_tolerance is not None else []
    )
    if request.tolerance is not None:
        given.append(request.tolerance / (100 if percent else 1))
    if given:
        return max(given)
    return float(Fraction(10) ** key.place / 2) if key.place is not None and _decimal(key) else 0.0


def _decimal(key: Numeral) -> bool:
    """A key with decimals or an exponent was rounded; a whole number may be a count."""
    return key.place is not None and (key.place < (-2 if key.percent else 0) or key.place > 0)


def _in_key_unit(one: Measured, expected: Expected, value: float) -> float | None:
    """The value in the key's unit; None where the answer measures something else."""
    if expected.unit is None or not one.units:
        return value
    for unit in one.units:
        if (converted := convert(value, unit, expected.unit)) is not None:
            return converted
    return None


def _close(value: float | None, expected: Expected) -> bool:
    if value is None:
        return False
    slack = _ROUNDING * max(abs(expected.value), abs(value))
    return abs(value - expected.value) <= expected.allowed + slack


def _matches(one: Measured, expected: Expected) -> bool:
    return any(_close(value, expected) for value, _ in _readings(one, expected))


def _readings(one: Measured, expected: Expected) -> list[tuple[float | None, str]]:
    """The value in the key's unit, as most likely meant and in other ways; with why."""
    readings = [(_in_key_unit(one, expected, one.value), "")]
    if expected.percent and not one.numeral.percent:
        readings.append((one.value / 100, "the per cent sign is missing"))
    if one.numeral.other is not None:
        other = _in_key_unit(one, expected, float(one.numeral.other))
        readings.append((other, "its separator can be read in two ways"))
    if _rounds(one, expected, readings[0][0]):
        readings.append((expected.value, "it is rounded more than the key"))
    return readings


def _rounds(one: Measured, expected: Expected, value: float | None) -> bool:
    """Whether it is the key rounded to the fewer figures it was given with, two at least."""
    place, figures = one.numeral.place, one.numeral.figures
    if not expected.coarser or place is None or figures is None or figures[0] < _FEWEST:
        return False
    if value is None or not one.value:
        return False
    half = float(Fraction(10) ** place / 2) * abs(value / one.value)
    return abs(value - expected.value) <= half * (1 + _ROUNDING)


def _final(found: list[Measured], answer: str) -> Measured:
    """The number that is the answer: after the last equals sign, else the last with a unit."""
    for mark in ("=", "≈"):
        if mark in answer:
            after = answer.rindex(mark)
            return next((one for one in found if one.numeral.start > after), found[-1])
    return next((one for one in reversed(found) if one.units), found[-1])


def _graded(request: GradeAnswerRequest, expected: Expected, one: Measured) -> Graded:
    value, caveat = next(
        (reading for reading in _readings(one, expected) if _close(reading[0], expected)),
        _readings(one, expected)[0],
    )
    right = _close(value, expected)
    faults = _faults(request, expected, one, caveat) if right else []
    share = max(0.0, 1 - request.form_penalty * len(faults)) if right else 0.0
    graded = Graded.ruled(share, _feedback(expected, value, faults, right))
    (graded.matched if right else graded.missing).append(expected.text)
    if right and "two ways" in caveat:
        graded.reasons.append("its separator can be read in two ways, and only one is right")
        graded.low = 0.0
    graded.number = _read(expected, one, _readings(one, expected)[0][0] if right else value)
    if expected.unit is None and one.units and request.unit is None and not expected.percent:
        graded.notes.append("The key has no unit, so the unit of the answer was not checked.")
    return graded


def _faults(
    request: GradeAnswerRequest, expected: Expected, one: Measured, caveat: str
) -> list[str]:
    faults = [caveat] if caveat and "two ways" not in caveat else []
    if expected.unit is not None and not one.units:
        faults.append("the unit is missing")
    wanted, have = request.significant_figures, one.numeral.figures
    if wanted is not None and have is not None and not have[0] <= wanted <= have[1]:
        faults = [fault for fault in faults if "rounded" not in fault]
        faults.append("the number of significant figures is not as asked")
    return faults


def _feedback(expected: Expected, value: float | None, faults: list[str], right: bool) -> str:
    if right:
        return f"The value is right, but {' and '.join(faults)}." if faults else "Right."
    if value is None:
        return f"The unit does not measure what was asked for; {expected.text} was expected."
    hint = _slip(value, expected.value)
    return f"Not right{hint}; {expected.text} was expected."


def _slip(value: float, key: float) -> str:
    """What kind of slip would explain the difference, if one does."""
    if not value or not key:
        return ""
    ratio = value / key
    if abs(ratio + 1) < 1e-3:
        return ": the sign is wrong"
    for power in (-6, -3, -2, -1, 1, 2, 3, 6):
        if abs(ratio / 10**power - 1) < 5e-3:
            return ": it is off by a power of ten, so look at the prefix or the decimal point"
    return ": it should be the reciprocal" if abs(value * key - 1) < 1e-3 else ""


def _read(expected: Expected, one: Measured, value: float | None) -> NumberRead:
    figures = one.numeral.figures
    return NumberRead(
        value=one.value,
        unit=symbol(one.units[0]) if one.units else "%" if one.numeral.percent else None,
        in_key_unit=value,
        expected=expected.value,
        expected_unit=symbol(expected.unit) if expected.unit else None,
        difference=None if value is None else value - expected.value,
        allowed=expected.allowed,
        significant_figures=figures[1] if figures else None,
    )
