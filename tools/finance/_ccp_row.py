"""A bank's exposures to one central counterparty: trades and default fund (CRE54)."""

from typing import Annotated, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, model_validator

from tools.fields import Finite, Flag, Identifier, Kind, Money, field

Protection = Literal["member", "client_protected", "client_partly"]
CcpWeight = Annotated[Finite, Field(ge=0, le=12.5), Kind("share", "fraction")]


class CentralCounterparty(BaseModel):
    """One central counterparty."""

    model_config = ConfigDict(extra="forbid")

    name: Identifier | None = field(
        None,
        description="Name of the central counterparty.",
        aliases=("central counterparty", "CCP", "clearing house", "name"),
    )
    qualifying: Flag = field(
        True,
        description="Whether it is a qualifying central counterparty (QCCP).",
        aliases=("qualifying", "QCCP", "qualifying CCP"),
        synonyms={"true": ["QCCP", "qualifying"], "false": ["non-qualifying", "not qualifying"]},
    )
    trade_exposure: Money = field(
        description="Exposure at default of the trades, initial margin posted at risk included; 0 "
        "for a default fund contribution alone.",
        aliases=(
            *("trade exposure", "trade exposures", "EAD", "exposure", "cleared trades"),
            "trades",
        ),
        echo="{} of trade exposure",
    )
    protection: Protection = field(
        "member",
        description="The bank as clearing member, or as client whose trades are protected if its "
        "clearing member and others fail together, or only if its own fails: 2, 2 and 4 %.",
        aliases=("protection", "role", "clearing member or client"),
        synonyms={
            "member": ["clearing member", "member"],
            "client_protected": ["protected client", "client"],
            "client_partly": ["not protected jointly", "partly protected client"],
        },
    )
    default_fund: Money = field(
        0.0,
        description="The bank's prefunded contribution to the default fund.",
        aliases=("default fund contribution", "default fund", "prefunded contribution", "DF"),
        echo="{} in the default fund",
    )
    unfunded: Money = field(
        0.0,
        description="Further contributions a CCP that does not qualify may call.",
        aliases=(
            *("unfunded contribution", "unfunded default fund", "callable contribution"),
            "callable",
        ),
    )
    hypothetical_capital: Money | None = field(
        None,
        description="K_CCP: the hypothetical capital of the CCP, as it publishes it.",
        aliases=("K_CCP", "KCCP", "hypothetical capital"),
        echo="K_CCP of {}",
    )
    member_exposures: list[Money] | None = field(
        None,
        min_length=1,
        max_length=1_000,
        description="Exposure at default of the CCP to each clearing member, after that member's "
        "margin and default fund: K_CCP is worked out from them instead.",
        aliases=("exposures to members", "exposures to clearing members", "EAD of each member"),
    )
    member_funds: Money | None = field(
        None,
        description="Prefunded contributions of all clearing members together.",
        aliases=("total default fund", "default fund of all members", "DF_CM", "member funds"),
    )
    ccp_funds: Money = field(
        0.0,
        description="The CCP's own prefunded resources that bear losses before or with them.",
        aliases=("CCP's own resources", "skin in the game", "DF_CCP"),
    )
    risk_weight: CcpWeight | None = field(
        None,
        description="Standardised weight of the CCP itself: needed where it does not qualify, and "
        "for the cap where it does.",
        aliases=("risk weight of the CCP", "CCP risk weight", "risk weight"),
    )

    @model_validator(mode="after")
    def _something(self) -> Self:
        if self.trade_exposure == 0 and self.default_fund == 0 and self.unfunded == 0:
            raise ValueError("give trade_exposure or default_fund")
        if self.hypothetical_capital is not None and self.member_exposures is not None:
            raise ValueError("give hypothetical_capital or member_exposures, not both")
        total = (self.member_funds or 0.0) + self.ccp_funds
        if self.member_funds is not None and total < self.default_fund:
            raise ValueError("member_funds cannot be less than the bank's own default_fund")
        return self
