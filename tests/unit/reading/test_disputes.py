"""Counts that dispute another's figure."""

import pytest

from contraflow.reading.attribution.figures import disputes_figure


@pytest.mark.parametrize(
    ("sentence", "disputes"),
    [
        ("Fourteen people, not nine, were killed in the crush.", True),
        ("There are 30 dead and not 12, as the police say.", True),
        ("We counted 31 graves, and the office's figure of six is not true.", True),
        ("Nine people were killed, and not one was armed.", False),
        ("Nine people, not two hours after the truce, were killed.", False),
        ("Nine people, not ten as reported earlier, were killed.", False),
    ],
)
def test_disputes(sentence: str, *, disputes: bool) -> None:
    assert disputes_figure(sentence) is disputes
