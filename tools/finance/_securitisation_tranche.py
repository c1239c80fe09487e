"""A tranche on its way to a weight: where it attaches and detaches, how long it runs."""

from dataclasses import dataclass

from tools.errors import InvalidInput
from tools.finance._basel_steps import Steps
from tools.finance._credit_protection import Notes
from tools.finance._securitisation_row import Securitisation

LEAST_YEARS, MOST_YEARS = 1.0, 5.0  # CRE40.22
LEGAL_SHARE = 0.8  # of the years beyond the first, CRE40.22(2)


@dataclass(frozen=True, slots=True)
class Tranche:
    """A tranche on its way to a weight."""

    row: Securitisation
    path: str
    steps: Steps
    notes: Notes

    def missing(self, name: str, message: str) -> InvalidInput:
        """The refusal for a field the approach needs."""
        return InvalidInput.of(f"{self.path}{name}", message, code="missing")

    def refused(self, name: str, message: str) -> InvalidInput:
        """The refusal for a field the approach does not allow so."""
        return InvalidInput.of(f"{self.path}{name}", message)


Weight = tuple[float, str]


def points(tranche: Tranche) -> tuple[float, float]:
    """Attachment and detachment point."""
    row = tranche.row
    if row.layer is None:
        for name in ("attachment", "detachment"):
            if getattr(row, name) is None:
                raise tranche.missing(name, "is needed here: a share of the pool, such as 0.05")
    attachment, detachment = row.layer or (0.0, 0.0)
    attachment = tranche.steps.share("attachment point A", attachment, "CRE44.14")
    return attachment, tranche.steps.share("detachment point D", min(detachment, 1.0), "CRE44.15")


def years_of(tranche: Tranche) -> float:
    """M_T between one and five years (CRE40.22)."""
    row, steps = tranche.row, tranche.steps
    years = row.maturity
    if years is None and row.legal_maturity is not None:
        steps.add("final legal maturity", row.legal_maturity, "years", "CRE40.22(2)")
        years = LEAST_YEARS + (row.legal_maturity - LEAST_YEARS) * LEGAL_SHARE
    if years is None:
        raise tranche.missing("maturity", "is needed here: years, counted from 1 to 5 (CRE40.22)")
    counted = min(max(years, LEAST_YEARS), MOST_YEARS)
    return steps.add("tranche maturity M_T", counted, "years", "CRE40.22")
