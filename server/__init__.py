"""Who may come in: HTTP, MCP, the database, and the root where everything is wired together."""

import os

# Before NumPy is loaded. The matrices here are small, and on a busy machine the waiting threads of
# a parallel BLAS make planning thirty times slower (measured); one thread also fixes the bits.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # noqa: TID251  # set for a library, not read
