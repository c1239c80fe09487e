"""The weights of the reader of roles, as plain arrays."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

NOTHING = ""
"""The path that stands for none of a tool's fields."""


@dataclass(frozen=True, slots=True)
class Roles:
    """A row for each field of each tool that figures may fill, and one for none of them."""

    places: Mapping[str, int]
    """The row of each `tool:path`."""
    words: NDArray[np.int8]
    scales: NDArray[np.float32]
    biases: NDArray[np.float32]
    fits: NDArray[np.float32]
    """What each feature of a fit is worth, for all fields alike."""

    def knows(self, tool: str) -> bool:
        """Whether the reader was trained on this tool."""
        return f"{tool}:{NOTHING}" in self.places

    def arrays(self) -> Mapping[str, NDArray[Any]]:
        """What is stored besides the places."""
        return {"words": self.words, "scales": self.scales, "biases": self.biases,
                "fits": self.fits}  # fmt: skip
