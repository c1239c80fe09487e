"""Compile this domain's kernels once, at set-up; later processes load them from the disk."""


def compile_kernels() -> None:
    """Run every compiled loop on a small case, which puts its code into the cache.

    The cache stands where `NUMBA_CACHE_DIR` says; the launcher and the Makefile set it.
    """
    # Loaded here, not above: numba takes a third of a second, which a server's start can spare.
    from tools.risk._annual_loss_request import AnnualLossRequest
    from tools.risk.simulate_annual_loss import simulate_annual_loss

    few = {"low": 1, "likely": 2, "high": 4}
    many = {"low": 8e5, "likely": 9e5, "high": 1e6}
    for rate, counts in ((few, "poisson"), (few, "expected"), (many, "poisson")):
        request = {"loss_event_frequency": rate, "primary_loss": few, "event_counts": counts}
        simulate_annual_loss(AnnualLossRequest.model_validate({**request, "trials": 1000}))
