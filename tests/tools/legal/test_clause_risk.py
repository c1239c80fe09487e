"""The risk score: parts that sum to it, growing with severity and chance; the playbook."""

import itertools
import json
import random
from pathlib import Path

import pytest

from tools.legal.analyse_contract import AnalyseContractRequest, analyse_contract
from tools.legal.clause_risk import risk_parts, score
from tools.legal.clause_types import CLAUSE_TYPES
from tools.legal.contract_kind import KINDS, TITLED_KINDS
from tools.legal.oddities import CHECKS
from tools.legal.playbook import PLAYBOOK, checks, usual
from tools.legal.risk_scale import load_scale, scale_of

DATA = Path(__file__).parents[2] / "data" / "legal" / "synthetic"


@pytest.mark.parametrize("name", ["lease", "nda", "distribution", "saas"])
def test_the_parts_sum_to_the_score(name: str) -> None:
    text = (DATA / f"{name}.txt").read_text()
    found = analyse_contract(AnalyseContractRequest.model_validate({"contract": text}))
    assert found.risk_score is not None
    assert sum(part.points for part in found.risk_parts) == pytest.approx(found.risk_score)
    assert len(found.risk_parts) == len(found.missing) + len(found.unusual)


def test_the_points_are_shares_of_the_score_by_hand() -> None:
    # 4 * 0.5 + 5 * 1 = 7 of weight, of which the second finding has five sevenths.
    parts = risk_parts([("a", 4, 0.5), ("b", 5, 1.0)])
    whole = load_scale().place(7)
    assert [part.finding for part in parts] == ["b", "a"]
    assert parts[0].points == pytest.approx(whole * 5 / 7, abs=1e-5)
    assert score(parts) == pytest.approx(whole, abs=0.01)


def test_a_graver_or_likelier_finding_never_lowers_the_score() -> None:
    draw = random.Random(5)
    for _ in range(300):
        found = [("x", draw.randint(1, 5), draw.random()) for _ in range(draw.randint(1, 30))]
        before = score(risk_parts(found))
        place = draw.randrange(len(found))
        name, severity, chance = found[place]
        for worse in ((name, min(5, severity + 1), chance), (name, severity, min(1, chance + 0.1))):
            assert score(risk_parts([*found[:place], worse, *found[place + 1 :]])) >= before
        assert 0 <= before <= 100


def test_nothing_found_is_no_risk() -> None:
    assert score(risk_parts([])) == 0


def test_the_scale_is_the_place_among_the_contracts_compared_with() -> None:
    scale = scale_of([float(weight) for weight in range(1, 102)])
    assert scale.contracts == 101
    assert scale.place(51) == pytest.approx(0.5 * 99, abs=1)
    assert scale.place(0) == 0
    assert scale.place(101) == 99
    assert 99 < scale.place(1000) < scale.place(10_000) < 100


def test_the_shipped_scale_tells_contracts_apart() -> None:
    scale = load_scale()
    assert scale.contracts >= 100
    assert list(scale.quantiles) == sorted(scale.quantiles)
    assert scale.quantiles[-1] > 2 * scale.quantiles[len(scale.quantiles) // 4] > 0


@pytest.mark.parametrize("kind", [*KINDS, *TITLED_KINDS, "none"])
def test_every_kind_has_rules_that_can_be_applied(kind: str) -> None:
    rules = checks(kind)
    assert kind == "joint venture filing" or len(rules) > 12
    for rule in (*rules.expected, *rules.unusual):
        assert 1 <= rule.severity <= 5
        assert rule.why
        assert rule.words or rule.check in CHECKS or rule.clause in CLAUSE_TYPES
    names = [rule.clause for rule in (*rules.expected, *rules.unusual)]
    assert len(names) == len(set(names))


def test_no_kind_stands_in_two_families() -> None:
    families = json.loads(PLAYBOOK.read_text())["families"].values()
    for one, other in itertools.combinations(families, 2):
        assert not set(one["kinds"]) & set(other["kinds"])
    assert {kind for one in families for kind in one["kinds"]} <= {*KINDS, *TITLED_KINDS}


def test_how_usual_a_clause_is_comes_from_the_training_contracts() -> None:
    found = usual("distributor", "Governing Law")
    assert found is not None
    assert 0 < found.holding <= found.of == 29
    assert usual("lease", "Governing Law") is None
