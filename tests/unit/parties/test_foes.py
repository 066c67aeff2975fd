"""Which armed groups may be one side, and that those that may be are no two holders of a town."""

from __future__ import annotations

import pytest

from contraflow.ledger.position import PARTY, Answer
from contraflow.ledger.sets import parties_disjoint
from contraflow.parties import foes
from contraflow.parties.foes import may_be_allies
from contraflow.parties.knowledge import knowledge


@pytest.mark.parametrize(
    ("one", "other", "allies"),
    [
        ("org:upc", "org:cpc", True),
        ("org:lna", "org:gna", False),
        ("org:gna", "org:lna", False),
        ("org:some local front", "org:hts", True),
        ("state:ML/military", "org:wagner", False),
    ],
)
def test_groups_are_one_side_unless_they_are_known_to_fight(
    one: str, other: str, allies: bool
) -> None:
    assert may_be_allies(one, other) is allies


@pytest.mark.parametrize(
    ("one", "other", "apart"),
    [("org:upc", "org:cpc", False), ("org:lna", "org:gna", True), ("org:upc", "state:CF", True)],
)
def test_holders_who_may_be_one_side_do_not_exclude_each_other(
    one: str, other: str, apart: bool
) -> None:
    first, second = (Answer(PARTY, members=(party,)) for party in (one, other))
    assert parties_disjoint(first, second) is apart


def test_foes_are_groups_that_are_known() -> None:
    peacekeepers = {f"org:{name}" for name in ("monusco", "minusca", "unifil")}
    named = {party for pair in foes._foes() for party in pair}
    assert named <= set(knowledge().groups) | peacekeepers
