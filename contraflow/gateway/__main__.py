"""``python -m contraflow.gateway``: serve until told to stop."""

from __future__ import annotations

import sys

from contraflow.gateway.serve import serve
from contraflow.logs import setup_logging
from contraflow.settings import get_settings

if __name__ == "__main__":
    settings = get_settings()
    setup_logging(settings.log_format, settings.log_level, component="gateway")
    try:
        serve(settings)
    except (ValueError, OSError) as error:
        sys.exit(f"contraflow gateway: {error}")
