"""Amounts that are computed: a sum of what a request may tell can exceed the bound of one."""

from typing import Annotated

from pydantic import Field

from tools.fields import Finite, Kind

Total = Annotated[Finite, Field(ge=0), Kind("money", "currency")]
"""A non-negative amount in the request's `currency`."""

SignedTotal = Annotated[Finite, Kind("money", "currency")]
"""An amount that may be negative, in the request's `currency`."""
