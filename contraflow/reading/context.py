"""What the steps of reading share while they read one article."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from contraflow.parties import PartyResolver
from contraflow.reading.attribution import (
    AttributionReader,
)
from contraflow.reading.discourse import Discourse, SpeakerRef
from contraflow.reading.lexicon import Lexicon
from contraflow.reading.parsing.view import SentenceView
from contraflow.reading.when.times import default_as_of
from schemas import (
    Article,
    AsOf,
    Claim,
    Modality,
    Party,
    Speaker,
)

if TYPE_CHECKING:
    from contraflow.reading.parsing.tree import Token


@dataclass(slots=True)
class Spoken:
    """A resolved speaker with the effect of what stands between it and the claim."""

    speaker: Speaker
    flips: int
    rejects: bool
    modality: Modality
    concedes: bool
    themselves: Party | None = None
    """Whom "it", "they" in the content stand for when somebody denies it: the denier."""
    report: Token | None = None
    """The noun that holds the whole claim, where another speaker's sentence only names it."""


class ReadingContext:
    """The article, what is known of its parties and places so far, and the claims made."""

    def __init__(
        self,
        article: Article,
        lex: Lexicon,
        attribution: AttributionReader,
        parties: PartyResolver,
        discourse: Discourse,
    ) -> None:
        self._article = article
        self._lex = lex
        self._attribution = attribution
        self._parties = parties
        self._discourse = discourse
        self._let_outlet_be(parties.outlet)
        self._tail_view: SentenceView | None = None
        self._tail_found: tuple[SpeakerRef, int] | None = None
        self._before_colon: tuple[SpeakerRef, int] | None = None
        """Who is presented before a colon of the sentence that is being read, and where it stands."""
        self._document: SpeakerRef | None = None
        """Whose document the article gives in full ("The Ministry brings the following …")."""
        self._default_time = default_as_of(article.published_at)
        self._last_force: Party | None = None
        self._here: str | None = None
        self._position = 0
        """Where in the text the sentence that is being read begins."""
        self._quoted = False
        """Whether what is being read stands in quotation marks."""
        self._parties_named: dict[Token, tuple[Party | None, Party | None]] = {}
        """By word who spoke and which party it named in that mouth, as long as the next holds."""
        self._named_after: tuple[Party | None, str | None, bool] = (None, None, False)
        self._held: dict[str, str] = {}
        """By place id who the article last said holds it: whom an unnamed conqueror took it from."""
        self._taken_places: set[str] = set()
        """By id the places that the article has told somebody took: "the capture" is that."""
        self._retaken_places: set[str] = set()
        """Those of them that were said to be taken back, last."""
        self._paragraph_time: tuple[int, AsOf] | None = None
        self._time_of_speaking = False
        self._told_time: AsOf | None = None
        """The time that the text has named last, for "then" and "that year"."""
        self.claims: list[Claim] = []
        self._seen: dict[str, AsOf] = {}

    def _let_outlet_be(self, party: Party) -> None:
        """Notes whom the outlet is, or speaks for: of most claims that is the speaker."""
        name = self._article.source
        self._outlet_party = party
        self._outlet_ref = SpeakerRef(name, party)
        self._outlet_speaker = Speaker(name=name, party=party, is_outlet=True, chain=(name,))
