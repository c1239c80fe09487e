"""What is said once and meant for a whole range: scale, currency, percent, period."""

from dataclasses import replace

from graphs.spans.quantity import Quantity

_RANK = {"rate": 4, "money": 3, "fraction": 2, "duration": 1, "number": 0}


def compatible(a: Quantity, b: Quantity) -> bool:
    """Whether two quantities can be ends of one range."""
    if a.bare or b.bare or counts_money(a, b):
        return not _no_percent(a, b) and not _no_percent(b, a)
    return a.kind == b.kind and (not a.currency or not b.currency or a.currency == b.currency)


def _no_percent(share: Quantity, bare: Quantity) -> bool:
    """Whether a bare number is too large to be meant in percent: "by 25 % to 1,960"."""
    plain = share.kind == "fraction" and bare.bare and share.number.value > 0
    return plain and bare.number.value > 100 and bare.number.value > 5 * share.number.value


def counts_money(first: Quantity, second: Quantity) -> bool:
    """Whether the sign before the first holds for the second: "€30-50 per month"."""
    plain = second.kind == "rate" and second.unit == f"per {second.per}" and not second.inverse
    return plain and first.kind == "money" and first.start < first.number.start


def carried(members: list[Quantity]) -> list[Quantity]:
    """The members, each in the unit and magnitude that the fullest of them names."""
    members = [
        replace(m, kind="money", factor=1.0) if counts_money(members[0], m) else m for m in members
    ]
    model = max(members, key=_fullness)
    scaled = next((m for m in reversed(members) if m.number.scale > 1), None)
    result: list[Quantity] = []
    for member in members:
        moved = member
        if scaled is not None and member is not scaled and _lacks_scale(member, scaled):
            moved = replace(
                moved, number=replace(moved.number, scale=scaled.number.scale, alternatives=())
            )
        if moved.bare and not model.bare:
            moved = _in_unit(moved, model)
        elif moved.kind == model.kind == "money":
            moved = replace(
                moved,
                currency=moved.currency or model.currency,
                per=moved.per or model.per,
                unit=model.unit if model.per else moved.unit,
            )
        result.append(moved)
    return result


def _fullness(q: Quantity) -> tuple[int, bool, int]:
    return _RANK.get(q.kind, 0), not q.inverse, len(q.currency) + len(q.per)


def _in_unit(member: Quantity, model: Quantity) -> Quantity:
    if model.kind == "rate" and (model.inverse or not model.per):
        # "once in 4 years … in bad years 5" counts a year, not years between
        return replace(member, kind="rate", unit="per year", per="year")
    return member.as_in(model)


def _lacks_scale(member: Quantity, scaled: Quantity) -> bool:
    """`30 to 250 thousand` means thirty thousand; `900 to 4k` means nine hundred."""
    if member.number.scale != 1 or member.inverse or member.kind in ("duration", "fraction"):
        return False
    size = abs(member.number.mantissa)
    if member.start < scaled.start:
        return 0 < size < abs(scaled.number.mantissa)
    return 0 < size < 1000
