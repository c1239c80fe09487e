"""How amounts, ratios, shares and months are said: rounded to what the input earns."""

SYMBOLS = {"EUR": "€", "USD": "$", "GBP": "£", "JPY": "¥", "INR": "₹"}
MAGNITUDES = ((1e12, "trillion"), (1e9, "billion"), (1e6, "million"))


def money(amount: float, currency: str | None) -> str:
    """Four significant digits, cents below a hundred: `€1,568`, `CHF 29.90`, `$1.57 million`."""
    sign = "−" if amount < 0 else ""
    return f"{sign}{_prefix(currency)}{_size(abs(amount))}"


def ratio(value: float, *bars: float) -> str:
    """One decimal, or as many as it takes to stand on the right side of each of `bars`."""
    text = plain(value, 2 if abs(value) < 1 else 1)
    for decimals in range(2, 6):
        if all(
            _side(float(text.replace(",", "").replace("−", "-")), bar) == _side(value, bar)
            for bar in bars
        ):
            break
        text = plain(value, decimals)
    return text


def percent(fraction: float) -> str:
    """`2.5 %`: one decimal from ten per cent on, two significant digits below."""
    value = fraction * 100
    if abs(value) >= 10:
        return f"{plain(value, 1)} %"
    return f"{plain(float(f'{value:.2g}'), 6)} %"


def signed(fraction: float) -> str:
    """A share that may be negative."""
    return f"−{percent(-fraction)}" if fraction < 0 else percent(fraction)


def months(value: float) -> str:
    """`10.2 months`; less than one is not worth a figure."""
    if value < 1:
        return "less than a month"
    text = plain(value, 1)
    return f"{text} month" if text == "1" else f"{text} months"


def plain(value: float, decimals: int) -> str:
    """With thousands separators and without trailing zeros."""
    text = f"{value:,.{decimals}f}"
    text = text.rstrip("0").rstrip(".") if "." in text else text
    return "0" if text == "-0" else text.replace("-", "−")


def _prefix(currency: str | None) -> str:
    if currency is None:
        return ""
    return SYMBOLS.get(currency, f"{currency} ")


def _size(amount: float) -> str:
    for size, name in MAGNITUDES:
        if amount >= size:
            return f"{plain(float(f'{amount / size:.3g}'), 2)} {name}"
    if amount >= 100:
        return f"{float(f'{amount:.4g}') if amount >= 1000 else round(amount):,.0f}"
    if amount >= 0.01 or amount == 0:
        return f"{amount:.2f}".removesuffix(".00")
    return f"{amount:.2g}"


def _side(value: float, bar: float) -> int:
    return (value > bar) - (value < bar)
