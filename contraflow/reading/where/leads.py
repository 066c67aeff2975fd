"""Step 6, leads: where leads and headlines tell of an event more coarsely than its article."""

from __future__ import annotations

import re

from contraflow.parties.knowledge import is_seat
from contraflow.places.match import lies_in
from contraflow.places.precisions import DISTRICT, REGION
from contraflow.reading.frames import FrameHit
from contraflow.reading.parsing.view import SentenceView
from contraflow.reading.where.containment import grain
from contraflow.reading.where.unnamed import PlaceReferring
from schemas import Place

_LEAD = 300
"""Characters of a text that tell the event as a whole."""
_DATELINE = 50
"""Characters within which a report's first sentence begins."""
EVENT_AXES = ("casualties", "attack", "damage", "other.cause", "status.fire")
"""Beginnings of the axes that tell of one event."""
_SOMETHING_BY = (
    r"\b(?:plant|factory|mine|town|village|camp|prison|jail|bridge|depot|refinery|base|market|school|hamlet|settlement"
    r"|station|dam|warehouse|port|field|island|community|site|stadium|temple|church|mosque|hotel|club|quarry|farm"
    r"|barracks|attack|riot|crash|accident|blast|explosion|fire|clash|shooting|strike|airstrike|ambush|landslide"
    r"|avalanche|collapse|raid|unrest|derailment|massacre|disaster|stampede)(?:e?s)?,? (?:\S+ ){0,4}"
    r"(?:(?:north|south|east|west)[\w-]* of|near|outside|close to|(?:km|kilomet(?:er|re)s?|miles) from"
    r"|on the (?:outskirts|edge|fringes?) of)"
)
_NEAR = re.compile(
    rf"{_SOMETHING_BY}(?: the)?(?: (?:\w+ )?(?:capital|city|town),?(?: of)?)?\s*$", re.I
)
"""Before a name that only tells how to find something that has no name yet."""
_NEAR_CAPITAL = re.compile(
    rf"{_SOMETHING_BY} (?:the|its|[\w ]{{3,25}}['’]s?) (?:\w+ )?capital\b", re.I
)
"""The same where a capital is not named."""
_UNIT = re.compile(r"\b(?:province|region|county|state|district|oblast|department|prefecture)\b")
_DISASTER = re.compile(
    r"\b(?:floods?|flooding|typhoon|cyclone|hurricane|storms?|monsoon|heatwave)\b", re.I
)
"""What strikes many towns at once."""
_WIDE = re.compile(r"\b(?:across|throughout|nationwide|countrywide)\b", re.I)
_SPREAD = re.compile(
    r"\b(?:across|throughout|nationwide|countrywide|elsewhere|all over|parts of|(?:many|most|much) of (?:the|its)"
    r"|(?:several|many|most|whole|entire) (?:\w+ )?(?:places|areas|parts|districts|counties|country|locations)"
    r"|provinces|regions|states|cities|towns|villages|in the country|statewide|nationally|in all|this year|last year|so far this)\b",
    re.I,
)
"""Words of what happens in more places than one, or over a long time."""


class LeadReading(PlaceReferring):
    """Where leads and headlines tell of an event more coarsely than its article."""

    def _scene_beside(self, view: SentenceView, place: Place) -> Place | None:
        """ "Blast at a plant east of X": what the article is about, where a lead spares its name."""
        main = self._discourse.focus.main
        if main is None or grain(main) < 3 or main.id == place.id or main.country != place.country:
            return None
        if view.field != "title" and view.sentence.start >= _LEAD:
            return None
        if any(m.place.id == main.id for m in view.places):
            return None
        mention = next((m for m in view.places if m.place.id == place.id), None)
        if mention is None:
            capital = is_seat(place.surface) and _NEAR_CAPITAL.search(view.sentence.text)
            return main if capital else None
        lead = view.doc.span(max(0, mention.start - 8), mention.start)
        return main if _NEAR.search(lead) else None

    def _finer_scene(self, view: SentenceView, hit: FrameHit, place: Place) -> Place | None:
        """ "A blast in Xland killed ten", and then where: a lead tells the event by its country first."""
        main = self._discourse.focus.main
        since = view.sentence.start - self._discourse.focus.begins
        lead = view.field == "title" or 0 <= since < _LEAD
        if main is None or not lead or not hit.spec.axis.startswith(EVENT_AXES):
            return None
        told = place.id in self._discourse.focus.lands
        if not told and grain(main) <= grain(place):
            return None
        if hit.quantity is not None and hit.spec.axis.startswith("casualties."):
            named = place.precision in (REGION, DISTRICT)
            if view.sentence.index > 0 and since > _DATELINE and view.field != "title":
                return None  # only a lead tells the event of the town by its country
            if (named and _UNIT.search(view.sentence.text)) or _DISASTER.search(
                self._article.text[:_LEAD]
            ):
                return None  # "51 died in floods in the province of X": not all of them in one town
        if _SPREAD.search(view.sentence.text) or (
            view.field == "title" and _WIDE.search(self._article.text[:_LEAD])
        ):
            return None
        return main if told or lies_in(main, place) else None
