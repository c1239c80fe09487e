"""Average annual loss from events: net of recoveries, beyond the threshold (OPE25.12 to 25.30)."""

from tools.errors import InvalidInput
from tools.finance._basel_steps import Steps
from tools.finance._operational_request import MOST_LOSS_YEARS, CapitalOperationalRequest


def average_of_events(request: CapitalOperationalRequest, steps: Steps) -> tuple[float, int] | None:
    """Average loss of a year and the years averaged; None without events."""
    events = request.loss_events
    if not events:
        return None
    first, last = min(one.year for one in events), max(one.year for one in events)
    covered = request.loss_data_years
    span = last - first + 1
    if span > (covered or MOST_LOSS_YEARS):
        longest = covered or MOST_LOSS_YEARS
        raise InvalidInput.of(
            "loss_events",
            f"span {span} years where {longest} count (OPE25.12): leave older events out",
        )
    years = covered or span
    threshold = request.loss_threshold * (request.units_per_euro or 1.0)
    steps.money("threshold of net losses", threshold, "OPE25.12 ff")
    total, counted = 0.0, 0
    for year in range(first, last + 1):
        of_year = [one for one in events if one.year == year and not one.excluded]
        nets = [one.gross_loss - one.recoveries for one in of_year]
        kept = [net for net in nets if net >= threshold]
        counted += len(kept)
        total += steps.money(f"net losses {year}", sum(kept), "OPE25.12 ff")
    steps.add("events counted", counted, "count", "OPE25.12 ff")
    steps.add("years of loss data", years, "years", "OPE25.10")
    return total / years, years
