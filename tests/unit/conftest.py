"""Fixtures that several folders of unit tests share."""

from __future__ import annotations

import pytest

from contraflow.reading import Reader


@pytest.fixture(scope="session")
def reader() -> Reader:
    """A reader: loading one takes a second."""
    return Reader()
