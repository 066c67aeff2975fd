"""What the project promises about its own files: pinned dependencies, one-line commands."""

from __future__ import annotations

import re
import subprocess
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
LOCKS = ("requirements.lock", "requirements-dev.lock")
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text())


def _name(requirement: str) -> str:
    match = re.match(r"[A-Za-z0-9._-]+", requirement)
    assert match, requirement
    return re.sub(r"[-_.]+", "-", match[0]).lower()


def _entries(lock: str) -> dict[str, list[str]]:
    """Blocks of a lock file by package; a package may be pinned twice, for different Pythons."""
    text = (ROOT / lock).read_text()
    blocks = re.split(r"^(?=[A-Za-z0-9])", text, flags=re.MULTILINE)
    found: dict[str, list[str]] = {}
    for block in blocks:
        if block.strip() and not block.startswith("#"):
            found.setdefault(_name(block), []).append(block)
    return found


@pytest.mark.parametrize("lock", LOCKS)
def test_everything_is_pinned_by_hash(lock: str) -> None:
    for name, blocks in _entries(lock).items():
        for block in blocks:
            assert re.match(rf"{re.escape(name)}(\[.*\])?==", block, re.IGNORECASE), block[:80]
            assert "--hash=sha256:" in block, name


@pytest.mark.parametrize("lock", LOCKS)
def test_a_lock_names_no_index_and_no_path(lock: str) -> None:
    text = (ROOT / lock).read_text()
    assert "://" not in text
    assert not re.search(r"^-{1,2}[a-z]", text, flags=re.MULTILINE)


def test_the_locks_hold_what_the_project_asks_for() -> None:
    asked = PROJECT["project"]["dependencies"] + PROJECT["dependency-groups"]["build"]
    for extra in PROJECT["project"]["optional-dependencies"].values():
        asked = asked + extra
    running, testing = (_entries(lock) for lock in LOCKS)
    missing = "run `make lock`"
    assert {_name(r) for r in asked} - set(running) == set(), missing
    dev = PROJECT["dependency-groups"]["dev"]
    assert {_name(r) for r in dev} - set(testing) == set(), missing


def test_both_locks_pin_the_same_versions() -> None:
    def versions(lock: str) -> dict[str, set[str]]:
        return {
            name: {block.split()[0].split("==")[1] for block in blocks}
            for name, blocks in _entries(lock).items()
        }

    running, testing = (versions(lock) for lock in LOCKS)
    assert {name: testing.get(name) for name in running} == running, "run `make lock`"


def test_the_readme_names_targets_that_there_are() -> None:
    makefile = (ROOT / "Makefile").read_text()
    targets = set(re.findall(r"^([a-z-]+):", makefile, flags=re.MULTILINE))
    readme = (ROOT / "README.md").read_text()
    named = set(re.findall(r"^make ([a-z-]+)|`make ([a-z-]+)", readme, flags=re.MULTILINE))
    assert {first or second for first, second in named} <= targets


def test_the_readme_names_every_command() -> None:
    from contraflow.cli.main import COMMANDS

    readme = (ROOT / "README.md").read_text()
    assert [name for name in COMMANDS if f"`{name}" not in readme] == []


def test_ci_script_is_valid_shell() -> None:
    subprocess.run(["bash", "-n", str(ROOT / ".ci/run")], check=True)
