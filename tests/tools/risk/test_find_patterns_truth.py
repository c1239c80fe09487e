"""Patterns against brute force, hand counts, planted truth and permuted noise."""

from collections import Counter
from itertools import combinations
from math import comb
from typing import Any

import numpy as np
import pytest

from tools.risk._exact_counts import adjusted, fisher, share_interval
from tools.risk._fp_growth import frequent, grown
from tools.risk._patterns_request import FindPatternsRequest
from tools.risk.find_patterns import find_patterns


def _found(**given: Any) -> Any:
    return find_patterns(FindPatternsRequest.model_validate(given))


def test_both_searches_find_what_counting_every_set_finds() -> None:
    """All sets of up to four items with their cases and events, on random cases."""
    random = np.random.default_rng(0)
    for least in (1, 4, 12):
        cases = [
            (np.flatnonzero(random.random(9) < 0.4).tolist(), bool(random.random() < 0.3))
            for _ in range(60)
        ]
        expected = {}
        for size in range(1, 5):
            for items in combinations(range(9), size):
                ends = [event for held, event in cases if set(items) <= set(held)]
                if len(ends) >= least:
                    expected[items] = (len(ends), sum(ends))
        assert dict(frequent(cases, least, 4, 10_000)) == expected
        assert dict(grown(cases, least, 4, 10_000)) == expected


def test_sparse_cases_give_the_same_sets_as_counting_pairs() -> None:
    """Baskets of three out of a thousand things, where the tree is grown."""
    random = np.random.default_rng(1)
    baskets = [sorted(set(random.zipf(1.5, 3).clip(1, 1_000).tolist())) for _ in range(300)]
    found = frequent([(basket, False) for basket in baskets], 1, 2, 10_000)
    pairs = Counter(pair for basket in baskets for pair in combinations(basket, 2))
    assert {items: n for items, (n, _) in found.items() if len(items) == 2} == pairs


def test_fp_growth_on_the_papers_own_transactions() -> None:
    """Table 1 of Han, Pei and Yin: support 3 keeps f, c, a, b, m, p; {f, c, a, m} holds thrice."""
    letters = ["facdgimp", "abcflmo", "bfhjo", "bcksp", "afcelpmn"]
    cases = [([ord(x) for x in case], False) for case in letters]
    found = grown(cases, 3, 5, 1_000)
    singles = {chr(items[0]): counts[0] for items, counts in found.items() if len(items) == 1}
    assert singles == {"f": 4, "c": 4, "a": 3, "b": 3, "m": 3, "p": 3}
    assert found[tuple(sorted(ord(x) for x in "fcam"))] == (3, 0)
    assert found[tuple(sorted(ord(x) for x in "cp"))] == (3, 0)


def test_fishers_tea() -> None:
    """Three of four cups right: 17/70; and any table by its binomial coefficients."""
    one = fisher(8, 4, np.array([4]), np.array([3]))
    assert one[0] == pytest.approx(17 / 70)
    cases, events, inside, both = 30, 9, 12, 6
    upper = sum(
        comb(inside, k) * comb(cases - inside, events - k) for k in range(both, events + 1)
    ) / comb(cases, events)
    assert fisher(cases, events, np.array([inside]), np.array([both]))[0] == pytest.approx(upper)
    lower = fisher(cases, events, np.array([inside]), np.array([both - 1]), "less")[0]
    assert lower == pytest.approx(1 - upper)


def test_q_by_hand() -> None:
    """p x tests / rank, made to rise; Benjamini-Yekutieli times 1 + 1/2 + 1/3 + 1/4."""
    p = np.array([0.04, 0.01, 0.03, 0.005])
    assert adjusted(p, "benjamini_hochberg") == pytest.approx([0.04, 0.02, 0.04, 0.02])
    harmonic = 1 + 1 / 2 + 1 / 3 + 1 / 4
    expected = np.array([0.04, 0.02, 0.04, 0.02]) * harmonic
    assert adjusted(p, "benjamini_yekutieli") == pytest.approx(expected)
    assert share_interval(0, 10) == pytest.approx((0, 1 - 0.025**0.1))


