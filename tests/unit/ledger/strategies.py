"""Random claims from a small world, so that many of them meet."""

from __future__ import annotations

from hypothesis import strategies as st

from contraflow.axes import AXES
from schemas import Claim, Modality, Speaker

from .builder import at, claim, place, said_on, unresolved, unstated

PARTIES = ("state:AA/military", "state:AA", "state:BB/military", "org:cc", "role:rebels", None)
OUTLETS = ("Daily One", "Two Wire", "Radio Three", "Four News")
PLACES = (place("Oakford"),) * 4 + (
    place("Oakford", facility="airport"),
    unresolved("Topolevka"),
    place("Topolevka", id="geonames:77"),
    place("Oakford", part="Topolevka"),
)
QUOTES = ("",) * 4 + (
    "“We have held every street of the town since the morning,” it said.",
    "“We've held every street of the town since the morning,” it said",
)


THEMES = (
    # axes whose claims meet, with referents that do
    (("control.holder", "movement.presence", "movement.encirclement", "movement.manner"),
     ("state:AA/military", "org:cc")),
    (("attack.culprit", "attack.occurrence", "attack.intent", "other.cause"), ("", "airstrike")),
    (("casualties.killed",), ("", "civilian")),
    (("casualties.missing", "casualties.displaced"), ("",)),
    (("damage.state", "damage.lost", "status.access"), ("helicopter", "bridge")),
    (("status.fire", "status.order"), ("fire",)),
    (("casualties.fate", "casualties.custody"), ("colonel|ann reed", "|reed", "colonel|")),
    (tuple(sorted(AXES)), ("", "org:cc", "bridge")),
)  # fmt: skip


@st.composite
def claim_lists(draw: st.DrawFn, min_size: int = 0, max_size: int = 20) -> list[Claim]:
    """Claims on one theme; equal draws give one mention, so lists hold replays too."""
    axes, referents = draw(st.sampled_from(THEMES))
    found = draw(st.lists(claims(axes, referents), min_size=min_size, max_size=max_size))
    first = {claim.mention_id: claim for claim in reversed(found)}
    return [first[claim.mention_id] for claim in found]  # one id is one content


@st.composite
def claims(draw: st.DrawFn, axes: tuple[str, ...], referents: tuple[str, ...]) -> Claim:
    """One claim on one of the axes."""
    row = AXES[draw(st.sampled_from(axes))]
    value: object
    if row.kind == "numbers":
        low = draw(st.one_of(st.none(), st.sampled_from((0.0, 2.0, 5.0, 60_000.0))))
        span = draw(st.sampled_from((0.0, 3.0, None)))
        value = (low, None if span is None else (low or 0.0) + span)
    else:
        names = row.states[:2] or ("state:AA", "org:cc")
        value = draw(st.sampled_from(("", "", "~"))) + draw(st.sampled_from(names))
    day = draw(st.sampled_from((0, 1, 2, 3, 17, 33, 35)))
    published = at(day, draw(st.sampled_from((6.0, 12.0, 13.0, 20.5))))
    as_of = draw(
        st.sampled_from(
            (
                unstated(published),
                said_on(max(0, day - 1)),
                said_on(day, open_start=True),
                said_on(max(0, day - 9), open_end=True),
            )
        )
    )
    outlet = draw(st.sampled_from(OUTLETS))
    made = claim(
        row.name,
        value,  # type: ignore[arg-type]
        party=draw(st.sampled_from(PARTIES)),
        outlet=outlet,
        quote=draw(st.sampled_from(QUOTES)),
        field=draw(st.sampled_from(("text", "text", "text", "title"))),
        article=f"a{draw(st.integers(0, 3))}",
        start=draw(st.integers(0, 2)) * 200,
        published=published,
        as_of=as_of,
        where=draw(st.sampled_from(PLACES)),
        referent=draw(st.sampled_from(referents)),
        extent=draw(st.sampled_from(("full", "partial", "unstated"))),
        modality=draw(st.sampled_from((Modality.ASSERTED, Modality.DENIED, Modality.HEDGED))),
        rejects=draw(st.sampled_from((False, False, True))),
        concedes=draw(st.sampled_from((False, False, False, True))),
        updates=draw(st.sampled_from((False, False, True))),
        confidence=draw(st.sampled_from((0.4, 0.7, 0.9))),
    )
    if draw(st.sampled_from((False, False, False, True))):  # a party's own channel
        voice = Speaker(name=outlet, party=made.speaker.party, is_outlet=True)
        made = made.model_copy(update={"speaker": voice})
    return made
