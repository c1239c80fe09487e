"""Names of other things, as a request lists them."""

from typing import Annotated, Any

from pydantic import BeforeValidator

from tools.fields import Identifier


def _listed(value: Any) -> Any:
    return [value] if isinstance(value, str) else value


NameList = Annotated[list[Identifier], BeforeValidator(_listed)]
"""Several names; one may stand alone, without a list around it."""
