"""What the programs that score single cases have in common: a case a line, and their options."""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any


def cases(path: Path) -> Iterator[dict[str, Any]]:
    """The cases of a file."""
    with path.open(encoding="utf-8") as lines:
        yield from map(json.loads, lines)


def options(about: str | None, files: Sequence[Path], misses: str) -> argparse.Namespace:
    """What the command line asks for: ``files``, all of them unless named, and ``misses``."""
    parser = argparse.ArgumentParser(description=about)
    parser.add_argument("files", nargs="*", type=Path, default=files, help="default: all")
    parser.add_argument("--misses", action="store_true", help=misses)
    return parser.parse_args()
