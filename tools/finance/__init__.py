"""Portfolios, options, bonds and bank capital."""

from tools.capability import Capability
from tools.finance.allocate_resources import allocate_resources
from tools.finance.black_litterman import black_litterman
from tools.finance.capital_counterparty import capital_counterparty
from tools.finance.capital_credit import capital_credit
from tools.finance.capital_cva import capital_cva
from tools.finance.capital_market import capital_market
from tools.finance.capital_operational import capital_operational
from tools.finance.fit_volatility import fit_volatility
from tools.finance.implied_volatility import implied_volatility
from tools.finance.kernels import compile_kernels
from tools.finance.leverage_ratio import leverage_ratio
from tools.finance.liquidity_ratios import liquidity_ratios
from tools.finance.optimize_portfolio import optimize_portfolio
from tools.finance.price_bond import price_bond
from tools.finance.price_option import price_option

CAPABILITIES: tuple[Capability, ...] = (
    Capability.of(
        optimize_portfolio,
        title="Best portfolio",
        libraries=("numpy", "scipy", "clarabel", "highspy"),
    ),
    Capability.of(allocate_resources, title="Projects to fund", libraries=("numpy", "scipy")),
    Capability.of(black_litterman, title="Market and views", libraries=("numpy",)),
    Capability.of(capital_counterparty, title="Counterparty exposure", version="3"),
    Capability.of(capital_credit, title="Capital for credit risk", version="3", libraries=()),
    Capability.of(fit_volatility, title="Changing volatility", libraries=("numpy", "scipy")),
    Capability.of(
        implied_volatility, title="Implied volatility", libraries=("numba", "quantlib", "scipy")
    ),
    Capability.of(price_bond, title="Bond price", libraries=("numpy", "scipy")),
    Capability.of(price_option, title="Option price", libraries=("numpy", "numba", "quantlib")),
    Capability.of(capital_market, title="Market-risk capital", version="3"),
    Capability.of(capital_operational, title="Capital for operational risk", libraries=()),
    Capability.of(leverage_ratio, title="Leverage ratio", version="2", libraries=()),
    Capability.of(capital_cva, title="CVA capital", version="2", libraries=()),
    Capability.of(liquidity_ratios, title="Liquidity ratios", libraries=()),
)

__all__ = ["CAPABILITIES", "compile_kernels"]