def _planted(seed: int, rows: int = 400) -> dict[str, list[Any]]:
    random = np.random.default_rng(seed)
    table: dict[str, list[Any]] = {
        name: random.choice(["a", "b", "c"], rows).tolist() for name in ("site", "shift", "tool")
    }
    table["hours"] = random.normal(8, 2, rows).tolist()
    both = np.array(
        [s == "a" and t == "b" for s, t in zip(table["site"], table["tool"], strict=True)]
    )
    table["loss"] = (random.random(rows) < np.where(both, 0.75, 0.12)).tolist()
    return table


def test_a_planted_combination_is_found_first() -> None:
    """Site a with tool b, in nearly every sample, with its own counts."""
    first = 0
    for seed in range(20):
        result = _found(records=_planted(seed), outcome="loss")
        first += result.patterns[0].name == "site = a and tool = b"
    assert first >= 18
    table = _planted(0)
    result = _found(records=table, outcome="loss")
    top = result.patterns[0]
    held = [k for k in range(400) if table["site"][k] == "a" and table["tool"][k] == "b"]
    events = sum(table["loss"][k] for k in held)
    assert (top.cases, top.events) == (len(held), events)
    assert top.lift == pytest.approx(events / len(held) / np.mean(table["loss"]))
    rest = (sum(table["loss"]) - events) / (400 - len(held))
    assert top.relative_risk == pytest.approx(events / len(held) / rest)
    assert top.p == pytest.approx(
        fisher(400, sum(table["loss"]), np.array([len(held)]), np.array([events]))[0]
    )


def test_supersets_that_add_nothing_are_left_out() -> None:
    """Of the planted pair no larger set with a third attribute is told, but by chance."""
    larger = 0
    for seed in range(20):
        names = [p.name for p in _found(records=_planted(seed), outcome="loss").patterns]
        larger += sum(name.count(" and ") == 2 for name in names)
    assert larger <= 10


@pytest.mark.parametrize("correction", ["benjamini_hochberg", "benjamini_yekutieli"])
def test_noise_brings_no_more_discoveries_than_stated(correction: str) -> None:
    """Outcomes permuted: in at most one sample of ten anything at all is reported."""
    table, told = _planted(1), 0
    for seed in range(60):
        permuted = np.random.default_rng(seed).permutation(table["loss"]).tolist()
        given = {"records": {**table, "loss": permuted}, "outcome": "loss"}
        result = _found(**given, false_discovery=0.1, correction=correction, direction="both")
        told += result.found > 0
    # Ten in a hundred at most, plus two standard errors of sixty samples.
    assert told / 60 <= 0.1 + 2 * np.sqrt(0.1 * 0.9 / 60)


def test_what_protects_is_found_too() -> None:
    """With direction less: where the control is in place, losses are rarer."""
    random = np.random.default_rng(3)
    control = random.random(300) < 0.5
    table = {
        "mfa": ["on" if one else "off" for one in control],
        "team": random.choice(["x", "y"], 300).tolist(),
        "incident": (random.random(300) < np.where(control, 0.1, 0.5)).tolist(),
    }
    result = _found(records=table, outcome="incident", direction="less")
    assert result.patterns[0].name == "mfa = on"
    assert result.patterns[0].lift < 1
    assert result.patterns[0].direction == "less"


def test_what_occurs_together_without_an_outcome() -> None:
    """Two controls that fail together are told, independent ones are not."""
    random = np.random.default_rng(4)
    first = random.random(300) < 0.3
    table = {
        "backup": np.where(first, "failed", "fine").tolist(),
        "patching": np.where(first ^ (random.random(300) < 0.1), "late", "timely").tolist(),
        "region": random.choice(["n", "s"], 300).tolist(),
    }
    result = _found(records=table)
    assert result.looked_for == "together"
    names = {p.name for p in result.patterns}
    assert "backup = failed and patching = late" in names
    assert not any("region" in name for name in names)
    top = next(p for p in result.patterns if p.name == "backup = failed and patching = late")
    share = {
        k: np.mean([v == w for v in table[k]])
        for k, w in (("backup", "failed"), ("patching", "late"))
    }
    assert top.lift == pytest.approx(top.support / (share["backup"] * share["patching"]))


