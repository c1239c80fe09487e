"""Which adapter fills the `Compute` port, by what is configured."""

from server.adapters.dask_compute import DaskCompute
from server.settings import Settings
from tools.computing import LocalCompute


def compute_of(settings: Settings) -> LocalCompute | DaskCompute:
    """Nothing is started or connected before the first large piece of work."""
    if settings.compute == "local":
        return LocalCompute()
    return DaskCompute("" if settings.compute == "dask" else settings.compute)
