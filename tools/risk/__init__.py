"""Cyber, market and credit risk."""

from tools.capability import Capability
from tools.risk.aggregate_loss import aggregate_loss
from tools.risk.analyse_correlation import analyse_correlation
from tools.risk.backtest_var import backtest_var
from tools.risk.financial_impact import financial_impact
from tools.risk.find_patterns import find_patterns
from tools.risk.fit_copula import fit_copula
from tools.risk.generate_scenarios import generate_scenarios
from tools.risk.kernels import compile_kernels
from tools.risk.monte_carlo import monte_carlo
from tools.risk.nearest_correlation import nearest_correlation
from tools.risk.score import score
from tools.risk.simulate_annual_loss import simulate_annual_loss
from tools.risk.stress_test import stress_test
from tools.risk.train_scorecard import train_scorecard
from tools.risk.value_at_risk import value_at_risk
from tools.risk.value_controls import value_controls

CAPABILITIES: tuple[Capability, ...] = (
    Capability.of(simulate_annual_loss, title="Annual loss", libraries=("numpy", "numba", "scipy")),
    Capability.of(aggregate_loss, title="Several risks together", libraries=("numpy", "scipy")),
    Capability.of(value_at_risk, title="Value at risk", libraries=("numpy", "scipy")),
    Capability.of(
        monte_carlo,
        title="Simulation of a formula",
        libraries=("numpy", "numba", "scipy"),
    ),
    Capability.of(financial_impact, title="Financial impact", libraries=("numpy",)),
    Capability.of(value_controls, title="Worth of controls", libraries=("numpy", "scipy")),
    Capability.of(stress_test, title="Stress test", libraries=("numpy", "scipy")),
    Capability.of(fit_copula, title="Copula", libraries=("numpy", "scipy")),
    Capability.of(generate_scenarios, title="Scenario generation", libraries=("numpy", "scipy")),
    Capability.of(
        backtest_var, title="Back-test of value at risk", version="2", libraries=("numpy", "scipy")
    ),
    Capability.of(
        analyse_correlation, title="Correlations", version="2", libraries=("numpy", "scipy")
    ),
    Capability.of(train_scorecard, title="Scorecard training", libraries=("numpy", "scipy")),
    Capability.of(score, title="Scores", libraries=("numpy", "scipy")),
    Capability.of(find_patterns, title="Patterns", libraries=("numpy", "scipy")),
    Capability.of(nearest_correlation, title="Nearest correlations"),
)

__all__ = ["CAPABILITIES", "compile_kernels"]