def test_tables_are_joined_by_their_key() -> None:
    """A cause that stands in a second table, several rows a case; strays are said."""
    random = np.random.default_rng(5)
    weak = random.random(200) < 0.4
    incidents = {
        "case": [f"c{k}" for k in range(200)],
        "country": random.choice(["de", "fr"], 200).tolist(),
        "loss": [
            (9_000.0 if one else 500.0) + 10 * k
            for k, one in enumerate(weak ^ (random.random(200) < 0.1))
        ],
    }
    controls = {
        "case": [f"c{k}" for k in range(200) for _ in range(2)] + ["elsewhere"],
        "gap": [word for one in weak for word in ("none", "no backup" if one else "none")]
        + ["none"],
    }
    result = _found(
        records=incidents, second_table=controls, outcome="loss", outcome_above=5_000, key="case"
    )
    assert result.patterns[0].name == "gap = no backup"
    assert result.cases == 200
    assert result.outcome == "loss above 5000"
    assert any("1 rows of the second table" in note for note in result.notes)
    same = _found(records=incidents, second_table=controls, outcome="loss", outcome_above=5_000)
    assert same.patterns == result.patterns


def _events(seed: int, effect: float, owners: int = 12) -> dict[str, list[Any]]:
    """A year of alarms and chatter for each owner; after an alarm losses come more often."""
    random = np.random.default_rng(seed)
    rows: list[tuple[float, str, str]] = []
    for owner in range(owners):
        busy = random.gamma(2.0) / 2
        for kind in ("alarm", "chatter"):
            days = random.uniform(0, 365, random.poisson(6 * busy))
            rows += [(day, kind, f"o{owner}") for day in days]
        alarms = np.array(
            [day for day, kind, who in rows if kind == "alarm" and who == f"o{owner}"]
        )
        for day in random.uniform(0, 365, random.poisson(24 * busy)):
            after = alarms.size and ((day > alarms) & (day <= alarms + 5)).any()
            if random.random() < (effect if after else 1) / max(effect, 1):
                rows.append((day, "loss", f"o{owner}"))
    return {
        "day": [day for day, _, _ in rows],
        "what": [kind for _, kind, _ in rows],
        "owner": [owner for _, _, owner in rows],
    }


def test_what_precedes_losses_is_found_with_its_ratio() -> None:
    """A rate six times as high for five days; the interval holds six in nearly every sample."""
    held = first = 0
    for seed in range(20):
        result = _found(
            events=_events(seed, 6.0), loss_event="loss", window_days=5,
            time_column="day", entity_column="owner",
        )  # fmt: skip
        if result.precursors and result.precursors[0].event == "alarm":
            first += 1
            one = result.precursors[0]
            held += one.rate_ratio_low <= 6 <= (one.rate_ratio_high or np.inf)
    assert first >= 19
    assert held >= first - 3


def test_owners_who_have_more_of_everything_are_no_evidence() -> None:
    """Busy owners have more alarms and more losses; within each, alarms mean nothing."""
    told = 0
    for seed in range(60):
        result = _found(
            events=_events(seed, 1.0), loss_event="loss", window_days=5,
            time_column="day", entity_column="owner", false_discovery=0.1,
        )  # fmt: skip
        told += result.found > 0
    assert told / 60 <= 0.1 + 2 * np.sqrt(0.1 * 0.9 / 60)


def test_a_precursor_by_hand() -> None:
    """Ten days, one window of two after each of three alarms: 4 of 5 losses in 6 of 10 days."""
    log = {
        "date": [f"2026-05-{day:02d}" for day in (1, 4, 7, 2, 3, 5, 9, 10, 10)],
        "what": ["alarm"] * 3 + ["loss"] * 5 + ["end"],
    }
    result = _found(events=log, loss_event="loss", window_days=2, false_discovery=0.5)
    one = result.precursors[0]
    assert one.losses_after == 4
    assert result.days == 10
    assert one.expected == pytest.approx(5 * 0.6)
    assert one.p == pytest.approx(5 * 0.6**4 * 0.4 + 0.6**5)
    # With one owner the estimate is closed: (4 / 6 days) / (1 / 4 days).
    assert one.rate_ratio == pytest.approx((4 / 6) / (1 / 4), rel=1e-6)
    low, high = share_interval(4, 5)
    odds = [x / (1 - x) / (0.6 / 0.4) for x in (low, high)]
    assert [one.rate_ratio_low, one.rate_ratio_high] == pytest.approx(odds, rel=1e-6)
