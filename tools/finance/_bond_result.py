"""What is found of a bond."""

from pydantic import BaseModel, Field

from tools.capability import ResultModel


class BondPayment(BaseModel):
    """One payment, and what it is worth."""

    day: str | None = Field(description="Day of payment; null where only years were given.")
    years: float = Field(description="Time from settlement, in years.")
    amount: float = Field(description="What is paid.")
    discount_factor: float = Field(description="Worth today of one paid then.")
    present_value: float = Field(description="Amount times discount factor.")


class BondPrice(ResultModel):
    """A bond's price, its yield, and how far it moves with interest."""

    clean_price: float = Field(description="Per 100 of face value, without the running coupon.")
    accrued_interest: float = Field(description="Of the running coupon, per 100 of face value.")
    dirty_price: float = Field(description="What is paid, per 100 of face value.")
    amount_due: float = Field(description="What is paid for the whole face value.")
    yield_to_maturity: float = Field(
        description="Yearly, compounded as often as coupons are paid, as a fraction."
    )
    effective_yield: float = Field(description="The same, compounded once a year.")
    current_yield: float | None = Field(
        description="Coupon over clean price; null without a coupon."
    )
    z_spread: float | None = Field(
        description="What is to be added to every zero rate to arrive at the price, as a fraction."
    )
    macaulay_duration: float = Field(description="Mean time of the payments, in years.")
    modified_duration: float = Field(
        description="Relative fall of the price for a rise of the yield by one, in years."
    )
    convexity: float = Field(description="Second derivative over price, in years squared.")
    price_value_of_a_basis_point: float = Field(
        description="Fall of the price for a rise of the yield by 0.01 %, per 100 of face value."
    )
    payments: list[BondPayment]
    currency: str | None = Field(None, description="Currency of all amounts.")
