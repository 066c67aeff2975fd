"""A worker process with the fakes: ``python -m tests.streams.worker STAGE SESSION_SECONDS [alone]``."""

from __future__ import annotations

import sys

from contraflow.settings import get_settings
from streams.worker import run
from tests.streams.fakes import parts

if __name__ == "__main__":
    run(
        sys.argv[1],
        get_settings(),
        parts=parts(),
        session_seconds=float(sys.argv[2]),
        alone="alone" in sys.argv[3:],
    )
