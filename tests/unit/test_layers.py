"""Pure code stays apart from wiring: who may import whom."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]

_WIRING = {"contraflow.gateway", "contraflow.cli", "streams", "faust", "mode", "aiokafka"}

FORBIDDEN = {
    "schemas": {"contraflow", "spacy", "fastapi"} | _WIRING,
    # Claims are born with their ids, so reading takes those from the ledger's identity.
    "contraflow/reading": {"contraflow.ledger.ledger"} | _WIRING,
    "contraflow/places": {"contraflow.reading", "contraflow.ledger"} | _WIRING,
    "contraflow/parties": {"contraflow.reading", "contraflow.ledger"} | _WIRING,
    "contraflow/ledger": {"contraflow.reading", "spacy"} | _WIRING,
    "contraflow/scan.py": _WIRING,
    "contraflow/articles.py": {"contraflow.reading", "contraflow.ledger"} | _WIRING,
    "streams": {"contraflow.gateway", "contraflow.cli", "fastapi"},
    "contraflow/gateway": {"contraflow.reading", "contraflow.cli", "faust"},
}
"""What the modules of a folder must not import, at the top or anywhere inside."""


def _imports(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            yield node.module
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


@pytest.mark.parametrize("place", FORBIDDEN)
def test_layers(place: str) -> None:
    target = ROOT / place
    modules = [target] if target.is_file() else sorted(target.rglob("*.py"))
    assert modules
    wrong = {
        f"{module.relative_to(ROOT)} imports {name}"
        for module in modules
        for name in _imports(module)
        for barred in FORBIDDEN[place]
        if name == barred or name.startswith(f"{barred}.")
    }
    assert not wrong
