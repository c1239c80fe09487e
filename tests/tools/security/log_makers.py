"""Logs in sixteen known formats whose true templates are known, made from wordings and a seed."""

import random
import re
from pathlib import Path

WORDINGS = Path(__file__).parents[2] / "data" / "security" / "log_wordings.txt"
_SLOT = re.compile(r"\{(\w+)\}")
_USERS = ("root", "git", "fztu", "admin", "backup", "curi")
_NAMES = (
    "oracle",
    "test",
    "guest",
    "webmaster",
    "pgadmin",
    "inspur",
    "matlab",
    "nagios",
    "ftpuser",
)
_DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_CLASSES = ("RILJ_ACK_WL", "View Lock", "PowerManagerService", "StatusBar", "JobImpl", "TaskEvent")
_ACTIONS = ("SCREEN_ON", "SCREEN_OFF", "TIME_TICK", "USER_PRESENT")


def _hex(rng: random.Random, digits: int) -> str:
    """With at least one letter and one digit, as long identifiers have."""
    return "a" + "".join(rng.choice("0123456789abcdef") for _ in range(digits - 2)) + "7"


def _uuid(rng: random.Random) -> str:
    return "-".join(_hex(rng, n) for n in (8, 4, 4, 4, 12))


MAKERS = {
    "ip": lambda r: ".".join(str(r.randint(1, 250)) for _ in range(4)),
    "port": lambda r: str(r.randint(1024, 65000)),
    "n": lambda r: str(r.randint(10, 10 ** r.randint(2, 8))),
    "n8": lambda r: str(r.randint(10**7, 10**8 - 1)),
    "d": lambda r: str(r.randint(1, 9)),
    "f": lambda r: f"{r.uniform(0, 600):.2f}",
    "blk": lambda r: f"blk_{'-' if r.random() < 0.5 else ''}{r.randint(10**15, 10**19)}",
    "user": lambda r: r.choices(_USERS, (20, 2, 2, 1, 1, 1))[0],
    "name": lambda r: r.choice(_NAMES),
    "host": lambda r: f"{r.choice(_NAMES)}{r.randint(1, 99)}.{r.choice(('com', 'net', 'edu.hk'))}",
    "mac": lambda r: ":".join(f"{r.randint(0, 255):02x}" for _ in range(6)),
    "uuid": _uuid,
    "lifetime": lambda r: r.choice(("<1 sec", f"0{r.randint(0, 9)}:{r.randint(10, 59)}")),
    "onoff": lambda r: r.choice(("on", "off")),
    "Class": lambda r: r.choice(_CLASSES),
    "ACTION": lambda r: r.choice(_ACTIONS),
    "month": lambda r: "Dec",
    "day": lambda r: "10",
    "wday": lambda r: r.choice(_DAYS),
    "yymmdd": lambda r: "081109",
    "hhmmss": lambda r: f"{r.randint(10, 23)}{r.randint(10, 59)}{r.randint(10, 59)}",
    "clock": lambda r: f"{r.randint(10, 23)}:{r.randint(10, 59)}:{r.randint(10, 59)}",
    **{f"hex{n}": (lambda r, n=n: _hex(r, n)) for n in (2, 8, 10, 14, 32)},
}


def filled(text: str, rng: random.Random) -> str:
    return _SLOT.sub(lambda m: MAKERS[m[1]](rng) if m[1] in MAKERS else m[0], text)


def wordings() -> dict[str, tuple[str, list[tuple[int, str]]]]:
    found: dict[str, tuple[str, list[tuple[int, str]]]] = {}
    system = ""
    for line in WORDINGS.read_text().split("\n"):
        if match := re.match(r"\[(\w+)\] (.*)", line):
            system = match[1]
            found[system] = (match[2], [])
        elif line:
            weight, _, text = line.partition("|")
            found[system][1].append((int(weight), text))
    return found


def made(system: str, lines: int = 2000, seed: int = 7) -> tuple[list[str], list[str], list[int]]:
    """Full lines, their contents alone, and the number of each one's true wording."""
    header, kinds = wordings()[system]
    rng = random.Random(f"{system}{seed}")
    truth = rng.choices(range(len(kinds)), [weight for weight, _ in kinds], k=lines)
    contents = [filled(kinds[k][1], rng) for k in truth]
    return [filled(header, rng) + content for content in contents], contents, truth


def grouping_accuracy(found: list[int], truth: list[int]) -> float:
    """Share of lines whose group is exactly the lines of their true wording (Zhu et al. 2019)."""
    groups: dict[int, set[int]] = {}
    true: dict[int, set[int]] = {}
    for place, (one, other) in enumerate(zip(found, truth, strict=True)):
        groups.setdefault(one, set()).add(place)
        true.setdefault(other, set()).add(place)
    whole = {frozenset(places) for places in true.values()}
    return sum(len(g) for g in groups.values() if frozenset(g) in whole) / len(truth)
