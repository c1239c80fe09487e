"""Every step of a regulatory calculation, with the paragraph that asks for it."""

from pydantic import BaseModel, Field

from tools.fields import Finite


class Step(BaseModel):
    """One intermediate figure."""

    name: str = Field(description="What it is.")
    value: Finite = Field(description="The figure, in its unit.")
    unit: str = Field(description="Its unit: money, fraction, ratio, years …")
    paragraph: str = Field(description="Where the standard asks for it: CRE31.5.")
    of: str = Field(default="", description="The exposure, item or bucket it belongs to.")


class Steps:
    """Collects the steps of a calculation in the order in which they are made."""

    def __init__(self, of: str = "") -> None:
        self.of = of
        self.kept: list[Step] = []

    def add(self, name: str, value: float, unit: str, paragraph: str) -> float:
        """Keep a figure and hand it on."""
        self.kept.append(Step(name=name, value=value, unit=unit, paragraph=paragraph, of=self.of))
        return value

    def money(self, name: str, value: float, paragraph: str) -> float:
        """Keep an amount."""
        return self.add(name, value, "money", paragraph)

    def share(self, name: str, value: float, paragraph: str) -> float:
        """Keep a fraction: 8 % is 0.08."""
        return self.add(name, value, "fraction", paragraph)
