"""Compile this domain's kernels once, at set-up; later processes load them from the disk."""


def compile_kernels() -> None:
    """Run every compiled loop on a small case, which puts its code into the cache."""
    # Loaded here, not above: numba takes a third of a second, which a server's start can spare.
    from tools.finance._option_request import ImpliedVolatilityRequest, PriceOptionRequest
    from tools.finance.implied_volatility import implied_volatility
    from tools.finance.price_option import price_option

    terms = {"side": "call", "spot": 42, "strike": 40, "years_to_expiry": 0.5}
    price_option(PriceOptionRequest.model_validate({**terms, "volatility": 0.2}))
    implied_volatility(ImpliedVolatilityRequest.model_validate({**terms, "price": 4.0}))
