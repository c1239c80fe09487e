"""Weigh the findings in real contracts: `python -m tools.legal.train_risk CUAD.jsonl.xz`."""

import json
import sys
from pathlib import Path

from tools.legal import cuad
from tools.legal.analyse_contract import AnalyseContractRequest, analyse_contract
from tools.legal.risk_scale import SCALE, scale_of


def main() -> None:
    """Read every contract of the file named and write what their findings weigh."""
    weights: list[float] = []
    every = int(sys.argv[2]) if len(sys.argv) > 2 else 1
    for contract in cuad.read(Path(sys.argv[1]))[::every]:
        asked = AnalyseContractRequest.model_validate({"contract": contract.text})
        parts = analyse_contract(asked).risk_parts
        weights.append(sum(part.severity * part.chance for part in parts))
    made = scale_of(weights)
    told = {"contracts": made.contracts, "quantiles": made.quantiles}
    SCALE.write_text(json.dumps(told) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
