"""Tests and the people who take them."""

from tools.assessment.analyse_test import analyse_test
from tools.assessment.calibrate_items import calibrate_items
from tools.assessment.estimate_ability import estimate_ability
from tools.assessment.grade_answer import grade_answer
from tools.capability import Capability

CAPABILITIES: tuple[Capability, ...] = (
    Capability.of(analyse_test, title="Test analysis", libraries=("numpy", "scipy")),
    Capability.of(
        grade_answer, title="Answer grading", version="2", libraries=("numpy", "scipy", "pint")
    ),
    Capability.of(calibrate_items, title="Item calibration", libraries=("numpy", "scipy")),
    Capability.of(estimate_ability, title="Ability estimate"),
)
