"""Contraflow: reads claims out of news, merges repeats and raises alerts on contradictions."""

import os

# A worker is one process on one core, and its products of matrices are small: threads would cost more
# than they give. Read by numpy's BLAS when it is loaded, hence here, before anything imports it.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

__version__ = "0.1.0"
