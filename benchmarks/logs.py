"""security.analyse_logs beside drain3: how well and how fast lines are grouped.

Run: `python -m benchmarks logs`. CPU time of the process, medians of rounds that take turns.
Sixteen formats after the loghub samples, 2,000 lines each, whose true templates are known by
construction (`tests/data/security/log_wordings.txt`): the contents alone, as in the literature. The
peer is drain3 with the masks of its own example; ours is timed twice, grouping alone and the whole
capability with headers, events, tests and words, on full lines.
"""

import statistics
import time
from collections.abc import Callable, Sequence

from drain3 import TemplateMiner
from drain3.masking import MaskingInstruction
from drain3.template_miner_config import TemplateMinerConfig

from benchmarks.rows import Row
from tests.tools.security.log_makers import grouping_accuracy, made, wordings
from tools.fields import DocumentText
from tools.security._log_request import AnalyseLogsRequest
from tools.security._log_templates import group
from tools.security.analyse_logs import analyse_logs

ROUNDS = 3
EDGE = r"((?<=[^A-Za-z0-9])|^){}((?=[^A-Za-z0-9])|$)"
DRAIN3_MASKS = {
    "IP": r"(\d{1,3}\.\d{1,3}\.\d{1,3}\.\d{1,3})",
    "SEQ": r"([0-9a-f]{6,} ?){3,}",
    "HEX": r"(0x[a-f0-9A-F]+)",
    "NUM": r"([\-\+]?\d+)",
}
LOGS = {system: made(system) for system in wordings()}


def drain3(contents: Sequence[str], _: str) -> list[int]:
    """Its defaults and the masks of its example configuration."""
    config = TemplateMinerConfig()
    config.masking_instructions = [
        MaskingInstruction(EDGE.format(pattern), name) for name, pattern in DRAIN3_MASKS.items()
    ]
    miner = TemplateMiner(config=config)
    return [int(str(miner.add_log_message(line)["cluster_id"])) for line in contents]


def ours(contents: Sequence[str], _: str) -> list[int]:
    """Grouping alone."""
    return group(contents, 0.5, 4, 5_000).of_line


def whole(_: Sequence[str], log: str) -> list[int]:
    """The capability, on full lines."""
    return analyse_logs(AnalyseLogsRequest(log=DocumentText(text=log))).line_templates


CONTENDERS: dict[str, Callable[[Sequence[str], str], list[int]]] = {
    "drain3 0.9.11": drain3,
    "Polymath, grouping": ours,
    "Polymath, the whole call": whole,
}


def main() -> list[Row]:
    """Print a Markdown table, and hand on its times."""
    spent: dict[str, list[float]] = {name: [] for name in CONTENDERS}
    scores: dict[str, list[float]] = {name: [] for name in CONTENDERS}
    for turn in range(ROUNDS):
        for name, contender in CONTENDERS.items():
            total = 0.0
            for full, contents, truth in LOGS.values():
                log = "\n".join(full)
                begin = time.process_time()
                found = contender(contents, log)
                total += time.process_time() - begin
                if turn == 0:
                    scores[name].append(grouping_accuracy(found, truth))
            spent[name].append(total)
    print("| contender | mean grouping accuracy | least | CPU ms for 32,000 lines |")
    print("|---|---:|---:|---:|")
    for name in CONTENDERS:
        mean, least = statistics.mean(scores[name]), min(scores[name])
        cpu = 1e3 * statistics.median(spent[name])
        print(f"| {name} | {mean:.3f} | {least:.3f} | {cpu:,.0f} |")
    theirs, grouping, _ = (1e3 * statistics.median(spent[name]) for name in CONTENDERS)
    return [Row("security.analyse_logs", "32,000 lines grouped, core", grouping, "drain3", theirs)]


if __name__ == "__main__":
    main()
